//! `/exams/bank/new` and `/exams/bank/:id`: a question as it is written; what is typed is kept on this device.

use super::model::form::{QUESTION_FIELDS, TypedQuestion};
use crate::api::{self, IdempotencyKey, Sent};
use crate::kit::{
    Button, ButtonKind, Card, Checked, Loaded, PageHead, SelectField, TextField, Tone, draft, toast, use_id, use_load,
    use_save,
};
use crate::workbench::{Only, Workbench};
use gsdj_domain::QuestionId;
use gsdj_domain::account::Permission;
use gsdj_domain::exam::{EXPLANATION_MAX, QuestionForm, QuestionKind, QuestionRow, SOURCE_MAX, STEM_MAX, Subject};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// Writing a new one.
#[component]
pub fn NewQuestion() -> impl IntoView {
    view! {
        <Only permission=Permission::ManageExams>
            <Workbench>
                <div class="page-narrow">
                    <PageHead title="写题目" back="/exams/bank"/>
                    <Editor row=None/>
                </div>
            </Workbench>
        </Only>
    }
}

/// Changing one.
#[component]
pub fn EditQuestion() -> impl IntoView {
    view! { <Only permission=Permission::ManageExams><Edit/></Only> }
}

#[component]
fn Edit() -> impl IntoView {
    let id = use_id(QuestionId);
    view! {
        <Workbench>
            <div class="page-narrow">
                <PageHead title="修改题目" back="/exams/bank"/>
                {move || id.get().map(|id| view! { <Stands id=id/> })}
            </div>
        </Workbench>
    }
}

#[component]
fn Stands(id: QuestionId) -> impl IntoView {
    // read once: what is being written must not be drawn anew
    let load = use_load(move || api::exam::question(id), &[]);
    view! { <Loaded load=load view={move |row: Signal<QuestionRow>| view! { <Editor row=Some(row.get_untracked())/> }}/> }
}

/// The form's signals.
#[derive(Clone, Copy)]
struct Sheet {
    kind: RwSignal<String>,
    subject: RwSignal<String>,
    text: RwSignal<String>,
    options: RwSignal<Vec<String>>,
    right: RwSignal<Vec<u8>>,
    explanation: RwSignal<String>,
    source: RwSignal<String>,
    active: RwSignal<bool>,
}

impl Sheet {
    fn new(typed: TypedQuestion) -> Self {
        Self {
            kind: RwSignal::new(typed.kind),
            subject: RwSignal::new(typed.subject),
            text: RwSignal::new(typed.text),
            options: RwSignal::new(typed.options),
            right: RwSignal::new(typed.right),
            explanation: RwSignal::new(typed.explanation),
            source: RwSignal::new(typed.source),
            active: RwSignal::new(typed.active),
        }
    }

    fn typed(&self) -> TypedQuestion {
        TypedQuestion {
            kind: self.kind.get(),
            subject: self.subject.get(),
            text: self.text.get(),
            options: self.options.get(),
            right: self.right.get(),
            explanation: self.explanation.get(),
            source: self.source.get(),
            active: self.active.get(),
        }
    }

    fn restore(&self, typed: TypedQuestion) {
        self.kind.set(typed.kind);
        self.subject.set(typed.subject);
        self.text.set(typed.text);
        self.options.set(typed.options);
        self.right.set(typed.right);
        self.explanation.set(typed.explanation);
        self.source.set(typed.source);
        self.active.set(typed.active);
    }
}

