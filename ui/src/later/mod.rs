//! Parts that come later: what they will hold and what can be done today instead. Nothing here pretends to work.

mod plans;

use crate::kit::{Icon, IconName, PageHead};
use leptos::prelude::*;
use plans::{Plan, SERVICES};

/// `/services`.
#[component]
pub fn ServicesPage() -> impl IntoView {
    let plan = &SERVICES;
    view! {
        <div class="page-narrow later">
            <PageHead title=plan.title/>
            <section class="later-head">
                <h2>{plan.says}</h2>
                <p>"这个栏目正在建设，下面的功能会陆续开放。现在还不能使用，请以平台公告为准。"</p>
            </section>
            <ToCome plan=plan/>
            <section class="panel">
                <h2 class="panel-title">"现在可以"</h2>
                <div class="later-now">
                    <a class="btn btn-quiet" href="/meetings"><Icon name=IconName::Calendar/>"看我的会议"</a>
                    <a class="btn btn-line" href="/news"><Icon name=IconName::News/>"看党建资讯"</a>
                    <a class="btn btn-line" href="/manual"><Icon name=IconName::Book/>"看操作指南"</a>
                </div>
            </section>
        </div>
    }
}

#[component]
fn ToCome(plan: &'static Plan) -> impl IntoView {
    let part = |(icon, name, says): &(IconName, &'static str, &'static str)| {
        view! {
            <li class="later-part">
                <span class="door-icon"><Icon name=*icon/></span>
                <span class="grow"><b>{*name}</b><span class="cell-note">{*says}</span></span>
            </li>
        }
    };
    view! {
        <section class="panel">
            <h2 class="panel-title">"将要开放"</h2>
            <ul class="later-parts">{plan.parts.iter().map(part).collect_view()}</ul>
        </section>
    }
}
