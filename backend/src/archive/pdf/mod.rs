//! Minutes as PDF, laid out for paper: `setting` sets text in lines, `text` and `sheet` make items of the minutes, `flow`
//! and `grid` put items on pages, `paint` writes the file.
//!
//! Lengths are points (1/72 inch); the page begins at its upper left corner.

mod flow;
mod grid;
mod paint;
mod setting;
mod sheet;
mod text;

use super::code::Code;
use super::fonts::Fonts;
use super::photo::Photo;
use crate::error::Result;
use flow::Flow;
use gsdj_domain::archive::{Claim, Minutes};
use setting::Setter;

pub use sheet::{names, outcome};

/// A4.
const PAGE: (f32, f32) = (595.28, 841.89);
/// Where text begins and ends: 25 mm at the sides, more below for the page's number.
const LEFT: f32 = 70.9;
const RIGHT: f32 = PAGE.0 - 70.9;
const TOP: f32 = 68.0;
const BOTTOM: f32 = PAGE.1 - 76.0;
/// The width of the text.
const WIDTH: f32 = RIGHT - LEFT;

/// What is printed.
pub struct Print<'p> {
    /// The minutes.
    pub minutes: &'p Minutes,
    /// Photos, shrunk.
    pub photos: &'p [Photo],
    /// What the seal says.
    pub claim: &'p Claim,
    /// The seal as a code.
    pub code: &'p Code,
    /// The platform's name.
    pub platform: &'p str,
}

/// Draws the minutes. Takes a processor for some hundred milliseconds: not for threads that answer.
///
/// # Errors
/// When the file can't be written.
pub fn draw(print: &Print<'_>, fonts: &Fonts) -> Result<Vec<u8>> {
    let setter = Setter::new(fonts);
    let mut flow = Flow::new();
    for item in sheet::items(print, &setter) {
        flow.place(item);
    }
    let pages = sheet::number(flow.into_pages(), print, &setter);
    paint::write(&pages, print, fonts)
}

#[cfg(test)]
mod tests;
