//! Points: the append-only ledger (FEATURES 6.2) and its one door, [`award`].

use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Read, ReadProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::points::{self, KindTotal, LedgerEntry, MyPoints, PointKind, Rule};
use gsdj_domain::time::Period;
use gsdj_domain::{Instant, MemberId, Refusal};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

mod store;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(mine))
}

/// Enters a deed: once, whatever is retried; within the cap of its period. Answers the points it earned, `None` when
/// the deed stands in the ledger already.
///
/// # Errors
/// When the store refuses it.
pub fn award(
    c: &mut Conn<'_>,
    member: MemberId,
    rule: Rule,
    deed: &str,
    note: &str,
    at: Instant,
) -> Result<Option<u32>> {
    if store::stands(c, member, rule, deed)? {
        return Ok(None);
    }
    let row = rule.row();
    let period = at.period_start(row.cap.period).to_string();
    let earned = store::earned(c, member, rule, &period)?;
    let points = points::award(&row, earned);
    store::enter(c, member, &row, deed, points, &period, note, at)?;
    Ok(Some(points))
}

/// What a member earned since `since`.
///
/// # Errors
/// When the store refuses it.
pub fn since(c: &mut Conn<'_>, member: MemberId, since: Instant) -> Result<i64> {
    store::since(c, member, since)
}

/// One's own points: this year's sums and the latest entries.
#[utoipa::path(get, path = "/api/points/mine", tag = "points", responses((status = 200, body = MyPoints), ReadProblems))]
async fn mine(State(app): State<App>, who: Allowed<needs::OwnPoints>) -> Result<Read<MyPoints>> {
    let member = who.member.ok_or(Refusal::NotFound)?;
    let year = Instant::midnight(app.now().period_start(Period::Year));
    let mine = app
        .store
        .read(move |c| {
            let sums = store::by_kind(c, member, year)?;
            let of = |kind: PointKind| sums.iter().find(|s| s.kind == kind).map_or(0, |s| s.points);
            let by_kind: Vec<_> =
                PointKind::ALL.iter().map(|kind| KindTotal { kind: *kind, points: of(*kind) }).collect();
            let entries: Vec<LedgerEntry> = store::latest(c, member)?;
            Ok(MyPoints { total: by_kind.iter().map(|k| k.points).sum(), by_kind, entries })
        })
        .await?;
    Ok(Read(mine))
}
