//! `/library`: the front page; with a kind or a word in the address, the list of what fits.

use super::parts::{ShelfCard, WorkCard};
use crate::api::{self, query};
use crate::kit::{Empty, Frame, Icon, IconName, Loaded, PageHead, can_here, use_frame, use_load, use_replace};
use crate::workbench::{FreshList, MoreRows, Only, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::library::{KindShelf, LibraryFront, WorkKind, WorkOrder};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What the address says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    kind: Option<WorkKind>,
    order: WorkOrder,
    q: String,
}

impl Shown {
    fn address(&self) -> String {
        let pairs = [
            ("kind", self.kind.map(|k| k.code().to_owned()).unwrap_or_default()),
            ("order", if self.order == WorkOrder::Newest { String::new() } else { self.order.code().to_owned() }),
            ("q", self.q.clone()),
        ];
        query::with("/library", &pairs)
    }

    fn is_front(&self) -> bool {
        self.kind.is_none() && self.q.is_empty() && self.order == WorkOrder::Newest
    }
}

/// The page.
#[component]
pub fn LibraryPage() -> impl IntoView {
    view! { <Only permission=Permission::ReadLibrary><Library/></Only> }
}

#[component]
fn Library() -> impl IntoView {
    let map = use_query_map();
    let shown = Memo::new(move |_| {
        let map = map.read();
        Shown {
            kind: map.get("kind").and_then(|k| WorkKind::from_code(&k)),
            order: map.get("order").and_then(|o| WorkOrder::from_code(&o)).unwrap_or(WorkOrder::Newest),
            q: map.get("q").unwrap_or_default(),
        }
    });
    let edits = can_here(Permission::EditLibrary);
    let front = Memo::new(move |_| shown.with(Shown::is_front));
    view! {
        <div class="page-wide library">
            <div class="head">
                <div class="grow"><PageHead title="党建数字图书库"/></div>
                <a class="btn btn-line" href="/library/shelf"><Icon name=IconName::Book/>"我的书架"</a>
                <Show when=move || edits.get()><a class="btn btn-line" href="/library/desk">"管理图书"</a></Show>
            </div>
            <Tools shown=shown/>
            {move || if front.get() { view! { <Front/> }.into_any() } else { view! { <Found shown=shown/> }.into_any() }}
        </div>
    }
}

#[component]
fn Tools(shown: Memo<Shown>) -> impl IntoView {
    let frame = use_frame();
    let chip = move |label: &'static str, to: Shown| {
        let address = to.address();
        let current =
            move || shown.with(|s| s.kind == to.kind && s.order == to.order && s.q.is_empty()).then_some("true");
        view! { <a class="chip-button" href=address aria-current=current>{label}</a> }
    };
    let of = |kind, order| Shown { kind, order, q: String::new() };
    let go = StoredValue::new(use_replace(false));
    let look = move |q: String| {
        let to = Shown { q: q.trim().into(), ..shown.get_untracked() }.address();
        go.with_value(|go| go(&to));
    };
    view! {
        <div class="list-tools">
            <nav class="chips" aria-label="看哪些图书">
                {chip("首页", of(None, WorkOrder::Newest))}
                {WorkKind::ALL.iter().map(|k| chip(k.label(), of(Some(*k), WorkOrder::Newest))).collect_view()}
                {chip("最多人读", of(None, WorkOrder::Popular))}
                <a class="chip-button" href="/manual/library">"怎么用"</a>
            </nav>
            <Show when=move || frame.get() != Frame::Tv>
                <form role="search" on:submit=|ev| ev.prevent_default()>
                    <input class="input search" type="search" name="q" aria-label="查找图书" placeholder="按书名、作者查找"
                        prop:value=move || shown.get().q on:change=move |ev| look(event_target_value(&ev))/>
                </form>
            </Show>
        </div>
    }
}

/// What one was reading, the latest of each kind, what most people read.
#[component]
fn Front() -> impl IntoView {
    let load = use_load(api::library::front, &[Tag::Library, Tag::Bookshelf]);
    view! {
        <Loaded load=load view={move |front: LibraryFront| {
            let empty = front.kinds.iter().all(|k| k.works == 0);
            let reading = (!front.reading.is_empty()).then(|| view! {
                <section class="book-row">
                    <h2>"继续阅读"</h2>
                    <div class="books">{front.reading.iter().map(|i| view! { <ShelfCard item=i.clone()/> }).collect_view()}</div>
                </section>
            });
            let popular = (!front.popular.is_empty()).then(|| view! {
                <section class="book-row">
                    <h2>"最多人读"</h2>
                    <div class="books">{front.popular.iter().map(|w| view! { <WorkCard row=w.clone()/> }).collect_view()}</div>
                </section>
            });
            let nothing = empty.then(|| view! {
                <Empty icon=IconName::Book title="图书库里还没有书" text="省委组织部上架以后，会出现在这里。"/>
            });
            view! {
                {reading}
                {nothing}
                {front.kinds.into_iter().filter(|k| k.works > 0).map(|k| view! { <Kind shelf=k/> }).collect_view()}
                {popular}
            }
        }}/>
    }
}

#[component]
fn Kind(shelf: KindShelf) -> impl IntoView {
    let all = Shown { kind: Some(shelf.kind), order: WorkOrder::Newest, q: String::new() }.address();
    view! {
        <section class="book-row">
            <h2 class="row">
                <span class="grow">{shelf.kind.label()}</span>
                <a class="link small" href=all>{format!("全部 {} 种", shelf.works)}</a>
            </h2>
            <div class="books">{shelf.newest.into_iter().map(|w| view! { <WorkCard row=w/> }).collect_view()}</div>
        </section>
    }
}

#[component]
fn Found(shown: Memo<Shown>) -> impl IntoView {
    let fetch = move |cursor| {
        let Shown { kind, order, q } = shown.get();
        api::library::works(kind, order, q, cursor)
    };
    let list = use_paged(fetch, &[Tag::Library]);
    Effect::new(move |before: Option<Shown>| {
        let now = shown.get();
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let empty = move || {
        let searched = shown.with(|s| !s.q.is_empty());
        let (title, text) = if searched {
            ("没有找到", "换一个词，或者看看全部。")
        } else {
            ("这一类还没有书", "上架以后会出现在这里。")
        };
        view! { <Empty icon=IconName::Book title=title text=text><a class="btn btn-line" href="/library">"回到图书库"</a></Empty> }
    };
    view! {
        <FreshList list=list empty=empty>
            <div class="books">
                <For each=move || list.rows.get() key=|w| format!("{w:?}") children=move |w| view! { <WorkCard row=w/> }/>
            </div>
        </FreshList>
        <MoreRows list=list/>
    }
}
