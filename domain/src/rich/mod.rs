//! Formatted text: what a record or an article may hold, read from the HTML it is stored as, and written back in one
//! spelling.
//!
//! The reader takes any text and never fails: elements it does not know leave their text behind. What may be *stored*
//! is the backend's affair (it cleans first, and lets pictures, links and quotations into articles only); what is shown,
//! printed and counted goes through here, so that the page, the PDF and the Word file can't differ. A picture is named by
//! its file on the platform and never by an address, so that nothing shown can reach out.

mod read;
mod token;
mod write;

pub use read::{plain_paragraphs, read_html};
pub use write::{to_html, to_text};

use crate::FileId;
use crate::archive::TextFormat;

/// How deep lists may stand in each other; deeper ones are drawn at this depth.
pub const DEPTH_MAX: usize = 6;
/// How many columns a table has at most; cells beyond go.
pub const COLUMNS_MAX: u16 = 20;
/// The most characters of an address that a link leads to.
pub const ADDRESS_MAX: usize = 500;
/// The most characters of what is said of a picture; the rest goes.
pub const CAPTION_MAX: usize = 120;

/// How a run of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// 加粗.
    pub bold: bool,
    /// 斜体.
    pub italic: bool,
    /// 下划线.
    pub underline: bool,
}

/// Text of one look; `\n` in it is a line break within the paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Its look.
    pub style: Style,
    /// Where it leads; always an [`address`].
    pub link: Option<String>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// A heading cell.
    pub head: bool,
    /// Over how many columns, from 1.
    pub columns: u16,
    /// Over how many rows, from 1.
    pub rows: u16,
    /// What stands in it; no tables.
    pub blocks: Vec<Block>,
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading of level 1 to 3.
    Heading(u8, Vec<Run>),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A list.
    List {
        /// Numbered.
        ordered: bool,
        /// The first number.
        start: u32,
        /// The points, each of blocks.
        items: Vec<Vec<Self>>,
    },
    /// A table: its rows.
    Table(Vec<Vec<Cell>>),
    /// A quotation: headings, paragraphs and lists.
    Quote(Vec<Self>),
    /// A picture.
    Picture {
        /// The file, uploaded to the platform.
        file: FileId,
        /// What is said of it; also for those who can't see it.
        caption: String,
    },
}

/// The address as a link may hold it: a page of the platform (`/articles/7`), or one elsewhere by HTTP.
#[must_use]
pub fn address(text: &str) -> Option<&str> {
    let text = text.trim();
    let own = text.starts_with('/') && !text.starts_with("//") && !text.starts_with("/\\");
    let host = |text: &str| text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).map(str::len);
    let elsewhere = host(text).is_some_and(|rest| rest > 0);
    let clean =
        text.chars().all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '"' | '\'' | '<' | '>' | '\\'));
    ((own || elsewhere) && clean && text.chars().count() <= ADDRESS_MAX).then_some(text)
}

/// The files of the pictures in a text, in order, each once.
#[must_use]
pub fn pictures(blocks: &[Block]) -> Vec<FileId> {
    let mut found = Vec::new();
    gather(blocks, &mut found);
    found
}

fn gather(blocks: &[Block], found: &mut Vec<FileId>) {
    for block in blocks {
        match block {
            Block::Heading(..) | Block::Paragraph(_) => {}
            Block::List { items, .. } => items.iter().for_each(|item| gather(item, found)),
            Block::Table(rows) => rows.iter().flatten().for_each(|cell| gather(&cell.blocks, found)),
            Block::Quote(inside) => gather(inside, found),
            Block::Picture { file, .. } if !found.contains(file) => found.push(*file),
            Block::Picture { .. } => {}
        }
    }
}

/// The text of a record, however it is stored.
#[must_use]
pub fn read(format: TextFormat, text: &str) -> Vec<Block> {
    match format {
        TextFormat::Plain => plain_paragraphs(text),
        TextFormat::Rich => read_html(text),
    }
}

/// How many characters of text it has, as people count: formatting is free.
#[must_use]
pub fn length(blocks: &[Block]) -> usize {
    to_text(blocks).chars().count()
}

/// How many rows at the head of a table repeat on each page: those of heading cells only, where others follow.
#[must_use]
pub fn head_rows(rows: &[Vec<Cell>]) -> usize {
    let heads = rows.iter().take_while(|row| !row.is_empty() && row.iter().all(|cell| cell.head)).count();
    if heads < rows.len() { heads } else { 0 }
}

/// A cell where it stands in the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed<'c> {
    /// Its first column, from 0.
    pub column: usize,
    /// Over how many columns.
    pub columns: usize,
    /// The cell; `None` where one from above reaches down to here.
    pub cell: Option<&'c Cell>,
    /// It reaches further down.
    pub goes_on: bool,
}

/// The table's cells in their columns, row by row, with the number of columns.
#[must_use]
pub fn grid(rows: &[Vec<Cell>]) -> (usize, Vec<Vec<Placed<'_>>>) {
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    let (mut width, mut out) = (0, Vec::new());
    for row in rows {
        let (mut column, mut placed, mut cells) = (0, Vec::new(), row.iter());
        let reaching = std::mem::take(&mut open);
        loop {
            if let Some((_, columns, left)) = reaching.iter().find(|(at, ..)| *at == column).copied() {
                placed.push(Placed { column, columns, cell: None, goes_on: left > 1 });
                if left > 1 {
                    open.push((column, columns, left - 1));
                }
                column += columns;
                continue;
            }
            let Some(cell) = cells.next() else {
                // one from above may stand further to the right
                match reaching.iter().map(|(at, ..)| *at).filter(|at| *at > column).min() {
                    Some(next) => column = next,
                    None => break,
                }
                continue;
            };
            // no wider than up to the next one that reaches down from above
            let wall = reaching.iter().map(|(at, ..)| *at).filter(|at| *at > column).min();
            let columns = usize::from(cell.columns).min(wall.map_or(usize::MAX, |wall| wall - column));
            placed.push(Placed { column, columns, cell: Some(cell), goes_on: cell.rows > 1 });
            if cell.rows > 1 {
                open.push((column, columns, usize::from(cell.rows) - 1));
            }
            column += columns;
        }
        width = width.max(column);
        out.push(placed);
    }
    (width, out)
}

#[cfg(test)]
mod tests;
