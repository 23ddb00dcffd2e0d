//! The form of a lesson: what it is decides what is asked; how long a film lasts is read from the film.

use super::model::{LESSON_FIELDS, TypedLesson, accepts, html, length};
use super::upload::{Upload, UploadField};
use crate::api::{self, Sent};
use crate::kit::{
    Button, ButtonKind, Card, Checked, Confirm, RichField, SelectField, TextField, Tone, draft, toast, use_save,
};
use gsdj_domain::archive::TextFormat;
use gsdj_domain::learning::{BODY_MAX, LessonKind, SUBTITLES_MAX, TITLE_MAX};
use gsdj_domain::{CourseId, LessonId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

/// Which lesson the form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A new one of this course.
    New(CourseId),
    /// This one of that course.
    Old(LessonId, CourseId),
}

impl Target {
    const fn course(self) -> CourseId {
        match self {
            Self::New(course) | Self::Old(_, course) => course,
        }
    }
}

/// The form's signals.
#[derive(Clone, Copy)]
struct Fields {
    kind: RwSignal<String>,
    title: RwSignal<String>,
    body: RwSignal<(TextFormat, String)>,
    upload: Upload,
    duration: RwSignal<String>,
    characters: RwSignal<String>,
    subtitles: RwSignal<String>,
}

impl Fields {
    fn new(typed: TypedLesson) -> Self {
        Self {
            kind: RwSignal::new(typed.kind.code().into()),
            title: RwSignal::new(typed.title),
            body: RwSignal::new((TextFormat::Rich, typed.body)),
            upload: Upload::new(typed.file),
            duration: RwSignal::new(typed.duration),
            characters: RwSignal::new(typed.characters),
            subtitles: RwSignal::new(typed.subtitles),
        }
    }

    fn kind(&self) -> LessonKind {
        LessonKind::from_code(&self.kind.read()).unwrap_or(LessonKind::Video)
    }

    fn typed(&self) -> TypedLesson {
        TypedLesson {
            kind: self.kind(),
            title: self.title.get(),
            body: self.body.with(html),
            file: self.upload.done.get(),
            duration: self.duration.get(),
            characters: self.characters.get(),
            subtitles: self.subtitles.get(),
        }
    }

    fn restore(&self, typed: TypedLesson) {
        self.kind.set(typed.kind.code().into());
        self.title.set(typed.title);
        self.body.set((TextFormat::Rich, typed.body));
        self.upload.done.set(typed.file);
        self.duration.set(typed.duration);
        self.characters.set(typed.characters);
        self.subtitles.set(typed.subtitles);
    }
}

/// The form.
#[component]
pub fn TheForm(target: Target, typed: TypedLesson) -> impl IntoView {
    let fields = Fields::new(typed);
    let name = match target {
        Target::New(course) => format!("lesson-new-{course}"),
        Target::Old(id, _) => format!("lesson-{id}"),
    };
    let kept = draft::keep(name, move || fields.typed(), move |typed| fields.restore(typed));
    let checked = Checked::new(&LESSON_FIELDS, move || fields.typed().faults());
    let go = use_navigate();
    let back = format!("/learning/manage/{}", target.course());
    let save = use_save(move |typed: TypedLesson, key| {
        let (go, kept, back) = (go.clone(), kept.clone(), back.clone());
        async move {
            let sent = match target {
                Target::New(course) => api::learning::add_lesson(course, typed.form(), key).await?,
                Target::Old(id, _) => api::learning::change_lesson(id, typed.form(), key).await?,
            };
            if let Sent::Done(_) = sent {
                kept.clear();
                toast::show(Tone::Ok, "课时已保存");
                go(&back, Default::default());
            }
            Ok(())
        }
    });
    let fault = move |field: &'static str| checked.fault(field, save);
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        if untrack(|| fields.upload.busy()) {
            return toast::show(Tone::Warn, "文件还在上传，传完再保存");
        }
        if checked.passes() {
            save.go(untrack(|| fields.typed()));
        }
    };
    let kind = Memo::new(move |_| fields.kind());
    let kinds = LessonKind::ALL.iter().map(|k| (k.code().to_owned(), k.label().to_owned())).collect();
    view! {
        <form class="form-page" novalidate on:submit=send>
            <Card>
                <SelectField label="类型" name="kind" value=fields.kind options=kinds required=true/>
                <TextField label="课时名称" name="title" value=fields.title error=fault("title") required=true max=TITLE_MAX/>
                <Show when=move || kind.get().has_file()>
                    <UploadField upload=fields.upload accept=Signal::derive(move || accepts(kind.get())) error=fault("file")/>
                </Show>
                <Show when=move || kind.get().is_played()>
                    <Length fields=fields/>
                    <TextField label="时长（分:秒）" name="duration" value=fields.duration error=fault("duration") required=true hint="选好文件后自动读出"/>
                </Show>
                <Show when=move || kind.get() == LessonKind::Document>
                    <TextField label="大约字数" name="characters" value=fields.characters error=fault("characters") inputmode="numeric" hint="用来算阅读需要的时间；下面写了课文的可以不填"/>
                </Show>
            </Card>
            <Card>{move || {
                let text = kind.get() == LessonKind::Text;
                let (label, hint) = if text { ("课文", "学员读的正文") } else { ("说明", "可以写几句，介绍这一课讲什么") };
                view! { <RichField label=label name="body" value=fields.body error=fault("body") hint=hint max=BODY_MAX required=text/> }
            }}</Card>
            <Show when=move || kind.get().is_played()><Card title="字幕"><Subtitles fields=fields error=fault("subtitles")/></Card></Show>
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <div class="acts">
                <Button kind=ButtonKind::Primary submit=true busy=save.pending()>"保存课时"</Button>
                <Remove target=target/>
            </div>
        </form>
    }
}

