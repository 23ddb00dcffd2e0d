//! Pictures are decoded, turned upright, shrunk and encoded anew: nothing hidden in them survives.

use crate::error::{Error, Result};
use gsdj_domain::Refusal;
use gsdj_domain::file::FileRefusal;
use gsdj_domain::file::{PHOTO_EDGE, PHOTO_POINTS};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use std::io::Cursor;

/// JPEG quality of what is stored.
const QUALITY: u8 = 82;

/// A picture as it is stored.
#[derive(Debug, Clone)]
pub struct Clean {
    /// JPEG.
    pub bytes: Vec<u8>,
    /// Width in points.
    pub width: u32,
    /// Height in points.
    pub height: u32,
}

/// Makes the picture anew. Costs up to some hundred milliseconds of CPU: not for threads that answer.
///
/// # Errors
/// [`FileRefusal::PictureTooLarge`] before anything is decoded; [`FileRefusal::FileBroken`] when it is cut off or none.
pub fn clean(bytes: &[u8]) -> Result<Clean> {
    let broken = |_| Error::from(Refusal::from(FileRefusal::FileBroken));
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(PHOTO_POINTS * 4);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PHOTO_POINTS {
        return Err(Refusal::from(FileRefusal::PictureTooLarge).into());
    }
    let orientation = decoder.orientation().map_err(broken)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    picture.apply_orientation(orientation);
    if picture.width().max(picture.height()) > PHOTO_EDGE {
        picture = picture.resize(PHOTO_EDGE, PHOTO_EDGE, image::imageops::FilterType::CatmullRom);
    }
    let picture = picture.into_rgb8();
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY).encode_image(&picture).map_err(Error::broken)?;
    Ok(Clean { bytes: out, width: picture.width(), height: picture.height() })
}

/// One of our own pictures, shrunk to a width; nothing when it is no wider. Costs some tens of milliseconds of CPU.
///
/// # Errors
/// [`FileRefusal::FileBroken`] when it is none.
pub(super) fn narrowed(bytes: &[u8], width: u32) -> Result<Option<Vec<u8>>> {
    let picture = image::load_from_memory(bytes).map_err(|_| Error::from(Refusal::from(FileRefusal::FileBroken)))?;
    if picture.width() <= width {
        return Ok(None);
    }
    let picture = picture.resize(width, u32::MAX, image::imageops::FilterType::CatmullRom).into_rgb8();
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY).encode_image(&picture).map_err(Error::broken)?;
    Ok(Some(out))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, RgbImage};

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        DynamicImage::ImageRgb8(RgbImage::new(width, height)).write_to(&mut out, ImageFormat::Png).unwrap();
        out.into_inner()
    }

    #[test]
    fn a_picture_is_shrunk_and_made_anew() {
        let clean = clean(&png(4000, 1000)).unwrap();
        assert_eq!((clean.width, clean.height), (1920, 480));
        assert_eq!(&clean.bytes[..3], b"\xff\xd8\xff");
    }

    #[test]
    fn a_picture_is_narrowed_to_a_width_and_never_widened() {
        let narrow = narrowed(&png(400, 1000), 320).unwrap().unwrap();
        let narrow = image::load_from_memory(&narrow).unwrap();
        assert_eq!((narrow.width(), narrow.height()), (320, 800));
        assert_eq!(narrowed(&png(320, 1000), 320).unwrap(), None);
    }

    #[test]
    fn a_cut_off_picture_is_refused() {
        let mut cut = png(300, 300);
        cut.truncate(cut.len() / 2);
        assert!(matches!(clean(&cut), Err(Error::Refused(refusal)) if refusal == FileRefusal::FileBroken.into()));
    }
}
