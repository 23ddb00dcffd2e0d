//! The library's front page: what the caller was reading, the latest of each kind, what most people read.

use super::store::{self, Shown};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Read, ReadProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::AccountId;
use gsdj_domain::library::{KindShelf, LibraryFront, WorkKind, WorkOrder, WorkRow};

/// Works of a kind on the front page.
const OF_A_KIND: usize = 6;
/// Books that one was reading on the front page.
const READING: usize = 3;

/// The front page.
#[utoipa::path(get, path = "/api/library", tag = "library", responses((status = 200, body = LibraryFront), ReadProblems))]
pub(super) async fn get(State(app): State<App>, who: Allowed<needs::ReadLibrary>) -> Result<Read<LibraryFront>> {
    let account = who.account;
    Ok(Read(app.store.read(move |c| front(c, account)).await?))
}

fn front(c: &mut Conn<'_>, account: AccountId) -> Result<LibraryFront> {
    let counts = store::counts(c)?;
    let mut kinds = Vec::new();
    for kind in WorkKind::ALL {
        let works = counts.iter().find(|(k, _)| k == kind).map_or(0, |(_, works)| *works);
        let newest = if works == 0 { Vec::new() } else { first(c, Some(*kind), WorkOrder::Newest)? };
        kinds.push(KindShelf { kind: *kind, works, newest });
    }
    let popular = first(c, None, WorkOrder::Popular)?;
    Ok(LibraryFront { reading: store::reading(c, account, READING)?, kinds, popular })
}

fn first(c: &mut Conn<'_>, kind: Option<WorkKind>, order: WorkOrder) -> Result<Vec<WorkRow>> {
    let shown = Shown { kind, order, q: None, after: None, limit: OF_A_KIND };
    let spots = store::published(c, &shown)?;
    spots.iter().map(|spot| store::line(c, spot.id)).collect()
}
