//! What points say in words.

use super::*;
use gsdj_domain::points::award;

fn entry(rule: Rule, points: i32) -> LedgerEntry {
    LedgerEntry {
        id: 1,
        rule,
        kind: rule.row().kind,
        points,
        at: Instant(0),
        note: String::new(),
        link: None,
        reversal: points < 0,
        undone: false,
    }
}

fn open(rule: Rule, earned: u32) -> OpenRule {
    OpenRule { rule, earned, left: rule.row().left(earned) }
}

#[test]
fn every_rule_stands_in_the_table_once() {
    assert_eq!(rules().iter().map(|(_, rows)| rows.len()).sum::<usize>(), Rule::ALL.len());
    assert_eq!(rules().len(), 3);
}

#[test]
fn an_entry_says_why() {
    assert_eq!(why(&entry(Rule::GeneralMeeting, 30)), "每次 30 分，每季度最多 30 分");
    assert!(why(&entry(Rule::GeneralMeeting, 0)).starts_with("已到上限"));
    assert!(why(&entry(Rule::GeneralMeeting, -30)).starts_with("冲销"));
    assert!(why(&entry(Rule::Comment, 1)).ends_with("加到上限为止"));
    assert_eq!(why(&entry(Rule::WishFulfilled, 10)), "每次 10 分，不设上限");
    let undone = LedgerEntry { undone: true, ..entry(Rule::Comment, 2) };
    assert!(why(&undone).ends_with("后来已冲销"));
    assert_eq!((signed(30), signed(0), signed(-30)), ("+30".into(), "0".into(), "−30".into()));
}

#[test]
fn what_is_still_to_be_had_stands_under_its_period() {
    let all: Vec<_> = Rule::ALL.iter().map(|rule| open(*rule, 0)).collect();
    let groups = still_open(&all);
    assert_eq!(groups.iter().map(|(label, _)| *label).collect::<Vec<_>>(), ["今天", "本月", "本季度", "今年"]);
    // without a cap nothing is left or not left
    let named: usize = groups.iter().map(|(_, rows)| rows.len()).sum();
    assert_eq!(named, Rule::ALL.iter().filter(|r| r.is_open() && r.row().cap.is_some()).count());
    let some = [open(Rule::Exam, 4), open(Rule::SignIn, 0), open(Rule::ThemeDay, 10), open(Rule::SnapshotPassed, 0)];
    assert_eq!(still_open(&some).iter().map(|(l, rows)| (*l, rows.len())).collect::<Vec<_>>(), [("今天", 1)]);
    assert_eq!(left_today(&some), award(&Rule::SignIn.row(), 0));
}

#[test]
fn spans_go_back_from_the_night_before() {
    let texts = |day: &str| {
        let now = Instant::at(day.parse().unwrap(), 9, 0);
        spans(now).into_iter().map(Span::text).collect::<Vec<_>>()
    };
    assert_eq!(texts("2026-03-10"), ["2026", "2026-03", "2026-02", "2026-01", "2025"]);
    assert_eq!(texts("2026-01-01")[..2], ["2025", "2025-12"]);
}

#[test]
fn days_and_nights_are_said_as_people_say_them() {
    assert_eq!(day_said("2026-03-05"), "3月5日 周四");
    assert_eq!(as_of(Some("2026-03-09")), "截至 2026年3月9日，隔天更新");
    assert!(as_of(None).starts_with("还没有结算"));
}

#[test]
fn what_is_switched_off_is_told() {
    let on = PointsPolicy::default();
    assert!(restrictions(&on).is_empty());
    for off in [
        PointsPolicy { points: false, rankings: false, ..on.clone() },
        PointsPolicy { rankings: false, ..on.clone() },
        PointsPolicy { names: false, ..on.clone() },
    ] {
        assert_eq!(restrictions(&off).len(), 1);
    }
    assert_eq!(form_of(&on).words(), "积分：开；排行：开；显示姓名：开；党员积分可见范围：仅本支部");
}
