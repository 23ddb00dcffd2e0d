//! `/library/desk`: works by where they stand; a new one by hand or from a file.

use super::head::HeadForm;
use super::upload::SendFile;
use crate::api::{self, ApiError};
use crate::kit::{Button, ButtonKind, Empty, Icon, IconName, PageHead, Sheet, Tabs};
use crate::library::model::extent;
use crate::workbench::{FreshList, MoreRows, Only, use_paged};
use gsdj_domain::WorkId;
use gsdj_domain::account::Permission;
use gsdj_domain::library::{BookImport, WorkRow, WorkState};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub fn DeskPage() -> impl IntoView {
    view! { <Only permission=Permission::EditLibrary><Desk/></Only> }
}

#[component]
fn Desk() -> impl IntoView {
    let chosen = RwSignal::new(0_usize);
    let state = Memo::new(move |_| WorkState::ALL.get(chosen.get()).copied().unwrap_or(WorkState::Draft));
    let list = use_paged(move |cursor| api::library::managed(state.get(), String::new(), cursor), &[Tag::Library]);
    Effect::new(move |before: Option<WorkState>| {
        let now = state.get();
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let making = RwSignal::new(false);
    let report = RwSignal::new(None::<BookImport>);
    let go = use_navigate();
    let made = Callback::new(move |id: WorkId| {
        making.set(false);
        go(&format!("/library/desk/{id}"), Default::default());
    });
    let import = move |file| async move {
        report.try_set(Some(api::library::import(file).await?));
        Ok::<(), ApiError>(())
    };
    let tabs = Signal::derive(|| WorkState::ALL.iter().map(|s| s.label().to_owned()).collect::<Vec<_>>());
    let empty = move || view! { <Empty icon=IconName::Book title=format!("没有{}的书", state.get().label()) text="可以新建，也可以导入 EPUB 或者 PDF。"/> };
    view! {
        <div class="page-wide library library-desk">
            <div class="head">
                <div class="grow"><PageHead title="管理图书" back="/library"/></div>
                <Button kind=ButtonKind::Primary on_click=move |_| making.set(true)><Icon name=IconName::Plus/>"新建"</Button>
            </div>
            <section class="panel">
                <h2 class="panel-title">"导入"</h2>
                <p class="muted">"EPUB 会成为章节、目录和插图；PDF 保留原版，能提取文字的也能换字号阅读。导入后是“编辑中”，检查好再上架。"</p>
                <SendFile label="导入 EPUB 或 PDF" accept=".epub,.pdf,application/epub+zip,application/pdf" act=import/>
                {move || report.get().map(|r| view! { <Report report=r/> })}
                <p class="small"><a class="link" href="/manual/library">"怎么用"</a></p>
            </section>
            <Tabs label="图书的状态" tabs=tabs chosen=chosen/>
            <FreshList list=list empty=empty>
                <ul class="cards">
                    <For each=move || list.rows.get() key=|w| format!("{w:?}") children=move |w| view! { <li><Row row=w/></li> }/>
                </ul>
            </FreshList>
            <MoreRows list=list/>
            <Sheet open=making title="新建图书"><HeadForm view=None revision=Signal::stored(0) on_done=made/></Sheet>
        </div>
    }
}

#[component]
fn Row(row: WorkRow) -> impl IntoView {
    view! {
        <a class="meeting-card" href=format!("/library/desk/{}", row.id)>
            <span class="muted small">{row.kind.label()}</span>
            <span class="title">{row.title.clone()}</span>
            <span class="line">{extent(&row)}</span>
        </a>
    }
}

/// What came of a file, and what could not be taken over.
#[component]
fn Report(report: BookImport) -> impl IntoView {
    let head = format!("已导入《{}》：{} 章、{} 张图片", report.title, report.chapters, report.pictures);
    view! {
        <section class="why" role="status">
            <h2 class="why-title">{head}</h2>
            {if report.notes.is_empty() {
                view! { <p>"内容都导入了。"</p> }.into_any()
            } else {
                view! { <ul>{report.notes.into_iter().map(|n| view! { <li>{n}</li> }).collect_view()}</ul> }.into_any()
            }}
            <a class="btn btn-line" href=format!("/library/desk/{}", report.work)>"去检查"</a>
        </section>
    }
}
