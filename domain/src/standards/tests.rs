//! The data are whole, the probes count right, the rules of ticking hold, and two characters find.

use super::*;
use crate::branch::{BranchCommittee, CommitteeMember, CommitteePost, Overview};
use crate::meeting::MeetingKind;
use crate::org::UnitCategory;
use crate::search::pieces;
use crate::time::Period;
use crate::{Instant, MeetingId, MemberId, Refusal};
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn every_item() -> Vec<(ItemScope, &'static Item)> {
    ItemScope::all().into_iter().flat_map(|s| s.items().iter().map(move |i| (s, i))).collect()
}

#[test]
fn all_thirty_six_chapters_are_filled_and_each_field_has_its_own_in_every_one() {
    for field in Field::ALL {
        for chapter in Chapter::ALL {
            let n = items_of(*field, *chapter).count();
            assert!((5..=9).contains(&n), "{} {}: {n}", field.label(), chapter.label());
            let own = ItemScope::Of(*field).items().iter().filter(|i| i.chapter == *chapter).count();
            assert!(own > 0, "{} {} has nothing of its own", field.label(), chapter.label());
        }
        assert_eq!(item_count(*field), items(*field).count(), "{}", field.label());
    }
}

#[test]
fn codes_are_unique_and_say_whose_the_item_is() {
    let all = every_item();
    assert_eq!(all.iter().map(|(_, i)| i.code).collect::<BTreeSet<_>>().len(), all.len());
    for (scope, item) in all {
        let letter = match scope {
            ItemScope::Every => 'C',
            ItemScope::Of(Field::Rural) => 'R',
            ItemScope::Of(Field::Office) => 'O',
            ItemScope::Of(Field::StateEnterprise) => 'S',
            ItemScope::Of(Field::Community) => 'U',
            ItemScope::Of(Field::PublicInstitution) => 'P',
            ItemScope::Of(Field::NewOrganisations) => 'N',
        };
        let chapter = Chapter::ALL.iter().position(|c| *c == item.chapter).unwrap() + 1;
        assert!(item.code.starts_with(&format!("{letter}{chapter}-")), "{}", item.code);
    }
}

#[test]
fn every_item_is_concise_and_can_be_shown_by_something() {
    let mut titles = BTreeSet::new();
    for (_, item) in every_item() {
        let chars = |text: &str| text.chars().count();
        assert!((4..=16).contains(&chars(item.title)), "{}: {}", item.code, item.title);
        assert!((20..=120).contains(&chars(item.asks)), "{}: {}", item.code, chars(item.asks));
        assert!((1..=3).contains(&item.asks.matches('。').count()), "{}", item.code);
        assert!((6..=60).contains(&chars(item.checked)), "{}: {}", item.code, item.checked);
        assert!(titles.insert((item.title, item.chapter)), "{} comes twice", item.title);
        assert!(item.evidence.iter().any(|e| e.links()), "{} can't be shown", item.code);
        assert_eq!(item.evidence.iter().collect::<BTreeSet<_>>().len(), item.evidence.len(), "{}", item.code);
    }
}

#[test]
fn what_a_probe_finds_fits_its_item() {
    for (_, item) in every_item() {
        let wanted = match item.probe {
            Some(Probe::Held { kind, .. }) => EvidenceKind::of_meeting(kind),
            Some(Probe::CommitteeFormed | Probe::TermRuns { .. }) => EvidenceKind::Committee,
            Some(Probe::OverviewFilled) => EvidenceKind::Overview,
            Some(Probe::GroupsFormed) => EvidenceKind::Groups,
            Some(Probe::Size { .. }) | None => continue,
        };
        assert!(item.evidence.contains(&wanted), "{}", item.code);
    }
}

#[test]
fn terms_are_five_years_in_villages_and_communities_and_three_elsewhere() {
    for field in Field::ALL {
        let years: Vec<_> = items(*field)
            .filter_map(|i| if let Some(Probe::TermRuns { years }) = i.probe { Some(years) } else { None })
            .collect();
        let wanted = if matches!(field, Field::Rural | Field::Community) { 5 } else { 3 };
        assert_eq!(years, [wanted], "{}", field.label());
    }
}

