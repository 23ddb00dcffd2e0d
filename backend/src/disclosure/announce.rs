//! Telling those it is for, once, when a publicity period begins.

use super::store;
use crate::error::Result;
use crate::inbox::{self, Message};
use crate::store::Conn;
use gsdj_domain::inbox::Topic;
use gsdj_domain::{DisclosureId, Instant};

/// Announcements in one transaction.
const BATCH: usize = 100;

/// Tells those it is for of every period that has begun since, each once however often and from however many nodes this
/// runs; of what is over by now nobody is told any more. Answers how many were announced; while that is not 0 there may be more.
///
/// # Errors
/// When the store refuses it.
pub fn announce_due(c: &mut Conn<'_>, now: Instant) -> Result<u64> {
    let due = store::due(c, now, BATCH)?;
    for id in &due {
        announce(c, *id, now)?;
    }
    Ok(due.len() as u64)
}

/// Tells those that a disclosure is for, if its period has begun and nobody was told.
pub(super) fn announce(c: &mut Conn<'_>, id: DisclosureId, now: Instant) -> Result<()> {
    let Some(begun) = store::set_announced(c, id, now)? else { return Ok(()) };
    if now >= begun.ends_at {
        return Ok(());
    }
    let last = begun.ends_at.plus(-1).day();
    let title = format!("党务公开：{}", begun.title);
    let body = format!("{}公示，{last} 止。", begun.org);
    tell(c, id, &title, &body, now)
}

/// Tells everybody that a disclosure is for.
pub(super) fn tell(c: &mut Conn<'_>, id: DisclosureId, title: &str, body: &str, now: Instant) -> Result<()> {
    let readers = store::readers(c, id)?;
    let message = Message { topic: Topic::Disclosure, title, body, meeting: None };
    inbox::tell_of(c, readers, &message, &format!("/disclosures/{id}"), now)
}
