//! Holding a group study: beginning, who is there, the player's beats, the end.

use super::ask;
use super::settle::{finish, share_out};
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{
    Act, Allowed, Caller, PageParams, Params, PathId, Read, ReadProblems, WriteProblems, body::Nothing, needs,
};
use crate::learning::store::{self, GroupStudy};
use crate::learning::view;
use crate::meeting;
use crate::store::Conn;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::learning::watch::Beat;
use gsdj_domain::learning::{
    BeatForm, BeatTold, BeatVerdict, GroupStudyForm, GroupStudyPeopleForm, GroupStudyRow, GroupStudyView,
    LearningRefusal, LessonProgress, Progress, StudyOpened,
};
use gsdj_domain::{GroupStudyId, Instant, MemberId, Page, Refusal, StudyId};

/// The branch's group studies, the latest first.
#[utoipa::path(get, path = "/api/group-studies", tag = "learning", params(PageParams),
    responses((status = 200, body = Page<GroupStudyRow>), ReadProblems))]
pub(crate) async fn list(
    State(app): State<App>,
    who: Allowed<needs::HoldGroupStudies>,
    Params(page): Params<PageParams>,
) -> Result<Read<Page<GroupStudyRow>>> {
    let (org, limit, after) = (who.org, page.limit(), page.after()?.unwrap_or(i64::MAX));
    let rows = app.store.read(move |c| store::group_studies(c, org, after, limit + 1)).await?;
    Ok(Read(Page::cut(rows, limit, |row| row.id.to_string())))
}

/// One group study, with those who are or were there.
#[utoipa::path(get, path = "/api/group-studies/{id}", tag = "learning", params(("id" = GroupStudyId, Path)),
    responses((status = 200, body = GroupStudyView), ReadProblems))]
pub(crate) async fn get(
    State(app): State<App>,
    who: Allowed<needs::HoldGroupStudies>,
    PathId(id): PathId<GroupStudyId>,
) -> Result<Read<GroupStudyView>> {
    let caller = who.clone();
    Ok(Read(app.store.read(move |c| of(c, &caller, id)).await?))
}

fn of(c: &mut Conn<'_>, who: &Caller, id: GroupStudyId) -> Result<GroupStudyView> {
    store::group_study(c, who.org, id)?;
    Ok(GroupStudyView { row: store::group_study_row(c, id)?, persons: store::persons(c, id)? })
}

/// Begin a group study with those who are ticked or have checked in at a meeting. One that goes on ends with it.
#[utoipa::path(post, path = "/api/group-studies", tag = "learning", request_body = GroupStudyForm,
    responses((status = 201, body = GroupStudyView), WriteProblems))]
pub(crate) async fn post(
    State(app): State<App>,
    who: Allowed<needs::HoldGroupStudies>,
    act: Act<GroupStudyForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let id = begin(c, &caller, &form, now)?;
        of(c, &caller, id)
    })
    .await
}

/// Begins a group study of the caller's branch.
///
/// # Errors
/// When there is no such lesson to play, nobody is there, or somebody is of another branch.
pub fn begin(c: &mut Conn<'_>, who: &Caller, form: &GroupStudyForm, now: Instant) -> Result<GroupStudyId> {
    let head = store::lesson_head(c, form.lesson)?;
    if !head.open {
        return Err(Refusal::NotFound.into());
    }
    if !head.kind.is_played() {
        return Err(Refusal::from(LearningRefusal::NotPlayed).into());
    }
    let mut members = form.members.clone();
    if let Some(meeting) = form.meeting {
        meeting::own(c, who, meeting)?;
        members.extend(store::checked_in(c, who.org, meeting)?);
    }
    let members = of_branch(c, who, &members)?;
    if let Some(before) = store::open_group_study(c, who.org)? {
        finish(c, before, now)?;
    }
    let id = store::begin_group_study(c, who.org, (head.id, head.duration), form.meeting, now)?;
    store::set_people(c, id, &members)?;
    let group_study = going_on(c, who, id)?;
    ask::tell(c, &group_study, &[])?;
    store::note_studied(c, who.account, head.course, now)?;
    audit::write(c, who, now, Deed::GroupStudyBegun, &format!("{}（{} 人）", head.title, members.len()))?;
    Ok(id)
}

/// The members, each once, if all are of the caller's branch and there is one.
fn of_branch(c: &mut Conn<'_>, who: &Caller, members: &[MemberId]) -> Result<Vec<MemberId>> {
    let mut members = members.to_vec();
    members.sort_unstable();
    members.dedup();
    if members.is_empty() {
        return Err(Refusal::from(LearningRefusal::NobodyPresent).into());
    }
    let known = store::members_of(c, who.org, &members)?;
    if known.len() < members.len() {
        let names = format!("{} 人", members.len() - known.len());
        return Err(Refusal::NotInCircle { field: "members", names }.into());
    }
    Ok(members)
}

/// A group study of the caller's branch that goes on.
pub(super) fn going_on(c: &mut Conn<'_>, who: &Caller, id: GroupStudyId) -> Result<GroupStudy> {
    let group_study = store::group_study(c, who.org, id)?;
    if group_study.ended_at.is_some() {
        Err(Refusal::from(LearningRefusal::GroupStudyOver).into())
    } else {
        Ok(group_study)
    }
}

/// Open the group study's player, on the television or the computer; another one that was open counts no longer.
#[utoipa::path(post, path = "/api/group-studies/{id}/study", tag = "learning", params(("id" = GroupStudyId, Path)),
    responses((status = 201, body = StudyOpened), WriteProblems))]
