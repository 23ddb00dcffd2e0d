//! 同时发到: further columns of the same site.

use crate::desk::model::column;
use crate::kit::{Icon, IconName};
use gsdj_domain::ColumnId;
use gsdj_domain::content::{DeskColumn, OTHERS_MAX};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The field.
#[component]
pub fn AlsoField(
    columns: Vec<DeskColumn>,
    main: RwSignal<String>,
    also: RwSignal<Vec<ColumnId>>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let options = StoredValue::new(column::options(&columns));
    let left = move || {
        let main = main.get();
        let taken = |value: &str| main == value || also.with(|all| all.iter().any(|c| c.to_string() == value));
        options.with_value(|all| all.iter().filter(|(value, _)| !taken(value)).cloned().collect::<Vec<_>>())
    };
    let add = move |ev: leptos::ev::Event| {
        if let Ok(id) = event_target_value(&ev).parse() {
            also.update(|all| all.push(ColumnId(id)));
        }
        // it asks again, and keeps the focus
        if let Some(select) = ev.target().and_then(|t| t.dyn_into::<web_sys::HtmlSelectElement>().ok()) {
            request_animation_frame(move || select.set_value(""));
        }
    };
    let one = move |id: ColumnId| {
        let value = id.to_string();
        let label = options.with_value(|all| all.iter().find(|(v, _)| *v == value).map(|(_, label)| label.clone()));
        let label = label.unwrap_or_else(|| "已不能发稿的栏目".into());
        view! {
            <li class="holder">
                <span>{label.clone()}</span>
                <button type="button" aria-label=format!("不再发到 {label}") on:click=move |_| also.update(|all| all.retain(|c| *c != id))>
                    <Icon name=IconName::Close/>
                </button>
            </li>
        }
    };
    let invalid = move || error.read().is_some().to_string();
    view! {
        <div class="field" class:faulty=move || error.read().is_some()>
            <label for="field-also">"同时发到"</label>
            <ul class="group-members">{move || also.get().into_iter().map(one).collect_view()}</ul>
            <Show when=move || { also.with(Vec::len) < OTHERS_MAX }>
                {move || view! {
                    <select class="select" id="field-also" name="also" aria-invalid=invalid aria-describedby="hint-also fault-also" on:change=add>
                        <option value="" selected=true>"再选一个栏目"</option>
                        {left().into_iter().map(|(value, label)| view! { <option value=value>{label}</option> }).collect_view()}
                    </select>
                }}
            </Show>
            <p class="hint" id="hint-also">{format!("可以不选；最多 {OTHERS_MAX} 个")}</p>
            <p class="fault" id="fault-also" role="alert">{move || error.get()}</p>
        </div>
    }
}
