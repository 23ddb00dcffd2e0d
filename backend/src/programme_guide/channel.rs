//! Setting up, changing and taking away channels; the province only.

use super::store;
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PathId, WriteProblems, body::Nothing, needs};
use crate::inbox::{self, Message};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::inbox::Topic;
use gsdj_domain::programme_guide::{CHANNELS_MAX, Channel, ChannelForm, ProgrammeRefusal, check_channel};
use gsdj_domain::{ChannelId, Instant, Refusal};

/// Set up a channel.
#[utoipa::path(post, path = "/api/channels", tag = "programme_guide", request_body = ChannelForm,
    responses((status = 201, body = Channel), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::EditProgrammes>,
    act: Act<ChannelForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| create(c, &caller, &form, now)).await
}

/// Sets up a channel.
///
/// # Errors
/// Every fault of the form, a name that is taken, or too many channels.
pub fn create(c: &mut Conn<'_>, who: &Caller, form: &ChannelForm, now: Instant) -> Result<Channel> {
    check_channel(form)?;
    free(c, None, form)?;
    let there = store::channels(c)?;
    if there.len() >= CHANNELS_MAX as usize {
        return Err(Refusal::from(ProgrammeRefusal::TooManyChannels { max: CHANNELS_MAX }).into());
    }
    let last = there.last().map_or(0, |ch| ch.seat.saturating_add(1));
    let id = store::insert_channel(c, form, form.seat.unwrap_or(last))?;
    audit::write(c, who, now, Deed::ChannelSet, form.name.trim())?;
    store::channel(c, id)
}

/// Change its name, address or place.
#[utoipa::path(put, path = "/api/channels/{id}", tag = "programme_guide", params(("id" = ChannelId, Path)), request_body = ChannelForm,
    responses((status = 200, body = Channel), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::EditProgrammes>,
    PathId(id): PathId<ChannelId>,
    act: Act<ChannelForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let stored = store::channel(c, id)?;
        check_channel(&form)?;
        free(c, Some(id), &form)?;
        store::update_channel(c, id, &form, form.seat.unwrap_or(stored.seat))?;
        audit::write(c, &caller, now, Deed::ChannelSet, form.name.trim())?;
        store::channel(c, id)
    })
    .await
}

/// Take it away with all that is on it; who waits for something on it is told.
#[utoipa::path(delete, path = "/api/channels/{id}", tag = "programme_guide", params(("id" = ChannelId, Path)),
    responses((status = 204), WriteProblems))]
pub(super) async fn delete(
    State(app): State<App>,
    who: Allowed<needs::EditProgrammes>,
    PathId(id): PathId<ChannelId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::NO_CONTENT, move |c, now| {
        let stored = store::channel(c, id)?;
        let waiting = store::waiting_on_channel(c, id)?;
        store::remove_channel(c, id)?;
        let title = format!("频道已取消：{}", stored.name);
        let body = "您设置的节目提醒一并取消。";
        let message = Message { topic: Topic::Programme, title: &title, body, meeting: None };
        inbox::tell_of(c, waiting, &message, "/programmes", now)?;
        audit::write(c, &caller, now, Deed::ChannelRemoved, &stored.name)
    })
    .await
}

/// Whether no other channel has the name.
fn free(c: &mut Conn<'_>, own: Option<ChannelId>, form: &ChannelForm) -> Result<()> {
    match store::channel_named(c, form.name.trim())? {
        Some(other) if Some(other) != own => Err(Refusal::from(ProgrammeRefusal::NameTaken).into()),
        Some(_) | None => Ok(()),
    }
}
