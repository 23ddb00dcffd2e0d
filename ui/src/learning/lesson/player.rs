//! The player: the browser's own element with controls of ours, so that they are the same on all screens.

use super::controls::Controls;
use super::keys::{Key, key};
use super::meter::Event;
use super::pause::{Pauses, between};
use super::study::Study;
use super::words::Words;
use crate::api;
use crate::kit::{ErrorCard, Icon, IconName, storage};
use crate::learning::parts::Cover;
use gsdj_domain::learning::{CourseTheme, LessonKind, LessonView};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

/// The speeds there are, in hundredths.
pub const RATES: [u32; 6] = [50, 75, 100, 125, 150, 200];
/// Whether subtitles are shown is remembered on the device.
const CAPTIONS: &str = "gsdj.captions";

/// The player's signals, and what can be done with it.
#[derive(Clone, Copy)]
pub struct Deck {
    /// The element.
    pub element: NodeRef<html::Video>,
    /// The box around it that fills the screen.
    pub stage: NodeRef<html::Div>,
    /// What it tells.
    pub study: Study,
    /// It plays.
    pub playing: RwSignal<bool>,
    /// It waits for the network.
    pub waiting: RwSignal<bool>,
    /// It can't be played here.
    pub failed: RwSignal<bool>,
    /// Where it stands, in milliseconds.
    pub at: RwSignal<i64>,
    /// How long it is, in milliseconds.
    pub duration: RwSignal<i64>,
    /// The speed, in hundredths.
    pub rate: RwSignal<u32>,
    /// No sound.
    pub muted: RwSignal<bool>,
    /// Subtitles are shown.
    pub captions: RwSignal<bool>,
    /// It fills the screen.
    pub full: RwSignal<bool>,
    /// Where it pauses on a question.
    pauses: Option<Pauses>,
}

/// Seconds of the element as whole milliseconds.
fn ms(seconds: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a lesson's milliseconds are whole and few")]
    let ms = (seconds * 1_000.0).round() as i64;
    ms
}

/// Milliseconds as the element's seconds.
fn seconds(ms: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a lesson's milliseconds are few")]
    let seconds = ms as f64 / 1_000.0;
    seconds
}

impl Deck {
    fn new(study: Study, duration: i64, pauses: Option<Pauses>) -> Self {
        Self {
            element: NodeRef::new(),
            stage: NodeRef::new(),
            study,
            playing: RwSignal::new(false),
            waiting: RwSignal::new(false),
            failed: RwSignal::new(false),
            at: RwSignal::new(0),
            duration: RwSignal::new(duration),
            rate: RwSignal::new(100),
            muted: RwSignal::new(false),
            captions: RwSignal::new(storage::get(CAPTIONS).as_deref() != Some("off")),
            full: RwSignal::new(false),
            pauses,
        }
    }

    fn with(self, act: impl FnOnce(&web_sys::HtmlVideoElement)) {
        if let Some(element) = self.element.get_untracked() {
            act(&element);
        }
    }

    /// Plays, or stops playing.
    pub fn toggle(self) {
        if let Some(pauses) = self.pauses.filter(|p| p.held.get_untracked()) {
            return pauses.pressed.run(());
        }
        self.with(|e| {
            if e.paused() {
                // what the browser does not let play says so by staying as it is
                let _ = e.play();
            } else {
                // an element that is gone plays no longer
                let _ = e.pause();
            }
        });
    }

    /// It begins to play, unless something stands before it.
    fn begun(self) {
        if self.pauses.is_some_and(|p| p.held.get_untracked()) {
            return self.hold();
        }
        self.playing.set(true);
        self.study.hear(Event::Play);
    }

    fn hold(self) {
        self.with(|e| {
            // an element that is gone plays no longer
            let _ = e.pause();
        });
    }

    /// Plays on; at its end a film would begin anew.
    fn go_after(self) {
        self.with(|e| {
            if e.paused() && !e.ended() {
                // what the browser does not let play says so by staying as it is
                let _ = e.play();
            }
        });
    }

