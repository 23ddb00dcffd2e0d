//! 首次完善支部信息: on the branch's page until overview, committee and groups are there; on every frame.

use crate::kit::{Icon, IconName, can_here};
use gsdj_domain::account::Permission;
use gsdj_domain::branch::{BranchCommittee, Groups, Overview, setup};
use leptos::prelude::*;

/// A step: where it is done, what it is called, what is to be filled in.
type Item = (&'static str, &'static str, &'static str);

const ITEMS: [Item; 3] = [
    ("/branch/overview", "支部概述", "写清支部简介、活动场所、联系方式，可以配照片"),
    ("/branch/committee", "支委会", "谁任什么职务，任期到哪一天；没有支委会不能创建会议"),
    ("/branch/groups", "党小组", "把党员编入党小组；人数少的支部可以选择不划分"),
];

/// The card; nothing once all is done, or for whoever does not manage the branch.
#[component]
pub fn SetupCard(
    #[prop(into)] overview: Signal<Option<Overview>>,
    #[prop(into)] committee: Signal<Option<BranchCommittee>>,
    #[prop(into)] groups: Signal<Option<Groups>>,
) -> impl IntoView {
    let manages = can_here(Permission::ManageBranch);
    let stands = Memo::new(move |_| {
        let (o, c, g) = (overview.get()?, committee.get()?, groups.get()?);
        Some(setup(&o, &c, &g)).filter(|s| manages.get() && !s.done())
    });
    move || {
        stands.get().map(|s| {
            let done = [s.overview, s.committee, s.groups];
            let left = done.iter().filter(|d| !**d).count();
            view! {
                <section class="panel setup" aria-labelledby="setup-title">
                    <h2 class="panel-title" id="setup-title">"首次完善支部信息"</h2>
                    <p class="muted small">{format!("还有 {left} 项，电脑和手机都能填，随时可以接着填。")}</p>
                    <ol class="setup-list">{ITEMS.into_iter().zip(done).map(item).collect_view()}</ol>
                </section>
            }
        })
    }
}

fn item(((to, title, says), done): (Item, bool)) -> impl IntoView {
    view! {
        <li>
            <a class="setup-item" class:done=done href=to>
                <span class="setup-mark" aria-hidden="true">{done.then(|| view! { <Icon name=IconName::Check/> })}</span>
                <span class="grow"><b>{title}</b><span class="cell-note">{says}</span></span>
                <span class="small">{if done { "已完成" } else { "去填写" }}</span>
            </a>
        </li>
    }
}
