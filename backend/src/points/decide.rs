//! The province decides about points (FEATURES 6.6); everybody reads what it has decided and why.

use super::store;
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, Read, ReadProblems, WriteProblems, needs};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::points::{PointsPolicy, PolicyForm, check_policy};

/// What is decided about points.
#[utoipa::path(get, path = "/api/points/policy", tag = "points", responses((status = 200, body = PointsPolicy), ReadProblems))]
pub(super) async fn get(State(app): State<App>, _who: Allowed<needs::SeePoints>) -> Result<Read<PointsPolicy>> {
    Ok(Read(app.store.read(store::policy).await?))
}

/// Decide about points for the whole province; it holds at once.
#[utoipa::path(put, path = "/api/points/policy", tag = "points", request_body = PolicyForm,
    responses((status = 200, body = PointsPolicy), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::SetPointsPolicy>,
    act: Act<PolicyForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        check_policy(&form)?;
        let policy = PointsPolicy {
            points: form.points,
            rankings: form.rankings,
            names: form.names,
            reach: form.reach,
            reason: form.reason.trim().to_owned(),
            since: Some(now),
        };
        store::set_policy(c, &policy)?;
        audit::write(c, &caller, now, Deed::PointsPolicySet, &format!("{}。{}", form.words(), policy.reason))?;
        Ok(policy)
    })
    .await
}
