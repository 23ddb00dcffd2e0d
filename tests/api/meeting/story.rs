//! The main story, whole: from describing the branch to an approved meeting and its points.

use gsdj_domain::Page;
use gsdj_domain::audit::AuditEntry;
use gsdj_domain::branch::BranchCommittee;
use gsdj_domain::home::Home;
use gsdj_domain::inbox::{InboxItem, Topic};
use gsdj_domain::meeting::{Act, Answer, Decision, MeetingDraft, MeetingKind, MeetingView, Stage, Step, StepState};
use gsdj_domain::points::{LedgerEntry, MyPoints};
use gsdj_domain::review::ReviewItem;
use gsdj_domain::time::{DAY, HOUR};
use gsdj_domain::{MeetingId, MemberId};
use gsdj_tests::acts::{at, record, starting, without};
use gsdj_tests::{Actor, World, id, on_both_engines};
use serde_json::json;

async fn topics(who: &Actor) -> Vec<Topic> {
    let page: Page<InboxItem> = who.get("/api/inbox").await.ok();
    page.items.iter().map(|i| i.topic).collect()
}

async fn waiting(who: &Actor) -> Vec<MeetingId> {
    let page: Page<ReviewItem> = who.get("/api/reviews").await.ok();
    page.items.iter().map(|r| MeetingId(r.id)).collect()
}

fn may(view: &MeetingView, act: Act) -> (bool, Option<String>) {
    let state = view.acts.iter().find(|a| a.act == act).unwrap();
    (state.allowed, state.code.clone())
}

async fn prepare(w: &World) -> MeetingDraft {
    let branch = w.branch_admin();
    let text = json!({ "introduction": "示例支部", "meeting_place": "示例村部", "contact": "示例" });
    branch.put("/api/orgs/12/overview", &text).await.is(200);
    let posts = json!({ "posts": [{ "member": 101, "post": "secretary" }, { "member": 102, "post": "publicity" }] });
    branch.put("/api/orgs/12/committee", &posts).await.ok::<BranchCommittee>();
    branch.get("/api/meetings/draft?kind=general_meeting").await.ok()
}

