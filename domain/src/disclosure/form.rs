//! What is typed into the form of a disclosure, checked against every rule at once (FEATURES 2.3).
//!
//! The same function runs in the page and in the API; it returns all faults, each with its field.

use super::period::{Period, latest_end};
use super::{DisclosureForm, DisclosureReach, DisclosureRefusal, DisclosureState};
use crate::file::FileRefusal;
use crate::refusal::{check_length, check_text};
use crate::time::DAY;
use crate::{GroupId, Instant, MemberId, Refusal};
use chrono::NaiveDate;

/// The most characters of a title.
pub const TITLE_MAX: usize = 80;
/// The most characters of the text.
pub const TEXT_MAX: usize = 20_000;
/// The most characters of a reason or of the note to a correction.
pub const REASON_MAX: usize = 300;
/// The most photos.
pub const PHOTOS_MAX: usize = 20;
/// The most attachments.
pub const ATTACHMENTS_MAX: usize = 20;

/// Checks a form and reads its period; `groups` and `members` are the branch's own, `before` is how it stands when it is
/// changed.
///
/// # Errors
/// Every fault at once.
pub fn check(
    form: &DisclosureForm,
    groups: &[GroupId],
    members: &[MemberId],
    before: Option<Period>,
    now: Instant,
) -> Result<Period, Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "title", "标题", &form.title, TITLE_MAX);
    check_text(&mut faults, "text", "公开内容", &form.text, TEXT_MAX);
    for (files, max) in [(&form.photos, PHOTOS_MAX), (&form.attachments, ATTACHMENTS_MAX)] {
        if files.len() > max {
            faults.push(FileRefusal::TooManyFiles { max }.into());
        }
    }
    let running = before.filter(|p| p.state(now) == DisclosureState::Running);
    let period = check_period(&mut faults, form, running, now);
    match running {
        // whom a running one is for stands: its own rows are not looked at again
        Some(_) => check_note(&mut faults, &form.note),
        None => check_reach(&mut faults, form, groups, members),
    }
    Refusal::collect(faults)?;
    period.ok_or(Refusal::NotADate { field: "begins_on" })
}

fn check_period(
    faults: &mut Vec<Refusal>,
    form: &DisclosureForm,
    running: Option<Period>,
    now: Instant,
) -> Option<Period> {
    let begins = date(faults, "begins_on", &form.begins_on);
    let ends = date(faults, "ends_on", &form.ends_on);
    let (begins, ends) = begins.zip(ends)?;
    let today = now.day();
    match running {
        Some(running) if begins != running.begins => faults.push(DisclosureRefusal::FixedWhileRunning.into()),
        Some(_) if ends < today => faults.push(DisclosureRefusal::EndsInThePast.into()),
        None if begins < today => faults.push(DisclosureRefusal::BeginsInThePast.into()),
        None if begins > now.plus(366 * DAY).day() => faults.push(DisclosureRefusal::BeginsTooFarAhead.into()),
        Some(_) | None => {}
    }
    if ends < begins {
        faults.push(DisclosureRefusal::EndsBeforeItBegins.into());
    } else if ends > latest_end(begins) {
        faults.push(DisclosureRefusal::PeriodTooLong { latest: latest_end(begins).to_string() }.into());
    }
    Some(Period { begins, ends, withdrawn: false })
}

fn date(faults: &mut Vec<Refusal>, field: &'static str, text: &str) -> Option<NaiveDate> {
    let label = if field == "begins_on" { "公示开始日期" } else { "公示结束日期" };
    if text.trim().is_empty() {
        faults.push(Refusal::Missing { field, label });
        return None;
    }
    // exactly as it is kept: days are compared as texts in the store
    let parsed = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|day| day.to_string() == text);
    if parsed.is_none() {
        faults.push(Refusal::NotADate { field });
    }
    parsed
}

fn check_note(faults: &mut Vec<Refusal>, note: &str) {
    if note.trim().is_empty() {
        faults.push(DisclosureRefusal::CorrectionNeedsNote.into());
    } else {
        check_length(faults, "note", "更正说明", note, REASON_MAX);
    }
}

