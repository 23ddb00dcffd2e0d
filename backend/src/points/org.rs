//! An organisation's points: what was earned in a branch, or in all branches below, as of the night before.

use super::mine::{YearParams, year};
use super::store;
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Params, PathId, Read, ReadProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::OrgId;
use gsdj_domain::points::OrgPoints;

/// The points of an organisation within the caller's scope: a year and its months by kind.
#[utoipa::path(get, path = "/api/orgs/{id}/points", tag = "points", params(("id" = OrgId, Path), YearParams),
    responses((status = 200, body = OrgPoints), ReadProblems))]
pub(super) async fn points(
    State(app): State<App>,
    who: Allowed<needs::SeePoints>,
    PathId(id): PathId<OrgId>,
    Params(params): Params<YearParams>,
) -> Result<Read<OrgPoints>> {
    let scope = who.scope();
    let year = year(params.year, app.now())?;
    let read = move |c: &mut Conn<'_>| {
        let org = scope.org(c, id)?;
        store::policy(c)?.allow_points()?;
        let (sums, months) = store::org_sums(c, org.id(), year)?;
        let as_of = store::night(c)?.map(|(day, _)| day);
        Ok(OrgPoints { year: year.year_number(), as_of, sums, months })
    };
    Ok(Read(app.store.read(read).await?))
}
