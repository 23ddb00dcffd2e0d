//! PDF: the file itself is kept, to be read as it was set; its text, where it has one, is taken page by page for reading in
//! any size.

use super::{Book, Draft, Part, refused};
use crate::error::Result;
use gsdj_domain::library::LibraryRefusal;
use gsdj_domain::rich::{plain_paragraphs, to_html};
use lopdf::{Document, LoadOptions, Object};

/// The most pages.
const PAGES_MAX: usize = 3_000;
/// The most bytes that one of its streams, or the text of a page, comes to.
const STREAM_MAX: usize = 48 << 20;
/// The most characters of text that are taken.
const CHARACTERS_MAX: usize = 500_000;
/// How many characters of a page may be unreadable, in hundredths, before its text is left.
const UNREADABLE_MAX: usize = 5;

/// Reads a PDF.
///
/// # Errors
/// When it is broken, locked, or has no page or too many.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Book> {
    let broken = || refused(LibraryRefusal::Broken { why: "PDF 结构不完整" });
    let options = LoadOptions { max_decompressed_size: Some(STREAM_MAX), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|_| broken())?;
    if document.is_encrypted() {
        return Err(refused(LibraryRefusal::Locked));
    }
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    if pages.is_empty() {
        return Err(refused(LibraryRefusal::NoText));
    }
    if pages.len() > PAGES_MAX {
        return Err(refused(LibraryRefusal::Bomb));
    }
    let (mut parts, mut without, mut characters) = (Vec::new(), 0, 0);
    for page in &pages {
        let text = if characters < CHARACTERS_MAX { text_of(&document, *page) } else { String::new() };
        characters += text.chars().count();
        without += usize::from(text.is_empty());
        // a page without text keeps its place
        parts.push(Part::Text(text));
    }
    if without == pages.len() {
        parts.clear();
    }
    let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    Ok(Book {
        title: info(&document, b"Title").unwrap_or_else(|| name.to_owned()),
        author: info(&document, b"Author").unwrap_or_default(),
        chapters: vec![Draft { title: "全文".into(), level: 1, heading: false, parts, pages: count }],
        notes: notes(without, pages.len()),
        keeps_file: true,
        ..Book::default()
    })
}

fn notes(without: usize, pages: usize) -> Vec<String> {
    match without {
        0 => Vec::new(),
        all if all == pages => vec!["没有可以提取的文字（可能是扫描件），只能按原版阅读".into()],
        some => vec![format!("有 {some} 页没有可以提取的文字，这些页请看原版")],
    }
}

/// The text of a page as HTML; empty when there is none that can be read.
fn text_of(document: &Document, page: u32) -> String {
    let text = document.extract_text_with_limit(&[page], STREAM_MAX).unwrap_or_default();
    let all = text.chars().count();
    let strange =
        |c: &char| *c == '\u{fffd}' || (c.is_control() && !c.is_whitespace()) || ('\u{e000}'..='\u{f8ff}').contains(c);
    let unreadable = text.chars().filter(strange).count();
    if unreadable * 100 > all * UNREADABLE_MAX || text.contains("Unimplemented?") {
        return String::new();
    }
    to_html(&plain_paragraphs(&text.replace('\0', "")))
}

/// What the document says of itself.
fn info(document: &Document, key: &[u8]) -> Option<String> {
    let info = document.trailer.get(b"Info").ok()?;
    let info =
        if let Object::Reference(id) = info { document.get_dictionary(*id).ok()? } else { info.as_dict().ok()? };
    let text = lopdf::decode_text_string(info.get(key).ok()?).ok()?;
    let text = text.replace('\0', "").trim().to_owned();
    (!text.is_empty()).then_some(text)
}
