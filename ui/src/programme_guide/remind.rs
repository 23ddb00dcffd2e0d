//! Being reminded: how long before, one's own reminders, taking one back.

use crate::api::{self, Sent};
use crate::kit::{Button, ButtonKind, Loaded, Sheet, Tone, sheet_for, toast, use_load, use_now, use_save};
use gsdj_domain::ProgrammeId;
use gsdj_domain::programme_guide::{Programme, REMIND_CHOICES, Reminder};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The sheet about the programme chosen.
#[component]
pub fn RemindSheet(reminding: RwSignal<Option<Programme>>) -> impl IntoView {
    let open = sheet_for(reminding);
    let now = use_now();
    let save = use_save(move |(id, minutes): (ProgrammeId, Option<u32>), key| async move {
        let sent = api::programme_guide::remind(id, minutes, key).await?;
        match (sent, minutes) {
            (Sent::Queued, _) => toast::queued(),
            (Sent::Done(_), Some(minutes)) => toast::show(Tone::Ok, format!("开播前 {minutes} 分钟提醒您")),
            (Sent::Done(_), None) => toast::show(Tone::Info, "已取消提醒"),
        }
        open.set(false);
        Ok(())
    });
    Effect::new(move |_| {
        reminding.track();
        save.reset();
    });
    let go = move |minutes: Option<u32>| {
        if let Some(programme) = reminding.get_untracked() {
            save.go((programme.id, minutes));
        }
    };
    let chosen = Memo::new(move |_| reminding.with(|p| p.as_ref().and_then(|p| p.remind)));
    let says = move || reminding.with(|p| p.as_ref().map(|p| format!("{} 开始", p.starts_at.spoken(now.get()))));
    let choice = move |minutes: u32| {
        let pressed = move || (chosen.get() == Some(minutes)).to_string();
        view! {
            <button type="button" class="chip-button" aria-pressed=pressed on:click=move |_| go(Some(minutes))>
                {format!("提前 {minutes} 分钟")}
            </button>
        }
    };
    let error = move || save.error().get().map(|e| e.sentence());
    let title = move || reminding.with(|p| p.as_ref().map(|p| format!("提醒我：{}", p.title)).unwrap_or_default());
    view! {
        <Sheet open=open title=Signal::derive(title)>
            <p class="confirm-text">{says}"，开播前在“通知”里提醒您。"</p>
            <div class="chips remind-choices" role="group" aria-label="提前多久">{REMIND_CHOICES.into_iter().map(choice).collect_view()}</div>
            <p class="fault" role="alert">{error}</p>
            {move || chosen.get().map(|_| view! {
                <div class="sheet-foot">
                    <Button kind=ButtonKind::Line busy=save.pending() on_click=move |_| go(None)>"不提醒了"</Button>
                </div>
            })}
        </Sheet>
    }
}

/// 我的提醒: what waits, the next first.
#[component]
pub fn MyReminders(reminding: RwSignal<Option<Programme>>) -> impl IntoView {
    let load = use_load(api::programme_guide::reminders, &[Tag::Programmes]);
    let show = move |all: Signal<Vec<Reminder>>| {
        let some = Memo::new(move |_| all.with(|a| !a.is_empty()));
        view! {
            <Show when=move || some.get()>
                <section class="panel guide-mine" aria-label="我的提醒">
                    <h2 class="panel-title">"我的提醒"</h2>
                    <ul class="cards">
                        <For each=move || all.get() key=|r| format!("{r:?}") children=move |r| view! { <li><Mine reminder=r reminding=reminding/></li> }/>
                    </ul>
                </section>
            </Show>
        }
    };
    view! { <Loaded load=load view=show/> }
}

#[component]
fn Mine(reminder: Reminder, reminding: RwSignal<Option<Programme>>) -> impl IntoView {
    let now = use_now();
    let Reminder { programme, channel_name } = reminder;
    let (title, starts_at) = (programme.title.clone(), programme.starts_at);
    let line = move || format!("{channel_name} · {}", starts_at.spoken(now.get()));
    let begun = move || now.get() >= starts_at;
    let (name, kept) = (format!("修改提醒：{title}"), StoredValue::new(programme));
    view! {
        <div class="row wrap">
            <span class="grow"><b>{title}</b><span class="cell-note">{line}</span></span>
            <Show when=move || !begun()>
                <button type="button" class="btn btn-line btn-small" aria-label=name.clone()
                    on:click=move |_| reminding.set(Some(kept.get_value()))>"修改"</button>
            </Show>
        </div>
    }
}
