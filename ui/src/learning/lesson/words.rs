//! What counts and what is missing, said in words; and what to do where nothing counts.

use super::study::{Standing, Study};
use crate::kit::{Button, ButtonKind, Icon, IconName, use_me};
use crate::learning::parts::ProgressLine;
use gsdj_domain::learning::progress::said;
use gsdj_domain::learning::{BeatVerdict, LessonKind, ONLY_WATCHING};
use leptos::prelude::*;

/// The rule of a kind of lesson, in a sentence.
#[must_use]
pub const fn rule(kind: LessonKind) -> &'static str {
    match kind {
        LessonKind::Video => {
            "在前台播放才计时，最高 2 倍速；拖过去的部分不算。学满九成算学完，每 3 分钟记 1 分，每天最多 10 分。"
        }
        LessonKind::Audio => "在前台播放才计时，最高 2 倍速；拖过去的部分不算。听满九成算学完。",
        LessonKind::Text | LessonKind::Document => "页面在前台时计时，读满所需时间算学完。",
    }
}

/// What is said below the player, and the button that goes with it.
#[component]
pub fn Words(study: Study, kind: LessonKind, on_resume: Callback<()>) -> impl IntoView {
    let standing = study.standing;
    let taken = move || match standing.get() {
        Standing::TakenOver(sentence) => Some(sentence),
        Standing::Looking | Standing::Opening | Standing::Counting | Standing::Offline | Standing::Failed(_) => None,
    };
    let failed = move || match standing.get() {
        Standing::Failed(sentence) => Some(sentence),
        Standing::Looking | Standing::Opening | Standing::Counting | Standing::Offline | Standing::TakenOver(_) => None,
    };
    let offline = Memo::new(move |_| standing.with(|s| *s == Standing::Offline));
    let together = study.group_study.is_some();
    let looking = Memo::new(move |_| standing.with(|s| *s == Standing::Looking));
    view! {
        {move || taken().map(|sentence| view! {
            <section class="why bad" role="alert">
                <h2 class="why-title">{sentence}</h2>
                <p>"同一时间只在一处计时。"</p>
                <Button kind=ButtonKind::Primary on_click=move |_| on_resume.run(())>"在这里继续"</Button>
            </section>
        })}
        {move || failed().map(|sentence| view! {
            <section class="why bad" role="alert">
                <h2 class="why-title">"现在没有计时"</h2>
                <p>{sentence}</p>
                <Button kind=ButtonKind::Line on_click=move |_| on_resume.run(())>"重新开始计时"</Button>
            </section>
        })}
        <Show when=move || offline.get()>
            <p class="aged" role="status"><Icon name=IconName::Offline/>
                {if together { "网络不通：现在没有计时，联网后继续。" } else { "网络不通：学习先记在本机，联网后自动补记一次，不会重复。" }}
            </p>
        </Show>
        <Show when=move || looking.get() fallback=move || view! { <Figure study=study kind=kind/> }><NotCounting/></Show>
    }
}

/// The one figure, and what has come together since.
#[component]
fn Figure(study: Study, kind: LessonKind) -> impl IntoView {
    let progress = move || study.progress.get().map(|p| view! { <ProgressLine progress=Signal::stored(p)/> });
    let waiting = move || {
        let ms = study.waiting.get();
        (ms > 0).then(|| format!("另有 {} 待提交（每分钟和暂停时自动提交）", said(ms)))
    };
    let why = move || match study.verdict.get() {
        Some(verdict @ (BeatVerdict::Hidden | BeatVerdict::TooFast | BeatVerdict::NoTime)) => Some(verdict.label()),
        Some(BeatVerdict::Counted | BeatVerdict::Paused | BeatVerdict::Repeated) | None => None,
    };
    view! {
        <section class="panel study-figure" aria-label="学习进度">
            {progress}
            <p class="muted small" role="status">{waiting}</p>
            {move || why().map(|why| view! { <p class="small tone-warn-text" role="status"><Icon name=IconName::Info/>{format!("刚才：{why}")}</p> })}
            <p class="muted small">{rule(kind)}" "<a class="link" href="/manual/learning">"为什么"</a></p>
        </section>
    }
}

#[component]
fn NotCounting() -> impl IntoView {
    let me = use_me();
    move || {
        if me.get().is_none() {
            view! {
                <section class="panel">
                    <p>{ONLY_WATCHING}</p>
                    <a class="btn btn-line" href="/sign-in">"登录后学习"</a>
                </section>
            }
            .into_any()
        } else {
            view! { <section class="panel"><p class="muted">"组织账号可以观看，不记个人进度和积分。"</p></section> }
                .into_any()
        }
    }
}
