//! A channel's day as a list; it opens at what is on now, and OK or a press on what comes asks for a reminder.

use super::model::{begin, clock};
use crate::kit::{Chip, Empty, Frame, Icon, IconName, Tone, use_frame, use_now};
use chrono::NaiveDate;
use gsdj_domain::ChannelId;
use gsdj_domain::programme_guide::{Guide, Programme, ProgrammeState, state};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The list. It follows what is read again (a reminder set, a title changed) row by row, so that nothing loses the focus; only
/// another day or channel moves what is in view.
#[component]
pub fn DayList(
    guide: Signal<Guide>,
    led_to: Memo<Option<i64>>,
    reminding: RwSignal<Option<Programme>>,
) -> impl IntoView {
    let (now, frame) = (use_now(), use_frame());
    let day = Memo::new(move |_| guide.with(|g| g.from.day()));
    let channel = Memo::new(move |_| guide.with(|g| g.channels.first().map(|c| c.channel.id)));
    let programmes =
        Memo::new(move |_| guide.with(|g| g.channels.first().map(|c| c.programmes.clone()).unwrap_or_default()));
    let none = Memo::new(move |_| programmes.with(Vec::is_empty));
    Effect::new(move |before: Option<(NaiveDate, Option<ChannelId>, Option<i64>)>| {
        let here = (day.get(), channel.get(), led_to.get());
        if before != Some(here) {
            let first = programmes
                .with_untracked(|all| begin(all, here.2, now.get_untracked()).and_then(|n| all.get(n)).map(|p| p.id.0));
            if let Some(first) = first {
                show(first, frame.get_untracked() == Frame::Tv);
            }
        }
        here
    });
    let key = move |p: &Programme| (p.id, p.title.clone(), p.starts_at, p.ends_at, day.get_untracked());
    let one = move |p: Programme| {
        let id = p.id;
        let remind = Memo::new(move |_| programmes.with(|all| all.iter().find(|p| p.id == id).and_then(|p| p.remind)));
        view! { <One programme=p day=day.get_untracked() remind=remind led_to=led_to reminding=reminding/> }
    };
    view! {
        <Show when=move || none.get()>
            <Empty icon=IconName::Screen title="这一天还没有节目单" text="换一天或者换一个频道看看。"/>
        </Show>
        <ol class="programmes" aria-label="节目单">
            <For each=move || programmes.get() key=key children=one/>
        </ol>
    }
}

/// Brings a programme into the middle of the screen, once it is drawn; on a television it takes the focus.
fn show(id: i64, focus: bool) {
    request_animation_frame(move || {
        let Some(line) = document().get_element_by_id(&format!("programme-{id}")) else { return };
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Center);
        line.scroll_into_view_with_scroll_into_view_options(&options);
        let press =
            line.query_selector("button").ok().flatten().and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(press) = press.filter(|_| focus) {
            // what takes no focus is in view at least
            let _ = press.focus();
        }
    });
}

#[component]
fn One(
    programme: Programme,
    day: NaiveDate,
    remind: Memo<Option<u32>>,
    led_to: Memo<Option<i64>>,
    reminding: RwSignal<Option<Programme>>,
) -> impl IntoView {
    let now = use_now();
    let (id, starts_at, ends_at) = (programme.id.0, programme.starts_at, programme.ends_at);
    let stands = Memo::new(move |_| state(starts_at, ends_at, now.get()));
    let times = (clock(starts_at, day), clock(ends_at, day));
    let title = programme.title.clone();
    let kept = StoredValue::new(programme);
    let says = move || remind.get().map_or_else(|| "提醒我".to_owned(), |m| format!("提前 {m} 分钟提醒"));
    let name = move || format!("{}：{}", says(), kept.with_value(|p| p.title.clone()));
    let ask = move |_| reminding.set(Some(Programme { remind: remind.get_untracked(), ..kept.get_value() }));
    let right = move || {
        match stands.get() {
        ProgrammeState::Running => view! { <Chip tone=Tone::Ok>"正在播出"</Chip> }.into_any(),
        ProgrammeState::Coming => view! {
            <button type="button" class="btn btn-line btn-small" class:btn-quiet=move || remind.get().is_some() aria-label=name on:click=ask>
                <Icon name=IconName::Bell/>{says}
            </button>
        }
        .into_any(),
        ProgrammeState::Over => view! { <span class="tiny">"已播完"</span> }.into_any(),
    }
    };
    view! {
        <li class="programme" id=format!("programme-{id}") class:running=move || stands.get() == ProgrammeState::Running
            class:over=move || stands.get() == ProgrammeState::Over class:led-to=move || led_to.get() == Some(id)>
            <span class="programme-times"><b>{times.0}</b><span class="cell-note">{format!("至 {}", times.1)}</span></span>
            <span class="grow programme-title">{title}</span>
            {right}
        </li>
    }
}
