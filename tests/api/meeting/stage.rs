//! The stage in SQL (filters, counts) and the stage in the domain (rows) are one, for every meeting at every instant.

use gsdj_domain::meeting::{Answer, MeetingKind, MeetingRow, Stage, StageCount, Step};
use gsdj_domain::time::{DAY, HOUR};
use gsdj_domain::{Instant, MeetingId, Page};
use gsdj_tests::{Actor, Dice, START, on_both_engines};
use std::collections::{BTreeMap, BTreeSet};

/// Puts a meeting into the store as no act would: any step, any heads.
fn random_meeting(id: i64, dice: &mut Dice) -> [String; 3] {
    let kind = *dice.one_of(MeetingKind::ALL);
    let step = *dice.one_of(kind.row().steps);
    let step = if dice.below(2) == 0 { Step::Answer } else { step };
    let starts_at = START.0 + dice.below(10) * DAY;
    let deadline = starts_at - 1 - dice.below(3) * DAY;
    let expected = dice.below(12);
    let attending = dice.below(expected + 1);
    let on_leave = dice.below(expected - attending + 1);
    let share = if dice.below(4) == 0 { "NULL".into() } else { (50 + dice.below(51)).to_string() };
    let (cancelled, returned) = (i64::from(dice.below(10) == 0), i64::from(dice.below(10) == 0));
    let (kind, step) = (kind.code(), step.code());
    [
        format!(
            "INSERT INTO meeting (id, org_id, kind, title, place, agenda, starts_at, length, chair_id, chair_name, required_share,
               answer_deadline, step, cancelled, returned, looked_at, expected, excluded, told, attending, on_leave, created_at, version)
             VALUES ({id}, 12, '{kind}', '示例{id}', '示例', '', {starts_at}, 'half_day', 101, '示例', {share}, {deadline}, '{step}',
               {cancelled}, {returned}, 0, {expected}, 0, {expected}, {attending}, {on_leave}, {starts_at}, 1)"
        ),
        format!(
            "INSERT INTO meeting_scope (ancestor_id, starts_at, meeting_id) VALUES
               (1, {starts_at}, {id}), (10, {starts_at}, {id}), (11, {starts_at}, {id}), (12, {starts_at}, {id})"
        ),
        format!(
            "INSERT INTO attendee (meeting_id, member_id, seat, name, expected, note, told_at, leave_reason)
             VALUES ({id}, 101, 0, '示例', 1, '', 1, '')"
        ),
    ]
}

async fn everything(who: &Actor, query: &str) -> Vec<MeetingRow> {
    let mut all = Vec::new();
    let mut cursor = String::new();
    loop {
        let page: Page<MeetingRow> = who.get(format!("/api/meetings?limit=100{query}{cursor}")).await.ok();
        all.extend(page.items);
        match page.next {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return all,
        }
    }
}

fn ids(rows: &[MeetingRow]) -> BTreeSet<MeetingId> {
    rows.iter().map(|r| r.id).collect()
}

async fn agree(who: &Actor, now: Instant) {
    let all = everything(who, "").await;
    let mut by_stage: BTreeMap<Stage, BTreeSet<MeetingId>> = BTreeMap::new();
    for row in &all {
        by_stage.entry(row.stage).or_default().insert(row.id);
    }
    for stage in Stage::ALL {
        let listed = everything(who, &format!("&stage={}", stage.code())).await;
        assert!(listed.iter().all(|r| r.stage == *stage), "{} at {}", stage.code(), now.0);
        assert_eq!(ids(&listed), by_stage.get(stage).cloned().unwrap_or_default(), "{} at {}", stage.code(), now.0);
    }
    let counts: Vec<StageCount> = who.get("/api/meetings/counts").await.ok();
    let counted: BTreeMap<_, _> = counts.iter().map(|c| (c.stage, c.count as usize)).collect();
    assert_eq!(counted, by_stage.iter().map(|(s, m)| (*s, m.len())).collect(), "at {}", now.0);
}

