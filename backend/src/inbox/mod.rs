//! The inbox (FEATURES 1.9): telling accounts something, reading it, and hearing of it live.

mod store;
mod stream;

pub use store::{Message, read_link, read_meeting, tell, tell_of, unread};

use crate::app::App;
use crate::error::Result;
use crate::http::{
    Act, Allowed, Caller, PageParams, Params, PathId, Read, ReadProblems, WriteProblems, body::Nothing, needs,
};
use crate::live::{Event, Subject};
use crate::shelf::{Draft, Line, Shelf};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::inbox::{InboxItem, ReadForm, Topic, Unread};
use gsdj_domain::{InboxId, Instant, Page};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The lines of inboxes: a message, read or not yet.
pub type Lines = Shelf<(InboxId, bool)>;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(count))
        .routes(routes!(read_one))
        .routes(routes!(read_many))
        .routes(routes!(stream::stream))
}

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only what is not read yet.
    unread: Option<bool>,
    /// Only what is about this.
    topic: Option<Topic>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// One's own messages, the latest first.
#[utoipa::path(get, path = "/api/inbox", tag = "inbox", params(Filter), responses((status = 200, body = Page<InboxItem>), ReadProblems))]
async fn list(
    State(app): State<App>,
    who: Allowed<needs::OwnAccount>,
    Params(filter): Params<Filter>,
) -> Result<Read<Page<Line>>> {
    let account = who.account;
    let page = PageParams { cursor: filter.cursor, limit: filter.limit };
    let (limit, after) = (page.limit(), page.after()?);
    let shown = store::Shown { unread: filter.unread.unwrap_or(false), topic: filter.topic };
    let (shelf, now) = (app.clone(), app.now());
    let page = move |c: &mut Conn<'_>| {
        let spots = store::list(c, account, shown, after, limit)?;
        let page = Page::cut(spots, limit, |spot| spot.id.to_string());
        // a message never changes: it needs no mark
        let wanted: Vec<_> = page.items.iter().map(|spot| ((spot.id, spot.read), 0)).collect();
        let write = |n: usize| {
            let spot = &page.items[n];
            Ok(Draft { shows: store::item(c, spot.id, spot.read)?, until: Instant(i64::MAX) })
        };
        Ok(Page { items: shelf.inbox_lines.lines(&wanted, now, write)?, next: page.next })
    };
    Ok(Read(app.store.read(page).await?))
}

/// How many are not read yet.
#[utoipa::path(get, path = "/api/inbox/unread", tag = "inbox", responses((status = 200, body = Unread), ReadProblems))]
async fn count(State(app): State<App>, who: Allowed<needs::OwnAccount>) -> Result<Read<Unread>> {
    let account = who.account;
    Ok(Read(Unread { unread: app.store.read(move |c| unread(c, account)).await? }))
}

/// Mark one as read.
#[utoipa::path(post, path = "/api/inbox/{id}/read", tag = "inbox", params(("id" = InboxId, Path)),
    responses((status = 200, body = Unread), WriteProblems))]
async fn read_one(
    State(app): State<App>,
    who: Allowed<needs::OwnAccount>,
    PathId(id): PathId<InboxId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        store::read_one(c, caller.account, id, now)?;
        marked(c, &caller)
    })
    .await
}

/// Mark as read: those named, those about one topic, or all.
#[utoipa::path(post, path = "/api/inbox/read", tag = "inbox", request_body = ReadForm,
    responses((status = 200, body = Unread), WriteProblems))]
async fn read_many(State(app): State<App>, who: Allowed<needs::OwnAccount>, act: Act<ReadForm>) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        form.check()?;
        if form.ids.is_empty() {
            store::read_all(c, caller.account, form.topic, now)?;
        }
        for id in &form.ids {
            store::read_one_of(c, caller.account, *id, form.topic, now)?;
        }
        marked(c, &caller)
    })
    .await
}

/// The count that stands now; the account's other devices hear that it changed.
fn marked(c: &mut Conn<'_>, who: &Caller) -> Result<Unread> {
    c.after_commit(Event { account: who.account, subject: Subject::Inbox });
    Ok(Unread { unread: unread(c, who.account)? })
}
