//! What is played with no network: kept on this device until it can be reported (FEATURES 5.12, 12.2).
//!
//! In the app a report waits in the outbox; in a browser it is kept here and sent when the network is back.

use crate::api::{self, IdempotencyKey};
use crate::kit::{Tone, storage, toast};
use gsdj_domain::LessonId;
use gsdj_domain::learning::{BeatVerdict, OfflineForm, PlayedForm};
use leptos::prelude::ReadUntracked as _;
use leptos::task::spawn_local;

/// How the names of what is kept begin; the account follows.
const NAME: &str = "gsdj.played-";
/// A pause shorter than this is none, in milliseconds.
const JOINED: i64 = 5_000;
/// The most stretches that are kept.
const MOST: usize = 400;

fn name() -> String {
    let account = match &*api::session::who().read_untracked() {
        api::session::Who::Known(me) => me.account.0,
        api::session::Who::Unknown | api::session::Who::Failed(_) | api::session::Who::Nobody => 0,
    };
    format!("{NAME}{account}")
}

fn kept() -> Vec<PlayedForm> {
    storage::get(&name()).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Adds a stretch to those kept; one that goes on where the last ended becomes part of it.
#[must_use]
pub fn joined(mut all: Vec<PlayedForm>, next: PlayedForm) -> Vec<PlayedForm> {
    let room = all.len() < MOST;
    let goes_on = |last: &PlayedForm| {
        let same = (last.lesson, last.rate, last.to) == (next.lesson, next.rate, next.from);
        same && (0..JOINED).contains(&(next.began - last.ended))
    };
    match all.last_mut().filter(|last| goes_on(last)) {
        Some(last) => (last.to, last.ended) = (next.to, next.ended),
        None if room => all.push(next),
        None => {}
    }
    all
}

/// Keeps a stretch that was played.
pub fn keep(lesson: LessonId, (from, to): (i64, i64), rate: u32, (began, ended): (i64, i64)) {
    if to > from {
        let all = joined(kept(), PlayedForm { lesson, from, to, rate, began, ended });
        storage::put(&name(), &serde_json::to_string(&all).unwrap_or_default());
    }
}

/// Reports what is kept, if anything is.
pub fn report() {
    let played = kept();
    if played.is_empty() {
        return;
    }
    let place = name();
    storage::remove(&place);
    spawn_local(async move {
        let form = OfflineForm { played: played.clone() };
        match api::learning::offline(form, IdempotencyKey::fresh()).await {
            Ok(api::Sent::Done(told)) => {
                let counted = told.played.iter().filter(|p| p.verdict == BeatVerdict::Counted).count();
                if counted > 0 {
                    toast::show(Tone::Ok, "断网时的学习已经补记");
                }
            }
            Ok(api::Sent::Queued) => {}
            // what was played meanwhile stands behind it
            Err(api::ApiError::Offline) => {
                let all = kept().into_iter().fold(played, joined);
                storage::put(&place, &serde_json::to_string(&all).unwrap_or_default());
            }
            Err(api::ApiError::Refused(_) | api::ApiError::Broken(_)) => {}
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn played(from: i64, to: i64, began: i64) -> PlayedForm {
        PlayedForm { lesson: LessonId(1), from, to, rate: 100, began, ended: began + to - from }
    }

    #[test]
    fn what_goes_on_is_one_stretch() {
        let all =
            joined(joined(vec![played(0, 15_000, 0)], played(15_000, 30_000, 15_100)), played(90_000, 95_000, 31_000));
        assert_eq!(all.iter().map(|p| (p.from, p.to)).collect::<Vec<_>>(), [(0, 30_000), (90_000, 95_000)]);
        // after a pause the clock says more than the film
        let all = joined(all, played(95_000, 99_000, 300_000));
        assert_eq!(all.len(), 3);
    }

    #[test]
    fn no_more_is_kept_than_a_report_holds() {
        let all = (0..1_000).fold(Vec::new(), |all, n| joined(all, played(n * 100, n * 100 + 50, n * 9_000)));
        assert_eq!(all.len(), MOST);
    }
}
