//! Entering, changing and taking away single programmes; the province only. Who waits for one hears of it.

use super::store;
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, PathId, WriteProblems, body::Nothing, needs};
use crate::inbox::{self, Message};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::inbox::Topic;
use gsdj_domain::programme_guide::{Programme, ProgrammeForm, ProgrammeRefusal, Slot, check_programme};
use gsdj_domain::{ChannelId, Instant, ProgrammeId, Refusal};

/// Enter a programme.
#[utoipa::path(post, path = "/api/programmes", tag = "programme_guide", request_body = ProgrammeForm,
    responses((status = 201, body = Programme), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::EditProgrammes>,
    act: Act<ProgrammeForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let channel = store::channel(c, form.channel)?;
        let slot = checked(c, &form, channel.id, None, now)?;
        let id = store::insert(c, channel.id, &slot)?;
        audit::write(c, &caller, now, Deed::ProgrammeSet, &format!("{}：{}", channel.name, slot.title))?;
        store::programme(c, id, caller.account)
    })
    .await
}

/// Change its title or time. Reminders move with it.
#[utoipa::path(put, path = "/api/programmes/{id}", tag = "programme_guide", params(("id" = ProgrammeId, Path)), request_body = ProgrammeForm,
    responses((status = 200, body = Programme), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::EditProgrammes>,
    PathId(id): PathId<ProgrammeId>,
    act: Act<ProgrammeForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let stored = store::programme(c, id, caller.account)?;
        let channel = store::channel(c, stored.channel)?;
        let slot = checked(c, &form, channel.id, Some(id), now)?;
        store::update(c, id, &slot)?;
        if slot.starts_at != stored.starts_at {
            store::move_reminders(c, id, slot.starts_at)?;
        }
        audit::write(c, &caller, now, Deed::ProgrammeSet, &format!("{}：{}", channel.name, slot.title))?;
        store::programme(c, id, caller.account)
    })
    .await
}

/// Take it away.
#[utoipa::path(delete, path = "/api/programmes/{id}", tag = "programme_guide", params(("id" = ProgrammeId, Path)),
    responses((status = 204), WriteProblems))]
pub(super) async fn delete(
    State(app): State<App>,
    who: Allowed<needs::EditProgrammes>,
    PathId(id): PathId<ProgrammeId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::NO_CONTENT, move |c, now| {
        let stored = store::programme(c, id, caller.account)?;
        let waiting: Vec<_> = store::waiting(c, id)?.into_iter().map(|(account, _)| account).collect();
        store::remove(c, id)?;
        tell_off(c, &stored, waiting, now)?;
        audit::write(c, &caller, now, Deed::ProgrammeRemoved, &stored.title)
    })
    .await
}

/// Tells those who wait for a programme that it is off.
pub(super) fn tell_off(
    c: &mut Conn<'_>,
    programme: &Programme,
    waiting: Vec<gsdj_domain::AccountId>,
    now: Instant,
) -> Result<()> {
    let title = format!("节目已取消：{}", programme.title);
    let body = format!("原定 {} 播出，提醒一并取消。", programme.starts_at.spoken(now));
    let message = Message { topic: Topic::Programme, title: &title, body: &body, meeting: None };
    let link = format!("/programmes?channel={}&day={}", programme.channel, programme.starts_at.day());
    inbox::tell_of(c, waiting, &message, &link, now)
}

/// Checks the form with what else is on.
fn checked(
    c: &mut Conn<'_>,
    form: &ProgrammeForm,
    channel: ChannelId,
    own: Option<ProgrammeId>,
    now: Instant,
) -> Result<Slot> {
    check_programme(form, now)?;
    let slot = Slot { starts_at: form.starts_at, ends_at: form.ends_at, title: form.title.trim().to_owned() };
    if let Some(Slot { title, starts_at, ends_at }) = store::overlapping(c, channel, &slot, own)? {
        return Err(Refusal::from(ProgrammeRefusal::Overlaps { title, starts_at, ends_at }).into());
    }
    Ok(slot)
}