#[test]
fn each_unit_category_has_its_field_and_two_share_the_last() {
    let fields: Vec<_> = UnitCategory::ALL.iter().map(|c| Field::of(*c)).collect();
    assert_eq!(fields[..6], *Field::ALL);
    assert_eq!(fields[6], Field::NewOrganisations);
    for (field, category) in Field::ALL.iter().zip(UnitCategory::ALL).take(5) {
        assert_eq!((field.code(), field.label()), (category.code(), category.label()));
    }
}

fn facts(now: Instant, held: &[(MeetingKind, Instant)]) -> Facts {
    let held = held.iter().zip(1..).map(|((kind, at), n)| Held { id: MeetingId(n), kind: *kind, starts_at: *at });
    Facts {
        now,
        year: 2026,
        founded: None,
        held: held.collect(),
        committee: BranchCommittee::default(),
        overview: Overview::default(),
        members: 30,
        full_members: 28,
        groups: 0,
        grouped: 0,
    }
}

const QUARTERLY: Probe = Probe::Held { kind: MeetingKind::GeneralMeeting, each: Period::Quarter };

fn general(at: Instant) -> (MeetingKind, Instant) {
    (MeetingKind::GeneralMeeting, at)
}

#[test]
fn a_meeting_in_the_last_millisecond_of_a_quarter_counts_in_it_and_not_in_the_next() {
    let april = Instant::midnight(day(2026, 4, 1));
    let look = |held: Instant, now: Instant| QUARTERLY.look(&facts(now, &[general(held)])).unwrap();
    // the first quarter is over and has its meeting; the second waits
    let found = look(april.plus(-1), april);
    assert_eq!(found.state, FindingState::Shown);
    assert_eq!(found.says, "已完成 1 次，第1季度都有；第2季度还在期限内");
    // a millisecond later it is the second quarter's: the first lacks one
    let found = look(april, april);
    assert_eq!((found.state, found.says.as_str()), (FindingState::Short, "已完成 1 次，第2季度都有；缺第1季度"));
    // and a millisecond before the quarter ends nothing is missing yet
    let found = QUARTERLY.look(&facts(april.plus(-1), &[])).unwrap();
    assert_eq!((found.state, found.says.as_str()), (FindingState::Open, "还没有已完成的记录；第1季度还在期限内"));
    assert_eq!(QUARTERLY.look(&facts(april, &[])).unwrap().state, FindingState::Short);
}

#[test]
fn the_year_ends_at_midnight_in_shanghai() {
    let new_year = Instant::midnight(day(2027, 1, 1));
    let quarters = [2, 5, 8, 11].map(|m| general(Instant::at(day(2026, m, 20), 9, 0)));
    for now in [new_year.plus(-1), new_year] {
        let found = QUARTERLY.look(&facts(now, &quarters)).unwrap();
        assert_eq!((found.state, found.evidence.len()), (FindingState::Shown, 4), "{}", found.says);
    }
    // the last quarter was still open a millisecond before, and is missed from midnight on
    assert_eq!(QUARTERLY.look(&facts(new_year.plus(-1), &quarters[..3])).unwrap().state, FindingState::Shown);
    let late = QUARTERLY.look(&facts(new_year, &quarters[..3])).unwrap();
    assert_eq!((late.state, late.says.as_str()), (FindingState::Short, "已完成 3 次，第1、2、3季度都有；缺第4季度"));
    // of the year that is over nothing is known but its meetings
    assert_eq!(Probe::OverviewFilled.look(&facts(new_year, &[])), None);
    assert_eq!(year_of(new_year.plus(-1)), 2026);
    assert_eq!(year_bounds(2026, new_year).unwrap(), (Instant::midnight(day(2026, 1, 1)), new_year));
    assert_eq!(year_bounds(2027, new_year.plus(-1)), None);
    assert_eq!(year_bounds(i32::MAX, new_year), None);
}

#[test]
fn periods_before_the_branch_was_founded_are_not_asked_about() {
    let now = Instant::at(day(2026, 11, 24), 9, 0);
    let monthly = Probe::Held { kind: MeetingKind::ThemeDay, each: Period::Month };
    let mut facts = facts(now, &[(MeetingKind::ThemeDay, Instant::at(day(2026, 10, 9), 9, 0))]);
    facts.founded = Some(day(2026, 9, 2));
    let found = monthly.look(&facts).unwrap();
    assert_eq!((found.state, found.says.as_str()), (FindingState::Shown, "已完成 1 次，10月都有；11月还在期限内"));
    facts.founded = Some(day(2026, 9, 1));
    assert_eq!(monthly.look(&facts).unwrap().says, "已完成 1 次，10月都有；缺9月；11月还在期限内");
}

