//! Making public: at once, or when the time has come; under its columns and every column above.

use super::store::{self, Stored};
use crate::error::Result;
use crate::inbox::{self, Message};
use crate::store::Conn;
use gsdj_domain::content::Article;
use gsdj_domain::inbox::Topic;
use gsdj_domain::{AccountId, ArticleId, Instant};

/// Articles that a batch of the job publishes, or places anew.
const AT_ONCE: usize = 50;

/// Publishes what is being written of an article as its next version, first listed at `at`.
pub(super) fn publish(c: &mut Conn<'_>, stored: &Stored, next: &Article, reviewer: &str, at: Instant) -> Result<()> {
    store::publish_version(c, stored.id, next.versions, reviewer, at)?;
    store::advance(c, stored.id, next)?;
    store::set_live(c, stored.id, next.versions, at)?;
    store::place(c, stored.id, at)
}

/// Publishes what is due, and tells who wrote it; answers how many that were.
///
/// # Errors
/// When the store refuses it.
pub fn publish_due(c: &mut Conn<'_>, now: Instant) -> Result<usize> {
    let due = store::due(c, now, AT_ONCE)?;
    for (id, at) in &due {
        let Some(stored) = store::load(c, *id)? else { continue };
        let reviewer = store::last_reviewer(c, *id)?;
        publish(c, &stored, &stored.rules.published(), &reviewer, *at)?;
        let title = format!("已按时发布：{}", stored.title);
        let message = Message { topic: Topic::Approved, title: &title, body: &stored.site.title(), meeting: None };
        inbox::tell_of(c, [stored.rules.writer], &message, &desk_address(*id), now)?;
    }
    Ok(due.len())
}

/// Puts the articles of topics that have begun under the columns above; answers how many those were.
///
/// # Errors
/// When the store refuses it.
pub fn place_due(c: &mut Conn<'_>, now: Instant) -> Result<usize> {
    let due = store::ahead(c, now, AT_ONCE)?;
    for id in &due {
        store::place_anew(c, *id, now)?;
    }
    Ok(due.len())
}

/// Puts a public article at the head of its columns, or no longer.
///
/// # Errors
/// When the store refuses it.
pub fn pin(c: &mut Conn<'_>, id: ArticleId, pinned: bool, now: Instant) -> Result<()> {
    store::set_pinned(c, id, pinned)?;
    store::place(c, id, now)
}

/// The address of an article's page on the desk.
pub(super) fn desk_address(id: ArticleId) -> String {
    format!("/desk/{id}")
}

/// Those who may review an article: other editors of its site, and the province.
pub(super) fn reviewers(c: &mut Conn<'_>, stored: &Stored) -> Result<Vec<AccountId>> {
    let mut all = store::editors_of(c, stored.site)?;
    all.extend(store::province(c)?.map(|org| AccountId(org.0)));
    all.retain(|account| *account != stored.rules.writer);
    Ok(all)
}
