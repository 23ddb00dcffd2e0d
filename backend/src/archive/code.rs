//! The seal's QR code as dark squares.

use crate::error::{Error, Result};
use qrcode::{Color, EcLevel, QrCode};

/// A QR code: rows of dark runs.
#[derive(Debug, Clone)]
pub struct Code {
    /// Squares along an edge, without the margin.
    pub width: usize,
    /// Dark runs: row, first column, how many.
    pub runs: Vec<(usize, usize, usize)>,
}

impl Code {
    /// The code for a text.
    ///
    /// # Errors
    /// When the text is too long for a code.
    pub fn of(text: &str) -> Result<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(Error::broken)?;
        let width = code.width();
        let colors = code.to_colors();
        let mut runs = Vec::new();
        for (row, line) in colors.chunks(width).enumerate() {
            let mut column = 0;
            while column < width {
                let dark = line.iter().skip(column).take_while(|c| **c == Color::Dark).count();
                if dark > 0 {
                    runs.push((row, column, dark));
                }
                column += dark.max(1);
            }
        }
        Ok(Self { width, runs })
    }

    /// As a PNG of `scale` points a square, with the margin that scanners need.
    ///
    /// # Errors
    /// Never for codes of ours.
    pub fn png(&self, scale: u32) -> Result<Vec<u8>> {
        const MARGIN: u32 = 4;
        let edge = (u32::try_from(self.width).unwrap_or(0) + 2 * MARGIN) * scale;
        let mut picture = image::GrayImage::from_pixel(edge, edge, image::Luma([255]));
        for (row, column, count) in &self.runs {
            let at = |n: usize| (u32::try_from(n).unwrap_or(0) + MARGIN) * scale;
            for y in at(*row)..at(*row) + scale {
                for x in at(*column)..at(column + count) {
                    if let Some(point) = picture.get_pixel_mut_checked(x, y) {
                        *point = image::Luma([0]);
                    }
                }
            }
        }
        let mut out = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut out, image::ImageFormat::Png).map_err(Error::broken)?;
        Ok(out.into_inner())
    }
}
