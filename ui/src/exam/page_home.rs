//! `/exams`: what is open, what is under way, practice, the book of wrong answers, the latest results.

use super::model::say::{self, Door};
use super::parts::{SittingLine, use_practice};
use crate::api::{self, Sent};
use crate::kit::{
    Button, ButtonKind, Chip, Confirm, Empty, Frame, Icon, IconName, Loaded, PageHead, Tone, use_frame, use_load,
    use_now, use_save,
};
use crate::workbench::Only;
use gsdj_domain::account::Permission;
use gsdj_domain::exam::{ExamHome, OpenExam, PracticeForm, SittingRow, Subject};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub fn ExamHomePage() -> impl IntoView {
    view! { <Only permission=Permission::EnterExams><Begin/></Only> }
}

#[component]
fn Begin() -> impl IntoView {
    let frame = use_frame();
    move || {
        if frame.get() == Frame::Tv { view! { <OnThePhone/> }.into_any() } else { view! { <Desk/> }.into_any() }
    }
}

/// The television has no way to answer in private.
#[component]
pub fn OnThePhone() -> impl IntoView {
    view! {
        <div class="page-narrow">
            <PageHead title="在线考试"/>
            <Empty icon=IconName::Phone title="请用手机或电脑答题"
                text="电视上不答题。请在手机上打开“学习—在线考试”，或者在电脑上打开“党员教育—在线考试”。"/>
        </div>
    }
}

#[component]
fn Desk() -> impl IntoView {
    let load = use_load(api::exam::home, &[Tag::Exams, Tag::Sittings]);
    view! {
        <div class="page-narrow exams">
            <PageHead title="在线考试" back="/learning"/>
            <Loaded load=load view={move |home: Signal<ExamHome>| view! { <Whole home=home/> }}/>
        </div>
    }
}

#[component]
fn Whole(home: Signal<ExamHome>) -> impl IntoView {
    let part = move |of: fn(&ExamHome) -> Vec<SittingRow>| Memo::new(move |_| home.with(of));
    let (under_way, latest) = (part(|h| h.under_way.clone()), part(|h| h.latest.clone()));
    let exams = Memo::new(move |_| home.with(|h| h.exams.clone()));
    let asked = RwSignal::new(None::<OpenExam>);
    let lines = move |rows: Memo<Vec<SittingRow>>| {
        view! { <ul class="cards">{move || rows.get().into_iter().map(|row| view! { <li><SittingLine row=row/></li> }).collect_view()}</ul> }
    };
    view! {
        <Show when=move || under_way.with(|u| !u.is_empty())>
            <section><h2 class="sub">"没有交卷的"</h2>{lines(under_way)}</section>
        </Show>
        <section>
            <h2 class="sub">"考试"</h2>
            {move || exams.with(Vec::is_empty).then(|| view! {
                <Empty icon=IconName::Paper title="现在没有开放的考试" text="有新的考试会出现在这里；平时可以随机练习，做满一组五道题也有积分。"/>
            })}
            <ul class="cards">
                <For each=move || exams.get() key=|e| format!("{e:?}") children=move |exam| view! { <li><ExamCard exam=exam asked=asked/></li> }/>
            </ul>
        </section>
        <Practice home=home/>
        <Show when=move || latest.with(|l| !l.is_empty())>
            <section>
                <div class="row"><h2 class="sub grow">"最近成绩"</h2><a class="link" href="/exams/history">"全部记录"</a></div>
                {lines(latest)}
            </section>
        </Show>
        <p class="small"><a class="link" href="/manual/exam">"怎么用"</a></p>
        <BeginSheet asked=asked/>
    }
}

