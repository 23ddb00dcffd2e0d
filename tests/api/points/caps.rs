//! Caps by Asia/Shanghai's days, months and quarters; a deed counts once, whatever comes at the same instant.

use super::{award, entries, on};
use gsdj_domain::account::SignIn;
use gsdj_domain::meeting::MeetingKind;
use gsdj_domain::points::{MyPoints, PointKind, Rule};
use gsdj_domain::time::DAY;
use gsdj_domain::{Instant, MeetingId, MemberId};
use gsdj_tests::acts::at;
use gsdj_tests::{PASSWORD, START, World, on_both_engines, phone};

async fn mine(w: &World, member: i64) -> MyPoints {
    w.account(member).get("/api/points/mine").await.ok()
}

/// The points of one kind's meetings, the first entered first.
async fn earned(w: &World, member: i64) -> Vec<i32> {
    let mut entries = entries(w, member).await;
    entries.retain(|e| e.kind == PointKind::Organisation);
    entries.iter().rev().map(|e| e.points).collect()
}

/// Meetings of a kind that are ready to be handed in; only members 101 and 102 answered (the latter is on leave).
async fn ready(w: &World, kind: MeetingKind, count: usize) -> Vec<MeetingId> {
    let mut form = w.form(kind);
    form.required_share = form.required_share.map(|_| 50);
    for other in 103..=110 {
        if form.expected.contains(&MemberId(other)) {
            form = gsdj_tests::acts::without(form, other);
        }
    }
    let mut meetings = Vec::new();
    for _ in 0..count {
        let told = w.announced_as(&form).await.row.id;
        w.member(1).attends(told).await;
        w.member(2).leaves(told, "示例原因").await;
        meetings.push(told);
    }
    w.at(form.starts_at).await;
    for meeting in &meetings {
        w.record(*meeting, &[MemberId(101)]).await;
    }
    meetings
}

async fn submit(w: &World, meeting: MeetingId, when: Instant) {
    w.at(when).await;
    w.branch_admin().post_empty(at(meeting, "/submission")).await.is(200);
}

