//! Reading that counts (FEATURES 5.14): begun when the article is in sight, finished after half a minute in sight. The server
//! has the last word; what was read without a network is reported, through the outbox in the app.

use super::model::{Sight, earned, left};
use crate::api::{self, ApiError, IdempotencyKey, Sent};
use crate::kit::clock::steady;
use crate::kit::{Icon, IconName, can, toast, use_me};
use gsdj_domain::ArticleId;
use gsdj_domain::account::{Permission, Role};
use gsdj_domain::content::reading::READ_TIME;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How often it is looked.
const LOOK: Duration = Duration::from_millis(500);
/// Beyond the half minute, in milliseconds: the server's began a little later than ours.
const SLACK: i64 = 1_500;
/// How often reading is begun anew when another article was opened elsewhere meanwhile.
const TRIES: u32 = 3;

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nothing was said to the server yet.
    Fresh,
    /// An answer is awaited.
    Asked,
    /// The server knows.
    Begun,
    /// The server could not be told.
    Alone,
    /// Done, or in vain.
    Over,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Told {
    Reading,
    Counted(String),
    Refused(String),
}

#[derive(Clone, Copy)]
struct Run {
    id: ArticleId,
    sight: RwSignal<Sight>,
    stage: RwSignal<Stage>,
    told: RwSignal<Told>,
    tries: StoredValue<u32>,
    key: StoredValue<IdempotencyKey>,
    now: RwSignal<i64>,
}

impl Run {
    fn look(self) {
        let now = steady();
        let hidden = document().hidden();
        let _ = self.sight.try_update(|sight| if hidden { sight.hides(now) } else { sight.shows(now) });
        let _ = self.now.try_set(now);
        if hidden {
            return;
        }
        let seen = self.sight.with_untracked(|sight| sight.seen(now));
        match self.stage.get_untracked() {
            Stage::Fresh => self.begin(),
            // a browser has no outbox: it waits for the network itself
            Stage::Begun | Stage::Alone if !api::is_app() && !api::online().get_untracked() => {}
            Stage::Begun if seen >= READ_TIME + SLACK => self.finish(None),
            Stage::Alone if seen >= READ_TIME => self.finish(Some(seen)),
            Stage::Begun | Stage::Alone | Stage::Asked | Stage::Over => {}
        }
    }

    fn begin(self) {
        self.stage.set(Stage::Asked);
        let key = IdempotencyKey::fresh();
        self.key.set_value(key.clone());
        spawn_local(async move {
            let stage = match api::content::begin_reading(self.id, key).await {
                Ok(()) => {
                    let _ = self.sight.try_update(|sight| *sight = Sight::default());
                    Stage::Begun
                }
                Err(ApiError::Offline) => Stage::Alone,
                Err(ApiError::Refused(_) | ApiError::Broken(_)) => Stage::Over,
            };
            let _ = self.stage.try_set(stage);
        });
    }

    fn finish(self, offline: Option<i64>) {
        self.stage.set(Stage::Asked);
        // the same however often it is sent: an answer that was lost is not asked for a second time
        let key = self.key.get_value().and(if offline.is_some() { "report" } else { "done" });
        spawn_local(async move {
            let answer = api::content::finish_reading(self.id, offline, key).await;
            let answer = answer.map(|sent| match sent {
                Sent::Done(told) => Some(told.points),
                Sent::Queued => None,
            });
            let before = if offline.is_some() { Stage::Alone } else { Stage::Begun };
            let (stage, told) = self.heard(answer, before);
            let _ = self.stage.try_set(stage);
            let _ = told.map(|told| self.told.try_set(told));
        });
    }

    /// What follows from an answer; `None` in it when it lies in the outbox.
    fn heard(self, answer: Result<Option<u32>, ApiError>, before: Stage) -> (Stage, Option<Told>) {
        match answer {
            Ok(Some(points)) => (Stage::Over, Some(Told::Counted(earned("已计入阅读", points)))),
            Ok(None) => (Stage::Over, Some(Told::Counted(toast::QUEUED.into()))),
            Err(ApiError::Offline) => (before, None),
            Err(ApiError::Refused(problem)) => {
                let tries = self.tries.try_get_value().unwrap_or(TRIES) + 1;
                self.tries.try_set_value(tries);
                match problem.code.as_str() {
                    // another article was opened meanwhile, here or on another device
                    "content_not_reading" | "content_not_read_yet" if tries < TRIES => (Stage::Fresh, None),
                    _ => (Stage::Over, Some(Told::Refused(problem.title.clone()))),
                }
            }
            Err(ApiError::Broken(_)) => (Stage::Over, None),
        }
    }
}

/// Counts, for whoever is signed in; tells a member what it comes to.
#[component]
pub fn Counter(id: ArticleId) -> impl IntoView {
    let may = can(Permission::React);
    let may = Memo::new(move |_| may.get());
    move || may.get().then(|| view! { <Counting id=id/> })
}

#[component]
fn Counting(id: ArticleId) -> impl IntoView {
    let run = Run {
        id,
        sight: RwSignal::new(Sight::default()),
        stage: RwSignal::new(Stage::Fresh),
        told: RwSignal::new(Told::Reading),
        tries: StoredValue::new(0),
        key: StoredValue::new(IdempotencyKey::fresh()),
        now: RwSignal::new(steady()),
    };
    run.look();
    if let Ok(ticking) = set_interval_with_handle(move || run.look(), LOOK) {
        on_cleanup(move || ticking.clear());
    }
    // at once when the page is hidden, and not when the next look would be
    let seen = window_event_listener_untyped("visibilitychange", move |_| run.look());
    on_cleanup(move || seen.remove());
    let me = use_me();
    let member = Memo::new(move |_| me.get().is_some_and(|me| me.role == Role::Member));
    view! { <Show when=move || member.get()><Says run=run/></Show> }
}

/// How long it still takes, and what came of it; only the latter is read out.
#[component]
fn Says(run: Run) -> impl IntoView {
    let waits = move || {
        let counting = matches!(run.stage.get(), Stage::Begun | Stage::Alone) && run.told.with(|t| *t == Told::Reading);
        counting.then(|| left(run.sight.with(|sight| sight.seen(run.now.get()))))
    };
    let wait = Memo::new(move |_| waits());
    let says = move || match run.told.get() {
        Told::Reading => None,
        Told::Counted(text) => {
            Some(view! { <span class="news-counted"><Icon name=IconName::Check/>{text}</span> }.into_any())
        }
        Told::Refused(text) => Some(view! { <span class="muted">{text}</span> }.into_any()),
    };
    view! {
        <p class="news-counter">
            <span aria-hidden="true">
                {move || wait.get().map(|left| view! {
                    <span class="muted"><Icon name=IconName::Clock/>{if left > 0 { format!("再读 {left} 秒计入阅读") } else { "正在计入阅读…".to_owned() }}</span>
                })}
            </span>
            <span role="status">{says}</span>
        </p>
    }
}
