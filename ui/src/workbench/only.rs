//! Pages that not everybody may use: who opens their address all the same is told so in the platform's own words.

use crate::kit::{Empty, IconName, PageHead, can, use_me};
use gsdj_domain::Refusal;
use gsdj_domain::account::Permission;
use leptos::prelude::*;

/// Shows its children to those who have the permission, and why not to the others.
#[component]
pub fn Only(permission: Permission, children: ChildrenFn) -> impl IntoView {
    let may = can(permission);
    let known = {
        let me = use_me();
        Memo::new(move |_| me.with(Option::is_some))
    };
    move || match (known.get(), may.get()) {
        (false, _) => ().into_any(),
        (true, true) => children().into_any(),
        (true, false) => view! { <Refused permission=permission/> }.into_any(),
    }
}

#[component]
fn Refused(permission: Permission) -> impl IntoView {
    let refusal = Refusal::NoPermission(permission);
    let text = refusal.hint().unwrap_or_default();
    view! {
        <div class="page-narrow">
            <PageHead title=permission.label() back="/home"/>
            <Empty icon=IconName::Shield title=refusal.sentence() text=text>
                <a class="btn btn-primary" href="/home">"回到首页"</a>
                <a class="btn btn-line" href="/manual/layout">"怎么用"</a>
            </Empty>
        </div>
    }
}