on_both_engines! {
    async fn from_the_branch_s_overview_to_approval_and_points(w) {
        let branch = w.branch_admin();
        let draft = prepare(&w).await;
        assert_eq!((draft.circle.len(), draft.committee.len(), draft.required_share), (10, 2, Some(80)));

        // created: nobody knows of it yet
        let form = without(w.form(MeetingKind::GeneralMeeting), 110);
        let created = w.create(&form).await;
        let meeting = created.row.id;
        assert_eq!((created.row.stage, created.row.tally.expected, created.row.tally.excluded), (Stage::Draft, 9, 1));
        assert_eq!(may(&created, Act::Submit), (false, Some("not_at_this_step".into())));
        w.member(1).get(at(meeting, "")).await.refused(404, "not_found");

        // told: each finds it at once
        let mut phone = w.member(1).listen().await;
        assert_eq!(phone.next().await.1, json!({ "unread": 0 }));
        let told = w.notice(meeting, &form.expected).await;
        assert_eq!((told.row.stage, told.row.tally.told), (Stage::Answering, 9));
        assert_eq!(phone.until("inbox").await, json!({ "unread": 1 }));
        assert_eq!(topics(&w.member(1)).await, [Topic::MeetingNotice]);
        let home: Home = w.member(1).get("/api/home").await.ok();
        assert_eq!((home.unread, home.waiting[0].id, home.waiting[0].waits_for_me), (1, meeting, true));
        assert!(topics(&w.member(10)).await.is_empty());

        // answers move the forecast: nine expected, eight needed
        for member in 1..=7 {
            w.member(member).attends(meeting).await;
        }
        w.member(8).leaves(meeting, "示例：外出务工").await;
        let tally = branch.sees(meeting).await.row.tally;
        assert_eq!((tally.attending, tally.on_leave, tally.silent(), tally.missing()), (7, 1, 1, 1));
        let mine = w.member(8).sees(meeting).await;
        assert_eq!((mine.row.my_answer, mine.row.waits_for_me, mine.people.len()), (Some(Answer::Leave), false, 1));
        assert!(mine.rounds.is_empty());

        // the share is not reached: it can't be held, and the page says why and what can be done
        w.at(form.answer_deadline.plus(1)).await;
        let blocked = branch.sees(meeting).await;
        assert_eq!(blocked.row.stage, Stage::Blocked);
        assert_eq!(may(&blocked, Act::UploadRecord), (false, Some("share_not_reached".into())));
        assert!(blocked.acts.iter().find(|a| a.act == Act::UploadRecord).unwrap().next.is_some());
        w.at(form.starts_at.plus(HOUR)).await;
        let problem = branch.put(at(meeting, "/record"), &record(&form.expected)).await.refused(409, "share_not_reached");
        assert!(problem.title.contains("还差 1 人") && problem.hint.is_some());

        // a later time, and the ninth answer
        let later = starting(form.clone(), w.now().plus(2 * DAY));
        branch.put(at(meeting, ""), &later).await.is(200);
        assert_eq!(topics(&w.member(9)).await, [Topic::MeetingChanged, Topic::MeetingNotice]);
        w.member(9).attends(meeting).await;
        let ready = branch.sees(meeting).await;
        assert_eq!((ready.row.stage, ready.row.tally.missing()), (Stage::Ready, 0));

        // held: record, actual share
        w.at(later.starts_at).await;
        assert_eq!(branch.sees(meeting).await.row.stage, Stage::RecordDue);
        let present: Vec<MemberId> = form.expected.iter().copied().filter(|m| m.0 != 108).collect();
        let recorded = w.record(meeting, &present).await;
        assert_eq!((recorded.row.stage, recorded.row.tally.present), (Stage::SubmitDue, Some(8)));
        assert_eq!(recorded.row.tally.actual_share(), Some(888));

        // handed in: it waits for the immediate superior and for nobody else
        let submitted: MeetingView = branch.post_empty(at(meeting, "/submission")).await.ok();
        assert_eq!((submitted.row.stage, submitted.step), (Stage::InReview, Step::Review));
        assert_eq!(topics(&w.superior()).await, [Topic::ReviewDue]);
        assert_eq!(waiting(&w.superior()).await, [meeting]);
        assert_eq!(w.superior().get("/api/home").await.ok::<Home>().reviews, 1);
        for above in [w.committee(), w.province(), w.committee_beside()] {
            assert!(waiting(&above).await.is_empty() && topics(&above).await.is_empty());
        }
        for (who, status, code) in [
            (w.committee(), 403, "not_immediate_superior"),
            (w.province(), 403, "not_immediate_superior"),
            (w.committee_beside(), 404, "not_found"),
            (w.branch_admin(), 403, "no_permission"),
        ] {
            who.post(at(meeting, "/review"), &json!({ "decision": "approve" })).await.refused(status, code);
        }

        // returned with a reason, mended, handed in again, approved
        let superior = w.superior();
        superior.post(at(meeting, "/review"), &json!({ "decision": "return", "reason": " " })).await
            .fault("return_needs_reason", "reason");
        superior.post(at(meeting, "/review"), &json!({ "decision": "return", "reason": "示例：请补充记录" })).await.is(200);
        let returned = branch.sees(meeting).await;
        assert_eq!(returned.row.stage, Stage::Returned);
        assert_eq!(returned.record.as_ref().unwrap().text, record(&[]).text);
        assert_eq!(topics(&branch).await, [Topic::Returned]);
        assert_eq!(branch.get("/api/home").await.ok::<Home>().waiting[0].id, meeting);
        let mut mended = record(&present);
        mended.text = "示例会议记录（已补充）".into();
        branch.put(at(meeting, "/record"), &mended).await.is(200);
        branch.post_empty(at(meeting, "/submission")).await.is(200);
        let done: MeetingView = superior.post(at(meeting, "/review"), &json!({ "decision": "approve" })).await.ok();
        assert_eq!((done.row.stage, done.step), (Stage::Done, Step::Done));
        assert!(done.timeline.iter().all(|s| s.state == StepState::Done && s.label.len() > 3));
        let rounds: Vec<_> = done.rounds.iter().map(|r| (r.round, r.decision, r.reason.as_str())).collect();
        assert_eq!(rounds, [(1, Some(Decision::Return), "示例：请补充记录"), (2, Some(Decision::Approve), "")]);
        assert_eq!(topics(&branch).await, [Topic::Approved, Topic::Returned]);
        assert!(waiting(&superior).await.is_empty());

        // points for all nine who answered, once
        for member in 1..=9 {
            let earned: Page<LedgerEntry> = w.member(member).get("/api/points/mine/entries").await.ok();
            assert_eq!(earned.items.iter().map(|e| e.points).collect::<Vec<_>>(), [30], "{member}");
            assert_eq!(topics(&w.member(member)).await[0], Topic::PointsEarned);
        }
        assert_eq!(w.member(10).get("/api/points/mine").await.ok::<MyPoints>().total, 0);

        // the record is open to those who were told, now that it is done
        assert_eq!(w.member(8).sees(meeting).await.record.unwrap().text, mended.text);
        w.member(10).get(at(meeting, "")).await.refused(404, "not_found");
        audited(&w).await;
    }
}

/// Everything that was done stands in the log, in its order, for the subtree and for nobody else.
async fn audited(w: &World) {
    let read = async |who: Actor| {
        let page: Page<AuditEntry> = who.get("/api/audit?limit=100").await.ok();
        page.items.into_iter().rev().map(|e| e.deed.code()).collect::<Vec<_>>()
    };
    let branch = read(w.branch_admin()).await;
    let acts: Vec<_> = branch.iter().copied().filter(|d| *d != "answered").collect();
    let expected = [
        "overview_changed",
        "committee_changed",
        "meeting_created",
        "notice_sent",
        "meeting_edited",
        "record_uploaded",
        "submitted",
        "record_uploaded",
        "submitted",
    ];
    assert_eq!(acts, expected);
    assert_eq!(branch.len() - acts.len(), 9);
    let superior = read(w.superior()).await;
    assert_eq!(superior.len(), branch.len() + 2);
    assert!(superior.contains(&"returned") && superior.ends_with(&["approved"]));
    assert_eq!(read(w.province()).await, superior);
    assert!(read(w.committee_beside()).await.is_empty());
    w.committee_beside().get(format!("/api/audit?org={}", id::BRANCH_A)).await.refused(404, "not_found");
}
