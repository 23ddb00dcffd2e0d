//! Exporting the roll (FEATURES 11.2): the purpose is asked for and noted first, then the file is handed out, once made
//! ready, to the same account.

use super::sheet;
use super::store::{self, After, Asked};
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::file;
use crate::http::{Act, Allowed, Caller, OrgInScope, PathId, ReadProblems, WriteProblems, needs};
use crate::store::Conn;
use axum::body::Body;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use chrono::NaiveDate;
use futures_util::stream;
use gsdj_domain::audit::Deed;
use gsdj_domain::file::clean_name;
use gsdj_domain::member::list::{EXPORT_LIFE, EXPORT_MAX, check_export, check_rows, export_note};
use gsdj_domain::member::{ExportForm, ExportFormat, ExportTicket, MemberRow, MemberScope};
use gsdj_domain::{Instant, OrgId, Refusal};
use tokio::sync::Semaphore;

/// Rows read at a time while a file is written.
const BATCH: usize = 1_000;

/// How much of an organisation's name stands in a file's.
const NAME_MAX: usize = 60;

/// Workbooks written at a time: each keeps its compressed rows in memory until it is whole.
static WORKBOOKS: Semaphore = Semaphore::const_new(2);

/// Make a file of exactly the members that a list shows. What it is for stands in the audit log.
#[utoipa::path(post, path = "/api/orgs/{id}/members/export", tag = "member", params(("id" = OrgId, Path)),
    request_body = ExportForm, responses((status = 201, body = ExportTicket), WriteProblems))]
pub(super) async fn prepare(
    State(app): State<App>,
    who: Allowed<needs::SeeRoll>,
    PathId(id): PathId<OrgId>,
    act: Act<ExportForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| ready(c, &caller, id, &form, now)).await
}

/// Notes the export, and says where its file is.
fn ready(c: &mut Conn<'_>, who: &Caller, id: OrgId, form: &ExportForm, now: Instant) -> Result<ExportTicket> {
    let org = who.scope().org(c, id)?;
    check_export(form)?;
    let asked = Asked { org: &org, whose: form.scope, filter: &form.filter, today: now.day(), closely: true };
    let rows = store::number(c, &asked, EXPORT_MAX + 1)?;
    check_rows(rows)?;
    let whose: String = clean_name(org.name()).chars().take(NAME_MAX).collect();
    let name = format!("党员名册-{whose}-{}.{}", now.day().format("%Y%m%d"), form.format.code());
    let ticket = store::prepare(c, who.account, org.id(), form, &name, now)?;
    audit::write(c, who, now, Deed::MembersExported, &export_note((org.id(), org.name()), form, rows))?;
    Ok(ExportTicket { path: format!("/api/exports/{ticket}"), name, rows, until: now.plus(EXPORT_LIFE) })
}

/// What a file is made of.
#[derive(Clone)]
struct Making {
    app: App,
    org: OrgInScope,
    form: ExportForm,
    today: NaiveDate,
}

/// A file that was made ready; for the account that asked for it, within the hour.
#[utoipa::path(get, path = "/api/exports/{id}", tag = "member", params(("id" = i64, Path)),
    responses((status = 200, description = "the file", content(
            (Vec<u8> = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        ReadProblems))]
pub(super) async fn fetch(
    State(app): State<App>,
    who: Allowed<needs::SeeOrgs>,
    PathId(id): PathId<i64>,
) -> Result<Response> {
    let (caller, now) = (who.clone(), app.now());
    let found = move |c: &mut Conn<'_>| {
        let prepared = store::prepared(c, caller.account, id, now.plus(-EXPORT_LIFE))?.ok_or(Refusal::NotFound)?;
        let org = caller.scope().org(c, prepared.org)?;
        Ok((prepared, org))
    };
    let (prepared, org) = app.store.read(found).await?;
    let making = Making { app, org, form: prepared.form, today: now.day() };
    let disposition = file::disposition("attachment", &prepared.name);
    let (kind, body) = match making.form.format {
        ExportFormat::Csv => ("text/csv; charset=utf-8", making.csv()),
        ExportFormat::Xlsx => {
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", making.xlsx().await?.into())
        }
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, disposition.as_str()),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, body).into_response())
}

impl Making {
    /// The rows after a place, at most a batch and at most `left`.
    fn batch(&self, c: &mut Conn<'_>, after: After, left: usize) -> Result<Vec<MemberRow>> {
        let (org, filter) = (&self.org, &self.form.filter);
        let asked = Asked { org, whose: self.form.scope, filter, today: self.today, closely: true };
        store::list(c, &asked, after, left.min(BATCH))
    }

    /// The text, written as it is read.
    fn csv(self) -> Body {
        let begun = (self, After::Nothing, EXPORT_MAX as usize, true);
        Body::from_stream(stream::try_unfold(begun, |(making, after, left, first)| async move {
            if left == 0 {
                return Ok(None);
            }
            let read = making.clone();
            let rows = making.app.store.read(move |c| read.batch(c, after, left)).await?;
            let mut text = if first { sheet::csv_head() } else { Vec::new() };
            sheet::csv_rows(&mut text, &rows)?;
            let left = if rows.len() < BATCH { 0 } else { left - rows.len() };
            let after = rows.last().map_or(after, |row| place(making.form.scope, row));
            Ok::<_, crate::Error>(Some((Bytes::from(text), (making, after, left, false))))
        }))
    }

    /// The workbook, whole.
    async fn xlsx(self) -> Result<Bytes> {
        let _turn = WORKBOOKS.acquire().await.map_err(crate::Error::broken)?;
        tokio::task::spawn_blocking(move || self.workbook()).await.map_err(crate::Error::broken)?
    }

    fn workbook(&self) -> Result<Bytes> {
        let mut book = sheet::Workbook::begin()?;
        let (mut after, mut left) = (After::Nothing, EXPORT_MAX as usize);
        while left > 0 {
            let read = self.clone();
            let rows = self.app.store.read_now(move |c| read.batch(c, after, left))?;
            for row in &rows {
                book.row(row)?;
            }
            left = if rows.len() < BATCH { 0 } else { left - rows.len() };
            after = rows.last().map_or(after, |row| place(self.form.scope, row));
        }
        book.end(self.org.name(), &self.form)
    }
}

const fn place(whose: MemberScope, row: &MemberRow) -> After {
    match whose {
        MemberScope::Own => After::Member(row.id.0),
        MemberScope::Subtree => After::Place(row.org, row.id.0),
    }
}
