//! The demo's films, recordings and documents: drawn and written by ourselves. Films are two small clips that lie beside this
//! file; sound and document are made here.

use crate::demo::picture;
use crate::error::Result;
use bytes::Bytes;
use gsdj_domain::file::FileKind;
use gsdj_domain::time::SECOND;

/// A clip of dunes with a moving sun, silent: VP8 in WebM.
pub const CLIP: &[u8] = include_bytes!("clip.webm");
/// How long it is, in milliseconds.
pub const CLIP_LENGTH: i64 = 200 * SECOND;
/// A longer one.
const LONG: &[u8] = include_bytes!("clip-long.webm");
/// How long that is, in milliseconds.
const LONG_LENGTH: i64 = 390 * SECOND;

/// Samples a second of the recording.
const RATE: u32 = 8_000;
/// Its length in seconds.
const SOUND: u32 = 40;

/// A file of the demo.
#[derive(Debug, Clone)]
pub(super) struct Medium {
    /// Its content.
    pub bytes: Bytes,
    /// What it is.
    pub kind: FileKind,
    /// Its media type.
    pub media_type: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// How long it is, in milliseconds; 0 for what is read.
    pub length: i64,
}

/// The films: the short one and the long one.
pub(super) fn films() -> [Medium; 2] {
    [(CLIP, CLIP_LENGTH), (LONG, LONG_LENGTH)].map(|(bytes, length)| Medium {
        bytes: Bytes::from_static(bytes),
        kind: FileKind::Video,
        media_type: "video/webm",
        name: "教学视频（示例）.webm",
        length,
    })
}

/// The recording: a few slow notes, eight bits a sample, as WAV.
pub(super) fn sound() -> Medium {
    let count = RATE * SOUND;
    let mut wav = Vec::with_capacity(count as usize + 44);
    wav.extend(b"RIFF");
    wav.extend((36 + count).to_le_bytes());
    wav.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    wav.extend(RATE.to_le_bytes());
    wav.extend(RATE.to_le_bytes());
    wav.extend(b"\x01\0\x08\0data");
    wav.extend(count.to_le_bytes());
    wav.extend((0..count).map(sample));
    let (kind, media_type) = (FileKind::Audio, "audio/wav");
    Medium { bytes: wav.into(), kind, media_type, name: "录音（示例）.wav", length: i64::from(SOUND) * SECOND }
}

/// The `n`th sample: one of five notes, a second each, swelling and fading.
fn sample(n: u32) -> u8 {
    const NOTES: [f64; 5] = [261.6, 293.7, 329.6, 392.0, 440.0];
    let note = NOTES[(n / RATE * 3 % 5) as usize];
    let at = f64::from(n % RATE) / f64::from(RATE);
    let loud = 40.0 * (at * std::f64::consts::PI).sin();
    let wave = (f64::from(n) / f64::from(RATE) * note * std::f64::consts::TAU).sin();
    // 128 is silence; the sum stays within a byte
    (128.0 + loud * wave).round() as u8
}

/// The document: one page with a picture, as PDF.
///
/// # Errors
/// When the picture can't be drawn.
pub(super) fn paper() -> Result<Medium> {
    let picture = picture::draw(3)?;
    let (width, height) = picture::EDGES;
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let content = b"q 495 0 0 309 50 430 cm /P Do Q";
    let image = format!(
        "<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length {}>>",
        picture.len()
    );
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</P 5 0 R>>>>>>";
    let stream = format!("<</Length {}>>", content.len());
    let objects: [(&str, Option<&[u8]>); 5] = [
        ("<</Type/Catalog/Pages 2 0 R>>", None),
        ("<</Type/Pages/Kids[3 0 R]/Count 1>>", None),
        (page, None),
        (&stream, Some(content)),
        (&image, Some(&picture)),
    ];
    for (n, (head, body)) in objects.iter().enumerate() {
        places.push(pdf.len());
        pdf.extend(format!("{} 0 obj\n{head}\n", n + 1).into_bytes());
        if let Some(body) = body {
            pdf.extend(b"stream\n");
            pdf.extend(*body);
            pdf.extend(b"\nendstream\n");
        }
        pdf.extend(b"endobj\n");
    }
    let table = pdf.len();
    pdf.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).into_bytes());
    for place in &places {
        pdf.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    let end = format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", places.len() + 1);
    pdf.extend(end.into_bytes());
    let (kind, media_type) = (FileKind::Pdf, "application/pdf");
    Ok(Medium { bytes: pdf.into(), kind, media_type, name: "学习资料（示例）.pdf", length: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_is_what_it_says() {
        assert_eq!(infer::get(&sound().bytes).map(|k| k.mime_type()), Some("audio/x-wav"));
        assert_eq!(sound().bytes.len(), (RATE * SOUND) as usize + 44);
        let paper = paper().unwrap();
        assert!(paper.bytes.starts_with(b"%PDF") && paper.bytes.ends_with(b"%%EOF\n"));
        for film in films() {
            assert_eq!(infer::get(&film.bytes).map(|k| k.mime_type()), Some("video/webm"));
            assert!(film.bytes.len() < 200_000, "{}", film.bytes.len());
        }
    }
}
