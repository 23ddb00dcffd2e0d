//! `/learning/group-studies/:id`: the screen before which the branch sits, who is there, and the end.

use super::people::Ticks;
use super::question::{Ahead, Outcomes, QuestionDialog, use_asking};
use crate::api;
use crate::kit::{
    Button, ButtonKind, Chip, Confirm, Load, Loaded, PageHead, Sheet, Tone, toast, use_id, use_load, use_save,
};
use crate::learning::lesson::{Player, use_study};
use crate::workbench::Only;
use gsdj_domain::account::Permission;
use gsdj_domain::learning::progress::said;
use gsdj_domain::learning::{GroupStudyPerson, GroupStudyQuestions, GroupStudyView, LessonView};
use gsdj_domain::routes::Tag;
use gsdj_domain::{GroupStudyId, LessonId, MemberId};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The page.
#[component]
pub fn GroupStudyScreen() -> impl IntoView {
    let id = use_id(GroupStudyId);
    view! {
        <Only permission=Permission::HoldGroupStudies>
            <div class="page-wide learning lesson-page">{move || id.get().map(|id| view! { <One id=id/> })}</div>
        </Only>
    }
}

#[component]
fn One(id: GroupStudyId) -> impl IntoView {
    let load = use_load(move || api::learning::group_study(id), &[Tag::Study]);
    view! { <Loaded load=load view={move |view: Signal<GroupStudyView>| view! { <Whole id=id view=view/> }}/> }
}

#[component]
fn Whole(id: GroupStudyId, view: Signal<GroupStudyView>) -> impl IntoView {
    let (title, lesson) = view.with_untracked(|v| (v.row.title.clone(), v.row.lesson));
    let over = Memo::new(move |_| view.with(|v| v.row.ended_at.is_some()));
    let persons = Memo::new(move |_| view.with(|v| v.persons.clone()));
    let covered = Memo::new(move |_| view.with(|v| v.row.covered));
    let questions = use_load(move || api::question::of_group_study(id), &[Tag::Asked]);
    view! {
        <PageHead title=format!("集中学习：{title}") back="/learning/group-studies"/>
        {move || if over.get() {
            view! { <section class="panel"><p>{format!("这次集中学习已经结束，一共学了 {}。", said(covered.get()))}</p></section> }.into_any()
        } else {
            view! { <Film id=id lesson=lesson questions=questions/> }.into_any()
        }}
        <Ahead id=id load=questions/>
        <Outcomes load=questions/>
        <People id=id persons=persons over=over/>
    }
}

/// Read once: what plays must not be drawn anew.
#[component]
fn Film(id: GroupStudyId, lesson: LessonId, questions: Load<GroupStudyQuestions>) -> impl IntoView {
    let load = use_load(move || api::learning::lesson(lesson), &[]);
    let asking = use_asking(id, questions);
    let play = move |view: LessonView| {
        let study = use_study(&view, Some(id));
        view! { <Player view=view study=study pauses=asking.pauses()><QuestionDialog asking=asking/></Player> }
    };
    view! { <Loaded load=load view=play/> }
}

#[component]
fn People(id: GroupStudyId, persons: Memo<Vec<GroupStudyPerson>>, over: Memo<bool>) -> impl IntoView {
    let (open, sure) = (RwSignal::new(false), RwSignal::new(false));
    let ticked = RwSignal::new(BTreeSet::<MemberId>::new());
    let set = use_save(move |members: Vec<MemberId>, key| async move {
        api::learning::group_study_people(id, members, key).await?;
        open.set(false);
        toast::show(Tone::Ok, "到场人员已更新，之前的学习已记给当时在场的人");
        Ok(())
    });
    let end = use_save(move |(): (), key| async move {
        api::learning::end_group_study(id, key).await?;
        sure.set(false);
        toast::show(Tone::Ok, "集中学习已结束，学习已记给在场的党员");
        Ok(())
    });
    let change = move |_| {
        ticked.set(persons.with_untracked(|all| all.iter().filter(|p| p.present).map(|p| p.member).collect()));
        open.set(true);
    };
    let one = |p: GroupStudyPerson| {
        let credited = (p.credited > 0).then(|| format!("已记 {}", said(p.credited)));
        view! {
            <li class="person">
                <span class="grow">{p.name}</span>
                <span class="muted small">{credited}</span>
                {(!p.present).then(|| view! { <Chip>"已离开"</Chip> })}
            </li>
        }
    };
    let fault = Signal::derive(move || set.error().get().map(|e| e.sentence()));
    let failed = Signal::derive(move || end.error().get().map(|e| e.sentence()));
    view! {
        <section class="panel">
            <h2 class="panel-title">{move || format!("到场 {} 人", persons.with(|all| all.iter().filter(|p| p.present).count()))}</h2>
            <Show when=move || !over.get()>
                <div class="row wrap">
                    <Button on_click=change>"调整到场人员"</Button>
                    <Button kind=ButtonKind::Danger on_click=move |_| sure.set(true)>"结束集中学习"</Button>
                </div>
            </Show>
            <ul class="people">{move || persons.get().into_iter().map(one).collect_view()}</ul>
        </section>
        <Sheet open=open title="到场人员">
            <p class="muted">"迟到的补勾，先走的取消。到现在为止的学习记给原来在场的人。"</p>
            <Ticks ticked=ticked error=fault/>
            <div class="sheet-foot">
                <Button kind=ButtonKind::Primary busy=set.pending() on_click=move |_| set.go(ticked.get_untracked().into_iter().collect())>"保存"</Button>
            </div>
        </Sheet>
        <Confirm open=sure title="结束集中学习？" text="结束后，核实的学习时长记给在场的党员；可以再开始新的一次。" yes="结束"
            busy=end.pending() error=failed on_yes=move |()| end.go(())/>
    }
}
