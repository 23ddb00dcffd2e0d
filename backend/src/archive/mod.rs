//! Records worth keeping (FEATURES 3.11, 13.9): minutes as PDF and as Word, sealed so that print can be checked with no
//! network.
//!
//! `export` answers; `pdf` and `docx` draw the same [`gsdj_domain::archive::Minutes`]; `signer` seals; `clean` lets
//! formatted text into the store.

mod check;
mod clean;
mod code;
mod docx;
mod export;
mod fonts;
mod pdf;
mod photo;
#[cfg(test)]
mod sample;
mod signer;
mod store;

pub use clean::{VOID, clean, cleaned_by, cleaner};
pub use signer::Signer;

use crate::app::App;
use crate::config::Config;
use axum::body::Bytes;
use fonts::Fonts;
use moka::sync::Cache;
use std::sync::OnceLock;
use tokio::sync::Semaphore;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The most bytes of prints that are kept.
const KEPT_MAX: u64 = 64 << 20;
/// How many are drawn at once: each takes a processor, and some ten megabytes with photos.
const AT_ONCE: usize = 2;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(export::pdf))
        .routes(routes!(export::docx))
        .routes(routes!(check::keys))
        .routes(routes!(check::check))
}

/// What the archive keeps while the server runs.
pub struct Archive {
    /// Found at the first print: they take some thirty megabytes.
    fonts: OnceLock<Option<Fonts>>,
    prints: Cache<export::Print, Bytes>,
    gate: Semaphore,
}

impl Default for Archive {
    fn default() -> Self {
        let weight = |_: &export::Print, bytes: &Bytes| u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        Self {
            fonts: OnceLock::new(),
            prints: Cache::builder().max_capacity(KEPT_MAX).weigher(weight).build(),
            gate: Semaphore::new(AT_ONCE),
        }
    }
}

impl Archive {
    /// The fonts to print with, if there are any.
    fn fonts(&self, config: &Config) -> Option<&Fonts> {
        self.fonts.get_or_init(|| Fonts::find(config.fonts.as_deref())).as_ref()
    }
}
