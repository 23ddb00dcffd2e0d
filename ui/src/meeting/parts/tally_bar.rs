//! 应到 / 参加 / 请假 / 未反馈 / 还差 N 人 as a bar, with words and shapes.

use crate::kit::{Icon, IconName};
use crate::meeting::model::tally::{Segment, mark, needed_sentence, segments, spoken, verdict};
use gsdj_domain::meeting::Tally;
use leptos::prelude::*;

/// The bar; `excluded` says who is not counted.
#[component]
pub fn TallyBar(#[prop(into)] tally: Signal<Tally>, #[prop(into, optional)] excluded: Signal<String>) -> impl IntoView {
    let width = |s: &Segment| format!("width:{:.2}%", s.width);
    view! {
        <section class="tally" aria-label="到会情况">
            <div class="tally-head">
                <b class="grow">{move || tally.with(|t| needed_sentence(t.expected, t.required_share))}</b>
                {move || tally.with(verdict).map(|(enough, text)| verdict_view(enough, text))}
            </div>
            <div class="tally-bar" role="img" aria-label=move || tally.with(spoken)>
                {move || {
                    tally
                        .with(segments)
                        .iter()
                        .map(|s| view! { <i class=format!("tally-part {}", s.part.style()) style=width(s)></i> })
                        .collect_view()
                }}
                {move || {
                    tally
                        .with(mark)
                        .map(|at| view! { <i class="tally-mark" title="要求的人数" style=format!("left:{at:.2}%")></i> })
                }}
            </div>
            <ul class="tally-legend">
                {move || tally.with(segments).iter().map(legend).collect_view()}
                <li class="tally-excluded">{move || excluded.get()}</li>
            </ul>
        </section>
    }
}

fn verdict_view(enough: bool, text: String) -> impl IntoView {
    let icon = if enough { IconName::Check } else { IconName::Warning };
    view! {
        <span class="tally-verdict" class:enough=enough>
            <Icon name=icon/>
            {text}
        </span>
    }
}

fn legend(s: &Segment) -> impl IntoView + use<> {
    view! {
        <li>
            <span class=format!("tally-shape {}", s.part.style()) aria-hidden="true">{s.part.shape()}</span>
            {s.label}
            " "
            <b>{s.count}</b>
        </li>
    }
}
