//! `/reviews`: the queue of a superior, every kind in one. Opening a line leads to the thing, where it is decided.

use super::filed::Filed;
use crate::api;
use crate::api::query;
use crate::kit::{Chip, Empty, Frame, Icon, IconName, PageHead, Tone, use_frame, use_load, use_now};
use crate::workbench::{FreshList, MoreRows, Only, Workbench, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::meeting::Decision;
use gsdj_domain::review::{ReviewCounts, ReviewItem, ReviewKind, total};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Which of the three lists is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Waiting,
    Decided,
    Filed,
}

/// The page; `?decided=true` shows what was decided, `?filed=true` what was filed, `?kind=` one kind only.
#[component]
pub fn Reviews() -> impl IntoView {
    view! { <Only permission=Permission::EnterReviews><QueuePage/></Only> }
}

#[component]
fn QueuePage() -> impl IntoView {
    let query = use_query_map();
    let is = move |name: &str| query.read().get(name).as_deref() == Some("true");
    let shown = Memo::new(move |_| match (is("filed"), is("decided")) {
        (true, _) => Shown::Filed,
        (false, true) => Shown::Decided,
        (false, false) => Shown::Waiting,
    });
    let kind = Memo::new(move |_| query.read().get("kind").and_then(|k| ReviewKind::from_code(&k)));
    let counts = use_load(api::review::counts, &[Tag::Reviews]);
    let counts = Memo::new(move |_| counts.data().get());
    view! {
        <Workbench>
            <div class="page-wide">
                <PageHead title="审核管理"/>
                <Lists shown=shown counts=counts/>
                {move || match shown.get() {
                    Shown::Filed => view! { <Filed/> }.into_any(),
                    Shown::Waiting | Shown::Decided => view! { <Queue decided=shown.get() == Shown::Decided kind=kind counts=counts/> }.into_any(),
                }}
            </div>
        </Workbench>
    }
}

/// The three lists, with how many wait in each.
#[component]
fn Lists(shown: Memo<Shown>, counts: Memo<Option<ReviewCounts>>) -> impl IntoView {
    let link = move |label: &'static str, to: &'static str, is: Shown, count: Signal<u32>| {
        let current = move || (shown.get() == is).then_some("true");
        let number = move || (count.get() > 0).then(|| view! { " " <b>{count.get()}</b> });
        view! { <a class="chip-button" href=to aria-current=current>{label}{number}</a> }
    };
    let waiting = Signal::derive(move || counts.with(|c| c.as_ref().map_or(0, |c| total(&c.waiting))));
    let filed = Signal::derive(move || counts.with(|c| c.as_ref().map_or(0, |c| c.filed)));
    view! {
        <nav class="chips" aria-label="审核">
            {link("等待审核", "/reviews", Shown::Waiting, waiting)}
            {link("已审核", "/reviews?decided=true", Shown::Decided, Signal::stored(0))}
            {link("报备", "/reviews?filed=true", Shown::Filed, filed)}
            <a class="chip-button" href="/manual/review">"怎么用"</a>
        </nav>
    }
}

fn address(decided: bool, kind: Option<ReviewKind>) -> String {
    let pairs = [
        ("decided", if decided { "true".to_owned() } else { String::new() }),
        ("kind", kind.map(|k| k.code().to_owned()).unwrap_or_default()),
    ];
    query::with("/reviews", &pairs)
}

