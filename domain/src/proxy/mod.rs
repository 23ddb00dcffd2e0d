//! 帮办 (FEATURES 13.3): a named helper answers for a member without a smartphone, with consent and visible afterwards; and
//! the member's printed card.

mod refusal;
mod wire;

pub use refusal::ProxyRefusal;
pub use wire::*;

use crate::meeting::{Answer, Attendee};
use crate::refusal::{check_length, check_text};
use crate::time::DAY;
use crate::{Instant, Refusal};
use chrono::NaiveDate;

/// The longest a consent holds, in days: then it is asked for again.
pub const LONGEST_DAYS: i64 = 366;
/// The most characters of the note to a consent.
pub const NOTE_MAX: usize = 100;
/// Members whom one helper helps at the same time, at most.
pub const PER_HELPER: usize = 5;

/// Checks what the branch registers; `members` says whether somebody is of the branch, `helped` how many the helper has.
///
/// # Errors
/// Every fault at once.
pub fn check(
    form: &ProxyForm,
    is_member: impl Fn(crate::MemberId) -> bool,
    helped: usize,
    now: Instant,
) -> Result<Instant, Refusal> {
    let mut faults = Vec::new();
    for (field, who) in [("member", form.member), ("helper", form.helper)] {
        if !is_member(who) {
            faults.push(Refusal::NotInCircle { field, names: "1 人".into() });
        }
    }
    if form.member == form.helper {
        faults.push(ProxyRefusal::HelpsThemself.into());
    }
    if helped >= PER_HELPER {
        faults.push(ProxyRefusal::HelpsTooMany { max: PER_HELPER }.into());
    }
    if form.method == ConsentMethod::Other {
        check_text(&mut faults, "note", "同意方式的说明", &form.note, NOTE_MAX);
    } else {
        check_length(&mut faults, "note", "说明", &form.note, NOTE_MAX);
    }
    let until = ends(&form.valid_until, now).map_err(|fault| faults.push(fault)).ok();
    Refusal::collect(faults)?;
    // without a fault there is a date
    Ok(until.unwrap_or(now))
}

/// The end of the last day on which a consent holds.
fn ends(day: &str, now: Instant) -> Result<Instant, Refusal> {
    let day = NaiveDate::parse_from_str(day.trim(), "%Y-%m-%d");
    let day = day.map_err(|_| Refusal::NotADate { field: "valid_until" })?;
    let until = Instant::midnight(day).plus(DAY);
    match until.0 - now.0 {
        ..=0 => Err(ProxyRefusal::AlreadyOver.into()),
        left if left > (LONGEST_DAYS + 1) * DAY => Err(ProxyRefusal::TooLong.into()),
        _ => Ok(until),
    }
}

/// Whether a consent holds at `now`.
#[must_use]
pub fn holds(valid_until: Instant, revoked_at: Option<Instant>, now: Instant) -> bool {
    revoked_at.is_none() && now < valid_until
}

/// What the timeline says of answers given by helpers: 张三由李四代为反馈.
#[must_use]
pub fn noted(people: &[Attendee]) -> Option<String> {
    let helped = people.iter().filter_map(|p| p.answered_by.as_ref().filter(|_| p.answer.is_some()).map(|by| (p, by)));
    let all: Vec<String> = helped.map(|(p, by)| format!("{}由{by}代为反馈", p.name)).collect();
    match all.len() {
        0 => None,
        1..=3 => Some(all.join("，")),
        n => Some(format!("{}等 {n} 人由帮办代为反馈", all[..2].join("，"))),
    }
}

/// How an answer by a helper is noted.
#[must_use]
pub fn said(member: &str, answer: Answer) -> String {
    format!("代{member}反馈：{}", answer.label())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemberId;

    const NOW: Instant = Instant(1_795_482_000_000); // 2026-11-24 09:00

    fn form(change: impl FnOnce(&mut ProxyForm)) -> Result<Instant, Vec<String>> {
        let mut form = ProxyForm {
            member: MemberId(1),
            helper: MemberId(2),
            method: ConsentMethod::SignedPhoto,
            note: String::new(),
            valid_until: "2027-03-31".into(),
        };
        change(&mut form);
        check(&form, |m| m.0 < 10, 0, NOW).map_err(|r| {
            let problem = r.problem(String::new());
            if problem.errors.is_empty() {
                vec![problem.code]
            } else {
                problem.errors.into_iter().map(|e| e.code).collect()
            }
        })
    }

    #[test]
    fn a_consent_names_two_members_and_an_end() {
        assert_eq!(form(|_| {}), Ok(Instant::midnight(NaiveDate::from_ymd_opt(2027, 4, 1).unwrap())));
        assert_eq!(form(|f| f.helper = MemberId(1)), Err(vec!["proxy_of_oneself".into()]));
        assert_eq!(form(|f| f.helper = MemberId(11)), Err(vec!["not_in_circle".into()]));
        assert_eq!(form(|f| f.valid_until = "2026-11-23".into()), Err(vec!["proxy_already_over".into()]));
        assert!(form(|f| f.valid_until = "2026-11-24".into()).is_ok(), "today still counts");
        assert_eq!(form(|f| f.valid_until = "2028-01-01".into()), Err(vec!["proxy_too_long".into()]));
        assert_eq!(form(|f| f.valid_until = "明年".into()), Err(vec!["not_a_date".into()]));
        assert_eq!(form(|f| f.method = ConsentMethod::Other), Err(vec!["missing".into()]));
        assert_eq!(
            form(|f| {
                f.note = "长".repeat(101);
                f.member = MemberId(10);
            }),
            Err(vec!["not_in_circle".into(), "too_long".into()])
        );
        let many = check(
            &ProxyForm {
                member: MemberId(1),
                helper: MemberId(2),
                method: ConsentMethod::Phone,
                note: String::new(),
                valid_until: "2027-01-01".into(),
            },
            |_| true,
            PER_HELPER,
            NOW,
        );
        assert_eq!(many.unwrap_err().code(), "helper_has_too_many");
    }

    #[test]
    fn it_holds_until_its_end_or_until_it_is_taken_back() {
        assert!(holds(NOW.plus(1), None, NOW));
        assert!(!holds(NOW, None, NOW));
        assert!(!holds(NOW.plus(DAY), Some(NOW), NOW));
    }
}
