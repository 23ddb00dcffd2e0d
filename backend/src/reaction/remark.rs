//! Comments: a member's is seen by others once their branch has approved it, an organisation's own at once. Whoever wrote one
//! may remove it; the branch and the province may with a reason. Points are entered when the branch approves: once for each
//! thing, for the day on which it was written.

use super::{deed_on, look_up, store, thing};
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PageParams, Params, PathId, Read, ReadProblems, WriteProblems, needs};
use crate::inbox::{self, Message};
use crate::points;
use crate::review::Source;
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::account::Role;
use gsdj_domain::audit::Deed;
use gsdj_domain::inbox::Topic;
use gsdj_domain::meeting::Decision;
use gsdj_domain::points::Rule;
use gsdj_domain::reaction::{
    self, REASON_MAX, REMARK_PAUSE, REMARKS_AT_ONCE, ReactionRefusal, Remark, RemarkDecision, RemarkForm,
    RemarkRemovalForm, RemarkState, RemarkView, Target, TargetKind,
};
use gsdj_domain::refusal::check_reason;
use gsdj_domain::review::ReviewKind;
use gsdj_domain::{AccountId, CommentId, Instant, MemberId, OrgId, Page, Refusal};
use serde::Deserialize;
use store::Kept;
use utoipa::IntoParams;

/// What comments give the queue of reviews: each branch its own members'.
pub const REVIEWS: Source = Source {
    kind: ReviewKind::Remark,
    waiting: store::reviews,
    count: store::reviews_waiting,
    decided: store::reviews_decided,
};

/// On what, and from where on.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// A thing of which kind.
    #[param(inline)]
    kind: TargetKind,
    /// Its id among its kind.
    id: i64,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// The comments on a thing, the latest first: those that stand, one's own wherever they stand, and for a branch those of its
/// members that wait.
#[utoipa::path(get, path = "/api/reactions/comments", tag = "reaction", params(Filter), responses((status = 200, body = Page<Remark>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    who: Allowed<needs::React>,
    Params(filter): Params<Filter>,
) -> Result<Read<Page<Remark>>> {
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let (limit, after) = (page.limit(), page.after()?.unwrap_or(i64::MAX));
    let (caller, target) = (who.clone(), Target { kind: filter.kind, id: filter.id });
    let rows = move |c: &mut Conn<'_>| {
        thing(c, target)?;
        let kept = store::remarks(c, target, caller.account, branch(&caller), after, limit + 1)?;
        Ok(kept.into_iter().map(|kept| shown(kept, &caller)).collect::<Vec<_>>())
    };
    Ok(Read(Page::cut(app.store.read(rows).await?, limit, |remark| remark.id.to_string())))
}

/// The branch whose members' comments the caller decides on.
fn branch(who: &Caller) -> Option<OrgId> {
    (who.role == Role::BranchAdmin).then_some(who.org)
}

/// A comment as this caller sees it.
fn shown(kept: Kept, who: &Caller) -> Remark {
    let (mine, theirs) = (kept.account == who.account, branch(who) == Some(kept.org));
    let open = matches!(kept.remark.state, RemarkState::Waiting | RemarkState::Shown);
    let moderates = theirs || who.role == Role::ProvinceAdmin;
    Remark {
        mine,
        decides: theirs && kept.remark.state == RemarkState::Waiting,
        removes: open && (mine || (moderates && kept.remark.state == RemarkState::Shown)),
        reason: kept.remark.reason.filter(|_| mine || moderates),
        ..kept.remark
    }
}

/// Comment.
#[utoipa::path(post, path = "/api/reactions/comments", tag = "reaction", request_body = RemarkForm,
    responses((status = 201, body = Remark), WriteProblems))]
pub(super) async fn post(State(app): State<App>, who: Allowed<needs::React>, act: Act<RemarkForm>) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| write(c, &caller, &form, now)).await
}

/// Writes a comment; a member's branch is told that it waits.
///
/// # Errors
/// When the thing is not there, the text is missing or too long, or too many were written just now.
pub fn write(c: &mut Conn<'_>, who: &Caller, form: &RemarkForm, now: Instant) -> Result<Remark> {
    let target = Target { kind: form.kind, id: form.id };
    let thing = thing(c, target)?;
    reaction::check_remark(form)?;
    if let Some(first) = store::remark_before(c, who.account, REMARKS_AT_ONCE, now.plus(-REMARK_PAUSE))? {
        let until = first.plus(REMARK_PAUSE);
        return Err(Refusal::from(ReactionRefusal::TooManyRemarks { until, now }).into());
    }
    let state = if who.member.is_some() { RemarkState::Waiting } else { RemarkState::Shown };
    let kept = store::add_remark(c, target, &thing.title, who, form.text.trim(), state, now)?;
    if state == RemarkState::Waiting {
        let title = format!("{}评论了：{}", who.name, thing.title);
        let message = Message { topic: Topic::ReviewDue, title: &title, body: &kept.remark.text, meeting: None };
        inbox::tell_of(c, [AccountId(who.org.0)], &message, &address(kept.remark.id), now)?;
    }
    audit::write(c, who, now, Deed::Commented, &thing.title)?;
    Ok(shown(kept, who))
}

/// The address of a comment's page.
fn address(id: CommentId) -> String {
    format!("/comments/{id}")
}