/// Reads how long the chosen film or recording lasts.
#[component]
fn Length(fields: Fields) -> impl IntoView {
    let address = Memo::new(move |before: Option<&Option<String>>| {
        if let Some(Some(old)) = before {
            // one that is gone already is no harm
            let _ = web_sys::Url::revoke_object_url(old);
        }
        fields.upload.chosen.with(|f| f.as_ref().and_then(|f| web_sys::Url::create_object_url_with_blob(f).ok()))
    });
    let known = move |ev: leptos::ev::Event| {
        let media = ev.target().and_then(|t| t.dyn_into::<web_sys::HtmlMediaElement>().ok());
        if let Some(seconds) = media.map(|m| m.duration()).filter(|d| d.is_finite()) {
            #[expect(clippy::cast_possible_truncation, reason = "a film's milliseconds are few")]
            fields.duration.set(length((seconds * 1_000.0) as i64));
        }
    };
    move || {
        address.get().map(|src| view! { <video class="sr-only" preload="metadata" aria-hidden="true" tabindex="-1" src=src on:loadedmetadata=known></video> })
    }
}

/// Subtitles: typed, or read from a file.
#[component]
fn Subtitles(fields: Fields, #[prop(into)] error: Signal<Option<String>>) -> impl IntoView {
    let choose = move |ev: leptos::ev::Event| {
        let input = ev.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(file) = input.and_then(|i| i.files()).and_then(|f| f.get(0)) else { return };
        spawn_local(async move {
            let text = wasm_bindgen_futures::JsFuture::from(file.text()).await.ok().and_then(|t| t.as_string());
            match text {
                Some(text) => drop(fields.subtitles.try_set(text)),
                None => toast::show(Tone::Bad, "字幕文件读不出来，请换一个"),
            }
        });
    };
    view! {
        <label class="add-file">"选择字幕文件（.vtt）"<input type="file" accept=".vtt,text/vtt" on:change=choose/></label>
        <TextField label="字幕内容" name="subtitles" value=fields.subtitles error=error multiline=true max=SUBTITLES_MAX
            hint="WebVTT 格式：第一行写 WEBVTT，然后是时间和文字；可以留空"/>
    }
}

/// Taking a lesson out.
#[component]
fn Remove(target: Target) -> impl IntoView {
    let open = RwSignal::new(false);
    let go = use_navigate();
    let save = use_save(move |id: LessonId, key| {
        let go = go.clone();
        async move {
            api::learning::delete_lesson(id, key).await?;
            toast::show(Tone::Ok, "课时已删除");
            go(&format!("/learning/manage/{}", target.course()), Default::default());
            Ok(())
        }
    });
    let error = Signal::derive(move || save.error().get().map(|e| e.sentence()));
    let id = match target {
        Target::Old(id, _) => Some(id),
        Target::New(_) => None,
    };
    id.map(|id| view! {
        <Button kind=ButtonKind::Danger on_click=move |_| open.set(true)>"删除课时"</Button>
        <Confirm open=open title="删除这个课时？" text="学过的人保留已有的积分；课时从课程里移出。" yes="删除" danger=true
            busy=save.pending() error=error on_yes=move |()| save.go(id)/>
    })
}
