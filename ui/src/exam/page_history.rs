//! `/exams/history`: one's own sittings, the latest first.

use super::parts::SittingLine;
use crate::api;
use crate::kit::{Empty, IconName, PageHead};
use crate::workbench::{FreshList, MoreRows, Only, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn History() -> impl IntoView {
    view! { <Only permission=Permission::EnterExams><List/></Only> }
}

#[component]
fn List() -> impl IntoView {
    let list = use_paged(api::exam::sittings, &[Tag::Sittings]);
    let empty = || {
        view! {
            <Empty icon=IconName::Paper title="还没有考试记录" text="考试和练习交卷以后，成绩和解析都在这里。">
                <a class="btn btn-primary" href="/exams">"去练习"</a>
            </Empty>
        }
    };
    view! {
        <div class="page-narrow exams">
            <PageHead title="考试记录" back="/exams"/>
            <FreshList list=list empty=empty>
                <ul class="cards">
                    <For each=move || list.rows.get() key=|row| format!("{row:?}") children=|row| view! { <li><SittingLine row=row/></li> }/>
                </ul>
            </FreshList>
            <MoreRows list=list/>
        </div>
    }
}
