//! The head of a meeting's page: stage, title, when and where.

use crate::kit::{Chip, Icon, IconName, Tone};
use crate::meeting::model::list::dated;
use gsdj_domain::Instant;
use gsdj_domain::meeting::{MeetingRow, Stage};
use leptos::prelude::*;

/// The tone of a stage's chip; the word is always there too.
#[must_use]
pub const fn tone(stage: Stage) -> Tone {
    match stage {
        Stage::Draft | Stage::Cancelled => Tone::Plain,
        Stage::Preparing | Stage::Answering | Stage::RecordDue | Stage::AppraisalDue | Stage::SubmitDue => Tone::Warn,
        Stage::Blocked | Stage::Returned => Tone::Bad,
        Stage::Ready | Stage::Done => Tone::Ok,
        Stage::InReview => Tone::Info,
    }
}

/// A stage as a chip.
#[component]
pub fn StageChip(stage: Stage) -> impl IntoView {
    view! { <Chip tone=tone(stage)>{stage.label()}</Chip> }
}

/// When, where, how long, who chairs, whose it is: a list of labelled lines.
#[component]
pub fn Facts(#[prop(into)] row: Signal<MeetingRow>, #[prop(into)] now: Signal<Instant>) -> impl IntoView {
    let when = move || row.with(|r| dated(r.starts_at, now.get()));
    view! {
        <dl class="facts">
            {fact(IconName::Calendar, "时间", when)}
            {fact(IconName::Clock, "会期", move || row.with(|r| r.length.label().to_owned()))}
            {fact(IconName::Place, "地点", move || row.with(|r| r.place.clone()))}
            {fact(IconName::Person, "主持人", move || row.with(|r| r.chair.clone()))}
            {fact(IconName::Flag, "党组织", move || row.with(|r| r.org.name.clone()))}
            {fact(IconName::Bell, "反馈截止", move || row.with(|r| dated(r.answer_deadline, now.get())))}
        </dl>
    }
}

fn fact(icon: IconName, label: &'static str, value: impl Fn() -> String + Send + 'static) -> impl IntoView {
    view! {
        <div class="fact">
            <dt>
                <Icon name=icon/>
                {label}
            </dt>
            <dd>{value}</dd>
        </div>
    }
}
