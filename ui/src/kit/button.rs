//! Buttons.

use leptos::prelude::*;

/// How much a button weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one thing to do here.
    Primary,
    /// A lighter way to do something else.
    Quiet,
    /// Outlined.
    #[default]
    Line,
    /// What can't be undone.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn btn-primary",
            Self::Quiet => "btn btn-quiet",
            Self::Line => "btn btn-line",
            Self::Danger => "btn btn-danger",
        }
    }
}

/// A button; while busy it can't be pressed again and says so.
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional, into)] busy: Option<Signal<bool>>,
    #[prop(optional, into)] disabled: Option<Signal<bool>>,
    #[prop(optional)] submit: bool,
    #[prop(optional, into)] on_click: Option<Callback<leptos::ev::MouseEvent>>,
    children: Children,
) -> impl IntoView {
    let busy = move || busy.is_some_and(|b| b.get());
    let shut = move || disabled.is_some_and(|d| d.get());
    // a busy button keeps the focus, but takes no second press
    let press = move |ev: leptos::ev::MouseEvent| match on_click {
        Some(on_click) if !untrack(busy) => on_click.run(ev),
        Some(_) => {}
        None if untrack(busy) => ev.prevent_default(),
        None => {}
    };
    view! {
        <button type=if submit { "submit" } else { "button" } class=kind.class() class:busy=busy disabled=shut
            aria-busy=move || busy().then_some("true") on:click=press>
            {children()}
        </button>
    }
    .into_any()
}
