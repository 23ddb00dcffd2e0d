//! Lets text in: what editors write, and the pages of an EPUB, which may hold anything.

use crate::archive::{self, VOID, cleaned_by, cleaner};
use ammonia::{Builder, UrlRelative};
use gsdj_domain::library::BookPiece;
use std::sync::LazyLock;

/// What editors write, as it may be stored; empty pieces go, but where each stands for a page.
pub(super) fn clean(pieces: &[BookPiece], paged: bool) -> Vec<BookPiece> {
    let cleaned = pieces.iter().map(|p| match &p.picture {
        Some(picture) => BookPiece { text: String::new(), picture: Some(picture.clone()) },
        None => BookPiece { text: archive::clean(&p.text), picture: None },
    });
    cleaned.filter(|p| paged || p.picture.is_some() || !p.text.is_empty()).collect()
}

/// A piece of a page of an EPUB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Raw {
    /// Formatted text, clean.
    Text(String),
    /// A picture, by the address that the page names.
    Picture {
        /// The address, as it stands there.
        address: String,
        /// What it shows.
        caption: String,
    },
}

/// Elements that stand for a paragraph: pages may hold them on their way, so that nothing runs together that stood apart.
const PARAGRAPHS: [&str; 12] =
    ["blockquote", "section", "article", "header", "footer", "aside", "figure", "figcaption", "pre", "dl", "dt", "dd"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let more = [&PARAGRAPHS[..], &["h4", "h5", "h6", "hr", "img"]].concat();
    let mut builder = cleaner(&more, &[("img", &["src", "alt"])]);
    // what a reading stands above goes; of addresses only those within the book stay
    builder.add_clean_content_tags(["rt"]).url_relative(UrlRelative::PassThrough);
    builder
});

/// The pieces of an XHTML page.
pub(super) fn of_page(xhtml: &str) -> Vec<Raw> {
    let clean = cleaned_by(&CLEANER, &opened(body(xhtml)));
    let mut pieces = Vec::new();
    let mut rest = clean.as_str();
    while let Some(at) = rest.find("<img") {
        push_text(&mut pieces, &rest[..at]);
        let (attributes, after) = attributes(&rest[at + 4..]);
        let of = |name: &str| attributes.iter().find(|(n, _)| *n == name).map(|(_, v)| unescaped(v));
        if let Some(address) = of("src").filter(|a| !a.is_empty()) {
            pieces.push(Raw::Picture { address, caption: of("alt").unwrap_or_default() });
        }
        rest = after;
    }
    push_text(&mut pieces, rest);
    pieces
}

fn push_text(pieces: &mut Vec<Raw>, html: &str) {
    let mut text = html.replace("<hr>", "");
    for level in ["h4", "h5", "h6"] {
        text = text.replace(&format!("<{level}>"), "<h3>").replace(&format!("</{level}>"), "</h3>");
    }
    for name in PARAGRAPHS {
        text = text.replace(&format!("<{name}>"), "<div>").replace(&format!("</{name}>"), "</div>");
    }
    let text = archive::clean(&text);
    if !text.is_empty() {
        pieces.push(Raw::Text(text));
    }
}

/// What stands between the tags of the body, or everything.
fn body(xhtml: &str) -> &str {
    let Some(begin) = xhtml.find("<body") else { return xhtml };
    let inside = xhtml[begin..].find('>').map_or("", |end| &xhtml[begin + end + 1..]);
    inside.rfind("</body").map_or(inside, |end| &inside[..end])
}

/// XHTML's closed elements (`<a id="x"/>`) written out: to a reader of HTML they would be open, and all that follows in them.
fn opened(xhtml: &str) -> String {
    let mut out = String::with_capacity(xhtml.len());
    let mut rest = xhtml;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let end = end_of_tag(tag);
        let name: String = tag[1..].chars().take_while(char::is_ascii_alphanumeric).collect();
        match tag[..end].strip_suffix("/>") {
            Some(start) if !name.is_empty() && !VOID.contains(&name.to_ascii_lowercase().as_str()) => {
                out.push_str(start);
                out.push_str(&format!("></{name}>"));
            }
            Some(_) | None => out.push_str(&tag[..end]),
        }
        rest = &tag[end..];
    }
    out.push_str(rest);
    out
}

/// Where a tag ends, quoted values minded.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None | Some(_), _) => {}
        }
    }
    tag.len()
}

/// The attributes of a tag as the cleaner writes them, and what follows the tag.
fn attributes(mut rest: &str) -> (Vec<(&str, &str)>, &str) {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return (found, after);
        }
        let Some((name, value)) = rest.split_once("=\"") else { return (found, "") };
        let Some((value, after)) = value.split_once('"') else { return (found, "") };
        found.push((name.trim(), value));
        rest = after;
    }
}

fn unescaped(value: &str) -> String {
    let pairs = [("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&")];
    pairs.iter().fold(value.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xhtml: &str) -> String {
        let text = |raw: Raw| match raw {
            Raw::Text(text) => text,
            Raw::Picture { address, caption } => format!("[{address}|{caption}]"),
        };
        of_page(xhtml).into_iter().map(text).collect()
    }

    #[test]
    fn a_page_becomes_text_and_pictures_in_order() {
        let page = r#"<html><head><title/></head><body class="x"><h4>一</h4><a id="p1"/><p>二<img src="../a.png" alt="图 &quot;一&quot;"/>三</p>
            <blockquote>四</blockquote>五</body></html>"#;
        assert_eq!(texts(page), "<h3>一</h3><p>二</p>[../a.png|图 \"一\"]<p>三</p><p>四</p><p>五</p>");
    }

    #[test]
    fn what_could_run_or_reach_out_goes() {
        for page in [
            "<p>安</p><script>alert(1)</script>",
            "<p onclick='alert(1)'>安</p><script src='x'/>",
            "<p>安</p><iframe src='https://example.org'/><style/>",
            "<p><a href='javascript:alert(1)'>安</a></p>",
            "<p>安</p><svg><script>alert(1)</script></svg>",
            "<p>安</p><img src='https://example.org/a.png' alt='x'/>",
            "<p>安</p><img src='data:image/svg+xml;base64,AAAA'/>",
        ] {
            assert_eq!(texts(page), "<p>安</p>", "{page}");
        }
        assert!(!texts("<p>一 &lt;script&gt; 二</p>").contains("<script"));
        assert_eq!(texts(""), "");
        assert_eq!(texts("<body"), "");
    }
}
