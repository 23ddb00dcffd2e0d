//! Listening: play and pause, a little back and on, speeds, the sleep timer; the place followed as it plays.

use super::model::{SPEEDS, Sleep, clock};
use super::page_read::{Onward, Session};
use crate::api;
use crate::archive::RichText;
use crate::kit::{Icon, IconName, Tone, toast, use_replace};
use gsdj_domain::library::BookChapter;
use leptos::html::Audio;
use leptos::prelude::*;
use std::time::Duration;

/// Seconds between two notes of the place.
const NOTE: u32 = 5;

/// A recording.
#[derive(Clone, Copy)]
struct Sound {
    element: NodeRef<Audio>,
    playing: RwSignal<bool>,
    at: RwSignal<u32>,
    length: RwSignal<u32>,
    speed: RwSignal<f64>,
    sleep: RwSignal<Sleep>,
}

impl Sound {
    fn toggle(self) {
        let Some(element) = self.element.get_untracked() else { return };
        if element.paused() {
            self.play()
        } else {
            let _ = element.pause();
        }
    }

    fn play(self) {
        let Some(element) = self.element.get_untracked() else { return };
        // a device that lets nothing play by itself waits for the button
        let _ = element.play();
    }

    fn seek(self, to: u32) {
        let Some(element) = self.element.get_untracked() else { return };
        let to = to.min(self.length.get_untracked());
        element.set_current_time(f64::from(to));
        self.at.set(to);
    }

    fn set_speed(self, speed: f64) {
        self.speed.set(speed);
        if let Some(element) = self.element.get_untracked() {
            element.set_playback_rate(speed);
        }
    }

    /// Where the sound is, in whole seconds.
    fn read(self) -> u32 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a recording is hours at most")]
        self.element.get_untracked().map_or(0, |e| e.current_time().max(0.0) as u32)
    }
}

/// The player of a chapter.
#[component]
pub fn Player(session: Session, chapter: BookChapter) -> impl IntoView {
    let (id, next) = (chapter.item.id, chapter.next);
    let begins = session.tracker.place().with_untracked(|p| if p.chapter == id { p.offset } else { 0 });
    // one who has heard it to its end begins anew
    let begins = if begins >= chapter.item.duration { 0 } else { begins };
    let sound = Sound {
        element: NodeRef::new(),
        playing: RwSignal::new(false),
        at: RwSignal::new(begins),
        length: RwSignal::new(chapter.item.duration),
        speed: RwSignal::new(1.0),
        sleep: RwSignal::new(Sleep::Off),
    };
    let go = StoredValue::new_local(use_replace(false));
    let source = chapter.file.as_ref().map(|f| api::library::media_address(id, f)).unwrap_or_default();
    let ready = move |_| {
        sound.seek(begins);
        sound.set_speed(sound.speed.get_untracked());
        if session.goes_on.get_untracked() {
            sound.play();
        }
    };
    let played = move |_| {
        let now = sound.read();
        if now != sound.at.get_untracked() {
            sound.at.set(now);
            if now.is_multiple_of(NOTE) {
                session.tracker.go_within(id, now);
            }
        }
    };
    let paused = move |_| {
        sound.playing.set(false);
        session.tracker.go_within(id, sound.read());
        session.tracker.tell();
    };
    let ended = move |_| {
        session.tracker.go_within(id, sound.length.get_untracked());
        let stops = sound.sleep.get_untracked() == Sleep::Chapter;
        session.goes_on.set(!stops && next.is_some());
        match next.filter(|_| !stops) {
            Some(next) => go.with_value(|go| go(&session.address(next))),
            None => session.tracker.tell(),
        }
    };
    let broken = move |_| toast::show(Tone::Bad, "音频没有打开，请检查网络后再试");
    sleep_timer(session, sound);
    view! {
        <section class="panel listening">
            <h2 class="reader-title">{chapter.item.title.clone()}</h2>
            <audio node_ref=sound.element src=source preload="metadata" on:loadedmetadata=ready on:timeupdate=played
                on:play=move |_| sound.playing.set(true) on:pause=paused on:ended=ended on:error=broken></audio>
            <Controls sound=sound/>
            <Choices sound=sound/>
            <button type="button" class="chip-button" on:click=move |_| session.contents.set(true)><Icon name=IconName::More/>"目录"</button>
            <Onward session=session previous=chapter.previous next=chapter.next/>
        </section>
        {(!chapter.pieces.is_empty()).then(|| {
            let blocks = chapter.pieces.iter().flat_map(|p| gsdj_domain::rich::read_html(&p.text)).collect::<Vec<_>>();
            view! { <section class="panel"><h2 class="panel-title">"文字稿"</h2><RichText blocks=blocks/></section> }
        })}
    }
}

