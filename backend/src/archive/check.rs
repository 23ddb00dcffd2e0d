//! What is public of seals: the keys, and whether a printed record is still what the platform holds.

use super::{export, signer, store};
use crate::app::App;
use crate::error::Result;
use crate::http::{Params, Read, ReadProblems};
use crate::meeting;
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::Refusal;
use gsdj_domain::archive::{Seal, SealCheck, SealKey, SealKeys, SealVerdict, Standing};
use serde::Deserialize;
use utoipa::IntoParams;

/// The keys that printed records are checked with; anybody may have them.
#[utoipa::path(get, path = "/api/archive/keys", tag = "archive", security(()), responses((status = 200, body = SealKeys), ReadProblems))]
pub(super) async fn keys(State(app): State<App>) -> Result<Read<SealKeys>> {
    let (own, now) = (app.signer.public(), app.now());
    let known = app.store.read(store::keys).await?;
    let since = known.iter().find(|(key, _)| *key == own).map_or(now, |(_, since)| *since);
    let older = known.into_iter().filter(|(key, _)| *key != own);
    let older = older.map(|(key, since)| SealKey { key, since, current: false });
    let keys = std::iter::once(SealKey { key: own.clone(), since, current: true }).chain(older).collect();
    Ok(Read(SealKeys { platform: app.config.name.clone(), keys }))
}

/// What was scanned.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Scanned {
    /// The seal, as it stands in the code.
    seal: String,
}

/// Whether a seal is genuine, and how the print stands to what is held now. Whoever holds the print may ask; nothing is
/// said that does not stand on it.
#[utoipa::path(get, path = "/api/archive/check", tag = "archive", security(()), params(Scanned),
    responses((status = 200, body = SealCheck), ReadProblems))]
pub(super) async fn check(State(app): State<App>, Params(scanned): Params<Scanned>) -> Result<Read<SealCheck>> {
    let only = |verdict| Read(SealCheck { verdict, standing: None, version: None });
    let seal = match Seal::read(&scanned.seal) {
        Ok(seal) => seal,
        Err(verdict) => return Ok(only(verdict)),
    };
    let own = app.signer.public();
    let answer = app
        .store
        .read(move |c| {
            let known = store::keys(c)?.into_iter().map(|(key, _)| key).chain([own.clone()]).collect::<Vec<_>>();
            if !signer::is_genuine(&seal, &known) {
                return Ok(SealCheck { verdict: SealVerdict::Modified, standing: None, version: None });
            }
            let (standing, version) = standing(c, &seal)?;
            Ok(SealCheck { verdict: SealVerdict::Genuine, standing: Some(standing), version })
        })
        .await?;
    Ok(Read(answer))
}

fn standing(c: &mut Conn<'_>, seal: &Seal) -> Result<(Standing, Option<u32>)> {
    let minutes = match meeting::minutes_of(c, seal.claim.meeting) {
        Ok(minutes) => minutes,
        Err(crate::error::Error::Refused(Refusal::NotFound | Refusal::Feature(_))) => {
            return Ok((Standing::Gone, None));
        }
        Err(other) => return Err(other),
    };
    let same = export::claim(&minutes, seal.claim.issued_at).digest == seal.claim.digest;
    Ok((if same { Standing::Current } else { Standing::Superseded }, Some(minutes.version)))
}