#[component]
fn Queue(decided: bool, kind: Memo<Option<ReviewKind>>, counts: Memo<Option<ReviewCounts>>) -> impl IntoView {
    let frame = use_frame();
    let list = use_paged(
        move |cursor| api::review::list(decided, kind.get(), cursor),
        &[Tag::Reviews, Tag::Meetings, Tag::Experiences, Tag::Reactions],
    );
    Effect::new(move |before: Option<Option<ReviewKind>>| {
        let now = kind.get();
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let empty = move || {
        if decided {
            view! { <Empty icon=IconName::Check title="还没有审核过的事项" text="审核通过或退回的会议、文章和评论会列在这里。"/> }.into_any()
        } else {
            view! { <Empty icon=IconName::Check title="没有等待审核的事项" text="下一级党组织报审、党员发表评论后，会出现在这里，并通知您。"/> }.into_any()
        }
    };
    view! {
        <Kinds decided=decided kind=kind counts=counts/>
        <FreshList list=list empty=empty>
            {move || if frame.get() == Frame::Computer {
                view! { <Rows rows=list.rows decided=decided/> }.into_any()
            } else {
                view! { <Cards rows=list.rows decided=decided/> }.into_any()
            }}
        </FreshList>
        <MoreRows list=list/>
    }
}

/// One kind only, or all.
#[component]
fn Kinds(decided: bool, kind: Memo<Option<ReviewKind>>, counts: Memo<Option<ReviewCounts>>) -> impl IntoView {
    let count = move |k: ReviewKind| {
        let of = |c: &ReviewCounts| c.waiting.iter().find(|w| w.kind == k).map_or(0, |w| w.count);
        counts.with(|c| c.as_ref().map_or(0, of))
    };
    let chip = move |k: Option<ReviewKind>| {
        let label = k.map_or("全部类别", ReviewKind::label);
        let number = move || {
            let count = k.map(count).filter(|n| !decided && *n > 0);
            count.map(|n| view! { " " <b>{n}</b> })
        };
        let current = move || (kind.get() == k).then_some("true");
        view! { <a class="chip-button" href=address(decided, k) aria-current=current>{label}{number}</a> }
    };
    let all = std::iter::once(None).chain(ReviewKind::ALL.iter().copied().map(Some));
    view! { <nav class="chips" aria-label="按类别筛选">{all.map(chip).collect_view()}</nav> }
}

/// 第 2 次报审.
fn again(item: &ReviewItem) -> Option<String> {
    (item.round > 1).then(|| format!("第 {} 次报审", item.round))
}

fn mark(item: &ReviewItem) -> impl IntoView + use<> {
    let (tone, word) = match item.decision {
        None => (Tone::Info, "待审核"),
        Some(Decision::Approve) => (Tone::Ok, "已通过"),
        Some(Decision::Return) => (Tone::Bad, "已退回"),
    };
    view! { <Chip tone=tone>{word}</Chip> }
}

#[component]
fn Rows(rows: RwSignal<Vec<ReviewItem>>, decided: bool) -> impl IntoView {
    let now = use_now();
    let line = move |item: ReviewItem| {
        let (submitted, at) = (item.submitted_at, item.decided_at);
        view! {
            <tr>
                <td>
                    <a class="row-link" href=item.link.clone()>{item.title.clone()}</a>
                    <span class="cell-note">{item.what.clone()}{again(&item).map(|t| format!(" · {t}"))}</span>
                </td>
                <td>{item.org.name.clone()}</td>
                <td class="tight">{move || submitted.spoken(now.get())}</td>
                {decided.then(|| view! { <td class="tight">{move || at.map(|at| at.spoken(now.get()))}</td> })}
                <td class="tight">{mark(&item)}</td>
            </tr>
        }
    };
    view! {
        <table class="grid-table">
            <caption class="sr-only">"下一级报来的事项"</caption>
            <thead>
                <tr>
                    <th scope="col">"事项"</th>
                    <th scope="col">"党组织"</th>
                    <th scope="col">"报审时间"</th>
                    {decided.then(|| view! { <th scope="col">"审核时间"</th> })}
                    <th scope="col">"状态"</th>
                </tr>
            </thead>
            <tbody><For each=move || rows.get() key=|item| format!("{item:?}") children=line/></tbody>
        </table>
    }
}

#[component]
fn Cards(rows: RwSignal<Vec<ReviewItem>>, decided: bool) -> impl IntoView {
    let now = use_now();
    let card = move |item: ReviewItem| {
        let at = if decided { item.decided_at.unwrap_or(item.submitted_at) } else { item.submitted_at };
        let verb = if decided { "审核" } else { "报审" };
        view! {
            <li>
                <a class="meeting-card" href=item.link.clone()>
                    <span class="row wrap"><span class="grow muted small">{item.org.name.clone()}</span>{mark(&item)}</span>
                    <span class="title">{item.title.clone()}</span>
                    <span class="line"><Icon name=IconName::Clock/>{move || at.spoken(now.get())} {verb} " · " {item.what.clone()}</span>
                    {again(&item).map(|t| view! { <span class="line"><Icon name=IconName::Refresh/>{t}</span> })}
                </a>
            </li>
        }
    };
    view! { <ul class="cards"><For each=move || rows.get() key=|item| format!("{item:?}") children=card/></ul> }
}
