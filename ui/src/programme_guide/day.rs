//! A channel's day as a list; it opens at what is on now, and OK or a press on what comes asks for a reminder.

use super::model::{begin, clock};
use crate::kit::{Chip, Empty, Frame, Icon, IconName, Tone, use_frame, use_now};
use chrono::NaiveDate;
use gsdj_domain::programme_guide::{Programme, ProgrammeState, state};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The list.
#[component]
pub fn DayList(
    day: NaiveDate,
    programmes: Vec<Programme>,
    led_to: Memo<Option<i64>>,
    reminding: RwSignal<Option<Programme>>,
) -> impl IntoView {
    if programmes.is_empty() {
        let text = "换一天或者换一个频道看看。";
        return view! { <Empty icon=IconName::Screen title="这一天还没有节目单" text=text/> }.into_any();
    }
    let (now, frame) = (use_now(), use_frame());
    let first = untrack(|| begin(&programmes, led_to.get(), now.get())).and_then(|n| programmes.get(n));
    if let Some(first) = first {
        show(first.id.0, frame.get_untracked() == Frame::Tv);
    }
    let one = move |p: Programme| view! { <One programme=p day=day led_to=led_to reminding=reminding/> };
    view! { <ol class="programmes" aria-label="节目单">{programmes.into_iter().map(one).collect_view()}</ol> }
        .into_any()
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
    led_to: Memo<Option<i64>>,
    reminding: RwSignal<Option<Programme>>,
) -> impl IntoView {
    let now = use_now();
    let (id, starts_at, ends_at) = (programme.id.0, programme.starts_at, programme.ends_at);
    let stands = Memo::new(move |_| state(starts_at, ends_at, now.get()));
    let times = (clock(starts_at, day), clock(ends_at, day));
    let title = programme.title.clone();
    let remind = programme.remind;
    let kept = StoredValue::new(programme);
    let press = move || {
        let says = remind.map_or_else(|| "提醒我".to_owned(), |m| format!("提前 {m} 分钟提醒"));
        let name = format!("{says}：{}", kept.with_value(|p| p.title.clone()));
        view! {
            <button type="button" class="btn btn-line btn-small" class:btn-quiet=remind.is_some() aria-label=name
                on:click=move |_| reminding.set(Some(kept.get_value()))><Icon name=IconName::Bell/>{says}</button>
        }
    };
    let right = move || match stands.get() {
        ProgrammeState::Running => view! { <Chip tone=Tone::Ok>"正在播出"</Chip> }.into_any(),
        ProgrammeState::Coming => press().into_any(),
        ProgrammeState::Over => view! { <span class="tiny">"已播完"</span> }.into_any(),
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
