//! Taking a yearly sheet along (FEATURES 6.5): what is asked for.

use super::span::Span;
use crate::member::ExportFormat;
use crate::member::list::PURPOSE_MAX;
use crate::{Instant, Refusal};

wire! {
    /// `POST …/points-sheet/export`.
    pub struct SheetExport {
        /// Of which year.
        pub year: i32,
        /// CSV or XLSX.
        pub format: ExportFormat,
        /// What for; noted in the audit log. Members need not say it of their own sheet.
        #[serde(default)]
        pub purpose: String,
    }
}

/// Whether a sheet may be made: of a year that has begun, and with a purpose where it is about `others`.
///
/// # Errors
/// The faults of the form, each with its field.
pub fn check_sheet(form: &SheetExport, others: bool, now: Instant) -> Result<(), Refusal> {
    let (field, label) = ("purpose", "用途");
    let purpose = form.purpose.trim();
    let got = purpose.chars().count();
    let mut faults = Vec::new();
    if purpose.is_empty() && others {
        faults.push(Refusal::Missing { field, label });
    }
    if got > PURPOSE_MAX {
        faults.push(Refusal::TooLong { field, label, max: PURPOSE_MAX, got });
    }
    if sheet_year(Some(form.year), now).is_none() {
        faults.push(Refusal::Malformed { what: "年度无效".into() });
    }
    Refusal::collect(faults)
}

/// The year asked for, the present one when none is; nothing where it has not begun or can hold no points.
#[must_use]
pub fn sheet_year(asked: Option<i32>, now: Instant) -> Option<Span> {
    let present = Span::month_of(now.day())?.of_year();
    match asked {
        None => Some(present),
        Some(year) => Span::year(year).filter(|span| *span <= present),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_of_a_year_that_has_begun_and_says_what_it_is_for() {
        let now = Instant::at("2026-11-24".parse().unwrap(), 9, 0);
        let form = |year, purpose: &str| SheetExport { year, format: ExportFormat::Xlsx, purpose: purpose.into() };
        let code = |f: SheetExport, others| check_sheet(&f, others, now).map_err(|r| r.code());
        assert_eq!(code(form(2026, "年度考核"), true), Ok(()));
        assert_eq!((code(form(2026, " "), true), code(form(2026, " "), false)), (Err("missing"), Ok(())));
        assert_eq!(
            (code(form(2027, "考核"), true), code(form(1999, "考核"), true)),
            (Err("malformed"), Err("malformed"))
        );
        assert_eq!(sheet_year(None, now), Span::year(2026));
    }
}
