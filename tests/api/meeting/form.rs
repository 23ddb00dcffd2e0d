//! What is typed into the form (FEATURES 3.4–3.10): each rule's refusal with its code and field; all faults at once.

use gsdj_domain::MemberId;
use gsdj_domain::meeting::{Exclusion, ExclusionReason, MeetingForm, MeetingKind, MeetingView};
use gsdj_domain::time::{DAY, HOUR};
use gsdj_tests::acts::{starting, without};
use gsdj_tests::{Place, Reply, World, on_both_engines};
use serde_json::{Value, json};

async fn post(w: &World, form: &MeetingForm) -> Reply {
    w.branch_admin().post("/api/meetings", form).await
}

async fn changed(w: &World, change: impl FnOnce(&mut MeetingForm)) -> Reply {
    let mut form = w.form(MeetingKind::GeneralMeeting);
    change(&mut form);
    post(w, &form).await
}

/// The faults of a form as `field code`, however many.
fn faults(reply: Reply) -> Vec<String> {
    let problem = reply.is(422).json::<gsdj_domain::Problem>();
    if problem.code == "several" {
        return problem.errors.iter().map(|e| format!("{} {}", e.field, e.code)).collect();
    }
    vec![format!("{} {}", problem.field.unwrap_or_default(), problem.code)]
}

