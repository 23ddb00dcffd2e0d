//! Pages, and how items follow each other down them: a heading never stands alone at the foot of a page, and no
//! paragraph leaves a single line behind or sends one ahead.

use super::grid::{self, Grid};
use super::setting::Line;
use super::{BOTTOM, TOP};

/// Something drawn on a page.
#[derive(Debug, Clone)]
pub enum Mark {
    /// Text on its base line.
    Text(f32, f32, Line),
    /// A straight line: from, to, thickness.
    Rule((f32, f32), (f32, f32), f32),
    /// Grey ground: left, top, width, height.
    Shade(f32, f32, f32, f32),
    /// A photo by its number: left, top, width, height.
    Photo(usize, f32, f32, f32, f32),
    /// The seal's code: left, top, edge.
    Code(f32, f32, f32),
}

impl Mark {
    /// The same, moved.
    #[must_use]
    pub fn moved(self, dx: f32, dy: f32) -> Self {
        match self {
            Self::Text(x, y, line) => Self::Text(x + dx, y + dy, line),
            Self::Rule((x1, y1), (x2, y2), w) => Self::Rule((x1 + dx, y1 + dy), (x2 + dx, y2 + dy), w),
            Self::Shade(x, y, w, h) => Self::Shade(x + dx, y + dy, w, h),
            Self::Photo(n, x, y, w, h) => Self::Photo(n, x + dx, y + dy, w, h),
            Self::Code(x, y, edge) => Self::Code(x + dx, y + dy, edge),
        }
    }
}

/// A page's marks.
pub type Page = Vec<Mark>;

/// A line with what is around it.
#[derive(Debug, Clone, Default)]
pub struct Set {
    /// What stands before it in the margin of a list, and where.
    pub lead: Option<(f32, Line)>,
    /// The line.
    pub line: Line,
    /// Where it begins.
    pub x: f32,
    /// Its height.
    pub height: f32,
    /// Where its base line is, from its top.
    pub base: f32,
    /// Space above it, except at the head of a page.
    pub above: f32,
    /// The height that must be free for it to stand here: with it, what may not be parted from it.
    pub need: f32,
}

impl Set {
    /// Its marks when its top is at `y`, in a column that begins at `left`.
    pub fn marks(&self, left: f32, y: f32) -> impl Iterator<Item = Mark> {
        let lead = self.lead.clone().map(|(x, line)| Mark::Text(left + x, y + self.base, line));
        lead.into_iter().chain([Mark::Text(left + self.x, y + self.base, self.line.clone())])
    }
}

/// Something that is put on a page.
#[derive(Debug, Clone)]
pub enum Item {
    /// A line of text.
    Line(Set),
    /// A table.
    Grid(Grid),
    /// Something that stays together: its marks from its own upper left corner, its height, the space above it.
    Whole(Vec<Mark>, f32, f32),
}

impl Item {
    /// The height that must be free for it to begin.
    #[must_use]
    pub fn need(&self) -> f32 {
        match self {
            Self::Line(set) => set.above + set.need.max(set.height),
            Self::Grid(grid) => grid.above + grid.need(),
            Self::Whole(_, height, above) => above + height,
        }
    }
}

/// Pages being filled.
pub struct Flow {
    done: Vec<Page>,
    page: Page,
    /// Where the next item begins.
    pub y: f32,
}

impl Flow {
    /// An empty first page.
    #[must_use]
    pub const fn new() -> Self {
        Self { done: Vec::new(), page: Vec::new(), y: TOP }
    }

    /// Whether nothing stands on the page yet.
    #[must_use]
    pub const fn is_fresh(&self) -> bool {
        self.page.is_empty()
    }

    /// The height that is free.
    #[must_use]
    pub fn room(&self) -> f32 {
        BOTTOM - self.y
    }

    /// Puts a mark on the page.
    pub fn mark(&mut self, mark: Mark) {
        self.page.push(mark);
    }

    /// Begins a page.
    pub fn turn(&mut self) {
        self.done.push(std::mem::take(&mut self.page));
        self.y = TOP;
    }

    /// Puts an item where it belongs.
    pub fn place(&mut self, item: Item) {
        if item.need() > self.room() && !self.is_fresh() {
            self.turn();
        }
        match item {
            Item::Line(set) => {
                self.space(set.above);
                set.marks(super::LEFT, self.y).for_each(|mark| self.mark(mark));
                self.y += set.height;
            }
            Item::Grid(grid) => {
                self.space(grid.above);
                grid::place(self, &grid);
            }
            Item::Whole(marks, height, above) => {
                self.space(above);
                let y = self.y;
                marks.into_iter().for_each(|mark| self.mark(mark.moved(super::LEFT, y)));
                self.y += height;
            }
        }
    }

    fn space(&mut self, above: f32) {
        if !self.is_fresh() {
            self.y += above;
        }
    }

    /// The pages.
    #[must_use]
    pub fn into_pages(mut self) -> Vec<Page> {
        if !self.page.is_empty() || self.done.is_empty() {
            self.turn();
        }
        self.done
    }
}
