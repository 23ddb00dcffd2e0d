//! Setting text: characters become glyphs of the fonts at hand, glyphs become lines by the rules of Chinese print (no
//! 。 or ， at the beginning of a line, no opening bracket at its end), both edges straight.

use super::super::fonts::Fonts;
use gsdj_domain::archive::rich::{Run, Style};
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use krilla::text::{GlyphId, KrillaGlyph};
use skrifa::MetadataProvider;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use std::cell::RefCell;
use std::collections::HashMap;

/// How much a gap between characters may grow, in shares of the type's size, before a line stays ragged.
const STRETCH_MAX: f32 = 0.35;

/// How a paragraph is set.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// The type's size.
    pub size: f32,
    /// The width of the lines.
    pub width: f32,
    /// How far the first line is indented.
    pub indent: f32,
    /// Where short lines stand.
    pub align: Align,
}

/// Where short lines stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left; full lines reach both edges.
    Both,
    /// At the left.
    Left,
    /// In the middle.
    Middle,
}

/// Glyphs of one font in a row.
#[derive(Debug, Clone)]
pub struct Piece {
    /// From the line's beginning.
    pub x: f32,
    /// Its width.
    pub width: f32,
    /// The number of the font.
    pub face: usize,
    /// The type's size.
    pub size: f32,
    /// How it looks.
    pub style: Style,
    /// Made bold by a stroke: the font is not.
    pub thickened: bool,
    /// The characters, so that they can be found and copied.
    pub text: String,
    /// The glyphs.
    pub glyphs: Vec<KrillaGlyph>,
}

/// A line.
#[derive(Debug, Clone, Default)]
pub struct Line(pub Vec<Piece>);

/// A character as it is set.
#[derive(Clone, Copy)]
struct Glyph {
    face: usize,
    id: u32,
    /// In shares of the size.
    advance: f32,
    at: usize,
    end: usize,
    char: char,
    style: Style,
    thickened: bool,
}

struct Reader<'f> {
    number: usize,
    bold: bool,
    charmap: Charmap<'f>,
    widths: GlyphMetrics<'f>,
    units: f32,
}

/// A character as it is drawn: in which font, as which glyph, its advance in ems, and whether it is to be thickened.
type Drawn = (usize, u32, f32, bool);

/// Sets text with the fonts at hand.
pub struct Setter<'f> {
    regular: Vec<Reader<'f>>,
    bold: Vec<Reader<'f>>,
    known: RefCell<HashMap<(char, bool), Drawn>>,
    breaks: LineSegmenterBorrowed<'static>,
}

impl<'f> Setter<'f> {
    /// A setter for these fonts.
    #[must_use]
    pub fn new(fonts: &'f Fonts) -> Self {
        let readers = |bold: bool| {
            let reader = |(number, face): (usize, &'f super::super::fonts::Face)| {
                let font = face.reader()?;
                let widths = font.glyph_metrics(Size::unscaled(), LocationRef::default());
                let units = face.font.units_per_em();
                Some(Reader { number, bold: face.bold, charmap: font.charmap(), widths, units })
            };
            fonts.chain(bold).filter_map(reader).collect()
        };
        let breaks = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
        Self { regular: readers(false), bold: readers(true), known: RefCell::default(), breaks }
    }

    /// Sets plain text.
    #[must_use]
    pub fn plain(&self, text: &str, bold: bool, spec: Spec) -> Vec<Line> {
        let style = Style { bold, ..Style::default() };
        self.lines(&[Run { text: text.to_owned(), style, link: None }], spec)
    }

    /// Sets runs; at least one line, be it empty.
    #[must_use]
    pub fn lines(&self, runs: &[Run], spec: Spec) -> Vec<Line> {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        let glyphs = self.glyphs(runs);
        let mut may_break = vec![false; text.len() + 1];
        for at in self.breaks.segment_str(&text) {
            if let Some(place) = may_break.get_mut(at) {
                *place = true;
            }
        }
        let mut lines = Vec::new();
        let mut from = 0;
        while from < glyphs.len() || lines.is_empty() {
            let indent = if lines.is_empty() { spec.indent } else { 0.0 };
            let (to, next, full) = cut(&glyphs, from, spec.width - indent, spec.size, &may_break);
            let shown = glyphs.get(from..to).unwrap_or_default();
            lines.push(line(&text, shown, indent, full, spec));
            from = next;
        }
        lines
    }

    /// The width of the text on one line.
    #[must_use]
    pub fn width(&self, text: &str, size: f32) -> f32 {
        let run = Run { text: text.to_owned(), ..Run::default() };
        self.glyphs(&[run]).iter().map(|g| g.advance * size).sum()
    }

