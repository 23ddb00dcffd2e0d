//! Overview and committee as they are read.

use super::model::{Term, term};
use crate::kit::{Chip, Tone, use_now};
use gsdj_domain::branch::{BranchCommittee, CommitteeMember, CommitteePost, Overview};
use leptos::prelude::*;

/// 支部概述, read; says so where nothing was written yet.
#[component]
pub fn OverviewText(overview: Overview) -> impl IntoView {
    let Overview { introduction, meeting_place, contact } = overview;
    let or = |text: String| if text.trim().is_empty() { "未填写".to_owned() } else { text };
    let intro = if introduction.trim().is_empty() { "还没有填写支部简介。".to_owned() } else { introduction };
    view! {
        <div class="reading">{intro.lines().map(|l| view! { <p>{l.to_owned()}</p> }).collect_view()}</div>
        <dl class="facts">
            <div class="fact"><dt>"活动场所"</dt><dd>{or(meeting_place)}</dd></div>
            <div class="fact"><dt>"联系方式"</dt><dd>{or(contact)}</dd></div>
        </dl>
    }
}

/// 支委会, read: posts in order and what the term means today.
#[component]
pub fn CommitteeText(committee: BranchCommittee) -> impl IntoView {
    let now = use_now();
    let ends = committee.term_ends.clone();
    let dates = match (&committee.term_begins, &committee.term_ends) {
        (Some(a), Some(b)) => format!("任期 {a} 至 {b}"),
        (Some(a), None) => format!("任期自 {a} 起"),
        (None, Some(b)) => format!("任期至 {b}"),
        (None, None) => String::new(),
    };
    let none = committee.posts.is_empty();
    view! {
        {none.then(|| view! { <p class="muted">"还没有组建支委会。"</p> })}
        <ul class="people">{committee.posts.iter().map(holder).collect_view()}</ul>
        {(!none).then(|| view! {
            <p class="row wrap small muted">
                {dates}
                {move || {
                    let term = term(ends.as_deref(), now.get());
                    view! { <Chip tone=tone(&term)>{term.sentence()}</Chip> }
                }}
            </p>
        })}
    }
}

/// How a term sounds.
#[must_use]
pub const fn tone(term: &Term) -> Tone {
    match term {
        Term::Unknown => Tone::Plain,
        Term::Runs(_) => Tone::Ok,
        Term::EndsSoon(_) => Tone::Warn,
        Term::Over(_) => Tone::Bad,
    }
}

fn holder(c: &CommitteeMember) -> impl IntoView + use<> {
    let post = c.post;
    let tone = if post == CommitteePost::Secretary { Tone::Gold } else { Tone::Plain };
    view! {
        <li class="person">
            <span class="avatar" aria-hidden="true">{c.name.chars().next().map(String::from)}</span>
            <b class="grow">{c.name.clone()}</b>
            <Chip tone=tone>{post.label()}</Chip>
        </li>
    }
}