/// Counts the seconds that are played, and stops when they are over.
fn sleep_timer(session: Session, sound: Sound) {
    let tick = move || {
        if sound.playing.try_get_untracked() != Some(true) {
            return;
        }
        match sound.sleep.get_untracked().ticked() {
            Some(left) => sound.sleep.set(left),
            None => {
                sound.sleep.set(Sleep::Off);
                session.goes_on.set(false);
                if let Some(element) = sound.element.get_untracked() {
                    let _ = element.pause();
                }
                toast::show(Tone::Info, "定时到了，已经停下");
            }
        }
    };
    if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || timer.clear());
    }
}

#[component]
fn Controls(sound: Sound) -> impl IntoView {
    let jump = move |by: i32| {
        let at = i64::from(sound.at.get_untracked()) + i64::from(by);
        sound.seek(u32::try_from(at.max(0)).unwrap_or(0));
    };
    let label = move || if sound.playing.get() { "暂停" } else { "播放" };
    let slid = move |ev: leptos::ev::Event| {
        if let Ok(to) = event_target_value(&ev).parse() {
            sound.seek(to);
        }
    };
    view! {
        <input type="range" class="player-range" min="0" max=move || sound.length.get().to_string() step="1" aria-label="播放位置"
            aria-valuetext=move || clock(sound.at.get()) prop:value=move || sound.at.get().to_string() on:change=slid/>
        <p class="row player-times"><span class="grow">{move || clock(sound.at.get())}</span><span>{move || clock(sound.length.get())}</span></p>
        <div class="row player-keys">
            <button type="button" class="chip-button" on:click=move |_| jump(-15)>"后退 15 秒"</button>
            <button type="button" class="btn btn-primary player-play" on:click=move |_| sound.toggle()><Icon name=IconName::Play/>{label}</button>
            <button type="button" class="chip-button" on:click=move |_| jump(30)>"前进 30 秒"</button>
        </div>
    }
}

#[component]
fn Choices(sound: Sound) -> impl IntoView {
    let speed = move |speed: f64| {
        let on = move || ((sound.speed.get() - speed).abs() < 0.01).to_string();
        view! { <button type="button" class="chip-button" aria-pressed=on on:click=move |_| sound.set_speed(speed)>{format!("{speed}×")}</button> }
    };
    let sleep = move |choice: Sleep| {
        let on = move || (sound.sleep.get() == choice).to_string();
        view! { <button type="button" class="chip-button" aria-pressed=on on:click=move |_| sound.sleep.set(choice)>{choice.label()}</button> }
    };
    let left = move || match sound.sleep.get() {
        Sleep::After(seconds) => format!("还有 {} 停止", clock(seconds)),
        Sleep::Chapter => "听完这一章停止".into(),
        Sleep::Off => String::new(),
    };
    view! {
        <div class="chips" role="group" aria-label="播放速度">{SPEEDS.into_iter().map(speed).collect_view()}</div>
        <div class="chips" role="group" aria-label="定时停止">{Sleep::CHOICES.into_iter().map(sleep).collect_view()}</div>
        <p class="muted small" role="status">{left}</p>
    }
}
