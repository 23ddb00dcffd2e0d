//! 年度积分表 (FEATURES 6.5) of a member (live) and of a branch (as of the night before): shown, and taken along as a file under
//! audit. Members find their own; a branch finds its members'; those above only where the province lets them.

use super::mine::{YearParams, year};
use super::store::{self, Prepared};
use super::{file, store::Someone};
use crate::app::App;
use crate::error::Result;
use crate::http::{
    Act, Allowed, Caller, OrgInScope, PageParams, Params, PathId, Read, ReadProblems, WriteProblems, needs,
};
use crate::store::Conn;
use crate::{audit, file as files};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::Datelike;
use gsdj_domain::audit::Deed;
use gsdj_domain::file::clean_name;
use gsdj_domain::member::list::EXPORT_LIFE;
use gsdj_domain::member::{ExportFormat, ExportTicket};
use gsdj_domain::org::{OrgKind, OrgRef};
use gsdj_domain::points::{BranchSheet, KindSums, MemberSheet, SheetExport, SheetRow, Span, check_sheet};
use gsdj_domain::{Instant, MemberId, OrgId, Page, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;

/// How much of a name stands in a file's.
const NAME_MAX: usize = 60;

/// A branch whose members' points the caller may see.
fn branch_of(c: &mut Conn<'_>, who: &Caller, id: OrgId) -> Result<OrgInScope> {
    let org = who.scope().org(c, id)?;
    if org.kind() != OrgKind::Branch {
        return Err(Refusal::NotFound.into());
    }
    store::policy(c)?.allow_members(org.id() == who.org)?;
    Ok(org)
}

/// A member whose points the caller may see: themselves, or one of a branch.
fn member_of(c: &mut Conn<'_>, who: &Caller, id: MemberId) -> Result<Someone> {
    let someone = store::someone(c, id)?.ok_or(Refusal::NotFound)?;
    match who.member {
        Some(own) if own == id => store::policy(c)?.allow_points()?,
        Some(_) => return Err(Refusal::NotFound.into()),
        None => {
            let branch = who.scope().org(c, someone.org.id)?;
            store::policy(c)?.allow_members(branch.id() == who.org)?;
        }
    }
    Ok(someone)
}

fn of_branch(c: &mut Conn<'_>, org: &OrgInScope, year: Span) -> Result<BranchSheet> {
    let (sums, months) = store::org_sums(c, org.id(), year)?;
    Ok(BranchSheet {
        org: OrgRef { id: org.id(), name: org.name().to_owned() },
        year: year.year_number(),
        as_of: store::night(c)?.map(|(day, _)| day),
        sums,
        months,
        members: store::heads(c, org.id())?,
    })
}

fn of_member(c: &mut Conn<'_>, id: MemberId, who: Someone, year: Span, now: Instant) -> Result<MemberSheet> {
    let mut months = vec![KindSums::default(); 12];
    let mut sums = KindSums::default();
    for day in store::days(c, id, year.bounds())? {
        let month = day.day.parse().ok().and_then(Span::month_of).and_then(Span::month_index);
        let Some(month) = month.and_then(|at| months.get_mut(at)) else { continue };
        for sum in [month, &mut sums] {
            sum.organisation += day.sums.organisation;
            sum.education += day.sums.education;
            sum.vanguard += day.sums.vanguard;
        }
    }
    let rules = store::rules(c, id, year.bounds())?;
    let until = (now < year.bounds().1).then_some(now);
    Ok(MemberSheet { member: id, name: who.name, org: who.org, year: year.year_number(), until, sums, months, rules })
}

/// A branch's year in points: its sums and months.
#[utoipa::path(get, path = "/api/orgs/{id}/points-sheet", tag = "points", params(("id" = OrgId, Path), YearParams),
    responses((status = 200, body = BranchSheet), ReadProblems))]
pub(super) async fn branch(
    State(app): State<App>,
    who: Allowed<needs::SeePointSheets>,
    PathId(id): PathId<OrgId>,
    Params(params): Params<YearParams>,
) -> Result<Read<BranchSheet>> {
    let (caller, year) = (who.clone(), year(params.year, app.now())?);
    let read = move |c: &mut Conn<'_>| {
        let org = branch_of(c, &caller, id)?;
        of_branch(c, &org, year)
    };
    Ok(Read(app.store.read(read).await?))
}

/// Which of a branch's members.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct RowParams {
    /// The year; the present one when not given.
    year: Option<i32>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// The present members on a branch's sheet, as the roll has them.
#[utoipa::path(get, path = "/api/orgs/{id}/points-sheet/members", tag = "points", params(("id" = OrgId, Path), RowParams),
    responses((status = 200, body = Page<SheetRow>), ReadProblems))]
pub(super) async fn members(
    State(app): State<App>,
    who: Allowed<needs::SeePointSheets>,
    PathId(id): PathId<OrgId>,
    Params(params): Params<RowParams>,
) -> Result<Read<Page<SheetRow>>> {
    let (caller, year) = (who.clone(), year(params.year, app.now())?);
    let page = PageParams { cursor: params.cursor, limit: params.limit };
    let (limit, after) = (page.limit(), page.after()?.unwrap_or(0));
    let read = move |c: &mut Conn<'_>| {
        let org = branch_of(c, &caller, id)?;
        store::rows(c, org.id(), year, after, limit + 1)
    };
    Ok(Read(Page::cut(app.store.read(read).await?, limit, |row| row.member.to_string())))
}

