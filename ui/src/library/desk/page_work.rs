//! `/library/desk/:id`: a work as its editors see it.

use super::chapters::Chapters;
use super::head::HeadForm;
use crate::api::{self, IdempotencyKey};
use crate::kit::{Button, ButtonKind, Chip, Confirm, Loaded, PageHead, Tone, toast, use_id, use_load, use_save};
use crate::workbench::Only;
use gsdj_domain::WorkId;
use gsdj_domain::account::Permission;
use gsdj_domain::library::{WorkAct, WorkState, WorkView};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub fn DeskWorkPage() -> impl IntoView {
    view! { <Only permission=Permission::EditLibrary><Page/></Only> }
}

#[component]
fn Page() -> impl IntoView {
    let id = use_id(WorkId);
    view! { <div class="page-narrow library-desk">{move || id.get().map(|id| view! { <One id=id/> })}</div> }
}

#[component]
fn One(id: WorkId) -> impl IntoView {
    let load = use_load(move || api::library::work(id), &[Tag::Library]);
    view! {
        <PageHead title="管理图书" back="/library/desk"/>
        <Loaded load=load view={move |view: Signal<WorkView>| view! { <Whole view=view/> }}/>
    }
}

#[component]
fn Whole(view: Signal<WorkView>) -> impl IntoView {
    let id = view.with_untracked(|v| v.row.id);
    let state = Memo::new(move |_| view.with(|v| v.row.state));
    let tone = move || match state.get() {
        WorkState::Draft => Tone::Info,
        WorkState::Published => Tone::Ok,
        WorkState::Withdrawn => Tone::Plain,
    };
    // what is being typed is drawn anew only when somebody else has changed it
    let typed = Memo::new(move |_| {
        view.with(|v| {
            (
                v.row.kind,
                v.row.title.clone(),
                v.row.author.clone(),
                v.row.publisher.clone(),
                v.row.cover,
                v.introduction.clone(),
            )
        })
    });
    let revision = Signal::derive(move || view.with(|v| v.revision));
    let head = move || {
        typed.track();
        view! { <HeadForm view=Some(view.get_untracked()) revision=revision on_done=|_| ()/> }
    };
    view! {
        <h2 class="meeting-title">{move || view.with(|v| v.row.title.clone())}</h2>
        <p class="row wrap">
            {move || view! { <Chip tone=tone()>{state.get().label()}</Chip> }}
            <a class="link" href=format!("/library/works/{id}")>"看读者看到的样子"</a>
        </p>
        <Acts view=view/>
        <Chapters view=view/>
        <section class="panel"><h2 class="panel-title">"基本信息"</h2>{head}</section>
    }
}

#[component]
fn Acts(view: Signal<WorkView>) -> impl IntoView {
    let id = view.with_untracked(|v| v.row.id);
    let asked = RwSignal::new(None::<WorkAct>);
    let open = crate::kit::sheet_for(asked);
    let go = use_navigate();
    let save = use_save(move |act: WorkAct, key: IdempotencyKey| {
        let go = go.clone();
        async move {
            match act {
                WorkAct::Publish | WorkAct::Withdraw => {
                    api::library::set_public(id, act == WorkAct::Publish, key).await.map(drop)?;
                }
                WorkAct::Delete => {
                    // the page of what is gone must not ask for it again
                    go("/library/desk", Default::default());
                    api::library::delete(id, key).await?;
                }
                WorkAct::Edit => {}
            }
            asked.try_set(None);
            toast::show(Tone::Ok, format!("已{}", act.label()));
            Ok(())
        }
    });
    let text = move || match asked.get() {
        Some(WorkAct::Publish) => "上架后全省党员和党组织都能阅读。",
        Some(WorkAct::Withdraw) => "下架后读者看不到这本书，书架上会注明；阅读位置都保留，可以再上架。",
        Some(WorkAct::Delete) => "删除后不能恢复。",
        Some(WorkAct::Edit) | None => "",
    };
    let yes = Signal::derive(move || asked.get().map_or("", WorkAct::label).to_owned());
    let button = move |act: WorkAct| {
        let kind = match act {
            WorkAct::Publish => ButtonKind::Primary,
            WorkAct::Delete => ButtonKind::Danger,
            WorkAct::Withdraw | WorkAct::Edit => ButtonKind::Line,
        };
        view! { <Button kind=kind on_click=move |_| asked.set(Some(act))>{act.label()}</Button> }
    };
    let acts = move || view.with(|v| v.acts.iter().copied().filter(|a| *a != WorkAct::Edit).collect::<Vec<_>>());
    let sure = move |()| {
        if let Some(act) = asked.get_untracked() {
            save.go(act);
        }
    };
    view! {
        <div class="row wrap">{move || acts().into_iter().map(button).collect_view()}</div>
        <Confirm open=open title=Signal::derive(move || format!("{}？", yes.get())) text=Signal::derive(move || text().to_owned()) yes=yes
            busy=save.pending() error=Signal::derive(move || save.error().get().map(|e| e.sentence()))
            on_yes=sure/>
    }
}