on_both_engines! {
    async fn filters_and_counts_agree_with_the_rows_at_every_instant(w) {
        let mut dice = Dice::new(2026);
        for id in 1..=160 {
            for sql in random_meeting(id, &mut dice) {
                w.sql(sql).await;
            }
        }
        let mut instants: Vec<_> = (0..11).step_by(2).map(|d| START.plus(d * DAY)).collect();
        instants.extend([START.plus(-1), START.plus(DAY - 1), START.plus(DAY + 1), START.plus(4 * DAY + HOUR)]);
        for now in instants {
            w.at(now).await;
            agree(&w.branch_admin(), now).await;
            agree(&w.member(1), now).await;
        }
        agree(&w.province(), w.now()).await;
        assert_eq!(everything(&w.province(), "").await.len(), 160);
        assert!(everything(&w.committee_beside(), "").await.is_empty());
    }

    async fn kinds_and_texts_filter_lists_and_counts_alike(w) {
        for kind in [MeetingKind::GeneralMeeting, MeetingKind::ThemeDay, MeetingKind::ThemeDay] {
            let mut form = w.form(kind);
            form.title = format!("100%_{}", kind.label());
            w.create(&form).await;
        }
        assert_eq!(everything(&w.superior(), "&kind=theme_day").await.len(), 2);
        let counts: Vec<StageCount> = w.superior().get("/api/meetings/counts?kind=theme_day").await.ok();
        assert_eq!((counts.len(), counts[0].stage, counts[0].count), (1, Stage::Draft, 2));
        // 党日, two characters
        assert_eq!(everything(&w.superior(), "&q=%E5%85%9A%E6%97%A5").await.len(), 2);
        assert_eq!(everything(&w.superior(), "&q=0%25_").await.len(), 3);
        assert!(everything(&w.superior(), "&q=0_%25").await.is_empty());
        assert_eq!(everything(&w.superior(), "&org=12&stage=draft").await.len(), 3);
    }

    async fn no_line_of_a_list_outlives_what_it_shows(w) {
        let told = w.announced().await.row;
        let row = async |who: Actor| {
            let page: Page<MeetingRow> = who.get("/api/meetings").await.ok();
            page.items.into_iter().find(|r| r.id == told.id).unwrap()
        };
        let shown = row(w.branch_admin()).await;
        assert_eq!((shown.stage, shown.tally.attending, shown.my_answer, shown.waits_for_me), (Stage::Answering, 0, None, false));
        assert!(row(w.member(1)).await.waits_for_me && row(w.member(2)).await.waits_for_me);
        // an answer changes everybody's line, and the member's own in its own way
        w.member(1).attends(told.id).await;
        assert_eq!(row(w.branch_admin()).await.tally.attending, 1);
        let (own, other) = (row(w.member(1)).await, row(w.member(2)).await);
        assert_eq!((own.my_answer, own.waits_for_me, other.my_answer), (Some(Answer::Attend), false, None));
        assert!(other.waits_for_me && other.tally.attending == 1);
        // so does whatever changes a row past all acts: another program, or the organisation's new name
        w.sql(format!("UPDATE meeting SET title = '示例：改了题目' WHERE id = {}", told.id)).await;
        w.sql("UPDATE org SET name = '示例新名称党支部' WHERE id = 12").await;
        for who in [w.branch_admin(), w.province(), w.member(2)] {
            let shown = row(who).await;
            assert_eq!((shown.title.as_str(), shown.org.name.as_str()), ("示例：改了题目", "示例新名称党支部"));
        }
        // and the clock by itself: the last instant of the deadline still waits, the next does not
        w.only_clock(told.answer_deadline);
        assert!(row(w.member(2)).await.waits_for_me);
        w.only_clock(told.answer_deadline.plus(1));
        assert!(!row(w.member(2)).await.waits_for_me);
        assert_eq!(row(w.branch_admin()).await.stage, Stage::Blocked);
    }
}
