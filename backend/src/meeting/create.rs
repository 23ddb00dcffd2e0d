//! Creating, editing and calling off (FEATURES 3.4–3.10, 3.12).

use super::{store, view};
use crate::app::App;
use crate::error::Result;
use crate::http::{Act as ActBody, Allowed, Caller, IfMatch, Params, PathId, Read, ReadProblems, WriteProblems, needs};
use crate::inbox::{self, Message};
use crate::live::{Event, Subject};
use crate::store::Conn;
use crate::{audit, check_in, org};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::inbox::Topic;
use gsdj_domain::meeting::{
    Act, Attendee, Audience, CancelForm, Candidate, GroupChoice, MeetingDraft, MeetingForm, MeetingKind,
    MeetingRefusal, MeetingView, form, share,
};
use gsdj_domain::refusal::check_reason;
use gsdj_domain::{AccountId, GroupId, Instant, MeetingId, MemberId, OrgId, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;

/// For which kind.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct DraftParams {
    /// The kind.
    kind: MeetingKind,
}

/// What the form starts from: the circle, the committee, what is proposed.
#[utoipa::path(get, path = "/api/meetings/draft", tag = "meeting", params(DraftParams),
    responses((status = 200, body = MeetingDraft), ReadProblems))]
pub(super) async fn draft(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    Params(params): Params<DraftParams>,
) -> Result<Read<MeetingDraft>> {
    let (branch, now, kind) = (who.org, app.now(), params.kind);
    let draft = app
        .store
        .read(move |c| {
            let in_groups = kind.row().audience == Audience::Group;
            Ok(MeetingDraft {
                kind,
                circle: circle(c, branch, kind, None)?,
                groups: if in_groups { org::groups_for_meeting(c, branch)? } else { Vec::new() },
                committee: org::committee(c, branch)?,
                required_share: kind.row().share_required.then_some(share::DEFAULT_REQUIRED),
                now,
            })
        })
        .await?;
    Ok(Read(draft))
}

/// Whom the kind draws from: of a kind that draws from a group, that group's members, or without one everybody who is in
/// one.
fn circle(c: &mut Conn<'_>, branch: OrgId, kind: MeetingKind, group: Option<GroupId>) -> Result<Vec<Candidate>> {
    let mut members = org::members_for_meeting(c, branch)?;
    match kind.row().audience {
        Audience::Branch => {}
        Audience::Committee => {
            let committee = org::committee(c, branch)?;
            members.retain(|m| committee.iter().any(|p| p.member == m.id));
        }
        Audience::Group => {
            let groups = org::groups_for_meeting(c, branch)?;
            let meant = |g: &&GroupChoice| group.is_none_or(|id| id == g.id);
            members.retain(|m| groups.iter().filter(meant).any(|g| g.members.contains(&m.id)));
        }
    }
    Ok(members)
}

/// Create a meeting; nobody is told yet.
#[utoipa::path(post, path = "/api/meetings", tag = "meeting", request_body = MeetingForm,
    responses((status = 201, body = MeetingView), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    act: ActBody<MeetingForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let id = create(c, &caller, &form, now)?;
        view::of(c, &caller, id, now)
    })
    .await
}

/// Creates the meeting of the caller's branch.
///
/// # Errors
/// Every fault of the form at once.
pub fn create(c: &mut Conn<'_>, who: &Caller, form: &MeetingForm, now: Instant) -> Result<MeetingId> {
    let (people, names) = checked(c, who.org, form, Vec::new(), now)?;
    let id = store::insert(c, who.org, form, &names, now)?;
    store::put_in_scope(c, id, &who.org_path, form.starts_at)?;
    store::set_people(c, id, &people)?;
    store::note(c, id, "create", &who.name, "", now)?;
    audit::write(c, who, now, Deed::MeetingCreated, &titled(form.kind, &form.title))?;
    Ok(id)
}

/// Checks the form; answers the people as rows and the names to be kept. `known` are the rows before an edit.
fn checked(
    c: &mut Conn<'_>,
    branch: OrgId,
    form: &MeetingForm,
    known: Vec<Attendee>,
    now: Instant,
) -> Result<(Vec<Attendee>, store::Names)> {
    let circle = circle(c, branch, form.kind, form.group)?;
    let committee = org::committee(c, branch)?;
    let persons: Vec<_> = circle.iter().map(|p| form::Person { id: p.id, name: p.name.clone() }).collect();
    let committee_ids: Vec<MemberId> = committee.iter().map(|p| p.member).collect();
    form::check(form, &persons, &committee_ids, now)?;
    let chair = committee.iter().find(|p| p.member == form.chair).map(|p| p.name.clone()).unwrap_or_default();
    let group = match form.group {
        Some(id) => org::groups_for_meeting(c, branch)?.into_iter().find(|g| g.id == id).map(|g| g.name),
        None => None,
    };
    if form.group.is_some() && group.is_none() {
        return Err(Refusal::from(MeetingRefusal::GroupMissing).into());
    }
    let people = circle.iter().map(|p| attendee(form, p, known.iter().find(|k| k.member == p.id))).collect();
    Ok((people, store::Names { chair, group }))
}

fn attendee(form: &MeetingForm, person: &Candidate, known: Option<&Attendee>) -> Attendee {
    let exclusion = form.excluded.iter().find(|e| e.member == person.id);
    let expected = exclusion.is_none();
    let answered = known.filter(|_| expected);
    Attendee {
        member: person.id,
        name: person.name.clone(),
        class: person.class,
        expected,
        reason: exclusion.map(|e| e.reason),
        note: exclusion.map(|e| e.note.trim().to_owned()).unwrap_or_default(),
        told_at: known.and_then(|k| k.told_at),
        answer: answered.and_then(|k| k.answer),
        leave_reason: answered.map(|k| k.leave_reason.clone()).unwrap_or_default(),
        answered_at: answered.and_then(|k| k.answered_at),
        present: None,
        checked_in_at: None,
        answered_by: None,
    }
}

