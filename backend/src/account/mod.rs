//! Accounts: signing in and out, sessions, passwords (FEATURES 1.2, 1.4).

mod hasher;
mod password;
mod session;
mod sign_in;
mod store;
mod turnstile;

pub use hasher::{Hasher, hash_now};
pub use password::{first_password, reset};
pub use session::{Principal, Sessions, new_token, token_hash};
pub use store::{
    device_of, end_other_sessions, forget_failures, forget_sessions, holder, set_password, set_password_of_org,
    signed_in_at,
};
pub use turnstile::Turnstile;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(sign_in::sign_in, session::me, session::sign_out))
        .routes(routes!(session::list))
        .routes(routes!(session::revoke))
        .routes(routes!(password::change))
        .routes(routes!(password::reset_org))
        .routes(routes!(password::reset_member))
}
