//! What several pages show: a course's picture, its card, how far a lesson has come.

use super::model::hue;
use crate::api;
use crate::kit::{Chip, Icon, IconName, Tone};
use gsdj_domain::learning::{CourseRow, CourseState, CourseTheme, LessonProgress};
use gsdj_domain::{CourseId, FileId};
use leptos::prelude::*;

/// The picture of a course: its own, or one in the colour of its theme with the theme's name.
#[component]
pub fn Cover(course: CourseId, theme: CourseTheme, cover: Option<FileId>) -> impl IntoView {
    let own = cover.map(|file| {
        let at = |width| api::learning::cover(course, file, width);
        let choice = format!("{} 320w, {} 640w", at(320), at(640));
        view! { <img src=at(320) srcset=choice sizes="(max-width: 40rem) 7.5rem, 17rem" alt="" loading="lazy" decoding="async"/> }.into_any()
    });
    let drawn = move || {
        let hue = hue(theme);
        view! {
            <svg viewBox="0 0 160 90" preserveAspectRatio="xMidYMid slice" aria-hidden="true" style=format!("--hue: {hue}")>
                <rect class="cover-sky" width="160" height="90"></rect>
                <circle class="cover-sun" cx="124" cy="26" r="13"></circle>
                <path class="cover-far" d="M0 66c26-20 48-22 78-10s52 8 82-10v44H0z"></path>
                <path class="cover-near" d="M0 76c34-14 60-12 88-4s46 4 72-8v26H0z"></path>
                <text x="10" y="26">{theme.label()}</text>
            </svg>
        }
        .into_any()
    };
    view! { <span class="course-cover">{own.unwrap_or_else(drawn)}</span> }.into_any()
}

/// A course in a list; `note` stands below.
#[component]
pub fn CourseCard(
    row: CourseRow,
    #[prop(optional, into)] to: Option<String>,
    #[prop(optional)] note: Option<AnyView>,
) -> impl IntoView {
    let to = to.unwrap_or_else(|| format!("/learning/courses/{}", row.id));
    let state = (row.state != CourseState::Published).then(|| {
        let tone = if row.state == CourseState::Draft { Tone::Info } else { Tone::Warn };
        view! { <Chip tone=tone>{row.state.label()}</Chip> }
    });
    view! {
        <a class="course-card" href=to>
            <Cover course=row.id theme=row.theme cover=row.cover/>
            <span class="course-words">
                <span class="title">{row.title.clone()}</span>
                <span class="row wrap">
                    {state}
                    {row.recommended.then(|| view! { <Chip tone=Tone::Gold>"推荐"</Chip> })}
                    <span class="muted small">{row.about()}</span>
                </span>
                {row.studied_by().map(|l| view! { <span class="muted small line"><Icon name=IconName::People/>{l}</span> })}
                {note}
            </span>
        </a>
    }
    .into_any()
}

/// A row of courses under a heading, with a way to all of them.
#[component]
pub fn CourseShelf(#[prop(into)] title: String, #[prop(into)] all: String, rows: Vec<CourseRow>) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        view! {
            <section class="shelf">
                <div class="shelf-head"><h2>{title.clone()}</h2><a class="link" href=all aria-label=format!("{title}，查看全部")>"查看全部"</a></div>
                <ul class="course-tiles">{rows.into_iter().map(|row| view! { <li><CourseCard row=row/></li> }).collect_view()}</ul>
            </section>
        }
    })
}

/// How far a lesson has come: the one figure, as a bar and in words.
#[component]
pub fn ProgressLine(#[prop(into)] progress: Signal<LessonProgress>) -> impl IntoView {
    let share = Memo::new(move |_| progress.with(LessonProgress::share));
    let done = Memo::new(move |_| progress.with(|p| p.finished_at.is_some()));
    view! {
        <span class="study-progress" class:done=move || done.get()>
            <span class="study-bar" aria-hidden="true"><i style=move || format!("inline-size: {}%", share.get())></i></span>
            <span class="small">{move || progress.with(LessonProgress::sentence)}</span>
        </span>
    }
    .into_any()
}
