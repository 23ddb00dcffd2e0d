//! Below the chair's screen: who is there, who is not, and the guests; each with what the administrator can do.

use super::model::line;
use super::sheets::{DeclineSheet, Hand};
use crate::api;
use crate::kit::{Button, ButtonKind, Chip, Tone, toast, use_save};
use gsdj_domain::check_in::{Arrival, GuestDecision, GuestRow, GuestState};
use gsdj_domain::{Instant, MeetingId};
use leptos::prelude::*;

/// Whom the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    All,
    There,
    Missing,
}

/// Everybody expected.
#[component]
pub fn People(
    people: Memo<Vec<Arrival>>,
    now: Memo<Instant>,
    open: Memo<bool>,
    #[prop(into)] on_hand: Callback<Hand>,
) -> impl IntoView {
    let which = RwSignal::new(Which::Missing);
    let q = RwSignal::new(String::new());
    let fits = |which: Which, p: &Arrival| match which {
        Which::All => true,
        Which::There => p.at.is_some(),
        Which::Missing => p.at.is_none(),
    };
    let shown = Memo::new(move |_| {
        let (which, q) = (which.get(), q.get());
        people.with(|p| p.iter().filter(|p| fits(which, p) && p.name.contains(q.trim())).cloned().collect::<Vec<_>>())
    });
    let chip = move |label: &'static str, is: Which| {
        let count = move || people.with(|p| p.iter().filter(|p| fits(is, p)).count());
        view! {
            <button type="button" class="chip-button" aria-pressed=move || (which.get() == is).to_string() on:click=move |_| which.set(is)>
                {label} " " {count}
            </button>
        }
    };
    let many = move || people.with(|p| p.len() > 12);
    view! {
        <section class="panel">
            <h2 class="panel-title">"应到党员"</h2>
            <div class="chips" role="group" aria-label="按签到筛选">
                {chip("未到", Which::Missing)} {chip("已到", Which::There)} {chip("全部", Which::All)}
            </div>
            {move || many().then(|| view! {
                <input class="input search" type="search" aria-label="按姓名查找" placeholder="按姓名查找"
                    prop:value=move || q.get() on:input=move |ev| q.set(event_target_value(&ev))/>
            })}
            <ul class="people">{move || shown.get().into_iter().map(|p| row(p, now.get(), open.get(), on_hand)).collect_view()}</ul>
            {move || shown.with(Vec::is_empty).then(|| view! { <p class="muted">"没有符合条件的人"</p> })}
        </section>
    }
}

fn row(p: Arrival, now: Instant, open: bool, on_hand: Callback<Hand>) -> impl IntoView {
    let there = p.at.is_some();
    let note = line(&p, now);
    let hand = Hand { member: p.member, name: p.name.clone(), undo: there };
    let label = format!("{}：{}", if there { "撤销" } else { "代签" }, p.name);
    view! {
        <li class="person">
            <span class="avatar" aria-hidden="true">{p.name.chars().next().map(String::from)}</span>
            <span class="grow"><b>{p.name.clone()}</b><span class="person-note">{note}</span></span>
            <Chip tone=if there { Tone::Ok } else { Tone::Plain }>{if there { "已到" } else { "未到" }}</Chip>
            {open.then(|| view! {
                <button type="button" class="link small" aria-label=label on:click=move |_| on_hand.run(hand.clone())>
                    {if there { "撤销" } else { "代签" }}
                </button>
            })}
        </li>
    }
}

/// Members of other branches, to be confirmed.
#[component]
pub fn Guests(id: MeetingId, guests: Memo<Vec<GuestRow>>, now: Memo<Instant>) -> impl IntoView {
    let declining = RwSignal::new(None::<GuestRow>);
    let save = use_save(move |form: GuestDecision, key| async move {
        api::check_in::decide(id, form, key).await?;
        toast::show(Tone::Ok, "已确认，对方支部会收到记录");
        Ok(())
    });
    let one = move |g: GuestRow| {
        let (member, refused) = (g.member, g.clone());
        let note = format!("{} · {} 扫码{}", g.home, g.at.spoken(now.get_untracked()), because(&g));
        let tone = match g.state {
            GuestState::Waiting => Tone::Warn,
            GuestState::Attested => Tone::Ok,
            GuestState::Declined => Tone::Plain,
        };
        view! {
            <li class="person">
                <span class="avatar" aria-hidden="true">{g.name.chars().next().map(String::from)}</span>
                <span class="grow"><b>{g.name.clone()}</b><span class="person-note">{note}</span></span>
                <Chip tone=tone>{g.state.label()}</Chip>
                {(g.state == GuestState::Waiting).then(|| view! {
                    <Button kind=ButtonKind::Quiet busy=save.pending()
                        on_click=move |_| save.go(GuestDecision { member, attended: true, reason: String::new() })>"确认到会"</Button>
                    <button type="button" class="link small" on:click=move |_| declining.set(Some(refused.clone()))>"不确认"</button>
                })}
            </li>
        }
    };
    view! {
        <Show when=move || !guests.with(Vec::is_empty)>
            <section class="panel">
                <h2 class="panel-title">"外来党员"</h2>
                <p class="muted small">"其他支部的党员扫码后列在这里，不计入应到。您确认后，记入对方支部的“在外参加组织生活”。"</p>
                <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
                <ul class="people">{move || guests.get().into_iter().map(one).collect_view()}</ul>
            </section>
            <DeclineSheet id=id guest=declining/>
        </Show>
    }
}

fn because(g: &GuestRow) -> String {
    if g.reason.is_empty() { String::new() } else { format!("，{}", g.reason) }
}