/// A member's year in points: by kind, month and rule.
#[utoipa::path(get, path = "/api/members/{id}/points-sheet", tag = "points", params(("id" = MemberId, Path), YearParams),
    responses((status = 200, body = MemberSheet), ReadProblems))]
pub(super) async fn member(
    State(app): State<App>,
    who: Allowed<needs::SeePoints>,
    PathId(id): PathId<MemberId>,
    Params(params): Params<YearParams>,
) -> Result<Read<MemberSheet>> {
    let (caller, now) = (who.clone(), app.now());
    let year = year(params.year, now)?;
    let read = move |c: &mut Conn<'_>| {
        let someone = member_of(c, &caller, id)?;
        of_member(c, id, someone, year, now)
    };
    Ok(Read(app.store.read(read).await?))
}

/// Notes that a sheet is taken along, and says where its file is.
fn ready(c: &mut Conn<'_>, who: &Caller, prepared: &Prepared, rows: u32, now: Instant) -> Result<ExportTicket> {
    let ticket = store::prepare(c, who.account, prepared, now)?;
    let purpose = prepared.form.purpose.trim();
    let what =
        if purpose.is_empty() { prepared.name.clone() } else { format!("{}，用途：{purpose}", prepared.name) };
    audit::write(c, who, now, Deed::PointsExported, &what)?;
    let path = format!("/api/points/exports/{ticket}");
    Ok(ExportTicket { path, name: prepared.name.clone(), rows, until: now.plus(EXPORT_LIFE) })
}

fn name(whose: &str, form: &SheetExport) -> String {
    let whose: String = clean_name(whose).chars().take(NAME_MAX).collect();
    format!("年度积分表-{whose}-{}.{}", form.year, form.format.code())
}

/// Make a file of a branch's sheet with its members. What it is for stands in the audit log.
#[utoipa::path(post, path = "/api/orgs/{id}/points-sheet/export", tag = "points", params(("id" = OrgId, Path)),
    request_body = SheetExport, responses((status = 201, body = ExportTicket), WriteProblems))]
pub(super) async fn export_branch(
    State(app): State<App>,
    who: Allowed<needs::SeePointSheets>,
    PathId(id): PathId<OrgId>,
    act: Act<SheetExport>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let org = branch_of(c, &caller, id)?;
        check_sheet(&form, true, now)?;
        let prepared = Prepared { org: org.id(), member: None, name: name(org.name(), &form), form: form.clone() };
        let heads = store::heads(c, org.id())?;
        ready(c, &caller, &prepared, heads, now)
    })
    .await
}

/// Make a file of a member's sheet. What it is for stands in the audit log; members need not say it of their own.
#[utoipa::path(post, path = "/api/members/{id}/points-sheet/export", tag = "points", params(("id" = MemberId, Path)),
    request_body = SheetExport, responses((status = 201, body = ExportTicket), WriteProblems))]
pub(super) async fn export_member(
    State(app): State<App>,
    who: Allowed<needs::SeePoints>,
    PathId(id): PathId<MemberId>,
    act: Act<SheetExport>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let someone = member_of(c, &caller, id)?;
        check_sheet(&form, caller.member.is_none(), now)?;
        let name = name(&someone.name, &form);
        let prepared = Prepared { org: someone.org.id, member: Some(id), name, form: form.clone() };
        ready(c, &caller, &prepared, 1, now)
    })
    .await
}

/// A sheet that was made ready; for the account that asked for it, within the hour, while it may still see it.
#[utoipa::path(get, path = "/api/points/exports/{id}", tag = "points", params(("id" = i64, Path)),
    responses((status = 200, description = "the file", content(
            (Vec<u8> = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        ReadProblems))]
pub(super) async fn fetch(
    State(app): State<App>,
    who: Allowed<needs::SeePoints>,
    PathId(id): PathId<i64>,
) -> Result<Response> {
    let (caller, now) = (who.clone(), app.now());
    let read = move |c: &mut Conn<'_>| {
        let prepared = store::prepared(c, caller.account, id, now.plus(-EXPORT_LIFE))?.ok_or(Refusal::NotFound)?;
        let table = table(c, &caller, &prepared, now)?;
        Ok((prepared, table))
    };
    let (prepared, table) = app.store.read(read).await?;
    let (format, name) = (prepared.form.format, prepared.name);
    let made = tokio::task::spawn_blocking(move || match format {
        ExportFormat::Csv => table.csv(),
        ExportFormat::Xlsx => table.xlsx(),
    });
    let bytes = made.await.map_err(crate::Error::broken)??;
    let kind = match format {
        ExportFormat::Csv => "text/csv; charset=utf-8",
        ExportFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };
    let disposition = files::disposition("attachment", &name);
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, disposition.as_str()),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, bytes).into_response())
}

fn table(c: &mut Conn<'_>, who: &Caller, prepared: &Prepared, now: Instant) -> Result<file::Table> {
    let year = Span::year(prepared.form.year).ok_or(Refusal::NotFound)?;
    let purpose = prepared.form.purpose.trim();
    if let Some(id) = prepared.member {
        let someone = member_of(c, who, id)?;
        return Ok(file::of_member(&of_member(c, id, someone, year, now)?, purpose));
    }
    let org = branch_of(c, who, prepared.org)?;
    let sheet = of_branch(c, &org, year)?;
    let rows = store::rows(c, org.id(), year, 0, usize::try_from(sheet.members).unwrap_or(0))?;
    Ok(file::of_branch(&sheet, &rows, now.day().year(), purpose))
}
