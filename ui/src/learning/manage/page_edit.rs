//! `/learning/manage/new` and `/learning/manage/:id`: the course itself, its lessons in order, publishing and taking down.

use super::model::{COURSE_FIELDS, TypedCourse};
use crate::api::{self, ApiError, IdempotencyKey, Sent};
use crate::kit::{
    Button, ButtonKind, Card, Chip, Confirm, Icon, IconName, Loaded, PageHead, SelectField, TextField, Tone, clock,
    draft, focus_field, toast, use_id, use_load, use_save,
};
use crate::learning::model::{icon, lesson_line};
use crate::learning::parts::Cover;
use crate::meeting::model::form::Faults;
use crate::meeting::model::record::Purpose;
use crate::meeting::record::uploads::{PhotoField, Uploads};
use crate::workbench::Only;
use gsdj_domain::CourseId;
use gsdj_domain::account::Permission;
use gsdj_domain::learning::{
    CourseAct, CourseState, CourseTheme, CourseTopic, CourseView, INTRODUCTION_MAX, LessonRow, SPEAKER_MAX, TITLE_MAX,
};
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
    let form = Memo::new(move |_| view.with(|v| TypedCourse::of(v)));
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

/// The form's signals.
#[derive(Clone, Copy)]
struct Fields {
    theme: RwSignal<String>,
    topics: RwSignal<Vec<CourseTopic>>,
    title: RwSignal<String>,
    introduction: RwSignal<String>,
    speaker: RwSignal<String>,
    year: RwSignal<String>,
    cover: RwSignal<Option<gsdj_domain::FileId>>,
    photos: Uploads,
}

impl Fields {
    fn new(typed: TypedCourse) -> Self {
        Self {
            theme: RwSignal::new(typed.theme),
            topics: RwSignal::new(typed.topics),
            title: RwSignal::new(typed.title),
            introduction: RwSignal::new(typed.introduction),
            speaker: RwSignal::new(typed.speaker),
            year: RwSignal::new(typed.year),
            cover: RwSignal::new(typed.cover),
            photos: Uploads::new(Purpose::Photo, Vec::new()),
        }
    }

    /// The latest photo that was uploaded is the cover.
    fn typed(&self) -> TypedCourse {
        let uploaded = self.photos.done.with(|d| d.last().map(|f| f.id));
        TypedCourse {
            theme: self.theme.get(),
            topics: self.topics.get(),
            title: self.title.get(),
            introduction: self.introduction.get(),
            speaker: self.speaker.get(),
            year: self.year.get(),
            cover: uploaded.or_else(|| self.cover.get()),
        }
    }

    fn restore(&self, typed: TypedCourse) {
        self.theme.set(typed.theme);
        self.topics.set(typed.topics);
        self.title.set(typed.title);
        self.introduction.set(typed.introduction);
        self.speaker.set(typed.speaker);
        self.year.set(typed.year);
        self.cover.set(typed.cover);
    }
}

#[component]
fn Editor(view: Option<CourseView>) -> impl IntoView {
    let target = view.as_ref().map(|v| (v.row.id, v.revision));
    let year = chrono::Datelike::year(&clock::now().day()).to_string();
    let fresh = TypedCourse { year, ..TypedCourse::default() };
    let fields = Fields::new(view.as_ref().map_or(fresh, TypedCourse::of));
    let name = target.map_or_else(|| "course-new".to_owned(), |(id, revision)| format!("course-{id}-{revision}"));
    let kept = draft::keep(name, move || fields.typed(), move |typed| fields.restore(typed));
    let tried = RwSignal::new(false);
    let faults = Memo::new(move |_| fields.typed().faults(clock::now()));
    let go = use_navigate();
    let save = use_save(move |typed: TypedCourse, key| {
        let (go, kept) = (go.clone(), kept.clone());
        async move {
            let sent = match target {
                None => api::learning::create(typed.form(), key).await?,
                Some((id, revision)) => api::learning::change(id, revision, typed.form(), key).await?,
            };
            if let Sent::Done(view) = sent {
                kept.clear();
                toast::show(Tone::Ok, "课程已保存");
                if target.is_none() {
                    go(&format!("/learning/manage/{}", view.row.id), Default::default());
                }
            }
            Ok(())
        }
    });
    let fault = move |field: &'static str| {
        Signal::derive(move || {
            let own = faults.with(|all: &Faults| all.get(field).cloned());
            own.filter(|_| tried.get()).or_else(|| save.field(field).get())
        })
    };
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        tried.set(true);
        match faults.with_untracked(|all| COURSE_FIELDS.into_iter().find(|f| all.contains_key(*f))) {
            Some(field) => focus_field(field),
            None if untrack(|| fields.photos.busy()) => toast::show(Tone::Warn, "封面正在上传，请稍候"),
            None => save.go(untrack(|| fields.typed())),
        }
    };
    let themes = CourseTheme::ALL.iter().map(|t| (t.code().to_owned(), t.label().to_owned())).collect();
    let cover = view.as_ref().map(|v| (v.row.id, v.row.theme));
    view! {
        <form class="form-page" novalidate on:submit=send>
            <Card>
                <SelectField label="主题" name="theme" value=fields.theme options=themes error=fault("theme") required=true/>
                <Topics topics=fields.topics/>
                <TextField label="课程名称" name="title" value=fields.title error=fault("title") required=true max=TITLE_MAX/>
                <TextField label="课程简介" name="introduction" value=fields.introduction error=fault("introduction") multiline=true max=INTRODUCTION_MAX/>
                <TextField label="主讲人" name="speaker" value=fields.speaker error=fault("speaker") max=SPEAKER_MAX/>
                <TextField label="年份" name="year" value=fields.year error=fault("year") required=true inputmode="numeric"/>
            </Card>
            <Card title="封面">
                {move || cover.zip(fields.cover.get()).map(|((id, theme), file)| view! { <Cover course=id theme=theme cover=Some(file)/> })}
                <PhotoField uploads=fields.photos/>
                <p class="hint">"没有封面时，用主题的图案。"</p>
            </Card>
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <div class="acts"><Button kind=ButtonKind::Primary submit=true busy=save.pending()>"保存课程信息"</Button></div>
        </form>
    }
}

#[component]
fn Topics(topics: RwSignal<Vec<CourseTopic>>) -> impl IntoView {
    let one = move |topic: &CourseTopic| {
        let topic = *topic;
        let toggle = move |ev| {
            let on = event_target_checked(&ev);
            topics.update(|all| {
                all.retain(|t| *t != topic);
                if on {
                    all.push(topic);
                }
            });
        };
        view! {
            <label class="tick">
                <input type="checkbox" class="checkbox" prop:checked=move || topics.with(|all| all.contains(&topic)) on:change=toggle/>
                <span class="grow">{topic.label()}</span>
            </label>
        }
    };
    view! { <fieldset class="field"><legend class="field-label">"专题（可以不选）"</legend>{CourseTopic::ALL.iter().map(one).collect_view()}</fieldset> }
}
