//! All routes together, under the layers that every request passes.

use super::{body, envelope, web};
use crate::app::App;
use crate::{
    account, archive, audit, branch, calendar, check_in, content, disclosure, exam, experience, file, home, inbox,
    learning, library, meeting, member, ops, org, points, programme_guide, proxy, reaction, review, search, standards,
    urge,
};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header;
use axum::middleware::from_fn_with_state;
use tower::ServiceBuilder;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;

#[derive(OpenApi)]
#[openapi(
    info(title = "甘肃党建", description = "The API of the platform. Errors are RFC 9457 problems; instants are UTC milliseconds."),
    security(("bearer" = []), ("cookie" = [])),
    components(schemas(gsdj_domain::Problem, gsdj_domain::problem::FieldProblem)),
    modifiers(&Security),
)]
struct Document;

struct Security;

impl utoipa::Modify for Security {
    fn modify(&self, doc: &mut utoipa::openapi::OpenApi) {
        let components = doc.components.get_or_insert_default();
        let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        components.add_security_scheme("bearer", bearer);
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(super::caller::COOKIE)));
        components.add_security_scheme("cookie", cookie);
    }
}

fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Document::openapi())
        .merge(ops::routes())
        .merge(account::routes())
        .merge(home::routes())
        .merge(inbox::routes())
        .merge(org::routes())
        .merge(member::routes())
        .merge(branch::routes())
        .merge(calendar::routes())
        .merge(meeting::routes())
        .merge(check_in::routes())
        .merge(proxy::routes())
        .merge(points::routes())
        .merge(standards::routes())
        .merge(audit::routes())
        .merge(file::routes())
        .merge(archive::routes())
        .merge(review::routes())
        .merge(disclosure::routes())
        .merge(experience::routes())
        .merge(urge::routes())
        .merge(content::routes())
        .merge(reaction::routes())
        .merge(search::routes())
        .merge(exam::routes())
        .merge(learning::routes())
        .merge(programme_guide::routes())
        .merge(library::routes())
}

/// What is worth compressing: films and recordings are compressed already.
fn worth_it() -> impl Predicate {
    DefaultPredicate::new().and(NotForContentType::const_new("video/")).and(NotForContentType::const_new("audio/"))
}

/// The OpenAPI 3.1 document of every route.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    routes().split_for_parts().1
}

/// The whole service.
pub fn router(app: App) -> Router {
    let (router, document) = routes().split_for_parts();
    let openapi = serde_json::to_string(&document).unwrap_or_default();
    let json = [(header::CONTENT_TYPE, "application/json")];
    let router = router.with_state(app.clone());
    // a page's first view is made of what a guest would be answered, problems and all
    let api = router.clone().layer(from_fn_with_state(app.clone(), envelope::layer));
    let pages = axum::routing::any(web::page).with_state(web::Web { app: app.clone(), api });
    router
        .route("/openapi.json", axum::routing::get(move || async move { (json, openapi) }))
        .fallback_service(pages)
        .layer(
            // the outermost first; as one stack they cost what one layer costs
            ServiceBuilder::new()
                .layer(from_fn_with_state(app, envelope::layer))
                .layer(DefaultBodyLimit::max(usize::try_from(body::BODY_MAX).unwrap_or(usize::MAX)))
                .layer(CompressionLayer::new().compress_when(worth_it())),
        )
}
