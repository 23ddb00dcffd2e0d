//! `/library/works/:id`: a work with its contents; the shelf; the way into it.

use super::model::{characters, come, extent, lasting};
use super::parts::Cover;
use crate::api::{self, Sent};
use crate::content::{Acts, Remarks};
use crate::kit::{
    Button, ButtonKind, Icon, IconName, Loaded, PageHead, Tone, can_here, toast, use_id, use_load, use_now, use_save,
};
use crate::workbench::Only;
use gsdj_domain::WorkId;
use gsdj_domain::account::Permission;
use gsdj_domain::library::{ChapterKind, ContentsItem, WorkKind, WorkState, WorkView};
use gsdj_domain::reaction::{Target, TargetKind};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn WorkPage() -> impl IntoView {
    view! { <Only permission=Permission::ReadLibrary><Page/></Only> }
}

#[component]
fn Page() -> impl IntoView {
    let id = use_id(WorkId);
    view! { <div class="page-narrow">{move || id.get().map(|id| view! { <One id=id/> })}</div> }
}

#[component]
fn One(id: WorkId) -> impl IntoView {
    let load = use_load(move || api::library::work(id), &[Tag::Library, Tag::Bookshelf]);
    let waiting = move || load.data().with(Option::is_none);
    let open = Memo::new(move |_| load.data().with(|view| view.as_ref().and_then(named)));
    view! {
        {move || waiting().then(|| view! { <PageHead title="党建数字图书库" back="/library"/> })}
        <Loaded load=load view={move |view: WorkView| view! { <Whole view=view/> }}/>
        {move || open.get().map(|(title, note)| view! { <Said id=id title=title note=note/> })}
    }
}

/// A published work's title and what stands beside it.
fn named(view: &WorkView) -> Option<(String, String)> {
    let row = &view.row;
    let note = if row.author.is_empty() { row.kind.label().to_owned() } else { row.author.clone() };
    (row.state == WorkState::Published).then(|| (row.title.clone(), note))
}

/// What people do with a work: keep, like, share, comment. It stands apart, so that a comment being typed outlives a new place.
#[component]
fn Said(id: WorkId, title: String, note: String) -> impl IntoView {
    let target = Target { kind: TargetKind::Book, id: id.0 };
    view! {
        <Acts target=target title=title note=note path=format!("/library/works/{id}")/>
        <Remarks target=target/>
    }
}

#[component]
fn Whole(view: WorkView) -> impl IntoView {
    let now = use_now();
    let (row, id) = (view.row.clone(), view.row.id);
    let edits = can_here(Permission::EditLibrary);
    let by = [row.author.clone(), row.publisher.clone()]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let published = row.published_at;
    let when = move || published.map(|at| format!("{} 上架 · ", at.spoken(now.get())));
    let readers = format!("{} 人读过", row.readers);
    let begun = view.place.is_some();
    let go = match (row.kind == WorkKind::Audio, begun) {
        (true, true) => "接着听",
        (true, false) => "开始听",
        (false, true) => "接着读",
        (false, false) => "开始读",
    };
    let about: Vec<String> = view.introduction.lines().filter(|l| !l.trim().is_empty()).map(str::to_owned).collect();
    view! {
        <article class="work">
            <PageHead title=row.title.clone() back="/library"/>
            <header class="work-head">
                <Cover row=row.clone()/>
                <div class="grow">
                    <h2 class="meeting-title phone-only">{row.title.clone()}</h2>
                    <p class="muted">{by}</p>
                    <p class="muted small">{row.kind.label()}" · "{extent(&row)}</p>
                    <p class="muted small">{when}{readers}</p>
                    {begun.then(|| view! {
                        <progress class="book-progress" max="1000" value=view.progress.to_string() aria-label="进度"></progress>
                        <p class="small">{come(view.progress, row.kind)}</p>
                    })}
                    <div class="row wrap work-acts">
                        {(row.chapters > 0).then(|| view! { <a class="btn btn-primary" href=format!("/library/works/{id}/read")><Icon name=IconName::Book/>{go}</a> })}
                        <OnShelf id=id on=view.on_shelf/>
                        {move || edits.get().then(|| view! { <a class="btn btn-line" href=format!("/library/desk/{id}")>"管理"</a> })}
                    </div>
                </div>
            </header>
            {(!about.is_empty()).then(|| view! {
                <section class="panel"><h2 class="panel-title">"简介"</h2><div class="reading">{about.into_iter().map(|l| view! { <p>{l}</p> }).collect_view()}</div></section>
            })}
            <section class="panel">
                <h2 class="panel-title">"目录"</h2>
                <Contents id=id items=view.contents.clone() open=view.place.as_ref().map(|p| p.chapter)/>
            </section>
        </article>
    }
}

/// Puts the work on the shelf, or takes it from there.
#[component]
fn OnShelf(id: WorkId, on: bool) -> impl IntoView {
    let save = use_save(move |on: bool, key| async move {
        match api::library::put_on_shelf(id, on, key).await? {
            Sent::Done(_) => toast::show(Tone::Ok, if on { "已放进书架" } else { "已从书架取下" }),
            Sent::Queued => toast::queued(),
        }
        Ok(())
    });
    Effect::new(move |_| {
        if let Some(error) = save.error().get() {
            toast::show(Tone::Bad, error.sentence());
        }
    });
    view! {
        <Button kind=ButtonKind::Line busy=save.pending() on_click=move |_| save.go(!on)>
            {if on { "从书架取下" } else { "放进书架" }}
        </Button>
    }
}

/// What a line of the contents comes to.
fn amount(item: &ContentsItem) -> String {
    match item.kind {
        ChapterKind::Part => String::new(),
        ChapterKind::Text => characters(item.characters),
        ChapterKind::Pages => format!("{} 页", item.pages),
        ChapterKind::Audio => lasting(item.duration),
    }
}

/// The contents, each line leading into the reader.
#[component]
pub fn Contents(
    id: WorkId,
    items: Vec<ContentsItem>,
    /// The chapter that is open, or where one stopped.
    open: Option<gsdj_domain::ChapterId>,
) -> impl IntoView {
    let line = move |item: ContentsItem| {
        let class = format!("contents-line level-{}", item.level);
        let amount = amount(&item);
        let inside = view! { <span class="grow">{item.title.clone()}</span><span class="muted small">{amount}</span> };
        if item.opens() {
            let current = (open == Some(item.id)).then_some("true");
            let to = format!("/library/works/{id}/read?chapter={}", item.id);
            view! { <li class=class><a href=to aria-current=current>{inside}</a></li> }.into_any()
        } else {
            view! { <li class=class><b>{inside}</b></li> }.into_any()
        }
    };
    view! { <ol class="contents">{items.into_iter().map(line).collect_view()}</ol> }
}
