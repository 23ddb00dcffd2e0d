//! Codes as a phone's camera takes them: out of a picture, by a program that knows nothing of how they were made.

use image::GrayImage;

/// The first code in a picture that can be read.
#[must_use]
pub fn scanned(picture: &GrayImage) -> Option<String> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let point = |x: usize, y: usize| picture.get_pixel(x as u32, y as u32).0[0];
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, point);
    prepared.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}
