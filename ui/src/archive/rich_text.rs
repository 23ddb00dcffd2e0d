//! Formatted text as it is read: made of its parts, so that nothing in it could be anything else.

use crate::api;
use gsdj_domain::rich::{Block, Cell, Run};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The text.
#[component]
pub fn RichText(blocks: Vec<Block>) -> impl IntoView {
    let used: BTreeSet<u8> = blocks.iter().filter_map(level).collect();
    let draw = |block: Block| {
        // below the headings of the page, and none of the steps between is left out
        if let Block::Heading(level, runs) = block {
            heading(used.range(..level).count(), level, runs)
        } else {
            drawn(block)
        }
    };
    view! { <div class="reading rich">{blocks.into_iter().map(draw).collect_view()}</div> }
}

const fn level(block: &Block) -> Option<u8> {
    if let Block::Heading(level, _) = block { Some(*level) } else { None }
}

/// A heading so many steps below the text's first ones, in the look of its level.
fn heading(below: usize, level: u8, runs: Vec<Run>) -> AnyView {
    let (look, text) = (format!("rich-h{level}"), inline(runs));
    match below {
        0 => view! { <h3 class=look>{text}</h3> }.into_any(),
        1 => view! { <h4 class=look>{text}</h4> }.into_any(),
        _ => view! { <h5 class=look>{text}</h5> }.into_any(),
    }
}

fn drawn(block: Block) -> AnyView {
    match block {
        // in a list, a table, a quotation
        Block::Heading(level, runs) => heading(2, level, runs),
        Block::Paragraph(runs) => view! { <p>{inline(runs)}</p> }.into_any(),
        Block::List { ordered, start, items } => {
            let points = items.into_iter().map(|item| view! { <li>{item.into_iter().map(drawn).collect_view()}</li> });
            let points = points.collect_view();
            if ordered {
                view! { <ol start=start>{points}</ol> }.into_any()
            } else {
                view! { <ul>{points}</ul> }.into_any()
            }
        }
        Block::Table(rows) => {
            let row = |row: Vec<Cell>| view! { <tr>{row.into_iter().map(cell).collect_view()}</tr> };
            view! {
                <div class="rich-table" tabindex="0" role="region" aria-label="表格，可左右滚动">
                    <table><tbody>{rows.into_iter().map(row).collect_view()}</tbody></table>
                </div>
            }
            .into_any()
        }
        Block::Quote(inside) => {
            view! { <blockquote>{inside.into_iter().map(drawn).collect_view()}</blockquote> }.into_any()
        }
        Block::Picture { file, caption } => {
            let said = (!caption.is_empty()).then(|| view! { <figcaption>{caption.clone()}</figcaption> });
            view! {
                <figure>
                    <img src=api::file_address(file) alt=caption.clone() loading="lazy" decoding="async"/>
                    {said}
                </figure>
            }
            .into_any()
        }
    }
}

fn cell(cell: Cell) -> AnyView {
    let span = |n: u16| (n > 1).then(|| n.to_string());
    let (columns, rows) = (span(cell.columns), span(cell.rows));
    let inside = cell.blocks.into_iter().map(drawn).collect_view();
    if cell.head {
        view! { <th colspan=columns rowspan=rows>{inside}</th> }.into_any()
    } else {
        view! { <td colspan=columns rowspan=rows>{inside}</td> }.into_any()
    }
}

fn inline(runs: Vec<Run>) -> AnyView {
    runs.into_iter().map(run).collect_view().into_any()
}

fn run(run: Run) -> AnyView {
    let style = run.style;
    let lines = run.text.split('\n').map(str::to_owned).enumerate();
    let text = lines.map(|(n, line)| view! { {(n > 0).then(|| view! { <br/> })}{line} }).collect_view().into_any();
    let text = if style.underline { view! { <u>{text}</u> }.into_any() } else { text };
    let text = if style.italic { view! { <em>{text}</em> }.into_any() } else { text };
    let text = if style.bold { view! { <strong>{text}</strong> }.into_any() } else { text };
    match run.link {
        // a page of our own opens here, one elsewhere beside it
        Some(to) if to.starts_with('/') => view! { <a class="link" href=to>{text}</a> }.into_any(),
        Some(to) => view! { <a class="link" href=to target="_blank" rel="noopener noreferrer">{text}</a> }.into_any(),
        None => text,
    }
}
