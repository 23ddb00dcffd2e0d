//! The parts of a front page on phone and computer: search, headlines, blocks of columns.

use super::rows::{ArticleCard, ArticleLine, Lead};
use crate::api;
use crate::kit::{Icon, IconName};
use gsdj_domain::content::{ArticleRow, Column, ColumnBlock, ColumnKind, below, lead_first};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// A field that leads to the search.
#[component]
pub fn SearchBox() -> impl IntoView {
    let text = RwSignal::new(String::new());
    let go = use_navigate();
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        go(&api::search::address(&text.get_untracked(), None), Default::default());
    };
    view! {
        <form role="search" class="news-search" on:submit=send>
            <input class="input" type="search" name="q" maxlength="60" aria-label="搜索资讯" placeholder="搜资讯：两个字就能找，拼音也可以"
                prop:value=move || text.get() on:input=move |ev| text.set(event_target_value(&ev))/>
            <button type="submit" class="btn btn-primary"><Icon name=IconName::Search/>"搜索"</button>
        </form>
    }
}

/// The headlines: the first one large, the others beside it.
#[component]
pub fn Heads(rows: Vec<ArticleRow>) -> impl IntoView {
    let mut rows = lead_first(rows).into_iter();
    let lead = rows.next()?;
    let others: Vec<_> = rows.collect();
    let more = (!others.is_empty()).then(|| {
        let one = |row: ArticleRow| view! { <li><ArticleCard row=row/></li> };
        view! { <ul class="news-heads-more">{others.into_iter().map(one).collect_view()}</ul> }
    });
    Some(view! {
        <section class="news-heads" aria-label="头条">
            <Lead row=lead/>
            {more}
        </section>
    })
}

/// The columns at the top, each with its latest.
#[component]
pub fn Blocks(blocks: Vec<ColumnBlock>, columns: Memo<Vec<Column>>) -> impl IntoView {
    let one = move |block: ColumnBlock| view! { <Block block=block columns=columns/> };
    view! { <div class="news-blocks">{blocks.into_iter().map(one).collect_view()}</div> }.into_any()
}

#[component]
fn Block(block: ColumnBlock, columns: Memo<Vec<Column>>) -> impl IntoView {
    let (first, lines) = block.shown();
    let (first, lines) = (first.cloned(), lines.to_vec());
    let ColumnBlock { column, articles } = block;
    let id = column.id;
    let heading = format!("block-{id}");
    let children = Memo::new(move |_| columns.with(|all| below(all, id)));
    let chip =
        |column: Column| view! { <a class="chip-button" href=format!("/columns/{}", column.id)>{column.name}</a> };
    let topics = column.kind == ColumnKind::Topics;
    let empty = articles.is_empty();
    view! {
        <section class="panel news-block" aria-labelledby=heading.clone()>
            <header class="news-block-head">
                <h2 id=heading.clone()><a href=format!("/columns/{id}")>{column.name.clone()}</a></h2>
                <a class="news-more" href=format!("/columns/{id}") aria-label=format!("{}，更多", column.name)>"更多"<Icon name=IconName::Forward/></a>
            </header>
            {move || children.with(|all| !all.is_empty()).then(|| view! {
                <nav class="chips" aria-label=if topics { "专题" } else { "子栏目" }>{children.get().into_iter().map(chip).collect_view()}</nav>
            })}
            {move || (empty && !(topics && children.with(|all| !all.is_empty()))).then(|| view! { <p class="muted">"还没有文章。"</p> })}
            {first.map(|row| view! { <ArticleCard row=row/> })}
            <ul class="news-lines">
                {lines.into_iter().map(|row| view! { <li><ArticleLine row=row/></li> }).collect_view()}
            </ul>
        </section>
    }
}
