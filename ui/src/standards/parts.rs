//! Small parts: words with hits marked, chips, the bar of a check.

use super::model::{found_tone, progress_line, split_line, verdict_tone};
use crate::kit::{Chip, Tone};
use gsdj_domain::search::{Piece, pieces};
use gsdj_domain::standards::{CheckTally, CheckVerdict, FindingState};
use leptos::prelude::*;

/// `text` with what was searched for marked.
pub fn marked(text: &str, q: &str) -> AnyView {
    let piece = |p: Piece<'_>| {
        let text = p.text.to_owned();
        if p.hit { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
    };
    pieces(text, q).into_iter().map(piece).collect_view().into_any()
}

/// What was said of an item; 未填 when nothing was.
#[component]
pub fn VerdictChip(verdict: Option<CheckVerdict>) -> impl IntoView {
    match verdict {
        Some(v) => view! { <Chip tone=verdict_tone(v)>{v.label()}</Chip> },
        None => view! { <Chip tone=Tone::Warn>"未填"</Chip> },
    }
}

/// How the platform's own records look.
#[component]
pub fn FoundChip(state: FindingState) -> impl IntoView {
    view! { <Chip tone=found_tone(state)>{state.label()}</Chip> }
}

/// How far a check has come: a bar, and the same in words.
#[component]
pub fn CheckBar(#[prop(into)] tally: Signal<CheckTally>) -> impl IntoView {
    let width = move |part: fn(&CheckTally) -> u32| {
        tally.with(|t| format!("width: {:.1}%", f64::from(part(t)) * 100.0 / f64::from(t.total.max(1))))
    };
    view! {
        <div class="check-bar">
            <div class="check-line" aria-hidden="true">
                <i class="met" style=move || width(|t| t.met)></i>
                <i class="unmet" style=move || width(|t| t.unmet)></i>
                <i class="apart" style=move || width(|t| t.not_applicable)></i>
            </div>
            <p class="row wrap small">
                <b>{move || tally.with(progress_line)}</b>
                <span class="muted">{move || tally.with(split_line)}</span>
            </p>
        </div>
    }
}
