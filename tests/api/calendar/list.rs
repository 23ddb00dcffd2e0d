//! What stands in whose calendar.

use gsdj_domain::Instant;
use gsdj_domain::branch::BranchHome;
use gsdj_domain::calendar::Calendar;
use gsdj_domain::meeting::{Answer, Length, MeetingKind};
use gsdj_domain::time::{DAY, HOUR};
use gsdj_tests::acts::{at, starting};
use gsdj_tests::{Actor, Place, World, on_both_engines};
use serde_json::json;

async fn titles(who: &Actor, query: &str) -> Vec<String> {
    let calendar: Calendar = who.get(format!("/api/calendar?{query}")).await.ok();
    assert!(!calendar.more);
    calendar.entries.into_iter().map(|e| e.title).collect()
}

const SPRING: &str = "from=2026-03-01&to=2026-05-31";

/// A meeting of branch A with this title, `days` from now.
async fn announced(w: &World, title: &str, days: i64) -> gsdj_domain::MeetingId {
    let mut form = starting(w.form(MeetingKind::CommitteeMeeting), w.now().plus(days * DAY));
    form.title = title.into();
    w.announced_as(&form).await.row.id
}

on_both_engines! {
    async fn everybody_sees_their_own(w) {
        let second = announced(&w, "二", 5).await;
        announced(&w, "一", 3).await;
        let mut draft = starting(w.form(MeetingKind::GeneralMeeting), w.now().plus(4 * DAY));
        draft.title = "未通知".into();
        w.create(&draft).await;
        assert_eq!(titles(&w.branch_admin(), SPRING).await, ["一", "未通知", "二"]);
        assert_eq!(titles(&w.member(2), SPRING).await, ["一", "二"], "the committee was told");
        assert!(titles(&w.member(5), SPRING).await.is_empty());
        assert_eq!(titles(&w.superior(), SPRING).await.len(), 3);
        assert_eq!(titles(&w.province(), &format!("{SPRING}&org=12")).await.len(), 3);
        assert!(titles(&w.province(), &format!("{SPRING}&org=13")).await.is_empty());
        assert!(titles(&w.branch_of(Place::B), SPRING).await.is_empty());
        w.branch_admin().post(at(second, "/cancellation"), &json!({ "reason": "示例" })).await.is(200);
        w.member(2).attends(w.number("SELECT MIN(id) FROM meeting WHERE title = '一'").await.to_string().parse().unwrap()).await;
        let mine: Calendar = w.member(2).get(format!("/api/calendar?{SPRING}")).await.ok();
        let [one, two] = &mine.entries[..] else { panic!("{mine:?}") };
        assert_eq!((one.answer, one.answer_by, one.cancelled), (Some(Answer::Attend), None, false));
        assert!(two.cancelled, "{two:?}");
        let other: Calendar = w.member(3).get(format!("/api/calendar?{SPRING}")).await.ok();
        assert_eq!(other.entries[0].answer_by, Some(other.entries[0].starts_at.plus(-2 * HOUR)));
    }

    async fn days_are_those_of_shanghai_and_long_meetings_stand_on_all_of_theirs(w) {
        let day = |d| Instant::at(chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap(), 0, 0);
        for (title, starts_at, length) in [
            ("午夜", day(20), Length::HalfDay),
            ("前夜", day(20).plus(-1), Length::HalfDay),
            ("两天", day(21).plus(9 * HOUR), Length::TwoDays),
        ] {
            let mut form = starting(w.form(MeetingKind::PartyLecture), starts_at);
            (form.title, form.length) = (title.into(), length);
            w.announced_as(&form).await;
        }
        let on = async |d: u32| titles(&w.branch_admin(), &format!("from=2026-03-{d}&to=2026-03-{d}")).await;
        assert_eq!(on(19).await, ["前夜"]);
        assert_eq!(on(20).await, ["前夜", "午夜"], "the eve's goes on past midnight");
        assert_eq!(on(21).await, ["两天"]);
        assert_eq!(on(22).await, ["两天"]);
        assert!(on(23).await.is_empty());
    }

    async fn a_span_is_days_and_not_too_many(w) {
        let of = async |query: &str| w.branch_admin().get(format!("/api/calendar?{query}")).await;
        of("from=2026-03-02&to=2026-03-01").await.fault("span_backwards", "to");
        of("from=2026-01-01&to=2026-12-31").await.fault("span_too_long", "to");
        of("from=2026-02-30&to=2026-03-01").await.fault("not_a_date", "from");
        of("from=x&to=2026-03-01").await.fault("not_a_date", "from");
        of("from=2026-03-01").await.refused(400, "malformed");
        of("").await.refused(400, "malformed");
    }

    async fn more_than_fits_is_said(w) {
        w.write(|c| {
            for n in 1..=501_i64 {
                let at = gsdj_tests::START.0 + n * 60_000;
                for sql in [
                    format!(
                        "INSERT INTO meeting (id, org_id, kind, title, place, agenda, starts_at, length, chair_id, chair_name,
                           answer_deadline, step, cancelled, returned, looked_at, expected, excluded, told, attending, on_leave,
                           created_at, version)
                         VALUES ({n}, 12, 'theme_day', '示例', '', '', {at}, 'half_day', 101, '示例', {at}, 'answer', 0, 0, 0, 1, 0,
                           0, 0, 0, {at}, 1)"
                    ),
                    format!("INSERT INTO meeting_scope (ancestor_id, starts_at, meeting_id) VALUES (1, {at}, {n})"),
                ] {
                    c.execute(&sql, gsdj_backend::bind![])?;
                }
            }
            Ok(())
        }).await;
        let calendar: Calendar = w.province().get(format!("/api/calendar?{SPRING}")).await.ok();
        assert_eq!((calendar.entries.len(), calendar.more), (500, true));
    }

    async fn a_branch_s_page_is_one_answer(w) {
        let first = announced(&w, "一", 3).await;
        w.sql("INSERT INTO party_group (id, org_id, seat, name, leader_id) VALUES (7, 12, 0, '第一党小组', 102)").await;
        w.sql("INSERT INTO party_group_member (org_id, member_id, group_id) VALUES (12, 102, 7), (12, 111, 7)").await;
        let home: BranchHome = w.branch_admin().get("/api/branch").await.ok();
        assert_eq!((home.org.id.0, home.counts.total, home.committee.posts.len()), (12, 10, 3));
        assert_eq!(home.meetings.iter().map(|m| m.id).collect::<Vec<_>>(), [first]);
        let group = &home.groups.groups[0];
        let members: Vec<_> = group.members.iter().map(|m| m.id.0).collect();
        assert_eq!((group.name.as_str(), group.leader.map(|l| l.0), members), ("第一党小组", Some(102), vec![102]));
        let told: BranchHome = w.member(2).get("/api/branch").await.ok();
        assert!(told.meetings[0].waits_for_me);
        assert!(w.member(5).get("/api/branch").await.ok::<BranchHome>().meetings.is_empty());
        let above: BranchHome = w.committee().get("/api/branch?org=12").await.ok();
        assert_eq!((above.org.path.len(), above.meetings.len()), (3, 1));
        w.committee().get("/api/branch?org=11").await.refused(404, "not_found");
    }
}
