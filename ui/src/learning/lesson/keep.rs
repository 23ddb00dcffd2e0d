//! What is played with no network: kept on this device until it can be reported (FEATURES 5.12, 12.2).
//!
//! In the app a report waits in the outbox; in a browser it is kept here and sent when the network is back.

use crate::api::{self, IdempotencyKey};
use crate::kit::{Tone, clock, storage, toast};
use gsdj_domain::LessonId;
use gsdj_domain::learning::{BeatVerdict, OfflineForm, PlayedForm};
use leptos::prelude::{Read as _, ReadUntracked as _};
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::time::Duration;

thread_local! {
    static SENDING: Cell<bool> = const { Cell::new(false) };
}

/// How the names of what is kept begin; the account follows.
const NAME: &str = "gsdj.played-";
/// A pause shorter than this is none, in milliseconds.
const JOINED: i64 = 5_000;
/// How often is looked whether a report has been answered.
const LOOK: Duration = Duration::from_millis(50);
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

/// A report on its way. It lies on the device until the answer is here, and goes under the same key however often it is sent.
#[derive(Serialize, Deserialize)]
struct Report {
    key: String,
    played: Vec<PlayedForm>,
}

fn under_way() -> String {
    format!("{}-report", name())
}

/// The report on its way, or one of what is kept; nothing when there is nothing to report.
fn next_report() -> Option<Report> {
    let before = storage::get(&under_way()).and_then(|text| serde_json::from_str(&text).ok());
    before.or_else(|| {
        let played = Some(kept()).filter(|played| !played.is_empty())?;
        let report = Report { key: IdempotencyKey::fresh().0, played };
        storage::put(&under_way(), &serde_json::to_string(&report).unwrap_or_default());
        storage::remove(&name());
        Some(report)
    })
}

/// Reports what is kept whenever the platform can be reached and is known to whom it belongs; call once.
pub fn wake() {
    api::whenever_online(|| {
        if matches!(*api::session::who().read(), api::session::Who::Known(_)) {
            report();
        }
    });
}

/// Reports what is kept, and comes back when nothing is on its way: whoever opens a player waits for this, and finds what was
/// played before.
pub async fn reported() {
    report();
    while SENDING.get() {
        clock::pause(LOOK).await;
    }
}

/// Reports what is kept, if anything is and nothing is on its way.
fn report() {
    let Some(Report { key, played }) = next_report().filter(|_| !SENDING.replace(true)) else { return };
    let place = under_way();
    spawn_local(async move {
        let outcome = api::learning::offline(OfflineForm { played }, IdempotencyKey(key)).await;
        SENDING.set(false);
        if outcome.as_ref().is_err_and(api::ApiError::is_passing) {
            return;
        }
        storage::remove(&place);
        if let Ok(api::Sent::Done(told)) = outcome
            && told.played.iter().any(|p| p.verdict == BeatVerdict::Counted)
        {
            toast::show(Tone::Ok, "断网时的学习已经补记");
        }
        // what was played meanwhile
        report();
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
