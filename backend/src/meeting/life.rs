//! Outlines, materials, the appraisal of the members and the work after a meeting (FEATURES 3.1): for whichever kind has
//! those steps.
//!
//! A ballot is taken without its idempotency key: a key is kept with a fingerprint of what was sent under it, and that would
//! tie a voter to a vote. One ballot a person is what makes it safe to repeat.

use super::create::{nudge, own, titled};
use super::record::rules_for;
use super::store::{self, Part, Stored};
use super::view;
use crate::app::App;
use crate::error::Result;
use crate::http::{Act as ActBody, Allowed, Caller, PathId, WriteProblems, body::Nothing, needs};
use crate::live::{Event, Subject};
use crate::store::Conn;
use crate::{audit, file};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use gsdj_domain::account::{Permission, allows};
use gsdj_domain::audit::Deed;
use gsdj_domain::meeting::life::{
    AppraisalForm, AppraisalView, Appraisee, Ballot, LifeView, OPINION_MAX, OutlineForm, PaperForm, SelfAppraisal,
    check_graded, check_outline, check_own, check_paper, shown,
};
use gsdj_domain::meeting::{Act, Attendee, MeetingRefusal, MeetingView, Step, quorum};
use gsdj_domain::refusal::check_length;
use gsdj_domain::{AccountId, Instant, MeetingId, MemberId, Refusal};
use std::collections::BTreeSet;

/// Hand in one's own outline; the branch may hand one in for a member, or excuse them with a reason.
#[utoipa::path(put, path = "/api/meetings/{id}/outline", tag = "meeting", params(("id" = MeetingId, Path)), request_body = OutlineForm,
    responses((status = 200, body = MeetingView), WriteProblems))]
pub(super) async fn outline(
    State(app): State<App>,
    who: Allowed<needs::SeeMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<OutlineForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        hand_in_outline(c, &caller, id, &form, now)?;
        view::of(c, &caller, id, now)
    })
    .await
}

/// Takes an outline.
///
/// # Errors
/// When it is empty, somebody else's, or the step is over.
pub fn hand_in_outline(c: &mut Conn<'_>, who: &Caller, id: MeetingId, form: &OutlineForm, now: Instant) -> Result<()> {
    let by_branch = who.member.is_none();
    let (stored, member) = match who.member {
        Some(member) => (store::load(c, &who.scope(), id)?, member),
        None if !allows(who.role, Permission::ManageMeetings) => {
            return Err(Refusal::NoPermission(Permission::ManageMeetings).into());
        }
        None => (own(c, who, id)?, form.member.ok_or(Refusal::from(MeetingRefusal::NotOneOfThem))?),
    };
    stored.rules.allow(Act::UploadOutline, now)?;
    let people = store::people(c, id)?;
    if !people.iter().any(|p| p.member == member && p.expected) {
        let refusal = if by_branch { MeetingRefusal::NotOneOfThem } else { MeetingRefusal::NotInvited };
        return Err(Refusal::from(refusal).into());
    }
    check_outline(form, by_branch)?;
    file::check_owned(c, who, &form.files, false)?;
    let excused = form.excused && by_branch;
    store::set_paper(c, id, Part::Outline(member), (form.text.trim(), &form.files, excused), &who.name, now)?;
    crate::inbox::read_meeting(c, AccountId(member.0), id, now)?;
    audit::write(c, who, now, Deed::OutlineHandedIn, &titled(stored.kind, &stored.title))?;
    for account in [stored.branch_account(), AccountId(member.0)] {
        c.after_commit(Event { account, subject: Subject::Meetings });
    }
    Ok(())
}

/// Put the materials together; they can be changed until they are handed in for approval.
#[utoipa::path(put, path = "/api/meetings/{id}/materials", tag = "meeting", params(("id" = MeetingId, Path)), request_body = PaperForm,
    responses((status = 200, body = MeetingView), WriteProblems))]
pub(super) async fn materials(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<PaperForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        hand_in_paper(c, &caller, id, Act::SubmitMaterials, &form, now)?;
        view::of(c, &caller, id, now)
    })
    .await
}

/// Upload what was done after the meeting; it can be changed later.
#[utoipa::path(put, path = "/api/meetings/{id}/after-work", tag = "meeting", params(("id" = MeetingId, Path)), request_body = PaperForm,
    responses((status = 200, body = MeetingView), WriteProblems))]
pub(super) async fn after_work(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<PaperForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        hand_in_paper(c, &caller, id, Act::UploadAfterWork, &form, now)?;
        view::of(c, &caller, id, now)
    })
    .await
}

