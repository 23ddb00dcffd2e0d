//! Meetings and their files.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send, send_if};
use crate::meeting::model::list::Filter;
use gsdj_domain::meeting::life::{AppraisalForm, Ballot, OutlineForm, PaperForm, SelfAppraisal};
use gsdj_domain::meeting::{
    Act, AnswerForm, Answered, CancelForm, MeetingDraft, MeetingForm, MeetingKind, MeetingRow, MeetingView, RecordForm,
    SendNotice, StageCount,
};
use gsdj_domain::{FileId, MeetingId, OrgId, Page};

/// Meetings, newest first; `org` narrows to one organisation's.
pub async fn list(
    filter: Filter,
    org: Option<OrgId>,
    cursor: Option<String>,
) -> Result<Fetched<Page<MeetingRow>>, ApiError> {
    let mut pairs = filter.pairs();
    pairs.push(("org", org.map(|o| o.to_string()).unwrap_or_default()));
    pairs.push(("cursor", cursor.unwrap_or_default()));
    get(query::with("/api/meetings", &pairs)).await
}

/// How many stand at which stage.
pub async fn counts(kind: Option<MeetingKind>) -> Result<Fetched<Vec<StageCount>>, ApiError> {
    let pairs = [("kind", kind.map(|k| k.code().to_owned()).unwrap_or_default())];
    get(query::with("/api/meetings/counts", &pairs)).await
}

/// What a new meeting's form starts from.
pub async fn draft(kind: MeetingKind) -> Result<Fetched<MeetingDraft>, ApiError> {
    get(query::with("/api/meetings/draft", &[("kind", kind.code().to_owned())])).await
}

/// One meeting, whole.
pub async fn view(id: MeetingId) -> Result<Fetched<MeetingView>, ApiError> {
    get(of(id)).await
}

/// Creates a meeting.
pub async fn create(form: MeetingForm, key: IdempotencyKey) -> Result<Sent<MeetingView>, ApiError> {
    send(Method::Post, "/api/meetings".into(), &form, key).await
}

/// Changes a meeting as it stood at `version`; refused when somebody else changed it since.
pub async fn edit(
    id: MeetingId,
    version: u32,
    form: MeetingForm,
    key: IdempotencyKey,
) -> Result<Sent<MeetingView>, ApiError> {
    send_if(Method::Put, of(id), &form, key, version).await
}

/// Tells the members ticked.
pub async fn notice(id: MeetingId, form: SendNotice, key: IdempotencyKey) -> Result<Sent<MeetingView>, ApiError> {
    send(Method::Post, part(id, "notice"), &form, key).await
}

/// Tells the members ticked beforehand.
pub async fn pre_notice(id: MeetingId, form: SendNotice, key: IdempotencyKey) -> Result<Sent<MeetingView>, ApiError> {
    send(Method::Post, part(id, "pre-notice"), &form, key).await
}

/// Hands in an outline; waits in the outbox when there is no network.
pub async fn outline(id: MeetingId, form: OutlineForm, key: IdempotencyKey) -> Result<Sent<MeetingView>, ApiError> {
    send(Method::Put, part(id, "outline"), &form, key).await
}

/// Keeps the materials, or the work after the meeting.
pub async fn paper(
    id: MeetingId,
    act: Act,
    form: PaperForm,
    key: IdempotencyKey,
) -> Result<Sent<MeetingView>, ApiError> {
    let last = if act == Act::UploadAfterWork { "after-work" } else { "materials" };
    send(Method::Put, part(id, last), &form, key).await
}

/// Appraises oneself; waits in the outbox when there is no network.
pub async fn own_appraisal(
    id: MeetingId,
    form: SelfAppraisal,
    key: IdempotencyKey,
) -> Result<Sent<MeetingView>, ApiError> {
    send(Method::Put, part(id, "self-appraisal"), &form, key).await
}

/// Votes on the others, once.
pub async fn ballot(id: MeetingId, form: Ballot, key: IdempotencyKey) -> Result<Sent<MeetingView>, ApiError> {
    send(Method::Post, part(id, "ballot"), &form, key).await
}

/// Ends the vote.
pub async fn end_ballot(id: MeetingId, key: IdempotencyKey) -> Result<Sent<MeetingView>, ApiError> {
    send(Method::Post, part(id, "ballot/end"), &NOTHING, key).await
}

/// Keeps the organisation's grades.
pub async fn appraisal(id: MeetingId, form: AppraisalForm, key: IdempotencyKey) -> Result<Sent<MeetingView>, ApiError> {
    send(Method::Put, part(id, "appraisal"), &form, key).await
}

/// Reminds the silent.
pub async fn remind(id: MeetingId, key: IdempotencyKey) -> Result<Sent<MeetingView>, ApiError> {
    send(Method::Post, part(id, "reminders"), &NOTHING, key).await
}

/// Answers in person; waits in the outbox when there is no network.
pub async fn answer(id: MeetingId, form: AnswerForm, key: IdempotencyKey) -> Result<Sent<Answered>, ApiError> {
    send(Method::Put, part(id, "answer"), &form, key).await
}

/// Keeps the record.
pub async fn record(id: MeetingId, form: RecordForm, key: IdempotencyKey) -> Result<Sent<MeetingView>, ApiError> {
    send(Method::Put, part(id, "record"), &form, key).await
}

/// 报审, 报备 or confirmation.
pub async fn submit(id: MeetingId, key: IdempotencyKey) -> Result<Sent<MeetingView>, ApiError> {
    send(Method::Post, part(id, "submission"), &NOTHING, key).await
}

/// Takes it back.
pub async fn withdraw(id: MeetingId, key: IdempotencyKey) -> Result<Sent<MeetingView>, ApiError> {
    send(Method::Delete, part(id, "submission"), &NOTHING, key).await
}

/// Calls it off.
pub async fn cancel(id: MeetingId, form: CancelForm, key: IdempotencyKey) -> Result<Sent<MeetingView>, ApiError> {
    send(Method::Post, part(id, "cancellation"), &form, key).await
}

/// Where a file's bytes are; for pictures and links.
#[must_use]
pub fn file(id: FileId) -> String {
    super::file_address(id)
}

/// An empty body: acts that need no words.
const NOTHING: Nothing = Nothing {};

#[derive(serde::Serialize)]
struct Nothing {}

fn of(id: MeetingId) -> String {
    format!("/api/meetings/{id}")
}

fn part(id: MeetingId, part: &str) -> String {
    format!("/api/meetings/{id}/{part}")
}
