//! Parts that several pages of exams share.

use super::model::say;
use crate::api::{self, Sent};
use crate::kit::{Chip, Tone, toast, use_now, use_save};
use gsdj_domain::exam::{PracticeForm, SittingRow};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// A sitting in a list.
#[component]
pub fn SittingLine(row: SittingRow) -> impl IntoView {
    let now = use_now();
    let said = row.result.as_ref().map(say::outcome);
    let chip = match said {
        Some((text, tone)) => view! { <Chip tone=tone>{text}</Chip> },
        None => view! { <Chip tone=Tone::Warn>"没有交卷"</Chip> },
    };
    let title = row.title.clone();
    let to = format!("/exams/sittings/{}", row.id);
    view! {
        <a class="meeting-card exam-line" href=to>
            <span class="row wrap"><span class="grow title">{title}</span>{chip}</span>
            <span class="line">{move || format!("{} 题 · {}", row.questions, say::when(&row, now.get()))}</span>
        </a>
    }
    .into_any()
}

/// Begins a practice and goes there. Call it where the router is in reach.
pub fn use_practice() -> crate::kit::Save<PracticeForm> {
    let go = use_navigate();
    let save = use_save(move |form: PracticeForm, key| {
        let go = go.clone();
        async move {
            if let Sent::Done(view) = api::exam::practise(form, key).await? {
                go(&format!("/exams/sittings/{}", view.row.id), Default::default());
            }
            Ok(())
        }
    });
    Effect::new(move |_| {
        if let Some(error) = save.error().get() {
            toast::show(Tone::Bad, error.sentence());
        }
    });
    save
}
