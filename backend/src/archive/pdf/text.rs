//! Formatted text as items: paragraphs, headings, lists, tables.

use super::WIDTH;
use super::flow::{Item, Set};
use super::grid::{Cell, Grid, PAD, Row};
use super::setting::{Align, Line, Setter, Spec};
use gsdj_domain::archive::rich::{self, Block, Run};

/// The size of running text.
pub const BODY: f32 = 12.0;
/// The size of text in tables.
pub const SMALL: f32 = 10.5;
/// Line height in shares of the size.
const LEADING: f32 = 1.6;
/// How far a point of a list is indented, in shares of the size.
const POINT: f32 = 2.0;

/// Where text is set: how wide, how large, how far indented.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The width of the column.
    pub width: f32,
    /// The size.
    pub size: f32,
    /// Where the text begins in it.
    pub x: f32,
    /// Paragraphs begin two characters in.
    pub indented: bool,
    /// In how many lists it stands.
    pub depth: usize,
}

impl Place {
    /// Running text over the whole width of the page.
    pub const BODY: Self = Self { width: WIDTH, size: BODY, x: 0.0, indented: true, depth: 0 };

    /// A cell of a table.
    #[must_use]
    pub fn cell(width: f32, size: f32) -> Self {
        Self { width: (width - 2.0 * PAD).max(size), size, x: 0.0, indented: false, depth: 0 }
    }

    fn spec(&self, indent: f32, align: Align) -> Spec {
        Spec { size: self.size, width: (self.width - self.x).max(self.size), indent, align }
    }

    /// Lines with what is around them; `above` is the space before the first.
    #[must_use]
    pub fn sets(&self, lines: Vec<Line>, above: f32) -> Vec<Set> {
        let (height, base) = (self.size * LEADING, self.size * (LEADING - 1.0) / 2.0 + self.size * 0.88);
        let count = lines.len();
        let set = |(n, line): (usize, Line)| {
            let x = self.x;
            let above = if n == 0 { above } else { 0.0 };
            // the first line keeps the second, the last but one keeps the last
            let kept = if n == 0 || n + 2 == count { count.min(n + 2) - n } else { 1 };
            #[expect(clippy::cast_precision_loss, reason = "one or two")]
            let need = kept as f32 * height;
            Set { lead: None, line, x, height, base, above, need }
        };
        lines.into_iter().enumerate().map(set).collect()
    }
}

/// Blocks as items, in order; [`keep_headings`] is still to be asked.
#[must_use]
pub fn items(blocks: &[Block], place: Place, setter: &Setter<'_>) -> Vec<Item> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Table(rows) => out.push(Item::Grid(table(rows, place, setter))),
            Block::Heading(..) | Block::Paragraph(_) | Block::List { .. } | Block::Quote(_) | Block::Picture { .. } => {
                let mut lines = sets(std::slice::from_ref(block), place, setter);
                if let (Some(Item::Grid(_)), Some(first)) = (out.last(), lines.first_mut()) {
                    first.above = first.above.max(place.size * 0.4);
                }
                out.extend(lines.into_iter().map(Item::Line));
            }
        }
    }
    out
}

/// What a heading's lines are marked with until it is known what follows them.
const HEADING: f32 = f32::INFINITY;

/// Gives each line of a heading the need of what follows it.
#[must_use]
pub fn keep_headings(mut items: Vec<Item>) -> Vec<Item> {
    let mut after = 0.0;
    for item in items.iter_mut().rev() {
        if let Item::Line(set) = item
            && set.need.is_infinite()
        {
            set.need = set.height + after;
        }
        after = item.need();
    }
    items
}

/// Text without tables as lines; a table in it stays out.
#[must_use]
pub fn sets(blocks: &[Block], place: Place, setter: &Setter<'_>) -> Vec<Set> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(level, runs) => out.append(&mut heading(*level, runs, place, setter)),
            Block::Paragraph(runs) => {
                let (runs, own) = without_indent(runs);
                let indent = if place.indented || own { 2.0 * place.size } else { 0.0 };
                out.append(&mut place.sets(setter.lines(&runs, place.spec(indent, Align::Both)), 0.0));
            }
            Block::List { ordered, start, items } => {
                for (number, item) in (*start..).zip(items) {
                    out.append(&mut point(*ordered, number, item, place, setter));
                }
            }
            Block::Quote(inside) => {
                let place = Place { x: place.x + POINT * place.size, ..place };
                out.append(&mut sets(inside, place, setter));
            }
            // records hold none
            Block::Table(_) | Block::Picture { .. } => {}
        }
    }
    out
}

