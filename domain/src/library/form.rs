//! What an editor types, checked; all faults at once, each with its field.

use super::{ChapterForm, LEVEL_MAX, LibraryRefusal, WorkForm};
use crate::Refusal;
use crate::refusal::{check_length, check_text};

/// The most characters of a title.
pub const TITLE_MAX: usize = 100;
/// The most characters of an author's or publisher's name.
pub const AUTHOR_MAX: usize = 60;
/// The most characters of an introduction.
pub const INTRODUCTION_MAX: usize = 2_000;
/// The most characters of a chapter with its markup, as an editor types it. No character takes more than four bytes, so that
/// the longest text fits into a body of 1 MiB with what stands around it.
pub const TEXT_MAX: usize = 250_000;
const _: () = assert!(TEXT_MAX * 4 + (32 << 10) < 1 << 20);
/// The most chapters of a work.
pub const CHAPTERS_MAX: usize = 2_000;
/// The most bytes of an EPUB or PDF to be taken over.
pub const IMPORT_MAX: u64 = 60 << 20;
/// The most bytes of a recording.
pub const RECORDING_MAX: u64 = 100 << 20;

/// Checks the head of a work.
///
/// # Errors
/// Every fault at once.
pub fn check_work(form: &WorkForm) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "title", "书名", &form.title, TITLE_MAX);
    check_length(&mut faults, "author", "作者", &form.author, AUTHOR_MAX);
    check_length(&mut faults, "publisher", "出版单位", &form.publisher, AUTHOR_MAX);
    check_length(&mut faults, "introduction", "简介", &form.introduction, INTRODUCTION_MAX);
    Refusal::collect(faults)
}

/// Checks a chapter; `has` when it has something already beside which no text need be typed: a PDF, a recording, its text as
/// it is.
///
/// # Errors
/// Every fault at once.
pub fn check_chapter(form: &ChapterForm, has: bool) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "title", "章节名", &form.title, TITLE_MAX);
    if form.level == 0 || form.level > LEVEL_MAX {
        faults.push(LibraryRefusal::BadLevel.into());
    }
    let pieces = form.pieces.as_deref().unwrap_or_default();
    let has_picture = pieces.iter().any(|p| p.picture.is_some());
    let text: String = pieces.iter().map(|p| p.text.as_str()).collect();
    if form.heading || has || has_picture {
        check_length(&mut faults, "pieces", "正文", &text, TEXT_MAX);
    } else {
        check_text(&mut faults, "pieces", "正文", &text, TEXT_MAX);
    }
    Refusal::collect(faults)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{BookPiece, WorkKind};

    fn chapter(title: &str, level: u8, heading: bool, text: &str) -> ChapterForm {
        let pieces = Some(vec![BookPiece { text: text.into(), picture: None }]);
        ChapterForm { title: title.into(), level, heading, pieces }
    }

    #[test]
    fn each_fault_is_named() {
        let mut form = WorkForm {
            kind: WorkKind::Book,
            title: "示例读本".into(),
            author: String::new(),
            publisher: String::new(),
            introduction: String::new(),
            cover: None,
        };
        assert_eq!(check_work(&form), Ok(()));
        form.title = " ".into();
        assert_eq!(check_work(&form).map_err(|r| (r.code(), r.field())), Err(("missing", Some("title"))));
        form.introduction = "字".repeat(2_001);
        assert_eq!(check_work(&form).map_err(|r| r.code()), Err("several"));
    }

    #[test]
    fn only_headings_and_files_go_without_text() {
        let code = |c: ChapterForm, filed| check_chapter(&c, filed).map_err(|r| r.code());
        assert_eq!(code(chapter("一", 1, false, ""), false), Err("missing"));
        assert_eq!(code(chapter("一", 1, true, ""), false), Ok(()));
        assert_eq!(code(chapter("一", 1, false, ""), true), Ok(()));
        assert_eq!(code(chapter("一", 5, false, "示例"), false), Err("book_bad_level"));
        assert_eq!(code(chapter("一", 0, false, "示例"), false), Err("book_bad_level"));
        let without = || ChapterForm { pieces: None, ..chapter("一", 1, false, "") };
        assert_eq!(code(without(), false), Err("missing"));
        assert_eq!(code(without(), true), Ok(()), "what has its text keeps it");
    }

    #[test]
    fn a_text_too_long_for_a_body_is_said_to_be_too_long() {
        let code =
            |n| check_chapter(&chapter("一", 1, false, &"𠮷".repeat(n)), false).map_err(|r| (r.code(), r.field()));
        assert_eq!(code(TEXT_MAX), Ok(()));
        assert_eq!(code(TEXT_MAX + 1), Err(("too_long", Some("pieces"))));
        let sent = serde_json::to_string(&chapter("一", 1, false, &"𠮷".repeat(TEXT_MAX))).unwrap();
        assert!(sent.len() < 1 << 20);
    }
}
