//! What is typed about an article, checked; all faults at once, each with its field.

use super::state::check_schedule;
use super::{ArticleDecision, ArticleForm, ContentRefusal};
use crate::file::FileRefusal;
use crate::meeting::Decision;
use crate::refusal::{check_length, check_text};
use crate::rich::{self, Block};
use crate::{Instant, Refusal};
use chrono::{Datelike as _, NaiveDate};
use std::ops::Range;

/// The most characters of a title or of what stands under it.
pub const TITLE_MAX: usize = 80;
/// The most characters of where it comes from.
pub const SOURCE_MAX: usize = 60;
/// The most characters of who wrote it.
pub const AUTHOR_MAX: usize = 40;
/// The most characters of the summary.
pub const SUMMARY_MAX: usize = 200;
/// The most characters of the text; formatting is free.
pub const BODY_MAX: usize = 50_000;
/// The most characters of the HTML that a text is sent as.
const HTML_MAX: usize = 400_000;
/// The most attachments.
pub const ATTACHMENTS_MAX: usize = 20;
/// The most pictures within the text.
const PICTURES_MAX: usize = 60;
/// The most columns beside the first.
pub const OTHERS_MAX: usize = 5;
/// The most characters of what was changed.
pub const NOTE_MAX: usize = 200;
/// The most characters of a reason.
pub const REASON_MAX: usize = 300;
/// The years of which a document may be: those that lists can be narrowed to, and no slip of the pen.
pub const DOCUMENT_YEARS: Range<i32> = 1900..2200;
/// The characters of a summary made from the text.
const SUMMARY: usize = 90;

/// Checks a draft; `body` is the text as it will be stored. It may still lack its text.
///
/// # Errors
/// Every fault at once.
pub fn check(form: &ArticleForm, body: &[Block]) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "title", "标题", &form.title, TITLE_MAX);
    check_length(&mut faults, "subtitle", "副标题", &form.subtitle, TITLE_MAX);
    check_length(&mut faults, "source", "来源", &form.source, SOURCE_MAX);
    check_length(&mut faults, "author", "作者", &form.author, AUTHOR_MAX);
    check_length(&mut faults, "summary", "摘要", &form.summary, SUMMARY_MAX);
    check_length(&mut faults, "note", "修改说明", &form.note, NOTE_MAX);
    let got = rich::length(body);
    if got > BODY_MAX {
        faults.push(Refusal::TooLong { field: "body", label: "正文", max: BODY_MAX, got });
    } else if form.body.chars().count() > HTML_MAX {
        faults.push(Refusal::TooLong { field: "body", label: "正文", max: HTML_MAX, got: form.body.chars().count() });
    }
    if form.attachments.len() > ATTACHMENTS_MAX {
        faults.push(FileRefusal::TooManyFiles { max: ATTACHMENTS_MAX }.into());
    }
    if rich::pictures(body).len() > PICTURES_MAX {
        faults.push(FileRefusal::TooManyFiles { max: PICTURES_MAX }.into());
    }
    if form.also.len() > OTHERS_MAX {
        faults.push(ContentRefusal::TooManyColumns { max: OTHERS_MAX }.into());
    }
    faults.extend(form.dated.as_deref().and_then(|day| check_dated(day).err()));
    Refusal::collect(faults)
}

fn check_dated(day: &str) -> Result<(), Refusal> {
    let day: NaiveDate = day.parse().map_err(|_| Refusal::NotADate { field: "dated" })?;
    if DOCUMENT_YEARS.contains(&day.year()) { Ok(()) } else { Err(ContentRefusal::NoDocumentYear.into()) }
}

/// The day of a document as it is stored, if it is one that documents may have.
#[must_use]
pub fn document_day(dated: &str) -> Option<NaiveDate> {
    dated.parse::<NaiveDate>().ok().filter(|day| DOCUMENT_YEARS.contains(&day.year()))
}

/// Checks that what is handed in can be read.
///
/// # Errors
/// That it has no text.
pub fn check_whole(body: &[Block]) -> Result<(), Refusal> {
    if body.is_empty() { Err(ContentRefusal::NoBody.into()) } else { Ok(()) }
}

