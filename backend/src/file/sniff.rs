//! What a file is, by its content; whether it is whole.

use gsdj_domain::Refusal;
use gsdj_domain::file::FileKind;

/// What was found, and its media type.
pub(super) type Found = (FileKind, &'static str);

/// Recognises the kinds that are taken; a name or a claimed type is never asked.
///
/// # Errors
/// [`Refusal::FileKindNotTaken`] for everything else, [`Refusal::FileBroken`] for what is empty or cut off.
pub(super) fn recognise(bytes: &[u8]) -> Result<Found, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::FileBroken);
    }
    let kind = infer::get(bytes).ok_or(Refusal::FileKindNotTaken)?;
    match kind.mime_type() {
        "image/jpeg" | "image/png" | "image/webp" => Ok((FileKind::Photo, "image/jpeg")),
        "application/pdf" => whole(has(tail(bytes, 2048), b"%%EOF"), (FileKind::Pdf, "application/pdf")),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => whole(
            has(tail(bytes, 66_000), b"PK\x05\x06"),
            (FileKind::Word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => whole(
            has(tail(bytes, 66_000), b"PK\x05\x06"),
            (FileKind::Excel, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ),
        _ => Err(Refusal::FileKindNotTaken),
    }
}

const fn whole(is: bool, found: Found) -> Result<Found, Refusal> {
    if is { Ok(found) } else { Err(Refusal::FileBroken) }
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
        assert_eq!(recognise(b""), Err(Refusal::FileBroken));
        assert_eq!(recognise(b"MZ\x90\x00 this program"), Err(Refusal::FileKindNotTaken));
        assert_eq!(recognise(b"<html><script>alert(1)</script>"), Err(Refusal::FileKindNotTaken));
        assert_eq!(recognise(b"%PDF-1.7 and then the line went dead"), Err(Refusal::FileBroken));
        assert_eq!(recognise(b"%PDF-1.7 ... %%EOF\n").map(|f| f.0), Ok(FileKind::Pdf));
        assert_eq!(recognise(b"\xff\xd8\xff\xe0 jpeg").map(|f| f.0), Ok(FileKind::Photo));
    }
}
