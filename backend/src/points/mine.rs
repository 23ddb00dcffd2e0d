//! 我的积分 (FEATURES 6.3): sums of any year, days, every entry with its why, and what is still to be had. Live.

use super::store::{self, Listed};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, PageParams, Params, Read, ReadProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use chrono::Datelike;
use gsdj_domain::points::{DaySums, LedgerEntry, MyPoints, OpenRule, PointKind, Rule, Span, sheet_year};
use gsdj_domain::{Instant, MemberId, Page, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct YearParams {
    /// The year; the present one when not given.
    pub year: Option<i32>,
}

/// The year asked for.
///
/// # Errors
/// When it has not begun or can hold no points.
pub(super) fn year(asked: Option<i32>, now: Instant) -> Result<Span> {
    sheet_year(asked, now).ok_or_else(|| Refusal::Malformed { what: "年度无效".into() }.into())
}

/// One's own points: a year's sums by kind, today's, and what each rule still gives.
#[utoipa::path(get, path = "/api/points/mine", tag = "points", params(YearParams), responses((status = 200, body = MyPoints), ReadProblems))]
pub(super) async fn mine(
    State(app): State<App>,
    who: Allowed<needs::OwnPoints>,
    Params(params): Params<YearParams>,
) -> Result<Read<MyPoints>> {
    let (member, now) = (who.member.ok_or(Refusal::NotFound)?, app.now());
    let year = year(params.year, now)?;
    let read = move |c: &mut Conn<'_>| {
        store::policy(c)?.allow_points()?;
        let by_kind = store::by_kind(c, member, year.bounds())?;
        let present = now.day().year();
        let first = store::first_at(c, member)?.map_or(present, |day| day.year().min(present));
        Ok(MyPoints {
            year: year.year_number(),
            years: (first..=present).rev().collect(),
            total: by_kind.total(),
            by_kind,
            today: store::since(c, member, Instant::midnight(now.day()))?,
            open: Rule::ALL.iter().map(|rule| open(c, member, *rule, now)).collect::<Result<_>>()?,
        })
    };
    Ok(Read(app.store.read(read).await?))
}

/// What a rule gave in its present period, and what it still can.
fn open(c: &mut Conn<'_>, member: MemberId, rule: Rule, now: Instant) -> Result<OpenRule> {
    let row = rule.row();
    let earned = store::earned(c, member, rule, &row.counted_from(now).to_string())?;
    Ok(OpenRule { rule, earned, left: row.left(earned) })
}

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct EntryParams {
    /// Of which year; all years when not given.
    year: Option<i32>,
    /// Of which kind alone.
    kind: Option<PointKind>,
    /// Of one day alone, YYYY-MM-DD.
    #[param(max_length = 10)]
    day: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

impl EntryParams {
    /// The range of time asked for.
    fn range(&self, now: Instant) -> Result<(Instant, Instant)> {
        if let Some(text) = &self.day {
            let day: chrono::NaiveDate = text.parse().map_err(|_| Refusal::NotADate { field: "day" })?;
            let from = Instant::midnight(day);
            return Ok((from, from.plus(gsdj_domain::time::DAY)));
        }
        match self.year {
            Some(asked) => Ok(year(Some(asked), now)?.bounds()),
            None => Ok((Instant(0), Instant(i64::MAX))),
        }
    }
}

/// Entries of one's own ledger, the latest first, each with its why.
#[utoipa::path(get, path = "/api/points/mine/entries", tag = "points", params(EntryParams),
    responses((status = 200, body = Page<LedgerEntry>),
        (status = 422, body = gsdj_domain::Problem, content_type = "application/problem+json", description = "a day that is none"),
        ReadProblems))]
pub(super) async fn entries(
    State(app): State<App>,
    who: Allowed<needs::OwnPoints>,
    Params(params): Params<EntryParams>,
) -> Result<Read<Page<LedgerEntry>>> {
    let member = who.member.ok_or(Refusal::NotFound)?;
    let range = params.range(app.now())?;
    let page = PageParams { cursor: params.cursor, limit: params.limit };
    let limit = page.limit();
    let listed = Listed { range, kind: params.kind, after: page.after_pair()?, limit: limit + 1 };
    let read = move |c: &mut Conn<'_>| {
        store::policy(c)?.allow_points()?;
        store::entries(c, member, &listed)
    };
    let rows = app.store.read(read).await?;
    Ok(Read(Page::cut(rows, limit, |e| format!("{}_{}", e.at.0, e.id))))
}

/// A year's days that brought points, the latest first.
#[utoipa::path(get, path = "/api/points/mine/days", tag = "points", params(YearParams), responses((status = 200, body = Vec<DaySums>), ReadProblems))]
pub(super) async fn days(
    State(app): State<App>,
    who: Allowed<needs::OwnPoints>,
    Params(params): Params<YearParams>,
) -> Result<Read<Vec<DaySums>>> {
    let member = who.member.ok_or(Refusal::NotFound)?;
    let year = year(params.year, app.now())?;
    let read = move |c: &mut Conn<'_>| {
        store::policy(c)?.allow_points()?;
        store::days(c, member, year.bounds())
    };
    Ok(Read(app.store.read(read).await?))
}
