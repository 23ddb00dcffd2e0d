//! `/learning/courses/:id`: a course with its lessons, how far one has come, and what is still missing.

use super::download::DownloadCourse;
use super::model::{goes_on, icon, lesson_line, verb};
use super::parts::{Cover, ProgressLine};
use crate::api::{self, Sent};
use crate::content::{Acts, Remarks};
use crate::kit::{
    Button, ButtonKind, Chip, Icon, IconName, Loaded, PageHead, Tone, can, toast, use_id, use_load, use_me, use_save,
};
use gsdj_domain::CourseId;
use gsdj_domain::account::Permission;
use gsdj_domain::learning::{CourseState, CourseView, LessonRow, allows_guest};
use gsdj_domain::reaction::{Target, TargetKind};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn CoursePage() -> impl IntoView {
    let id = use_id(CourseId);
    view! { <div class="page-narrow learning">{move || id.get().map(|id| view! { <One id=id/> })}</div> }
}

#[component]
fn One(id: CourseId) -> impl IntoView {
    let load = use_load(move || api::learning::course(id), &[Tag::Courses, Tag::Study]);
    let waiting = move || load.data().with(Option::is_none);
    view! {
        {move || waiting().then(|| view! { <PageHead title="课程" back="/learning/courses"/> })}
        <Loaded load=load view={move |view: Signal<CourseView>| view! { <Whole view=view/> }}/>
    }
}

#[component]
fn Whole(view: Signal<CourseView>) -> impl IntoView {
    let head = Memo::new(move |_| view.with(|v| v.row.clone()));
    let topics = Memo::new(move |_| view.with(|v| v.topics.clone()));
    let introduction = Memo::new(move |_| view.with(|v| v.introduction.clone()));
    let edits = Memo::new(move |_| view.with(|v| !v.acts.is_empty()));
    let open = Memo::new(move |_| head.with(|h| h.state == CourseState::Published));
    let id = view.with_untracked(|v| v.row.id);
    let themed = move || head.with(|h| view! { <a class="chip-button" href=h.theme.address()>{h.theme.label()}</a> });
    let topic =
        |t: gsdj_domain::learning::CourseTopic| view! { <a class="chip-button" href=t.address()>{t.label()}</a> };
    let down = move || {
        head.with(|h| h.state == CourseState::Withdrawn).then(|| {
            view! { <section class="why"><h2 class="why-title">"课程已下架"</h2><p>"不能再学习新的内容；您的进度和积分都保留。"</p></section> }
        })
    };
    view! {
        <article class="course-page">
            {move || view! { <PageHead title=head.with(|h| h.title.clone()) back="/learning/courses"/> }}
            <header class="course-head">
                {move || head.with(|h| view! { <Cover course=h.id theme=h.theme cover=h.cover/> })}
                <div class="grow">
                    <h2 class="meeting-title phone-only">{move || head.with(|h| h.title.clone())}</h2>
                    <p class="muted">{move || head.with(|h| format!("{} · {} 年", h.about(), h.year))}</p>
                    <p class="muted small">{move || head.with(|h| h.studied_by())}</p>
                    <p class="row wrap chips">{themed}{move || topics.get().into_iter().map(topic).collect_view()}</p>
                </div>
            </header>
            {down}
            <Standing view=view/>
            {move || introduction.with(|text| (!text.is_empty()).then(|| view! { <section class="panel"><h2 class="panel-title">"课程简介"</h2><p class="pre-line">{text.clone()}</p></section> }))}
            <Lessons view=view/>
            {move || open.get().then(|| view! { <Said id=id title=head.with_untracked(|h| h.title.clone()) theme=head.with_untracked(|h| h.theme.label())/> })}
            <p class="row wrap small">
                <a class="link" href="/manual/learning">"怎么才算学完"</a>
                {move || edits.get().then(|| view! { <a class="link" href=format!("/learning/manage/{id}")>"编辑课程"</a> })}
            </p>
        </article>
    }
}

/// What people do with a course: keep, like, share, comment.
#[component]
fn Said(id: CourseId, title: String, theme: &'static str) -> impl IntoView {
    let target = Target { kind: TargetKind::Course, id: id.0 };
    view! {
        <Acts target=target title=title note=theme path=format!("/learning/courses/{id}")/>
        <Remarks target=target/>
    }
}

