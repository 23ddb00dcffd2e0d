//! The questions on which the screen of a group study pauses, below the lesson's form: a list, and a sheet for one of them.

use super::question::{FIELDS, Typed, line, others};
use crate::api::{self, Sent};
use crate::exam::OptionsField;
use crate::kit::{
    Button, ButtonKind, Checked, Confirm, Loaded, SelectField, Sheet, TextField, Tone, draft, sheet_for, toast,
    use_load, use_save,
};
use gsdj_domain::exam::{EXPLANATION_MAX, QuestionKind, STEM_MAX};
use gsdj_domain::learning::{LessonQuestion, LessonQuestionForm, LessonQuestions, QUESTIONS_MAX};
use gsdj_domain::routes::Tag;
use gsdj_domain::{LessonId, LessonQuestionId};
use leptos::prelude::*;

/// What the sheet is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Subject {
    New,
    Old(LessonQuestion),
}

/// The list; `length` is how long the lesson lasts, in milliseconds.
#[component]
pub fn Questions(lesson: LessonId, length: i64) -> impl IntoView {
    let load = use_load(move || api::question::of_lesson(lesson), &[Tag::Courses]);
    let (about, gone) = (RwSignal::new(None::<Subject>), RwSignal::new(None::<LessonQuestionId>));
    let list = move |view: Signal<LessonQuestions>| {
        let all = Memo::new(move |_| view.with(|v| v.questions.clone()));
        let full = move || all.with(|a| a.len() >= QUESTIONS_MAX);
        let none = move || all.with(Vec::is_empty);
        view! {
            <Show when=none><p class="muted">"还没有提问。"</p></Show>
            <ul class="lesson-list">
                {move || all.get().into_iter().map(|q| view! { <li><One question=q about=about gone=gone/></li> }).collect_view()}
            </ul>
            <Button kind=ButtonKind::Quiet disabled=Signal::derive(full) on_click=move |_| about.set(Some(Subject::New))>"添加提问"</Button>
            <Editor lesson=lesson length=length all=all about=about/>
        }
    };
    view! {
        <section class="panel">
            <h2 class="panel-title">"集中学习提问"</h2>
            <p class="muted">{format!("集中学习放到这里时，屏幕停下来提问，到场的党员用手机作答。个人观看不受影响。最多 {QUESTIONS_MAX} 个。")}</p>
            <Loaded load=load view=list/>
            <Remove gone=gone/>
        </section>
    }
}

#[component]
fn One(
    question: LessonQuestion,
    about: RwSignal<Option<Subject>>,
    gone: RwSignal<Option<LessonQuestionId>>,
) -> impl IntoView {
    let id = question.id;
    let (says, text) = (line(&question.form), question.form.text.clone());
    let change = move |_| about.set(Some(Subject::Old(question.clone())));
    view! {
        <div class="lesson-line wrap">
            <span class="grow"><span class="title">{text}</span><span class="muted small">{says}</span></span>
            <Button on_click=change>"修改"</Button>
            <Button kind=ButtonKind::Danger on_click=move |_| gone.set(Some(id))>"删除"</Button>
        </div>
    }
}

/// The sheet with the form of one question.
#[component]
fn Editor(
    lesson: LessonId,
    length: i64,
    all: Memo<Vec<LessonQuestion>>,
    about: RwSignal<Option<Subject>>,
) -> impl IntoView {
    let open = sheet_for(about);
    let title = Signal::derive(move || {
        about.with(|a| if matches!(a, Some(Subject::Old(_))) { "修改提问" } else { "添加提问" }).to_owned()
    });
    view! {
        <Sheet open=open title=title>
            {move || about.get().map(|subject| view! { <TheForm lesson=lesson length=length all=all subject=subject about=about/> })}
        </Sheet>
    }
}

/// The form's signals.
#[derive(Clone, Copy)]
struct Fields {
    at: RwSignal<String>,
    kind: RwSignal<String>,
    text: RwSignal<String>,
    options: RwSignal<Vec<String>>,
    right: RwSignal<Vec<u8>>,
    explanation: RwSignal<String>,
}

