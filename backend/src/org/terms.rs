//! Which committees are due for re-election: a list for superiors, and telling branch and superior in time (FEATURES 2.2).

use super::store::{self, Window};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, PageParams, Params, Read, ReadProblems, needs};
use crate::inbox::{self, Message};
use crate::jobs::{Step, Turn};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::branch::{TermRow, term};
use gsdj_domain::inbox::Topic;
use gsdj_domain::{AccountId, Page, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;

/// Terms told of in one transaction.
const BATCH: i64 = 200;

/// Which terms to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only those that are over, or only those that are not over yet.
    over: Option<bool>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// Branches of the caller's subtree whose committee's term is over or ends within six months, the earliest end first.
#[utoipa::path(get, path = "/api/terms", tag = "branch", params(Filter), responses((status = 200, body = Page<TermRow>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    who: Allowed<needs::WatchTerms>,
    Params(filter): Params<Filter>,
) -> Result<Read<Page<TermRow>>> {
    let page = PageParams { cursor: None, limit: filter.limit };
    let (limit, scope) = (page.limit(), who.scope());
    let window = Window { today: app.now().day(), over: filter.over };
    let (ends, id) = filter.cursor.as_deref().map_or(Ok((String::new(), 0)), after)?;
    let rows = app.store.read(move |c| store::terms_due(c, &scope, window, (&ends, id), limit)).await?;
    let page = Page::cut(rows, limit, |(id, row)| format!("{}_{id}", row.ends));
    Ok(Read(Page { items: page.items.into_iter().map(|(_, row)| row).collect(), next: page.next }))
}

/// The place after a row: its end and its term.
fn after(cursor: &str) -> Result<(String, i64)> {
    let place = cursor.split_once('_').and_then(|(ends, id)| Some((term::date(ends)?.to_string(), id.parse().ok()?)));
    place.ok_or_else(|| Refusal::Malformed { what: "翻页位置无效".into() }.into())
}

/// A job: tells branches and their superiors that a term ends in 90 days, in 30, and that it is over; each once for an end.
///
/// # Errors
/// When the store refuses it.
pub fn watch_terms(c: &mut Conn<'_>, turn: &Turn) -> Result<Step> {
    let today = turn.now.day();
    let endings = store::terms_to_tell(c, today, turn.cursor, BATCH)?;
    for ending in &endings {
        let left = term::date(&ending.ends).map_or(0, |end| (end - today).num_days());
        let Some(days) = term::notice(left) else { continue };
        let said = term::spoken(left);
        let body = format!(
            "任期至 {}。请按期组织换届选举；确需延期或者提前换届的，应当报上级党组织批准，一般不超过一年。",
            ending.ends
        );
        let title = format!("支委会{said}");
        let message = Message { topic: Topic::TermDue, title: &title, body: &body, meeting: None };
        inbox::tell(c, [AccountId(ending.org.id.0)], &message, turn.now)?;
        let title = format!("{}支委会{said}", ending.org.name);
        let body = format!("任期至 {}。请指导支部按期换届。", ending.ends);
        let message = Message { topic: Topic::TermDueBelow, title: &title, body: &body, meeting: None };
        inbox::tell(c, ending.superior.map(|org| AccountId(org.0)), &message, turn.now)?;
        store::term_told(c, ending, days, turn.now)?;
    }
    let full = i64::try_from(endings.len()).is_ok_and(|n| n == BATCH);
    Ok(endings.last().filter(|_| full).map_or(Step::Done, |last| Step::More(last.id)))
}
