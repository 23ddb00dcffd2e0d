//! Tries at one account one after another, so that a hundred at once are no more than the lock-out allows (FEATURES 1.4).

use tokio::sync::{Mutex, MutexGuard};

/// How many tries pass at the same time at most; names share a lane by chance.
const LANES: usize = 1024;

/// Where sign-ins queue, by the name typed.
pub struct Turnstile(Vec<Mutex<()>>);

impl Default for Turnstile {
    fn default() -> Self {
        Self((0..LANES).map(|_| Mutex::new(())).collect())
    }
}

impl Turnstile {
    /// Waits until no other try at this name is under way; the next one waits until the guard is dropped.
    pub(super) async fn pass(&self, name_hash: &str) -> MutexGuard<'_, ()> {
        let lane = name_hash.bytes().fold(0, |lane: usize, b| (lane * 31 + usize::from(b)) % LANES);
        self.0[lane].lock().await
    }
}