/// Takes the materials or the after-meeting work.
///
/// # Errors
/// When it is empty, or not the time for it.
pub fn hand_in_paper(
    c: &mut Conn<'_>,
    who: &Caller,
    id: MeetingId,
    act: Act,
    form: &PaperForm,
    now: Instant,
) -> Result<()> {
    let stored = own(c, who, id)?;
    stored.rules.allow(act, now)?;
    let (part, label, deed, noted) = if act == Act::UploadAfterWork {
        (Part::AfterWork, "会后工作", Deed::AfterWorkUploaded, Step::AfterWork.code())
    } else {
        (Part::Materials, "会议材料", Deed::MaterialsSubmitted, act.code())
    };
    check_paper(form, label)?;
    file::check_owned(c, who, &form.files, false)?;
    store::set_paper(c, id, part, (form.text.trim(), &form.files, false), &who.name, now)?;
    store::advance(c, &stored.rules.after(act), None)?;
    store::note(c, id, noted, &who.name, "", now)?;
    audit::write(c, who, now, deed, &titled(stored.kind, &stored.title))
}

/// Appraise oneself.
#[utoipa::path(put, path = "/api/meetings/{id}/self-appraisal", tag = "meeting", params(("id" = MeetingId, Path)), request_body = SelfAppraisal,
    responses((status = 200, body = MeetingView), WriteProblems))]
pub(super) async fn own_appraisal(
    State(app): State<App>,
    who: Allowed<needs::AnswerMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<SelfAppraisal>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        appraise_oneself(c, &caller, id, &form, now)?;
        view::of(c, &caller, id, now)
    })
    .await
}

/// Takes what a member says of themselves.
///
/// # Errors
/// When they are not expected, or it is not the time for it.
pub fn appraise_oneself(
    c: &mut Conn<'_>,
    who: &Caller,
    id: MeetingId,
    form: &SelfAppraisal,
    now: Instant,
) -> Result<()> {
    let (stored, _, own) = appraiser(c, who, id, now)?;
    check_own(form)?;
    store::set_own(c, id, own.member, form)?;
    c.after_commit(Event { account: stored.branch_account(), subject: Subject::Meetings });
    Ok(())
}

/// The meeting, its people, and the caller's own row, if they may appraise now.
fn appraiser(c: &mut Conn<'_>, who: &Caller, id: MeetingId, now: Instant) -> Result<(Stored, Vec<Attendee>, Attendee)> {
    let member = who.member.ok_or(Refusal::from(MeetingRefusal::NotInvited))?;
    let stored = store::load(c, &who.scope(), id)?;
    stored.rules.allow(Act::Appraise, now)?;
    let people = store::people(c, id)?;
    let own = people
        .iter()
        .find(|p| p.member == member && p.expected)
        .cloned()
        .ok_or(Refusal::from(MeetingRefusal::NotInvited))?;
    Ok((stored, people, own))
}

/// Vote on all the others, once. Who voted is kept, and apart from it what was voted.
#[utoipa::path(post, path = "/api/meetings/{id}/ballot", tag = "meeting", params(("id" = MeetingId, Path)), request_body = Ballot,
    responses((status = 200, body = MeetingView), WriteProblems))]
pub(super) async fn ballot(
    State(app): State<App>,
    who: Allowed<needs::AnswerMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<Ballot>,
) -> Result<Response> {
    let (caller, form, now) = (who.clone(), act.form, app.now());
    let seen = app
        .store
        .write(move |c| {
            vote(c, &caller, id, &form, now)?;
            view::of(c, &caller, id, now)
        })
        .await?;
    Ok(Json(seen).into_response())
}

/// Takes a ballot.
///
/// # Errors
/// When the caller has no vote, was not there, has voted, or leaves somebody out.
pub fn vote(c: &mut Conn<'_>, who: &Caller, id: MeetingId, form: &Ballot, now: Instant) -> Result<()> {
    let (stored, people, own) = appraiser(c, who, id, now)?;
    if stored.rules.ballot_closed {
        return Err(Refusal::from(MeetingRefusal::BallotClosed).into());
    }
    if !quorum::has_vote(&rules_for(&stored), own.class) {
        return Err(Refusal::from(MeetingRefusal::NoVote).into());
    }
    if !own.present.unwrap_or_else(|| own.attends()) {
        return Err(Refusal::from(MeetingRefusal::NotPresent).into());
    }
    if store::has_voted(c, id, own.member)? {
        return Err(Refusal::from(MeetingRefusal::AlreadyVoted).into());
    }
    let others: BTreeSet<MemberId> =
        people.iter().filter(|p| p.expected && p.member != own.member).map(|p| p.member).collect();
    check_graded(form.grades.iter().map(|g| g.member), &others)?;
    store::cast(c, id, own.member, &form.grades)?;
    c.after_commit(Event { account: stored.branch_account(), subject: Subject::Meetings });
    Ok(())
}

/// End the vote: what was voted can be seen from now on, and nobody votes any more.
#[utoipa::path(post, path = "/api/meetings/{id}/ballot/end", tag = "meeting", params(("id" = MeetingId, Path)),
    responses((status = 200, body = MeetingView), WriteProblems))]
pub(super) async fn end_ballot(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        close_ballot(c, &caller, id, now)?;
        view::of(c, &caller, id, now)
    })
    .await
}

