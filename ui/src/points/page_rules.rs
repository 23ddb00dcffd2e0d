//! `/points/rules`: 规则说明, with what the province has decided.

use super::model::reach_said;
use super::note::PolicyNote;
use super::rules::PointRules;
use crate::api;
use crate::kit::{Icon, IconName, PageHead, can_here, use_load};
use crate::workbench::Only;
use gsdj_domain::account::Permission;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn RulesPage() -> impl IntoView {
    view! { <Only permission=Permission::SeePoints><Rules/></Only> }
}

#[component]
fn Rules() -> impl IntoView {
    let policy = use_load(api::points::policy, &[Tag::Points]).data();
    let decides = can_here(Permission::SetPointsPolicy);
    let reach = move || policy.with(|p| p.as_ref().map(|p| reach_said(p.reach)));
    view! {
        <div class="page-narrow">
            <PageHead title="规则说明"/>
            <PolicyNote/>
            <section class="panel">
                <p class="muted">"日、月、季度、年按北京时间计算；同一件事只计一次；到上限后照样记录，不再加分。"</p>
                <PointRules/>
            </section>
            <section class="panel">
                <h2 class="panel-title">"谁能看到"</h2>
                <p>{reach}</p>
                <p class="muted">"排行和支部合计每天零点结算，隔天更新；自己的积分即时更新。"</p>
                <div class="chips">
                    <a class="chip-button" href="/rankings"><Icon name=IconName::Star/>"学习排行"</a>
                    <a class="chip-button" href="/manual/points"><Icon name=IconName::Book/>"怎么用"</a>
                    <Show when=move || decides.get()><a class="chip-button" href="/points/policy"><Icon name=IconName::Shield/>"积分管理"</a></Show>
                </div>
            </section>
        </div>
    }
}
