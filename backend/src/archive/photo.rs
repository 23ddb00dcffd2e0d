//! Photos for print: as large as paper shows, no larger.

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;

/// The longer edge in print: 8 cm at 300 points an inch.
const EDGE: u32 = 945;
/// JPEG quality.
const QUALITY: u8 = 80;

/// A photo as it is printed.
#[derive(Debug, Clone)]
pub struct Photo {
    /// What stands below it.
    pub caption: String,
    /// JPEG; empty when the photo can't be had: then a line says so.
    pub jpeg: Bytes,
    /// Width in points.
    pub width: u32,
    /// Height in points.
    pub height: u32,
}

impl Photo {
    /// Shrinks a stored photo. One that can't be read is printed as missing: the minutes are worth more than it.
    #[must_use]
    pub fn shrunk(caption: String, stored: Option<Bytes>) -> Self {
        let missing = Self { caption: caption.clone(), jpeg: Bytes::new(), width: 4, height: 1 };
        let Some(stored) = stored else { return missing };
        let Ok(picture) = image::load_from_memory_with_format(&stored, image::ImageFormat::Jpeg) else {
            return missing;
        };
        let (width, height) = (picture.width(), picture.height());
        if width.max(height) <= EDGE {
            return Self { caption, jpeg: stored, width, height };
        }
        let picture = picture.resize(EDGE, EDGE, FilterType::Triangle).into_rgb8();
        let mut out = Vec::new();
        match JpegEncoder::new_with_quality(&mut out, QUALITY).encode_image(&picture) {
            Ok(()) => Self { caption, width: picture.width(), height: picture.height(), jpeg: out.into() },
            Err(_) => missing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_photos_shrink_small_ones_stay_and_broken_ones_are_missing() {
        let jpeg = |width, height| {
            let mut out = Vec::new();
            JpegEncoder::new(&mut out).encode_image(&image::RgbImage::new(width, height)).unwrap();
            Bytes::from(out)
        };
        let large = Photo::shrunk("大".into(), Some(jpeg(1920, 960)));
        assert_eq!((large.width, large.height), (EDGE, 473));
        let small = jpeg(100, 50);
        assert_eq!(Photo::shrunk("小".into(), Some(small.clone())).jpeg, small);
        assert!(Photo::shrunk("坏".into(), Some(small.slice(..20))).jpeg.is_empty());
        assert!(Photo::shrunk("无".into(), None).jpeg.is_empty());
    }
}