/// Checks a reviewer's decision.
///
/// # Errors
/// A return without a reason, a schedule that is past, a text too long.
pub fn check_decision(form: &ArticleDecision, now: Instant) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    match (form.decision, form.publish_at) {
        (Decision::Return, _) if form.reason.trim().is_empty() => faults.push(Refusal::ReturnNeedsReason),
        (Decision::Approve, Some(at)) => faults.extend(check_schedule(at, now).err()),
        (Decision::Return, _) | (Decision::Approve, None) => {}
    }
    check_length(&mut faults, "reason", "原因", form.reason.trim(), REASON_MAX);
    Refusal::collect(faults)
}

/// The summary as given, or how the text begins.
#[must_use]
pub fn summary_of(given: &str, body: &[Block]) -> String {
    if !given.trim().is_empty() {
        return given.trim().to_owned();
    }
    let text = rich::to_text(body);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SUMMARY {
        return line;
    }
    line.chars().take(SUMMARY).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ColumnId, FileId};

    fn form(title: &str, body: &str) -> ArticleForm {
        ArticleForm { column: ColumnId(1), title: title.into(), body: body.into(), ..ArticleForm::default() }
    }

    fn code(form: &ArticleForm) -> Result<(), &'static str> {
        check(form, &rich::read_html(&form.body)).map_err(|r| r.code())
    }

    #[test]
    fn each_fault_is_named() {
        assert_eq!(code(&form("示例", "<p>示例</p>")), Ok(()));
        assert_eq!(code(&form("示例", "")), Ok(()), "a draft may still lack its text");
        assert_eq!(code(&form(" ", "")), Err("missing"));
        assert_eq!(code(&form(&"题".repeat(81), "")), Err("too_long"));
        assert_eq!(code(&form("示例", &format!("<p>{}</p>", "字".repeat(BODY_MAX + 1)))), Err("too_long"));
        assert_eq!(code(&ArticleForm { dated: Some("2026-02-30".into()), ..form("示例", "") }), Err("not_a_date"));
        let dated = |day: &str| code(&ArticleForm { dated: Some(day.into()), ..form("示例", "") });
        for (day, fault) in [
            ("1900-01-01", Ok(())),
            ("1945-08-15", Ok(())),
            ("2199-12-31", Ok(())),
            ("1899-12-31", Err("content_no_document_year")),
            ("2200-01-01", Err("content_no_document_year")),
            ("+202600-01-01", Err("content_no_document_year")),
            ("-0001-01-01", Err("content_no_document_year")),
        ] {
            assert_eq!(dated(day), fault, "{day}");
            assert_eq!(document_day(day).is_some(), fault.is_ok(), "{day}");
        }
        let many = (1..=21).map(FileId).collect();
        assert_eq!(code(&ArticleForm { attachments: many, ..form("示例", "") }), Err("too_many_files"));
        let others = (1..=6).map(ColumnId).collect();
        assert_eq!(code(&ArticleForm { also: others, ..form("示例", "") }), Err("content_too_many_columns"));
        assert_eq!(check_whole(&[]).map_err(|r| r.code()), Err("content_no_body"));
    }

    #[test]
    fn a_decision_says_why_not_or_when() {
        let decide = |decision, reason: &str, publish_at: Option<i64>| {
            let form = ArticleDecision { decision, reason: reason.into(), publish_at: publish_at.map(Instant) };
            check_decision(&form, Instant(1_000)).map_err(|r| r.code())
        };
        assert_eq!(decide(Decision::Approve, "", None), Ok(()));
        assert_eq!(decide(Decision::Approve, "", Some(2_000)), Ok(()));
        assert_eq!(decide(Decision::Approve, "", Some(900)), Err("content_schedule_in_the_past"));
        assert_eq!(decide(Decision::Return, " ", None), Err("return_needs_reason"));
        assert_eq!(decide(Decision::Return, &"字".repeat(301), None), Err("too_long"));
    }

    #[test]
    fn a_summary_is_one_line() {
        let body = rich::read_html("<h1>一</h1><p>二<br>三</p>");
        assert_eq!(summary_of("", &body), "一 二 三");
        assert_eq!(summary_of(" 摘要 ", &body), "摘要");
        let long = rich::read_html(&format!("<p>{}</p>", "🏠".repeat(200)));
        assert_eq!(summary_of("", &long).chars().count(), SUMMARY + 1);
    }
}
