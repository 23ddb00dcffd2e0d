//! The life meeting: announced twice, prepared, approved, appraised, followed up; votes apart from voters.

use gsdj_backend::meeting::remind_due;
use gsdj_domain::inbox::{InboxItem, Topic};
use gsdj_domain::meeting::life::{GradeCounts, OutlineForm};
use gsdj_domain::meeting::{Act, Grade, MeetingForm, MeetingRow, Stage, Step, StepState};
use gsdj_domain::review::ReviewItem;
use gsdj_domain::time::DAY;
use gsdj_domain::{MemberId, Page};
use gsdj_tests::acts::at;
use gsdj_tests::life::{ballot, others, paper, verdicts};
use gsdj_tests::{Actor, on_both_engines};
use serde_json::{Value, json};

async fn topics(who: &Actor) -> Vec<Topic> {
    let page: Page<InboxItem> = who.get("/api/inbox").await.ok();
    page.items.iter().map(|i| i.topic).collect()
}

fn outline(text: &str, member: Option<i64>, excused: bool) -> OutlineForm {
    OutlineForm { member: member.map(MemberId), text: text.into(), files: Vec::new(), excused }
}

on_both_engines! {
    async fn a_life_meeting_comes_from_its_pre_notice_to_its_after_meeting_work(w) {
        let (branch, form) = (w.branch_admin(), w.life_form(6));
        let meeting = w.create(&form).await.row.id;
        w.member(1).get(at(meeting, "")).await.refused(404, "not_found");
        branch.post(at(meeting, "/notice"), &json!({ "members": [101] })).await.refused(409, "not_at_this_step");

        // told beforehand: it can be seen and prepared, not answered
        w.life_on(meeting, &form, Step::SpeechOutline).await;
        assert_eq!(topics(&w.member(1)).await, [Topic::PreNotice]);
        let seen = w.member(1).sees(meeting).await;
        assert_eq!((seen.row.stage, seen.row.waits_for_me), (Stage::Preparing, false));
        w.member(1).put(at(meeting, "/answer"), &json!({ "answer": "attend" })).await.refused(403, "not_invited");
        let listed: Page<MeetingRow> = w.member(1).get("/api/meetings").await.ok();
        assert_eq!(listed.items.len(), 1);

        // returned by the superior once, approved then
        w.life_on(meeting, &form, Step::Approve).await;
        assert_eq!(topics(&w.superior()).await, [Topic::ReviewDue]);
        let queue: Page<ReviewItem> = w.superior().get("/api/reviews").await.ok();
        assert_eq!((queue.items.len(), queue.items[0].what.as_str()), (1, "组织生活会和民主评议党员 · 审批"));
        w.superior().post(at(meeting, "/review"), &json!({ "decision": "return", "reason": "示例：材料不全" })).await.is(200);
        let back = branch.sees(meeting).await;
        assert_eq!((back.row.stage, back.step), (Stage::Returned, Step::SubmitForApproval));
        branch.put(at(meeting, "/materials"), &paper("示例会议方案，已补充")).await.is(200);
        w.life_on(meeting, &form, Step::SendNotice).await;
        let approved = branch.sees(meeting).await;
        assert_eq!(approved.rounds.iter().map(|r| (r.round, r.step)).collect::<Vec<_>>(), [(1, Step::Approve), (2, Step::Approve)]);
        assert_eq!(approved.life.unwrap().materials.unwrap().text, "示例会议方案，已补充");
        assert_eq!(w.number("SELECT COUNT(*) FROM ledger").await, 0, "nothing is earned by an approval");

        // held, appraised, reviewed; the points of 6.1
        w.life_on(meeting, &form, Step::AfterWork).await;
        let done = branch.sees(meeting).await;
        assert_eq!(done.row.stage, Stage::Done);
        assert_eq!(w.number("SELECT CAST(SUM(points) AS BIGINT) FROM ledger WHERE rule = 'life_meeting'").await, 6 * 30);
        let states: Vec<_> = done.timeline.iter().map(|s| s.state).collect();
        assert!(states[..states.len() - 1].iter().all(|s| *s == StepState::Done) && states.last() == Some(&StepState::Now));
        branch.put(at(meeting, "/after-work"), &paper("示例整改清单")).await.is(200);
        let after = branch.sees(meeting).await;
        assert!(after.timeline.iter().all(|s| s.state == StepState::Done && (s.at.is_some() || s.step == Some(Step::SpeechOutline) || s.step == Some(Step::Answer))), "{:#?}", after.timeline);
        assert_eq!(w.member(1).sees(meeting).await.life.unwrap().after_work.unwrap().text, "示例整改清单");
    }

    async fn outlines_are_a_member_s_own_unless_the_branch_helps(w) {
        let (branch, form) = (w.branch_admin(), w.life_form(3));
        let meeting = w.life_at(&form, Step::SpeechOutline).await;
        w.member(1).put(at(meeting, "/outline"), &outline(" ", None, false)).await.fault("outline_empty", "text");
        w.member(1).put(at(meeting, "/outline"), &outline("示例提纲一", None, false)).await.is(200);
        w.member(1).put(at(meeting, "/outline"), &outline("示例提纲一，改", Some(102), true)).await.is(200);
        let own = w.member(1).sees(meeting).await.life.unwrap();
        assert_eq!((own.outlines.len(), own.outlines_missing), (1, 2));
        assert_eq!((own.outlines[0].excused, own.outlines[0].paper.clone().unwrap().text), (false, "示例提纲一，改".into()));
        let problem = branch.put(at(meeting, "/materials"), &paper("示例")).await.refused(409, "outlines_missing");
        assert!(problem.title.contains("2 名") && problem.hint.is_some());
        branch.put(at(meeting, "/outline"), &outline("", Some(102), true)).await.fault("excuse_needs_reason", "text");
        branch.put(at(meeting, "/outline"), &outline("示例：住院", Some(102), true)).await.is(200);
        branch.put(at(meeting, "/outline"), &outline("示例", Some(110), false)).await.fault("not_one_of_them", "member");
        branch.put(at(meeting, "/outline"), &outline("示例代交", Some(103), false)).await.is(200);
        branch.put(at(meeting, "/materials"), &paper("示例")).await.is(200);
        let seen = branch.sees(meeting).await.life.unwrap();
        let by: Vec<_> = seen.outlines.iter().map(|o| (o.excused, o.paper.clone().unwrap().by)).collect();
        assert_eq!(by[1], (true, "示例高台村第一党支部".into()));
        assert_eq!(by[0].1, "示例101");
        // somebody excluded was not asked, and somebody of another branch knows nothing of it
        w.member(9).put(at(meeting, "/outline"), &outline("示例", None, false)).await.refused(404, "not_found");
        // told that they are missing: by the branch, at most once an hour
        let other = w.life_at(&form, Step::SpeechOutline).await;
        branch.post_empty(at(other, "/reminders")).await.is(200);
        assert_eq!(topics(&w.member(1)).await[0], Topic::AnswerReminder);
        branch.post_empty(at(other, "/reminders")).await.refused(429, "reminded_recently");
    }

    async fn the_platform_reminds_those_without_an_outline_a_week_and_three_days_before(w) {
        let near = w.life_form(3);
        let form = MeetingForm {
            starts_at: near.starts_at.plus(20 * DAY),
            answer_deadline: near.answer_deadline.plus(20 * DAY),
            ..near
        };
        let meeting = w.life_at(&form, Step::SpeechOutline).await;
        w.member(1).put(at(meeting, "/outline"), &outline("示例提纲", None, false)).await.is(200);
        let remind = async |before: i64| {
            w.at(form.starts_at.plus(-before)).await;
            let now = w.now();
            w.write(move |c| remind_due(c, now)).await
        };
        assert_eq!((remind(8 * DAY).await, remind(7 * DAY).await, remind(6 * DAY).await), (0, 2, 0));
        w.member(2).put(at(meeting, "/outline"), &outline("示例提纲", None, false)).await.is(200);
        assert_eq!((remind(3 * DAY).await, remind(2 * DAY).await), (1, 0));
        assert_eq!(topics(&w.member(3)).await[0], Topic::AnswerReminder);
        assert_eq!(topics(&w.member(1)).await[0], Topic::PreNotice);
        // the formal notice begins its own
        w.life_on(meeting, &form, Step::Answer).await;
        assert_eq!(remind(form.starts_at.0 - form.answer_deadline.0 + DAY).await, 3);
    }

    async fn votes_are_counted_apart_from_who_cast_them(w) {
        let (branch, form) = (w.branch_admin(), w.life_form(6));
        w.sql("UPDATE member SET class = 'probationary' WHERE id = 106").await;
        let meeting = w.life_at(&form, Step::Answer).await;
        let all = |n: i64| others(&form, MemberId(100 + n));
        w.member(1).post(at(meeting, "/ballot"), &ballot(&all(1), Grade::Qualified)).await.refused(409, "share_not_reached");
        w.life_on(meeting, &form, Step::UploadAppraisal).await;
        w.member(6).post(at(meeting, "/ballot"), &ballot(&all(6), Grade::Qualified)).await.refused(403, "no_vote");
        w.member(1).post(at(meeting, "/ballot"), &ballot(&all(1)[1..], Grade::Qualified)).await.fault("ballot_incomplete", "grades");
        w.member(1).post(at(meeting, "/ballot"), &ballot(&all(2), Grade::Qualified)).await.fault("not_one_of_them", "member");
        w.member(1).appraises_oneself(meeting, Grade::Basic).await;
        for n in 1..=5 {
            w.member(n).votes(meeting, &all(n), if n == 1 { Grade::Excellent } else { Grade::Qualified }).await;
        }
        let again = w.member(1).key("again").post(at(meeting, "/ballot"), &ballot(&all(1), Grade::Unqualified)).await;
        again.refused(409, "already_voted");
        // nobody sees a count while the vote is open, and no row ties a voter to a vote
        let open = branch.sees(meeting).await.life.unwrap().appraisal.unwrap();
        assert_eq!((open.voted, open.voters, open.rows.iter().filter(|r| r.votes.is_some()).count()), (5, 5, 0));
        assert_eq!(open.rows[0].own.as_ref().unwrap().grade, Grade::Basic);
        branch.put(at(meeting, "/appraisal"), &verdicts(&form, Grade::Qualified)).await.refused(409, "ballot_open");
        assert_eq!(w.number("SELECT COUNT(*) FROM once WHERE account_id = 101 AND idempotency_key = 'again'").await, 0);
        branch.post_empty(at(meeting, "/ballot/end")).await.is(200);
        branch.post_empty(at(meeting, "/ballot/end")).await.refused(409, "ballot_closed");
        let closed = branch.sees(meeting).await.life.unwrap().appraisal.unwrap();
        // the sixth was voted on by five; the others by four each, too few to be shown
        assert_eq!(closed.rows[5].votes, Some(GradeCounts { excellent: 1, qualified: 4, ..GradeCounts::default() }));
        assert!(closed.rows[..5].iter().all(|r| r.votes.is_none()));
        // a member sees nobody else's, and the organisation's grade only when it is done
        branch.put(at(meeting, "/appraisal"), &verdicts(&form, Grade::Excellent)).await.is(200);
        let own = w.member(2).sees(meeting).await.life.unwrap().appraisal.unwrap();
        assert_eq!((own.rows.len(), own.rows[0].member, own.rows[0].votes, own.rows[0].grade), (1, MemberId(102), None, None));
        w.life_on(meeting, &form, Step::AfterWork).await;
        let own = w.member(2).sees(meeting).await.life.unwrap().appraisal.unwrap();
        assert_eq!(own.rows[0].grade, Some(Grade::Excellent));
    }

    async fn tiny_groups_show_no_votes_at_all(w) {
        let form = w.life_form(3);
        let meeting = w.life_at(&form, Step::SubmitForReview).await;
        let seen = w.branch_admin().sees(meeting).await.life.unwrap().appraisal.unwrap();
        assert!(seen.suppressed && seen.rows.iter().all(|r| r.votes.is_none() && r.grade.is_some()));
    }

    async fn who_did_not_come_does_not_vote(w) {
        let form = w.life_form(6);
        let meeting = w.life_at(&form, Step::Answer).await;
        for member in &form.expected {
            w.account(member.0).attends(meeting).await;
        }
        w.at(form.starts_at).await;
        w.record(meeting, &form.expected[..5]).await;
        w.member(6).post(at(meeting, "/ballot"), &ballot(&others(&form, MemberId(106)), Grade::Basic)).await.refused(403, "not_present");
    }

    async fn an_edit_keeps_outlines_and_tells_those_told_beforehand(w) {
        let mut form = w.life_form(3);
        let meeting = w.life_at(&form, Step::SpeechOutline).await;
        w.member(1).hands_in(meeting).await;
        form.starts_at = form.starts_at.plus(DAY);
        form.answer_deadline = form.answer_deadline.plus(DAY);
        w.branch_admin().put(at(meeting, ""), &form).await.is(200);
        assert_eq!(topics(&w.member(1)).await[0], Topic::MeetingChanged);
        assert_eq!(w.branch_admin().sees(meeting).await.life.unwrap().outlines_missing, 2);
        let acts: Value = w.branch_admin().get(at(meeting, "")).await.ok();
        let act = |code: &str| acts["acts"].as_array().unwrap().iter().find(|a| a["act"] == code).cloned().unwrap();
        assert_eq!(act(Act::SubmitMaterials.code())["waits_for"], "members");
    }
}