#[component]
fn ExamCard(exam: OpenExam, asked: RwSignal<Option<OpenExam>>) -> impl IntoView {
    let now = use_now();
    let subjects = exam.subjects.iter().map(|s| s.label()).collect::<Vec<_>>().join("、");
    let best = exam.best.map(|best| {
        let (text, tone) = if exam.passed { ("合格", Tone::Ok) } else { ("未合格", Tone::Warn) };
        view! { <Chip tone=tone>{format!("最好 {best} 分 · {text}")}</Chip> }
    });
    let (timed, opened) = (exam.clone(), exam.clone());
    let door = Memo::new(move |_| say::door(&opened, now.get()));
    let chosen = exam.clone();
    let act = move || match door.get() {
        Door::Later => ().into_any(),
        Door::UsedUp => view! { <p class="muted">"次数已用完"</p> }.into_any(),
        Door::GoOn => {
            let to = chosen.under_way.map(|id| format!("/exams/sittings/{id}")).unwrap_or_default();
            view! { <a class="btn btn-primary" href=to>"继续答题"</a> }.into_any()
        }
        Door::Begin | Door::Again => {
            let again = door.get() == Door::Again;
            let exam = chosen.clone();
            view! {
                <Button kind=if again { ButtonKind::Quiet } else { ButtonKind::Primary } on_click=move |_| asked.set(Some(exam.clone()))>
                    {if again { "再考一次" } else { "开始考试" }}
                </Button>
            }
            .into_any()
        }
    };
    view! {
        <article class="card exam-card">
            <div class="row wrap"><h3 class="grow title">{exam.title.clone()}</h3>{best}</div>
            <p class="muted">{say::measure(&exam)}</p>
            <p class="muted small">{subjects}</p>
            {(!exam.note.is_empty()).then(|| view! { <p>{exam.note.clone()}</p> })}
            <p class="line"><Icon name=IconName::Clock/><span>{move || say::span(&timed, now.get())} " · " {say::tries(&exam)}</span></p>
            <div class="exam-acts">{act}</div>
        </article>
    }
}

/// Asks once before the clock begins to run.
#[component]
fn BeginSheet(asked: RwSignal<Option<OpenExam>>) -> impl IntoView {
    let open = crate::kit::sheet_for(asked);
    let go = use_navigate();
    let save = use_save(move |exam: OpenExam, key| {
        let go = go.clone();
        async move {
            if let Sent::Done(view) = api::exam::begin(exam.id, key).await? {
                asked.set(None);
                go(&format!("/exams/sittings/{}", view.row.id), Default::default());
            }
            Ok(())
        }
    });
    let now = use_now();
    let text = move || {
        asked.get().map_or_else(String::new, |exam| {
            let ends = gsdj_domain::exam::deadline(now.get(), exam.minutes, exam.closes_at);
            format!(
                "{}。开始后计时，{} 截止；中途离开不停表，作答随时保存，断网也不会丢。到时没有交卷的，系统按已经收到的作答交卷。{}",
                say::measure(&exam),
                ends.spoken(now.get()),
                say::tries(&exam)
            )
        })
    };
    let error = Signal::derive(move || save.error().get().map(|e| e.sentence()));
    let yes = move || {
        if let Some(exam) = asked.get_untracked() {
            save.go(exam);
        }
    };
    view! {
        <Confirm open=open title=move || asked.get().map(|e| e.title).unwrap_or_default() text=Signal::derive(text) yes="开始考试"
            busy=save.pending() error=error on_yes=yes/>
    }
}

/// 随机练习 and 错题本.
#[component]
fn Practice(home: Signal<ExamHome>) -> impl IntoView {
    let save = use_practice();
    let subjects = Memo::new(move |_| home.with(|h| h.subjects.clone()));
    let wrong = Memo::new(move |_| home.with(|h| h.wrong));
    let one = move |subject: Subject| {
        view! { <button type="button" class="chip-button" on:click=move |_| save.go(PracticeForm { subject: Some(subject), wrong: false })>{subject.label()}</button> }
    };
    view! {
        <section class="card exam-practice">
            <h2 class="card-head">"随机练习"</h2>
            <p class="muted">"每组五道题，不计时，七天内做完都算。答满五道并交卷，不论对错都有积分，每天最多两组。"</p>
            {move || if subjects.with(Vec::is_empty) {
                view! { <p class="muted">"题库里的题目还不够一组，请稍后再来。"</p> }.into_any()
            } else {
                view! {
                    <Button kind=ButtonKind::Quiet busy=save.pending() on_click=move |_| save.go(PracticeForm { subject: None, wrong: false })>"随机来一组"</Button>
                    <p class="small muted exam-by">"或者按科目："</p>
                    <div class="chips">{move || subjects.get().into_iter().map(one).collect_view()}</div>
                }.into_any()
            }}
        </section>
        <a class="card exam-book" href="/exams/wrong">
            <Icon name=IconName::Book/>
            <span class="grow"><b>"错题本"</b><span class="cell-note">"答错的题都在这里，答对两次就移出"</span></span>
            <span class="exam-count">{move || format!("{} 题", wrong.get())}</span>
        </a>
    }
}
