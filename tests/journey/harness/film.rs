//! A film of a code, for a camera that is none.

use qrcode::{Color, EcLevel, QrCode};
use std::path::Path;

const WIDTH: usize = 640;
const HEIGHT: usize = 480;
/// Points a module, and modules of the quiet edge.
const SCALE: usize = 7;
const QUIET: usize = 4;

/// Writes a film (Y4M, one still picture) in whose middle a screen shows the code of `text`.
pub fn code_film(file: &Path, text: &str) {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
    let (side, dark) = (code.width(), code.to_colors());
    let edge = (side + 2 * QUIET) * SCALE;
    assert!(edge < HEIGHT, "the code is too large for the film");
    let (left, top) = ((WIDTH - edge) / 2, (HEIGHT - edge) / 2);
    let shade = |x: usize, y: usize| {
        let (Some(x), Some(y)) = (x.checked_sub(left), y.checked_sub(top)) else { return 90_u8 };
        if x >= edge || y >= edge {
            return 90;
        }
        let (x, y) = ((x / SCALE).wrapping_sub(QUIET), (y / SCALE).wrapping_sub(QUIET));
        if x < side && y < side && dark[y * side + x] == Color::Dark { 35 } else { 220 }
    };
    let mut film = b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n".to_vec();
    for _ in 0..2 {
        film.extend_from_slice(b"FRAME\n");
        film.extend((0..WIDTH * HEIGHT).map(|i| shade(i % WIDTH, i / WIDTH)));
        film.resize(film.len() + WIDTH * HEIGHT / 2, 128);
    }
    std::fs::write(file, film).unwrap();
}