#[test]
fn a_yearly_meeting_is_missed_only_when_the_year_is_over() {
    let yearly = Probe::Held { kind: MeetingKind::LifeMeeting, each: Period::Year };
    let look = |now, held: &[_]| yearly.look(&facts(now, held)).unwrap();
    let december = Instant::at(day(2026, 12, 30), 15, 0);
    assert_eq!(look(december, &[]).says, "今年还没有已完成的记录");
    assert_eq!(look(december, &[(MeetingKind::LifeMeeting, december)]).state, FindingState::Shown);
    let late = look(Instant::midnight(day(2027, 1, 1)), &[]);
    assert_eq!((late.state, late.says.as_str()), (FindingState::Short, "全年没有已完成的记录"));
}

fn seated(heads: i64) -> BranchCommittee {
    let post = |n: i64| if n == 1 { CommitteePost::Secretary } else { CommitteePost::Publicity };
    let posts =
        (1..=heads).map(|n| CommitteeMember { member: MemberId(n), name: "示例".into(), post: post(n), added: None });
    BranchCommittee {
        posts: posts.collect(),
        term_begins: Some("2024-03-01".into()),
        term_ends: Some("2027-03-01".into()),
        ..BranchCommittee::default()
    }
}

#[test]
fn the_committee_follows_the_number_of_full_members() {
    let mut facts = facts(Instant::at(day(2026, 5, 6), 9, 0), &[]);
    let mut state = |full: u32, heads: i64| {
        (facts.full_members, facts.committee) = (full, seated(heads));
        Probe::CommitteeFormed.look(&facts).unwrap().state
    };
    assert_eq!(state(6, 0), FindingState::Short);
    assert_eq!(state(6, 1), FindingState::Shown);
    assert_eq!(state(7, 2), FindingState::Short);
    assert_eq!((state(7, 3), state(40, 7)), (FindingState::Shown, FindingState::Shown));
    assert_eq!(state(40, 8), FindingState::Short);
}

#[test]
fn a_term_is_written_down_long_enough_and_not_over() {
    let look = |now: NaiveDate, years: u32| {
        let mut facts = facts(Instant::midnight(now), &[]);
        facts.committee = seated(3);
        Probe::TermRuns { years }.look(&facts).unwrap()
    };
    assert_eq!(look(day(2026, 5, 6), 3).state, FindingState::Shown);
    assert_eq!(look(day(2026, 5, 6), 2).state, FindingState::Short);
    assert_eq!(look(day(2026, 12, 31), 3).says, "任期到 2027-03-01 届满，还有 60 天，请准备换届");
    // its last day still counts
    assert_eq!(look(day(2026, 12, 31), 3).state, FindingState::Open);
    let mut over = facts(Instant::midnight(day(2026, 3, 2)), &[]);
    over.committee = BranchCommittee { term_ends: Some("2026-03-01".into()), ..seated(3) };
    assert_eq!(Probe::TermRuns { years: 3 }.look(&over).unwrap().says, "任期已于 2026-03-01 届满，请按期换届");
    over.committee.term_ends = Some("不是日期".into());
    assert_eq!(Probe::TermRuns { years: 3 }.look(&over).unwrap().says, "支委会没有填写任期");
}

#[test]
fn overview_size_and_groups_say_what_is_missing() {
    let mut facts = facts(Instant::at(day(2026, 5, 6), 9, 0), &[]);
    assert_eq!(Probe::OverviewFilled.look(&facts).unwrap().says, "支部概述还没有填写支部简介、活动场所、联系方式");
    facts.overview = Overview {
        introduction: "示例".into(),
        meeting_place: "村部".into(),
        contact: " ".into(),
        ..Overview::default()
    };
    assert_eq!(Probe::OverviewFilled.look(&facts).unwrap().says, "支部概述还没有填写联系方式");
    facts.overview.contact = "示例".into();
    assert_eq!(Probe::OverviewFilled.look(&facts).unwrap().state, FindingState::Shown);
    let sizes = [0, 1, 50, 51].map(|n| {
        facts.members = n;
        Probe::Size { most: 50 }.look(&facts).unwrap().state
    });
    use FindingState::{Open, Short, Shown};
    assert_eq!(sizes, [Open, Shown, Shown, Short]);
    assert_eq!(Probe::GroupsFormed.look(&facts).unwrap().state, Open);
    (facts.groups, facts.grouped) = (3, 28);
    assert_eq!(Probe::GroupsFormed.look(&facts).unwrap().says, "划分 3 个党小组，编入 28 名党员");
}