on_both_engines! {
    async fn every_rule_names_its_own_fault_and_field(w) {
        let now = w.now();
        let excluded = |member, reason, note: &str| Exclusion { member: MemberId(member), reason, note: note.into() };
        for (expected, change) in [
            ("title missing", (|f| f.title = " \u{3000}\n".into()) as fn(&mut MeetingForm)),
            ("title too_long", |f| f.title = "会".repeat(81)),
            ("title too_long", |f| f.title = "🎉".repeat(300)),
            ("place missing", |f| f.place.clear()),
            ("place too_long", |f| f.place = "地".repeat(81)),
            ("agenda too_long", |f| f.agenda = "议".repeat(5_001)),
            ("chair chair_not_on_committee", |f| f.chair = MemberId(104)),
            ("chair chair_not_on_committee", |f| f.chair = MemberId(301)),
            ("chair chair_not_on_committee", |f| f.chair = MemberId(i64::MIN)),
            ("required_share share_out_of_bounds", |f| f.required_share = None),
            ("required_share share_out_of_bounds", |f| f.required_share = Some(49)),
            ("required_share share_out_of_bounds", |f| f.required_share = Some(101)),
            ("expected nobody_expected", |f| f.expected.clear()),
            ("expected not_in_circle", |f| f.expected.push(MemberId(201))),
            ("expected not_in_circle", |f| f.expected.push(MemberId(111))),
            ("expected not_in_circle", |f| f.expected.push(MemberId(9_007_199_254_740_993))),
            ("expected unplaced", |f| { f.expected.pop(); }),
        ] {
            assert_eq!(faults(changed(&w, change).await), [expected]);
        }
        let time = |starts: i64, deadline: i64| {
            let mut form = w.form(MeetingKind::GeneralMeeting);
            (form.starts_at, form.answer_deadline) = (now.plus(starts), now.plus(deadline));
            form
        };
        for (expected, form) in [
            (vec!["starts_at meeting_in_the_past", "answer_deadline deadline_in_the_past"], time(0, -1)),
            (vec!["starts_at meeting_in_the_past", "answer_deadline deadline_after_start"], time(-1, -1)),
            (vec!["starts_at meeting_too_far_ahead"], time(366 * DAY + 1, DAY)),
            (vec!["answer_deadline deadline_after_start"], time(DAY, DAY)),
            (vec!["answer_deadline deadline_in_the_past"], time(DAY, 0)),
        ] {
            assert_eq!(faults(post(&w, &form).await), expected);
        }
        for form in [time(1, 1), time(i64::MAX, i64::MAX), time(i64::MIN, i64::MIN), time(i64::MAX, i64::MIN)] {
            assert!(!faults(post(&w, &form).await).is_empty());
        }
        for (expected, exclusion) in [
            ("expected placed_twice", excluded(101, ExclusionReason::Illness, "")),
            ("excluded not_in_circle", excluded(201, ExclusionReason::Illness, "")),
        ] {
            assert_eq!(faults(changed(&w, |f| f.excluded.push(exclusion)).await), [expected]);
        }
        let mut bare = without(w.form(MeetingKind::GeneralMeeting), 110);
        bare.excluded[0].reason = ExclusionReason::Other;
        assert_eq!(faults(post(&w, &bare).await), ["excluded exclusion_needs_note"]);
        bare.excluded[0].note = "因".repeat(301);
        assert_eq!(faults(post(&w, &bare).await), ["excluded too_long"]);
        assert_eq!(w.number("SELECT COUNT(*) FROM meeting").await, 0);
        assert_eq!(w.number("SELECT COUNT(*) FROM audit").await, 0);
    }

    async fn the_last_that_is_allowed_is_taken(w) {
        let now = w.now();
        let mut form = w.form(MeetingKind::GeneralMeeting);
        form.title = format!("{}👨‍👩‍👧", "会".repeat(75));
        form.place = "🏠".repeat(80);
        form.agenda = "议".repeat(5_000);
        form.required_share = Some(100);
        (form.starts_at, form.answer_deadline) = (now.plus(366 * DAY), now.plus(1));
        let view: MeetingView = post(&w, &form).await.created();
        assert_eq!((&view.row.title, &view.row.place, &view.agenda), (&form.title, &form.place, &form.agenda));
        (form.starts_at, form.answer_deadline, form.required_share) = (now.plus(2), now.plus(1), Some(50));
        post(&w, &form).await.is(201);
    }

    async fn all_faults_come_at_once(w) {
        let mut form = w.form(MeetingKind::GeneralMeeting);
        form.title.clear();
        form.place = "地".repeat(300);
        form.starts_at = w.now().plus(-DAY);
        form.answer_deadline = w.now();
        form.chair = MemberId(104);
        form.required_share = Some(200);
        form.expected = vec![MemberId(101), MemberId(201)];
        let problem = post(&w, &form).await.refused(422, "several");
        assert_eq!(problem.title, "有 8 处需要修改");
        let fields: Vec<_> = problem.errors.iter().map(|e| e.field.as_str()).collect();
        assert_eq!(
            fields,
            ["title", "place", "starts_at", "answer_deadline", "required_share", "chair", "expected", "expected"]
        );
        // who is missing is named; who is elsewhere is not
        assert!(problem.errors[7].sentence.contains("示例102"));
        assert!(!problem.errors.iter().any(|e| e.sentence.contains("示例201")));
    }

    async fn without_a_committee_the_form_says_so_and_where_to_go(w) {
        let b = w.branch_of(Place::B);
        let mut form = w.form(MeetingKind::GeneralMeeting);
        form.chair = MemberId(201);
        form.expected = vec![MemberId(201), MemberId(202), MemberId(203)];
        let problem = b.post("/api/meetings", &form).await.fault("no_committee", "chair");
        assert!(problem.hint.unwrap().contains("支委会"));
        let draft: Value = b.get("/api/meetings/draft?kind=general_meeting").await.ok();
        assert_eq!(draft["committee"], json!([]));
        w.committee_for_b().await;
        b.post("/api/meetings", &form).await.is(201);
    }

    async fn kinds_differ_in_circle_and_share(w) {
        let view = w.create(&w.form(MeetingKind::CommitteeMeeting)).await;
        assert_eq!(view.row.tally.expected, 3);
        let mut all = w.form(MeetingKind::CommitteeMeeting);
        all.expected.push(MemberId(104));
        assert_eq!(faults(post(&w, &all).await), ["expected not_in_circle"]);
        let mut lecture = w.form(MeetingKind::PartyLecture);
        assert_eq!(w.create(&lecture).await.row.tally.required_share, None);
        lecture.required_share = Some(80);
        assert_eq!(faults(post(&w, &lecture).await), ["required_share share_not_taken"]);
        assert_eq!(w.create(&w.form(MeetingKind::LifeMeeting)).await.row.tally.required_share, Some(80));
    }

    async fn what_can_t_be_read_is_malformed(w) {
        let good = serde_json::to_value(w.form(MeetingKind::GeneralMeeting)).unwrap();
        for (field, value) in [
            ("kind", json!("party")),
            ("length", json!("four_days")),
            ("length", json!(0.5)),
            ("starts_at", json!("tomorrow")),
            ("starts_at", json!(1.5)),
            ("starts_at", json!(1e30)),
            ("starts_at", json!(18_446_744_073_709_551_615_u64)),
            ("required_share", json!(300)),
            ("required_share", json!(-1)),
            ("chair", json!(null)),
            ("expected", json!([101, "102"])),
            ("expected", json!({})),
            ("excluded", json!([{ "member": 101, "reason": "tired" }])),
            ("title", json!(7)),
            ("title", json!("a\u{0}b")),
        ] {
            let mut form = good.clone();
            form[field] = value;
            w.branch_admin().post("/api/meetings", &form).await.refused(400, "malformed");
        }
        for field in ["kind", "title", "place", "starts_at", "length", "chair", "answer_deadline", "expected"] {
            let mut form = good.clone();
            form.as_object_mut().unwrap().remove(field);
            w.branch_admin().post("/api/meetings", &form).await.refused(400, "malformed");
        }
        // what one does not know of does no harm
        let mut form = good;
        form["stage"] = json!("done");
        form["id"] = json!(1);
        assert_eq!(w.branch_admin().post("/api/meetings", &form).await.created::<Value>()["stage"], "draft");
    }

    async fn texts_are_kept_as_typed_without_their_edges(w) {
        let mut form = starting(w.form(MeetingKind::ThemeDay), w.now().plus(5 * HOUR));
        form.title = "  <script>alert('示例')</script> \" -- 😀\t".into();
        let view = w.create(&form).await;
        assert_eq!(view.row.title, "<script>alert('示例')</script> \" -- 😀");
    }
}
