//! Formatted text as paragraphs, lists and tables of Word.

use super::xml::Xml;
use crate::error::Result;
use gsdj_domain::archive::rich::{self, Block, Cell, Placed, Run};

/// Where text stands.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// In how many lists.
    pub depth: usize,
    /// The width of the column, in twentieths of a point.
    pub width: usize,
    /// In a table of the text: no indents, smaller type.
    pub in_cell: bool,
}

/// Numbers the numbered lists in the order in which they are written: each counts from its own start.
#[derive(Debug, Default)]
pub struct Lists(pub usize);

/// The number of the definition for lists without numbers.
pub const BULLETS: usize = 1;

/// Writes blocks; at least one paragraph, as a cell of Word needs.
///
/// # Errors
/// Never: it is written to memory.
pub fn blocks(x: &mut Xml, blocks: &[Block], place: Place, lists: &mut Lists) -> Result<()> {
    for block in blocks {
        match block {
            Block::Heading(level, runs) => {
                let style = ["Heading1", "Heading2", "Heading3"][usize::from((*level).clamp(1, 3)) - 1];
                paragraph(x, runs, |x| x.val("w:pStyle", style))?;
            }
            Block::Paragraph(runs) => paragraph(x, runs, |x| x.val("w:pStyle", style_of(place)))?,
            Block::List { ordered, items, .. } => list(x, *ordered, items, place, lists)?,
            Block::Table(rows) => table(x, rows, place, lists)?,
            Block::Quote(inside) => inside.iter().try_for_each(|b| inner_block(x, b, place, lists))?,
            // records hold none
            Block::Picture { .. } => {}
        }
    }
    // a cell ends with a paragraph
    if matches!(blocks.last(), None | Some(Block::Table(_))) {
        x.paragraph(style_of(place), "")?;
    }
    Ok(())
}

const fn style_of(place: Place) -> &'static str {
    match (place.in_cell, place.depth) {
        (true, _) => "CellText",
        (false, 0) => "RecordText",
        (false, _) => "ListText",
    }
}

fn paragraph(x: &mut Xml, runs: &[Run], properties: impl FnOnce(&mut Xml) -> Result<()>) -> Result<()> {
    x.within("w:p", &[], |x| {
        x.within("w:pPr", &[], properties)?;
        runs.iter().try_for_each(|r| run(x, r))
    })
}

fn run(x: &mut Xml, run: &Run) -> Result<()> {
    let style = run.style;
    x.within("w:r", &[], |x| {
        if style.bold || style.italic || style.underline {
            x.within("w:rPr", &[], |x| {
                if style.bold {
                    x.leaf("w:b", &[])?;
                }
                if style.italic {
                    x.leaf("w:i", &[])?;
                }
                if style.underline {
                    x.val("w:u", "single")?;
                }
                Ok(())
            })?;
        }
        for (n, line) in run.text.split('\n').enumerate() {
            if n > 0 {
                x.leaf("w:br", &[])?;
            }
            x.within("w:t", &[("xml:space", "preserve")], |x| x.text(line))?;
        }
        Ok(())
    })
}

fn list(x: &mut Xml, ordered: bool, items: &[Vec<Block>], place: Place, lists: &mut Lists) -> Result<()> {
    let number = if ordered {
        lists.0 += 1;
        BULLETS + lists.0
    } else {
        BULLETS
    };
    let (level, inner) = (place.depth.min(8).to_string(), Place { depth: place.depth + 1, ..place });
    for item in items {
        for (n, block) in item.iter().enumerate() {
            match block {
                Block::Paragraph(runs) | Block::Heading(_, runs) if n == 0 => paragraph(x, runs, |x| {
                    x.val("w:pStyle", style_of(inner))?;
                    x.within("w:numPr", &[], |x| {
                        x.val("w:ilvl", &level)?;
                        x.val("w:numId", &number.to_string())
                    })
                })?,
                Block::Paragraph(_)
                | Block::Heading(..)
                | Block::List { .. }
                | Block::Table(_)
                | Block::Quote(_)
                | Block::Picture { .. } => {
                    inner_block(x, block, inner, lists)?;
                }
            }
        }
    }
    Ok(())
}