    /// Stops while something stands before the film, and goes on when it is gone.
    fn follow_pauses(self) {
        let Some(pauses) = self.pauses else { return };
        Effect::new(move |before: Option<bool>| {
            let held = pauses.held.get();
            match (before, held) {
                (_, true) => self.hold(),
                (Some(true), false) => self.go_after(),
                (Some(false) | None, false) => {}
            }
            held
        });
    }

    /// Goes to a place, in milliseconds.
    pub fn seek(self, to: i64) {
        let to = to.clamp(0, self.duration.get_untracked());
        self.at.set(to);
        self.with(|e| e.set_current_time(seconds(to)));
    }

    /// Goes on or back by so many milliseconds.
    pub fn skip(self, by: i64) {
        self.seek(self.at.get_untracked() + by);
    }

    /// Plays at another speed, in hundredths.
    pub fn set_rate(self, rate: u32) {
        self.rate.set(rate);
        self.with(|e| e.set_playback_rate(f64::from(rate) / 100.0));
    }

    /// The next speed, round and round.
    pub fn next_rate(self) {
        let here = RATES.iter().position(|r| *r == self.rate.get_untracked()).unwrap_or(2);
        self.set_rate(RATES.get(here + 1).copied().unwrap_or(RATES[0]));
    }

    /// With sound or without.
    pub fn mute(self) {
        let muted = !self.muted.get_untracked();
        self.muted.set(muted);
        self.with(|e| e.set_muted(muted));
    }

    /// With subtitles or without.
    pub fn set_captions(self, shown: bool) {
        self.captions.set(shown);
        storage::put(CAPTIONS, if shown { "on" } else { "off" });
        self.show_captions();
    }

    fn show_captions(self) {
        let mode = if self.captions.get_untracked() {
            web_sys::TextTrackMode::Showing
        } else {
            web_sys::TextTrackMode::Hidden
        };
        self.with(|e| {
            let tracks = e.text_tracks();
            if let Some(track) = tracks.as_ref().and_then(|t| t.get(0)) {
                track.set_mode(mode);
            }
        });
    }

    /// Fills the screen, or no longer; where the browser can't, the window.
    pub fn fill(self) {
        let document = document();
        if document.fullscreen_element().is_some() {
            document.exit_fullscreen();
        } else if self.full.get_untracked() {
            self.full.set(false);
        } else if let Some(stage) = self.stage.get_untracked() {
            let asked = stage.unchecked_ref::<web_sys::Element>().request_fullscreen();
            self.full.set(true);
            if asked.is_err() {
                // iPhones fill the screen with the film alone
                self.with(|e| {
                    let enter = js_sys::Reflect::get(e, &"webkitEnterFullscreen".into());
                    if let Some(enter) = enter.ok().and_then(|f| f.dyn_into::<js_sys::Function>().ok()) {
                        self.full.set(false);
                        let _ = enter.call0(e);
                    }
                });
            }
        }
    }

    fn now(self) -> i64 {
        self.element.get_untracked().map_or(0, |e| ms(e.current_time()))
    }

    fn moved(self) {
        let seeking = self.element.get_untracked().is_none_or(|e| e.seeking());
        if !seeking {
            let (from, at) = (self.at.get_untracked(), self.now());
            self.at.set(at);
            self.study.hear(Event::At(at));
            self.reach(from, at);
        }
    }

    /// Stops on the question that it has come to.
    fn reach(self, from: i64, at: i64) {
        let Some(pauses) = self.pauses.filter(|_| self.playing.get_untracked()) else { return };
        let ended = self.element.get_untracked().is_some_and(|e| e.ended());
        let reached = pauses.coming.with_untracked(|coming| between(coming, from, at, ended));
        if let Some(question) = reached.filter(|_| !pauses.held.get_untracked()) {
            pauses.reached.run(question);
            self.hold();
        }
    }

    fn stopped(self) {
        self.moved();
        self.playing.set(false);
        self.study.hear(Event::Pause);
    }

    fn sought(self) {
        let at = self.now();
        self.at.set(at);
        self.study.hear(Event::Seeked(at));
    }

