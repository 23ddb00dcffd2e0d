//! What an editor types about a course: kept on the device until it is saved.

use super::model::{COURSE_FIELDS, TypedCourse};
use crate::api::{self, Sent};
use crate::kit::{Button, ButtonKind, Card, Checked, SelectField, TextField, Tone, clock, draft, toast, use_save};
use crate::learning::parts::Cover;
use crate::meeting::model::record::Purpose;
use crate::meeting::record::uploads::{PhotoField, Uploads};
use gsdj_domain::learning::{CourseTheme, CourseTopic, CourseView, INTRODUCTION_MAX, SPEAKER_MAX, TITLE_MAX};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

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

/// The form: for a new course, or for one that is there.
#[component]
pub(super) fn Editor(view: Option<CourseView>) -> impl IntoView {
    let target = view.as_ref().map(|v| (v.row.id, v.revision));
    let year = chrono::Datelike::year(&clock::now().day()).to_string();
    let fresh = TypedCourse { year, ..TypedCourse::default() };
    let fields = Fields::new(view.as_ref().map_or(fresh, TypedCourse::of));
    let name = target.map_or_else(|| "course-new".to_owned(), |(id, revision)| format!("course-{id}-{revision}"));
    let kept = draft::keep(name, move || fields.typed(), move |typed| fields.restore(typed));
    let checked = Checked::new(&COURSE_FIELDS, move || fields.typed().faults(clock::now()));
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
    let fault = move |field: &'static str| checked.fault(field, save);
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        if !checked.passes() {
            return;
        }
        if untrack(|| fields.photos.busy()) {
            return toast::show(Tone::Warn, "封面正在上传，请稍候");
        }
        save.go(untrack(|| fields.typed()));
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
