//! The fields of the form besides the people: each with what it means, live.

use super::state::Form;
use crate::kit::{Card, Faults, SelectField, TextField};
use crate::meeting::model::form::{deadline_proposals, start_proposals};
use gsdj_domain::Instant;
use gsdj_domain::meeting::Length;
use gsdj_domain::meeting::form::{AGENDA_MAX, PLACE_MAX, TITLE_MAX};
use gsdj_domain::meeting::share::MIN_REQUIRED;
use leptos::prelude::*;

/// What a field needs to show its faults.
#[derive(Clone, Copy)]
pub struct Check {
    /// All faults now.
    pub all: Memo<Faults>,
    /// What the server said of a field.
    pub server: Callback<&'static str, Option<String>>,
}

impl Check {
    /// The fault to show beside `field`.
    #[must_use]
    pub fn of(&self, form: Form, field: &'static str) -> Signal<Option<String>> {
        let server = self.server;
        form.shown(self.all, field, Signal::derive(move || server.run(field)))
    }
}

/// 主题, 地点, 议程.
#[component]
pub fn What(form: Form, check: Check) -> impl IntoView {
    view! {
        <Card title="会议内容">
            <TextField label="会议主题" name="title" value=form.title error=check.of(form, "title") required=true max=TITLE_MAX
                hint="党员在通知里首先看到它，例如“讨论预备党员转正”"/>
            <TextField label="会议地点" name="place" value=form.place error=check.of(form, "place") required=true max=PLACE_MAX/>
            <TextField label="会议议程" name="agenda" value=form.agenda error=check.of(form, "agenda") multiline=true max=AGENDA_MAX
                hint="可不填；一行一项"/>
        </Card>
    }
}

/// 时间, 会期, 反馈截止.
#[component]
pub fn When(form: Form, check: Check, #[prop(into)] now: Signal<Instant>) -> impl IntoView {
    let start = Memo::new(move |_| Instant::from_field(&form.starts_at.read()));
    let said = move |field: RwSignal<String>| {
        move || Instant::from_field(&field.read()).map(|at| format!("{}（{}）", at.spoken(now.get()), at.written()))
    };
    let starts = move || {
        start_proposals(now.get())
            .into_iter()
            .map(|(label, at)| pick(label, move || form.propose_start(at)))
            .collect_view()
    };
    let deadlines = move || {
        let all = start.get().map(|s| deadline_proposals(s, now.get())).unwrap_or_default();
        all.into_iter().map(|(label, at)| pick(label.to_owned(), move || form.deadline.set(at.field()))).collect_view()
    };
    let lengths = Length::ALL.iter().map(|l| (l.code().to_owned(), l.label().to_owned())).collect::<Vec<_>>();
    view! {
        <Card title="会议时间">
            <TextField label="会议时间" name="starts_at" kind="datetime-local" value=form.starts_at
                error=check.of(form, "starts_at") required=true hint="北京时间；只能是以后的时间，不能补录"/>
            <div class="chips" role="group" aria-label="常用的会议时间">{starts}</div>
            <p class="said" role="status">{said(form.starts_at)}</p>
            <SelectField label="会期" name="length" value=form.length error=check.of(form, "length") options=lengths/>
            <TextField label="反馈截止时间" name="answer_deadline" kind="datetime-local" value=form.deadline
                error=check.of(form, "answer_deadline") required=true hint="早于会议时间；过了截止时间不再接收反馈"/>
            <div class="chips" role="group" aria-label="常用的截止时间">{deadlines}</div>
            <p class="said" role="status">{said(form.deadline)}</p>
        </Card>
    }
}

fn pick(label: String, set: impl Fn() + 'static) -> impl IntoView {
    view! { <button type="button" class="chip-button" on:click=move |_| set()>{label}</button> }
}

/// 主持人: somebody of the committee.
#[component]
pub fn Chair(form: Form, check: Check) -> impl IntoView {
    let options = form.draft.with_value(|d| {
        let one = |c: &gsdj_domain::branch::CommitteeMember| {
            (c.member.to_string(), format!("{}（{}）", c.name, c.post.label()))
        };
        d.committee.iter().map(one).collect::<Vec<_>>()
    });
    view! { <SelectField label="主持人" name="chair" value=form.chair error=check.of(form, "chair") options=options required=true hint="只能是支委会成员"/> }
}

/// 党小组: which group meets.
#[component]
pub fn Group(form: Form, check: Check) -> impl IntoView {
    let options = form.draft.with_value(|d| {
        let one =
            |g: &gsdj_domain::meeting::GroupChoice| (g.id.to_string(), format!("{}（{} 人）", g.name, g.members.len()));
        d.groups.iter().map(one).collect::<Vec<_>>()
    });
    view! { <SelectField label="党小组" name="group" value=form.group error=check.of(form, "group") options=options required=true hint="应到名单是这个党小组的党员"/> }
}

/// 参会比例: a slider and a number that move together, and what they mean in heads.
#[component]
pub fn Share(form: Form, check: Check) -> impl IntoView {
    let value = move || form.share.get().unwrap_or(MIN_REQUIRED);
    let set = move |ev| {
        let typed = event_target_value(&ev).parse::<u8>().ok();
        form.share.set(typed.or(Some(0)));
    };
    let error = check.of(form, "required_share");
    let sentence = Memo::new(move |_| form.draft.with_value(|d| form.typed().share_sentence(d)));
    view! {
        <div class="share-field" class:faulty=move || error.get().is_some()>
            <label for="field-required_share">"参会比例"</label>
            <div class="row">
                <input type="range" class="range grow" min=MIN_REQUIRED max="100" step="1" aria-label="参会比例，拖动选择"
                    prop:value=move || value().to_string() on:input=set/>
                <input type="number" class="input share-number" id="field-required_share" name="required_share" min=MIN_REQUIRED max="100"
                    inputmode="numeric" prop:value=move || value().to_string() on:change=set
                    aria-describedby="share-says share-fault" aria-invalid=move || error.get().is_some().to_string()/>
                <span aria-hidden="true">"%"</span>
            </div>
            <p class="said" id="share-says" role="status">{move || sentence.get()}</p>
            <p class="muted small">"反馈参加的人数达到它，会议才能召开。"</p>
            <p class="fault" id="share-fault" role="alert">{move || error.get()}</p>
        </div>
    }
}