    /// The film is known: goes to where one stopped.
    fn ready(self) {
        self.with(|e| {
            let length = e.duration();
            if length.is_finite() && length > 0.0 {
                self.duration.set(ms(length).max(1));
            }
        });
        self.show_captions();
        self.go_on();
    }

    fn go_on(self) {
        let known = self.element.get_untracked().is_some_and(|e| e.ready_state() >= 1);
        let place = self.study.place.get_untracked().filter(|place| known && *place > 0);
        if let Some(place) = place.filter(|place| self.now() != *place) {
            self.seek(place);
        }
    }
}

/// The player of a lesson; in a group study it pauses on questions, which its children show.
#[component]
pub fn Player(
    view: LessonView,
    study: Study,
    #[prop(optional)] pauses: Option<Pauses>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let LessonView { row, course, subtitled, .. } = view;
    let deck = Deck::new(study, row.duration, pauses);
    deck.follow_pauses();
    let kind = row.kind;
    Effect::new(move |_| {
        study.place.track();
        deck.go_on();
    });
    let full = window_event_listener_untyped("fullscreenchange", move |_| {
        deck.full.set(document().fullscreen_element().is_some());
    });
    // who leaves goes on later where they were: nothing plays that does not count
    let hidden = window_event_listener_untyped("visibilitychange", move |_| {
        if document().hidden() && untrack(|| study.counts()) && deck.playing.get_untracked() {
            deck.toggle();
        }
    });
    on_cleanup(move || {
        full.remove();
        hidden.remove();
    });
    let keys = move |ev: leptos::ev::KeyboardEvent| {
        let target = ev.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let on_control = target.is_some_and(|t| t.matches("button, input, select, a").unwrap_or(false));
        let Some(key) = key(&ev.key(), on_control) else { return };
        ev.prevent_default();
        ev.stop_propagation();
        match key {
            Key::Toggle => deck.toggle(),
            Key::Skip(by) => deck.skip(by),
            Key::Fill => deck.fill(),
            Key::Mute => deck.mute(),
            Key::Captions => deck.set_captions(!deck.captions.get_untracked()),
        }
    };
    let heard = (kind == LessonKind::Audio).then(|| {
        view! { <div class="player-sound"><Cover course=course theme=CourseTheme::Remote cover=None/><Icon name=IconName::Headphones/></div> }
    });
    let resume = Callback::new(move |()| deck.study.open(Some(deck.at.get_untracked())));
    view! {
        <div class="player" class:full=move || deck.full.get() class:sound={kind == LessonKind::Audio} node_ref=deck.stage on:keydown=keys>
            <video node_ref=deck.element preload="metadata" playsinline=true crossorigin="anonymous" src=api::learning::media(row.id)
                aria-label=row.title.clone()
                on:loadedmetadata=move |_| deck.ready()
                on:play=move |_| deck.begun()
                on:pause=move |_| deck.stopped()
                on:timeupdate=move |_| deck.moved()
                on:seeking=move |_| study.hear(Event::Seeking)
                on:seeked=move |_| deck.sought()
                on:ratechange=move |_| study.hear(Event::Rate(deck.rate.get_untracked()))
                on:waiting=move |_| deck.waiting.set(true)
                on:playing=move |_| deck.waiting.set(false)
                on:error=move |_| deck.failed.set(true)
                on:click=move |_| deck.toggle()>
                {subtitled.then(|| view! { <track kind="subtitles" srclang="zh" label="中文" src=api::learning::subtitles(row.id) default=true/> })}
            </video>
            {heard}
            <Show when=move || deck.waiting.get() && deck.playing.get()><p class="player-wait" role="status">"正在缓冲…"</p></Show>
            <Show when=move || deck.failed.get()>
                <ErrorCard error=api::ApiError::Broken("media".into()) on_retry=move || { deck.failed.set(false); deck.with(|e| e.load()) }/>
            </Show>
            <Controls deck=deck subtitled=subtitled picture={kind == LessonKind::Video}/>
            {children.map(|children| children())}
        </div>
        <Words study=study kind=kind on_resume=resume/>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_whole_milliseconds() {
        assert_eq!([ms(12.345), ms(0.1 + 0.2), ms(seconds(123_457))], [12_345, 300, 123_457]);
    }
}
