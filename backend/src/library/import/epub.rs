//! EPUB 2 and 3: chapters in the book's own reading order, named and levelled by its contents; pictures made anew; text let
//! through a small list of elements.

use super::guard;
use super::{Book, Draft, Part, refused};
use crate::error::Result;
use crate::file;
use crate::library::text::{Raw, of_page};
use bytes::Bytes;
use gsdj_domain::file::PHOTO_MAX;
use gsdj_domain::library::{CHAPTERS_MAX, LEVEL_MAX, LibraryRefusal};
use gsdj_domain::rich::{Block, read_html, to_text};
use rbook::Epub;
use std::collections::{HashMap, HashSet};
use std::io::Cursor;

/// The most pictures: each costs time to be made anew.
const PICTURES_MAX: usize = 200;
/// The most lines of the book's own contents that are looked at.
const LINES_MAX: usize = 8_000;
/// The most bytes of text of one chapter, and of the whole book.
const CHAPTER_BYTES: usize = 2_400_000;
const BOOK_BYTES: usize = 32 << 20;

/// Reads an EPUB.
///
/// # Errors
/// When it is broken, locked, too large when unpacked, or has nothing to read.
pub(super) fn read(bytes: Bytes, name: &str) -> Result<Book> {
    guard::check(&bytes)?;
    let broken = |_| refused(LibraryRefusal::Broken { why: "不是完整的 EPUB 图书" });
    let epub = Epub::options().strict(false).read(Cursor::new(bytes)).map_err(broken)?;
    let mut reader =
        Reader { epub: &epub, book: Book::default(), seen: HashMap::new(), left: Left::default(), bytes: 0 };
    reader.head(name);
    reader.chapters();
    if reader.book.chapters.iter().all(|c| c.parts.is_empty()) {
        return Err(refused(LibraryRefusal::NoText));
    }
    reader.book.notes = reader.left.notes();
    Ok(reader.book)
}

/// What could not be taken over.
#[derive(Default)]
struct Left {
    pages: usize,
    pictures: usize,
    media: usize,
    sections: usize,
    links: usize,
    beyond: usize,
}

impl Left {
    fn notes(&self) -> Vec<String> {
        let all = [
            (self.pages, "页内容读不出来，没有导入"),
            (self.pictures, "张图片没有导入（格式不支持、已损坏，或者超过 200 张）"),
            (self.media, "个音频或视频没有导入，可以另行添加音频章节"),
            (self.sections, "个小节的目录没有单独列出，内容在所属章节里"),
            (self.links, "处链接改成了普通文字"),
            (self.beyond, "个章节超过数量或者篇幅上限，没有导入"),
        ];
        all.iter().filter(|(n, _)| *n > 0).map(|(n, says)| format!("有 {n} {says}")).collect()
    }
}

/// A line of the book's own contents.
struct Line {
    /// The page it leads to; none for a heading.
    page: Option<String>,
    label: String,
    level: usize,
}

struct Reader<'e> {
    epub: &'e Epub,
    book: Book,
    /// Pictures by their addresses; none for those that can't be taken.
    seen: HashMap<String, Option<usize>>,
    left: Left,
    /// Bytes of text taken so far.
    bytes: usize,
}

