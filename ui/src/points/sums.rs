//! Sums of points by kind, and the card of an organisation's.

use super::bars::MonthBars;
use super::model::as_of;
use crate::api;
use crate::home::grouped;
use crate::kit::{Loaded, use_load};
use gsdj_domain::OrgId;
use gsdj_domain::points::{KindSums, OrgPoints, PointKind};
use gsdj_domain::routes::Tag;
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

/// What an organisation's people earned this year, on its own page; a way on to the sheet and the ranking.
#[component]
pub fn OrgPointsCard(org: OrgId, #[prop(into)] more: String) -> impl IntoView {
    let load = use_load(move || api::points::of_org(org, None), &[Tag::Points]);
    let show = |points: Signal<OrgPoints>| {
        let sums = Memo::new(move |_| points.with(|p| p.sums));
        let months = Memo::new(move |_| points.with(|p| p.months.clone()));
        view! {
            <Sums sums=sums of=Signal::derive(move || points.with(|p| format!("{} 年", p.year)))/>
            <MonthBars months=months label="各月的积分"/>
            <p class="muted small">{move || points.with(|p| as_of(p.as_of.as_deref()))}</p>
        }
    };
    view! {
        <section class="panel org-points">
            <div class="row">
                <h2 class="panel-title grow">"积分"</h2>
                <a class="link small" href=more>"年度积分"</a>
                <a class="link small" href=format!("/rankings?org={org}")>"学习排行"</a>
            </div>
            <Loaded load=load view=show/>
        </section>
    }
}
