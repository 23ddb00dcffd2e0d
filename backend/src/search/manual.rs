//! The manual as something to be found: it comes with the program and is no older than it.

use super::index::{Audience, Entry};
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::Instant;
use gsdj_domain::manual::{self, Page};
use gsdj_domain::search::SearchKind;
use sha2::{Digest, Sha256};

/// What of it there is after a page, by its place in the manual.
pub(super) fn found(_: &mut Conn<'_>, after: i64, most: usize) -> Result<Vec<Entry>> {
    let pages = (1..).zip(manual::pages()).filter(|(id, _)| *id > after).take(most);
    Ok(pages.map(|(id, page)| entry(id, &page)).collect())
}

/// One page.
pub(super) fn found_one(c: &mut Conn<'_>, id: i64) -> Result<Option<Entry>> {
    Ok(found(c, id - 1, 1)?.into_iter().find(|entry| entry.id == id))
}

fn entry(id: i64, page: &Page) -> Entry {
    Entry {
        kind: SearchKind::Manual,
        id,
        title: page.title.clone(),
        text: page.text(),
        link: format!("/manual/{}", page.slug),
        place: page.group.into(),
        at: Instant(0),
        audience: Audience::Public,
    }
}

/// Names what it says: another program may say something else.
pub(super) fn mark() -> String {
    let mut hash = Sha256::new();
    for page in manual::pages() {
        hash.update(format!("{}\n{}\n{}\n", page.slug, page.title, page.text()));
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
