//! Pictures for records, drawn by code: sky, sun and rows of dunes, fields or hills. No photograph, nobody in it.

use super::seeded::{of, seeded};
use crate::error::{Error, Result};
use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use rand::Rng as _;

/// Width and height in points.
pub(super) const EDGES: (u32, u32) = (960, 600);
/// How many different pictures there are.
pub(super) const DIFFERENT: usize = 6;

type Colour = [u8; 3];

/// Sky above, sky at the horizon, land far, land near.
const PALETTES: &[(Colour, Colour, Colour, Colour)] = &[
    ([58, 123, 190], [232, 214, 180], [214, 176, 112], [150, 96, 44]),
    ([35, 60, 110], [246, 170, 110], [160, 92, 70], [64, 36, 40]),
    ([120, 176, 216], [240, 240, 226], [140, 168, 96], [58, 98, 52]),
    ([150, 190, 220], [250, 244, 235], [216, 200, 150], [176, 150, 84]),
    ([80, 110, 150], [210, 220, 226], [150, 160, 170], [70, 84, 96]),
    ([70, 140, 180], [250, 224, 190], [196, 120, 80], [110, 54, 40]),
];

/// Picture number `n`, as JPEG.
///
/// # Errors
/// When it can't be encoded.
pub(super) fn draw(n: usize) -> Result<Bytes> {
    let mut rng = seeded("picture", n as u64);
    let (width, height) = EDGES;
    let (above, horizon, far, near) = of(PALETTES, n);
    let ridges: Vec<Vec<f64>> = (0..4).map(|row| ridge(&mut rng, row)).collect();
    let sun = (rng.random_range(0.15..0.85) * f64::from(width), 0.24 * f64::from(height));
    let mut picture = RgbImage::new(width, height);
    for (x, y, point) in picture.enumerate_pixels_mut() {
        let down = f64::from(y) / f64::from(height);
        let front = ridges.iter().rposition(|ridge| f64::from(y) > ridge[x as usize]);
        let colour = match front {
            Some(row) => {
                let depth = (f64::from(y) - ridges[row][x as usize]) / f64::from(height);
                blend(blend(far, near, row_part(row)), [0, 0, 0], (depth * 0.9).min(0.35))
            }
            None => {
                let glow = (1.0 - (f64::from(x) - sun.0).hypot(f64::from(y) - sun.1) / 46.0).clamp(0.0, 1.0);
                blend(blend(above, horizon, (down * 1.7).min(1.0)), [255, 248, 222], (glow * 3.0).min(1.0))
            }
        };
        *point = Rgb(colour);
    }
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, 82).encode_image(&picture).map_err(Error::broken)?;
    Ok(out.into())
}

/// Heights of one row of land, one for each column.
fn ridge(rng: &mut impl rand::Rng, row: u32) -> Vec<f64> {
    let height = f64::from(EDGES.1);
    let base = height * (0.46 + 0.13 * f64::from(row));
    let waves: Vec<(f64, f64, f64)> = (1..4)
        .map(|k| {
            (
                rng.random_range(0.004..0.011) * f64::from(k),
                rng.random_range(0.0..6.3),
                rng.random_range(10.0..34.0) / f64::from(k),
            )
        })
        .collect();
    let at = |x: u32| waves.iter().map(|(pace, from, size)| (f64::from(x) * pace + from).sin() * size).sum::<f64>();
    (0..EDGES.0).map(|x| base + at(x)).collect()
}

fn row_part(row: usize) -> f64 {
    [0.0, 0.35, 0.7, 1.0].get(row).copied().unwrap_or(1.0)
}

fn blend(a: Colour, b: Colour, part: f64) -> Colour {
    std::array::from_fn(|i| (f64::from(a[i]) + (f64::from(b[i]) - f64::from(a[i])) * part).round() as u8)
}
