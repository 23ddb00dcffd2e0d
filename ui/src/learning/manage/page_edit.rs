//! `/learning/manage/new` and `/learning/manage/:id`: the course itself, its lessons in order, publishing and taking down.

use super::course_form::Editor;
use super::model::TypedCourse;
use crate::api::{self, ApiError, IdempotencyKey};
use crate::kit::{
    Button, ButtonKind, Chip, Confirm, Icon, IconName, Loaded, PageHead, Tone, toast, use_id, use_load, use_save,
};
use crate::learning::model::{icon, lesson_line};
use crate::workbench::Only;
use gsdj_domain::CourseId;
use gsdj_domain::account::Permission;
use gsdj_domain::learning::{CourseAct, CourseState, CourseView, LessonRow};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// Making a new one.
#[component]
pub fn NewCourse() -> impl IntoView {
    view! {
        <Only permission=Permission::ManageCourses>
            <div class="page-narrow learning">
                <PageHead title="编课程" back="/learning/manage"/>
                <Editor view=None/>
            </div>
        </Only>
    }
}

/// Changing one, with its lessons.
#[component]
pub fn EditCourse() -> impl IntoView {
    let id = use_id(CourseId);
    view! {
        <Only permission=Permission::ManageCourses>
            <div class="page-narrow learning">{move || id.get().map(|id| view! { <Stands id=id/> })}</div>
        </Only>
    }
}

#[component]
fn Stands(id: CourseId) -> impl IntoView {
    let load = use_load(move || api::learning::course(id), &[Tag::Courses]);
    view! {
        <PageHead title="编辑课程" back="/learning/manage"/>
        <Loaded load=load view={move |view: Signal<CourseView>| view! { <Whole view=view/> }}/>
    }
}

#[component]
fn Whole(view: Signal<CourseView>) -> impl IntoView {
    let id = view.with_untracked(|v| v.row.id);
    let head = Memo::new(move |_| view.with(|v| (v.row.title.clone(), v.row.state, v.row.recommended)));
    // the form is drawn anew only where the course itself has changed elsewhere
    let form = Memo::new(move |_| view.with(TypedCourse::of));
    let tone = |state| if state == CourseState::Published { Tone::Ok } else { Tone::Info };
    view! {
        <p class="row wrap">
            {move || {
                let (title, state, recommended) = head.get();
                view! {
                    <b>{title}</b><Chip tone=tone(state)>{state.label()}</Chip>
                    {recommended.then(|| view! { <Chip tone=Tone::Gold>"推荐"</Chip> })}
                }
            }}
            <a class="link" href=format!("/learning/courses/{id}")>"看看效果"</a>
        </p>
        <Lessons view=view/>
        <Acts view=view/>
        <h2 class="panel-title">"课程信息"</h2>
        {move || { form.track(); view! { <Editor view=Some(view.get_untracked())/> } }}
    }
}

/// The lessons: to change, to move, to add.
#[component]
fn Lessons(view: Signal<CourseView>) -> impl IntoView {
    let id = view.with_untracked(|v| v.row.id);
    let rows = Memo::new(move |_| view.with(|v| v.lessons.clone()));
    let swap = use_save(move |(at, with): (usize, usize), key| {
        let (mut form, revision) = view.with_untracked(|v| (TypedCourse::of(v).form(), v.revision));
        form.order = rows.with_untracked(|r| r.iter().map(|l| l.id).collect());
        form.order.swap(at, with);
        async move { api::learning::change(id, revision, form, key).await.map(drop) }
    });
    let line = move |(n, row): (usize, LessonRow)| {
        let last = rows.with_untracked(Vec::len) == n + 1;
        let up = (n > 0).then(|| view! { <button type="button" class="icon-button" aria-label=format!("上移 {}", row.title) on:click=move |_| swap.go((n, n - 1))>"↑"</button> });
        let down = (!last).then(|| view! { <button type="button" class="icon-button" aria-label=format!("下移 {}", row.title) on:click=move |_| swap.go((n, n + 1))>"↓"</button> });
        view! {
            <li class="row">
                <a class="lesson-line grow" href=format!("/learning/manage/lessons/{}", row.id)>
                    <span class="lesson-number" aria-hidden="true">{n + 1}</span>
                    <span class="grow"><span class="title">{row.title.clone()}</span><span class="muted small line"><Icon name=icon(row.kind)/>{lesson_line(&row)}</span></span>
                </a>
                {up}{down}
            </li>
        }
    };
    view! {
        <section class="panel">
            <h2 class="panel-title">"课时"</h2>
            <ol class="lesson-list">{move || rows.get().into_iter().enumerate().map(line).collect_view()}</ol>
            <Show when=move || rows.with(Vec::is_empty)><p class="muted">"还没有课时，加上课时才能发布。"</p></Show>
            <p class="fault" role="alert">{move || swap.error().get().map(|e| e.sentence())}</p>
            <a class="btn btn-quiet" href=format!("/learning/manage/{id}/lessons/new")><Icon name=IconName::Plus/>"加课时"</a>
        </section>
    }
}