    fn glyphs(&self, runs: &[Run]) -> Vec<Glyph> {
        let (mut out, mut at): (Vec<Glyph>, usize) = (Vec::new(), 0);
        for run in runs {
            for char in run.text.chars() {
                let end = at + char.len_utf8();
                match out.last_mut() {
                    // what has no look of its own belongs to what it follows
                    Some(last) if is_silent(char) => last.end = end,
                    _ => {
                        let (face, id, advance, thickened) = self.glyph(char, run.style.bold);
                        out.push(Glyph { face, id, advance, at, end, char, style: run.style, thickened });
                    }
                }
                at = end;
            }
        }
        out
    }

    /// The glyph of a character: of the first font that has it, else the first font's sign for what is missing.
    fn glyph(&self, char: char, bold: bool) -> (usize, u32, f32, bool) {
        if let Some(known) = self.known.borrow().get(&(char, bold)) {
            return *known;
        }
        let readers = if bold { &self.bold } else { &self.regular };
        let of = |reader: &Reader<'_>, id: skrifa::GlyphId| {
            let advance = reader.widths.advance_width(id).unwrap_or(reader.units) / reader.units;
            (reader.number, id.to_u32(), advance, bold && !reader.bold)
        };
        let found = readers.iter().find_map(|reader| reader.charmap.map(char).map(|id| of(reader, id)));
        let missing = || readers.first().map(|reader| of(reader, skrifa::GlyphId::NOTDEF));
        let mut glyph = found.or_else(missing).unwrap_or((0, 0, 1.0, false));
        if char == '\n' || is_silent(char) {
            glyph.2 = 0.0;
        }
        self.known.borrow_mut().insert((char, bold), glyph);
        glyph
    }
}

/// Characters that only say how their neighbour looks: variation selectors, joiners, marks of direction.
const fn is_silent(char: char) -> bool {
    matches!(char, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{20e3}' | '\u{e0000}'..='\u{e0fff}')
}

const fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\u{3000}' | '\u{a0}')
}

/// Where the line that begins at `from` ends: what is shown of it, where the next one begins, and whether it was cut
/// because it is full.
fn cut(glyphs: &[Glyph], from: usize, width: f32, size: f32, may_break: &[bool]) -> (usize, usize, bool) {
    let (mut used, mut last) = (0.0, None);
    for (at, glyph) in glyphs.iter().enumerate().skip(from) {
        if glyph.char == '\n' {
            return (at, at + 1, false);
        }
        if at > from && may_break.get(glyph.at).copied().unwrap_or(false) {
            last = Some(at);
        }
        let advance = glyph.advance * size;
        if used + advance > width + 0.01 && !is_blank(glyph.char) && at > from {
            let at = last.unwrap_or(at);
            let blanks = glyphs.get(from..at).unwrap_or_default().iter().rev().take_while(|g| is_blank(g.char)).count();
            return (at - blanks, at, true);
        }
        used += advance;
    }
    (glyphs.len(), glyphs.len(), false)
}

fn line(text: &str, glyphs: &[Glyph], indent: f32, full: bool, spec: Spec) -> Line {
    let natural: f32 = glyphs.iter().map(|g| g.advance * spec.size).sum();
    let slack = (spec.width - indent - natural).max(0.0);
    let gaps = glyphs.windows(2).filter(|pair| is_gap(pair)).count();
    #[expect(clippy::cast_precision_loss, reason = "a line holds some hundred characters")]
    let gap = if full && spec.align == Align::Both && gaps > 0 { slack / gaps as f32 } else { 0.0 };
    let gap = if gap <= STRETCH_MAX * spec.size { gap } else { 0.0 };
    let mut x = if spec.align == Align::Middle { indent + slack / 2.0 } else { indent };
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, glyph) in glyphs.iter().enumerate() {
        let wider = glyphs.get(at..at + 2).is_some_and(is_gap);
        let advance = glyph.advance + if wider { gap / spec.size } else { 0.0 };
        let fits = |p: &Piece| p.face == glyph.face && p.style == glyph.style && p.thickened == glyph.thickened;
        if !pieces.last().is_some_and(fits) {
            let (face, style, thickened) = (glyph.face, glyph.style, glyph.thickened);
            let (text, glyphs) = (String::new(), Vec::new());
            pieces.push(Piece { x, width: 0.0, face, size: spec.size, style, thickened, text, glyphs });
        }
        if let Some(piece) = pieces.last_mut() {
            let begin = piece.text.len();
            piece.text.push_str(text.get(glyph.at..glyph.end).unwrap_or_default());
            let range = begin..piece.text.len();
            piece.glyphs.push(KrillaGlyph::new(GlyphId::new(glyph.id), advance, 0.0, 0.0, 0.0, range, None));
            piece.width += advance * spec.size;
        }
        x += advance * spec.size;
    }
    Line(pieces)
}

/// Whether space may grow between two characters: at blanks and beside Chinese ones, not within words and numbers.
fn is_gap(pair: &[Glyph]) -> bool {
    let narrow = |g: &Glyph| g.char.is_ascii() && g.char != ' ';
    !pair.iter().all(narrow)
}