#[component]
fn Editor(row: Option<QuestionRow>) -> impl IntoView {
    let stands = row.as_ref().map(|r| (r.id, r.version));
    let sheet = Sheet::new(row.as_ref().map(TypedQuestion::of).unwrap_or_default());
    let name = stands.map_or_else(|| "question-new".to_owned(), |(id, version)| format!("question-{id}-{version}"));
    let kept = draft::keep(name, move || sheet.typed(), move |typed: TypedQuestion| sheet.restore(typed));
    let checked = Checked::new(&QUESTION_FIELDS, move || sheet.typed().faults());
    let go = use_navigate();
    let save = use_save(move |form: QuestionForm, key: IdempotencyKey| {
        let (go, kept) = (go.clone(), kept.clone());
        async move {
            if let Sent::Done(_) = api::exam::save_question(stands, form, key).await? {
                kept.clear();
                toast::show(Tone::Ok, "题目已保存");
                go("/exams/bank", Default::default());
            }
            Ok(())
        }
    });
    let fault = move |field: &'static str| checked.fault(field, save);
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        if checked.passes() {
            save.go(untrack(|| sheet.typed().form()));
        }
    };
    let kinds = QuestionKind::ALL.iter().map(|k| (k.code().to_owned(), k.label().to_owned())).collect();
    let subjects = Subject::ALL.iter().map(|s| (s.code().to_owned(), s.label().to_owned())).collect();
    view! {
        <form class="form-page" novalidate on:submit=send>
            {stands.is_some().then(|| view! { <p class="muted">"修改只影响以后的抽题；已经开始或考过的卷子保持原来的文字和答案。"</p> })}
            <Card>
                <SelectField label="题型" name="kind" value=sheet.kind options=kinds required=true/>
                <SelectField label="科目" name="subject" value=sheet.subject options=subjects error=fault("subject") required=true/>
                <TextField label="题目" name="text" value=sheet.text error=fault("text") multiline=true required=true max=STEM_MAX/>
            </Card>
            <OptionsField kind=sheet.kind options=sheet.options right=sheet.right options_fault=fault("options") right_fault=fault("right")/>
            <Card>
                <TextField label="解析" name="explanation" value=sheet.explanation error=fault("explanation") multiline=true required=true max=EXPLANATION_MAX
                    hint="交卷后显示给答题的人，说明为什么"/>
                <TextField label="来源" name="source" value=sheet.source error=fault("source") max=SOURCE_MAX/>
                <label class="check-row"><input type="checkbox" class="toggle" role="switch" prop:checked=move || sheet.active.get()
                    on:change=move |ev| sheet.active.set(event_target_checked(&ev))/>"启用：会被抽到试卷和练习里"</label>
            </Card>
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <div class="acts"><Button kind=ButtonKind::Primary submit=true busy=save.pending()>"保存"</Button></div>
        </form>
    }
}

/// The options of a question, each with whether it is right, by the code of its kind.
#[component]
pub fn OptionsField(
    kind: RwSignal<String>,
    options: RwSignal<Vec<String>>,
    right: RwSignal<Vec<u8>>,
    options_fault: Signal<Option<String>>,
    right_fault: Signal<Option<String>>,
) -> impl IntoView {
    let kind = Memo::new(move |_| QuestionKind::from_code(&kind.read()).unwrap_or(QuestionKind::Single));
    let set_right = move |at: u8, on: bool| {
        right.update(|right| {
            if kind.get_untracked() != QuestionKind::Multiple {
                right.clear();
            }
            right.retain(|r| *r != at);
            if on {
                right.push(at);
            }
        });
    };
    let row = move |at: u8| {
        let letter = char::from(b'A' + at).to_string();
        let judgement = move || kind.get() == QuestionKind::TrueFalse;
        let place = usize::from(at);
        let several = move || kind.get() == QuestionKind::Multiple;
        let label = letter.clone();
        view! {
            <div class="exam-option">
                <input type=move || if several() { "checkbox" } else { "radio" } class=move || if several() { "checkbox" } else { "radio" } name="right"
                    aria-label=format!("{letter} 是正确答案") prop:checked=move || right.with(|r| r.contains(&at))
                    on:change=move |ev| set_right(at, event_target_checked(&ev))/>
                <b aria-hidden="true">{letter}</b>
                {move || if judgement() {
                    view! { <span class="grow">{if at == 0 { "正确" } else { "错误" }}</span> }.into_any()
                } else {
                    view! {
                        <input class="input" aria-label=format!("选项 {label}") prop:value=move || options.with(|o| o.get(place).cloned().unwrap_or_default())
                            on:input=move |ev| options.update(|o| if let Some(text) = o.get_mut(place) { *text = event_target_value(&ev) })/>
                    }.into_any()
                }}
            </div>
        }
    };
    let rows = move || if kind.get() == QuestionKind::TrueFalse { 0..2_u8 } else { 0..6_u8 };
    view! {
        <Card title="选项和正确答案">
            <fieldset id="field-options" tabindex="-1" class="exam-options">
                <legend class="muted">"勾选正确的选项；选项 2 到 6 个，从上往下填"</legend>
                {move || rows().map(row).collect_view()}
            </fieldset>
            <p class="fault" role="alert">{move || options_fault.get()}</p>
            <p class="fault" role="alert" id="field-right" tabindex="-1">{move || right_fault.get()}</p>
        </Card>
    }
}
