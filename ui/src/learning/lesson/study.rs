//! The study of a lesson as the page follows it: opened once, beats sent one after the other, what became of them.

use super::keep;
use super::meter::{Event, Meter, Say};
use crate::api::{self, ApiError, IdempotencyKey, Sent};
use crate::kit::clock::{pause, steady};
use crate::kit::{Tone, can, toast};
use gsdj_domain::account::Permission;
use gsdj_domain::learning::{BeatForm, BeatTold, BeatVerdict, LessonProgress, LessonView, StudyOpened, WatchedPart};
use gsdj_domain::{GroupStudyId, LessonId, StudyId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::VecDeque;
use std::time::Duration;

/// How studying stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nothing counts for who is looking: guests, organisations.
    Looking,
    /// The player is being opened.
    Opening,
    /// It counts.
    Counting,
    /// Another place goes on: the sentence that says so.
    TakenOver(String),
    /// No network: what is played is kept and reported afterwards.
    Offline,
    /// It could not be opened: why.
    Failed(String),
}

/// A lesson being studied.
#[derive(Clone, Copy)]
pub struct Study {
    /// Which.
    pub lesson: LessonId,
    /// The group study in which it is watched, if a branch watches together.
    pub group_study: Option<GroupStudyId>,
    /// How it stands.
    pub standing: RwSignal<Standing>,
    /// How far it has come.
    pub progress: RwSignal<Option<LessonProgress>>,
    /// The parts that were watched when it was opened, and since.
    pub watched: RwSignal<Vec<WatchedPart>>,
    /// What counts and was not submitted yet, in milliseconds.
    pub waiting: RwSignal<i64>,
    /// What became of the last beat.
    pub verdict: RwSignal<Option<BeatVerdict>>,
    /// Where to go on, once that is known.
    pub place: RwSignal<Option<i64>>,
    study: StoredValue<Option<StudyId>>,
    number: StoredValue<u32>,
    meter: StoredValue<Meter>,
    queue: StoredValue<VecDeque<BeatForm>>,
    sending: StoredValue<bool>,
    /// Where the server thinks it stands, and since when it does: for what is played with no network.
    heard: StoredValue<(i64, i64)>,
}

/// How often a group study that is paused says that it is still there.
const STILL: Duration = Duration::from_secs(240);

/// How long is waited before the platform is looked for again.
const AGAIN: Duration = Duration::from_secs(15);

/// Whether nobody has judged what was sent.
fn is_away(error: &ApiError) -> bool {
    error.is_passing() && !matches!(error, ApiError::Refused(problem) if matches!(problem.status, 401 | 403))
}

fn in_view() -> bool {
    !document().hidden()
}

/// Begins to study a lesson, by oneself or in a group study; ends with the page.
#[must_use]
pub fn use_study(view: &LessonView, group_study: Option<GroupStudyId>) -> Study {
    let studies = can(if group_study.is_some() { Permission::HoldGroupStudies } else { Permission::Study });
    let place = view.row.progress.as_ref().map_or(0, |p| p.place);
    let study = Study {
        lesson: view.row.id,
        group_study,
        standing: RwSignal::new(Standing::Looking),
        progress: RwSignal::new(view.row.progress.clone()),
        watched: RwSignal::new(view.watched.clone()),
        waiting: RwSignal::new(0),
        verdict: RwSignal::new(None),
        place: RwSignal::new(None),
        study: StoredValue::new(None),
        number: StoredValue::new(0),
        meter: StoredValue::new(Meter::new(place, in_view(), steady())),
        queue: StoredValue::new(VecDeque::new()),
        sending: StoredValue::new(false),
        heard: StoredValue::new((place, steady())),
    };
    if studies.get_untracked() {
        study.open(None);
        study.follow_page();
    } else {
        study.place.set(Some(0));
    }
    study
}

impl Study {
    /// Whether it counts for who is looking.
    #[must_use]
    pub fn counts(self) -> bool {
        self.standing.with(|s| *s != Standing::Looking)
    }

