//! `/desk`: the articles of one's desk by where they stand, found by column and title.

use super::model::{column, count, live_note, shown, tone, total, when};
use super::parts::{DeskRoom, SiteChoice, own_site, writes};
use crate::api;
use crate::api::desk::Shown;
use crate::kit::{Chip, Empty, Icon, IconName, PageHead, Tone, can, use_load, use_now, use_replace};
use crate::workbench::{FreshList, MoreRows, use_paged};
use gsdj_domain::ColumnId;
use gsdj_domain::account::Permission;
use gsdj_domain::content::{ArticleState, DeskCounts, DeskRow};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn Desk() -> impl IntoView {
    view! { <DeskRoom permission=Permission::EnterDesk><List/></DeskRoom> }
}

#[component]
fn List() -> impl IntoView {
    let map = use_query_map();
    let shown = Memo::new(move |_| {
        let map = map.read();
        shown::read(|name| map.get(name))
    });
    let list = use_paged(move |cursor| api::desk::list(shown.get(), cursor), &[Tag::Desk]);
    Effect::new(move |before: Option<Shown>| {
        let now = shown.get();
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let site = Memo::new(move |_| shown.with(|s| s.site));
    let counts = use_load(move || api::desk::counts(site.get()), &[Tag::Desk]).data();
    let writes = writes();
    let (appoints, links) = (can(Permission::AppointEditors), can(Permission::ManageLinks));
    let empty = move || view! { <Nothing shown=shown.get()/> };
    view! {
        <div class="page-wide desk">
            <div class="head">
                <div class="grow"><PageHead title="编辑台"/></div>
                <Show when=move || writes.get()>
                    <a class="btn btn-primary" href="/desk/new"><Icon name=IconName::Plus/>"写稿件"</a>
                </Show>
                <a class="btn btn-line" href=move || columns_address(shown.get())>"栏目"</a>
                <Show when=move || appoints.get()><a class="btn btn-line" href="/editors">"栏目编辑"</a></Show>
                <Show when=move || links.get()><a class="btn btn-line" href="/desk/links">"链接"</a></Show>
            </div>
            <ToReview counts=counts shown=shown/>
            <States counts=counts shown=shown/>
            <Tools shown=shown/>
            <FreshList list=list empty=empty>
                <ul class="cards">
                    <For each=move || list.rows.get() key=|row| format!("{row:?}") children=|row| view! { <li><Line row=row/></li> }/>
                </ul>
            </FreshList>
            <MoreRows list=list/>
            <p class="small"><a class="link" href="/manual/desk">"怎么用"</a></p>
        </div>
    }
}

fn columns_address(shown: Shown) -> String {
    api::query::with("/desk/columns", &[("site", shown.site.map(|s| s.code().to_owned()).unwrap_or_default())])
}

/// How many wait for the caller.
#[component]
fn ToReview(counts: Signal<Option<DeskCounts>>, shown: Memo<Shown>) -> impl IntoView {
    let wait = Memo::new(move |_| counts.with(|c| c.as_ref().map_or(0, |c| c.to_review)));
    let to = move || {
        shown::address(&Shown { site: shown.get().site, state: Some(ArticleState::Waiting), ..Shown::default() })
    };
    view! {
        <Show when=move || { wait.get() > 0 }>
            <section class="why desk-wait">
                <p class="row wrap"><b class="grow">{move || format!("有 {} 篇等您审核", wait.get())}</b><a class="btn btn-line" href=to>"去审核"</a></p>
            </section>
        </Show>
    }
}

/// By where they stand, with how many.
#[component]
fn States(counts: Signal<Option<DeskCounts>>, shown: Memo<Shown>) -> impl IntoView {
    let chip = move |label: &'static str, state: Option<ArticleState>| {
        let to = move || shown::address(&Shown { state, mine: false, ..shown.get() });
        let current = move || shown.with(|s| s.state == state && !s.mine).then_some("true");
        let many = move || counts.with(|c| c.as_ref().map(|c| state.map_or_else(|| total(c), |s| count(c, s))));
        let said = move || many().map_or_else(|| label.to_owned(), |n| format!("{label} {n}"));
        view! { <a class="chip-button" href=to aria-current=current>{said}</a> }
    };
    let writes = writes();
    let mine = move || shown::address(&Shown { state: None, mine: true, ..shown.get() });
    view! {
        <nav class="chips" aria-label="看哪些稿件">
            {chip("全部", None)}
            {ArticleState::ALL.iter().map(|state| chip(state.label(), Some(*state))).collect_view()}
            <Show when=move || writes.get()>
                <a class="chip-button" href=mine aria-current=move || shown.with(|s| s.mine).then_some("true")>"我写的"</a>
            </Show>
        </nav>
    }
}

/// Site, column, title; the address says what is shown.
#[component]
fn Tools(shown: Memo<Shown>) -> impl IntoView {
    let go = StoredValue::new_local(use_replace(false));
    let to = move |shown: Shown| go.with_value(|go| go(&shown::address(&shown)));
    let own = own_site();
    // columns are a site's: asked for once it is known which
    let of_site = Memo::new(move |_| own.get().or(shown.with(|s| s.site)));
    let tree = use_load(move || api::desk::columns(of_site.get()), &[Tag::Desk]).data();
    let options = Memo::new(move |_| match of_site.get() {
        Some(_) => tree.with(|t| t.as_ref().map(|t| column::options(&t.columns))).unwrap_or_default(),
        None => Vec::new(),
    });
    let option = move |(value, label): (String, String)| {
        let own = value.clone();
        let chosen = move || shown.with(|s| s.column.is_some_and(|c| c.to_string() == own));
        view! { <option value=value selected=chosen>{label}</option> }
    };
    let choose = move |ev: leptos::ev::Event| {
        let column = event_target_value(&ev).parse().ok().map(ColumnId);
        to(Shown { column, ..shown.get_untracked() });
    };
    view! {
        <form class="list-tools" role="search" on:submit=|ev| ev.prevent_default()>
            <SiteChoice chosen=Signal::derive(move || shown.with(|s| s.site)) none="全部站点"
                on_choose=move |site| to(Shown { site, column: None, ..shown.get_untracked() })/>
            <Show when=move || options.with(|o| !o.is_empty())>
                <select class="select search" aria-label="栏目" on:change=choose>
                    <option value="" selected=move || shown.with(|s| s.column.is_none())>"全部栏目"</option>
                    {move || options.get().into_iter().map(option).collect_view()}
                </select>
            </Show>
            <input class="input search" type="search" name="q" aria-label="查找稿件" placeholder="按标题查找" maxlength="60"
                prop:value=move || shown.get().q on:change=move |ev| to(Shown { q: event_target_value(&ev), ..shown.get_untracked() })/>
        </form>
    }
}

#[component]
fn Nothing(shown: Shown) -> impl IntoView {
    let writes = writes();
    let plain = shown == Shown { site: shown.site, ..Shown::default() };
    let (title, text) = match (plain, shown.state) {
        (true, _) => ("还没有稿件", "写好以后报审，由省委组织部或本站的其他编辑审核发布。"),
        (false, Some(ArticleState::Waiting)) => ("没有等待审核的稿件", "有人报审，这里会马上出现，您也会收到通知。"),
        (false, _) => ("没有这样的稿件", "换一个状态、栏目或词再试。"),
    };
    view! {
        <Empty icon=IconName::News title=title text=text>
            {(plain && writes.get_untracked()).then(|| view! { <a class="btn btn-primary" href="/desk/new">"写稿件"</a> })}
        </Empty>
    }
}

#[component]
fn Line(row: DeskRow) -> impl IntoView {
    let now = use_now();
    let all = own_site();
    let at = row.clone();
    let picture = row.cover.map(|file| {
        view! { <span class="experience-cover"><img src=api::file_address(file) alt="" loading="lazy" decoding="async"/></span> }
    });
    let (site, name) = (row.site, row.column.name.clone());
    let place = move || if all.get().is_none() { format!("{} · {name}", site.title()) } else { name.clone() };
    let note = live_note(&row);
    view! {
        <a class="meeting-card experience" href=format!("/desk/{}", row.id)>
            {picture}
            <span class="grow">
                <span class="row wrap">
                    <span class="grow muted small">{place}</span>
                    {row.pinned.then(|| view! { <Chip tone=Tone::Gold>"置顶"</Chip> })}
                    <Chip tone=tone(row.state)>{row.state.label()}</Chip>
                </span>
                <span class="title">{row.title.clone()}</span>
                <span class="line"><Icon name=IconName::Clock/>{move || when(&at, now.get())}</span>
                {note.map(|note| view! { <span class="line">{note}</span> })}
            </span>
        </a>
    }
}
