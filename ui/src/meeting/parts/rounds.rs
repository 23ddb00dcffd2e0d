//! Every round of handing in and deciding (FEATURES 3.2).

use crate::kit::{Chip, Tone};
use gsdj_domain::Instant;
use gsdj_domain::meeting::{Decision, ReviewRound};
use leptos::prelude::*;

/// The rounds, the latest first.
#[component]
pub fn Rounds(#[prop(into)] rounds: Signal<Vec<ReviewRound>>, #[prop(into)] now: Signal<Instant>) -> impl IntoView {
    view! {
        <ol class="rounds">
            {move || rounds.with(|all| all.iter().rev().map(|r| round(r, now.get())).collect_view())}
        </ol>
    }
}

fn round(r: &ReviewRound, now: Instant) -> impl IntoView + use<> {
    let (tone, word) = match (r.decision, r.withdrawn) {
        (_, true) => (Tone::Plain, "已撤回"),
        (Some(Decision::Approve), false) => (Tone::Ok, "通过"),
        (Some(Decision::Return), false) => (Tone::Bad, "已退回"),
        (None, false) => (Tone::Info, "等待中"),
    };
    let what = r.step.label().trim_start_matches("上级");
    let decided = r.decided_at.map(|at| format!("，{} {word}", at.spoken(now))).unwrap_or_default();
    view! {
        <li class="round">
            <div class="row">
                <b class="grow">{format!("第 {} 次 · {what}", r.round)}</b>
                <Chip tone=tone>{word}</Chip>
            </div>
            <p class="muted">{format!("{} 提交，由{}{what}{decided}", r.submitted_at.spoken(now), r.reviewer)}</p>
            {(!r.reason.is_empty()).then(|| view! { <blockquote class="reason">{r.reason.clone()}</blockquote> })}
        </li>
    }
}