impl Fields {
    fn new(typed: Typed) -> Self {
        Self {
            at: RwSignal::new(typed.at),
            kind: RwSignal::new(typed.kind),
            text: RwSignal::new(typed.text),
            options: RwSignal::new(typed.options),
            right: RwSignal::new(typed.right),
            explanation: RwSignal::new(typed.explanation),
        }
    }

    fn typed(&self) -> Typed {
        Typed {
            at: self.at.get(),
            kind: self.kind.get(),
            text: self.text.get(),
            options: self.options.get(),
            right: self.right.get(),
            explanation: self.explanation.get(),
        }
    }

    fn restore(&self, typed: Typed) {
        self.at.set(typed.at);
        self.kind.set(typed.kind);
        self.text.set(typed.text);
        self.options.set(typed.options);
        self.right.set(typed.right);
        self.explanation.set(typed.explanation);
    }
}

#[component]
fn TheForm(
    lesson: LessonId,
    length: i64,
    all: Memo<Vec<LessonQuestion>>,
    subject: Subject,
    about: RwSignal<Option<Subject>>,
) -> impl IntoView {
    let (stands, typed, name) = match &subject {
        Subject::New => (None, Typed::default(), format!("lesson-question-new-{lesson}")),
        Subject::Old(q) => (Some(q.id), Typed::of(q), format!("lesson-question-{}", q.id)),
    };
    let fields = Fields::new(typed);
    let kept = draft::keep(name, move || fields.typed(), move |typed| fields.restore(typed));
    let places = move || all.with(|all| others(all, stands));
    let checked = Checked::new(&FIELDS, move || fields.typed().faults(length, &places()));
    let save = use_save(move |form: LessonQuestionForm, key| {
        let kept = kept.clone();
        async move {
            let sent = match stands {
                None => api::question::add(lesson, form, key).await?,
                Some(id) => api::question::change(id, form, key).await?,
            };
            if let Sent::Done(_) = sent {
                kept.clear();
                toast::show(Tone::Ok, "提问已保存");
                about.set(None);
            }
            Ok(())
        }
    });
    let fault = move |field: &'static str| checked.fault(field, save);
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        if checked.passes() {
            save.go(untrack(|| fields.typed().form()));
        }
    };
    let kinds = QuestionKind::ALL.iter().map(|k| (k.code().to_owned(), k.label().to_owned())).collect();
    // what belongs to a field stands beside it already
    let beside = move || {
        let elsewhere = |e: &api::ApiError| FIELDS.iter().all(|f| e.field(f).is_none());
        save.error().get().filter(elsewhere).map(|e| e.sentence())
    };
    view! {
        <form novalidate on:submit=send>
            <TextField label="位置（分:秒）" name="at" value=fields.at error=fault("at") required=true hint="影片放到这里停下来提问"/>
            <SelectField label="题型" name="question-kind" value=fields.kind options=kinds required=true/>
            <TextField label="题目" name="text" value=fields.text error=fault("text") multiline=true required=true max=STEM_MAX/>
            <OptionsField kind=fields.kind options=fields.options right=fields.right options_fault=fault("options") right_fault=fault("right")/>
            <TextField label="解析" name="explanation" value=fields.explanation error=fault("explanation") multiline=true required=true
                max=EXPLANATION_MAX hint="结束作答后和正确答案一起显示在屏幕上"/>
            <p class="fault" role="alert">{beside}</p>
            <div class="sheet-foot"><Button kind=ButtonKind::Primary submit=true busy=save.pending()>"保存提问"</Button></div>
        </form>
    }
}

/// Asks before one is taken out.
#[component]
fn Remove(gone: RwSignal<Option<LessonQuestionId>>) -> impl IntoView {
    let open = sheet_for(gone);
    let save = use_save(move |id: LessonQuestionId, key| async move {
        api::question::remove(id, key).await?;
        gone.set(None);
        toast::show(Tone::Ok, "提问已删除");
        Ok(())
    });
    let error = Signal::derive(move || save.error().get().map(|e| e.sentence()));
    let yes = move |()| {
        if let Some(id) = gone.get_untracked() {
            save.go(id);
        }
    };
    view! {
        <Confirm open=open title="删除这个提问？" text="已经提问过的集中学习保留当时的题目和结果。" yes="删除" danger=true
            busy=save.pending() error=error on_yes=yes/>
    }
}
