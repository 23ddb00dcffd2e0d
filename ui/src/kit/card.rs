//! Cards, chips, and the states in between: loading, empty, failed.

use super::icon::{Icon, IconName};
use crate::api::ApiError;
use leptos::prelude::*;

/// What a colour says; a word always says it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// Done, reached.
    Ok,
    /// Soon due, something to look at.
    Warn,
    /// Returned, missed, failed.
    Bad,
    /// Under way elsewhere.
    Info,
    /// Honours and points.
    Gold,
}

impl Tone {
    /// The style's name for it.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "tone-plain",
            Self::Ok => "tone-ok",
            Self::Warn => "tone-warn",
            Self::Bad => "tone-bad",
            Self::Info => "tone-info",
            Self::Gold => "tone-gold",
        }
    }

    /// The icon that says the same.
    #[must_use]
    pub const fn icon(self) -> IconName {
        match self {
            Self::Plain | Self::Info => IconName::Bell,
            Self::Ok => IconName::Check,
            Self::Warn | Self::Bad => IconName::Warning,
            Self::Gold => IconName::Star,
        }
    }
}

/// A short word in a coloured pill.
#[component]
pub fn Chip(#[prop(optional)] tone: Tone, children: Children) -> impl IntoView {
    view! { <span class=format!("chip {}", tone.class())>{children()}</span> }.into_any()
}

/// A card, with a heading if it has a title.
#[component]
pub fn Card(#[prop(optional, into)] title: Option<String>, children: Children) -> impl IntoView {
    view! {
        <section class="card">
            {title.map(|t| view! { <h2 class="card-head">{t}</h2> })}
            {children()}
        </section>
    }
    .into_any()
}

/// Nothing here yet: what it is, and what to do next.
#[component]
pub fn Empty(
    #[prop(into)] icon: IconName,
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-picture" aria-hidden="true"><svg viewBox="0 0 120 66" inner_html=DUNES></svg><Icon name=icon/></span>
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|c| view! { <div class="empty-acts">{c()}</div> })}
        </div>
    }
    .into_any()
}

/// The picture where nothing is yet: dunes and a low sun.
const DUNES: &str = "<circle cx='88' cy='22' r='11' fill='var(--gold-glow)'/><path d='M0 54c18-16 34-18 54-8s38 6 66-8v28H0z' \
    fill='var(--dune-1)'/><path d='M0 60c24-10 42-8 62-2s38 2 58-6v14H0z' fill='var(--dune-2)'/>";

/// Grey bars where rows will be.
#[component]
pub fn Skeleton(#[prop(default = 4)] rows: usize) -> impl IntoView {
    let bones = (0..rows).map(|_| view! { <div class="bone"><i></i><b></b></div> }).collect_view();
    view! { <div class="skeleton-rows" role="status" aria-label="正在载入">{bones}</div> }.into_any()
}

/// What went wrong, what is safe, and what to press.
#[component]
pub fn ErrorCard(error: ApiError, #[prop(into)] on_retry: Callback<()>) -> impl IntoView {
    // what is not there, or not one's to see, will not be so a second time either: the way leads elsewhere
    let in_vain = matches!(&error, ApiError::Refused(problem) if matches!(problem.status, 403 | 404));
    let next = if in_vain {
        view! { <a class="btn btn-line" href="/">"回到首页"</a> }.into_any()
    } else {
        view! { <button type="button" class="btn btn-line" on:click=move |_| on_retry.run(())>"重试"</button> }
            .into_any()
    };
    view! {
        <div class="error-card" role="alert">
            <Icon name=IconName::Warning/>
            <div class="grow">
                <p><b>{error.sentence()}</b></p>
                {error.hint().map(|h| view! { <p class="muted">{h}</p> })}
                {next}
            </div>
        </div>
    }
    .into_any()
}
