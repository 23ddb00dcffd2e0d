//! What a file is, by its content; whether it is whole.

use super::Files;
use crate::error::Error;
use gsdj_domain::Refusal;
use gsdj_domain::file::{ATTACHMENT_MAX, FileKind, FileRefusal};

/// What was found, and its media type.
pub(super) type Found = (FileKind, &'static str);

/// Recognises the kinds that are taken; a name or a claimed type is never asked.
///
/// # Errors
/// [`FileRefusal::FileKindNotTaken`] for everything else, [`FileRefusal::FileBroken`] for what is empty or cut off.
pub(super) fn recognise(bytes: &[u8]) -> Result<Found, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::from(FileRefusal::FileBroken));
    }
    let kind = infer::get(bytes).ok_or(Refusal::from(FileRefusal::FileKindNotTaken))?;
    match kind.mime_type() {
        // the decoders of the other two notice by themselves what is cut off
        "image/jpeg" => whole(jpeg_ends(bytes), (FileKind::Photo, "image/jpeg")),
        "image/png" | "image/webp" => Ok((FileKind::Photo, "image/jpeg")),
        "application/pdf" => whole(has(tail(bytes, 2048), b"%%EOF"), (FileKind::Pdf, "application/pdf")),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => whole(
            has(tail(bytes, 66_000), b"PK\x05\x06"),
            (FileKind::Word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => whole(
            has(tail(bytes, 66_000), b"PK\x05\x06"),
            (FileKind::Excel, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ),
        _ => Err(FileRefusal::FileKindNotTaken.into()),
    }
}

/// How much of a large file tells what it is.
const HEAD: u64 = 8 << 10;

/// What a stored large file is: a film, a recording, a PDF or a Word file; `None` for everything else.
///
/// # Errors
/// When the storage fails.
pub(super) async fn media(files: &Files, name: &str, length: u64) -> Result<Option<Found>, Error> {
    let head = files.get(name, 0..length.min(HEAD)).await?;
    let found = match infer::get(&head).map(|kind| kind.mime_type()) {
        Some("video/mp4" | "video/x-m4v") => Some((FileKind::Video, "video/mp4")),
        Some("video/webm") => Some((FileKind::Video, "video/webm")),
        Some("audio/mpeg") => Some((FileKind::Audio, "audio/mpeg")),
        Some("audio/m4a" | "audio/mp4") => Some((FileKind::Audio, "audio/mp4")),
        Some("audio/ogg" | "audio/opus") => Some((FileKind::Audio, "audio/ogg")),
        Some("audio/x-wav") => Some((FileKind::Audio, "audio/wav")),
        Some("application/pdf") => {
            let tail = files.get(name, length.saturating_sub(2_048)..length).await?;
            has(&tail, b"%%EOF").then_some((FileKind::Pdf, "application/pdf"))
        }
        Some(_) if length <= ATTACHMENT_MAX => {
            let whole = files.get(name, 0..length).await?;
            recognise(&whole).ok().filter(|(kind, _)| *kind == FileKind::Word)
        }
        Some(_) | None => None,
    };
    Ok(found)
}

/// Whether a JPEG has its end: walks the segments up to the first scan, then looks for the mark (nothing but a mark has
/// `0xff` before another byte than 0 there). Small pictures inside the segments have ends of their own.
fn jpeg_ends(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xff, mark, high, low]) = bytes.get(at..at + 4) {
        if *mark == 0xda {
            return has(&bytes[at..], b"\xff\xd9");
        }
        // the byte before a mark may be repeated
        at += if *mark == 0xff { 1 } else { 2 + usize::from(u16::from_be_bytes([*high, *low])) };
    }
    false
}

fn whole(is: bool, found: Found) -> Result<Found, Refusal> {
    if is { Ok(found) } else { Err(Refusal::from(FileRefusal::FileBroken)) }
}

fn tail(bytes: &[u8], n: usize) -> &[u8] {
    &bytes[bytes.len().saturating_sub(n)..]
}

fn has(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|w| w == mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        assert_eq!(recognise(b""), Err(Refusal::from(FileRefusal::FileBroken)));
        assert_eq!(recognise(b"MZ\x90\x00 this program"), Err(FileRefusal::FileKindNotTaken.into()));
        assert_eq!(recognise(b"<html><script>alert(1)</script>"), Err(FileRefusal::FileKindNotTaken.into()));
        assert_eq!(recognise(b"%PDF-1.7 and then the line went dead"), Err(Refusal::from(FileRefusal::FileBroken)));
        assert_eq!(recognise(b"%PDF-1.7 ... %%EOF\n").map(|f| f.0), Ok(FileKind::Pdf));
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04\xff\xd9\xff\xda\x00\x02 scan \xff\xd9";
        assert_eq!(recognise(jpeg).map(|f| f.0), Ok(FileKind::Photo));
        assert_eq!(recognise(&jpeg[..jpeg.len() - 2]), Err(Refusal::from(FileRefusal::FileBroken)));
    }
}
