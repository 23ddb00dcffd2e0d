//! Meetings as they lie in kept answers: their titles, and how they look once an answer that still waits is counted.

use super::Item;
use gsdj_domain::MeetingId;
use gsdj_domain::meeting::{Answer, AnswerForm};
use gsdj_domain::shell::RowState;
use serde_json::Value;

/// The meeting that a write is an answer to.
#[must_use]
pub fn meeting_of(path: &str) -> Option<MeetingId> {
    path.strip_prefix("/api/meetings/")?.strip_suffix("/answer")?.parse().ok()
}

/// The title of a meeting, wherever in `body` it stands.
#[must_use]
pub fn title(body: &Value, meeting: MeetingId) -> Option<String> {
    match body {
        Value::Array(list) => list.iter().find_map(|part| title(part, meeting)),
        Value::Object(members) if is(body, meeting) => members.get("title")?.as_str().map(str::to_owned),
        Value::Object(members) => members.values().find_map(|part| title(part, meeting)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// Counts what waits as done: whoever answered without a network is not asked again on the next page.
pub fn count_waiting(body: &mut Value, items: &[Item]) {
    for item in items.iter().filter(|item| item.state == RowState::Waiting) {
        let form = serde_json::from_str::<AnswerForm>(&item.write.body);
        // what a helper answers for somebody else is not their own answer
        let own = form.ok().filter(|form| form.for_member.is_none());
        if let (Some(meeting), Some(form)) = (meeting_of(&item.write.path), own) {
            // the home page lists what is to be done: this is
            if let Some(list) = body.get_mut("waiting").and_then(Value::as_array_mut) {
                list.retain(|row| !is(row, meeting));
            }
            answered(body, meeting, form.answer);
        }
    }
}

fn answered(body: &mut Value, meeting: MeetingId, answer: Answer) {
    if is(body, meeting) {
        if let Some(row) = body.as_object_mut() {
            row.insert("my_answer".into(), answer.code().into());
            row.insert("waits_for_me".into(), false.into());
        }
        return;
    }
    match body {
        Value::Array(list) => list.iter_mut().for_each(|part| answered(part, meeting, answer)),
        Value::Object(members) => members.values_mut().for_each(|part| answered(part, meeting, answer)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whether it is the row or the whole view of this meeting: nothing else waits for somebody.
fn is(body: &Value, meeting: MeetingId) -> bool {
    body.get("waits_for_me").is_some() && body.get("id").and_then(Value::as_i64) == Some(meeting.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::Write;
    use gsdj_domain::Instant;
    use serde_json::json;

    fn item(state: RowState) -> Item {
        let write = Write {
            method: "PUT".into(),
            path: "/api/meetings/7/answer".into(),
            body: r#"{"answer":"leave","reason":"出差"}"#.into(),
            key: "k".into(),
        };
        let (queued_at, tried, what) = (Instant(1), false, String::new());
        Item { id: 1, write, what, queued_at, state, tried, status: None, answer: None, decided_at: None }
    }

    #[test]
    fn an_answer_that_waits_counts_wherever_its_meeting_is_shown() {
        let row = |id: i64| json!({ "id": id, "title": "示例大会", "waits_for_me": true });
        let mut home = json!({ "waiting": [row(7), row(8)], "unread": 1 });
        assert_eq!(title(&home, MeetingId(7)).as_deref(), Some("示例大会"));
        count_waiting(&mut home, &[item(RowState::Waiting)]);
        assert_eq!(home["waiting"], json!([row(8)]));

        let mut list = json!({ "items": [row(8), row(7)] });
        count_waiting(&mut list, &[item(RowState::Refused)]);
        assert_eq!(list["items"][1]["waits_for_me"], true, "a refused answer doesn't count");
        count_waiting(&mut list, &[item(RowState::Waiting)]);
        assert_eq!(list["items"][1]["my_answer"], "leave");
        assert_eq!(list["items"][1]["waits_for_me"], false);
        assert_eq!(list["items"][0], row(8));
    }
}
