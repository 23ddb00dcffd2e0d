//! `/exams/papers/new` and `/exams/papers/:id`: an exam as it is set up; published, withdrawn, thrown away.

mod acts;

use self::acts::Acts;
use super::model::form::{EXAM_FIELDS, TypedExam};
use crate::api::{self, IdempotencyKey, Sent};
use crate::kit::{
    Button, ButtonKind, Card, Checked, Chip, Loaded, PageHead, SelectField, TextField, Tone, clock, draft, toast,
    use_id, use_load, use_save,
};
use crate::workbench::{Only, Workbench};
use gsdj_domain::ExamId;
use gsdj_domain::account::Permission;
use gsdj_domain::exam::{DrawMode, ExamAct, ExamForm, ExamView, Subject, TITLE_MAX};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// Setting a new one up.
#[component]
pub fn NewExam() -> impl IntoView {
    view! {
        <Only permission=Permission::ManageExams>
            <Workbench>
                <div class="page-narrow">
                    <PageHead title="新建试卷" back="/exams/papers"/>
                    <Editor view=None/>
                </div>
            </Workbench>
        </Only>
    }
}

/// One that stands.
#[component]
pub fn EditExam() -> impl IntoView {
    view! { <Only permission=Permission::ManageExams><Edit/></Only> }
}

#[component]
fn Edit() -> impl IntoView {
    let id = use_id(ExamId);
    view! {
        <Workbench>
            <div class="page-narrow">
                <PageHead title="试卷" back="/exams/papers"/>
                {move || id.get().map(|id| view! { <Stands id=id/> })}
            </div>
        </Workbench>
    }
}

#[component]
fn Stands(id: ExamId) -> impl IntoView {
    let load = use_load(move || api::exam::exam(id), &[Tag::Exams]);
    view! {
        <Loaded load=load view={move |view: ExamView| {
            let editable = view.acts.contains(&ExamAct::Edit);
            view! {
                <section class="card">
                    <div class="row wrap"><h2 class="grow title">{view.form.title.clone()}</h2><Chip tone=super::page_exams::tone(view.state)>{view.state.label()}</Chip></div>
                    {view.withdrawn_for.clone().map(|why| view! { <p>{format!("撤回原因：{why}")}</p> })}
                    {(!editable).then(|| view! { <Facts view=view.clone()/> })}
                    <Acts view=view.clone()/>
                </section>
                {editable.then(|| view! { <Editor view=Some(view.clone())/> })}
            }
        }}/>
    }
}

