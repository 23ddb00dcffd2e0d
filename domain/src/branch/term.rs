//! The committee's term of office (任期) and when its re-election is due (FEATURES 2.2).
//!
//! How long a term is depends on the kind of branch: five years in villages and communities, three in all others
//! (《中国共产党支部工作条例（试行）》 and the regulations on elections of 2020). Putting a re-election off or bringing it
//! forward needs the superior's consent, and is a matter of a year at most.

use crate::org::{OrgRef, UnitCategory};
use chrono::{Months, NaiveDate};

/// Days before the end at which branch and superior are told.
pub const NOTICES: [i64; 3] = [90, 30, 0];
/// Months ahead that the superior's list of terms looks.
pub const AHEAD_MONTHS: u32 = 6;

/// Years of a term in a branch of this kind; a branch whose kind is not set counts as an ordinary one.
#[must_use]
pub const fn years(category: Option<UnitCategory>) -> u32 {
    match category {
        Some(UnitCategory::Rural | UnitCategory::Community) => 5,
        Some(
            UnitCategory::Office
            | UnitCategory::StateEnterprise
            | UnitCategory::PublicInstitution
            | UnitCategory::PrivateEnterprise
            | UnitCategory::SocialOrganisation,
        )
        | None => 3,
    }
}

/// Reads a date as forms and stores hold it.
#[must_use]
pub fn date(text: &str) -> Option<NaiveDate> {
    // the same day must not be written in two ways: dates are compared as texts
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|date| date.to_string() == text)
}

/// The day on which a term of so many years that begins on `begins` ends: the same day of the month; 29 February falls on
/// the 28th.
#[must_use]
pub fn proposed_end(begins: NaiveDate, years: u32) -> NaiveDate {
    begins.checked_add_months(Months::new(years * 12)).unwrap_or(begins)
}

/// The last day that the superior's list shows.
#[must_use]
pub fn horizon(today: NaiveDate) -> NaiveDate {
    today.checked_add_months(Months::new(AHEAD_MONTHS)).unwrap_or(today)
}

/// Which notice of [`NOTICES`] is due with so many days left: the latest that has come. Those before it are not made up for.
#[must_use]
pub fn notice(days_left: i64) -> Option<i64> {
    NOTICES.iter().copied().filter(|days| days_left <= *days).min()
}

/// What the notice says of a term with so many days left: 任期还有 30 天届满, 任期今天届满, 任期已届满 3 天.
#[must_use]
pub fn spoken(days_left: i64) -> String {
    match days_left {
        0 => "任期今天届满".into(),
        left if left > 0 => format!("任期还有 {left} 天届满"),
        left => format!("任期已届满 {} 天", -left),
    }
}

wire! {
    /// A branch whose re-election is due or will be within six months.
    pub struct TermRow {
        /// The branch.
        pub org: OrgRef,
        /// Beginning of the term, YYYY-MM-DD.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub begins: Option<String>,
        /// End of the term, YYYY-MM-DD.
        pub ends: String,
        /// Days from today; below zero when it is over.
        pub days_left: i64,
        /// The secretary's name, if there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub secretary: Option<String>,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn villages_and_communities_elect_for_five_years_and_all_others_for_three() {
        for category in UnitCategory::ALL {
            let five = matches!(category, UnitCategory::Rural | UnitCategory::Community);
            assert_eq!(years(Some(*category)), if five { 5 } else { 3 }, "{}", category.label());
        }
        assert_eq!(years(None), 3);
    }

    #[test]
    fn a_term_ends_on_the_day_it_began() {
        assert_eq!(proposed_end(day(2026, 3, 10), 5), day(2031, 3, 10));
        assert_eq!(proposed_end(day(2024, 2, 29), 3), day(2027, 2, 28));
        assert_eq!(proposed_end(NaiveDate::MAX, 3), NaiveDate::MAX);
    }

    #[test]
    fn the_latest_notice_that_has_come_is_the_one_to_send() {
        let due: Vec<_> = [91, 90, 31, 30, 1, 0, -400].map(notice).into();
        assert_eq!(due, [None, Some(90), Some(90), Some(30), Some(30), Some(0), Some(0)]);
        assert_eq!(spoken(0), "任期今天届满");
    }

    #[test]
    fn a_date_is_written_one_way() {
        assert_eq!(date("2026-03-01"), Some(day(2026, 3, 1)));
        for wrong in ["2026-3-1", "2026-02-30", "", "+2026-03-01", "12026-03-01", "2026-03-01 "] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }
}
