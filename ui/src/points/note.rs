//! What the province has switched off, and why, wherever points are shown (FEATURES 13.2): nothing where all is as usual.

use super::model::restrictions;
use crate::api;
use crate::kit::{Icon, IconName, use_load, use_now};
use gsdj_domain::points::PointsPolicy;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The note.
#[component]
pub fn PolicyNote() -> impl IntoView {
    let policy = use_load(api::points::policy, &[Tag::Points]).data();
    move || policy.get().filter(|p| !restrictions(p).is_empty()).map(|p| view! { <Restricted policy=p/> })
}

#[component]
fn Restricted(policy: PointsPolicy) -> impl IntoView {
    let now = use_now();
    let says = restrictions(&policy).join("；");
    let since = policy.since;
    let when = move || since.map(|at| format!("{}起", at.spoken(now.get()))).unwrap_or_default();
    view! {
        <aside class="note points-note" aria-label="积分管理">
            <Icon name=IconName::Info/>
            <div class="grow">
                <p><b>{says}</b></p>
                <p class="small">"为什么：由省委组织部设置" {move || format!("（{}）", when())} {(!policy.reason.is_empty()).then(|| format!("，原因是：{}", policy.reason))}</p>
                <a class="link small" href="/manual/points">"了解更多"</a>
            </div>
        </aside>
    }
}
