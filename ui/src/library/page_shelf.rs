//! `/library/shelf`: what one keeps to read, the last read first.

use super::parts::ShelfCard;
use crate::api;
use crate::kit::{Empty, IconName, PageHead};
use crate::workbench::{FreshList, MoreRows, Only, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn ShelfPage() -> impl IntoView {
    view! { <Only permission=Permission::ReadLibrary><Shelf/></Only> }
}

#[component]
fn Shelf() -> impl IntoView {
    let list = use_paged(api::library::shelf, &[Tag::Bookshelf]);
    let empty = || {
        view! {
            <Empty icon=IconName::Book title="书架还是空的" text="在书的页面按“放进书架”，下次就能在这里接着读。">
                <a class="btn btn-primary" href="/library">"去找书"</a>
            </Empty>
        }
    };
    view! {
        <div class="page-wide library">
            <PageHead title="我的书架" back="/library"/>
            <FreshList list=list empty=empty>
                <div class="books">
                    <For each=move || list.rows.get() key=|i| format!("{i:?}") children=move |i| view! { <ShelfCard item=i/> }/>
                </div>
            </FreshList>
            <MoreRows list=list/>
        </div>
    }
}
