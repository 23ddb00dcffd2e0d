//! Cards of the home page: points, reviews, shortcuts.

use super::model::{MORE, answer_here, by_kind, grouped, ring, shortcuts};
use super::shortcuts::parted;
use crate::kit::{Icon, IconName, use_me};
use gsdj_domain::learning::JoinedGroupStudy;
use gsdj_domain::review::{KindCount, total};
use leptos::prelude::*;

/// Length of the ring's circle: radius 27.
const ROUND: f64 = 169.646;

/// A member's points: today in the ring, the year beside it.
#[component]
pub fn PointsCard(#[prop(into)] sums: Signal<(i64, i64)>) -> impl IntoView {
    let (today, year) = (move || sums.get().0, move || sums.get().1);
    let dash = move || format!("{:.1} {ROUND}", ring(today()) * ROUND);
    view! {
        <section class="panel points-card">
            <svg class="points-ring" viewBox="0 0 64 64" aria-hidden="true">
                <circle class="ring-way" cx="32" cy="32" r="27"></circle>
                <circle class="ring-done" cx="32" cy="32" r="27" stroke-dasharray=dash></circle>
                <text x="32" y="39" text-anchor="middle">{move || grouped(today())}</text>
            </svg>
            <div class="grow">
                <h2>{move || format!("今天已得 {} 分", grouped(today()))}</h2>
                <p class="muted small">{move || format!("今年累计 {} 分。参加支部会议，记录提交后自动到账。", grouped(year()))}</p>
            </div>
            <a class="btn btn-quiet btn-small" href="/me/points">"看明细"</a>
        </section>
    }
}

/// How many wait for this organisation's review, and of which kinds.
#[component]
pub fn ReviewsCard(#[prop(into)] kinds: Signal<Vec<KindCount>>) -> impl IntoView {
    let count = Memo::new(move |_| kinds.with(|k| total(k)));
    let none = move || count.get() == 0;
    let says = move || {
        if none() { "下一级报来后，会马上出现在这里。".to_owned() } else { kinds.with(|k| by_kind(k)) }
    };
    view! {
        <section class="panel reviews-card">
            <span class="door-icon"><Icon name=IconName::Check/></span>
            <div class="grow">
                <h2>{move || if none() { "没有待审核的事项".to_owned() } else { format!("{} 项等您审核", count.get()) }}</h2>
                <p class="muted small">{says}</p>
            </div>
            <a class="btn btn-small" class:btn-primary=move || !none() class:btn-line=none href="/reviews">{move || if none() { "看已审" } else { "去审核" }}</a>
        </section>
    }
}

/// What superiors urge and the branch has not settled.
#[component]
pub fn UrgesCard(#[prop(into)] count: Signal<u32>) -> impl IntoView {
    view! {
        <section class="panel reviews-card urges-card">
            <span class="door-icon"><Icon name=IconName::Warning/></span>
            <div class="grow">
                <h2>{move || format!("上级督办 {} 项", count.get())}</h2>
                <p class="muted small">"办结后填写办理情况，上级会收到。"</p>
            </div>
            <a class="btn btn-small btn-primary" href="/urges">"去办理"</a>
        </section>
    }
}

/// The group study in which a member sits right now: the way to answer what the screen asks.
#[component]
pub fn GroupStudyCard(#[prop(into)] joined: Signal<Option<JoinedGroupStudy>>) -> impl IntoView {
    let one = |joined: JoinedGroupStudy| {
        let (title, label) = answer_here(joined.waits);
        view! {
            <section class="panel reviews-card" role="status">
                <span class="door-icon"><Icon name=IconName::People/></span>
                <div class="grow"><h2>{title}</h2><p class="muted small">{joined.title}</p></div>
                <a class="btn btn-small" class:btn-primary=joined.waits class:btn-line={!joined.waits}
                    href=format!("/learning/group-studies/{}/answer", joined.id)>{label}</a>
            </section>
        }
    };
    move || joined.get().map(one)
}

/// The ways on that the account has chosen, as pictures; and the way to all of them.
#[component]
pub fn Shortcuts(#[prop(into)] chosen: Signal<Option<Vec<String>>>) -> impl IntoView {
    let me = use_me();
    let all = Memo::new(move |_| {
        let all = me.get().map(|m| shortcuts(&m.permissions)).unwrap_or_default();
        let own = chosen.with(|c| parted(&all, c.as_deref())).0;
        own.into_iter().chain([MORE]).collect::<Vec<_>>()
    });
    let one = |s: super::model::Shortcut| {
        view! {
            <li>
                <a class="shortcut" href=s.to>
                    <span class=format!("shortcut-icon {}", s.class)><Icon name=s.icon/></span>
                    <span>{s.label}</span>
                </a>
            </li>
        }
    };
    view! {
        <nav class="panel" aria-label="常用功能">
            <ul class="shortcuts">{move || all.get().into_iter().map(one).collect_view()}</ul>
        </nav>
    }
}
