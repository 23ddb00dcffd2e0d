//! Columns on the desk: names, order, topics that come and go. The platform's own can be hidden and never vanish; nothing that
//! is done to a column takes an article away.

use super::super::{place_due, store};
use super::{own_site, sees};
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, Params, PathId, Read, ReadProblems, WriteProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::content::{
    Column, ColumnForm, ColumnKind, ColumnOrder, ContentRefusal, DeskColumn, DeskColumns, Site, TopicForm, check_topic,
};
use gsdj_domain::{ColumnId, Instant, Refusal};
use serde::Deserialize;
use std::collections::BTreeSet;
use utoipa::IntoParams;

/// Of which site.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::content) struct Of {
    /// The site; an editor's own, for the province its own when not given.
    #[param(inline)]
    site: Option<Site>,
}

/// Every column of a site, shown or not, a column after the one above it.
#[utoipa::path(get, path = "/api/desk/columns", tag = "content", params(Of), responses((status = 200, body = DeskColumns), ReadProblems))]
pub(in crate::content) async fn list(
    State(app): State<App>,
    who: Allowed<needs::EnterDesk>,
    Params(of): Params<Of>,
) -> Result<Read<DeskColumns>> {
    if of.site.is_some_and(|site| !sees(&who, site)) {
        return Err(Refusal::NotFound.into());
    }
    let site = own_site(&who).or(of.site).unwrap_or(Site::Province);
    Ok(Read(app.store.read(move |c| all(c, site)).await?))
}

fn all(c: &mut Conn<'_>, site: Site) -> Result<DeskColumns> {
    let counts = store::places(c, site)?;
    let columns = store::columns(c, site)?.into_iter().map(|column| DeskColumn {
        articles: counts.get(&column.id).copied().unwrap_or(0),
        takes: column.kind != ColumnKind::Topics,
        column,
    });
    Ok(DeskColumns { site, columns: columns.collect() })
}

/// Add a topic.
#[utoipa::path(post, path = "/api/desk/columns", tag = "content", request_body = TopicForm,
    responses((status = 201, body = DeskColumns), WriteProblems))]
pub(in crate::content) async fn post(
    State(app): State<App>,
    who: Allowed<needs::EnterDesk>,
    act: Act<TopicForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        add_topic(c, &caller, &form, now)?;
        let site = column(c, &caller, form.parent)?.site;
        all(c, site)
    })
    .await
}

/// Adds a topic among those of its parent.
///
/// # Errors
/// A fault of the form, or a parent that holds no topics or is not the caller's.
pub fn add_topic(c: &mut Conn<'_>, who: &Caller, form: &TopicForm, now: Instant) -> Result<ColumnId> {
    let parent = column(c, who, form.parent)?;
    check_topic(&form.name, form.shown_from, form.shown_until)?;
    if parent.kind != ColumnKind::Topics {
        return Err(Refusal::from(ContentRefusal::NotForTopics).into());
    }
    let id = store::topic(c, parent.site, parent.area, form)?;
    audit::write(c, who, now, Deed::TopicAdded, &format!("{}，{}", parent.site.title(), form.name.trim()))?;
    Ok(id)
}

/// A column on the caller's desk.
fn column(c: &mut Conn<'_>, who: &Caller, id: ColumnId) -> Result<Column> {
    let site = store::site_of_column(c, id)?.filter(|site| sees(who, *site)).ok_or(Refusal::NotFound)?;
    let found = store::columns(c, site)?.into_iter().find(|col| col.id == id);
    found.ok_or_else(|| Refusal::NotFound.into())
}

/// Rename a column, hide it, say when a topic is shown.
#[utoipa::path(put, path = "/api/desk/columns/{id}", tag = "content", params(("id" = ColumnId, Path)), request_body = ColumnForm,
    responses((status = 200, body = DeskColumns), WriteProblems))]
pub(in crate::content) async fn put(
    State(app): State<App>,
    who: Allowed<needs::EnterDesk>,
    PathId(id): PathId<ColumnId>,
    act: Act<ColumnForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let stands = column(c, &caller, id)?;
        check_topic(&form.name, form.shown_from, form.shown_until)?;
        let timed = form.shown_from.is_some() || form.shown_until.is_some();
        if timed && stands.kind != ColumnKind::Topic {
            return Err(Refusal::from(ContentRefusal::OnlyTopicsEnd).into());
        }
        store::rename(c, id, &form)?;
        if form.shown_from != stands.shown_from {
            store::move_topic(c, id, now)?;
            // the job goes on where there are many
            place_due(c, now)?;
        }
        let what = format!("{}，{} → {}", stands.site.title(), stands.name, form.name.trim());
        audit::write(c, &caller, now, Deed::ColumnsChanged, &what)?;
        all(c, stands.site)
    })
    .await
}

/// Put columns that stand beside one another in another order.
#[utoipa::path(put, path = "/api/desk/columns/order", tag = "content", request_body = ColumnOrder,
    responses((status = 200, body = DeskColumns), WriteProblems))]
pub(in crate::content) async fn order(
    State(app): State<App>,
    who: Allowed<needs::EnterDesk>,
    act: Act<ColumnOrder>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        let not_one_row = || Refusal::from(ContentRefusal::NotOneRow);
        let first = form.columns.first().copied().ok_or_else(not_one_row)?;
        let first = column(c, &caller, first)?;
        let beside: BTreeSet<_> = store::columns(c, first.site)?
            .into_iter()
            .filter(|col| col.parent == first.parent && col.area == first.area)
            .map(|col| col.id)
            .collect();
        let named: BTreeSet<_> = form.columns.iter().copied().collect();
        if named != beside || named.len() != form.columns.len() {
            return Err(not_one_row().into());
        }
        // the seats that they had, handed out anew: others keep theirs
        let seats = store::seats(c, &form.columns)?;
        for (id, seat) in form.columns.iter().zip(seats) {
            store::seat(c, *id, seat)?;
        }
        let what = format!("{}，调整“{}”等栏目的顺序", first.site.title(), first.name);
        audit::write(c, &caller, now, Deed::ColumnsChanged, &what)?;
        all(c, first.site)
    })
    .await
}
