//! Reading the guide: the channels, a window of time over a page of them, one's own reminders.

use super::store;
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, PageParams, Params, Read, ReadProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::programme_guide::{Channel, ChannelGuide, Guide, Reminder, check_window, day_window};
use gsdj_domain::{ChannelId, Instant, Page};
use serde::Deserialize;
use utoipa::IntoParams;

/// Every channel, in order.
#[utoipa::path(get, path = "/api/channels", tag = "programme_guide", responses((status = 200, body = Vec<Channel>), ReadProblems))]
pub(super) async fn channels(State(app): State<App>, _: Allowed<needs::ReadProgrammes>) -> Result<Read<Vec<Channel>>> {
    Ok(Read(app.store.read(store::channels).await?))
}

/// Which part of the guide.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Window {
    /// Its beginning; the midnight before now when not given.
    from: Option<Instant>,
    /// Its end, not included, at most a day later; a day after the beginning when not given.
    to: Option<Instant>,
    /// Only this channel.
    channel: Option<ChannelId>,
    /// `next` of the page of channels before.
    cursor: Option<String>,
    /// Channels a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// What is on: the programmes that overlap a window of at most a day, for a page of channels.
#[utoipa::path(get, path = "/api/programmes", tag = "programme_guide", params(Window), responses((status = 200, body = Guide), ReadProblems))]
pub(super) async fn guide(
    State(app): State<App>,
    who: Allowed<needs::ReadProgrammes>,
    Params(window): Params<Window>,
) -> Result<Read<Guide>> {
    let today = day_window(app.now().day());
    let from = window.from.unwrap_or(today.0);
    let to = window.to.unwrap_or_else(|| from.plus(today.1.0 - today.0.0));
    check_window(from, to)?;
    let page = PageParams { cursor: window.cursor, limit: window.limit };
    let (limit, after, account, only) = (page.limit(), page.after_pair()?, who.account, window.channel);
    let guide = move |c: &mut Conn<'_>| {
        let channels = store::channels_page(c, only, after, limit)?;
        let page = Page::cut(channels, limit, |ch| format!("{}_{}", ch.seat, ch.id));
        let mut channels = Vec::with_capacity(page.items.len());
        for channel in page.items {
            let programmes = store::window(c, channel.id, (from, to), account)?;
            channels.push(ChannelGuide { channel, programmes });
        }
        Ok(Guide { from, to, channels, next: page.next })
    };
    Ok(Read(app.store.read(guide).await?))
}

/// What one is reminded of, as long as it is not over; the next first.
#[utoipa::path(get, path = "/api/programmes/reminders", tag = "programme_guide", responses((status = 200, body = Vec<Reminder>), ReadProblems))]
pub(super) async fn reminders(
    State(app): State<App>,
    who: Allowed<needs::ReadProgrammes>,
) -> Result<Read<Vec<Reminder>>> {
    let (account, now) = (who.account, app.now());
    Ok(Read(app.store.read(move |c| store::reminders(c, account, now)).await?))
}
