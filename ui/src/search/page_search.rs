//! `/search`: what is found as one types; the address holds the words, so that the way back leads to what was found.

use crate::api::{self, Fetched};
use crate::kit::{Chip, Empty, Frame, IconName, PageHead, Tone, use_debounced, use_frame, use_now, use_replace};
use crate::workbench::{FreshList, MoreRows, use_paged};
use gsdj_domain::Page;
use gsdj_domain::routes::Tag;
use gsdj_domain::search::{ASK, SAYS, SearchHit, SearchKind, TextPiece};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// How much was found, and whether it fits exactly.
type Heard = RwSignal<Option<(u32, bool)>>;

/// The page.
#[component]
pub fn SearchRoom() -> impl IntoView {
    let frame = use_frame();
    view! {
        <div class="page-narrow">
            <PageHead title="搜索" back="/news"/>
            {move || if frame.get() == Frame::Tv {
                view! { <Empty icon=IconName::Search title="电视上不便输入文字" text="请在手机或电脑上搜索，或用遥控器在栏目里查找。"/> }.into_any()
            } else {
                view! { <Search/> }.into_any()
            }}
        </div>
    }
}

#[component]
fn Search() -> impl IntoView {
    let typed = RwSignal::new(use_query_map().with_untracked(|m| m.get("q")).unwrap_or_default());
    let calm = use_debounced(typed);
    let q = Memo::new(move |_| calm.with(|q| q.trim().to_owned()));
    let kind = RwSignal::new(use_query_map().with_untracked(|m| m.get("kind")).and_then(|k| SearchKind::from_code(&k)));
    let asked = Memo::new(move |_| (q.get(), kind.get()));
    let replace = use_replace(false);
    Effect::new(move |before: Option<(String, Option<SearchKind>)>| {
        let now = asked.get();
        if before.is_some_and(|before| before != now) {
            replace(&api::search::address(&now.0, now.1));
        }
        now
    });
    view! {
        <form role="search" class="list-tools" on:submit=|ev| ev.prevent_default()>
            <input class="input search" type="search" name="q" aria-label="搜索" autofocus=true maxlength="60"
                placeholder=ASK
                prop:value=move || typed.get() on:input=move |ev| typed.set(event_target_value(&ev))/>
        </form>
        {move || if q.with(String::is_empty) {
            view! { <p class="muted">{SAYS}</p> }.into_any()
        } else {
            view! { <Kinds kind=kind/><Found asked=asked/> }.into_any()
        }}
    }
}

/// Among what is looked.
#[component]
fn Kinds(kind: RwSignal<Option<SearchKind>>) -> impl IntoView {
    let chip = move |of: Option<SearchKind>| {
        let label = of.map_or("全部", SearchKind::label);
        let on = move || (kind.get() == of).to_string();
        view! { <button type="button" class="chip-button" aria-pressed=on on:click=move |_| kind.set(of)>{label}</button> }
    };
    view! {
        <div class="chips" role="group" aria-label="找什么">
            {chip(None)}
            {SearchKind::ALL.iter().map(|k| chip(Some(*k))).collect_view()}
        </div>
    }
}

/// What the server finds.
#[component]
fn Found(asked: Memo<(String, Option<SearchKind>)>) -> impl IntoView {
    let heard: Heard = RwSignal::new(None);
    let list = use_paged(
        move |cursor| {
            let (q, kind) = asked.get();
            async move {
                let found = api::search::ask(q, kind, cursor).await?;
                let _ = heard.try_set(Some((found.data.total, found.data.loose)));
                Ok(Fetched { data: Page { items: found.data.items, next: found.data.next }, age: found.age })
            }
        },
        &[Tag::Content],
    );
    Effect::new(move |before: Option<(String, Option<SearchKind>)>| {
        let now = asked.get();
        if before.is_some_and(|before| before != now) {
            list.clear();
        }
        now
    });
    let says = move || match heard.get() {
        Some((0, _)) | None => None,
        Some((total, false)) => Some(format!("找到 {total} 条")),
        Some((_, true)) => Some("没有完全一致的，下面是读音或字词相近的".to_owned()),
    };
    let empty = || {
        view! { <Empty icon=IconName::Search title="没有找到" text="换一个词，或者少输几个字再试。"/> }
    };
    view! {
        <section class="panel" aria-label="找到的内容">
            <h2 class="sr-only">"找到的内容"</h2>
            <p class="muted small" role="status">{says}</p>
            <FreshList list=list empty=empty>
                <ul class="people">
                    <For each=move || once(list.rows.get()) key=|hit| format!("{hit:?}") children=|hit| view! { <li><Line hit=hit/></li> }/>
                </ul>
            </FreshList>
            <MoreRows list=list/>
        </section>
    }
}

/// Each once: what was published between two pages moves what comes after it.
fn once(hits: Vec<SearchHit>) -> Vec<SearchHit> {
    let mut seen = std::collections::HashSet::new();
    hits.into_iter().filter(|hit| seen.insert(hit.link.clone())).collect()
}

/// Something that was found.
#[component]
pub fn Line(hit: SearchHit) -> impl IntoView {
    let now = use_now();
    // the manual is as new as the platform
    let at = Some(hit.at).filter(|_| hit.kind != SearchKind::Manual);
    view! {
        <a class="hit" href=hit.link>
            <b>{shown(hit.title)}</b>
            <span class="person-note">{shown(hit.excerpt)}</span>
            <span class="row wrap small muted"><Chip tone=Tone::Info>{hit.place}</Chip>{move || at.map(|at| at.spoken(now.get()))}</span>
        </a>
    }
}

/// Pieces of a text, what was searched for marked.
fn shown(pieces: Vec<TextPiece>) -> impl IntoView {
    let piece = |p: TextPiece| if p.hit { view! { <mark>{p.text}</mark> }.into_any() } else { p.text.into_any() };
    pieces.into_iter().map(piece).collect_view()
}
