//! The place while one reads: kept on this device at once, told to the platform a little later and when the page is left;
//! what another device told meanwhile is heard.

use crate::api::library as api;
use crate::api::{ApiError, IdempotencyKey, Sent};
use crate::kit::{storage, use_me};
use gsdj_domain::library::{BookPlace, WorkView, merge, moved, opened};
use gsdj_domain::{ChapterId, WorkId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How often the place is told while it moves.
const TELL: Duration = Duration::from_secs(8);

/// Where one is in a work.
#[derive(Clone, Copy)]
pub struct Tracker {
    work: WorkId,
    place: RwSignal<BookPlace>,
    /// A newer place of another device.
    pub elsewhere: RwSignal<Option<BookPlace>>,
    told: StoredValue<Option<BookPlace>>,
    /// Under which name this device keeps it.
    name: StoredValue<String>,
}

impl Tracker {
    /// Opens a work: where it was left on any device, or at the chapter asked for. `None` when nothing can be opened.
    #[must_use]
    pub fn open(work: &WorkView, asked: Option<ChapterId>) -> Option<Self> {
        let account = use_me().with_untracked(|me| me.as_ref().map_or(0, |m| m.account.0));
        let name = format!("gsdj.place.{account}.{}", work.row.id);
        let kept = storage::get(&name).and_then(|text| serde_json::from_str::<BookPlace>(&text).ok());
        let known = merge(work.place.clone(), kept);
        let (chapter, offset) = super::model::opening(work, asked, known.as_ref())?;
        let tracker = Self {
            work: work.row.id,
            place: RwSignal::new(opened(known.as_ref(), chapter, offset)),
            elsewhere: RwSignal::new(None),
            told: StoredValue::new(None),
            name: StoredValue::new(name),
        };
        tracker.watch();
        Some(tracker)
    }

    /// Where one is.
    #[must_use]
    pub fn place(self) -> Signal<BookPlace> {
        self.place.into()
    }

    /// One has moved.
    pub fn go(self, chapter: ChapterId, offset: u32) {
        let Some(here) = self.place.try_get_untracked() else { return };
        if (here.chapter, here.offset) != (chapter, offset) {
            self.keep(moved(&here, chapter, offset));
        }
    }

    /// One has moved within `chapter`; what a chapter that was left still has to say leads nobody back.
    pub fn go_within(self, chapter: ChapterId, offset: u32) {
        if self.place.try_with_untracked(|place| place.chapter == chapter) == Some(true) {
            self.go(chapter, offset);
        }
    }

    /// One goes on from another device's place, or stays here all the same: either is the latest opening now.
    pub fn settle(self, follow: bool) {
        let Some(there) = self.elsewhere.get_untracked() else { return };
        let here = self.place.get_untracked();
        let (chapter, offset) = if follow { (there.chapter, there.offset) } else { (here.chapter, here.offset) };
        self.elsewhere.set(None);
        self.keep(opened(Some(&there), chapter, offset));
        self.tell();
    }

    fn keep(self, place: BookPlace) {
        if let Ok(text) = serde_json::to_string(&place) {
            self.name.with_value(|name| storage::put(name, &text));
        }
        self.place.set(place);
    }

    /// Tells the platform, if it does not know yet.
    pub fn tell(self) {
        let Some(place) = self.place.try_get_untracked() else { return };
        let astray = self.elsewhere.try_with_untracked(Option::is_some) != Some(false);
        if astray || self.told.try_get_value().is_none_or(|told| told.as_ref() == Some(&place)) {
            return;
        }
        self.told.try_set_value(Some(place.clone()));
        let work = self.work;
        spawn_local(async move {
            match api::tell_place(work, place.clone(), IdempotencyKey::fresh()).await {
                Ok(Sent::Done(kept)) if kept.place != place => {
                    let newer = self
                        .place
                        .try_get_untracked()
                        .is_some_and(|here| merge(Some(here), Some(kept.place.clone())).as_ref() == Some(&kept.place));
                    if newer {
                        self.elsewhere.try_set(Some(kept.place));
                    }
                }
                Ok(Sent::Done(_) | Sent::Queued) => {}
                // kept on this device: told again with the next round
                Err(ApiError::Offline) => {
                    self.told.try_set_value(None);
                }
                Err(ApiError::Refused(_) | ApiError::Broken(_)) => {}
            }
        });
    }

    /// Tells in rounds, and when the page goes out of sight or is left. Without network only then: the outbox need not hold
    /// every page that was turned.
    fn watch(self) {
        let online = crate::api::online();
        let round = move || {
            if online.try_get_untracked() == Some(true) {
                self.tell();
            }
        };
        self.tell();
        if let Ok(timer) = set_interval_with_handle(round, TELL) {
            on_cleanup(move || timer.clear());
        }
        let handle = window_event_listener_untyped("visibilitychange", move |_| self.tell());
        let leaving = window_event_listener_untyped("pagehide", move |_| self.tell());
        on_cleanup(move || {
            handle.remove();
            leaving.remove();
            self.tell();
        });
    }
}