/// One comment with what it is on: for whoever wrote it, their branch, and the province.
#[utoipa::path(get, path = "/api/reactions/comments/{id}", tag = "reaction", params(("id" = CommentId, Path)),
    responses((status = 200, body = RemarkView), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    who: Allowed<needs::React>,
    PathId(id): PathId<CommentId>,
) -> Result<Read<RemarkView>> {
    let caller = who.clone();
    Ok(Read(app.store.read(move |c| view(c, &caller, id)).await?))
}

fn view(c: &mut Conn<'_>, who: &Caller, id: CommentId) -> Result<RemarkView> {
    let kept = own(c, who, id)?;
    let (target, title) = (kept.target, kept.title.clone());
    let link = look_up(c, target)?.map(|thing| thing.link).unwrap_or_default();
    Ok(RemarkView { remark: shown(kept, who), target, title, link })
}

/// A comment that the caller wrote or looks after.
fn own(c: &mut Conn<'_>, who: &Caller, id: CommentId) -> Result<Kept> {
    let concerns =
        |kept: &Kept| kept.account == who.account || branch(who) == Some(kept.org) || who.role == Role::ProvinceAdmin;
    store::remark(c, id)?.filter(concerns).ok_or_else(|| Refusal::NotFound.into())
}

/// Let a member's comment pass, or not, with a reason.
#[utoipa::path(post, path = "/api/reactions/comments/{id}/decision", tag = "reaction", params(("id" = CommentId, Path)), request_body = RemarkDecision,
    responses((status = 200, body = RemarkView), WriteProblems))]
pub(super) async fn decision(
    State(app): State<App>,
    who: Allowed<needs::ModerateRemarks>,
    PathId(id): PathId<CommentId>,
    act: Act<RemarkDecision>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        decide(c, &caller, id, &form, now)?;
        view(c, &caller, id)
    })
    .await
}

/// Decides on a comment of one's own member.
///
/// # Errors
/// When it is another branch's member's, was decided on already, or a no has no reason.
pub fn decide(c: &mut Conn<'_>, who: &Caller, id: CommentId, form: &RemarkDecision, now: Instant) -> Result<()> {
    let kept = store::remark(c, id)?.filter(|kept| branch(who) == Some(kept.org)).ok_or(Refusal::NotFound)?;
    if kept.remark.state != RemarkState::Waiting {
        return Err(Refusal::from(ReactionRefusal::DecidedAlready).into());
    }
    reaction::check_decision(form)?;
    let reason = form.reason.trim();
    let state = match form.decision {
        Decision::Approve => RemarkState::Shown,
        Decision::Return => RemarkState::Returned,
    };
    store::decide_remark(c, &kept, state, reason, now)?;
    inbox::read_link(c, AccountId(who.org.0), &address(id), now)?;
    match form.decision {
        Decision::Approve => {
            let note = format!("评论 · {}", kept.title);
            let (member, deed) = (MemberId(kept.account.0), deed_on(kept.target));
            points::award_at(c, member, Rule::Comment, &deed, &note, (kept.remark.at, now))?;
        }
        Decision::Return => {
            let (title, body) = (format!("您的评论未通过审核：{}", kept.title), format!("{}：{reason}", who.org_name));
            let message = Message { topic: Topic::Comment, title: &title, body: &body, meeting: None };
            inbox::tell_of(c, [kept.account], &message, &address(id), now)?;
        }
    }
    audit::write(c, who, now, Deed::CommentDecided, &format!("{}：{}", form.decision.label(), kept.title))
}

/// Remove a comment: one's own, or, with a reason, a member's of one's branch; the province any.
#[utoipa::path(post, path = "/api/reactions/comments/{id}/removal", tag = "reaction", params(("id" = CommentId, Path)), request_body = RemarkRemovalForm,
    responses((status = 200, body = RemarkView), WriteProblems))]
pub(super) async fn removal(
    State(app): State<App>,
    who: Allowed<needs::React>,
    PathId(id): PathId<CommentId>,
    act: Act<RemarkRemovalForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        remove(c, &caller, id, &form, now)?;
        view(c, &caller, id)
    })
    .await
}

fn remove(c: &mut Conn<'_>, who: &Caller, id: CommentId, form: &RemarkRemovalForm, now: Instant) -> Result<()> {
    let kept = own(c, who, id)?;
    let mine = kept.account == who.account;
    match kept.remark.state {
        RemarkState::Removed | RemarkState::Returned => {
            return Err(Refusal::from(ReactionRefusal::RemovedAlready).into());
        }
        // what waits is decided on, not removed
        RemarkState::Waiting if !mine => return Err(Refusal::NotFound.into()),
        RemarkState::Waiting | RemarkState::Shown => {}
    }
    // one's own needs no reason
    let reason = match form.reason.trim() {
        "" if mine => "",
        text => check_reason(text, REASON_MAX, ReactionRefusal::RemovalNeedsReason)?,
    };
    store::remove_remark(c, &kept, reason)?;
    if !mine {
        let (title, body) = (format!("您的评论已被移除：{}", kept.title), format!("{}：{reason}", who.org_name));
        let message = Message { topic: Topic::Comment, title: &title, body: &body, meeting: None };
        inbox::tell_of(c, [kept.account], &message, &address(id), now)?;
    }
    audit::write(c, who, now, Deed::CommentRemoved, &format!("{}：{reason}", kept.title))
}
