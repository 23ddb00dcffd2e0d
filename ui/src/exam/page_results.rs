//! `/exams/results`: the exams whose results may be looked at.

use super::model::say;
use crate::api;
use crate::kit::{Chip, Empty, Icon, IconName, PageHead, use_now};
use crate::workbench::{FreshList, MoreRows, Only, Workbench, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::exam::ExamResultRow;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Results() -> impl IntoView {
    view! { <Only permission=Permission::SeeExamResults><Workbench><List/></Workbench></Only> }
}

#[component]
fn List() -> impl IntoView {
    let list = use_paged(api::exam::results, &[Tag::Exams]);
    let empty =
        || view! { <Empty icon=IconName::Paper title="还没有考试" text="省委组织部发布试卷以后，成绩在这里看。"/> };
    view! {
        <div class="page-wide exams">
            <PageHead title="考试成绩"/>
            <FreshList list=list empty=empty>
                <ul class="cards">
                    <For each=move || list.rows.get() key=|e| format!("{e:?}") children=|e| view! { <li><Line row=e/></li> }/>
                </ul>
            </FreshList>
            <MoreRows list=list/>
        </div>
    }
}

#[component]
fn Line(row: ExamResultRow) -> impl IntoView {
    let now = use_now();
    let to = format!("/exams/results/{}", row.id);
    let title = row.title.clone();
    let staged = row.clone();
    let chip = move || {
        let (text, tone) = say::stage(&staged, now.get());
        view! { <Chip tone=tone>{text}</Chip> }
    };
    view! {
        <a class="meeting-card exam-line" href=to>
            <span class="row wrap"><span class="grow title">{title}</span>{chip}</span>
            <span class="line"><Icon name=IconName::Clock/>{move || format!("{} 至 {}", row.opens_at.spoken(now.get()), row.closes_at.spoken(now.get()))}</span>
        </a>
    }
}
