//! Form fields: label, control, hint and fault belong together for eyes and for screen readers.

use super::icon::{Icon, IconName};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Moves the focus to the field of this name and brings it into view.
pub fn focus_field(name: &str) {
    let id = format!("field-{name}");
    // after what was just said has been drawn
    request_animation_frame(move || {
        let found = document().get_element_by_id(&id).and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(field) = found {
            // a field that takes no focus is in view at least
            let _ = field.focus();
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Center);
            field.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

pub(super) fn described(
    name: &str,
    error: Option<Signal<Option<String>>>,
    hint: bool,
) -> impl Fn() -> Option<String> + use<> {
    let (fault, hint) = (format!("fault-{name}"), hint.then(|| format!("hint-{name}")));
    move || {
        let fault = error.is_some_and(|e| e.read().is_some()).then(|| fault.clone());
        let all: Vec<String> = hint.clone().into_iter().chain(fault).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }
}

#[component]
pub(super) fn Around(
    label: &'static str,
    name: &'static str,
    error: Option<Signal<Option<String>>>,
    hint: &'static str,
    required: bool,
    count: Option<Signal<String>>,
    children: Children,
) -> impl IntoView {
    let fault = move || error.and_then(|e| e.get());
    view! {
        <div class="field" class:faulty=move || fault().is_some()>
            <label for=format!("field-{name}")>
                {label}
                {required.then(|| view! { <span class="must" aria-hidden="true">" *"</span> })}
            </label>
            {children()}
            <div class="row field-notes">
                {(!hint.is_empty()).then(|| view! { <p class="hint grow" id=format!("hint-{name}")>{hint}</p> })}
                {count.map(|c| view! { <span class="hint count" aria-hidden="true">{move || c.get()}</span> })}
            </div>
            <p class="fault" id=format!("fault-{name}") role="alert">
                {move || fault().map(|f| view! { <Icon name=IconName::Warning/><span>{f}</span> })}
            </p>
        </div>
    }
    .into_any()
}

/// A line or several lines of text, a date, a password …
#[component]
pub fn TextField(
    label: &'static str,
    name: &'static str,
    value: RwSignal<String>,
    #[prop(optional, into)] error: Option<Signal<Option<String>>>,
    #[prop(optional)] hint: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional)] multiline: bool,
    /// The most characters; shown as it is neared, never cut off.
    #[prop(optional)]
    max: usize,
    #[prop(default = "text")] kind: &'static str,
    /// What the browser may fill in: `username`, `current-password`, …
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Which keyboard a phone shows: `numeric`, `url`, …
    #[prop(optional)]
    inputmode: &'static str,
) -> impl IntoView {
    let length = Memo::new(move |_| value.with(|v| v.chars().count()));
    let near = move || {
        if max > 0 && length.get() * 10 >= max * 8 { format!("{} / {max}", length.get()) } else { String::new() }
    };
    let about = described(name, error, !hint.is_empty());
    let invalid = move || error.is_some_and(|e| e.read().is_some()).to_string();
    let typed = move |ev| value.set(event_target_value(&ev));
    let id = format!("field-{name}");
    let control = if multiline {
        view! {
            <textarea class="textarea" id=id name=name rows="5" aria-required=required.to_string() aria-invalid=invalid
                aria-describedby=about prop:value=move || value.get() on:input=typed></textarea>
        }
        .into_any()
    } else {
        let secret = kind == "password";
        let shown = RwSignal::new(false);
        let kind = move || if secret && shown.get() { "text" } else { kind };
        view! {
            <span class="field-box">
            <input class="input" id=id name=name type=kind autocomplete=autocomplete inputmode=(!inputmode.is_empty()).then_some(inputmode) aria-required=required.to_string()
                aria-invalid=invalid aria-describedby=about prop:value=move || value.get() on:input=typed/>
            {secret.then(|| view! { <Reveal shown=shown/> })}
            </span>
        }
        .into_any()
    };
    view! {
        <Around label=label name=name error=error hint=hint required=required count=(max > 0).then(|| Signal::derive(near))>
            {control}
        </Around>
    }
    .into_any()
}

/// Shows what is typed, for those who want to check it.
#[component]
fn Reveal(shown: RwSignal<bool>) -> impl IntoView {
    view! {
        <button type="button" class="reveal" aria-label="显示密码" aria-pressed=move || shown.get().to_string()
            on:click=move |_| shown.update(|s| *s = !*s)>
            {move || view! { <Icon name=if shown.get() { IconName::EyeOff } else { IconName::Eye }/> }}
        </button>
    }
}

/// One of a few: `options` are pairs of value and label.
#[component]
pub fn SelectField(
    label: &'static str,
    name: &'static str,
    value: RwSignal<String>,
    options: Vec<(String, String)>,
    #[prop(optional, into)] error: Option<Signal<Option<String>>>,
    #[prop(optional)] hint: &'static str,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let about = described(name, error, !hint.is_empty());
    let invalid = move || error.is_some_and(|e| e.read().is_some()).to_string();
    let unset = options.iter().all(|(v, _)| *v != value.get_untracked());
    let option = move |(key, text): (String, String)| {
        let chosen = key.clone();
        view! { <option value=key selected=move || value.read() == chosen>{text}</option> }
    };
    view! {
        <Around label=label name=name error=error hint=hint required=required count=None>
            <select class="select" id=format!("field-{name}") name=name aria-required=required.to_string()
                aria-invalid=invalid aria-describedby=about on:change=move |ev| value.set(event_target_value(&ev))>
                {unset.then(|| view! { <option value="" selected=true>"请选择"</option> })}
                {options.into_iter().map(option).collect_view()}
            </select>
        </Around>
    }
    .into_any()
}
