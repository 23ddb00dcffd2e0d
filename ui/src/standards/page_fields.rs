//! `/standards`: six fields as tiles, and a search over all of them that needs no server.

use super::model::{field_address, field_named};
use super::parts::marked;
use crate::api;
use crate::kit::{Chip, Empty, Frame, Icon, IconName, PageHead, Tone, can_here, use_frame, use_load, use_me};
use crate::workbench::{Only, Workbench};
use gsdj_domain::account::{Permission, Role};
use gsdj_domain::routes::Tag;
use gsdj_domain::standards::{Field, Group, Item, ItemScope, item_count, search};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What the texts are; said wherever they are read.
pub const SOURCE: &str = "条文由平台依据公开的党内法规整理，供学习和自查；与上级印发的手册不一致的，以手册为准。";

/// The page.
#[component]
pub fn FieldsPage() -> impl IntoView {
    view! { <Only permission=Permission::ReadStandards><Fields/></Only> }
}

/// The field of one's own branch, as far as it is known.
pub fn own_field() -> Signal<Option<Field>> {
    let me = use_me();
    let branch = Memo::new(move |_| {
        me.with(|m| m.as_ref().filter(|m| matches!(m.role, Role::BranchAdmin | Role::Member)).map(|m| m.org))
    });
    let load = use_load(
        move || {
            let branch = branch.get();
            async move {
                match branch {
                    Some(org) => {
                        api::branch::org(org).await.map(|f| api::Fetched { data: f.data.unit_category, age: f.age })
                    }
                    None => Ok(api::Fetched { data: None, age: None }),
                }
            }
        },
        &[Tag::Orgs],
    );
    Signal::derive(move || load.data().get().flatten().map(Field::of))
}

#[component]
fn Fields() -> impl IntoView {
    let frame = use_frame();
    let query = use_query_map();
    let q = RwSignal::new(query.with_untracked(|m| m.get("q")).unwrap_or_default());
    let hits = Memo::new(move |_| q.with(|q| search(q, None).len()));
    let searching = Memo::new(move |_| q.with(|q| !q.trim().is_empty()));
    let said = move || {
        searching.get().then(|| {
            if hits.get() == 0 { "没有找到".to_owned() } else { format!("在 {} 个章节中找到", hits.get()) }
        })
    };
    view! {
        <Workbench>
            <div class="page-wide standards">
                <PageHead title="学标对标"/>
                // a television has no keys to type with
                <Show when=move || frame.get() != Frame::Tv>
                    <form role="search" class="list-tools" on:submit=|ev| ev.prevent_default()>
                        <input class="input search" type="search" aria-label="搜索标准" placeholder="例如：换届、党费、四议两公开"
                            prop:value=move || q.get() on:input=move |ev| q.set(event_target_value(&ev))/>
                        <a class="chip-button" href="/manual/standards">"怎么用"</a>
                    </form>
                </Show>
                <p class="sr-only" role="status">{said}</p>
                {move || if searching.get() { view! { <Hits q=q/> }.into_any() } else { view! { <Tiles/> }.into_any() }}
                <p class="muted small std-source">{SOURCE}</p>
            </div>
        </Workbench>
    }
}

const HUES: [&str; 6] = ["", "tile-teal", "tile-gold", "tile-slate", "", "tile-teal"];

#[component]
fn Tiles() -> impl IntoView {
    let own = own_field();
    let checks = can_here(Permission::CheckStandards);
    let oversees = can_here(Permission::OverseeStandards);
    let member = can_here(Permission::AnswerMeetings);
    let tile = move |(field, hue): (&Field, &'static str)| {
        let field = *field;
        let count = item_count(field);
        view! {
            <li>
                <a class=format!("std-tile {hue}") href=field_address(field, None, None)>
                    <span class="std-tile-head">
                        <b>{field.label()}</b>
                        {move || (own.get() == Some(field)).then(|| view! { <Chip tone=Tone::Gold>"本支部适用"</Chip> })}
                    </span>
                    <span class="std-tile-says">{field.says()}</span>
                    <small>{format!("6 章 {count} 条")}</small>
                </a>
            </li>
        }
    };
    let door = |to: &'static str, label: &'static str, says: &'static str| {
        view! {
            <a class="door" href=to>
                <span class="door-icon"><Icon name=IconName::Check/></span>
                <span class="grow"><b>{label}</b><span class="cell-note">{says}</span></span>
            </a>
        }
    };
    view! {
        <ul class="std-tiles">{Field::ALL.iter().zip(HUES).map(tile).collect_view()}</ul>
        <nav class="doors" aria-label="对标自查">
            <Show when=move || checks.get()>{door("/branch/standards", "对标自查", "逐条对照，关联佐证")}</Show>
            <Show when=move || member.get()>{door("/branch/standards", "本支部的自查", "看支部对照得怎么样")}</Show>
            <Show when=move || oversees.get()>{door("/workbench/standards", "自查进度", "下级支部对照得怎么样")}</Show>
        </nav>
    }
}

/// What was found, under its field and chapter.
#[component]
fn Hits(q: RwSignal<String>) -> impl IntoView {
    let own = own_field();
    move || {
        let q = q.get();
        let groups = search(&q, None);
        if groups.is_empty() {
            return view! { <Empty icon=IconName::Search title="没有找到" text="换一个词试试，一两个字就能找。"/> }
                .into_any();
        }
        let runs = groups.chunk_by(|a, b| a.scope == b.scope);
        runs.map(|run| of_scope(run, &q, own)).collect_view().into_any()
    }
}

fn of_scope(run: &[Group], q: &str, own: Signal<Option<Field>>) -> impl IntoView + use<> {
    let label = run.first().map(|g| g.scope.label()).unwrap_or_default();
    let group = |g: &Group| {
        let (scope, chapter) = (g.scope, g.chapter.label());
        let hits = g.items.iter().map(|item| hit(item, scope, q, own)).collect_view();
        view! { <h3 class="std-hit-chapter">{chapter}</h3> <ul class="std-hits">{hits}</ul> }
    };
    view! { <section class="panel"><h2 class="panel-title">{label}</h2>{run.iter().map(group).collect_view()}</section> }
}

fn hit(item: &'static Item, scope: ItemScope, q: &str, own: Signal<Option<Field>>) -> impl IntoView + use<> {
    // what all share is shown where the reader belongs
    let to = move || {
        let field = match scope {
            ItemScope::Of(field) => field,
            ItemScope::Every => own.get().unwrap_or(Field::Rural),
        };
        field_address(field, Some(item.chapter), Some(item.code))
    };
    view! {
        <li>
            <a class="hit" href=to>
                <b><span class="std-code">{marked(item.code, q)}</span>{marked(item.title, q)}</b>
                <span class="person-note">{marked(item.asks, q)}</span>
            </a>
        </li>
    }
}

/// The field of the address, for the pages below.
#[must_use]
pub fn of_address(part: Option<String>) -> Option<Field> {
    field_named(&part?)
}