async fn perform(id: CourseId, act: CourseAct, recommended: bool, key: IdempotencyKey) -> Result<(), ApiError> {
    match act {
        CourseAct::Publish => api::learning::publish(id, true, key).await.map(drop),
        CourseAct::Withdraw => api::learning::publish(id, false, key).await.map(drop),
        CourseAct::Recommend => api::learning::recommend(id, !recommended, key).await.map(drop),
        CourseAct::Delete => api::learning::delete(id, key).await,
        CourseAct::Edit => Ok(()),
    }
}

/// What is said before an act, and after it.
const fn words(act: CourseAct) -> (&'static str, &'static str) {
    match act {
        CourseAct::Publish => ("发布后所有人都能看到和学习。", "已发布"),
        CourseAct::Withdraw => ("下架后不能再学习；学过的人保留进度和积分。", "已下架"),
        CourseAct::Recommend => ("推荐的课程排在“重点推荐”里。", "已调整推荐"),
        CourseAct::Delete => ("删除后不能恢复。", "课程已删除"),
        CourseAct::Edit => ("", ""),
    }
}

#[component]
fn Acts(view: Signal<CourseView>) -> impl IntoView {
    let id = view.with_untracked(|v| v.row.id);
    let acts = Memo::new(move |_| view.with(|v| v.acts.clone()));
    let recommended = Memo::new(move |_| view.with(|v| v.row.recommended));
    let asked = RwSignal::new(None::<CourseAct>);
    let open = crate::kit::sheet_for(asked);
    let go = use_navigate();
    let save = use_save(move |act: CourseAct, key| {
        let go = go.clone();
        async move {
            if act == CourseAct::Delete {
                // the page of what is gone must not ask for it again
                go("/learning/manage", Default::default());
            }
            perform(id, act, recommended.get_untracked(), key).await?;
            asked.try_set(None);
            toast::show(Tone::Ok, words(act).1);
            Ok(())
        }
    });
    let label = move |act: CourseAct| match act {
        CourseAct::Recommend if recommended.get() => "取消推荐",
        CourseAct::Recommend | CourseAct::Publish | CourseAct::Withdraw | CourseAct::Delete | CourseAct::Edit => {
            act.label()
        }
    };
    let button = move |act: CourseAct| {
        let kind = match act {
            CourseAct::Publish => ButtonKind::Primary,
            CourseAct::Delete | CourseAct::Withdraw => ButtonKind::Danger,
            CourseAct::Recommend | CourseAct::Edit => ButtonKind::Line,
        };
        view! { <Button kind=kind on_click=move |_| asked.set(Some(act))>{move || label(act)}</Button> }
    };
    let error = Signal::derive(move || save.error().get().map(|e| e.sentence()));
    let yes = move |()| {
        if let Some(act) = asked.get_untracked() {
            save.go(act);
        }
    };
    view! {
        <div class="acts">{move || acts.get().into_iter().filter(|a| *a != CourseAct::Edit).map(button).collect_view()}</div>
        <Confirm open=open title=move || asked.get().map(|a| format!("{}？", label(a))).unwrap_or_default()
            text=move || asked.get().map(|a| words(a).0.to_owned()).unwrap_or_default() yes=move || asked.get().map(|a| label(a).to_owned()).unwrap_or_default()
            busy=save.pending() error=error on_yes=yes/>
    }
}
