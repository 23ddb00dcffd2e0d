//! What a life meeting has beside, on its page: outlines, materials, the appraisal, the work after it.

pub mod appraise;
pub mod outlines;
pub mod papers;
pub mod results;

use gsdj_domain::meeting::Grade;
use leptos::prelude::*;

/// One of the four grades, as a row of large buttons; `none` before one is chosen.
#[component]
pub fn GradeChoice(
    #[prop(into)] label: String,
    #[prop(into)] chosen: Signal<Option<Grade>>,
    #[prop(into)] on_choose: Callback<Grade>,
) -> impl IntoView {
    let option = move |grade: Grade| {
        view! {
            <button type="button" class="chip-button" aria-pressed=move || (chosen.get() == Some(grade)).to_string() on:click=move |_| on_choose.run(grade)>{grade.label()}</button>
        }
    };
    view! { <div class="chips grades" role="group" aria-label=label>{Grade::ALL.iter().copied().map(option).collect_view()}</div> }
}
