//! Reading: HTML, or lines, into blocks.

use super::token::{Tag, Token, attribute, tokens};
use super::{Block, CAPTION_MAX, COLUMNS_MAX, Cell, DEPTH_MAX, Run, Style, address};
use crate::FileId;

/// How deep elements may stand in each other; those beyond leave their text where they stand.
const NESTING_MAX: usize = 64;

/// Lines as paragraphs; empty lines go.
#[must_use]
pub fn plain_paragraphs(text: &str) -> Vec<Block> {
    let lines = text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty());
    lines.map(|line| Block::Paragraph(vec![Run { text: line.to_owned(), ..Run::default() }])).collect()
}

/// Reads HTML. Takes anything; what it does not know leaves its text behind.
#[must_use]
pub fn read_html(html: &str) -> Vec<Block> {
    blocks_of(&tree(html), Place::default())
}

/// An element with what stands in it.
struct Element<'h> {
    tag: Tag,
    attributes: &'h str,
    inside: Vec<Node<'h>>,
}

enum Node<'h> {
    Text(String),
    Element(Element<'h>),
}

/// The source as a tree. An end tag closes the nearest of its kind and all that is open in it; one without a start is
/// passed over.
fn tree(html: &str) -> Vec<Node<'_>> {
    let mut open = vec![Element { tag: Tag::Paragraph, attributes: "", inside: Vec::new() }];
    for token in tokens(html) {
        match token {
            Token::Text(text) => put(&mut open, Node::Text(text)),
            Token::Start(tag @ (Tag::Break | Tag::Picture), attributes) => {
                put(&mut open, Node::Element(Element { tag, attributes, inside: Vec::new() }));
            }
            Token::Start(tag, attributes) if open.len() < NESTING_MAX => {
                open.push(Element { tag, attributes, inside: Vec::new() });
            }
            Token::Start(..) => {}
            Token::End(tag) => {
                let nearest = open.iter().skip(1).rposition(|element| element.tag == tag);
                close(&mut open, nearest.map_or(usize::MAX, |at| at + 1));
            }
        }
    }
    close(&mut open, 1);
    open.pop().map(|root| root.inside).unwrap_or_default()
}

fn put<'h>(open: &mut [Element<'h>], node: Node<'h>) {
    if let Some(last) = open.last_mut() {
        last.inside.push(node);
    }
}

/// Closes what is open until only `left` are.
fn close(open: &mut Vec<Element<'_>>, left: usize) {
    while open.len() > left {
        if let Some(done) = open.pop() {
            put(open, Node::Element(done));
        }
    }
}

/// Where a part of the text stands.
#[derive(Clone, Copy, Default)]
struct Place<'p> {
    style: Style,
    /// Where it leads.
    link: Option<&'p str>,
    /// The level of the heading, 0 for none.
    heading: u8,
    /// In how many lists.
    depth: usize,
    in_cell: bool,
    in_quote: bool,
}

