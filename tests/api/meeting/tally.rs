//! The heads on a meeting's own row equal the people's rows, whatever is done in whatever order.

use gsdj_domain::meeting::{Attendee, Exclusion, ExclusionReason, MeetingForm, MeetingKind, MeetingView};
use gsdj_domain::time::HOUR;
use gsdj_domain::{MeetingId, MemberId};
use gsdj_tests::acts::at;
use gsdj_tests::{Dice, World, on_both_engines};
use serde_json::json;

/// Compares the meeting's row with the people's rows, and both with what the API says.
async fn fits(w: &World, meeting: MeetingId, after: &str) {
    let count = |condition: &str| format!("(SELECT COUNT(*) FROM attendee WHERE meeting_id = m.id AND {condition})");
    let counted = format!(
        "SELECT m.expected || ' ' || m.excluded || ' ' || m.told || ' ' || m.attending || ' ' || m.on_leave || ' = ' ||
           {} || ' ' || {} || ' ' || {} || ' ' || {} || ' ' || {} FROM meeting m WHERE m.id = {meeting}",
        count("expected = 1"),
        count("expected = 0"),
        count("told_at IS NOT NULL"),
        count("expected = 1 AND answer = 'attend'"),
        count("expected = 1 AND answer = 'leave'"),
    );
    let counted = w.texts(counted).await.remove(0);
    let (row, people) = counted.split_once(" = ").unwrap();
    assert_eq!(row, people, "{after}");
    let t = w.branch_admin().sees(meeting).await.row.tally;
    assert_eq!(format!("{} {} {} {} {}", t.expected, t.excluded, t.told, t.attending, t.on_leave), row, "{after}");
    // what lists walk along: the phase under each organisation above, the start with each of the people
    for (table, copy) in [("meeting_scope", "phase"), ("meeting_scope", "starts_at"), ("attendee", "starts_at")] {
        let apart = format!(
            "SELECT COUNT(*) FROM {table} x JOIN meeting m ON m.id = x.meeting_id WHERE m.id = {meeting} AND x.{copy} <> m.{copy}"
        );
        assert_eq!(w.number(apart).await, 0, "{table}.{copy} {after}");
    }
}

/// A form with somebody or other excluded.
fn shuffled(w: &World, dice: &mut Dice) -> MeetingForm {
    let mut form = w.form(MeetingKind::GeneralMeeting);
    form.starts_at = form.starts_at.plus(dice.below(5) * HOUR);
    let (out, stay): (Vec<_>, Vec<_>) = form.expected.iter().copied().partition(|m| m.0 != 101 && dice.below(4) == 0);
    form.expected = stay;
    let exclude = |member| Exclusion { member, reason: ExclusionReason::Away, note: String::new() };
    form.excluded = out.into_iter().map(exclude).collect();
    form
}

async fn some_act(w: &World, meeting: MeetingId, dice: &mut Dice) -> String {
    let member = 1 + dice.below(10);
    match dice.below(10) {
        0 => {
            let form = shuffled(w, dice);
            let reply = w.branch_admin().put(at(meeting, ""), &form).await;
            format!("edit {}", reply.status)
        }
        1 => {
            // mostly those who may be told, now and then anybody
            let people = w.branch_admin().sees(meeting).await.people;
            let may = |p: &&Attendee| p.expected || dice.below(20) == 0;
            let members: Vec<MemberId> = people.iter().filter(may).map(|p| p.member).collect();
            let reply = w.branch_admin().post(at(meeting, "/notice"), &json!({ "members": members })).await;
            format!("notice {}", reply.status)
        }
        2..=5 => {
            let reply = w.member(member).put(at(meeting, "/answer"), &json!({ "answer": "attend" })).await;
            format!("{member} attends {}", reply.status)
        }
        _ => {
            let form = json!({ "answer": "leave", "reason": format!("示例{}", dice.below(2)) });
            let reply = w.member(member).put(at(meeting, "/answer"), &form).await;
            format!("{member} leaves {}", reply.status)
        }
    }
}

on_both_engines! {
    async fn heads_fit_after_any_sequence_of_acts(w) {
        for seed in 0..4 {
            let mut dice = Dice::new(seed);
            let meeting = w.create(&shuffled(&w, &mut dice)).await.row.id;
            let mut done = Vec::new();
            for _ in 0..40 {
                done.push(some_act(&w, meeting, &mut dice).await);
                fits(&w, meeting, &format!("seed {seed}: {done:?}")).await;
            }
            assert!(done.iter().any(|d| d.contains("attends 200")), "{done:?}");
        }
    }

    async fn heads_fit_after_edits_and_answers_at_once(w) {
        let form = w.form(MeetingKind::GeneralMeeting);
        let meeting = w.announced_as(&form).await.row.id;
        let mut dice = Dice::new(7);
        let mut tasks = Vec::new();
        for n in 0..60 {
            let (w, form) = (w.clone(), shuffled(&w, &mut dice));
            tasks.push(tokio::spawn(async move {
                if n % 6 == 0 {
                    w.branch_admin().put(at(meeting, ""), &form).await.is(200);
                    return;
                }
                let answer = if n % 2 == 0 { json!({ "answer": "attend" }) } else { json!({ "answer": "leave", "reason": "示例" }) };
                let status = w.member(1 + n % 10).put(at(meeting, "/answer"), &answer).await.status.as_u16();
                assert!(matches!(status, 200 | 403), "{status}");
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        fits(&w, meeting, "all at once").await;
        let _: MeetingView = w.branch_admin().sees(meeting).await;
    }
}
