//! The live stream (SSE): nudges for one account, and the unread count with each that concerns the inbox.
//!
//! A client that was away hears the count at once when it comes back; it then reads again what it shows.

use super::store;
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, ReadProblems, needs};
use crate::live::Subject;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use gsdj_domain::inbox::Unread;
use gsdj_domain::{AccountId, SessionId};
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::{broadcast, mpsc};
use tokio_stream::wrappers::ReceiverStream;

/// Events `inbox` (data: [`Unread`]), `meetings` and `asked` (data: `{}`), as they happen.
#[utoipa::path(get, path = "/api/inbox/stream", tag = "inbox",
    responses((status = 200, description = "live events", body = String, content_type = "text/event-stream"), ReadProblems))]
pub(super) async fn stream(
    State(app): State<App>,
    who: Allowed<needs::OwnAccount>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let (sender, receiver) = mpsc::channel(8);
    let listener = Listener { account: who.account, session: who.session };
    let heard = app.live.listen(listener.account);
    tokio::spawn(forward(app, listener, heard, sender));
    Sse::new(ReceiverStream::new(receiver)).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
}

/// How often a stream asks whether its session goes on, for the sake of what other nodes end.
const ASK: Duration = Duration::from_secs(30);

/// Who listens.
#[derive(Clone, Copy)]
struct Listener {
    account: AccountId,
    session: SessionId,
}

/// Passes on what is heard until the client goes away, the session ends or the server stops.
async fn forward(
    app: App,
    listener: Listener,
    mut heard: broadcast::Receiver<Subject>,
    sender: mpsc::Sender<Result<Event, Infallible>>,
) {
    let (mut stopping, mut ended) = (app.stopping.clone(), app.sessions.watch());
    let mut subjects = vec![Subject::Inbox];
    loop {
        for subject in subjects.drain(..) {
            let event = match subject {
                Subject::Inbox => inbox_event(&app, listener.account).await,
                Subject::Meetings => Some(Event::default().event("meetings").data("{}")),
                Subject::Asked => Some(Event::default().event("asked").data("{}")),
            };
            let Some(event) = event else { return };
            if sender.send(Ok(event)).await.is_err() {
                return;
            }
        }
        tokio::select! {
            next = heard.recv() => match next {
                Ok(subject) => subjects.push(subject),
                // too slow to hear each: look at everything once
                Err(broadcast::error::RecvError::Lagged(_)) => {
                    subjects.extend([Subject::Inbox, Subject::Meetings, Subject::Asked]);
                }
                Err(broadcast::error::RecvError::Closed) => return,
            },
            () = sender.closed() => return,
            _ = tokio::time::timeout(ASK, ended.changed()) => {
                // a fault of the store says nothing of the session
                if matches!(app.sessions.lives(&app, listener.session).await, Ok(false)) {
                    return;
                }
            }
            _ = stopping.changed() => return,
        }
    }
}

async fn inbox_event(app: &App, account: AccountId) -> Option<Event> {
    let unread = app.store.read(move |c| store::unread(c, account)).await.ok()?;
    Event::default().event("inbox").json_data(Unread { unread }).ok()
}