fn check_reach(faults: &mut Vec<Refusal>, form: &DisclosureForm, groups: &[GroupId], members: &[MemberId]) {
    match form.reach {
        DisclosureReach::Everybody => {}
        DisclosureReach::Groups if form.groups.is_empty() => faults.push(DisclosureRefusal::NoGroups.into()),
        DisclosureReach::Groups if form.groups.iter().any(|g| !groups.contains(g)) => {
            faults.push(DisclosureRefusal::StrangeGroup.into());
        }
        DisclosureReach::Groups => {}
        DisclosureReach::Members if form.members.is_empty() => faults.push(DisclosureRefusal::NoMembers.into()),
        DisclosureReach::Members => {
            let strangers = form.members.iter().filter(|m| !members.contains(m)).count();
            if strangers > 0 {
                faults.push(Refusal::NotInCircle { field: "members", names: format!("{strangers} 人") });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::DisclosureCategory;

    fn now() -> Instant {
        Instant::at(NaiveDate::from_ymd_opt(2026, 1, 31).unwrap(), 9, 0)
    }

    fn good() -> DisclosureForm {
        DisclosureForm {
            title: "示例：发展对象公示".into(),
            category: DisclosureCategory::Admission,
            text: "示例内容".into(),
            photos: vec![],
            attachments: vec![],
            begins_on: "2026-01-31".into(),
            ends_on: "2026-02-28".into(),
            reach: DisclosureReach::Everybody,
            groups: vec![],
            members: vec![],
            note: String::new(),
        }
    }

    fn codes(before: Option<Period>, change: impl FnOnce(&mut DisclosureForm)) -> Vec<&'static str> {
        let mut form = good();
        change(&mut form);
        match check(&form, &[GroupId(7)], &[MemberId(1), MemberId(2)], before, now()) {
            Ok(_) => vec![],
            Err(Refusal::Several(all)) => all.iter().map(Refusal::code).collect(),
            Err(one) => vec![one.code()],
        }
    }

    #[test]
    fn each_rule_names_its_own_fault() {
        assert_eq!(codes(None, |_| {}), Vec::<&str>::new());
        assert_eq!(codes(None, |f| f.title = " ".into()), ["missing"]);
        assert_eq!(codes(None, |f| f.title = "公".repeat(300)), ["too_long"]);
        assert_eq!(codes(None, |f| f.text = "🏠".repeat(TEXT_MAX + 1)), ["too_long"]);
        assert_eq!(codes(None, |f| f.begins_on = "2026-01-30".into()), ["disclosure_begins_in_the_past"]);
        assert_eq!(codes(None, |f| f.begins_on = "2026-1-31".into()), ["not_a_date"]);
        assert_eq!(codes(None, |f| f.begins_on = String::new()), ["missing"]);
        assert_eq!(codes(None, |f| f.ends_on = "2026-03-01".into()), ["disclosure_period_too_long"]);
        assert_eq!(codes(None, |f| f.ends_on = "2026-01-30".into()), ["disclosure_ends_before_it_begins"]);
        let far = |f: &mut DisclosureForm| (f.begins_on, f.ends_on) = ("2027-03-01".into(), "2027-03-02".into());
        assert_eq!(codes(None, far), ["disclosure_begins_too_far_ahead"]);
        assert_eq!(codes(None, |f| f.photos = (0..21).map(crate::FileId).collect()), ["too_many_files"]);
        assert_eq!(codes(None, |f| f.reach = DisclosureReach::Groups), ["disclosure_no_groups"]);
        assert_eq!(codes(None, |f| f.reach = DisclosureReach::Members), ["disclosure_no_members"]);
        let groups =
            |id| move |f: &mut DisclosureForm| (f.reach, f.groups) = (DisclosureReach::Groups, vec![GroupId(id)]);
        assert_eq!(codes(None, groups(7)), Vec::<&str>::new());
        assert_eq!(codes(None, groups(8)), ["disclosure_strange_group"]);
        let members =
            |id| move |f: &mut DisclosureForm| (f.reach, f.members) = (DisclosureReach::Members, vec![MemberId(id)]);
        assert_eq!(codes(None, members(2)), Vec::<&str>::new());
        assert_eq!(codes(None, members(3)), ["not_in_circle"]);
    }

    #[test]
    fn what_runs_is_corrected_with_a_note_and_keeps_its_beginning() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 1, d).unwrap();
        let running = Some(Period { begins: day(20), ends: day(31), withdrawn: false });
        let corrected = |f: &mut DisclosureForm| {
            (f.begins_on, f.ends_on, f.note) = ("2026-01-20".into(), "2026-02-20".into(), "示例更正".into());
        };
        assert_eq!(codes(running, corrected), Vec::<&str>::new());
        assert_eq!(
            codes(running, |f| {
                corrected(f);
                f.note.clear();
            }),
            ["disclosure_correction_needs_note"]
        );
        assert_eq!(
            codes(running, |f| {
                corrected(f);
                f.ends_on = "2026-02-21".into();
            }),
            ["disclosure_period_too_long"]
        );
        assert_eq!(
            codes(running, |f| {
                corrected(f);
                f.ends_on = "2026-01-30".into();
            }),
            ["disclosure_ends_in_the_past"]
        );
        assert_eq!(
            codes(running, |f| {
                corrected(f);
                f.begins_on = "2026-01-21".into();
            }),
            ["disclosure_fixed_while_running"]
        );
        // one that is still to come is changed like a new one
        let planned =
            Some(Period { begins: day(31).succ_opt().unwrap(), ends: day(31).succ_opt().unwrap(), withdrawn: false });
        assert_eq!(codes(planned, |_| {}), Vec::<&str>::new());
    }
}
