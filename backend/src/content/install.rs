//! The platform's own sites and columns, entered into the store when it starts: what is there already stays as editors have
//! made it.

use super::store;
use crate::error::Result;
use crate::store::{Conn, Store};
use gsdj_domain::content::{Site, own_columns};
use std::collections::HashMap;

/// Enters what is missing; for threads that may wait.
///
/// # Errors
/// When the store refuses it.
pub fn install(store: &Store) -> Result<()> {
    let complete =
        |c: &mut Conn<'_>| Ok(store::own_columns(c)? >= Site::ALL.iter().map(|s| own_columns(*s).len()).sum());
    if store.read_now(complete)? { Ok(()) } else { store.write_now(enter) }
}

fn enter(c: &mut Conn<'_>) -> Result<()> {
    for site in Site::ALL {
        store::enter_site(c, *site)?;
        let mut known: HashMap<_, _> = store::columns(c, *site)?.into_iter().map(|col| (col.code, col.id)).collect();
        for (seat, row) in own_columns(*site).iter().enumerate() {
            if known.contains_key(row.code) {
                continue;
            }
            let parent = row.parent.and_then(|code| known.get(code).copied());
            let id = store::enter_column(c, *site, row, parent, seat)?;
            known.insert(row.code.to_owned(), id);
        }
    }
    Ok(())
}