fn form(verdict: Option<CheckVerdict>, note: &str, evidence: &[EvidenceLink]) -> MarkForm {
    let (item, note, evidence) = ("C3-01".into(), note.into(), evidence.to_vec());
    MarkForm { year: 2026, item, verdict, note, evidence, version: 0 }
}

fn codes(result: Result<&'static Item, Refusal>) -> Vec<String> {
    match result.err() {
        None => Vec::new(),
        Some(Refusal::Several(all)) => all.iter().map(|r| r.code().to_owned()).collect(),
        Some(one) => vec![one.code().to_owned()],
    }
}

#[test]
fn a_tick_needs_something_to_show_or_say() {
    let now = Instant::at(day(2026, 11, 24), 9, 0);
    let check = |form: &MarkForm| codes(check_mark(Some(Field::Rural), form, now));
    let meeting = EvidenceLink { kind: EvidenceKind::GeneralMeeting, id: Some(7) };
    assert!(check(&form(Some(CheckVerdict::Met), "", &[meeting])).is_empty());
    assert!(check(&form(Some(CheckVerdict::Met), "已开", &[])).is_empty());
    assert!(check(&form(None, "", &[])).is_empty());
    assert_eq!(check(&form(Some(CheckVerdict::Met), " ", &[])), ["standards_nothing_shown"]);
    for verdict in [CheckVerdict::Unmet, CheckVerdict::NotApplicable] {
        assert_eq!(check(&form(Some(verdict), "\n", &[meeting])), ["standards_note_missing"]);
    }
    for (kind, id) in [
        (EvidenceKind::PartyLecture, Some(7)),
        (EvidenceKind::Note, None),
        (EvidenceKind::Committee, None),
        (EvidenceKind::GeneralMeeting, None),
    ] {
        let unfit = EvidenceLink { kind, id };
        assert_eq!(check(&form(Some(CheckVerdict::Met), "", &[unfit])), ["standards_evidence_unfit"]);
    }
    let many = vec![meeting; EVIDENCE_MAX + 1];
    let long = "长".repeat(NOTE_MAX + 1);
    assert_eq!(check(&form(Some(CheckVerdict::Met), &long, &many)), ["too_long", "standards_evidence_too_much"]);
}

#[test]
fn only_this_year_s_check_of_the_branch_s_own_field_is_open() {
    let new_year = Instant::midnight(day(2027, 1, 1));
    let said = form(Some(CheckVerdict::Met), "已开", &[]);
    let check = |field, form: &MarkForm, now| codes(check_mark(field, form, now));
    assert!(check(Some(Field::Rural), &said, new_year.plus(-1)).is_empty());
    assert_eq!(check(Some(Field::Rural), &said, new_year), ["standards_year_closed"]);
    assert_eq!(check(None, &said, new_year.plus(-1)), ["standards_category_missing"]);
    let mut other = said;
    for code in ["O1-01", "", "C9-99", "c3-01"] {
        other.item = code.into();
        assert_eq!(check(Some(Field::Rural), &other, new_year.plus(-1)), ["standard_item_unknown"], "{code}");
    }
}

