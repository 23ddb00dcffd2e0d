//! How often articles are opened. Guests are counted approximately: once an address, article and some hours, in memory, and
//! added to the store a few times a minute; a node that ends takes what it had not added with it. Accounts are counted
//! exactly, once a day ([`super::reading`]).

use super::store;
use crate::app::App;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::time::SECOND;
use gsdj_domain::{ArticleId, Instant};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How long an address counts as the same reader.
const SAME: Duration = Duration::from_secs(12 * 3600);
/// How often what was counted is added to the store, in milliseconds.
const ADDED_EVERY: i64 = 10 * SECOND;

/// What guests have opened.
pub struct Views {
    seen: moka::sync::Cache<(IpAddr, ArticleId), ()>,
    counted: Mutex<Counted>,
}

struct Counted {
    views: HashMap<ArticleId, u32>,
    added_at: Instant,
}

impl Default for Views {
    fn default() -> Self {
        let seen = moka::sync::Cache::builder().max_capacity(200_000).time_to_live(SAME).build();
        Self { seen, counted: Mutex::new(Counted { views: HashMap::new(), added_at: Instant(0) }) }
    }
}

impl Views {
    /// Counts a guest's opening, and adds up when it is time.
    pub(super) fn guest(&self, app: &App, article: ArticleId, from: IpAddr) {
        if self.seen.contains_key(&(from, article)) {
            return;
        }
        self.seen.insert((from, article), ());
        let now = app.now();
        let due = {
            let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
            *counted.views.entry(article).or_default() += 1;
            if now < counted.added_at.plus(ADDED_EVERY) && now >= counted.added_at {
                return;
            }
            counted.added_at = now;
            std::mem::take(&mut counted.views)
        };
        let store = app.store.clone();
        tokio::spawn(async move {
            let add = move |c: &mut Conn<'_>| due.iter().try_for_each(|(article, views)| add(c, *article, *views));
            if let Err(error) = store.write(add).await {
                tracing::warn!(%error, "guests' views were not added");
            }
        });
    }
}

/// Adds views to an article.
///
/// # Errors
/// When the store refuses it.
pub fn add(c: &mut Conn<'_>, article: ArticleId, views: u32) -> Result<()> {
    store::add_views(c, article, views)
}
