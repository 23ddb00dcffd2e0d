//! Tables: rows stay whole where a page holds them, longer ones go on over the page; heading rows repeat.

use super::flow::{Flow, Mark, Set};
use super::{BOTTOM, LEFT, TOP};

/// Space between a cell's edge and its text.
pub const PAD: f32 = 4.5;
/// How thick the lines are.
const RULE: f32 = 0.6;
/// The most height that a table asks for before it begins; longer rows may be parted.
const BEGIN_MAX: f32 = 130.0;
/// The least height worth beginning a row that is parted anyway.
const PART_MIN: f32 = 60.0;

/// A cell.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Its left edge and its width.
    pub x: f32,
    /// Its width.
    pub width: f32,
    /// Its text.
    pub lines: Vec<Set>,
    /// No line above: it goes on from the row before.
    pub open_above: bool,
    /// No line below: it goes on in the next row.
    pub open_below: bool,
    /// Grey ground.
    pub shaded: bool,
    /// Its text stands in the middle of its height.
    pub centred: bool,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// At least this high.
    pub least: f32,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// Its rows.
    pub rows: Vec<Row>,
    /// How many at the head repeat on each page.
    pub head: usize,
    /// Space above it.
    pub above: f32,
}

impl Cell {
    fn text_height(&self) -> f32 {
        self.lines.iter().map(|set| set.above + set.height).sum()
    }
}

impl Row {
    /// Its height when it is whole.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.cells.iter().map(Cell::text_height).fold(0.0, f32::max).max(self.least - 2.0 * PAD) + 2.0 * PAD
    }
}

impl Grid {
    /// The height that must be free for it to begin.
    #[must_use]
    pub fn need(&self) -> f32 {
        self.rows.iter().take(self.head + 1).map(Row::height).sum::<f32>().min(BEGIN_MAX)
    }
}

/// Puts a table on the page and, where it is longer, on those that follow.
pub fn place(flow: &mut Flow, grid: &Grid) {
    let (head, body) = grid.rows.split_at(grid.head.min(grid.rows.len()));
    let head_height: f32 = head.iter().map(Row::height).sum();
    // a head that takes half of a page is not repeated
    let repeated = if head_height < (BOTTOM - TOP) / 2.0 { head } else { &[] };
    head.iter().for_each(|row| place_row(flow, row, &[]));
    for row in body {
        place_row(flow, row, repeated);
    }
}

fn place_row(flow: &mut Flow, row: &Row, head: &[Row]) {
    let head_height: f32 = head.iter().map(Row::height).sum();
    let (height, page) = (row.height(), BOTTOM - TOP - head_height);
    let whole = height <= page;
    if !flow.is_fresh() && (if whole { height > flow.room() } else { flow.room() < PART_MIN }) {
        begin_page(flow, head);
    }
    let mut from = vec![0; row.cells.len()];
    loop {
        let room = flow.room() - 2.0 * PAD;
        let to: Vec<usize> = row.cells.iter().zip(&from).map(|(cell, from)| fitting(cell, *from, room)).collect();
        let ends = row.cells.iter().zip(&to).all(|(cell, to)| *to >= cell.lines.len());
        draw(flow, row, &from, &to, ends);
        if ends {
            return;
        }
        from = to;
        begin_page(flow, head);
    }
}

fn begin_page(flow: &mut Flow, head: &[Row]) {
    flow.turn();
    for row in head {
        let all: Vec<usize> = row.cells.iter().map(|cell| cell.lines.len()).collect();
        draw(flow, row, &vec![0; all.len()], &all, true);
    }
}

/// Up to which line the cell's text fits; at least one line more than before, so that it comes to an end.
fn fitting(cell: &Cell, from: usize, room: f32) -> usize {
    let mut used = 0.0;
    let mut to = from;
    for set in cell.lines.iter().skip(from) {
        used += set.height + if to == from { 0.0 } else { set.above };
        if used > room && to > from {
            break;
        }
        to += 1;
        if used > room {
            break;
        }
    }
    to
}

fn draw(flow: &mut Flow, row: &Row, from: &[usize], to: &[usize], ends: bool) {
    let parts = row.cells.iter().zip(from.iter().zip(to)).map(|(cell, (from, to))| (cell, *from, *to));
    let shown = |cell: &'_ Cell, from: usize, to: usize| {
        let lines = cell.lines.get(from..to).unwrap_or_default();
        lines.iter().enumerate().map(|(n, set)| set.height + if n == 0 { 0.0 } else { set.above }).sum::<f32>()
    };
    let whole = ends && from.iter().all(|from| *from == 0);
    let tallest = parts.clone().map(|(cell, from, to)| shown(cell, from, to)).fold(0.0, f32::max);
    let height = (tallest + 2.0 * PAD).max(if whole { row.least } else { 0.0 });
    let top = flow.y;
    for (cell, first, last) in parts {
        let (left, right, below) = (LEFT + cell.x, LEFT + cell.x + cell.width, top + height);
        if cell.shaded {
            flow.mark(Mark::Shade(left, top, cell.width, height));
        }
        let spare = if cell.centred { (height - 2.0 * PAD - shown(cell, first, last)) / 2.0 } else { 0.0 };
        let mut y = top + PAD + spare.max(0.0);
        for (n, set) in cell.lines.get(first..last).unwrap_or_default().iter().enumerate() {
            y += if n == 0 { 0.0 } else { set.above };
            set.marks(left + PAD, y).for_each(|mark| flow.mark(mark));
            y += set.height;
        }
        let begins = !cell.open_above || top <= TOP;
        let closes = !cell.open_below || !ends;
        let edges = [
            (begins, (left, top), (right, top)),
            (closes, (left, below), (right, below)),
            (true, (left, top), (left, below)),
            (true, (right, top), (right, below)),
        ];
        for (_, a, b) in edges.into_iter().filter(|(drawn, ..)| *drawn) {
            flow.mark(Mark::Rule(a, b, RULE));
        }
    }
    flow.y = top + height;
}
