//! `/columns/:id`: the articles of a column, by pages; found by title, and by year where documents are looked up. Open to
//! everybody.

use super::feed;
use super::model::years;
use super::rows::{ArticleCard, ArticleTile};
use crate::api::{self, query};
use crate::kit::{Empty, Frame, Icon, IconName, Loaded, PageHead, use_frame, use_id, use_load, use_replace};
use crate::workbench::{FreshList, MoreRows, use_paged};
use gsdj_domain::ColumnId;
use gsdj_domain::content::{Column, ColumnKind, ColumnRef, ColumnView};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What the address says beside the column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Shown {
    q: String,
    year: Option<i32>,
}

impl Shown {
    fn address(&self, id: ColumnId) -> String {
        let pairs = [("q", self.q.clone()), ("year", self.year.map(|year| year.to_string()).unwrap_or_default())];
        query::with(&format!("/columns/{id}"), &pairs)
    }
}

/// The page.
#[component]
pub fn ColumnPage() -> impl IntoView {
    let id = use_id(ColumnId);
    view! { <div class="page-narrow news-column">{move || id.get().map(|id| view! { <One id=id/> })}</div> }
}

#[component]
fn One(id: ColumnId) -> impl IntoView {
    let load = use_load(move || api::content::column(id), &[Tag::Content]);
    let waiting = move || load.data().with(Option::is_none);
    let show = move |view: ColumnView| view! { <Whole view=view/> };
    view! {
        {move || waiting().then(|| view! { <PageHead title="栏目" back="/news"/> })}
        <Loaded load=load view=show/>
    }
}

#[component]
fn Whole(view: ColumnView) -> impl IntoView {
    let back = view.back();
    let ColumnView { column, path, below, first_year, last_year } = view;
    let (id, front) = (column.id, column.front());
    feed::announce(&api::content::rss_address(id), &format!("{} · {}", column.site.title(), column.name));
    let topics = column.kind == ColumnKind::Topics;
    // what is looked up is looked up by year; elsewhere too, once there is more than one
    let span = years(first_year, last_year);
    let span = if column.kind == ColumnKind::Documents || span.len() > 1 { span } else { Vec::new() };
    let map = use_query_map();
    let shown = Memo::new(move |_| {
        let map = map.read();
        Shown { q: map.get("q").unwrap_or_default(), year: map.get("year").and_then(|y| y.parse().ok()) }
    });
    view! {
        <PageHead title=column.name.clone() back=back/>
        <Crumbs front=front path=path/>
        <Below columns=below topics=topics/>
        // no topic has anything yet: the topics themselves are all there is
        {(!topics || first_year.is_some()).then(|| view! {
            <Tools id=id shown=shown years=span.clone()/>
            <List id=id shown=shown mixed=topics/>
        })}
    }
}

/// From the front page down to here.
#[component]
pub(super) fn Crumbs(front: (String, String), path: Vec<ColumnRef>) -> impl IntoView {
    let (to, name) = front;
    let one =
        |column: ColumnRef| view! { <li><a class="link" href=format!("/columns/{}", column.id)>{column.name}</a></li> };
    view! {
        <nav aria-label="当前位置">
            <ol class="crumbs">
                <li><a class="link" href=to>{name}</a></li>
                {path.into_iter().map(one).collect_view()}
            </ol>
        </nav>
    }
}

/// The columns below, or the topics.
#[component]
fn Below(columns: Vec<Column>, topics: bool) -> impl IntoView {
    if columns.is_empty() {
        return topics.then(|| view! { <p class="muted">"现在没有开设的专题。"</p> }.into_any());
    }
    let to = |column: &Column| format!("/columns/{}", column.id);
    if topics {
        let one = |column: Column| {
            view! { <li><a class="door news-topic" href=to(&column)><span class="door-icon"><Icon name=IconName::Book/></span><b class="grow">{column.name.clone()}</b><Icon name=IconName::Forward/></a></li> }
        };
        return Some(
            view! { <ul class="doors news-topics">{columns.into_iter().map(one).collect_view()}</ul> }.into_any(),
        );
    }
    let one = |column: Column| view! { <a class="chip-button" href=to(&column)>{column.name.clone()}</a> };
    Some(
        view! { <nav class="chips" aria-label="子栏目">{columns.into_iter().map(one).collect_view()}</nav> }.into_any(),
    )
}