fn inner_block(x: &mut Xml, block: &Block, place: Place, lists: &mut Lists) -> Result<()> {
    match block {
        Block::List { ordered, items, .. } => list(x, *ordered, items, place, lists),
        Block::Paragraph(runs) | Block::Heading(_, runs) => paragraph(x, runs, |x| {
            x.val("w:pStyle", style_of(place))?;
            let left = (480 * place.depth).to_string();
            x.leaf("w:ind", &[("w:left", &left), ("w:firstLine", "0")])
        }),
        Block::Quote(inside) => inside.iter().try_for_each(|b| inner_block(x, b, place, lists)),
        Block::Table(_) | Block::Picture { .. } => Ok(()),
    }
}

fn table(x: &mut Xml, rows: &[Vec<Cell>], place: Place, lists: &mut Lists) -> Result<()> {
    let (count, placed) = rich::grid(rows);
    let column = place.width / count.max(1);
    let heads = rich::head_rows(rows);
    x.within("w:tbl", &[], |x| {
        x.within("w:tblPr", &[], |x| {
            x.val("w:tblStyle", "RecordTable")?;
            x.leaf("w:tblW", &[("w:w", &place.width.to_string()), ("w:type", "dxa")])
        })?;
        x.within("w:tblGrid", &[], |x| {
            (0..count).try_for_each(|_| x.leaf("w:gridCol", &[("w:w", &column.to_string())]))
        })?;
        for (n, row) in placed.iter().enumerate() {
            x.within("w:tr", &[], |x| {
                if n < heads {
                    x.within("w:trPr", &[], |x| x.leaf("w:tblHeader", &[]))?;
                }
                fill_row(x, row, count, column, lists)
            })?;
        }
        Ok(())
    })
}

/// A row's cells; Word wants every column of it filled.
fn fill_row(x: &mut Xml, row: &[Placed<'_>], count: usize, column: usize, lists: &mut Lists) -> Result<()> {
    let mut at = 0;
    for placed in row {
        gap(x, placed.column - at, column)?;
        at = placed.column + placed.columns;
        cell(x, placed, column, lists)?;
    }
    gap(x, count - at, column)
}

fn gap(x: &mut Xml, columns: usize, column: usize) -> Result<()> {
    (0..columns).try_for_each(|_| {
        x.within("w:tc", &[], |x| {
            x.within("w:tcPr", &[], |x| x.leaf("w:tcW", &[("w:w", &column.to_string()), ("w:type", "dxa")]))?;
            x.paragraph("CellText", "")
        })
    })
}

fn cell(x: &mut Xml, placed: &Placed<'_>, column: usize, lists: &mut Lists) -> Result<()> {
    let width = column * placed.columns;
    let head = placed.cell.is_some_and(|cell| cell.head);
    x.within("w:tc", &[], |x| {
        x.within("w:tcPr", &[], |x| {
            x.leaf("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
            if placed.columns > 1 {
                x.val("w:gridSpan", &placed.columns.to_string())?;
            }
            match (placed.cell, placed.goes_on) {
                (Some(_), true) => x.val("w:vMerge", "restart")?,
                (None, _) => x.leaf("w:vMerge", &[])?,
                (Some(_), false) => {}
            }
            if head {
                x.leaf("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", "F2F2F2")])?;
            }
            x.val("w:vAlign", if head { "center" } else { "top" })
        })?;
        let Some(cell) = placed.cell else { return x.paragraph("CellText", "") };
        if head {
            return x.paragraph("CellHead", &rich::to_text(&cell.blocks));
        }
        blocks(x, &cell.blocks, Place { depth: 0, width, in_cell: true }, lists)
    })
}

/// The starts of the numbered lists, in the order in which they are written.
#[must_use]
pub fn starts(blocks: &[Block]) -> Vec<u32> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(..) | Block::Paragraph(_) | Block::Picture { .. } => {}
            Block::Quote(inside) => out.append(&mut starts(inside)),
            Block::List { ordered, start, items } => {
                out.extend(ordered.then_some(*start));
                items.iter().for_each(|item| out.append(&mut starts(item)));
            }
            Block::Table(rows) => {
                rows.iter().flatten().filter(|c| !c.head).for_each(|c| out.append(&mut starts(&c.blocks)))
            }
        }
    }
    out
}
