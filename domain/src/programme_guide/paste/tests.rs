//! Lines as people paste them.

use super::*;
use proptest::prelude::*;

fn now() -> Instant {
    Instant::at(NaiveDate::from_ymd_opt(2026, 3, 10).unwrap(), 9, 0)
}

fn at(day: u32, hour: u32, minute: u32) -> Instant {
    Instant::at(NaiveDate::from_ymd_opt(2026, 3, day).unwrap(), hour, minute)
}

fn slot(starts_at: Instant, ends_at: Instant, title: &str) -> Slot {
    Slot { starts_at, ends_at, title: title.into() }
}

fn one(text: &str) -> Result<Slot, String> {
    read(text, now()).remove(0).2
}

#[test]
fn dates_and_times_are_read_as_people_write_them() {
    let want = Ok(slot(at(12, 19, 5), at(12, 19, 30), "示例"));
    for line in [
        "2026-03-12,19:05,19:30,示例",
        "2026/3/12\t19:05\t19:30\t示例",
        "2026年3月12日，19：05，19：30，示例",
        "3月12日,19:05:00,19:30:00,示例",
        "\u{feff}2026.3.12 , 19:05 , 19:30 , \"示例\"",
    ] {
        assert_eq!(one(line), want, "{line}");
    }
    assert_eq!(one("3-12,19:05,19:30,一，二").map(|s| s.title), Ok("一，二".into()));
    assert_eq!(one("3-12,19:05,19:30,\"一,\"\"二\"\"\"").map(|s| s.title), Ok("一,\"二\"".into()));
    // at the turn of the year the nearest one is meant
    let december = Instant::at(NaiveDate::from_ymd_opt(2026, 12, 30).unwrap(), 9, 0);
    assert_eq!(date("1月2日", december), NaiveDate::from_ymd_opt(2027, 1, 2));
}

#[test]
fn what_is_blank_follows_from_the_lines_around() {
    let text = "日期,开始,结束,节目\n\n2026-03-12,23:00,23:30,甲\n,23:30,,乙\n,23:50,00:20,丙\n3月13日,08:00,,丁";
    let got = read(text, now());
    let lines: Vec<u32> = got.iter().map(|(line, ..)| *line).collect();
    assert_eq!(lines, [3, 4, 5, 6], "a heading and blank lines are passed over, but counted");
    let slots: Vec<_> = got.into_iter().map(|(_, _, slot)| slot).collect();
    assert_eq!(slots[0], Ok(slot(at(12, 23, 0), at(12, 23, 30), "甲")));
    assert_eq!(slots[1], Ok(slot(at(12, 23, 30), at(12, 23, 50), "乙")));
    assert_eq!(slots[2], Ok(slot(at(12, 23, 50), at(13, 0, 20), "丙")));
    assert!(slots[3].as_ref().is_err_and(|f| f.contains("结束时间")), "{:?}", slots[3]);
}

#[test]
fn what_cannot_be_read_says_why() {
    for (line, why) in [
        ("示例", "四列"),
        (",19:00,19:30,示例", "第一行应写日期"),
        ("2026-13-40,19:00,19:30,示例", "日期“2026-13-40”"),
        ("2026-03-12,25:00,19:30,示例", "时间“25:00”"),
        ("2026-03-12,19:00,十点,示例", "时间“十点”"),
        ("2026-03-12,19:00,18:00,示例", "12 小时"),
        ("2020-03-12,19:00,19:30,示例", "一年之内"),
        ("2026-03-12,19:00,19:30,", "请填写节目名称"),
    ] {
        let fault = one(line).err().unwrap_or_default();
        assert!(fault.contains(why), "{line}: {fault}");
    }
}

