//! Search over what is read (FEATURES 9.4): an index beside the store, followed by each node for itself.

mod ask;
mod follow;
mod index;
mod manual;
mod marks;
mod query;
mod store;
mod words;

pub use follow::{Follower, Source};
pub use index::{Audience, Entry, Shelves};
pub use query::{Asked, Found};
pub use store::forget_changes;

use crate::app::App;
use crate::error::Result;
use crate::{content, learning, library};
use gsdj_domain::search::{SearchHit, SearchKind, SearchPage};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Everything that can be found.
pub const SOURCES: &[Source] = &[content::FOUND, learning::FOUND, library::FOUND, MANUAL];

const MANUAL: Source = Source { kind: SearchKind::Manual, page: manual::found, one: manual::found_one };

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(ask::get))
}

/// The index of this node, opened when it is first needed: whatever only calls the store needs none.
pub struct Index {
    folder: PathBuf,
    open: Mutex<Option<Arc<Shelves>>>,
}

impl Index {
    /// The index in this folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), open: Mutex::default() }
    }

    /// The open index.
    ///
    /// # Errors
    /// When it can't be opened.
    pub fn shelves(&self) -> Result<Arc<Shelves>> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shelves) = open.as_ref() {
            return Ok(shelves.clone());
        }
        let shelves = Arc::new(Shelves::open(&self.folder)?);
        *open = Some(shelves.clone());
        Ok(shelves)
    }
}

impl Found {
    /// The page that shows these hits of a question.
    #[must_use]
    pub fn page(self, asked: &Asked) -> SearchPage {
        let end = asked.skip + self.hits.len();
        let show = |entry: Entry| SearchHit {
            title: marks::title(&entry.title, &asked.q),
            excerpt: marks::excerpt(&entry.text, &asked.q),
            kind: entry.kind,
            id: entry.id,
            link: entry.link,
            place: entry.place,
            at: entry.at,
        };
        SearchPage {
            total: u32::try_from(self.total).unwrap_or(u32::MAX),
            loose: self.loose,
            next: (end < self.total && !self.hits.is_empty()).then(|| end.to_string()),
            items: self.hits.into_iter().map(show).collect(),
        }
    }
}