pub(crate) async fn study(
    State(app): State<App>,
    who: Allowed<needs::HoldGroupStudies>,
    PathId(id): PathId<GroupStudyId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let study = open_screen(c, &caller, id, now)?;
        let (group_study, held) = (going_on(c, &caller, id)?, store::group_study_place(c, id)?);
        let progress = shown(c, &group_study, &held)?;
        let (place, watched) = (held.place.position, view::parts(&held.watched));
        Ok(StudyOpened { study, place, progress, watched, took_over: None })
    })
    .await
}

/// Opens the player of a group study.
///
/// # Errors
/// When the group study is over.
pub fn open_screen(c: &mut Conn<'_>, who: &Caller, id: GroupStudyId, now: Instant) -> Result<StudyId> {
    going_on(c, who, id)?;
    let mut held = store::group_study_place(c, id)?;
    let position = held.place.position;
    held.place.open(position, now);
    held.study = StudyId(c.next_id());
    store::put_group_study_place(c, id, &held)?;
    Ok(held.study)
}

/// How much of the lesson the group study has watched.
fn shown(c: &mut Conn<'_>, group_study: &GroupStudy, held: &store::GroupStudyPlace) -> Result<LessonProgress> {
    let head = store::lesson_head(c, group_study.lesson)?;
    let mut progress = Progress { watched: held.watched.clone(), ..Progress::default() };
    progress.place = held.place.position;
    progress.finish(head.kind, held.duration, held.place.at);
    Ok(progress.shown(head.kind, held.duration))
}

/// What the group study's player says, as a member's does.
#[utoipa::path(post, path = "/api/group-studies/{id}/beat", tag = "learning", params(("id" = GroupStudyId, Path)), request_body = BeatForm,
    responses((status = 200, body = BeatTold), WriteProblems))]
pub(crate) async fn beat(
    State(app): State<App>,
    who: Allowed<needs::HoldGroupStudies>,
    PathId(id): PathId<GroupStudyId>,
    act: Act<BeatForm>,
) -> Result<Json<BeatTold>> {
    let (caller, form, now) = (who.clone(), act.form, app.now());
    Ok(Json(app.store.write(move |c| heed(c, &caller, id, &form, now)).await?))
}

/// Takes a beat of a group study.
///
/// # Errors
/// [`LearningRefusal::GroupStudyOver`], [`LearningRefusal::TakenOver`].
pub fn heed(c: &mut Conn<'_>, who: &Caller, id: GroupStudyId, form: &BeatForm, now: Instant) -> Result<BeatTold> {
    let group_study = going_on(c, who, id)?;
    let mut held = store::group_study_place(c, id)?;
    if held.study != form.study {
        return Err(Refusal::from(LearningRefusal::TakenOver { device: "另一块屏幕".into() }).into());
    }
    let (number, position, rate) = (form.beat, form.position, form.rate);
    let beat = Beat { number, position, rate, playing: form.playing, visible: form.visible };
    let duration = held.duration;
    let verdict = held.place.heed(&beat, duration, now);
    if verdict != BeatVerdict::Repeated {
        for stretch in &held.place.pending {
            held.watched.add(stretch.part);
        }
        if held.place.is_full() {
            share_out(c, &group_study, &mut held, now)?;
        }
        store::put_group_study_place(c, id, &held)?;
    }
    let progress = if form.submit { Some(shown(c, &group_study, &held)?) } else { None };
    Ok(BeatTold { verdict, waiting: held.place.waiting(), progress, points: 0, course_finished: false })
}

/// Say who is there from now on: what was watched so far counts for those who were there.
#[utoipa::path(put, path = "/api/group-studies/{id}/people", tag = "learning", params(("id" = GroupStudyId, Path)),
    request_body = GroupStudyPeopleForm, responses((status = 200, body = GroupStudyView), WriteProblems))]
pub(crate) async fn people(
    State(app): State<App>,
    who: Allowed<needs::HoldGroupStudies>,
    PathId(id): PathId<GroupStudyId>,
    act: Act<GroupStudyPeopleForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        set_people(c, &caller, id, &form, now)?;
        of(c, &caller, id)
    })
    .await
}

/// Says who is there from now on.
///
/// # Errors
/// As [`begin`]; when the group study is over.
pub fn set_people(
    c: &mut Conn<'_>,
    who: &Caller,
    id: GroupStudyId,
    form: &GroupStudyPeopleForm,
    now: Instant,
) -> Result<()> {
    let group_study = going_on(c, who, id)?;
    let members = of_branch(c, who, &form.members)?;
    let mut held = store::group_study_place(c, id)?;
    share_out(c, &group_study, &mut held, now)?;
    store::put_group_study_place(c, id, &held)?;
    let before = store::present_at(c, id)?;
    store::set_people(c, id, &members)?;
    ask::tell(c, &group_study, &before)?;
    audit::write(c, who, now, Deed::GroupStudyPeopleSet, &format!("{} 人", members.len()))
}

/// End a group study: what was watched counts for those who are there. Ending it again changes nothing.
#[utoipa::path(post, path = "/api/group-studies/{id}/end", tag = "learning", params(("id" = GroupStudyId, Path)),
    responses((status = 200, body = GroupStudyView), WriteProblems))]
pub(crate) async fn end(
    State(app): State<App>,
    who: Allowed<needs::HoldGroupStudies>,
    PathId(id): PathId<GroupStudyId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        if store::group_study(c, caller.org, id)?.ended_at.is_none() {
            finish(c, id, now)?;
            let row = store::group_study_row(c, id)?;
            audit::write(c, &caller, now, Deed::GroupStudyEnded, &format!("{}（{} 人）", row.title, row.people))?;
        }
        of(c, &caller, id)
    })
    .await
}
