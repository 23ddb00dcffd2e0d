//! An address that leads nowhere: says so, and where to go.

use crate::kit::{Empty, IconName, PageHead};
use leptos::prelude::*;

/// Any address that is none of ours.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <div class="page-narrow">
            <PageHead title="没有这个页面" back="/home"/>
            <Empty icon=IconName::Search title="没有找到这个页面" text="地址可能写错了，或者内容已经移动。已经办理的事情都不受影响。">
                <a class="btn btn-primary" href="/home">"回到首页"</a>
                <a class="btn btn-line" href="/manual">"看操作指南"</a>
            </Empty>
        </div>
    }
}
