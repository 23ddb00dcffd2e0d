//! What sums and rankings are over: a calendar month or a calendar year of Asia/Shanghai.

use crate::Instant;
use chrono::{Datelike, NaiveDate};

/// The first year that there can be points of.
pub const FIRST_YEAR: i32 = 2020;
/// The last one that an address may name.
const LAST_YEAR: i32 = 2199;

/// A month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    year: i32,
    /// 1 to 12; 0 for the year whole.
    month: u32,
}

impl Span {
    /// A year; nothing where there can be no points of it.
    #[must_use]
    pub const fn year(year: i32) -> Option<Self> {
        if year < FIRST_YEAR || year > LAST_YEAR { None } else { Some(Self { year, month: 0 }) }
    }

    /// A month, 1 to 12.
    #[must_use]
    pub const fn month(year: i32, month: u32) -> Option<Self> {
        match Self::year(year) {
            Some(_) if month >= 1 && month <= 12 => Some(Self { year, month }),
            Some(_) | None => None,
        }
    }

    /// The month that a day falls in.
    #[must_use]
    pub fn month_of(day: NaiveDate) -> Option<Self> {
        Self::month(day.year(), day.month())
    }

    /// As it stands in addresses: `2026` or `2026-11`. Nothing where the text is no span.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = match text.split_once('-') {
            Some((year, month)) => (year, Some(month)),
            None => (text, None),
        };
        let digits = |t: &str, n| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
        let year = digits(year, 4).then(|| year.parse().ok()).flatten()?;
        match month {
            None => Self::year(year),
            Some(month) => Self::month(year, digits(month, 2).then(|| month.parse().ok()).flatten()?),
        }
    }

    /// What [`Self::parse`] reads.
    #[must_use]
    pub fn text(self) -> String {
        if self.is_year() { self.year.to_string() } else { format!("{}-{:02}", self.year, self.month) }
    }

    /// The number it is stored under: 202611 for a month, 202600 for a year.
    #[must_use]
    pub fn code(self) -> i64 {
        i64::from(self.year) * 100 + i64::from(self.month)
    }

    /// What [`Self::code`] gave.
    #[must_use]
    pub fn from_code(code: i64) -> Option<Self> {
        let (year, month) = (i32::try_from(code / 100).ok()?, u32::try_from(code % 100).ok()?);
        if month == 0 { Self::year(year) } else { Self::month(year, month) }
    }

    /// 2026年11月, 2026年.
    #[must_use]
    pub fn label(self) -> String {
        if self.is_year() { format!("{}年", self.year) } else { format!("{}年{}月", self.year, self.month) }
    }

    /// Whether it is a year whole.
    #[must_use]
    pub const fn is_year(self) -> bool {
        self.month == 0
    }

    /// The year it is or lies in.
    #[must_use]
    pub const fn of_year(self) -> Self {
        Self { year: self.year, month: 0 }
    }

    /// The number of its year.
    #[must_use]
    pub const fn year_number(self) -> i32 {
        self.year
    }

    /// Which month of its year it is, from 0; nothing for a year.
    #[must_use]
    pub fn month_index(self) -> Option<usize> {
        self.month.checked_sub(1).and_then(|m| usize::try_from(m).ok())
    }

    /// The twelve months of its year.
    pub fn months(self) -> impl Iterator<Item = Self> {
        (1..=12).map(move |month| Self { year: self.year, month })
    }

    /// The month after, for a month; the year after, for a year.
    #[must_use]
    pub const fn next(self) -> Self {
        match self.month {
            0 => Self { year: self.year + 1, month: 0 },
            12 => Self { year: self.year + 1, month: 1 },
            month => Self { year: self.year, month: month + 1 },
        }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month.max(1), 1).unwrap_or_default()
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        let after = self.next().first_day();
        after.pred_opt().unwrap_or(after)
    }

    /// The instants in it: from this one (included) to that one (excluded).
    #[must_use]
    pub fn bounds(self) -> (Instant, Instant) {
        (Instant::midnight(self.first_day()), Instant::midnight(self.next().first_day()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_codes_are_read_back() {
        for text in ["2026", "2026-01", "2026-12", "2028-02"] {
            let span = Span::parse(text).unwrap();
            assert_eq!((span.text().as_str(), Span::from_code(span.code())), (text, Some(span)));
        }
        for text in
            ["", "26", "2026-0", "2026-00", "2026-13", "2026-1", "2026-01-01", "+026", "1999", "99999", "二〇二六"]
        {
            assert_eq!(Span::parse(text), None, "{text}");
        }
    }

    #[test]
    fn months_end_where_the_next_begins() {
        let february = Span::parse("2028-02").unwrap();
        assert_eq!(february.last_day().to_string(), "2028-02-29");
        assert_eq!(february.bounds().1, february.next().bounds().0);
        let year = Span::parse("2026").unwrap();
        assert_eq!(
            (year.first_day().to_string(), year.last_day().to_string()),
            ("2026-01-01".into(), "2026-12-31".into())
        );
        assert_eq!(year.months().last().map(Span::next), Span::parse("2027-01"));
        assert_eq!((february.label(), year.label()), ("2028年2月".into(), "2026年".into()));
        assert_eq!((february.month_index(), year.month_index()), (Some(1), None));
    }
}
