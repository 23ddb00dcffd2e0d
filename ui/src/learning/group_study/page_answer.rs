//! `/learning/group-studies/:id/answer`: a member who is checked in answers the question on the screen from their phone.

use super::model::{Side, judged, pressed, side, standing};
use crate::api::{self, ApiError, Sent};
use crate::exam::{Options, Why};
use crate::kit::{Button, ButtonKind, Empty, IconName, Loaded, PageHead, use_id, use_load, use_save};
use crate::workbench::Only;
use gsdj_domain::GroupStudyId;
use gsdj_domain::account::Permission;
use gsdj_domain::exam::QuestionKind;
use gsdj_domain::learning::{GroupAnswerForm, GroupStudyForMe, QuestionForMe};
use gsdj_domain::routes::Tag;
use leptos::html;
use leptos::prelude::*;
use std::time::Duration;

/// How often the page looks after the screen, should the live line have missed something.
const LOOK: Duration = Duration::from_secs(20);

/// The page.
#[component]
pub fn GroupAnswer() -> impl IntoView {
    let id = use_id(GroupStudyId);
    view! {
        <Only permission=Permission::Study>
            <div class="page-narrow learning answer-page">
                <PageHead title="集中学习作答" back="/home"/>
                {move || id.get().map(|id| view! { <One id=id/> })}
            </div>
        </Only>
    }
}

#[component]
fn One(id: GroupStudyId) -> impl IntoView {
    let load = use_load(move || api::question::mine(id), &[Tag::Asked]);
    if let Ok(timer) = set_interval_with_handle(move || load.reload(), LOOK) {
        on_cleanup(move || timer.clear());
    }
    view! { <Loaded load=load view={move |mine: Signal<GroupStudyForMe>| view! { <Whole id=id mine=mine/> }}/> }
}

#[component]
fn Whole(id: GroupStudyId, mine: Signal<GroupStudyForMe>) -> impl IntoView {
    let shown = Memo::new(move |_| mine.with(side));
    let kept = Memo::new(move |_| mine.with(|m| m.question.as_ref().map(|q| q.chosen.clone()).unwrap_or_default()));
    // the page's own heading comes first; whoever listens hears each question after it
    let first = StoredValue::new(true);
    view! {
        <p class="muted">{move || mine.with(|m| m.title.clone())}</p>
        {move || {
            let begins = first.try_update_value(|f| std::mem::replace(f, false)).unwrap_or(true);
            match shown.get() {
                Side::Over => view! {
                    <Empty icon=IconName::Check title="这次集中学习已经结束" text="学习时长已记给到场的党员。">
                        <a class="btn btn-line" href="/home">"回首页"</a>
                    </Empty>
                }.into_any(),
                Side::NotThere => view! {
                    <Empty icon=IconName::People title="您没有登记到场" text="请支部在屏幕上按“调整到场人员”补勾您的名字，这里会自动更新。"/>
                }.into_any(),
                Side::Waits => view! {
                    <div role="status"><Empty icon=IconName::Play title="请看屏幕" text="屏幕停下来提问时，题目会自动出现在这里。"/></div>
                }.into_any(),
                Side::Open(question) => view! { <Answer id=id question=question kept=kept calls={!begins}/> }.into_any(),
                Side::Told(question) => view! { <Told question=question/> }.into_any(),
            }
        }}
    }
}

/// The question with its options; `calls` moves the focus to it.
#[component]
fn Answer(id: GroupStudyId, question: QuestionForMe, kept: Memo<Vec<u8>>, calls: bool) -> impl IntoView {
    let QuestionForMe { question, kind, text, options, .. } = question;
    let several = kind == QuestionKind::Multiple;
    let chosen = RwSignal::new(kept.get_untracked());
    // answered on another device of the member's
    Effect::new(move |_| chosen.set(kept.get()));
    let save = use_save(move |chosen: Vec<u8>, key| async move {
        match api::question::answer(id, GroupAnswerForm { question, chosen }, key).await? {
            Sent::Done(_) => Ok(()),
            // an answer is for the question on the screen: it does not wait
            Sent::Queued => Err(ApiError::Offline),
        }
    });
    let heading = NodeRef::<html::Legend>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get().filter(|_| calls) {
            // one that takes no focus is read from the page
            let _ = heading.focus();
        }
    });
    let option = move |(at, text): (u8, String)| {
        let is = move || chosen.with(|c| c.contains(&at));
        view! {
            <label class="sit-option" class:chosen=is>
                <input type=if several { "checkbox" } else { "radio" } class=if several { "checkbox" } else { "radio" } name="answer"
                    prop:checked=is on:change=move |_| chosen.update(|c| *c = pressed(c, at, several))/>
                <b aria-hidden="true">{super::model::letter(at)}</b>
                <span class="grow">{text}</span>
            </label>
        }
    };
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        save.go(chosen.get_untracked());
    };
    let same = Memo::new(move |_| kept.with(|k| !k.is_empty() && chosen.with(|c| c == k)));
    let fault = move || save.error().get().map(|e| e.sentence());
    let hint = move || save.error().get().and_then(|e| e.hint()).map(|h| view! { <p class="muted">{h}</p> });
    let label = move || if kept.with(Vec::is_empty) { "提交" } else { "重新提交" };
    view! {
        <form class="sit-question" novalidate on:submit=send>
            <fieldset class="card answer-question" id="field-chosen">
                <legend tabindex="-1" node_ref=heading>
                    <span class="sit-place">{kind.label()}</span>
                    <span class="sit-text">{text}</span>
                    {several.then(|| view! { <span class="muted small">"可选多个"</span> })}
                </legend>
                {(0_u8..).zip(options).map(option).collect_view()}
            </fieldset>
            <p class="fault" role="alert">{fault}</p>
            {hint}
            <p class="answer-standing" class:done=move || same.get() role="status">{move || kept.with(|k| chosen.with(|c| standing(k, c)))}</p>
            <div class="answer-send">
                <Button kind=ButtonKind::Primary submit=true busy=save.pending() disabled=Signal::derive(move || same.get())>{label}</Button>
            </div>
        </form>
    }
}

#[component]
fn Told(question: QuestionForMe) -> impl IntoView {
    let says = judged(&question);
    let QuestionForMe { text, options, chosen, verdict, .. } = question;
    let right = verdict.as_ref().map(|v| v.right.clone());
    view! {
        <section class="card report-question" role="status">
            <h2>{says}</h2>
            <p class="title">{text}</p>
            <Options options=options chosen=chosen right=right/>
            {verdict.map(|v| view! { <Why explanation=v.explanation source=v.source/> })}
            <p class="muted">"大家的作答情况在屏幕上。下一道提问会自动出现在这里。"</p>
        </section>
    }
}
