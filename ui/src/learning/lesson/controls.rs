//! The player's controls: play, place, speed, subtitles, sound, full screen; by mouse, finger, keyboard and remote control.

use super::keys::STEP;
use super::player::{Deck, RATES};
use crate::kit::{Frame, Icon, IconName, use_frame};
use crate::learning::model::{clock, watched_bar};
use leptos::prelude::*;

/// The controls.
#[component]
pub fn Controls(deck: Deck, subtitled: bool, picture: bool) -> impl IntoView {
    let frame = use_frame();
    let button = move |label: &'static str, icon: IconName, press: Callback<()>| {
        view! { <button type="button" class="player-button" aria-label=label title=label on:click=move |_| press.run(())><Icon name=icon/></button> }
    };
    let captions = move || {
        let shown = move || deck.captions.get();
        view! {
            <button type="button" class="player-button" aria-label="字幕" title="字幕" aria-pressed=move || shown().to_string()
                on:click=move |_| deck.set_captions(!deck.captions.get_untracked())><Icon name=IconName::Captions/></button>
        }
    };
    let muted = move || deck.muted.get();
    view! {
        <div class="player-controls" role="group" aria-label="播放控制">
            <Bar deck=deck/>
            <div class="player-row">
                <PlayButton deck=deck/>
                {button("后退 10 秒", IconName::Back10, Callback::new(move |()| deck.skip(-STEP)))}
                {button("前进 10 秒", IconName::On10, Callback::new(move |()| deck.skip(STEP)))}
                <span class="player-time">{move || format!("{} / {}", clock(deck.at.get()), clock(deck.duration.get()))}</span>
                <span class="grow"></span>
                <Speed deck=deck/>
                {subtitled.then(captions)}
                <Show when=move || frame.get() == Frame::Computer>
                    <button type="button" class="player-button" aria-label="静音" title="静音" aria-pressed=move || muted().to_string() on:click=move |_| deck.mute()>
                        {move || view! { <Icon name=if muted() { IconName::Mute } else { IconName::Sound }/> }}
                    </button>
                </Show>
                {picture.then(|| button("全屏", IconName::Expand, Callback::new(move |()| deck.fill())))}
            </div>
        </div>
    }
}

#[component]
fn PlayButton(deck: Deck) -> impl IntoView {
    let label = move || if deck.playing.get() { "暂停" } else { "播放" };
    let icon = move || if deck.playing.get() { IconName::Pause } else { IconName::Start };
    view! {
        <button type="button" class="player-button player-main" aria-label=label title=label on:click=move |_| deck.toggle()>
            {move || view! { <Icon name=icon()/> }}
        </button>
    }
}

/// Where it stands, with what was watched behind it. While it is dragged nothing moves yet.
#[component]
fn Bar(deck: Deck) -> impl IntoView {
    let scrub = RwSignal::new(None::<i64>);
    let at = move || scrub.get().unwrap_or_else(|| deck.at.get());
    let value = |ev: &leptos::ev::Event| event_target_value(ev).parse::<i64>().ok();
    let watched = move || deck.study.watched.with(|w| watched_bar(w, deck.duration.get()));
    let keys = move |ev: leptos::ev::KeyboardEvent| {
        let by = match ev.key().as_str() {
            "ArrowLeft" => -STEP,
            "ArrowRight" => STEP,
            _ => return,
        };
        ev.prevent_default();
        ev.stop_propagation();
        deck.skip(by);
    };
    view! {
        <div class="player-bar" style:background-image=watched>
            <input type="range" min="0" step="1000" max=move || deck.duration.get() prop:value=at aria-label="播放位置"
                aria-valuetext=move || format!("{}，共 {}", clock(at()), clock(deck.duration.get()))
                on:keydown=keys
                on:input=move |ev| scrub.set(value(&ev))
                on:change=move |ev| { scrub.set(None); if let Some(to) = value(&ev) { deck.seek(to) } }/>
        </div>
    }
}

/// 1.25×.
#[must_use]
fn times(rate: u32) -> String {
    let text = format!("{}.{:02}", rate / 100, rate % 100);
    format!("{}×", text.trim_end_matches('0').trim_end_matches('.'))
}

/// The speed: a list, and on the television a button that goes round.
#[component]
fn Speed(deck: Deck) -> impl IntoView {
    let frame = use_frame();
    let tv = Memo::new(move |_| frame.get() == Frame::Tv);
    let option = move |rate: &u32| {
        let rate = *rate;
        view! { <option value=rate selected=move || deck.rate.get() == rate>{times(rate)}</option> }
    };
    move || {
        if tv.get() {
            let label = move || format!("倍速 {}", times(deck.rate.get()));
            return view! { <button type="button" class="player-button wide" aria-label=label on:click=move |_| deck.next_rate()>{label}</button> }
                .into_any();
        }
        let choose = move |ev| {
            if let Ok(rate) = event_target_value(&ev).parse() {
                deck.set_rate(rate);
            }
        };
        view! { <select class="player-speed" aria-label="倍速" on:change=choose>{RATES.iter().map(option).collect_view()}</select> }
            .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::times;

    #[test]
    fn speeds_are_written_as_players_write_them() {
        assert_eq!([50, 100, 125, 200].map(times), ["0.5×", "1×", "1.25×", "2×"]);
    }
}