/// How far one has come with the whole course, and the way on.
#[component]
fn Standing(view: Signal<CourseView>) -> impl IntoView {
    let id = view.with_untracked(|v| v.row.id);
    let studies = can(Permission::Study);
    let chooses = can(Permission::EnterCourses);
    let chosen = Memo::new(move |_| view.with(|v| v.chosen));
    let open = Memo::new(move |_| view.with(|v| v.row.state == CourseState::Published));
    let on = Memo::new(move |_| view.with(|v| goes_on(&v.lessons).map(|l| (l.id, verb(&v.lessons, v.finished)))));
    let counted = move || {
        view.with(|v| {
            let all = v.lessons.len();
            match v.finished_at {
                Some(_) => "课程已学完，可以查看结业证书".to_owned(),
                None => format!("已学完 {} / {all} 个课时，全部学完可得结业证书", v.finished),
            }
        })
    };
    let lessons = Signal::derive(move || view.with(|v| v.lessons.iter().map(|l| l.id).collect::<Vec<_>>()));
    let done = Memo::new(move |_| view.with(|v| v.finished_at.is_some()));
    let choose = use_save(move |wanted: bool, key| async move {
        match api::learning::choose(id, wanted, key).await? {
            Sent::Done(_) => {
                toast::show(Tone::Ok, if wanted { "已加入我的课程" } else { "已从我的课程移出，进度保留" })
            }
            Sent::Queued => toast::queued(),
        }
        Ok(())
    });
    view! {
        <section class="panel course-standing">
            <Show when=move || studies.get()><p>{counted}</p></Show>
            <p class="fault" role="alert">{move || choose.error().get().map(|e| e.sentence())}</p>
            <div class="row wrap">
                {move || on.get().filter(|_| open.get()).map(|(lesson, verb)| view! {
                    <a class="btn btn-primary" href=format!("/learning/lessons/{lesson}")><Icon name=IconName::Start/>{verb}</a>
                })}
                <Show when=move || done.get()>
                    <a class="btn btn-quiet" href=format!("/learning/courses/{id}/certificate")><Icon name=IconName::Award/>"结业证书"</a>
                </Show>
                <Show when=move || open.get()><DownloadCourse lessons=lessons/></Show>
                <Show when=move || chooses.get() && (open.get() || chosen.get())>
                    <Button kind=ButtonKind::Line busy=choose.pending() on_click=move |_| choose.go(!chosen.get_untracked())>
                        {move || if chosen.get() { "移出已选课程" } else { "加入已选课程" }}
                    </Button>
                </Show>
            </div>
        </section>
    }
}

#[component]
fn Lessons(view: Signal<CourseView>) -> impl IntoView {
    let rows = Memo::new(move |_| view.with(|v| v.lessons.clone().into_iter().enumerate().collect::<Vec<_>>()));
    view! {
        <section class="panel">
            <h2 class="panel-title">"课时"</h2>
            <ol class="lesson-list">
                <For each=move || rows.get() key=|(n, l)| format!("{n} {l:?}")
                    children=|(n, row)| view! { <li><LessonLine n=n row=row/></li> }/>
            </ol>
        </section>
    }
}

#[component]
fn LessonLine(n: usize, row: LessonRow) -> impl IntoView {
    let me = use_me();
    let (id, kind) = (row.id, row.kind);
    let holds = can(Permission::HoldGroupStudies);
    let locked = move || me.get().is_none() && !allows_guest(kind);
    let progress = row.progress.clone();
    let done = progress.as_ref().is_some_and(|p| p.finished_at.is_some());
    view! {
        <a class="lesson-line" class:done=done href=format!("/learning/lessons/{}", row.id)>
            <span class="lesson-number" aria-hidden="true">{if done { view! { <Icon name=IconName::Check/> }.into_any() } else { (n + 1).into_any() }}</span>
            <span class="grow">
                <span class="title">{row.title.clone()}</span>
                <span class="muted small line"><Icon name=icon(kind)/>{lesson_line(&row)}</span>
                {progress.map(|p| view! { <ProgressLine progress=Signal::stored(p)/> })}
            </span>
            {move || locked().then(|| view! { <Chip>"登录后学习"</Chip> })}
            <Icon name=IconName::Forward/>
        </a>
        {move || (holds.get() && kind.is_played()).then(|| view! {
            <a class="btn btn-quiet btn-small" href=format!("/learning/group-studies/new?lesson={id}")><Icon name=IconName::People/>"集中学习"</a>
        })}
    }
}
