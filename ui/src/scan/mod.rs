//! Scanning: the camera, reading codes from its picture, and what a code leads to.
//!
//! `camera` asks for the picture, `reader` finds a code in it, `model` says what it means (pure), `scanner` is the part that
//! pages use.

mod camera;
pub mod model;
mod page_scan;
mod reader;
mod scanner;

pub use page_scan::ScanPage;
pub use scanner::Scanner;
