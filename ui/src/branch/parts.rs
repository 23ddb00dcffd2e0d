//! Overview, committee and groups as they are read.

use super::model::{Term, term};
use crate::kit::{Chip, Tone, use_now};
use crate::meeting::parts::record_view::Photos;
use gsdj_domain::MemberId;
use gsdj_domain::branch::{BranchCommittee, CommitteeMember, CommitteePost, Groups, Overview, PartyGroup};
use gsdj_domain::member::{MemberClass, MemberStatus};
use leptos::prelude::*;

/// 支部概述, read; says so where nothing was written yet.
#[component]
pub fn OverviewText(overview: Overview) -> impl IntoView {
    let Overview { introduction, meeting_place, contact, photos, founded, unit_category } = overview;
    let or = |text: String| if text.trim().is_empty() { "未填写".to_owned() } else { text };
    let intro = if introduction.trim().is_empty() { "还没有填写支部简介。".to_owned() } else { introduction };
    view! {
        <div class="reading">{intro.lines().map(|l| view! { <p>{l.to_owned()}</p> }).collect_view()}</div>
        <dl class="facts">
            <div class="fact"><dt>"成立日期"</dt><dd>{founded.unwrap_or_else(|| "未登记".into())}</dd></div>
            <div class="fact"><dt>"单位性质类别"</dt><dd>{unit_category.map_or("未设置", |c| c.label())}</dd></div>
            <div class="fact"><dt>"活动场所"</dt><dd>{or(meeting_place)}</dd></div>
            <div class="fact"><dt>"联系方式"</dt><dd>{or(contact)}</dd></div>
        </dl>
        <Photos photos=photos/>
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
        <ul class="people">{committee.posts.iter().map(|p| holder(p, p.held().label(&committee.added))).collect_view()}</ul>
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

fn holder(c: &CommitteeMember, label: String) -> impl IntoView + use<> {
    let tone = if c.post == CommitteePost::Secretary { Tone::Gold } else { Tone::Plain };
    view! {
        <li class="person">
            <span class="avatar" aria-hidden="true">{c.name.chars().next().map(String::from)}</span>
            <b class="grow">{c.name.clone()}</b>
            <Chip tone=tone>{label}</Chip>
        </li>
    }
}

/// 党小组, read: one's own first, each with its leader and members.
#[component]
pub fn GroupsText(groups: Groups, #[prop(optional_no_strip)] me: Option<MemberId>) -> impl IntoView {
    let mine = move |g: &PartyGroup| me.is_some_and(|me| g.members.iter().any(|m| m.id == me));
    let Groups { mut groups, ungrouped, version } = groups;
    groups.sort_by_key(|g| !mine(g));
    let none = match (groups.is_empty(), version) {
        (true, 0) => "还没有划分党小组。",
        (true, _) => "本支部不划分党小组。",
        (false, _) => "",
    };
    let waits = me.is_some_and(|me| !groups.is_empty() && ungrouped.iter().any(|m| m.id == me));
    let left = if groups.is_empty() { 0 } else { ungrouped.len() };
    view! {
        {(!none.is_empty()).then(|| view! { <p class="muted">{none}</p> })}
        {waits.then(|| view! { <p class="note">"您还没有编入党小组，可联系支部书记。"</p> })}
        <ul class="groups">{groups.into_iter().map(|g| { let own = mine(&g); group(g, own) }).collect_view()}</ul>
        {(left > 0).then(|| view! { <p class="small muted">{format!("还有 {left} 名党员未编入党小组")}</p> })}
    }
}

fn group(g: PartyGroup, own: bool) -> impl IntoView {
    let leader = g.members.iter().find(|m| Some(m.id) == g.leader).map(|m| m.name.clone());
    let leader = leader.map_or_else(|| "组长待定".to_owned(), |name| format!("组长 {name}"));
    let mark = |class: MemberClass, status: MemberStatus| match (class, status) {
        (MemberClass::Probationary, _) => "（预备）",
        (_, MemberStatus::Mobile) => "（流动）",
        (MemberClass::Full, _) => "",
    };
    let names: Vec<String> = g.members.iter().map(|m| format!("{}{}", m.name, mark(m.class, m.status))).collect();
    view! {
        <li class="group">
            <p class="row wrap">
                <b class="grow">{g.name}</b>
                {own.then(|| view! { <Chip tone=Tone::Gold>"我的党小组"</Chip> })}
                <span class="muted small">{format!("{} 人", g.members.len())}</span>
            </p>
            <p class="small">{leader}</p>
            <p class="small muted">{names.join("、")}</p>
        </li>
    }
}
