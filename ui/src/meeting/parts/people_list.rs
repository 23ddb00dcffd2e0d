//! The people of a meeting with filters, search and, a hundred at a time, their lines.

use crate::kit::{Chip, Frame, Tone, use_frame};
use crate::meeting::model::people::{Show, filters, narrowed, note, state};
use gsdj_domain::Instant;
use gsdj_domain::meeting::Attendee;
use leptos::prelude::*;

/// Lines shown before 「显示更多」.
const FIRST: usize = 60;

/// The list; what it is narrowed to survives a refetch because it belongs to the caller's page.
#[component]
pub fn PeopleList(
    #[prop(into)] people: Signal<Vec<Attendee>>,
    #[prop(into)] now: Signal<Instant>,
    show: RwSignal<Show>,
    q: RwSignal<String>,
) -> impl IntoView {
    let shown = RwSignal::new(FIRST);
    let list = Memo::new(move |_| people.with(|p| narrowed(p, show.get(), &q.read())));
    let frame = use_frame();
    // no text is entered on the television
    let many = move || people.with(|p| p.len() > 12) && frame.get() != Frame::Tv;
    view! {
        <div class="chips" role="group" aria-label="按反馈筛选">
            {move || people.with(|p| filters(p)).into_iter().map(|(s, n)| filter(s, n, show)).collect_view()}
        </div>
        {move || many().then(|| view! {
            <input class="input search" type="search" aria-label="按姓名查找" placeholder="按姓名查找"
                prop:value=move || q.get() on:input=move |ev| q.set(event_target_value(&ev))/>
        })}
        <p class="sr-only" role="status">{move || format!("共 {} 人", list.with(Vec::len))}</p>
        <ul class="people">
            {move || list.with(|l| l.iter().take(shown.get()).map(|p| line(p, now.get())).collect_view())}
        </ul>
        {move || (list.with(Vec::is_empty)).then(|| view! { <p class="muted">"没有符合条件的人"</p> })}
        {move || {
            let rest = list.with(Vec::len).saturating_sub(shown.get());
            (rest > 0).then(|| view! {
                <button type="button" class="more" on:click=move |_| shown.update(|n| *n += 200)>
                    {format!("显示更多（还有 {rest} 人）")}
                </button>
            })
        }}
    }
}

fn filter(which: Show, count: usize, show: RwSignal<Show>) -> impl IntoView {
    view! {
        <button type="button" class="chip-button" aria-pressed=move || (show.get() == which).to_string()
            on:click=move |_| show.set(which)>
            {which.label()} " " {count}
        </button>
    }
}

fn line(p: &Attendee, now: Instant) -> impl IntoView + use<> {
    let word = state(p);
    let tone = match word {
        "参加" | "实到" => Tone::Ok,
        "请假" => Tone::Warn,
        "未到" => Tone::Bad,
        _ => Tone::Plain,
    };
    let note = note(p, now);
    view! {
        <li class="person">
            <span class="avatar" aria-hidden="true">{p.name.chars().next().map(String::from)}</span>
            <span class="grow">
                <b>{p.name.clone()}</b>
                {(!note.is_empty()).then(|| view! { <span class="person-note">{note}</span> })}
            </span>
            <Chip tone=tone>{word}</Chip>
        </li>
    }
}