    /// Opens the player; `at` keeps its place, where it was taken over and goes on here.
    pub fn open(self, at: Option<i64>) {
        self.standing.set(Standing::Opening);
        let (lesson, group_study) = (self.lesson, self.group_study);
        spawn_local(async move {
            keep::reported().await;
            let opened = match group_study {
                Some(group_study) => api::learning::group_study_study(group_study, IdempotencyKey::fresh()).await,
                None => api::learning::study(lesson, IdempotencyKey::fresh()).await,
            };
            match opened {
                Ok(Sent::Done(opened)) => self.opened(opened, at),
                Ok(Sent::Queued) => self.stay(at),
                Err(error) if is_away(&error) => self.stay(at),
                Err(error) => {
                    self.place.try_set(Some(at.unwrap_or(0)));
                    self.standing.try_set(Standing::Failed(error.sentence()));
                }
            }
        });
    }

    /// Goes on with what is known here.
    fn stay(self, at: Option<i64>) {
        self.place.try_set(Some(at.unwrap_or_else(|| self.meter.try_with_value(Meter::position).unwrap_or(0))));
        self.be_away();
    }

    /// The platform can't be reached, or has no answer to give: what is played is kept from now on. Looks again after a while,
    /// for a server that begins anew tells nobody that it is back.
    fn be_away(self) {
        if self.standing.try_set(Standing::Offline).is_some() {
            return;
        }
        spawn_local(async move {
            pause(AGAIN).await;
            let away = self.standing.try_get_untracked() == Some(Standing::Offline);
            if away && api::online().get_untracked() {
                self.come_back();
            }
        });
    }

    /// Opens the player anew; what was played until now belongs to the time without the platform.
    fn come_back(self) {
        let said = self.meter.try_update_value(|meter| meter.hear(Event::Close, steady())).flatten();
        if let Some(say) = said {
            self.keep(say);
        }
        self.open(self.meter.try_with_value(Meter::position));
    }

    fn opened(self, opened: StudyOpened, at: Option<i64>) {
        // the page may be gone
        if self.standing.try_set(Standing::Counting).is_some() {
            return;
        }
        if let Some(device) = &opened.took_over {
            toast::show(Tone::Info, format!("{device}上的学习已停止计时，改在这里计时"));
        }
        self.study.set_value(Some(opened.study));
        self.number.set_value(0);
        self.queue.set_value(VecDeque::new());
        self.waiting.set(0);
        self.progress.set(Some(opened.progress));
        self.watched.set(opened.watched);
        self.heard.set_value((opened.place, steady()));
        let playing = self.meter.with_value(Meter::is_playing);
        let mut meter = Meter::new(opened.place, in_view(), steady());
        let place = at.unwrap_or(opened.place);
        let moved = meter.hear(Event::Seeked(place), steady());
        if playing {
            meter.hear(Event::Play, steady());
        }
        self.meter.set_value(meter);
        self.place.set(Some(place));
        moved.into_iter().for_each(|say| self.say(say));
    }

    /// Hears what happens to the player.
    pub fn hear(self, event: Event) {
        let say = self.meter.try_update_value(|meter| meter.hear(event, steady())).flatten();
        if let Some(say) = say.filter(|_| self.standing.with_untracked(|s| *s != Standing::Looking)) {
            self.say(say);
        }
    }

    fn say(self, say: Say) {
        match self.standing.get_untracked() {
            Standing::Offline => self.keep(say),
            Standing::Counting => {
                if let Some(form) = self.form(say) {
                    self.queue.update_value(|q| q.push_back(form));
                    self.send();
                }
            }
            Standing::Looking | Standing::Opening | Standing::TakenOver(_) | Standing::Failed(_) => {}
        }
    }

    fn form(self, say: Say) -> Option<BeatForm> {
        let study = self.study.get_value()?;
        self.number.update_value(|n| *n += 1);
        let Say { position, playing, visible, rate, submit } = say;
        Some(BeatForm { study, beat: self.number.get_value(), position, rate, playing, visible, submit })
    }

    /// Keeps on this device what was played since the server heard of it.
    fn keep(self, say: Say) {
        let (from, since) = self.heard.get_value();
        let now = steady();
        // a group study has its people, and they are not here
        if say.playing && say.visible && self.group_study.is_none() {
            keep::keep(self.lesson, (from, say.position), say.rate, (since, now));
        }
        self.heard.set_value((say.position, now));
    }

