//! A plain web client for tests that go over the network's loopback.

use std::sync::Once;

static PROVIDER: Once = Once::new();

/// A client. The app asks reqwest for TLS without a provider of its own, and built together the tests get the same, so
/// one is named here though no test speaks TLS.
#[must_use]
pub fn client() -> reqwest::Client {
    PROVIDER.call_once(|| {
        // another part of the test binary may have been first: any provider will do
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    reqwest::Client::new()
}
