//! `/exams/bank`: the bank of questions, found by subject, kind and text; `/exams/bank/import`: questions from a spreadsheet.

use super::bank::{Import, Tools};
use crate::api::exam::{self, BankFile, BankFilter};
use crate::kit::{Button, ButtonKind, Chip, Empty, Icon, IconName, Loaded, PageHead, Tone, toast, use_load, use_now};
use crate::workbench::{FreshList, MoreRows, Only, Workbench, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::exam::{QuestionKind, QuestionRow, Subject, SubjectCount, letters};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn Bank() -> impl IntoView {
    view! { <Only permission=Permission::ManageExams><Workbench><Shelf/></Workbench></Only> }
}

/// The page of the import.
#[component]
pub fn ImportPage() -> impl IntoView {
    view! {
        <Only permission=Permission::ManageExams>
            <Workbench>
                <div class="page-narrow">
                    <PageHead title="导入题目" back="/exams/bank"/>
                    <Import/>
                </div>
            </Workbench>
        </Only>
    }
}

/// Has the browser save a file, and says so.
pub(super) fn save_file(file: BankFile) {
    spawn_local(async move {
        match exam::save_file(file).await {
            Ok(said) => toast::show(Tone::Ok, said),
            Err(why) => toast::show(Tone::Bad, why),
        }
    });
}

#[component]
fn Shelf() -> impl IntoView {
    let map = use_query_map();
    let filter = Memo::new(move |_| {
        let map = map.read();
        BankFilter {
            subject: map.get("subject").and_then(|s| Subject::from_code(&s)),
            kind: map.get("kind").and_then(|k| QuestionKind::from_code(&k)),
            active: map.get("active").and_then(|a| a.parse().ok()),
            q: map.get("q").unwrap_or_default(),
        }
    });
    let list = use_paged(move |cursor| exam::questions(filter.get(), cursor), &[Tag::Exams]);
    Effect::new(move |before: Option<BankFilter>| {
        let now = filter.get();
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let empty = move || {
        let none = filter.get() == BankFilter::default();
        let (title, text) = if none {
            ("题库还是空的", "下载模板，在表格里填好题目后导入；也可以一道一道写。")
        } else {
            ("没有找到", "换一个条件再试。")
        };
        view! { <Empty icon=IconName::Paper title=title text=text><a class="btn btn-primary" href="/exams/bank/import">"导入题目"</a></Empty> }
    };
    view! {
        <div class="page-wide exams">
            <div class="head">
                <div class="grow"><PageHead title="题库"/></div>
                <a class="btn btn-primary" href="/exams/bank/new"><Icon name=IconName::Plus/>"写题目"</a>
                <a class="btn btn-line" href="/exams/bank/import">"导入"</a>
                <Button kind=ButtonKind::Line on_click=|_| save_file(BankFile::Export)><Icon name=IconName::Download/>"导出"</Button>
            </div>
            <Counts/>
            <Tools filter=filter/>
            <FreshList list=list empty=empty>
                <ul class="cards">
                    <For each=move || list.rows.get() key=|q| (q.id, q.version) children=|q| view! { <li><Line row=q/></li> }/>
                </ul>
            </FreshList>
            <MoreRows list=list/>
        </div>
    }
}

/// How many there are of what.
#[component]
fn Counts() -> impl IntoView {
    let load = use_load(exam::question_counts, &[Tag::Exams]);
    let line = |counts: Vec<SubjectCount>| {
        let sum = |of: fn(&SubjectCount) -> u32| counts.iter().map(of).sum::<u32>();
        let (active, inactive) = (sum(|c| c.active), sum(|c| c.inactive));
        let by: Vec<String> =
            counts.iter().filter(|c| c.active > 0).map(|c| format!("{} {}", c.subject.label(), c.active)).collect();
        view! { <p class="muted">{format!("启用 {active} 道，停用 {inactive} 道。{}", by.join(" · "))}</p> }
    };
    view! { <Loaded load=load view={move |counts: Vec<SubjectCount>| line(counts)}/> }
}

#[component]
fn Line(row: QuestionRow) -> impl IntoView {
    let now = use_now();
    let form = row.form;
    let right = if form.kind == QuestionKind::TrueFalse { form.right_texts().join("") } else { letters(&form.right) };
    let at = row.changed_at;
    view! {
        <a class="meeting-card exam-line" href=format!("/exams/bank/{}", row.id)>
            <span class="row wrap">
                <span class="grow muted small">{format!("{} · {}", form.kind.label(), form.subject.label())}</span>
                {(!form.active).then(|| view! { <Chip>"停用"</Chip> })}
            </span>
            <span class="title">{form.text}</span>
            <span class="line">{move || format!("正确答案 {right} · {} 修改", at.spoken(now.get()))}</span>
        </a>
    }
}
