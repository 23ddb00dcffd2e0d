//! `/desk/columns`: the columns of a site: names, order, hidden ones, topics with their time.

use super::model::column::{Row, note, rows};
use super::order::{Movable, Mover};
use super::parts::{DeskRoom, SiteChoice, own_site};
use super::topic::{AddTopic, ChangeColumn};
use crate::api::{self, query};
use crate::kit::{Button, ButtonKind, Chip, Loaded, PageHead, Tone, sheet_for, use_load, use_now, use_replace};
use gsdj_domain::account::Permission;
use gsdj_domain::content::{Area, Column, ColumnKind, DeskColumn, DeskColumns, Site};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn Columns() -> impl IntoView {
    view! { <DeskRoom permission=Permission::EnterDesk><OfSite/></DeskRoom> }
}

#[component]
fn OfSite() -> impl IntoView {
    let map = use_query_map();
    let own = own_site();
    let site = Memo::new(move |_| {
        own.get().or_else(|| map.read().get("site").and_then(|s| Site::from_code(&s))).unwrap_or(Site::Province)
    });
    let load = use_load(move || api::desk::columns(Some(site.get())), &[Tag::Desk]);
    let go = StoredValue::new_local(use_replace(false));
    let choose = move |site: Option<Site>| {
        let code = site.map(|s| s.code().to_owned()).unwrap_or_default();
        go.with_value(|go| go(&query::with("/desk/columns", &[("site", code)])));
    };
    view! {
        <div class="page-narrow desk">
            <PageHead title="栏目" back="/desk"/>
            <div class="list-tools">
                <SiteChoice chosen=Signal::derive(move || Some(site.get())) on_choose=choose/>
                <p class="muted grow">"拖动左边的手柄调整顺序，也可以用箭头按钮或方向键。栏目下的文章不受影响。"</p>
            </div>
            <Loaded load=load view={move |all: Signal<DeskColumns>| view! { <All all=all/> }}/>
            <p class="small"><a class="link" href="/manual/desk">"怎么用"</a></p>
        </div>
    }
}

#[component]
fn All(all: Signal<DeskColumns>) -> impl IntoView {
    let columns = Signal::derive(move || all.with(|a| a.columns.clone()));
    let mover = Mover::new(columns);
    let (added, changed) = (RwSignal::new(None::<Column>), RwSignal::new(None::<Column>));
    let site = Memo::new(move |_| all.with(|a| a.site));
    let part = move |area: &Area| {
        let area = *area;
        let shown = Memo::new(move |_| columns.with(|c| rows(c, area)));
        let title = move || if site.get().is_province() { area.label().to_owned() } else { site.get().title() };
        view! {
            <Show when=move || shown.with(|r| !r.is_empty())>
                <section class="panel">
                    <h2 class="panel-title">{title}</h2>
                    <ul class="desk-columns">
                        <For each=move || shown.get() key=|row| format!("{row:?}")
                            children=move |row| view! { <Line row=row mover=mover added=added changed=changed/> }/>
                    </ul>
                </section>
            </Show>
        }
    };
    view! {
        {Area::ALL.iter().map(part).collect_view()}
        <AddTopic open=sheet_for(added) among=added/>
        <ChangeColumn open=sheet_for(changed) column=changed/>
    }
}

#[component]
fn Line(row: Row, mover: Mover, added: RwSignal<Option<Column>>, changed: RwSignal<Option<Column>>) -> impl IntoView {
    let now = use_now();
    let DeskColumn { column, articles, .. } = row.column.clone();
    let said = column.clone();
    let about = move || {
        let count = if articles > 0 { format!("{articles} 篇") } else { "还没有文章".into() };
        let note = note(&said, now.get());
        if note.is_empty() { count } else { format!("{count}，{note}") }
    };
    let (to_add, to_change) = (column.clone(), column.clone());
    let name = column.name.clone();
    let label = format!("修改栏目“{name}”");
    view! {
        <Movable row=row mover=mover>
            <span class="row">
                <span class="grow">
                    <b>{name}</b>
                    {(column.kind == ColumnKind::Topic).then(|| view! { <Chip tone=Tone::Gold>"专题"</Chip> })}
                    {column.hidden.then(|| view! { <Chip>"已隐藏"</Chip> })}
                    <span class="cell-note">{about}</span>
                </span>
                {(column.kind == ColumnKind::Topics).then(|| view! {
                    <Button kind=ButtonKind::Line on_click=move |_| added.set(Some(to_add.clone()))>"新增专题"</Button>
                })}
                <button type="button" class="btn btn-quiet" aria-label=label on:click=move |_| changed.set(Some(to_change.clone()))>"修改"</button>
            </span>
        </Movable>
    }
}