#[component]
fn Tools(id: ColumnId, shown: Memo<Shown>, years: Vec<i32>) -> impl IntoView {
    let frame = use_frame();
    let go = StoredValue::new(use_replace(false));
    let to = move |next: Shown| go.with_value(|go| go(&next.address(id)));
    let look = move |q: String| to(Shown { q: q.trim().into(), ..shown.get_untracked() });
    let choose = move |text: String| to(Shown { year: text.parse().ok(), ..shown.get_untracked() });
    let years = StoredValue::new(years);
    let chip = move |year: Option<i32>| {
        let label = year.map_or_else(|| "全部年份".to_owned(), |year| format!("{year} 年"));
        let current = move || shown.with(|s| s.year == year).then_some("true");
        let address = move || Shown { year, ..shown.get() }.address(id);
        view! { <a class="chip-button" href=address aria-current=current>{label}</a> }
    };
    let select = move || {
        let option = |year: i32| {
            view! { <option value=year.to_string() selected=move || shown.with(|s| s.year == Some(year))>{format!("{year} 年")}</option> }
        };
        view! {
            <select class="select news-year" name="year" aria-label="年份" on:change=move |ev| choose(event_target_value(&ev))>
                <option value="" selected=move || shown.with(|s| s.year.is_none())>"全部年份"</option>
                {years.get_value().into_iter().map(option).collect_view()}
            </select>
        }
    };
    let dated = move || years.with_value(|all| !all.is_empty());
    move || {
        if frame.get() == Frame::Tv {
            // a remote control chooses among few
            let few = dated().then(|| {
                let all = std::iter::once(None).chain(years.get_value().into_iter().take(6).map(Some));
                view! { <nav class="chips" aria-label="年份">{all.map(chip).collect_view()}</nav> }
            });
            return few.into_any();
        }
        view! {
            <form role="search" class="list-tools news-tools" on:submit=|ev| ev.prevent_default()>
                <input class="input search" type="search" name="q" maxlength="60" aria-label="按标题查找" placeholder="按标题查找"
                    prop:value=move || shown.get().q on:change=move |ev| look(event_target_value(&ev))/>
                {dated().then(select)}
                <a class="btn btn-line news-rss" rel="external alternate" type="application/rss+xml" href=api::content::rss_address(id)>"RSS 订阅"</a>
            </form>
        }
        .into_any()
    }
}

#[component]
fn List(id: ColumnId, shown: Memo<Shown>, mixed: bool) -> impl IntoView {
    let frame = use_frame();
    let fetch = move |cursor| {
        let Shown { q, year } = shown.get();
        api::content::articles(id, q, year, cursor)
    };
    let list = use_paged(fetch, &[Tag::Content]);
    Effect::new(move |before: Option<Shown>| {
        let now = shown.get();
        if before.is_some_and(|before| before != now) {
            list.clear();
        }
        now
    });
    let empty = move || {
        let looked = shown.with(|s| *s != Shown::default());
        let (title, text) = if looked {
            ("没有找到", "换一个词或年份再试，也可以用“搜索”找全站的内容。")
        } else {
            ("这个栏目还没有文章", "编辑发布以后会出现在这里。")
        };
        view! { <Empty icon=IconName::News title=title text=text/> }
    };
    view! {
        <FreshList list=list empty=empty>
            {move || if frame.get() == Frame::Tv {
                view! {
                    <div class="tv-tiles">
                        <For each=move || list.rows.get() key=|row| format!("{row:?}") children=|row| view! { <ArticleTile row=row/> }/>
                    </div>
                }.into_any()
            } else {
                view! {
                    <ul class="panel news-list">
                        <For each=move || list.rows.get() key=|row| format!("{row:?}")
                            children=move |row| view! { <li><ArticleCard row=row with_column=mixed/></li> }/>
                    </ul>
                }.into_any()
            }}
        </FreshList>
        <MoreRows list=list/>
    }
}