/// Ends the vote.
///
/// # Errors
/// When it has ended, or it is not the time for it.
pub fn close_ballot(c: &mut Conn<'_>, who: &Caller, id: MeetingId, now: Instant) -> Result<()> {
    let stored = own(c, who, id)?;
    stored.rules.allow(Act::CloseBallot, now)?;
    store::advance(c, &stored.rules.after(Act::CloseBallot), None)?;
    let told = store::told_members(c, id, false)?;
    nudge(c, &told);
    let voted = format!("{} 人投票", store::voted(c, id)?);
    store::note(c, id, Act::CloseBallot.code(), &who.name, &voted, now)?;
    audit::write(c, who, now, Deed::BallotClosed, &format!("{}，{voted}", titled(stored.kind, &stored.title)))
}

/// Enter the organisation's grade for everybody.
#[utoipa::path(put, path = "/api/meetings/{id}/appraisal", tag = "meeting", params(("id" = MeetingId, Path)), request_body = AppraisalForm,
    responses((status = 200, body = MeetingView), WriteProblems))]
pub(super) async fn appraisal(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<AppraisalForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        grade(c, &caller, id, &form, now)?;
        view::of(c, &caller, id, now)
    })
    .await
}

/// Takes the organisation's grades.
///
/// # Errors
/// When the vote has not ended, or somebody is left out.
pub fn grade(c: &mut Conn<'_>, who: &Caller, id: MeetingId, form: &AppraisalForm, now: Instant) -> Result<()> {
    let stored = own(c, who, id)?;
    stored.rules.allow(Act::UploadAppraisal, now)?;
    let people = store::people(c, id)?;
    let expected: BTreeSet<MemberId> = people.iter().filter(|p| p.expected).map(|p| p.member).collect();
    check_graded(form.verdicts.iter().map(|v| v.member), &expected)?;
    let mut faults = Vec::new();
    for verdict in &form.verdicts {
        check_length(&mut faults, "verdicts", "组织意见", &verdict.opinion, OPINION_MAX);
    }
    Refusal::collect(faults)?;
    store::set_verdicts(c, id, &form.verdicts)?;
    store::advance(c, &stored.rules.after(Act::UploadAppraisal), None)?;
    store::note(c, id, Act::UploadAppraisal.code(), &who.name, &format!("{} 人", expected.len()), now)?;
    audit::write(c, who, now, Deed::AppraisalUploaded, &titled(stored.kind, &stored.title))
}

/// What the meeting has beside, as this caller sees it; `None` for kinds with none of it.
pub(super) fn of(
    c: &mut Conn<'_>,
    stored: &Stored,
    people: &[Attendee],
    member: Option<MemberId>,
) -> Result<Option<LifeView>> {
    let (id, kind) = (stored.rules.id, stored.rules.kind);
    if ![Step::SpeechOutline, Step::SubmitMaterials, Step::UploadAppraisal, Step::AfterWork]
        .iter()
        .any(|s| kind.has(*s))
    {
        return Ok(None);
    }
    let outlines = if kind.has(Step::SpeechOutline) { store::outlines(c, id, member)? } else { Vec::new() };
    Ok(Some(LifeView {
        outlines,
        outlines_missing: stored.rules.outlines_missing,
        materials: store::paper(c, id, Part::Materials)?.map(|(paper, _)| paper),
        appraisal: if kind.has(Step::UploadAppraisal) { Some(appraisals(c, stored, people, member)?) } else { None },
        after_work: store::paper(c, id, Part::AfterWork)?.map(|(paper, _)| paper),
    }))
}

/// The appraisal as this caller sees it: counts only once the vote has ended, and a member nobody's but their own.
fn appraisals(
    c: &mut Conn<'_>,
    stored: &Stored,
    people: &[Attendee],
    member: Option<MemberId>,
) -> Result<AppraisalView> {
    let id = stored.rules.id;
    let rules = rules_for(stored);
    let open = !stored.rules.ballot_closed;
    let mut rows = store::appraisal(c, id)?;
    let cast: bool = rows.iter().any(|r| r.votes.is_some_and(|v| v.total() > 0));
    for row in &mut rows {
        row.votes = row.votes.and_then(|votes| shown(votes, open)).filter(|_| member.is_none());
        if member.is_some() && !stored.rules.is_done() {
            (row.grade, row.opinion) = (None, String::new());
        }
    }
    let suppressed = !open && cast && member.is_none() && rows.iter().all(|r| r.votes.is_none());
    let others = people.iter().filter(|p| p.expected && member.is_some_and(|m| m != p.member));
    let others = others.map(|p| Appraisee { member: p.member, name: p.name.clone() }).collect();
    if let Some(member) = member {
        rows.retain(|row| row.member == member);
    }
    let has_voted = match member {
        Some(member) => store::has_voted(c, id, member)?,
        None => false,
    };
    let there = |p: &Attendee| p.present.unwrap_or_else(|| p.attends());
    let voters = quorum::voters_present(&rules, people, there);
    Ok(AppraisalView { rows, others, voters, voted: store::voted(c, id)?, has_voted, suppressed })
}
