//! 流动党员 as guests (FEATURES 13.6): the host confirms, the home branch has the entry, counted once a kind and period.

use super::{checks_in, screen};
use gsdj_domain::check_in::{CheckedIn, Elsewhere, GuestState};
use gsdj_domain::inbox::InboxItem;
use gsdj_domain::meeting::MeetingKind;
use gsdj_domain::points::{LedgerEntry, MyPoints};
use gsdj_domain::time::DAY;
use gsdj_domain::{MeetingId, Page};
use gsdj_tests::acts::{at, starting};
use gsdj_tests::{Place, World, on_both_engines};
use serde_json::json;

/// A general meeting of branch A that starts so many days from now, at its start.
async fn begun(w: &World, days: i64) -> MeetingId {
    let form = starting(w.form(MeetingKind::GeneralMeeting), w.now().plus(days * DAY));
    let told = w.announced_as(&form).await.row;
    w.at(told.starts_at).await;
    told.id
}

async fn decides(w: &World, meeting: MeetingId, attended: bool, reason: &str) -> gsdj_tests::Reply {
    let form = json!({ "member": 301, "attended": attended, "reason": reason });
    w.branch_admin().post(at(meeting, "/guests"), &form).await
}

async fn entries(who: &gsdj_tests::Actor) -> Vec<Elsewhere> {
    who.get("/api/attendance-elsewhere").await.ok::<Page<Elsewhere>>().items
}

on_both_engines! {
    async fn a_guest_scans_the_host_confirms_and_the_home_branch_has_it(w) {
        let meeting = begun(&w, 1).await;
        let guest = w.member_of(Place::C, 1);
        let got: CheckedIn = checks_in(&w, &guest, meeting).await;
        assert_eq!((got.guest, got.again), (Some(GuestState::Waiting), false));
        assert!(checks_in(&w, &guest, meeting).await.again);
        let told: Page<InboxItem> = w.branch_admin().get("/api/inbox").await.ok();
        assert!(told.items[0].title.contains("外来党员待确认：示例301"));
        let seen = screen(&w, meeting).await;
        assert_eq!((seen.present, seen.guests.len(), seen.guests[0].home.as_str()), (0, 1, "示例临江社区党支部"));

        decides(&w, meeting, true, "").await.is(200);
        decides(&w, meeting, true, "").await.is(200);
        decides(&w, meeting, false, "示例").await.refused(409, "guest_decided");
        for who in [w.branch_of(Place::C), guest.clone(), w.committee_beside(), w.province()] {
            let row = &entries(&who).await[0];
            assert_eq!((row.state, row.counted, row.name.as_str(), row.host.as_str()), (GuestState::Attested, true, "示例301", "示例高台村第一党支部"));
            assert_eq!((row.period.as_str(), row.home.id.0), ("2026年第1季度", gsdj_tests::id::BRANCH_C));
        }
        for who in [w.branch_admin(), w.member_of(Place::C, 2), w.committee(), w.branch_of(Place::B)] {
            assert!(entries(&who).await.is_empty());
        }
        let earned: Page<LedgerEntry> = guest.get("/api/points/mine/entries").await.ok();
        assert_eq!(earned.items.iter().map(|e| e.points).collect::<Vec<_>>(), [30]);
        assert!(earned.items[0].note.contains("示例高台村第一党支部"));
        let told: Page<InboxItem> = w.branch_of(Place::C).get("/api/inbox").await.ok();
        assert!(told.items[0].title.contains("在外参加组织生活：示例301"));
        // the meeting itself stays the host's
        guest.get(at(meeting, "")).await.refused(404, "not_found");
    }

    async fn a_kind_counts_once_within_its_period(w) {
        let guest = w.member_of(Place::C, 1);
        // 10 March: the second of the same quarter does not count, the one of April does
        for (days, counts) in [(1, true), (5, false), (25, true)] {
            let meeting = begun(&w, days).await;
            checks_in(&w, &guest, meeting).await;
            decides(&w, meeting, true, "").await.is(200);
            assert_eq!(entries(&guest).await[0].counted, counts, "after {days} days");
        }
        assert_eq!(guest.get("/api/points/mine").await.ok::<MyPoints>().total, 60);
        let period = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let home = gsdj_domain::OrgId(gsdj_tests::id::BRANCH_C);
        let counted = w.app().store.read(move |c| gsdj_backend::check_in::counted_guests(c, home, MeetingKind::GeneralMeeting, period)).await.unwrap();
        assert_eq!(counted, [gsdj_domain::MemberId(301)]);
    }

    async fn it_counts_for_the_day_of_the_meeting_whenever_the_host_confirms(w) {
        let guest = w.member_of(Place::C, 1);
        // 31 March, and confirmed in the next quarter
        let meeting = begun(&w, 21).await;
        checks_in(&w, &guest, meeting).await;
        let held = w.now();
        w.at(held.plus(2 * DAY)).await;
        decides(&w, meeting, true, "").await.is(200);
        let earned: Page<LedgerEntry> = guest.get("/api/points/mine/entries").await.ok();
        assert_eq!(earned.items[0].at.day().to_string(), "2026-03-31");
        let next = begun(&w, 5).await;
        checks_in(&w, &guest, next).await;
        decides(&w, next, true, "").await.is(200);
        assert_eq!(guest.get("/api/points/mine").await.ok::<MyPoints>().total, 60);
    }

    async fn who_was_not_there_is_told_why(w) {
        let meeting = begun(&w, 1).await;
        let guest = w.member_of(Place::C, 1);
        checks_in(&w, &guest, meeting).await;
        decides(&w, meeting, false, " ").await.fault("guest_reason_missing", "reason");
        decides(&w, meeting, false, &"长".repeat(101)).await.fault("too_long", "reason");
        decides(&w, meeting, false, "示例：没有到会").await.is(200);
        let row = &entries(&guest).await[0];
        assert_eq!((row.state, row.counted, row.reason.as_str()), (GuestState::Declined, false, "示例：没有到会"));
        assert_eq!(guest.get("/api/points/mine").await.ok::<MyPoints>().total, 0);
        assert_eq!(w.number("SELECT COUNT(*) FROM inbox WHERE account_id = 101000 AND topic = 'attendance'").await, 0);
    }

    async fn two_confirmations_at_once_count_once(w) {
        let meeting = begun(&w, 1).await;
        checks_in(&w, &w.member_of(Place::C, 1), meeting).await;
        let mut tasks = Vec::new();
        for _ in 0..8 {
            let w = w.clone();
            tasks.push(tokio::spawn(async move { decides(&w, meeting, true, "").await.is(200) }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(w.number("SELECT COUNT(*) FROM ledger WHERE member_id = 301").await, 1);
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'guest_decided'").await, 1);
    }
}
