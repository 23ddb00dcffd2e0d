//! Writing pages as a PDF file; fonts go in with the characters that are used, photos as they are.

use super::super::fonts::Fonts;
use super::flow::{Mark, Page};
use super::setting::{Line, Piece};
use super::{PAGE, Print};
use crate::error::{Error, Result};
use chrono::{Datelike, Timelike};
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;

/// How far italics lean: Chinese fonts have none of their own.
const LEAN: f32 = 0.2;
/// The white margin of the code, in squares.
const MARGIN: f32 = 4.0;

/// Writes the pages.
///
/// # Errors
/// When the library can't write them.
pub fn write(pages: &[Page], print: &Print<'_>, fonts: &Fonts) -> Result<Vec<u8>> {
    let photo = |p: &super::Photo| Image::from_jpeg(p.jpeg.to_vec().into(), true).ok();
    let photos: Vec<Option<Image>> = print.photos.iter().map(photo).collect();
    let mut document = Document::new();
    document.set_metadata(metadata(print));
    let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| Error::broken("a page without a size"))?;
    for marks in pages {
        let mut page = document.start_page_with(settings.clone());
        let mut surface = page.surface();
        for mark in marks {
            match mark {
                Mark::Text(x, y, line) => text(&mut surface, *x, *y, line, fonts),
                Mark::Rule(from, to, width) => rule(&mut surface, *from, *to, *width),
                Mark::Shade(x, y, width, height) => shade(&mut surface, [*x, *y, *width, *height]),
                Mark::Photo(number, x, y, width, height) => {
                    let image = photos.get(*number).cloned().flatten();
                    if let Some((image, size)) = image.zip(Size::from_wh(*width, *height)) {
                        surface.push_transform(&Transform::from_translate(*x, *y));
                        surface.draw_image(image, size);
                        surface.pop();
                    }
                }
                Mark::Code(x, y, edge) => code(&mut surface, *x, *y, *edge, print),
            }
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| Error::broken(format!("{error:?}")))
}

fn metadata(print: &Print<'_>) -> Metadata {
    let at = print.claim.issued_at.local();
    let small = |n: u32| u8::try_from(n).unwrap_or(0);
    let made = DateTime::new(u16::try_from(at.year()).unwrap_or(0)).month(small(at.month())).day(small(at.day()));
    let made = made.hour(small(at.hour())).minute(small(at.minute())).second(small(at.second())).utc_offset_hour(8);
    Metadata::new()
        .title(format!("{}：{}", print.minutes.heading(), print.minutes.title))
        .authors(vec![print.minutes.org.clone()])
        .creator(print.platform.to_owned())
        .language("zh-CN".to_owned())
        .creation_date(made)
}

fn ink(level: u8) -> Fill {
    Fill { paint: rgb::Color::new(level, level, level).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn line_of(width: f32) -> Stroke {
    Stroke { paint: rgb::Color::black().into(), width, ..Stroke::default() }
}

fn text(surface: &mut Surface<'_>, x: f32, y: f32, line: &Line, fonts: &Fonts) {
    for piece in &line.0 {
        let left = x + piece.x;
        letters(surface, left, y, piece, fonts);
        if piece.style.underline {
            let below = y + piece.size * 0.16;
            rule(surface, (left, below), (left + piece.width, below), piece.size / 20.0);
        }
    }
}

fn letters(surface: &mut Surface<'_>, x: f32, y: f32, piece: &Piece, fonts: &Fonts) {
    let Some(face) = fonts.face(piece.face) else { return };
    surface.set_fill(Some(ink(0)));
    surface.set_stroke(piece.thickened.then(|| line_of(piece.size / 32.0)));
    if piece.style.italic {
        // leans around the base line
        surface.push_transform(&Transform::from_row(1.0, 0.0, -LEAN, 1.0, LEAN * y, 0.0));
    }
    surface.draw_glyphs(Point::from_xy(x, y), &piece.glyphs, face.font.clone(), &piece.text, piece.size, false);
    if piece.style.italic {
        surface.pop();
    }
    surface.set_stroke(None);
}

fn rule(surface: &mut Surface<'_>, from: (f32, f32), to: (f32, f32), width: f32) {
    let mut path = PathBuilder::new();
    path.move_to(from.0, from.1);
    path.line_to(to.0, to.1);
    surface.set_fill(None);
    surface.set_stroke(Some(line_of(width)));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
    surface.set_stroke(None);
}

fn shade(surface: &mut Surface<'_>, [x, y, width, height]: [f32; 4]) {
    fill(surface, Rect::from_xywh(x, y, width, height).into_iter(), 242);
}

fn fill(surface: &mut Surface<'_>, rects: impl Iterator<Item = Rect>, level: u8) {
    let mut path = PathBuilder::new();
    rects.for_each(|rect| path.push_rect(rect));
    surface.set_stroke(None);
    surface.set_fill(Some(ink(level)));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn code(surface: &mut Surface<'_>, x: f32, y: f32, edge: f32, print: &Print<'_>) {
    #[expect(clippy::cast_precision_loss, reason = "a code has some hundred squares at most")]
    let number = |n: usize| n as f32;
    let square = edge / (number(print.code.width) + 2.0 * MARGIN);
    let run = |(row, column, count): &(usize, usize, usize)| {
        let (left, top) = (x + (number(*column) + MARGIN) * square, y + (number(*row) + MARGIN) * square);
        Rect::from_xywh(left, top, number(*count) * square, square)
    };
    fill(surface, print.code.runs.iter().filter_map(run), 0);
}
