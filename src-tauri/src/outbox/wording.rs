//! What lies in the outbox, in the user's words.

use gsdj_domain::Instant;
use gsdj_domain::meeting::{Answer, AnswerForm};
use gsdj_domain::routes;

/// A sentence for a write: what was done, and to what. `title` is the name of the thing, where it is known.
#[must_use]
pub fn what(path: &str, body: &str, title: Option<&str>) -> String {
    match routes::find(path).map(|route| route.path) {
        Some("/api/meetings/{}/answer") => answer(body, title),
        Some("/api/inbox/read") => "通知标为已读".into(),
        Some("/api/experiences/{}/like") => "点赞或取消点赞".into(),
        Some("/api/experiences/{}/comments") => "发表评论".into(),
        Some("/api/works/{}/shelf") => "放进或取下书架".into(),
        Some("/api/works/{}/place") => "同步阅读位置".into(),
        Some("/api/inbox/{}/read") => "一条通知标为已读".into(),
        Some(_) | None => "一项尚未发送的操作".into(),
    }
}

fn answer(body: &str, title: Option<&str>) -> String {
    let meeting = title.map_or_else(|| "会议".into(), |title| format!("会议「{title}」"));
    match serde_json::from_str::<AnswerForm>(body) {
        Ok(AnswerForm { answer: Answer::Attend, .. }) => format!("反馈{meeting}：参加"),
        Ok(AnswerForm { answer: Answer::Leave, reason, .. }) => format!("反馈{meeting}：请假（{reason}）"),
        Err(_) => format!("反馈{meeting}"),
    }
}

/// How a refused write is told: what it was, when it was done, and that it didn't count.
#[must_use]
pub fn refused(what: &str, queued_at: Instant, now: Instant, sentence: &str) -> String {
    format!("您于{}的操作“{what}”未被接受：{sentence}", queued_at.spoken(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_told_with_the_meeting_and_the_reason() {
        let path = "/api/meetings/7/answer";
        assert_eq!(what(path, r#"{"answer":"attend"}"#, Some("示例大会")), "反馈会议「示例大会」：参加");
        assert_eq!(what(path, r#"{"answer":"leave","reason":"出差"}"#, None), "反馈会议：请假（出差）");
        assert_eq!(what("/api/inbox/read", "{}", None), "通知标为已读");
    }
}
