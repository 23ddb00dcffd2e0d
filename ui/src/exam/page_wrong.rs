//! `/exams/wrong`: the book of wrong answers, by subject, with the way to practise from it.

use super::parts::use_practice;
use super::report::{Options, Why};
use crate::api::{self, query};
use crate::kit::{Button, ButtonKind, Chip, Empty, IconName, PageHead, Tone, use_now};
use crate::workbench::{FreshList, MoreRows, Only, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::exam::{PracticeForm, RIGHT_TO_LEAVE, Subject, WrongQuestion};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn WrongBook() -> impl IntoView {
    view! { <Only permission=Permission::EnterExams><Book/></Only> }
}

#[component]
fn Book() -> impl IntoView {
    let map = use_query_map();
    let subject = Memo::new(move |_| map.read().get("subject").and_then(|s| Subject::from_code(&s)));
    let list = use_paged(move |cursor| api::exam::wrong(subject.get(), cursor), &[Tag::Sittings]);
    Effect::new(move |before: Option<Option<Subject>>| {
        let now = subject.get();
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let practice = use_practice();
    let some = Memo::new(move |_| list.rows.with(|r| !r.is_empty()));
    let chip = move |of: Option<Subject>| {
        let to = query::with("/exams/wrong", &[("subject", of.map(|s| s.code().to_owned()).unwrap_or_default())]);
        let current = move || (subject.get() == of).then_some("true");
        view! { <a class="chip-button" href=to aria-current=current>{of.map_or("全部科目", Subject::label)}</a> }
    };
    let empty = move || {
        let text = if subject.get().is_some() {
            "这个科目没有错题。"
        } else {
            "答错的题会自动收在这里，答对两次就移出。"
        };
        view! { <Empty icon=IconName::Check title="没有错题" text=text><a class="btn btn-primary" href="/exams">"去练习"</a></Empty> }
    };
    view! {
        <div class="page-narrow exams">
            <PageHead title="错题本" back="/exams"/>
            <nav class="chips" aria-label="按科目看">
                {std::iter::once(None).chain(Subject::ALL.iter().copied().map(Some)).map(chip).collect_view()}
            </nav>
            <Show when=move || some.get()>
                <div class="exam-acts">
                    <Button kind=ButtonKind::Primary busy=practice.pending()
                        on_click=move |_| practice.go(PracticeForm { subject: subject.get_untracked(), wrong: true })>"练习错题"</Button>
                </div>
            </Show>
            <FreshList list=list empty=empty>
                <ul class="cards">
                    <For each=move || list.rows.get() key=|q| format!("{q:?}") children=|q| view! { <li><Entry entry=q/></li> }/>
                </ul>
            </FreshList>
            <MoreRows list=list/>
        </div>
    }
}

#[component]
fn Entry(entry: WrongQuestion) -> impl IntoView {
    let now = use_now();
    let (at, since) = (entry.wrong_at, entry.right_since);
    let line = move || format!("{} · {} · {} 答错", entry.kind.label(), entry.subject.label(), at.spoken(now.get()));
    let chip = if since == 0 {
        view! { <Chip tone=Tone::Bad>{format!("再答对 {RIGHT_TO_LEAVE} 次移出")}</Chip> }
    } else {
        view! { <Chip tone=Tone::Warn>{format!("再答对 {} 次移出", RIGHT_TO_LEAVE.saturating_sub(since))}</Chip> }
    };
    view! {
        <article class="card report-question">
            <div class="row wrap"><span class="grow muted small">{line}</span>{chip}</div>
            <p class="title">{entry.text}</p>
            <Options options=entry.options chosen=entry.chosen right=entry.verdict.as_ref().map(|v| v.right.clone())/>
            {match entry.verdict {
                Some(v) => view! { <Why explanation=v.explanation source=v.source/> }.into_any(),
                None => view! { <p class="muted small">"没交的卷子正在问这道题，交卷后可看解析。"</p> }.into_any(),
            }}
        </article>
    }
}
