//! 「为什么」: cause, next steps, who is responsible (FEATURES 13.2).

use crate::kit::{Icon, IconName};
use crate::meeting::model::why::{Mood, Next, Why};
use gsdj_domain::meeting::Act;
use leptos::prelude::*;

/// The card; steps that can be done here are buttons.
#[component]
pub fn WhyCard(#[prop(into)] why: Signal<Option<Why>>, #[prop(into)] on_act: Callback<Act>) -> impl IntoView {
    move || why.get().map(|card| whole(card, on_act))
}

fn whole(card: Why, on_act: Callback<Act>) -> impl IntoView {
    let (style, icon) = match card.mood {
        Mood::Good => ("why good", IconName::Check),
        Mood::Due => ("why due", IconName::Question),
        Mood::Bad => ("why bad", IconName::Warning),
    };
    let steps = card.steps;
    let name = card.title.clone();
    let has_steps = !steps.is_empty();
    view! {
        <section class=style aria-label=name>
            <h2 class="why-title">
                <Icon name=icon/>
                {card.title}
            </h2>
            <p>{card.cause}</p>
            {has_steps.then(|| view! { <ul class="why-steps">{steps.into_iter().map(|s| step(s, on_act)).collect_view()}</ul> })}
            {(!card.who.is_empty()).then(|| view! { <p class="why-who">"由谁负责：" {card.who}</p> })}
        </section>
    }
}

fn step(next: Next, on_act: Callback<Act>) -> impl IntoView {
    match next.act {
        Some(act) => {
            view! { <li><button type="button" class="link" on:click=move |_| on_act.run(act)>{next.text}</button></li> }
                .into_any()
        }
        None => view! { <li>{next.text}</li> }.into_any(),
    }
}