/// Text that was indented by hand loses its blanks: it is indented anyway.
fn without_indent(runs: &[Run]) -> (Vec<Run>, bool) {
    let mut runs = runs.to_vec();
    let Some(first) = runs.first_mut() else { return (runs, false) };
    let bare = first.text.trim_start_matches(['\u{3000}', '\u{a0}', ' ']);
    let own = bare.len() < first.text.len();
    first.text = bare.to_owned();
    (runs, own)
}

/// A heading of the text.
#[must_use]
pub fn heading(level: u8, runs: &[Run], place: Place, setter: &Setter<'_>) -> Vec<Set> {
    let size = match level {
        1 => place.size + 3.0,
        2 => place.size + 1.5,
        _ => place.size,
    };
    let bold: Vec<Run> = runs
        .iter()
        .cloned()
        .map(|mut run| {
            run.style.bold = true;
            run
        })
        .collect();
    let place = Place { size, ..place };
    let mut sets = place.sets(setter.lines(&bold, place.spec(0.0, Align::Left)), place.size * 0.6);
    for set in &mut sets {
        set.need = HEADING;
    }
    sets
}

fn point(ordered: bool, number: u32, item: &[Block], place: Place, setter: &Setter<'_>) -> Vec<Set> {
    let inner = Place { x: place.x + POINT * place.size, indented: false, depth: place.depth + 1, ..place };
    let mut sets = sets(item, inner, setter);
    let sign = match (ordered, place.depth % 2) {
        (true, 0) => format!("{number}."),
        (true, _) => format!("({number})"),
        (false, 0) => "•".to_owned(),
        (false, _) => "–".to_owned(),
    };
    let width = setter.width(&sign, place.size);
    let spec = Spec { size: place.size, width: width + 1.0, indent: 0.0, align: Align::Left };
    if let (Some(first), Some(line)) = (sets.first_mut(), setter.plain(&sign, false, spec).into_iter().next()) {
        first.lead = Some((inner.x - width - 0.35 * place.size, line));
    }
    sets
}

/// A table of the text.
fn table(rows: &[Vec<rich::Cell>], place: Place, setter: &Setter<'_>) -> Grid {
    let (count, placed) = rich::grid(rows);
    let widths = widths(&placed, count, place.width, setter);
    let left = |column: usize| widths.iter().take(column).sum::<f32>();
    let cell = |p: &rich::Placed<'_>| {
        let (x, width) = (left(p.column), left(p.column + p.columns) - left(p.column));
        let head = p.cell.is_some_and(|cell| cell.head);
        let lines = p.cell.map(|cell| cell_lines(cell, width, setter)).unwrap_or_default();
        let (open_above, open_below) = (p.cell.is_none(), p.goes_on);
        Cell { x, width, lines, open_above, open_below, shaded: head, centred: head }
    };
    let rows_out = placed.iter().map(|row| Row { cells: row.iter().map(cell).collect(), least: 0.0 });
    Grid { rows: rows_out.collect(), head: rich::head_rows(rows), above: place.size * 0.4 }
}

fn cell_lines(cell: &rich::Cell, width: f32, setter: &Setter<'_>) -> Vec<Set> {
    let place = Place::cell(width, SMALL);
    if !cell.head {
        return sets(&cell.blocks, place, setter);
    }
    let text = rich::to_text(&cell.blocks);
    place.sets(setter.plain(&text, true, place.spec(0.0, Align::Middle)), 0.0)
}

/// Columns as wide as what stands in them asks for, each at least a few characters, together the whole width.
fn widths(rows: &[Vec<rich::Placed<'_>>], count: usize, whole: f32, setter: &Setter<'_>) -> Vec<f32> {
    let least = (SMALL * 2.0 + 2.0 * PAD).min(whole / count.max(1) as f32);
    let mut wanted = vec![least; count];
    for placed in rows.iter().flatten().filter(|p| p.columns == 1) {
        let text = placed.cell.map(|cell| rich::to_text(&cell.blocks)).unwrap_or_default();
        let longest = text.lines().map(|line| setter.width(line, SMALL)).fold(0.0, f32::max) + 2.0 * PAD + 1.0;
        if let Some(width) = wanted.get_mut(placed.column) {
            *width = width.max(longest.min(whole * 0.6));
        }
    }
    let (sum, floor) = (wanted.iter().sum::<f32>(), least * count as f32);
    // what is above the least is shared out in proportion
    let share = if sum > floor { (whole - floor) / (sum - floor) } else { 0.0 };
    let even = if sum > floor { 0.0 } else { (whole - floor) / count.max(1) as f32 };
    wanted.iter().map(|width| least + (width - least) * share + even).collect()
}
