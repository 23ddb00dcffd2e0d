//! Editing and calling off (FEATURES 3.12): those told are told; nobody overwrites what they have not seen.

use gsdj_domain::inbox::{InboxItem, Topic};
use gsdj_domain::meeting::{MeetingKind, MeetingView, Stage};
use gsdj_domain::time::{DAY, HOUR};
use gsdj_domain::{MemberId, Page};
use gsdj_tests::acts::{at, starting, without};
use gsdj_tests::{Place, World, on_both_engines};
use serde_json::json;

async fn latest(w: &World, member: i64) -> InboxItem {
    w.account(member).get("/api/inbox").await.ok::<Page<InboxItem>>().items.remove(0)
}

on_both_engines! {
    async fn an_edit_after_the_notice_tells_those_told_and_them_alone(w) {
        let form = w.form(MeetingKind::GeneralMeeting);
        let view = w.create(&form).await;
        w.notice(view.row.id, &[MemberId(101), MemberId(102)]).await;
        let mut later = starting(form, w.now().plus(4 * DAY));
        later.place = "示例新村部".into();
        let edited: MeetingView = w.branch_admin().put(at(view.row.id, ""), &later).await.ok();
        assert_eq!((edited.row.place.as_str(), edited.row.starts_at), ("示例新村部", later.starts_at));
        let message = latest(&w, 102).await;
        assert_eq!((message.topic, message.meeting), (Topic::MeetingChanged, Some(view.row.id)));
        assert!(message.body.contains("示例新村部") && message.body.contains("时间改为"), "{}", message.body);
        assert_eq!(w.number("SELECT COUNT(*) FROM inbox WHERE topic = 'meeting_changed'").await, 2);
        assert!(w.member(3).get("/api/inbox").await.ok::<Page<InboxItem>>().items.is_empty());
    }

    async fn a_draft_is_edited_without_a_word_to_anybody(w) {
        let view = w.drafted().await;
        w.branch_admin().put(at(view.row.id, ""), &w.form(MeetingKind::GeneralMeeting)).await.is(200);
        assert_eq!(w.number("SELECT COUNT(*) FROM inbox").await, 0);
    }

    async fn whoever_edits_an_older_version_is_told_so(w) {
        let form = w.form(MeetingKind::GeneralMeeting);
        let view = w.create(&form).await;
        let edit = async |tag: &str| w.branch_admin().with("if-match", tag).put(at(view.row.id, ""), &form).await;
        let next: MeetingView = edit(&format!("\"{}\"", view.version)).await.ok();
        assert!(next.version > view.version);
        edit(&format!("\"{}\"", view.version)).await.refused(409, "stale");
        // a tag that names no version of ours names a state that is gone
        for tag in ["\"abc\"", "W/\"1\"", "\"4294967296\"", ""] {
            edit(tag).await.refused(409, "stale");
        }
        edit("*").await.is(200);
        w.branch_admin().put(at(view.row.id, ""), &form).await.is(200);
    }

    async fn answers_of_those_who_stay_are_kept(w) {
        let form = w.form(MeetingKind::GeneralMeeting);
        let view = w.announced_as(&form).await;
        for member in [1, 2, 10] {
            w.member(member).attends(view.row.id).await;
        }
        w.member(3).leaves(view.row.id, "示例").await;
        let edited: MeetingView = w.branch_admin().put(at(view.row.id, ""), &without(form.clone(), 110)).await.ok();
        let tally = edited.row.tally;
        assert_eq!((tally.expected, tally.excluded, tally.told, tally.attending, tally.on_leave), (9, 1, 10, 2, 1));
        // expected again: they have to answer anew
        let again: MeetingView = w.branch_admin().put(at(view.row.id, ""), &form).await.ok();
        assert_eq!((again.row.tally.expected, again.row.tally.attending), (10, 2));
        assert!(w.member(10).sees(view.row.id).await.row.waits_for_me);
    }

    async fn an_edit_is_held_to_the_same_rules_and_keeps_the_kind(w) {
        let form = w.form(MeetingKind::GeneralMeeting);
        let view = w.announced_as(&form).await;
        let put = async |f| w.branch_admin().put(at(view.row.id, ""), &f).await;
        let mut past = form.clone();
        past.starts_at = w.now();
        put(past).await.is(422);
        let mut other = w.form(MeetingKind::ThemeDay);
        other.required_share = Some(80);
        put(other).await.refused(400, "malformed");
        w.branch_of(Place::C).put(at(view.row.id, ""), &form).await.refused(404, "not_found");
        assert_eq!(w.number("SELECT COUNT(*) FROM inbox WHERE topic = 'meeting_changed'").await, 0);
        let recorded = w.recorded_as(&form).await.row.id;
        let later = starting(form, w.now().plus(DAY));
        w.branch_admin().put(at(recorded, ""), &later).await.refused(409, "not_at_this_step");
    }

    async fn calling_off_asks_for_a_reason_and_tells_those_told(w) {
        let view = w.announced().await;
        let cancel = async |reason: &str| {
            w.branch_admin().post(at(view.row.id, "/cancellation"), &json!({ "reason": reason })).await
        };
        cancel("").await.fault("cancel_needs_reason", "reason");
        cancel("  ").await.fault("cancel_needs_reason", "reason");
        cancel(&"因".repeat(301)).await.fault("too_long", "reason");
        w.branch_admin().post(at(view.row.id, "/cancellation"), &json!({})).await.refused(400, "malformed");
        let off: MeetingView = cancel(" 示例：暴雨 ").await.ok();
        assert_eq!((off.row.stage, off.cancel_reason.as_deref()), (Stage::Cancelled, Some("示例：暴雨")));
        let message = latest(&w, 105).await;
        assert_eq!(message.topic, Topic::MeetingCancelled);
        assert!(message.body.contains("示例：暴雨"));
        assert_eq!(w.member(5).sees(view.row.id).await.cancel_reason.as_deref(), Some("示例：暴雨"));
        cancel("再次").await.refused(409, "meeting_cancelled");
        for path in ["/reminders", "/submission"] {
            w.branch_admin().post_empty(at(view.row.id, path)).await.refused(409, "meeting_cancelled");
        }
        assert!(off.acts.iter().all(|a| !a.allowed));
    }

    async fn what_was_handed_in_can_t_be_called_off(w) {
        let view = w.submitted().await;
        w.at(w.now().plus(HOUR)).await;
        let reason = json!({ "reason": "示例" });
        w.branch_admin().post(at(view.row.id, "/cancellation"), &reason).await.refused(409, "not_at_this_step");
    }
}