    /// Sends what is queued, one after the other.
    fn send(self) {
        if self.sending.get_value() {
            return;
        }
        self.sending.set_value(true);
        spawn_local(async move {
            while let Some(form) = self.queue.try_update_value(VecDeque::pop_front).flatten() {
                let outcome = api::learning::beat(self.group_study, form.clone()).await;
                if self.sending.try_get_value().is_none() {
                    return;
                }
                self.told(&form, outcome);
            }
            self.sending.try_set_value(false);
        });
    }

    fn told(self, form: &BeatForm, outcome: Result<Sent<BeatTold>, ApiError>) {
        match outcome {
            Ok(Sent::Done(told)) => self.take(form, told),
            Ok(Sent::Queued) => {}
            Err(error) if is_away(&error) => {
                let BeatForm { position, playing, visible, rate, submit, .. } = *form;
                self.keep(Say { position, playing, visible, rate, submit });
                self.be_away();
            }
            Err(ApiError::Refused(problem)) if problem.code == "study_taken_over" => {
                self.standing.set(Standing::TakenOver(problem.title.clone()));
            }
            Err(error) => self.standing.set(Standing::Failed(error.sentence())),
        }
    }

    fn take(self, form: &BeatForm, told: BeatTold) {
        let (from, _) = self.heard.get_value();
        self.heard.set_value((form.position, steady()));
        self.verdict.set(Some(told.verdict));
        self.waiting.set(told.waiting);
        if told.verdict == BeatVerdict::Counted {
            self.watched.update(|all| all.push(WatchedPart { from, to: form.position }));
        }
        if let Some(progress) = told.progress {
            self.progress.set(Some(progress));
        }
        if told.points > 0 {
            toast::show(Tone::Gold, format!("教育学习积分 +{}", told.points));
        }
        if told.course_finished {
            toast::show(Tone::Ok, "整门课程已学完，可以在课程页查看结业证书");
        }
    }

    /// Follows whether the page is in view, the network, and the page's end.
    fn follow_page(self) {
        let seen = window_event_listener_untyped("visibilitychange", move |_| {
            self.hear(if in_view() { Event::Show } else { Event::Hide });
        });
        let gone = window_event_listener_untyped("pagehide", move |_| self.close(true));
        let still = self.group_study.and_then(|_| set_interval_with_handle(move || self.stand_still(), STILL).ok());
        let online = api::online();
        Effect::new(move |before: Option<bool>| {
            let now = online.get();
            let back = before == Some(false) && now;
            if back && self.standing.with_untracked(|s| *s == Standing::Offline) {
                self.come_back();
            }
            now
        });
        on_cleanup(move || {
            seen.remove();
            gone.remove();
            still.inspect(IntervalHandle::clear);
            self.close(false);
        });
    }

    /// Tells that a screen which is paused is still there: people talk about what they have seen.
    fn stand_still(self) {
        let paused = self.meter.try_with_value(|meter| (!meter.is_playing()).then(|| meter.position())).flatten();
        if let Some(position) = paused {
            self.say(Say { position, playing: false, visible: in_view(), rate: 100, submit: false });
        }
    }

    /// The last word; `for_good` when the whole page is being closed and nobody can wait.
    fn close(self, for_good: bool) {
        let say = self.meter.try_update_value(|meter| meter.hear(Event::Close, steady())).flatten();
        let counting = self.standing.try_get_untracked();
        let Some(say) = say else { return };
        match counting {
            Some(Standing::Counting) => {
                if let Some(form) = self.form(say) {
                    if for_good {
                        api::learning::last_beat(self.group_study, &form);
                    } else {
                        spawn_local(async move {
                            // the next opening submits what this could not
                            let _ = api::learning::beat(self.group_study, form).await;
                        });
                    }
                }
            }
            Some(Standing::Offline) => self.keep(say),
            Some(Standing::Looking | Standing::Opening | Standing::TakenOver(_) | Standing::Failed(_)) | None => {}
        }
    }
}
