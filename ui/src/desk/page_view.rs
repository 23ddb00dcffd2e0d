//! `/desk/:id`: an article as readers will see it, how it came there, and what may be done with it.

use super::acts::Acts;
use super::model::{live_note, tone, when, why};
use super::parts::DeskRoom;
use super::preview::Preview;
use crate::api;
use crate::kit::{Chip, Loaded, PageHead, Tone, use_id, use_load, use_me, use_now};
use crate::meeting::parts::rounds::Rounds;
use gsdj_domain::ArticleId;
use gsdj_domain::account::Permission;
use gsdj_domain::content::{ArticleAct, ArticleState, DeskView};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn DeskArticle() -> impl IntoView {
    view! { <DeskRoom permission=Permission::EnterDesk><Found/></DeskRoom> }
}

#[component]
fn Found() -> impl IntoView {
    let id = use_id(ArticleId);
    view! { <div class="page-narrow desk">{move || id.get().map(|id| view! { <One id=id/> })}</div> }
}

#[component]
fn One(id: ArticleId) -> impl IntoView {
    let load = use_load(move || api::desk::view(id), &[Tag::Desk]);
    view! {
        <PageHead title="稿件" back="/desk"/>
        <Loaded load=load view={move |view: Signal<DeskView>| view! { <Whole view=view/> }}/>
    }
}

#[component]
fn Whole(view: Signal<DeskView>) -> impl IntoView {
    let now = use_now();
    let rounds = Memo::new(move |_| view.with(|v| v.rounds.clone()));
    let versions = Memo::new(move |_| view.with(|v| (v.row.id, v.row.versions, v.row.live)));
    view! {
        <Stands view=view/>
        <section class="panel">
            <h2 class="panel-title">"读者将看到"</h2>
            <AsRead view=view/>
        </section>
        <Facts view=view/>
        <Show when=move || rounds.with(|r| !r.is_empty())>
            <section class="panel">
                <h2 class="panel-title">"审核经过"</h2>
                <Rounds rounds=rounds now=now/>
            </section>
        </Show>
        <p class="row wrap desk-ways">
            {move || { let (id, count, _) = versions.get(); (count > 0).then(|| view! { <a class="link" href=format!("/desk/{id}/versions")>{format!("已发布 {count} 版，查看和比较")}</a> }) }}
            {move || { let (id, _, live) = versions.get(); live.then(|| view! { <a class="link" href=format!("/articles/{id}")>"看读者的页面"</a> }) }}
            <a class="link" href="/manual/desk">"怎么用"</a>
        </p>
        <Shut view=view/>
        <Acts view=view/>
    }
}

/// Where it stands, and what that means.
#[component]
fn Stands(view: Signal<DeskView>) -> impl IntoView {
    let now = use_now();
    let row = Memo::new(move |_| view.with(|v| v.row.clone()));
    let last = Memo::new(move |_| {
        let back = |v: &DeskView| {
            v.rounds.last().filter(|r| !r.reason.is_empty()).map(|r| (r.reviewer.clone(), r.reason.clone()))
        };
        view.with(|v| (v.row.state == ArticleState::Returned).then(|| back(v)).flatten())
    });
    let gone = move || view.with(|v| v.withdrawn_for.clone());
    let planned = move || {
        row.with(|r| r.publish_at.filter(|_| r.state == ArticleState::Scheduled))
            .map(|at| view! { <section class="why"><h2 class="why-title">"已通过审核"</h2><p>{format!("{} 自动发布。", at.written())}</p></section> })
    };
    view! {
        <p class="row wrap desk-stands">
            {move || { let state = row.with(|r| r.state); view! { <Chip tone=tone(state)>{state.label()}</Chip> } }}
            {move || row.with(|r| r.pinned).then(|| view! { <Chip tone=Tone::Gold>"置顶"</Chip> })}
            <span class="muted">{move || row.with(|r| format!("{} · {}", r.site.title(), when(r, now.get())))}</span>
        </p>
        {move || row.with(live_note).map(|note| view! { <p class="muted small">{note}</p> })}
        {move || last.get().map(|(who, why)| view! { <section class="why bad"><h2 class="why-title">{format!("退回的原因（{who}）")}</h2><p>{why}</p></section> })}
        {move || gone().map(|why| view! { <section class="why bad"><h2 class="why-title">"已撤稿"</h2><p>{why}</p></section> })}
        {planned}
    }
}

#[component]
fn AsRead(view: Signal<DeskView>) -> impl IntoView {
    let site = view.with_untracked(|v| v.row.site);
    let tree = use_load(move || api::desk::columns(Some(site)), &[Tag::Desk]).data();
    let shown = Memo::new(move |_| {
        view.with(|v| (v.form.clone(), v.attachments.clone(), v.row.published_at.or(v.row.publish_at)))
    });
    let columns = Memo::new(move |_| tree.with(|t| t.as_ref().map(|t| t.columns.clone()).unwrap_or_default()));
    let now = use_now();
    move || {
        let (form, attachments, at) = shown.get();
        let at = at.unwrap_or_else(|| now.get_untracked());
        view! { <Preview form=form attachments=attachments columns=columns.get() at=at/> }
    }
}

/// What readers see elsewhere than in the article: where else it stands, its summary and cover.
#[component]
fn Facts(view: Signal<DeskView>) -> impl IntoView {
    let rows = move || {
        view.with(|v| {
            let also = v.also.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join("、");
            let views = if v.row.versions > 0 { format!("{} 次", v.views) } else { String::new() };
            let all = [
                ("同时发到", also),
                ("摘要", v.form.summary.clone()),
                ("修改说明", v.form.note.clone()),
                ("阅读", views),
            ];
            let row = |(name, says): (&'static str, String)| view! { <dt>{name}</dt><dd>{says}</dd> };
            all.into_iter().filter(|(_, says)| !says.is_empty()).map(row).collect_view()
        })
    };
    let cover = move || {
        view.with(|v| v.form.cover).map(|file| {
            view! { <dt>"封面"</dt><dd><img class="desk-cover" src=api::file_address(file) alt="列表里显示的封面" loading="lazy" decoding="async"/></dd> }
        })
    };
    view! { <dl class="exam-facts desk-facts">{rows}{cover}</dl> }
}

/// What is not open now, and why.
#[component]
fn Shut(view: Signal<DeskView>) -> impl IntoView {
    let me = use_me();
    let all = Memo::new(move |_| {
        me.with(|me| me.as_ref().map(|me| view.with(|v| why::shut(v, me.account, &me.permissions))).unwrap_or_default())
    });
    let one = |(act, why): (ArticleAct, String)| view! { <li><b>{act.label()}</b>"："{why}</li> };
    view! {
        <Show when=move || all.with(|a| !a.is_empty())>
            <details class="past desk-shut">
                <summary>"现在不能做的，为什么"</summary>
                <ul class="why-steps">{move || all.get().into_iter().map(one).collect_view()}</ul>
            </details>
        </Show>
    }
}
