//! What a cell's text means: trimmed, put into half width where that is meant, dates, codes, lists.

use super::column::{Layout, TableColumn};
use super::reason::{Fault, Reason};
use crate::Coded;
use chrono::NaiveDate;

/// The cells of one row, by column.
pub struct Cells<'r, C> {
    layout: &'r Layout<C>,
    text: &'r dyn Fn(usize) -> &'r str,
}

/// What spreadsheets and old systems put around a text: blanks of every width, byte-order marks, control characters.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// Whether nothing stands in the row: such rows are passed over.
pub fn is_empty_row<'c>(mut cells: impl Iterator<Item = &'c str>) -> bool {
    cells.all(|cell| cell.chars().all(is_blank))
}

/// The text without blanks around it.
fn clean(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// Full-width letters, digits and signs as their ASCII twins.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// A heading without blanks, marks for "required" and remarks in brackets.
pub(super) fn heading(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !is_blank(*c)).map(half_width).collect();
    let plain = plain.split('(').next().unwrap_or_default();
    plain.trim_matches(['*', '•', '·']).to_owned()
}

/// A code or number: half width, no blanks within, without the apostrophe that keeps a spreadsheet from counting.
fn number(text: &str) -> String {
    let plain = clean(text);
    let plain = plain.strip_prefix('\'').unwrap_or(plain);
    plain.chars().filter(|c| !is_blank(*c)).map(half_width).collect()
}

/// `6.2E+17`: a spreadsheet counted it, and its last digits are gone.
fn was_counted(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let digits = exponent.trim_start_matches('+');
    mantissa.parse::<f64>().is_ok() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

impl<'r, C: TableColumn> Cells<'r, C> {
    /// The row whose cell at a place is `text(place)`; empty where the row has none.
    pub fn new(layout: &'r Layout<C>, text: &'r dyn Fn(usize) -> &'r str) -> Self {
        Self { layout, text }
    }

    fn raw(&self, column: C) -> &'r str {
        self.layout.at(column).map_or("", |at| clean((self.text)(at)))
    }

    fn fault(column: C, reason: Reason) -> Fault {
        Fault::in_column(column.title(), reason)
    }

    /// A text of at most `max` characters; line breaks inside become blanks.
    pub(super) fn text(&self, column: C, max: usize) -> Result<String, Fault> {
        let raw = self.raw(column);
        if ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"].contains(&raw) {
            return Err(Self::fault(column, Reason::SpreadsheetError));
        }
        if raw.chars().count() > max {
            return Err(Self::fault(column, Reason::TooLong { max }));
        }
        if raw.contains(char::is_control) {
            return Ok(raw.split(char::is_control).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "));
        }
        Ok(raw.to_owned())
    }

    /// A text that must not be empty.
    pub(super) fn name(&self, column: C, max: usize) -> Result<String, Fault> {
        let text = self.text(column, max)?;
        if text.is_empty() { Err(Self::fault(column, Reason::Empty)) } else { Ok(text) }
    }

    /// A number's characters, in half width; `None` when the cell is empty.
    ///
    /// # Errors
    /// When a spreadsheet has turned it into a floating-point number.
    pub(super) fn number(&self, column: C) -> Result<Option<String>, Fault> {
        let text = number(self.raw(column));
        if was_counted(&text) {
            return Err(Self::fault(column, Reason::LostDigits));
        }
        Ok(Some(text).filter(|t| !t.is_empty()))
    }

    /// An organisation's code: 12 digits; `None` when the cell is empty.
    pub(super) fn code(&self, column: C) -> Result<Option<String>, Fault> {
        match self.number(column)? {
            Some(code) if code.len() == 12 && code.bytes().all(|b| b.is_ascii_digit()) => Ok(Some(code)),
            Some(_) => Err(Self::fault(column, Reason::NotACode)),
            None => Ok(None),
        }
    }

    /// A code that must not be empty.
    pub(super) fn required_code(&self, column: C) -> Result<String, Fault> {
        self.code(column)?.ok_or_else(|| Self::fault(column, Reason::Empty))
    }

    /// The member of a closed list with this label; `None` when the cell is empty.
    pub(super) fn listed<T: Coded>(
        &self,
        column: C,
        list: &[T],
        label: fn(T) -> &'static str,
    ) -> Result<Option<T>, Fault> {
        let raw = self.raw(column);
        if raw.is_empty() {
            return Ok(None);
        }
        let found = list.iter().copied().find(|v| label(*v) == raw);
        let reason = || Reason::NotListed { list: list.iter().map(|v| label(*v)).collect::<Vec<_>>().join("、") };
        found.map(Some).ok_or_else(|| Self::fault(column, reason()))
    }

    /// A date that has come; `None` when the cell is empty.
    pub(super) fn date(&self, column: C, today: NaiveDate) -> Result<Option<NaiveDate>, Fault> {
        let text = number(self.raw(column));
        if text.is_empty() {
            return Ok(None);
        }
        let date = NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok().filter(|_| text.len() == 10);
        match date {
            Some(date) if date > today => Err(Self::fault(column, Reason::InTheFuture)),
            Some(date) => Ok(Some(date)),
            None => Err(Self::fault(column, Reason::NotADate)),
        }
    }

    /// Degrees between two bounds; `None` when the cell is empty.
    pub(super) fn degrees(&self, column: C, (from, to): (u16, u16)) -> Result<Option<f64>, Fault> {
        let text = number(self.raw(column));
        if text.is_empty() {
            return Ok(None);
        }
        let degrees = text.parse::<f64>().ok().filter(|d| (f64::from(from)..=f64::from(to)).contains(d));
        degrees.map(Some).ok_or_else(|| Self::fault(column, Reason::NotACoordinate { from, to }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_people_and_spreadsheets_write_them() {
        assert_eq!(number("　６２０１０００００００１\u{1a}"), "620100000001");
        assert_eq!(number("'620100000001"), "620100000001");
        assert!(was_counted("6.2010219800101E+17"));
        assert!(was_counted("6E11"));
        assert!(!was_counted("62010219800101123X"));
        assert_eq!(clean("\u{feff}\u{a0} 张 三\u{3000}\r\n"), "张 三");
        assert_eq!(heading("组织代码（12位）"), "组织代码");
    }

    proptest! {
        #[test]
        fn any_text_in_any_cell_is_judged_without_panic(text in "\\PC{0,40}") {
            use crate::registry::MemberColumn as M;
            let layout = Layout::<M>::read(M::ALL.iter().map(|c| c.label())).unwrap();
            let get = |_: usize| text.as_str();
            let cells = Cells::new(&layout, &get);
            let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
            for column in M::ALL {
                let _ = cells.text(*column, 10);
                let _ = cells.code(*column);
                let _ = cells.date(*column, today);
                let _ = cells.degrees(*column, (73, 136));
            }
        }
    }
}