/// Change a meeting; those told already are told of the change. `If-Match` with the version guards against overwriting.
#[utoipa::path(put, path = "/api/meetings/{id}", tag = "meeting", params(("id" = MeetingId, Path)), request_body = MeetingForm,
    responses((status = 200, body = MeetingView), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    read_at: IfMatch,
    act: ActBody<MeetingForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        edit(c, &caller, id, read_at, &form, now)?;
        view::of(c, &caller, id, now)
    })
    .await
}

fn edit(
    c: &mut Conn<'_>,
    who: &Caller,
    id: MeetingId,
    read_at: IfMatch,
    form: &MeetingForm,
    now: Instant,
) -> Result<()> {
    let stored = own(c, who, id)?;
    stored.rules.allow(Act::Edit, now)?;
    read_at.check(stored.version)?;
    if form.kind != stored.kind {
        return Err(Refusal::Malformed { what: "会议类型不能修改".into() }.into());
    }
    let before = store::people(c, id)?;
    let told = store::told_members(c, id, false)?;
    let (people, names) = checked(c, stored.org.id, form, before, now)?;
    store::update(c, id, form, &names)?;
    store::set_people(c, id, &people)?;
    store::put_in_scope(c, id, &stored.org_path, form.starts_at)?;
    if form.starts_at != stored.rules.starts_at {
        check_in::moved(c, id, form.starts_at)?;
    }
    let changes = changes(&stored, form, &names.chair, now);
    let title = format!("会议有变更：{}", form.title.trim());
    let message = Message { topic: Topic::MeetingChanged, title: &title, body: &changes, meeting: Some(id) };
    tell(c, &told, &message, now)?;
    store::note(c, id, "edit", &who.name, &changes, now)?;
    audit::write(c, who, now, Deed::MeetingEdited, &titled(form.kind, &form.title))
}

/// What is different now, in words.
fn changes(before: &store::Stored, form: &MeetingForm, chair: &str, now: Instant) -> String {
    let mut said = Vec::new();
    if before.rules.starts_at != form.starts_at {
        said.push(format!("时间改为{}", form.starts_at.spoken(now)));
    }
    if before.place != form.place.trim() {
        said.push(format!("地点改为{}", form.place.trim()));
    }
    if before.chair_name != chair {
        said.push(format!("主持人改为{chair}"));
    }
    if before.rules.answer_deadline != form.answer_deadline {
        said.push(format!("反馈截止改为{}", form.answer_deadline.spoken(now)));
    }
    if said.is_empty() { "会议内容有更新，请查看".into() } else { format!("{}。", said.join("，")) }
}

/// Call a meeting off, with a reason; those told are told.
#[utoipa::path(post, path = "/api/meetings/{id}/cancellation", tag = "meeting", params(("id" = MeetingId, Path)), request_body = CancelForm,
    responses((status = 200, body = MeetingView), WriteProblems))]
pub(super) async fn cancel(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<CancelForm>,
) -> Result<Response> {
    let (caller, reason) = (who.clone(), act.form.reason.trim().to_owned());
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        call_off(c, &caller, id, &reason, now)?;
        view::of(c, &caller, id, now)
    })
    .await
}

/// Calls a meeting of the caller's branch off.
///
/// # Errors
/// When it is too late for that, or the reason is missing.
pub fn call_off(c: &mut Conn<'_>, who: &Caller, id: MeetingId, reason: &str, now: Instant) -> Result<()> {
    let stored = own(c, who, id)?;
    stored.rules.allow(Act::Cancel, now)?;
    let reason = check_reason(reason, form::REASON_MAX, MeetingRefusal::CancelNeedsReason)?;
    store::advance(c, &stored.rules.after(Act::Cancel), None)?;
    store::set_cancel_reason(c, id, reason)?;
    let (title, body) = (format!("会议已取消：{}", stored.title), format!("原因：{reason}"));
    let message = Message { topic: Topic::MeetingCancelled, title: &title, body: &body, meeting: Some(id) };
    let told = store::told_members(c, id, false)?;
    tell(c, &told, &message, now)?;
    store::note(c, id, "cancel", &who.name, reason, now)?;
    audit::write(c, who, now, Deed::MeetingCancelled, &titled(stored.kind, &stored.title))
}

/// Tells members of something that also changes their lists of meetings.
pub(super) fn tell(c: &mut Conn<'_>, members: &[MemberId], message: &Message<'_>, now: Instant) -> Result<()> {
    inbox::tell(c, members.iter().map(|member| AccountId(member.0)), message, now)?;
    nudge(c, members);
    Ok(())
}

/// Has the pages of members look at their meetings again.
pub(super) fn nudge(c: &mut Conn<'_>, members: &[MemberId]) {
    for member in members {
        c.after_commit(Event { account: AccountId(member.0), subject: Subject::Meetings });
    }
}

/// A meeting of the caller's own branch.
///
/// # Errors
/// [`Refusal::NotFound`] for every other.
pub fn own(c: &mut Conn<'_>, who: &Caller, id: MeetingId) -> Result<store::Stored> {
    let stored = store::load(c, &who.scope(), id)?;
    if stored.org.id == who.org { Ok(stored) } else { Err(Refusal::NotFound.into()) }
}

/// 支部党员大会 · 讨论预备党员转正.
pub(super) fn titled(kind: MeetingKind, title: &str) -> String {
    format!("{} · {}", kind.label(), title.trim())
}
