//! A post whole, and what the caller may do with it.

use super::store::{self, Stored};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Caller, PathId, Read, ReadProblems, needs};
use crate::org;
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::ExperienceId;
use gsdj_domain::account::{Permission, allows};
use gsdj_domain::experience::{ExperienceAct, ExperienceState, ExperienceView};

/// One post. Opening it as the reviewer notes that it was looked at; opening a published one counts as a view, once an
/// account, its own branch apart.
#[utoipa::path(get, path = "/api/experiences/{id}", tag = "experience", params(("id" = ExperienceId, Path)),
    responses((status = 200, body = ExperienceView), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    who: Allowed<needs::ReadPublic>,
    PathId(id): PathId<ExperienceId>,
) -> Result<Read<ExperienceView>> {
    let caller = who.clone();
    let noted = {
        let caller = caller.clone();
        app.store
            .read(move |c| {
                let stored = store::load(c, &caller, id)?;
                let first_look = waits_for(&stored, &caller) && !stored.rules.looked_at;
                let first_view = counts(&stored, &caller) && !store::has_viewed(c, id, &caller)?;
                Ok(!first_look && !first_view)
            })
            .await?
    };
    if !noted {
        let caller = caller.clone();
        app.store.write(move |c| note(c, &caller, id)).await?;
    }
    Ok(Read(app.store.read(move |c| of(c, &caller, id)).await?))
}

/// Notes that somebody opened a post.
///
/// # Errors
/// When there is none for them.
pub fn note(c: &mut Conn<'_>, who: &Caller, id: ExperienceId) -> Result<()> {
    let stored = store::load(c, who, id)?;
    if waits_for(&stored, who) {
        store::looked_at(c, id)?;
    }
    if counts(&stored, who) {
        store::view(c, id, who)?;
    }
    Ok(())
}

/// Whether it waits for the caller's decision.
fn waits_for(stored: &Stored, who: &Caller) -> bool {
    stored.rules.state == ExperienceState::Waiting && who.member.is_none() && stored.reviewer == Some(who.org)
}

/// Whether the caller's opening it counts: the writers' own does not.
fn counts(stored: &Stored, who: &Caller) -> bool {
    stored.rules.state == ExperienceState::Published && stored.org.id.0 != who.account.0
}

/// The post as this caller sees it.
pub(super) fn of(c: &mut Conn<'_>, who: &Caller, id: ExperienceId) -> Result<ExperienceView> {
    let stored = store::load(c, who, id)?;
    let inside = who.member.is_none() && store::is_above_or_own(&stored, who);
    let rounds = if inside { store::rounds(c, id)? } else { Vec::new() };
    let reviewer = match rounds.last() {
        Some(round) => round.reviewer.clone(),
        None => match stored.reviewer {
            Some(reviewer) => org::name_of(c, reviewer)?,
            None => org::superior_of(c, stored.org.id)?.map(|o| o.name).unwrap_or_default(),
        },
    };
    let row = stored.row(store::cover(c, id)?);
    let taken_down = stored.rules.state == ExperienceState::TakenDown;
    Ok(ExperienceView {
        text: stored.text.clone(),
        photos: store::files(c, id)?,
        reviewer,
        rounds,
        taken_down_for: taken_down.then(|| stored.taken_down_for.clone()),
        liked: store::likes_it(c, id, who.account)?,
        moderates: moderates(&stored, who),
        acts: acts(&stored, who),
        revision: stored.revision,
        row,
    })
}

/// Whether the caller may remove others' comments: who published it.
pub(super) fn moderates(stored: &Stored, who: &Caller) -> bool {
    stored.reviewer == Some(who.org) && who.member.is_none() && allows(who.role, Permission::ReviewMeetings)
}

/// The acts that are the caller's and open now.
fn acts(stored: &Stored, who: &Caller) -> Vec<ExperienceAct> {
    use ExperienceAct::{Comment, Delete, Edit, Like, Publish, Return, Submit, TakeDown, Withdraw};
    let own: &[ExperienceAct] = &[Edit, Delete, Submit, Withdraw, Comment, Like];
    let reviewers: &[ExperienceAct] = &[Publish, Return, TakeDown, Comment, Like];
    let theirs = if stored.org.id == who.org && allows(who.role, Permission::ManagePublic) {
        own
    } else if moderates(stored, who) {
        reviewers
    } else {
        &[Comment, Like]
    };
    theirs.iter().copied().filter(|act| stored.rules.allow(*act).is_ok()).collect()
}
