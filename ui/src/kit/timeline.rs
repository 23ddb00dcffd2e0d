//! The timeline: steps with where they stand, said by shape, colour and word.

use super::use_now;
use gsdj_domain::meeting::{StepState, TimelineStep};
use leptos::prelude::*;

/// The steps of something, in order.
#[component]
pub fn Timeline(steps: Vec<TimelineStep>) -> impl IntoView {
    let now = use_now();
    let step = move |s: TimelineStep| {
        let class = match s.state {
            StepState::Done => "done",
            StepState::Now => "now",
            StepState::Todo => "todo",
        };
        let note = move || [s.at.map(|at| at.spoken(now.get())).unwrap_or_default(), s.note.clone()].join(" ");
        view! {
            <li class=class aria-current=(s.state == StepState::Now).then_some("step")>
                <span>{s.label}</span>
                <span class="sr-only">{format!("（{}）", s.state.label())}</span>
                <span class="step-note">{note}</span>
            </li>
        }
    };
    view! { <ol class="timeline-list">{steps.into_iter().map(step).collect_view()}</ol> }.into_any()
}
