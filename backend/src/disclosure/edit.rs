//! Setting up, changing before it begins, correcting while it runs, taking back; only the branch itself.

use super::announce::{announce, tell};
use super::store::{self, Stored};
use super::view;
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, IfMatch, PathId, Read, ReadProblems, WriteProblems, needs};
use crate::store::Conn;
use crate::{audit, file};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::disclosure::{
    self, DisclosureAct, DisclosureDraft, DisclosureForm, DisclosureRefusal, DisclosureState, DisclosureView,
    DisclosureWithdrawForm, Period, REASON_MAX,
};
use gsdj_domain::refusal::check_reason;
use gsdj_domain::{DisclosureId, Instant, Refusal};

/// What the form starts from: the branch's groups and members.
#[utoipa::path(get, path = "/api/disclosures/draft", tag = "disclosure", responses((status = 200, body = DisclosureDraft), ReadProblems))]
pub(super) async fn draft(State(app): State<App>, who: Allowed<needs::ManagePublic>) -> Result<Read<DisclosureDraft>> {
    let (branch, now) = (who.org, app.now());
    let draft = move |c: &mut Conn<'_>| {
        Ok(DisclosureDraft { groups: store::groups(c, branch)?, members: store::members(c, branch)?, now })
    };
    Ok(Read(app.store.read(draft).await?))
}

/// Set something up to be public.
#[utoipa::path(post, path = "/api/disclosures", tag = "disclosure", request_body = DisclosureForm,
    responses((status = 201, body = DisclosureView), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::ManagePublic>,
    act: Act<DisclosureForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let id = create(c, &caller, &form, now)?;
        view::of(c, &caller, id, now)
    })
    .await
}

/// Sets up a disclosure of the caller's branch; one that begins today is told of at once.
///
/// # Errors
/// Every fault of the form at once.
pub fn create(c: &mut Conn<'_>, who: &Caller, form: &DisclosureForm, now: Instant) -> Result<DisclosureId> {
    let period = checked(c, who, form, None, now)?;
    let id = store::insert(c, who.org, form, &period)?;
    store::put_in_scope(c, id, &who.org_path, &period)?;
    store::set_targets(c, id, form)?;
    store::add_version(c, id, 1, form, &period, now)?;
    audit::write(c, who, now, Deed::DisclosureCreated, form.title.trim())?;
    announce(c, id, now)?;
    Ok(id)
}

/// Checks the form with what the branch has.
fn checked(
    c: &mut Conn<'_>,
    who: &Caller,
    form: &DisclosureForm,
    before: Option<Period>,
    now: Instant,
) -> Result<Period> {
    let groups: Vec<_> = store::groups(c, who.org)?.into_iter().map(|g| g.id).collect();
    let members: Vec<_> = store::members(c, who.org)?.into_iter().map(|m| m.id).collect();
    let period = disclosure::check(form, &groups, &members, before, now)?;
    file::check_owned(c, who, &form.photos, true)?;
    file::check_owned(c, who, &form.attachments, false)?;
    Ok(period)
}

/// Change it before it begins; while it runs, correct it: what it said before stays to be read. `If-Match` with the
/// revision guards against overwriting.
#[utoipa::path(put, path = "/api/disclosures/{id}", tag = "disclosure", params(("id" = DisclosureId, Path)), request_body = DisclosureForm,
    responses((status = 200, body = DisclosureView), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::ManagePublic>,
    PathId(id): PathId<DisclosureId>,
    read_at: IfMatch,
    act: Act<DisclosureForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let stored = own(c, &caller, id, now)?;
        read_at.check(stored.revision)?;
        change(c, &caller, id, &form, now)?;
        view::of(c, &caller, id, now)
    })
    .await
}

/// Changes a disclosure of the caller's branch: freely before it begins, as a correction that its readers are told of
/// while it runs.
///
/// # Errors
/// When it is over, or every fault of the form at once.
pub fn change(c: &mut Conn<'_>, who: &Caller, id: DisclosureId, form: &DisclosureForm, now: Instant) -> Result<()> {
    let stored = own(c, who, id, now)?;
    stored.period.allow(DisclosureAct::Edit, now)?;
    let period = checked(c, who, form, Some(stored.period), now)?;
    if stored.period.state(now) == DisclosureState::Running {
        return correct(c, who, &stored, form, &period, now);
    }
    store::replan(c, id, form, &period)?;
    store::put_in_scope(c, id, &who.org_path, &period)?;
    store::set_targets(c, id, form)?;
    store::remove_versions(c, id)?;
    store::add_version(c, id, 1, form, &period, now)?;
    audit::write(c, who, now, Deed::DisclosureEdited, form.title.trim())?;
    announce(c, id, now)
}

fn correct(
    c: &mut Conn<'_>,
    who: &Caller,
    stored: &Stored,
    form: &DisclosureForm,
    period: &Period,
    now: Instant,
) -> Result<()> {
    let id = stored.id;
    if !store::is_same_reach(c, stored, form)? {
        return Err(Refusal::from(DisclosureRefusal::FixedWhileRunning).into());
    }
    store::corrected(c, id, period)?;
    store::add_version(c, id, stored.version + 1, form, period, now)?;
    audit::write(c, who, now, Deed::DisclosureCorrected, form.title.trim())?;
    let title = format!("党务公开有更正：{}", form.title.trim());
    tell(c, id, &title, form.note.trim(), now)
}

/// Take it back, with a reason; those who could read it are told.
#[utoipa::path(post, path = "/api/disclosures/{id}/withdrawal", tag = "disclosure", params(("id" = DisclosureId, Path)), request_body = DisclosureWithdrawForm,
    responses((status = 200, body = DisclosureView), WriteProblems))]
pub(super) async fn withdrawal(
    State(app): State<App>,
    who: Allowed<needs::ManagePublic>,
    PathId(id): PathId<DisclosureId>,
    act: Act<DisclosureWithdrawForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        withdraw(c, &caller, id, &form, now)?;
        view::of(c, &caller, id, now)
    })
    .await
}

/// Takes back a disclosure of the caller's branch.
///
/// # Errors
/// When it is over, or the reason is missing.
pub fn withdraw(
    c: &mut Conn<'_>,
    who: &Caller,
    id: DisclosureId,
    form: &DisclosureWithdrawForm,
    now: Instant,
) -> Result<()> {
    let stored = own(c, who, id, now)?;
    stored.period.allow(DisclosureAct::Withdraw, now)?;
    let reason = check_reason(&form.reason, REASON_MAX, DisclosureRefusal::WithdrawNeedsReason)?;
    store::withdraw(c, id, reason, now)?;
    audit::write(c, who, now, Deed::DisclosureWithdrawn, &stored.title)?;
    if stored.period.state(now) == DisclosureState::Running {
        let title = format!("党务公开已撤回：{}", stored.title);
        tell(c, id, &title, &format!("原因：{reason}"), now)?;
    }
    Ok(())
}

/// A disclosure of the caller's own branch.
fn own(c: &mut Conn<'_>, who: &Caller, id: DisclosureId, now: Instant) -> Result<Stored> {
    let stored = store::load(c, who, id, now)?;
    if stored.org.id == who.org { Ok(stored) } else { Err(Refusal::NotFound.into()) }
}
