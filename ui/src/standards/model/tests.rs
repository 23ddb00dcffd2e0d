//! Addresses, rows, what is typed and what is wrong with it.

use super::*;
use gsdj_domain::org::OrgRef;
use gsdj_domain::standards::{EvidenceKind, progress};

/// 2026-11-24 09:00 in Asia/Shanghai.
const NOW: Instant = Instant(1_795_482_000_000);

fn mark(item: &str, verdict: CheckVerdict) -> MarkView {
    let (item, by) = (item.into(), "示例支部".into());
    MarkView { item, verdict, note: "已办".into(), evidence: Vec::new(), by, at: NOW, version: 3 }
}

fn check(marks: Vec<MarkView>) -> SelfCheck {
    let said: Vec<_> = marks.iter().map(|m| (m.item.as_str(), m.verdict)).collect();
    SelfCheck {
        org: OrgRef { id: OrgId(12), name: "示例支部".into() },
        field: Some(Field::Rural),
        year: 2026,
        years: vec![2026],
        open: true,
        chapters: progress(Field::Rural, &said),
        marks,
        found: Vec::new(),
    }
}

fn meeting(id: i64) -> EvidenceView {
    let (kind, title) = (EvidenceKind::GeneralMeeting, format!("示例会议{id}"));
    EvidenceView { kind, id: Some(id), title, at: Some(NOW), file: None, opens: true }
}

#[test]
fn addresses_say_field_chapter_and_item_and_read_back() {
    assert_eq!(field_address(Field::Rural, None, None), "/standards/rural");
    let to = field_address(Field::NewOrganisations, Some(Chapter::Life), Some("N3-01"));
    assert_eq!(to, "/standards/new-organisations?chapter=life&item=N3-01");
    for field in Field::ALL {
        let address = field_address(*field, None, None);
        assert_eq!(field_named(address.rsplit('/').next().unwrap()), Some(*field));
    }
    let place = Place { whose: Whose::Below(OrgId(7)), year: Some(2025), chapter: None, show: Show::Left };
    assert_eq!(place.address(), "/orgs/7/standards?year=2025&show=left");
    let own = Place { whose: Whose::Own, year: None, chapter: Some(Chapter::Means), show: Show::All };
    assert_eq!(own.address(), "/branch/standards?chapter=means");
    assert_eq!(Show::named(Some("left".into())), Show::Left);
    assert_eq!(Show::named(Some("nonsense".into())), Show::All);
}

#[test]
fn the_next_item_to_fill_goes_round_and_ends() {
    let first = check(vec![mark("C1-02", CheckVerdict::Met)]);
    assert_eq!(next_left(&first, "C1-01").unwrap().code, "C1-03");
    let last = items(Field::Rural).last().unwrap().code;
    assert_eq!(next_left(&first, last).unwrap().code, "C1-01");
    let all: Vec<_> = items(Field::Rural).map(|i| mark(i.code, CheckVerdict::Met)).collect();
    assert_eq!(next_left(&check(all), "C1-01"), None);
}

#[test]
fn rows_are_narrowed_to_what_is_left_or_not_met() {
    let check = check(vec![mark("C1-01", CheckVerdict::Unmet), mark("C1-02", CheckVerdict::Met)]);
    let codes = |show| rows(&check, Chapter::Politics, show).iter().map(|r| r.item.code).collect::<Vec<_>>();
    assert_eq!(codes(Show::All).len(), 7);
    assert_eq!(codes(Show::Unmet), ["C1-01"]);
    assert_eq!(codes(Show::Left).len(), 5);
    let tally = of_chapter(&check.chapters, Chapter::Politics);
    assert_eq!(chapter_line(&tally), "2/7，还差 5 条");
    assert_eq!(
        (progress_line(&tally), split_line(&tally)),
        ("已填 2 条，共 7 条".into(), "达标 1 · 未达标 1 · 不适用 0".into())
    );
}

#[test]
fn taking_over_what_the_records_show_fills_in_what_is_missing() {
    let found = |state, evidence: Vec<EvidenceView>| FoundView {
        item: "C3-01".into(),
        state,
        says: "已完成 2 次".into(),
        evidence,
    };
    let mut typed = Typed::default();
    typed.adopt(&found(FindingState::Shown, vec![meeting(7), meeting(8), meeting(7)]));
    assert_eq!((typed.verdict, typed.note.as_str(), typed.evidence.len()), (Some(CheckVerdict::Met), "", 2));
    typed.adopt(&found(FindingState::Shown, Vec::new()));
    assert_eq!((typed.note.as_str(), typed.evidence.len()), ("已完成 2 次", 2));
    typed.remove(EvidenceLink { kind: EvidenceKind::GeneralMeeting, id: Some(7) });
    assert!(!typed.has(EvidenceLink { kind: EvidenceKind::GeneralMeeting, id: Some(7) }));
    // what is short is not said to be met
    let mut short = Typed { note: "自己写的".into(), ..Typed::default() };
    short.adopt(&found(FindingState::Short, Vec::new()));
    assert_eq!((short.verdict, short.note.as_str()), (None, "自己写的"));
}

#[test]
fn faults_stand_at_their_fields_before_anything_is_sent() {
    let item = items(Field::Rural).find(|i| i.code == "C3-01").unwrap();
    let faults = |typed: &Typed, now| typed.faults(Some(Field::Rural), item, 2026, now);
    assert_eq!(faults(&Typed::default(), NOW).keys().collect::<Vec<_>>(), ["verdict"]);
    let met = Typed { verdict: Some(CheckVerdict::Met), ..Typed::default() };
    assert_eq!(faults(&met, NOW).keys().collect::<Vec<_>>(), ["evidence"]);
    let unmet = Typed { verdict: Some(CheckVerdict::Unmet), note: "长".repeat(501), ..Typed::default() };
    assert!(faults(&unmet, NOW)["note"].contains("500"));
    let good = Typed { evidence: vec![meeting(7)], ..met };
    assert!(faults(&good, NOW).is_empty());
    // on new year's day the year is over
    let new_year = Instant::midnight(chrono::NaiveDate::from_ymd_opt(2027, 1, 1).unwrap());
    assert!(faults(&good, new_year).contains_key("year"));
}
