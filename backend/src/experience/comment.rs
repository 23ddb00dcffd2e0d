//! Comments: visible at once to all who read the post; its branch is told. Who published the post may remove one with a
//! reason, whoever wrote one may remove it without.

use super::review::address;
use super::{store, view};
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PageParams, Params, PathId, Read, ReadProblems, WriteProblems, needs};
use crate::inbox::{self, Message};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::experience::{
    self, COMMENT_PAUSE, COMMENTS_AT_ONCE, CommentRemovalForm, ExperienceAct, ExperienceComment, ExperienceCommentForm,
    ExperienceRefusal, REASON_MAX,
};
use gsdj_domain::inbox::Topic;
use gsdj_domain::refusal::check_reason;
use gsdj_domain::{AccountId, CommentId, ExperienceId, Instant, Page, Refusal};

/// The comments of a post, the latest first.
#[utoipa::path(get, path = "/api/experiences/{id}/comments", tag = "experience", params(("id" = ExperienceId, Path), PageParams),
    responses((status = 200, body = Page<ExperienceComment>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    who: Allowed<needs::ReadPublic>,
    PathId(id): PathId<ExperienceId>,
    Params(page): Params<PageParams>,
) -> Result<Read<Page<ExperienceComment>>> {
    let (caller, limit, after) = (who.clone(), page.limit(), page.after()?.unwrap_or(i64::MAX));
    let rows = move |c: &mut Conn<'_>| {
        store::load(c, &caller, id)?;
        store::comments(c, id, caller.account, after, limit)
    };
    Ok(Read(Page::cut(app.store.read(rows).await?, limit, |comment| comment.id.to_string())))
}

/// ExperienceComment.
#[utoipa::path(post, path = "/api/experiences/{id}/comments", tag = "experience", params(("id" = ExperienceId, Path)), request_body = ExperienceCommentForm,
    responses((status = 201, body = ExperienceComment), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::ReadPublic>,
    PathId(id): PathId<ExperienceId>,
    act: Act<ExperienceCommentForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| write(c, &caller, id, &form, now)).await
}

/// Writes a comment and tells the branch whose post it is.
///
/// # Errors
/// When the post is not published, the text is missing or too long, or too many were written just now.
pub fn write(
    c: &mut Conn<'_>,
    who: &Caller,
    id: ExperienceId,
    form: &ExperienceCommentForm,
    now: Instant,
) -> Result<ExperienceComment> {
    let stored = store::load(c, who, id)?;
    stored.rules.allow(ExperienceAct::Comment)?;
    experience::check_comment(form)?;
    if let Some(first) = store::comment_before(c, who.account, COMMENTS_AT_ONCE, now.plus(-COMMENT_PAUSE))? {
        let until = first.plus(COMMENT_PAUSE);
        return Err(Refusal::from(ExperienceRefusal::TooManyComments { until, now }).into());
    }
    let comment = store::add_comment(c, id, who, form.text.trim(), now)?;
    if stored.org.id.0 != who.account.0 {
        let title = format!("{}评论了：{}", who.name, stored.title);
        let message = Message { topic: Topic::Comment, title: &title, body: &comment.text, meeting: None };
        inbox::tell_of(c, [AccountId(stored.org.id.0)], &message, &address(id), now)?;
    }
    audit::write(c, who, now, Deed::Commented, &stored.title)?;
    Ok(comment)
}

/// Remove a comment: one's own, or, with a reason, any under a post that one published.
#[utoipa::path(post, path = "/api/comments/{id}/removal", tag = "experience", params(("id" = CommentId, Path)), request_body = CommentRemovalForm,
    responses((status = 200, body = ExperienceComment), WriteProblems))]
pub(super) async fn removal(
    State(app): State<App>,
    who: Allowed<needs::ReadPublic>,
    PathId(id): PathId<CommentId>,
    act: Act<CommentRemovalForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| remove(c, &caller, id, &form, now)).await
}

fn remove(
    c: &mut Conn<'_>,
    who: &Caller,
    id: CommentId,
    form: &CommentRemovalForm,
    now: Instant,
) -> Result<ExperienceComment> {
    let (post, author, comment) = store::comment(c, id, who.account)?.ok_or(Refusal::NotFound)?;
    let stored = store::load(c, who, post)?;
    let own = author == who.account;
    if !own && !view::moderates(&stored, who) {
        return Err(Refusal::NotFound.into());
    }
    if comment.removed_for.is_some() {
        return Err(Refusal::from(ExperienceRefusal::AlreadyRemoved).into());
    }
    // one's own needs no reason
    let reason = match form.reason.trim() {
        "" if own => "",
        text => check_reason(text, REASON_MAX, ExperienceRefusal::RemovalNeedsReason)?,
    };
    store::remove_comment(c, post, id, reason, now)?;
    if !own {
        let title = format!("您的评论已被移除：{}", stored.title);
        let body = format!("{}：{reason}", who.org_name);
        let message = Message { topic: Topic::Comment, title: &title, body: &body, meeting: None };
        inbox::tell_of(c, [author], &message, &address(post), now)?;
    }
    audit::write(c, who, now, Deed::CommentRemoved, &format!("{}：{reason}", stored.title))?;
    Ok(ExperienceComment { removed_for: Some(reason.to_owned()), ..comment })
}