#[test]
fn progress_counts_the_field_s_own_items_once() {
    let marks = [
        ("C1-01", CheckVerdict::Met),
        ("R1-01", CheckVerdict::Unmet),
        ("C3-03", CheckVerdict::NotApplicable),
        ("O1-01", CheckVerdict::Met),
    ];
    let chapters = progress(Field::Rural, &marks);
    let of = |c: Chapter| chapters.iter().find(|p| p.chapter == c).unwrap().tally;
    assert_eq!((of(Chapter::Politics).met, of(Chapter::Politics).unmet, of(Chapter::Politics).total), (1, 1, 7));
    assert_eq!((of(Chapter::Life).not_applicable, of(Chapter::Life).left()), (1, 7));
    let whole = chapters.iter().fold(CheckTally::default(), |sum, c| sum.and(c.tally));
    assert_eq!((whole.total as usize, whole.ticked()), (items(Field::Rural).count(), 3));
    assert_eq!((whole.state(), whole.percent()), (CheckState::UnderWay, 6));
    assert_eq!(CheckTally::default().percent(), 0);
    let all: Vec<_> = items(Field::Rural).map(|i| (i.code, CheckVerdict::Met)).collect();
    let whole = progress(Field::Rural, &all).iter().fold(CheckTally::default(), |sum, c| sum.and(c.tally));
    assert_eq!((whole.state(), whole.percent(), whole.left()), (CheckState::Complete, 100, 0));
}

#[test]
fn one_or_two_characters_find_and_hits_come_by_field_and_chapter() {
    let found = |q: &str, only| {
        let groups = search(q, only);
        groups.iter().flat_map(|g| g.items.iter().map(|i| i.code)).collect::<Vec<_>>()
    };
    assert!(found("费", None).contains(&"C4-03"));
    assert_eq!(found("四议两公开", None), ["R3-01"]);
    assert!(found("村规", None).contains(&"R1-03"));
    // the names of chapter and field are words too, in any order
    assert_eq!(found("农村 换届", None), ["R2-01"]);
    assert!(found("考核评价 述职", None).contains(&"C6-01"));
    // codes, small letters and full width
    assert_eq!(found("r3-01", None), ["R3-01"]);
    assert_eq!(found("Ｒ３－０１", None), ["R3-01"]);
    // one field's, and what it shares
    assert!(found("换届", Some(Field::Office)).iter().all(|code| code.starts_with(['C', 'O'])));
    assert!(found("  ", None).is_empty() && found("火星", None).is_empty());
    let groups = search("党员", None);
    assert_eq!(groups[0].scope, ItemScope::Every);
    let order: Vec<_> = groups.iter().map(|g| (g.scope, g.chapter)).collect();
    assert!(order.windows(2).all(|w| w[0] < w[1]), "{order:?}");
}

#[test]
fn hits_are_marked_where_they_stand_overlaps_as_one() {
    let marked = |text, q| pieces(text, q).into_iter().filter(|p| p.hit).map(|p| p.text).collect::<Vec<_>>();
    assert_eq!(marked("支部党员大会，党员到会", "党员"), ["党员", "党员"]);
    assert_eq!(marked("支部党员大会", "党员 员大"), ["党员大"]);
    assert_eq!(marked("25 个步骤，ａｂ", "AB 步"), ["步", "ａｂ"]);
    assert!(marked("支部", "").is_empty() && pieces("", "支").is_empty());
}

proptest! {
    #[test]
    fn the_pieces_together_are_the_text(text in "[党员支部aA 👍１]{0,12}", q in "[党员支部aA 👍１]{0,6}") {
        let pieces = pieces(&text, &q);
        prop_assert_eq!(pieces.iter().map(|p| p.text).collect::<String>(), text.clone());
        prop_assert!(pieces.windows(2).all(|w| w[0].hit != w[1].hit) && pieces.iter().all(|p| !p.text.is_empty()));
    }

    #[test]
    fn a_month_is_either_had_missed_open_or_to_come(days in prop::collection::vec(0_i64..365, 0..40), now in 0_i64..365) {
        let begins = Instant::midnight(day(2026, 1, 1));
        let at = |n: i64| begins.plus(n * crate::time::DAY);
        let past: Vec<_> = days.into_iter().filter(|d| *d <= now).map(|d| (MeetingKind::ThemeDay, at(d))).collect();
        let probe = Probe::Held { kind: MeetingKind::ThemeDay, each: Period::Month };
        let found = probe.look(&facts(at(now), &past)).unwrap();
        let had: BTreeSet<_> = past.iter().map(|(_, at)| at.period_start(Period::Month)).collect();
        let over = usize::try_from(chrono::Datelike::month0(&at(now).day())).unwrap();
        let this = at(now).period_start(Period::Month);
        let missed = over - had.iter().filter(|m| **m < this).count();
        prop_assert_eq!(found.state == FindingState::Short, missed > 0);
        prop_assert_eq!(found.evidence.len(), past.len().min(EVIDENCE_MAX));
    }
}
