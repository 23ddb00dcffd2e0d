//! The acts of a meeting: the one that matters first, the others beside it, the shut ones with their reasons.

use crate::kit::{Button, ButtonKind, Icon, IconName, Sheet};
use crate::meeting::model::acts::{Button as Deed, Plan};
use gsdj_domain::meeting::Act;
use leptos::prelude::*;

/// The bar: at the bottom of the phone, at the foot of the pane on the computer.
#[component]
pub fn ActsBar(
    #[prop(into)] plan: Signal<Plan>,
    #[prop(into)] busy: Signal<bool>,
    #[prop(into)] on_act: Callback<Act>,
) -> impl IntoView {
    let more = RwSignal::new(false);
    let has = move || plan.with(|p| p.primary.is_some() || !p.others.is_empty());
    let shut = move || plan.with(|p| !p.shut.is_empty() || p.others.len() > 1);
    view! {
        <Show when=move || !has() && shut()>
            <p class="acts-shut small">
                <button type="button" class="link" aria-haspopup="dialog" on:click=move |_| more.set(true)>"现在不能办理的事和原因"</button>
            </p>
        </Show>
        <Show when=has>
            <div class="acts" role="group" aria-label="可以办理的事">
                {move || plan.with(|p| p.primary.clone()).map(|b| primary(b, busy, on_act))}
                {move || plan.with(|p| p.others.first().cloned()).map(|b| other(b, busy, on_act))}
                <Show when=shut>
                    <button type="button" class="btn btn-line more-acts" aria-haspopup="dialog" on:click=move |_| more.set(true)>
                        <Icon name=IconName::More/>
                        <span class="more-word">"更多"</span>
                    </button>
                </Show>
            </div>
        </Show>
        <Sheet open=more title="可以办理的事">
            <ul class="act-list">
                {move || {
                    let p = plan.get();
                    p.primary.into_iter().chain(p.others).chain(p.shut).map(|b| row(b, more, on_act)).collect_view()
                }}
            </ul>
        </Sheet>
    }
}

fn primary(b: Deed, busy: Signal<bool>, on_act: Callback<Act>) -> impl IntoView {
    view! { <Button kind=ButtonKind::Primary busy=busy on_click=move |_| on_act.run(b.act)>{b.label}</Button> }
}

fn other(b: Deed, busy: Signal<bool>, on_act: Callback<Act>) -> impl IntoView {
    let kind = if b.act == Act::Return { ButtonKind::Danger } else { ButtonKind::Line };
    view! { <Button kind=kind busy=busy on_click=move |_| on_act.run(b.act)>{b.label}</Button> }
}

/// A line of the sheet; a shut act shows its reason at once and stays readable to those who listen.
fn row(b: Deed, open: RwSignal<bool>, on_act: Callback<Act>) -> impl IntoView {
    let shut = !b.allowed;
    let reason = [b.why.clone(), b.next.clone()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ");
    let press = move |_| {
        if !shut {
            open.set(false);
            on_act.run(b.act);
        }
    };
    view! {
        <li>
            <button type="button" class="act-row" class:shut=shut aria-disabled=shut.to_string() title=b.why.clone() on:click=press>
                <span class="grow">
                    <b>{b.label}</b>
                    {(!reason.is_empty()).then(|| view! { <span class="act-why">"为什么不能：" {reason}</span> })}
                    {(!b.who.is_empty()).then(|| view! { <span class="act-why">"由谁负责：" {b.who}</span> })}
                </span>
                {(!shut).then(|| view! { <Icon name=IconName::Forward/> })}
            </button>
        </li>
    }
}
