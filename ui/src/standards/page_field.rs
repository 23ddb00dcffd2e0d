//! `/standards/:field`: one field's standard, chapter by chapter.

use super::chapters::{Chapters, Way};
use super::model::{chapter_named, field_address};
use super::page_fields::{SOURCE, of_address};
use crate::kit::{Chip, Empty, Frame, Icon, IconName, PageHead, Tone, use_frame};
use crate::workbench::{Only, Workbench};
use gsdj_domain::account::Permission;
use gsdj_domain::standards::{Chapter, Field, Item, items_of};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The page.
#[component]
pub fn FieldPage() -> impl IntoView {
    let params = use_params_map();
    let field = Memo::new(move |_| of_address(params.read().get("field")));
    let page = move || match field.get() {
        Some(field) => view! { <One field=field/> }.into_any(),
        None => view! {
            <PageHead title="学标对标" back="/standards"/>
            <Empty icon=IconName::Search title="没有这个领域" text="标准分六个领域，请从目录里选。">
                <a class="btn btn-primary" href="/standards">"看六个领域"</a>
            </Empty>
        }
        .into_any(),
    };
    let page = StoredValue::new(page);
    view! {
        <Only permission=Permission::ReadStandards>
            <Workbench><div class="page-wide standards">{move || page.with_value(|page| page())}</div></Workbench>
        </Only>
    }
}

#[component]
fn One(field: Field) -> impl IntoView {
    let query = use_query_map();
    let frame = use_frame();
    let asked = Memo::new(move |_| chapter_named(query.read().get("chapter")));
    let item = Memo::new(move |_| query.read().get("item"));
    let way = move |chapter: &Chapter| Way {
        chapter: *chapter,
        to: field_address(field, Some(*chapter), None),
        note: format!("{}条 · {}", items_of(field, *chapter).count(), chapter.says()),
        done: false,
    };
    let ways: Vec<Way> = Chapter::ALL.iter().map(way).collect();
    let head = move || {
        let back = if asked.get().is_some() && frame.get() != Frame::Computer {
            field_address(field, None, None)
        } else {
            "/standards".into()
        };
        view! { <PageHead title=format!("{}党支部标准", field.label()) back=back/> }
    };
    Effect::new(move |_| {
        asked.track();
        if let Some(code) = item.get() {
            show_item(code);
        }
    });
    view! {
        {head}
        <Chapters ways=Signal::stored(ways) asked=asked body=move |chapter| view! { <OfChapter field=field chapter=chapter item=item/> }.into_any()/>
        <p class="muted small std-source">{SOURCE}</p>
    }
}

/// Brings an item into view, after it has been drawn.
fn show_item(code: String) {
    request_animation_frame(move || {
        if let Some(found) = document().get_element_by_id(&code) {
            found.scroll_into_view();
        }
    });
}

#[component]
fn OfChapter(field: Field, chapter: Chapter, item: Memo<Option<String>>) -> impl IntoView {
    view! {
        <h2 class="std-chapter-title">{chapter.label()}<span class="muted small">{chapter.says()}</span></h2>
        <ul class="std-items">
            {items_of(field, chapter).map(|i| {
                let here = move || item.with(|code| code.as_deref() == Some(i.code));
                view! { <li><article class="panel std-item" class:here=here id=i.code><ItemText item=i/></article></li> }
            }).collect_view()}
        </ul>
    }
}

/// An item, read.
#[component]
fn ItemText(item: &'static Item) -> impl IntoView {
    view! {
        <h3 class="std-title"><span class="std-code">{item.code}</span>{item.title}</h3>
        <p class="std-asks">{item.asks}</p>
        <p class="std-how"><Icon name=IconName::Search/><span><b>"怎么查："</b>{item.checked}</span></p>
        <p class="row wrap std-kinds">
            <span class="muted small">"可用佐证"</span>
            {item.evidence.iter().map(|e| view! { <Chip>{e.label()}</Chip> }).collect_view()}
            {item.probe.is_some().then(|| view! { <Chip tone=Tone::Info>"系统自动核对"</Chip> })}
        </p>
    }
}
