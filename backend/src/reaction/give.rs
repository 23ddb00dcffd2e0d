//! Giving and taking back: one row for each account, thing and deed. Points are for the first time only, since the ledger
//! knows the deed for ever.

use super::{deed_on, store, thing};
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, Params, Read, ReadProblems, WriteProblems, needs};
use crate::points;
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::points::Rule;
use gsdj_domain::reaction::{Reacted, ReactionDeed, ReactionForm, Reactions, Target, TargetKind};
use gsdj_domain::{Instant, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;

/// To what.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Of {
    /// A thing of which kind.
    #[param(inline)]
    kind: TargetKind,
    /// Its id among its kind.
    id: i64,
}

/// What stands to a thing, and what of it is the caller's.
#[utoipa::path(get, path = "/api/reactions", tag = "reaction", params(Of), responses((status = 200, body = Reactions), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    who: Allowed<needs::React>,
    Params(of): Params<Of>,
) -> Result<Read<Reactions>> {
    let (account, target) = (who.account, Target { kind: of.kind, id: of.id });
    let stands = move |c: &mut Conn<'_>| {
        thing(c, target)?;
        store::reactions(c, target, account)
    };
    Ok(Read(app.store.read(stands).await?))
}

/// Give a like, a favourite or a share, or take it back.
#[utoipa::path(put, path = "/api/reactions", tag = "reaction", request_body = ReactionForm,
    responses((status = 200, body = Reacted), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::React>,
    act: Act<ReactionForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| set(c, &caller, &form, now)).await
}

/// Gives or takes back.
///
/// # Errors
/// [`Refusal::NotFound`] when the thing is not there; what one keeps of it can be taken back all the same.
pub fn set(c: &mut Conn<'_>, who: &Caller, form: &ReactionForm, now: Instant) -> Result<Reacted> {
    let target = Target { kind: form.kind, id: form.id };
    if !form.on {
        if form.deed == ReactionDeed::Share {
            return Err(Refusal::Malformed { what: "分享过的不能收回".into() }.into());
        }
        store::take(c, target, form.deed, who.account)?;
        return Ok(Reacted { reactions: store::reactions(c, target, who.account)?, points: 0 });
    }
    let thing = thing(c, target)?;
    let fresh = store::give(c, target, form.deed, who.account, now)?;
    let points = match who.member.filter(|_| fresh) {
        Some(member) => {
            let note = format!("{} · {}", form.deed.label(), thing.title);
            points::award(c, member, rule(form.deed), &deed_on(target), &note, now)?.unwrap_or(0)
        }
        None => 0,
    };
    Ok(Reacted { reactions: store::reactions(c, target, who.account)?, points })
}

/// By which rule a deed earns (FEATURES 6.1).
const fn rule(deed: ReactionDeed) -> Rule {
    match deed {
        ReactionDeed::Favourite => Rule::Favourite,
        ReactionDeed::Like => Rule::Like,
        ReactionDeed::Share => Rule::Share,
    }
}
