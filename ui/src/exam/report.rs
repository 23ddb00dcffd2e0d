//! What came of a sitting: the result, why it earned what it earned, every question with what was right and why.

use super::keep;
use super::model::say;
use super::parts::use_practice;
use crate::kit::{Button, ButtonKind, Chip, Icon, IconName, PageHead};
use gsdj_domain::exam::{PracticeForm, SatQuestion, SittingKind, SittingView, letters};
use leptos::prelude::*;

/// The page of a sitting that is handed in.
#[component]
pub fn Report(view: Signal<Option<SittingView>>) -> impl IntoView {
    let only_wrong = RwSignal::new(false);
    let title = view.with_untracked(|v| v.as_ref().map(|v| v.row.title.clone()).unwrap_or_default());
    let asked = Memo::new(move |_| view.with(|v| v.as_ref().map(|v| v.asked.clone()).unwrap_or_default()));
    let late = Memo::new(move |_| {
        let id = view.with(|v| v.as_ref().map(|v| v.row.id));
        id.and_then(keep::load)
            .map(|kept| {
                kept.too_late().into_iter().map(|seat| (seat, kept.own[&seat].chosen.clone())).collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    let shown = move || {
        let right = |q: &SatQuestion| q.verdict.as_ref().is_some_and(|v| v.correct == Some(true));
        asked.get().into_iter().filter(|q| !(only_wrong.get() && right(q))).collect::<Vec<_>>()
    };
    view! {
        <PageHead title=title back="/exams"/>
        {move || view.get().map(|view| view! { <Summary view=view late=late/> })}
        <div class="chips" role="group" aria-label="看哪些题">
            <button type="button" class="chip-button" aria-pressed=move || (!only_wrong.get()).to_string() on:click=move |_| only_wrong.set(false)>"全部"</button>
            <button type="button" class="chip-button" aria-pressed=move || only_wrong.get().to_string() on:click=move |_| only_wrong.set(true)>"只看错题和未答"</button>
        </div>
        <ol class="cards report-list">
            {move || shown().into_iter().map(|q| {
                let unsent = late.with(|l| l.iter().find(|(seat, _)| *seat == q.seat).map(|(_, chosen)| chosen.clone()));
                view! { <li><Judged question=q unsent=unsent/></li> }
            }).collect_view()}
        </ol>
    }
}

#[component]
fn Summary(view: SittingView, late: Memo<Vec<(u32, Vec<u8>)>>) -> impl IntoView {
    let practice = use_practice();
    let kind = view.row.kind;
    let result = view.row.result.clone().map(|result| {
        let (text, tone) = say::outcome(&result);
        let mark = result.pass_mark.map(|mark| format!("，{mark} 分合格")).unwrap_or_default();
        let line = format!("{} 题，已答 {}，答对 {}{mark}", view.row.questions, result.answered, result.right);
        view! {
            <section class=format!("card report-head {}", tone.class()) role="status">
                <p class="report-score"><b>{text}</b></p>
                <p class="muted">{line}</p>
                {say::handed_in(result.by).map(|text| view! { <p>{text}</p> })}
                <p class="report-points"><Icon name=IconName::Star/><span>{say::earned(&result)}</span></p>
            </section>
        }
    });
    let again = match kind {
        SittingKind::Exam => view! { <a class="btn btn-line" href="/exams">"回到考试"</a> }.into_any(),
        SittingKind::Practice | SittingKind::Wrong => {
            let form = PracticeForm { subject: None, wrong: kind == SittingKind::Wrong };
            view! { <Button kind=ButtonKind::Primary busy=practice.pending() on_click=move |_| practice.go(form.clone())>"再来一组"</Button> }
                .into_any()
        }
    };
    view! {
        {result}
        {move || late.with(|l| (!l.is_empty()).then(|| view! {
            <section class="why bad">
                <h2 class="why-title">{format!("有 {} 题没有及时送达", l.len())}</h2>
                <p>"这些题是在没有网络时作答的，到截止时间还没有送到，不能计分。您的作答列在每道题下面，可以对照解析。"</p>
            </section>
        }))}
        <div class="exam-acts">
            {again}
            <a class="btn btn-line" href="/exams/wrong">"看错题本"</a>
            <a class="btn btn-line" href="/me/points">"看我的积分"</a>
        </div>
    }
}

#[component]
fn Judged(question: SatQuestion, unsent: Option<Vec<u8>>) -> impl IntoView {
    let (text, tone) = say::judged(&question);
    let place = format!("第 {} 题 · {} · {}", question.seat + 1, question.kind.label(), question.subject.label());
    let unsent = unsent.map(|chosen| format!("没有及时送达的作答：{}（未计分）", letters(&chosen)));
    view! {
        <article class="card report-question">
            <div class="row wrap"><span class="grow muted small">{place}</span><Chip tone=tone>{text}</Chip></div>
            <p class="title">{question.text.clone()}</p>
            <Options options=question.options.clone() chosen=question.chosen.clone() right=question.verdict.as_ref().map(|v| v.right.clone())/>
            {unsent.map(|text| view! { <p class="muted small">{text}</p> })}
            {question.verdict.map(|v| view! { <Why explanation=v.explanation source=v.source/> })}
        </article>
    }
}

/// The options with what was chosen and, once it is said, what was right; each in words too.
#[component]
pub fn Options(options: Vec<String>, chosen: Vec<u8>, right: Option<Vec<u8>>) -> impl IntoView {
    let option = move |(at, text): (u8, String)| {
        let picked = chosen.contains(&at);
        let is_right = right.as_ref().map(|r| r.contains(&at));
        let (class, says) = match (picked, is_right) {
            (true, Some(true)) => ("right", "您选的，正确"),
            (true, Some(false)) => ("wrong", "您选的，错误"),
            (true, None) => ("chosen", "您选的"),
            (false, Some(true)) => ("right", "正确答案"),
            (false, Some(false) | None) => ("", ""),
        };
        view! {
            <li class=format!("report-option {class}")>
                <b>{char::from(b'A' + at).to_string()}</b>
                <span class="grow">{text}</span>
                <span class="report-mark">{says}</span>
            </li>
        }
    };
    view! { <ul class="report-options">{(0_u8..).zip(options).map(option).collect_view()}</ul> }.into_any()
}

/// 解析, and where it comes from.
#[component]
pub fn Why(explanation: String, source: String) -> impl IntoView {
    view! {
        <div class="report-why">
            <p><b>"解析："</b>{explanation}</p>
            {(!source.is_empty()).then(|| view! { <p class="muted small">{format!("来源：{source}")}</p> })}
        </div>
    }
    .into_any()
}