impl Reader<'_> {
    fn head(&mut self, name: &str) {
        let about = self.epub.metadata();
        self.book.title =
            about.title().map(|t| t.value().trim().to_owned()).filter(|t| !t.is_empty()).unwrap_or_else(|| name.into());
        self.book.author = about.creators().map(|a| a.value().to_owned()).collect::<Vec<_>>().join("、");
        self.book.publisher = about.publishers().next().map(|p| p.value().to_owned()).unwrap_or_default();
        let introduction = about.description().map(|d| d.value().to_owned()).unwrap_or_default();
        self.book.introduction = to_text(&read_html(&crate::archive::clean(&introduction)));
        let cover = self.epub.manifest().cover_image().map(|c| c.href().path().as_str().to_owned());
        self.book.cover = cover.and_then(|href| self.picture(&href));
        let manifest = self.epub.manifest();
        self.left.media = manifest.audio().count() + manifest.video().count();
    }

    fn lines(&self) -> Vec<Line> {
        let Some(contents) = self.epub.toc().contents() else { return Vec::new() };
        let line = |entry: rbook::epub::toc::EpubTocEntry<'_>| Line {
            page: entry.href().map(|href| href.path().as_str().to_owned()),
            label: entry.label().trim().to_owned(),
            level: entry.depth().max(1),
        };
        contents.flatten().take(LINES_MAX).map(line).collect()
    }

    fn chapters(&mut self) {
        let lines = self.lines();
        let mut next = 0;
        let mut read = HashSet::new();
        for entry in self.epub.spine().iter() {
            let Some(page) = entry.manifest_entry() else {
                self.left.pages += 1;
                continue;
            };
            if page.properties().has_property("nav") {
                continue;
            }
            let href = page.href().path().as_str().to_owned();
            // a page is read once, however often the order of reading names it
            if !read.insert(href.clone()) {
                continue;
            }
            let Ok(text) = page.read_str() else {
                self.left.pages += 1;
                continue;
            };
            let parts = self.parts(&text, &href);
            let found = lines.iter().position(|line| line.page.as_deref() == Some(&*href));
            if let Some(at) = found {
                for heading in lines[next.min(at)..at].iter().filter(|l| l.page.is_none()) {
                    self.push(Draft {
                        title: heading.label.clone(),
                        level: level(heading.level),
                        heading: true,
                        ..Draft::default()
                    });
                }
                next = next.max(at + 1);
            }
            let within = lines.iter().filter(|line| line.page.as_deref() == Some(&*href)).count();
            self.left.sections += within.saturating_sub(1);
            self.place(found.map(|at| &lines[at]), parts);
        }
    }

    /// Makes a chapter of a page: one that the contents name; others go on with the one before.
    fn place(&mut self, line: Option<&Line>, parts: Vec<Part>) {
        if parts.is_empty() && line.is_none() {
            return;
        }
        let long = weight(&parts);
        if self.bytes + long > BOOK_BYTES {
            self.left.beyond += 1;
            return;
        }
        self.bytes += long;
        match (line, self.book.chapters.last_mut().filter(|last| !last.heading && self.epub.toc().contents().is_some()))
        {
            (None, Some(last)) if weight(&last.parts) + long <= CHAPTER_BYTES => last.parts.extend(parts),
            (line, _) => {
                let title = line.map(|l| l.label.clone()).filter(|l| !l.is_empty());
                let title = title.or_else(|| first_heading(&parts)).unwrap_or_else(|| self.numbered());
                let heading = parts.is_empty();
                let level = line.map_or(1, |l| level(l.level));
                self.push(Draft { title, level, heading, parts, pages: 0 });
            }
        }
    }

    fn numbered(&self) -> String {
        if self.book.chapters.is_empty() {
            "卷首".into()
        } else {
            format!("第 {} 节", self.book.chapters.len() + 1)
        }
    }

    /// Adds a chapter, no deeper than one below the one before.
    fn push(&mut self, mut draft: Draft) {
        if self.book.chapters.len() >= CHAPTERS_MAX || weight(&draft.parts) > CHAPTER_BYTES {
            self.left.beyond += 1;
            return;
        }
        draft.level = draft.level.min(self.book.chapters.last().map_or(0, |c| c.level) + 1);
        self.book.chapters.push(draft);
    }

    fn parts(&mut self, xhtml: &str, page: &str) -> Vec<Part> {
        self.left.links += xhtml.matches("<a href").count();
        let mut parts = Vec::new();
        for raw in of_page(&xhtml.replace('\0', "")) {
            match raw {
                Raw::Text(text) => parts.push(Part::Text(text)),
                Raw::Picture { address, caption } => {
                    let at = join(page, &address).and_then(|href| self.picture(&href));
                    match at {
                        Some(at) => parts.push(Part::Picture { at, caption }),
                        None => self.left.pictures += 1,
                    }
                }
            }
        }
        parts
    }

    /// Where a picture stands among those of the book; made anew the first time.
    fn picture(&mut self, href: &str) -> Option<usize> {
        if let Some(known) = self.seen.get(href) {
            return *known;
        }
        let made = if self.book.pictures.len() < PICTURES_MAX { self.made(href) } else { None };
        let at = made.map(|clean| {
            self.book.pictures.push(clean);
            self.book.pictures.len() - 1
        });
        self.seen.insert(href.to_owned(), at);
        at
    }

    fn made(&self, href: &str) -> Option<file::Clean> {
        let entry = self.epub.manifest().by_href(href)?;
        let bytes = entry.read_bytes().ok().filter(|bytes| bytes.len() as u64 <= PHOTO_MAX)?;
        file::clean_picture(&bytes).ok()
    }
}

/// The bytes of a text.
fn weight(parts: &[Part]) -> usize {
    parts.iter().map(|part| if let Part::Text(text) = part { text.len() } else { 0 }).sum()
}

fn level(depth: usize) -> u8 {
    u8::try_from(depth).unwrap_or(LEVEL_MAX).clamp(1, LEVEL_MAX)
}

/// The first heading of a text.
fn first_heading(parts: &[Part]) -> Option<String> {
    let heading = |part: &Part| {
        let Part::Text(text) = part else { return None };
        let found = read_html(text).into_iter().find(|block| matches!(block, Block::Heading(..)))?;
        let text = to_text(&[found]).trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    parts.iter().find_map(heading)
}

/// An address within the book, seen from one of its pages; `None` when it leads outside.
fn join(page: &str, address: &str) -> Option<String> {
    let address = address.split(['#', '?']).next().unwrap_or_default().replace(' ', "%20");
    let mut parts: Vec<&str> = if address.starts_with('/') {
        Vec::new()
    } else {
        page.rsplit_once('/').map_or("", |(folder, _)| folder).split('/').filter(|p| !p.is_empty()).collect()
    };
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(format!("/{}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn addresses_are_seen_from_their_page() {
        assert_eq!(join("/OEBPS/text/a.xhtml", "../img/b c.png#x").as_deref(), Some("/OEBPS/img/b%20c.png"));
        assert_eq!(join("/a.xhtml", "b.png").as_deref(), Some("/b.png"));
        assert_eq!(join("/a.xhtml", "../../etc/passwd"), None);
    }
}
