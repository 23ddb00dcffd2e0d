//! `/exams/papers`: the exams as they are set up, published, withdrawn.

use crate::api;
use crate::kit::{Chip, Empty, Icon, IconName, PageHead, Tone, use_now};
use crate::workbench::{FreshList, MoreRows, Only, Workbench, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::exam::{ExamState, ExamView};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// How a state sounds.
pub(super) const fn tone(state: ExamState) -> Tone {
    match state {
        ExamState::Draft => Tone::Warn,
        ExamState::Published => Tone::Ok,
        ExamState::Withdrawn => Tone::Plain,
    }
}

/// The page.
#[component]
pub fn Exams() -> impl IntoView {
    view! { <Only permission=Permission::ManageExams><Workbench><List/></Workbench></Only> }
}

#[component]
fn List() -> impl IntoView {
    let list = use_paged(api::exam::exams, &[Tag::Exams]);
    let empty = || {
        view! {
            <Empty icon=IconName::Paper title="还没有试卷" text="定好科目、题组数和时间，发布以后党员就能看到。">
                <a class="btn btn-primary" href="/exams/papers/new">"新建试卷"</a>
            </Empty>
        }
    };
    view! {
        <div class="page-wide exams">
            <div class="head">
                <div class="grow"><PageHead title="试卷"/></div>
                <a class="btn btn-primary" href="/exams/papers/new"><Icon name=IconName::Plus/>"新建试卷"</a>
            </div>
            <FreshList list=list empty=empty>
                <ul class="cards">
                    <For each=move || list.rows.get() key=|e| (e.id, e.revision) children=|e| view! { <li><Line exam=e/></li> }/>
                </ul>
            </FreshList>
            <MoreRows list=list/>
        </div>
    }
}

#[component]
fn Line(exam: ExamView) -> impl IntoView {
    let now = use_now();
    let form = exam.form.clone();
    let measure =
        format!("{} 题 · {} · {} 分钟 · {} 分合格", form.questions(), form.draw.label(), form.minutes, form.pass_mark);
    view! {
        <a class="meeting-card exam-line" href=format!("/exams/papers/{}", exam.id)>
            <span class="row wrap"><span class="grow title">{form.title}</span><Chip tone=tone(exam.state)>{exam.state.label()}</Chip></span>
            <span class="line">{measure}</span>
            <span class="line"><Icon name=IconName::Clock/>{move || format!("{} 至 {}", form.opens_at.spoken(now.get()), form.closes_at.spoken(now.get()))}</span>
        </a>
    }
}
