//! Writing: blocks as HTML in one spelling, and as bare text.

use super::{Block, Cell, Run};
use std::fmt::Write as _;

/// The text as HTML; reading it gives the same blocks again.
#[must_use]
pub fn to_html(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        write_block(&mut out, block);
    }
    out
}

fn write_block(out: &mut String, block: &Block) {
    // writing to a string can't fail
    let _ = match block {
        Block::Heading(level, runs) => write!(out, "<h{level}>{}</h{level}>", html_of(runs)),
        Block::Paragraph(runs) => write!(out, "<p>{}</p>", html_of(runs)),
        Block::List { ordered, start, items } => {
            let inner: String = items.iter().map(|item| format!("<li>{}</li>", to_html(item))).collect();
            match (ordered, start) {
                (true, 1) => write!(out, "<ol>{inner}</ol>"),
                (true, start) => write!(out, "<ol start=\"{start}\">{inner}</ol>"),
                (false, _) => write!(out, "<ul>{inner}</ul>"),
            }
        }
        Block::Table(rows) => {
            let row = |row: &Vec<Cell>| format!("<tr>{}</tr>", row.iter().map(html_of_cell).collect::<String>());
            write!(out, "<table><tbody>{}</tbody></table>", rows.iter().map(row).collect::<String>())
        }
        Block::Quote(inside) => write!(out, "<blockquote>{}</blockquote>", to_html(inside)),
        Block::Picture { file, caption } => write!(out, "<img data-file=\"{file}\" alt=\"{}\">", escaped(caption)),
    };
}

fn html_of_cell(cell: &Cell) -> String {
    let name = if cell.head { "th" } else { "td" };
    let span = |name: &str, n: u16| if n > 1 { format!(" {name}=\"{n}\"") } else { String::new() };
    let (columns, rows) = (span("colspan", cell.columns), span("rowspan", cell.rows));
    format!("<{name}{columns}{rows}>{}</{name}>", to_html(&cell.blocks))
}

fn html_of(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        let text = escaped(&run.text).replace('\n', "<br>");
        let wrap = |text: String, on: bool, name: &str| if on { format!("<{name}>{text}</{name}>") } else { text };
        let text = wrap(text, run.style.underline, "u");
        let text = wrap(text, run.style.italic, "em");
        let text = wrap(text, run.style.bold, "strong");
        match &run.link {
            Some(link) => out.push_str(&format!("<a href=\"{}\">{text}</a>", escaped(link))),
            None => out.push_str(&text),
        }
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The bare text: a line for each paragraph, cells of a row parted by tabs. What is counted and searched.
#[must_use]
pub fn to_text(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    push_lines(&mut lines, blocks);
    lines.join("\n")
}

fn push_lines(lines: &mut Vec<String>, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Heading(_, runs) | Block::Paragraph(runs) => {
                lines.push(runs.iter().map(|run| run.text.as_str()).collect());
            }
            Block::List { items, .. } => items.iter().for_each(|item| push_lines(lines, item)),
            Block::Table(rows) => {
                let cells = |row: &Vec<Cell>| row.iter().map(|c| to_text(&c.blocks)).collect::<Vec<_>>().join("\t");
                lines.extend(rows.iter().map(cells));
            }
            Block::Quote(inside) => push_lines(lines, inside),
            Block::Picture { caption, .. } if caption.is_empty() => {}
            Block::Picture { caption, .. } => lines.push(caption.clone()),
        }
    }
}
