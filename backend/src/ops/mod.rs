//! Running it: health, metrics, and what everybody may know of the platform.

mod metrics;
mod store;

pub use metrics::Metrics;

use crate::app::App;
use crate::error::Result;
use crate::http::{Read, ReadProblems};
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use gsdj_domain::home::Platform;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(healthz)).routes(routes!(metrics_page)).routes(routes!(platform))
}

/// Whether the server answers and its store does.
#[utoipa::path(get, path = "/healthz", tag = "ops", security(()), responses((status = 200, description = "ready", body = String), ReadProblems))]
async fn healthz(State(app): State<App>) -> Result<&'static str> {
    app.store.read(store::answers).await?;
    Ok("ok")
}

/// Counters in Prometheus' text form.
#[utoipa::path(get, path = "/metrics", tag = "ops", security(()), responses((status = 200, description = "metrics", body = String, content_type = "application/openmetrics-text"), ReadProblems))]
async fn metrics_page(State(app): State<App>) -> impl IntoResponse {
    let text = app.metrics.text(app.live.listening());
    ([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text)
}

/// The platform's name, version and clock.
#[utoipa::path(get, path = "/api/platform", tag = "ops", security(()), responses((status = 200, body = Platform), ReadProblems))]
async fn platform(State(app): State<App>) -> Result<Read<Platform>> {
    let demo = app.store.read(store::is_demo).await?;
    Ok(Read(Platform {
        name: app.config.name.clone(),
        version: env!("CARGO_PKG_VERSION").into(),
        address: app.config.address.clone(),
        now: app.now(),
        demo,
    }))
}