on_both_engines! {
    async fn caps_hold_within_a_period_and_end_with_its_last_millisecond(w) {
        let quarter_ends = on("2026-04-01", 0, 0);
        let month_ends = on("2026-05-01", 0, 0);
        for (kind, times, points) in [
            (MeetingKind::GeneralMeeting, [on("2026-03-20", 9, 0), quarter_ends.plus(-1), quarter_ends], [30, 0, 30]),
            (MeetingKind::PartyLecture, [on("2026-03-20", 9, 0), quarter_ends.plus(-1), quarter_ends], [30, 0, 30]),
            (MeetingKind::CommitteeMeeting, [on("2026-04-20", 9, 0), month_ends.plus(-1), month_ends], [10, 0, 10]),
            (MeetingKind::ThemeDay, [on("2026-04-20", 9, 0), month_ends.plus(-1), month_ends], [10, 0, 10]),
        ] {
            let w = World::new(w.engine()).await;
            let meetings = ready(&w, kind, 3).await;
            for (meeting, when) in meetings.into_iter().zip(times) {
                submit(&w, meeting, when).await;
            }
            // leave with a reason is an answer too
            assert_eq!(earned(&w, 101).await, points, "{}", kind.label());
            assert_eq!(earned(&w, 102).await, points, "{}", kind.label());
            assert!(earned(&w, 104).await.is_empty());
        }
    }

    async fn kinds_have_caps_of_their_own(w) {
        let (general, theme) = (ready(&w, MeetingKind::GeneralMeeting, 1).await, ready(&w, MeetingKind::ThemeDay, 1).await);
        submit(&w, general[0], w.now()).await;
        submit(&w, theme[0], w.now()).await;
        assert_eq!(earned(&w, 101).await, [30, 10]);
        let mine = mine(&w, 101).await;
        assert_eq!(mine.total, 40);
        assert_eq!(PointKind::ALL.iter().map(|k| mine.by_kind.of(*k)).collect::<Vec<_>>(), [40, 0, 0]);
    }

    async fn the_silent_and_the_excluded_earn_nothing(w) {
        let form = gsdj_tests::acts::without(w.form(MeetingKind::GeneralMeeting), 110);
        let told = w.announced_as(&form).await.row.id;
        for member in 1..=8 {
            w.member(member).attends(told).await;
        }
        w.at(form.starts_at).await;
        // present without having answered
        w.record(told, &form.expected).await;
        w.branch_admin().post_empty(at(told, "/submission")).await.is(200);
        assert_eq!(w.number("SELECT COUNT(*) FROM ledger WHERE rule = 'general_meeting'").await, 8);
        assert_eq!(w.number("SELECT COUNT(*) FROM ledger WHERE member_id IN (109, 110)").await, 0);
    }

    async fn the_first_sign_in_of_a_day_counts_once(w) {
        let midnight = on("2026-03-11", 0, 0);
        let sign_in = async |now: Instant| {
            w.only_clock(now);
            let form = SignIn { account: phone(101), password: PASSWORD.into(), device: None };
            w.anon().post("/api/session", &form).await.is(200);
            w.number("SELECT CAST(SUM(points) AS BIGINT) FROM ledger WHERE member_id = 101").await
        };
        assert_eq!(sign_in(START).await, 1);
        assert_eq!(sign_in(START.plus(1)).await, 1);
        assert_eq!(sign_in(midnight.plus(-1)).await, 1);
        assert_eq!(sign_in(midnight).await, 2);
        assert_eq!(sign_in(midnight.plus(DAY - 1)).await, 2);
        assert_eq!(sign_in(midnight.plus(DAY)).await, 3);
        let form = SignIn { account: "620100000101".into(), password: PASSWORD.into(), device: None };
        w.anon().post("/api/session", &form).await.is(200);
        assert_eq!(w.number("SELECT COUNT(*) FROM ledger").await, 3);
    }

    async fn whoever_stays_signed_in_comes_anew_every_day(w) {
        let opens = async |day: i64| {
            w.only_clock(START.plus(day * DAY));
            for _ in 0..2 {
                w.member(1).get("/api/session").await.is(200);
            }
            w.branch_admin().get("/api/session").await.is(200);
            w.number("SELECT CAST(SUM(points) AS BIGINT) FROM ledger").await
        };
        assert_eq!([opens(0).await, opens(1).await, opens(2).await], [1, 2, 3]);
        // what runs by itself is no visit
        w.only_clock(START.plus(3 * DAY));
        w.member(1).get("/api/inbox").await.is(200);
        assert_eq!(w.number("SELECT COUNT(*) FROM ledger").await, 3);
    }

    async fn the_year_begins_at_midnight_in_shanghai(w) {
        let new_year = on("2027-01-01", 0, 0);
        let meetings = ready(&w, MeetingKind::ThemeDay, 2).await;
        submit(&w, meetings[0], new_year.plus(-1)).await;
        assert_eq!(mine(&w, 101).await.total, 10);
        submit(&w, meetings[1], new_year).await;
        assert_eq!((mine(&w, 101).await.total, entries(&w, 101).await.len()), (10, 2));
        let home: gsdj_domain::home::Home = w.member(1).get("/api/home").await.ok();
        assert_eq!((home.points_today, home.points_year), (10, 10));
    }

    async fn two_devices_that_sign_in_at_the_same_instant_earn_one_point(w) {
        let form = SignIn { account: phone(101), password: PASSWORD.into(), device: None };
        let sign_in = || async { w.anon().post("/api/session", &form).await.is(200) };
        tokio::join!(sign_in(), sign_in(), sign_in(), sign_in());
        assert_eq!(w.number("SELECT COUNT(*) FROM ledger WHERE member_id = 101").await, 1);
        assert_eq!(mine(&w, 101).await.total, 1);
    }

    async fn two_records_handed_in_at_the_same_instant_stay_within_the_cap(w) {
        let meetings = ready(&w, MeetingKind::ThemeDay, 3).await;
        let submit = async |n: usize| {
            w.branch_admin().post_empty(at(meetings[n], "/submission")).await.is(200);
        };
        tokio::join!(submit(0), submit(1), submit(2));
        let mut got = earned(&w, 101).await;
        got.sort_unstable();
        assert_eq!(got, [0, 0, 10]);
    }

    async fn twenty_deeds_at_the_same_instant_stay_within_the_cap(w) {
        let tasks: Vec<_> = (0..20)
            .map(|n| {
                let w = w.clone();
                tokio::spawn(async move { award(&w, 101, Rule::Comment, &format!("example:{n}"), START).await })
            })
            .collect();
        let mut sum = 0;
        for task in tasks {
            sum += task.await.unwrap().unwrap();
        }
        assert_eq!(sum, 4);
        assert_eq!(w.number("SELECT CAST(SUM(points) AS BIGINT) FROM ledger WHERE member_id = 101").await, 4);
        assert_eq!(w.number("SELECT COUNT(*) FROM ledger WHERE member_id = 101").await, 20);
    }

    async fn the_ledger_and_the_audit_log_can_only_grow(w) {
        let meetings = ready(&w, MeetingKind::ThemeDay, 1).await;
        submit(&w, meetings[0], w.now()).await;
        for sql in ["UPDATE ledger SET points = 99", "DELETE FROM ledger", "UPDATE audit SET who = ''", "DELETE FROM audit"] {
            let refused = w.app().store.write(move |c| c.execute(sql, gsdj_backend::bind![])).await;
            assert!(refused.is_err(), "{sql}");
        }
        assert_eq!(earned(&w, 101).await, [10]);
    }
}