/// What an exam is that can't be changed.
#[component]
fn Facts(view: ExamView) -> impl IntoView {
    let form = view.form;
    let subjects = form.subjects.iter().map(|s| s.label()).collect::<Vec<_>>().join("、");
    let tries = form.tries.map_or_else(|| "不限".to_owned(), |t| format!("{t} 次"));
    let rows = [
        ("科目", subjects),
        ("题目", format!("{} 组 {} 题，{}", form.groups, form.questions(), form.draw.label())),
        ("时限", format!("{} 分钟", form.minutes)),
        ("开放", format!("{} 至 {}", form.opens_at.written(), form.closes_at.written())),
        ("次数", tries),
        ("合格线", format!("{} 分", form.pass_mark)),
        ("说明", form.note),
    ];
    let row = |(name, says): (&'static str, String)| view! { <dt>{name}</dt><dd>{says}</dd> };
    let shown = rows.into_iter().filter(|(_, says)| !says.is_empty());
    view! { <dl class="exam-facts">{shown.map(row).collect_view()}</dl> }
}

/// The form's signals.
#[derive(Clone, Copy)]
struct Sheet {
    title: RwSignal<String>,
    note: RwSignal<String>,
    subjects: RwSignal<Vec<String>>,
    groups: RwSignal<String>,
    draw: RwSignal<String>,
    minutes: RwSignal<String>,
    opens_at: RwSignal<String>,
    closes_at: RwSignal<String>,
    tries: RwSignal<String>,
    pass_mark: RwSignal<String>,
}

impl Sheet {
    fn new(typed: TypedExam) -> Self {
        Self {
            title: RwSignal::new(typed.title),
            note: RwSignal::new(typed.note),
            subjects: RwSignal::new(typed.subjects),
            groups: RwSignal::new(typed.groups),
            draw: RwSignal::new(typed.draw),
            minutes: RwSignal::new(typed.minutes),
            opens_at: RwSignal::new(typed.opens_at),
            closes_at: RwSignal::new(typed.closes_at),
            tries: RwSignal::new(typed.tries),
            pass_mark: RwSignal::new(typed.pass_mark),
        }
    }

    fn typed(&self) -> TypedExam {
        TypedExam {
            title: self.title.get(),
            note: self.note.get(),
            subjects: self.subjects.get(),
            groups: self.groups.get(),
            draw: self.draw.get(),
            minutes: self.minutes.get(),
            opens_at: self.opens_at.get(),
            closes_at: self.closes_at.get(),
            tries: self.tries.get(),
            pass_mark: self.pass_mark.get(),
        }
    }

    fn restore(&self, typed: TypedExam) {
        self.title.set(typed.title);
        self.note.set(typed.note);
        self.subjects.set(typed.subjects);
        self.groups.set(typed.groups);
        self.draw.set(typed.draw);
        self.minutes.set(typed.minutes);
        self.opens_at.set(typed.opens_at);
        self.closes_at.set(typed.closes_at);
        self.tries.set(typed.tries);
        self.pass_mark.set(typed.pass_mark);
    }
}

#[component]
fn Editor(view: Option<ExamView>) -> impl IntoView {
    let stands = view.as_ref().map(|v| (v.id, v.revision));
    let sheet = Sheet::new(view.as_ref().map_or_else(|| TypedExam::fresh(clock::now()), TypedExam::of));
    let name = stands.map_or_else(|| "exam-new".to_owned(), |(id, revision)| format!("exam-{id}-{revision}"));
    let kept = draft::keep(name, move || sheet.typed(), move |typed: TypedExam| sheet.restore(typed));
    let checked = Checked::new(&EXAM_FIELDS, move || sheet.typed().faults());
    let go = use_navigate();
    let save = use_save(move |form: ExamForm, key: IdempotencyKey| {
        let (go, kept) = (go.clone(), kept.clone());
        async move {
            if let Sent::Done(view) = api::exam::save_exam(stands, form, key).await? {
                kept.clear();
                toast::show(Tone::Ok, "试卷已保存，检查后可以发布");
                go(&format!("/exams/papers/{}", view.id), Default::default());
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
    let draws = DrawMode::ALL.iter().map(|d| (d.code().to_owned(), d.label().to_owned())).collect();
    view! {
        <form class="form-page" novalidate on:submit=send>
            <Card title="内容">
                <TextField label="名称" name="title" value=sheet.title error=fault("title") required=true max=TITLE_MAX/>
                <TextField label="说明" name="note" value=sheet.note error=fault("note") multiline=true hint="可不填；党员在开始前看到"/>
                <Subjects sheet=sheet error=fault("subjects")/>
                <TextField label="题组数" name="groups" value=sheet.groups error=fault("groups") required=true inputmode="numeric" hint="每组五道题"/>
                <SelectField label="抽题方式" name="draw" value=sheet.draw options=draws hint="固定试题在发布时抽一次，所有人题目相同，选项顺序各不相同"/>
            </Card>
            <Card title="时间和成绩">
                <TextField label="时限（分钟）" name="minutes" value=sheet.minutes error=fault("minutes") required=true inputmode="numeric"/>
                <TextField label="合格线（分）" name="pass_mark" value=sheet.pass_mark error=fault("pass_mark") required=true inputmode="numeric" hint="满分 100 分"/>
                <TextField label="次数" name="tries" value=sheet.tries error=fault("tries") inputmode="numeric" hint="不填表示不限，取最好成绩"/>
                <TextField label="开放时间" name="opens_at" value=sheet.opens_at error=fault("opens_at") required=true kind="datetime-local"/>
                <TextField label="结束时间" name="closes_at" value=sheet.closes_at error=fault("closes_at") required=true kind="datetime-local" hint="到时所有没有交卷的一起交卷"/>
            </Card>
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <div class="acts"><Button kind=ButtonKind::Primary submit=true busy=save.pending()>"保存"</Button></div>
        </form>
    }
}

/// Which subjects the questions are drawn from.
#[component]
fn Subjects(sheet: Sheet, error: Signal<Option<String>>) -> impl IntoView {
    let one = move |subject: &Subject| {
        let code = subject.code();
        let toggle = move |on: bool| {
            sheet.subjects.update(|all| {
                all.retain(|s| s != code);
                if on {
                    all.push(code.into());
                }
            });
        };
        view! {
            <label class="tick"><input type="checkbox" class="checkbox" prop:checked=move || sheet.subjects.with(|all| all.iter().any(|s| s == code))
                on:change=move |ev| toggle(event_target_checked(&ev))/><span class="grow">{subject.label()}</span></label>
        }
    };
    view! {
        <fieldset class="people-field" id="field-subjects" tabindex="-1">
            <legend>"科目"</legend>
            {Subject::ALL.iter().map(one).collect_view()}
            <p class="fault" role="alert">{move || error.get()}</p>
        </fieldset>
    }
}
