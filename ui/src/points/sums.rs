//! Sums of points by kind.

use crate::home::grouped;
use gsdj_domain::points::{KindSums, PointKind};
use leptos::prelude::*;

/// A sum whole, and by kind.
#[component]
pub fn Sums(#[prop(into)] sums: Signal<KindSums>, #[prop(into)] of: Signal<String>) -> impl IntoView {
    let kind = move |kind: &PointKind| {
        let kind = *kind;
        view! {
            <div class="points-kind"><span class="small">{kind.label()}</span><b>{move || grouped(sums.get().of(kind))}</b></div>
        }
    };
    view! {
        <p class="points-total" role="status"><b>{move || grouped(sums.get().total())}</b>"分，" {move || of.get()}</p>
        <div class="points-kinds">{PointKind::ALL.iter().map(kind).collect_view()}</div>
    }
}