#[test]
fn a_line_is_new_changed_the_same_or_left_out() {
    let there = [
        slot(at(12, 19, 0), at(12, 19, 30), "甲"),
        slot(at(12, 20, 0), at(12, 20, 30), "乙"),
        slot(at(12, 21, 0), at(12, 22, 0), "丙"),
    ];
    let text =
        "3-12,19:00,19:30,甲\n3-12,20:00,20:40,乙\n3-12,20:40,21:00,丁\n3-12,21:30,22:30,戊\n3-12,20:45,20:50,己";
    let plan = plan(&there, &read(text, now()), false);
    let states: Vec<_> = plan.lines.iter().map(|l| l.state).collect();
    assert_eq!(states, [LineState::Same, LineState::Changed, LineState::New, LineState::Faulty, LineState::Faulty]);
    assert_eq!(plan.lines[3].fault, "与“丙”（3月12日 21:00–22:00）时间重叠");
    assert!(plan.lines[4].fault.contains("丁"), "lines overlap one another too");
    assert_eq!(plan.write.iter().map(|s| s.title.as_str()).collect::<Vec<_>>(), ["乙", "丁"]);
}

#[test]
fn a_line_left_out_protects_what_stands_at_its_time() {
    let there = [slot(at(12, 19, 0), at(12, 19, 30), "甲"), slot(at(12, 19, 40), at(12, 20, 0), "乙")];
    // the first would fit if the second made room for it, but the second itself does not fit
    let text = "3-12,19:10,19:20,丙\n3-12,19:00,19:50,丁";
    let got = plan(&there, &read(text, now()), false);
    assert!(got.write.is_empty() && got.lines.iter().all(|l| l.state == LineState::Faulty), "{got:?}");
}

#[test]
fn a_day_is_replaced_only_when_that_is_asked_for() {
    let there = [
        slot(at(12, 19, 0), at(12, 19, 30), "甲"),
        slot(at(12, 19, 30), at(12, 20, 0), "乙"),
        slot(at(13, 8, 0), at(13, 9, 0), "丙"),
    ];
    let lines = read("3-12,19:00,19:40,甲\n3-12,19:40,20:00,乙", now());
    let kept = plan(&there, &lines, false);
    assert_eq!(kept.lines.iter().map(|l| l.state).collect::<Vec<_>>(), [LineState::Faulty, LineState::Faulty]);
    let replaced = plan(&there, &lines, true);
    assert_eq!(replaced.lines.iter().map(|l| l.state).collect::<Vec<_>>(), [LineState::Changed, LineState::New]);
    assert_eq!(replaced.remove, [there[1].clone()], "the other day stays");
}

#[test]
fn too_much_at_once_is_refused() {
    let check = |text: String| check_import(&PasteForm { text, replace: false, apply: false }).map_err(|r| r.code());
    assert_eq!(check("行\n".repeat(LINES_MAX + 1)), Ok(()), "with its heading");
    assert_eq!(check("行\n".repeat(LINES_MAX + 2)), Err("programme_too_many_lines"));
    assert_eq!([check(" \n".into()), check("字".repeat(PASTE_MAX + 1))], [Err("missing"), Err("too_long")]);
}

proptest! {
    #[test]
    fn anything_is_read_without_a_fall(text in "[\\s\\S]{0,200}") {
        let lines = read(&text, now());
        let planned = plan(&[], &lines, false);
        prop_assert_eq!(planned.lines.len(), lines.len());
    }

    /// Whatever is pasted twice, the second time nothing is written, and what is written never overlaps.
    #[test]
    fn pasting_twice_is_pasting_once(rows in prop::collection::vec((1u32..28, 0u32..24, 0u32..24, 0u32..60), 0..40)) {
        let line = |(d, from, to, m): &(u32, u32, u32, u32)| format!("2026-03-{d:02},{from:02}:{m:02},{to:02}:{m:02},示例{d}");
        let text = rows.iter().map(line).collect::<Vec<_>>().join("\n");
        let first = plan(&[], &read(&text, now()), false);
        for (n, a) in first.write.iter().enumerate() {
            prop_assert!(first.write[n + 1..].iter().all(|b| !overlap(a, b)));
        }
        let again = plan(&first.write, &read(&text, now()), false);
        prop_assert!(again.write.is_empty(), "{:?}", again.write);
    }
}
