//! What pages are opened with: browsers, or the app; a story that doesn't care is told on both.

use super::{Browsers, Device, Page};
use std::future::Future;

/// Opens pages.
pub trait Screens: Clone + Send + Sync + 'static {
    /// Opens one of its own on the platform at `base`; `who` stands in the pictures' names.
    fn screen(&self, device: Device, who: &str, base: String) -> impl Future<Output = Page> + Send;
}

impl Screens for Browsers {
    async fn screen(&self, device: Device, who: &str, base: String) -> Page {
        self.open(device, who, base).await
    }
}
