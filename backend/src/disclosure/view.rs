//! A disclosure whole: its text, files, earlier versions, and what the caller may do with it.

use super::store::{self, Stored};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Caller, PathId, Read, ReadProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::account::{Permission, allows};
use gsdj_domain::disclosure::{DisclosureAct, DisclosureView};
use gsdj_domain::{DisclosureId, Instant};

/// One disclosure: for its branch and those above it at any time; for those it is meant for while it runs.
#[utoipa::path(get, path = "/api/disclosures/{id}", tag = "disclosure", params(("id" = DisclosureId, Path)),
    responses((status = 200, body = DisclosureView), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    who: Allowed<needs::ReadPublic>,
    PathId(id): PathId<DisclosureId>,
) -> Result<Read<DisclosureView>> {
    let (caller, now) = (who.clone(), app.now());
    Ok(Read(app.store.read(move |c| of(c, &caller, id, now)).await?))
}

/// The disclosure as this caller sees it.
pub(super) fn of(c: &mut Conn<'_>, who: &Caller, id: DisclosureId, now: Instant) -> Result<DisclosureView> {
    let stored = store::load(c, who, id, now)?;
    let (mut groups, mut members) = (Vec::new(), Vec::new());
    if who.member.is_none() {
        (groups, members) = (store::chosen_groups(c, &stored)?, store::chosen_members(c, &stored)?);
    }
    let row = stored.row(now);
    Ok(DisclosureView {
        text: stored.text.clone(),
        photos: store::files(c, &stored, true)?,
        attachments: store::files(c, &stored, false)?,
        at: stored.at,
        note: stored.note.clone(),
        earlier: store::earlier(c, &stored)?,
        groups,
        members,
        withdrawn_for: stored.period.withdrawn.then(|| stored.withdrawn_for.clone()),
        acts: acts(&stored, who, now),
        revision: stored.revision,
        row,
    })
}

fn acts(stored: &Stored, who: &Caller, now: Instant) -> Vec<DisclosureAct> {
    if stored.org.id != who.org || !allows(who.role, Permission::ManagePublic) {
        return Vec::new();
    }
    DisclosureAct::ALL.iter().copied().filter(|act| stored.period.allow(*act, now).is_ok()).collect()
}
