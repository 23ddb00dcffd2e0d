//! `/comments/:id`: one comment with what it is on; its branch decides here, from the queue of reviews.

use super::remarks::OneRemark;
use crate::api;
use crate::kit::{Icon, IconName, Loaded, PageHead, use_id, use_load};
use crate::workbench::{Only, Workbench};
use gsdj_domain::CommentId;
use gsdj_domain::account::Permission;
use gsdj_domain::reaction::{RemarkState, RemarkView};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn RemarkPage() -> impl IntoView {
    let id = use_id(CommentId);
    view! {
        <Only permission=Permission::React>
            <Workbench>
                <div class="page-narrow">
                    <PageHead title="评论" back="/reviews"/>
                    {move || id.get().map(|id| view! { <One id=id/> })}
                </div>
            </Workbench>
        </Only>
    }
}

#[component]
fn One(id: CommentId) -> impl IntoView {
    let load = use_load(move || api::reaction::one(id), &[Tag::Reactions]);
    view! { <Loaded load=load view=|view: RemarkView| view! { <Whole view=view/> }/> }
}

#[component]
fn Whole(view: RemarkView) -> impl IntoView {
    let RemarkView { remark, target, title, link } = view;
    let says = match remark.state {
        RemarkState::Waiting if remark.decides => {
            "这条评论等待本支部审核；通过后所有登录的人都能看到，并给发表的人记分。"
        }
        RemarkState::Waiting => "这条评论等待支部审核，现在只有本人和支部能看到。",
        RemarkState::Shown => "这条评论已经发表。",
        RemarkState::Returned => "这条评论没有通过，只有本人和支部能看到。",
        RemarkState::Removed => "这条评论已经移除，只有本人和支部能看到。",
    };
    let on = if link.is_empty() {
        view! { <p class="muted">{format!("评论的{}《{title}》已下线。", target.kind.label())}</p> }.into_any()
    } else {
        view! {
            <a class="door" href=link>
                <span class="door-icon"><Icon name=IconName::News/></span>
                <span class="grow"><span class="cell-note">{format!("评论的{}", target.kind.label())}</span><b>{title}</b></span>
                <Icon name=IconName::Forward/>
            </a>
        }
        .into_any()
    };
    view! {
        {on}
        <section class="panel"><div class="person comment"><OneRemark remark=remark/></div></section>
        <p class="muted">{says}</p>
        <p class="small"><a class="link" href="/manual/comments">"怎么审核评论"</a></p>
    }
}