fn blocks_of(nodes: &[Node<'_>], place: Place<'_>) -> Vec<Block> {
    let mut builder = Builder::default();
    builder.walk(nodes, place);
    builder.flush(place.heading);
    builder.done
}

/// Gathers runs into paragraphs.
#[derive(Default)]
struct Builder {
    done: Vec<Block>,
    runs: Vec<Run>,
}

impl Builder {
    fn walk(&mut self, nodes: &[Node<'_>], place: Place<'_>) {
        for node in nodes {
            match node {
                Node::Text(text) => push_run(&mut self.runs, text, place),
                Node::Element(element) => self.element(element, place),
            }
        }
    }

    fn element(&mut self, element: &Element<'_>, place: Place<'_>) {
        let style = place.style;
        match element.tag {
            Tag::Break => push_run(&mut self.runs, "\n", place),
            Tag::Link => {
                let to = attribute(element.attributes, "href");
                let link = to.as_deref().and_then(address).or(place.link);
                self.walk(&element.inside, Place { link, ..place });
            }
            Tag::Picture => self.picture(element, place),
            Tag::Quote if place.depth == 0 && !place.in_cell && !place.in_quote => {
                self.flush(place.heading);
                let inside = blocks_of(&element.inside, Place { heading: 0, in_quote: true, ..place });
                if !inside.is_empty() {
                    self.done.push(Block::Quote(inside));
                }
            }
            Tag::Bold => self.walk(&element.inside, Place { style: Style { bold: true, ..style }, ..place }),
            Tag::Italic => self.walk(&element.inside, Place { style: Style { italic: true, ..style }, ..place }),
            Tag::Underline => self.walk(&element.inside, Place { style: Style { underline: true, ..style }, ..place }),
            Tag::Heading(level) => self.part(element, Place { heading: level, ..place }, place.heading),
            Tag::Ordered | Tag::Unordered if place.depth < DEPTH_MAX => {
                self.flush(place.heading);
                self.list(element, place);
            }
            Tag::Table if !place.in_cell && !place.in_quote && place.depth == 0 => {
                self.flush(place.heading);
                self.table(element, place);
            }
            // a table in a table, a list or a quotation, a list too deep: each part of it is a paragraph
            Tag::Paragraph | Tag::Ordered | Tag::Unordered | Tag::Item | Tag::Quote => {
                self.part(element, place, place.heading);
            }
            Tag::Table | Tag::Row | Tag::Head | Tag::Data => self.part(element, place, place.heading),
        }
    }

    /// A picture stands by itself; one that is no file of the platform is left out.
    fn picture(&mut self, element: &Element<'_>, place: Place<'_>) {
        let Some(file) = attribute(element.attributes, "data-file").and_then(|id| id.parse().ok()).map(FileId) else {
            return;
        };
        if file.0 <= 0 {
            return;
        }
        self.flush(place.heading);
        let said = attribute(element.attributes, "alt").unwrap_or_default();
        let caption = said.trim().chars().take(CAPTION_MAX).collect::<String>().trim_end().to_owned();
        self.done.push(Block::Picture { file, caption });
    }

    fn part(&mut self, element: &Element<'_>, place: Place<'_>, around: u8) {
        self.flush(around);
        self.walk(&element.inside, place);
        self.flush(place.heading);
    }

    fn list(&mut self, list: &Element<'_>, place: Place<'_>) {
        let place = Place { depth: place.depth + 1, heading: 0, ..place };
        let item = |node: &Node<'_>| match node {
            Node::Element(item) if item.tag == Tag::Item => blocks_of(&item.inside, place),
            Node::Element(_) | Node::Text(_) => blocks_of(std::slice::from_ref(node), place),
        };
        let items: Vec<_> = list.inside.iter().map(item).filter(|blocks| !blocks.is_empty()).collect();
        if !items.is_empty() {
            let start = number(list.attributes, "start").unwrap_or(1);
            self.done.push(Block::List { ordered: list.tag == Tag::Ordered, start, items });
        }
    }

    fn table(&mut self, table: &Element<'_>, place: Place<'_>) {
        let place = Place { in_cell: true, heading: 0, ..place };
        let rows = table.inside.iter().filter_map(|node| match node {
            Node::Element(row) if row.tag == Tag::Row => Some(cells(row, place)),
            Node::Element(_) | Node::Text(_) => None,
        });
        let rows: Vec<_> = rows.filter(|row| !row.is_empty()).collect();
        if !rows.is_empty() {
            self.done.push(Block::Table(rows));
        }
    }

    /// Ends a paragraph: blanks around it go, and it with them if nothing else is in it.
    fn flush(&mut self, heading: u8) {
        let mut runs = std::mem::take(&mut self.runs);
        let blank = |c: char| c == ' ' || c == '\n';
        while let Some(first) = runs.first_mut() {
            first.text = first.text.trim_start_matches(blank).to_owned();
            if !first.text.is_empty() {
                break;
            }
            runs.remove(0);
        }
        while let Some(last) = runs.last_mut() {
            last.text.truncate(last.text.trim_end_matches(blank).len());
            if !last.text.is_empty() {
                break;
            }
            runs.pop();
        }
        if !runs.is_empty() {
            self.done.push(if heading == 0 { Block::Paragraph(runs) } else { Block::Heading(heading, runs) });
        }
    }
}

fn cells(row: &Element<'_>, place: Place<'_>) -> Vec<Cell> {
    let mut room = COLUMNS_MAX;
    let cell = |node: &Node<'_>| {
        let Node::Element(cell) = node else { return None };
        let span = |name| number(cell.attributes, name).and_then(|n| u16::try_from(n).ok()).unwrap_or(1);
        let columns = span("colspan").clamp(1, COLUMNS_MAX);
        room = room.checked_sub(columns)?;
        let blocks = blocks_of(&cell.inside, place);
        Some(Cell { head: cell.tag == Tag::Head, columns, rows: span("rowspan").clamp(1, 1_000), blocks })
    };
    row.inside.iter().filter_map(cell).collect()
}

fn push_run(runs: &mut Vec<Run>, text: &str, place: Place<'_>) {
    match runs.last_mut() {
        Some(last) if last.style == place.style && last.link.as_deref() == place.link => last.text.push_str(text),
        _ => runs.push(Run { text: text.to_owned(), style: place.style, link: place.link.map(str::to_owned) }),
    }
}

/// The number of an attribute.
fn number(attributes: &str, name: &str) -> Option<u32> {
    let (_, rest) = attributes.split_once(name)?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    value[..digits].parse().ok()
}
