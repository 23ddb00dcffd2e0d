//! Creating and changing a meeting: loads the draft (and the meeting), keeps what is typed, checks, sends.

use super::edit::fields::{Chair, Check, Group, Share, What, When};
use super::edit::people::PeopleField;
use super::edit::state::Form;
use super::model::form::FIELDS;
use super::model::form::Typed;
use crate::api::{self, Sent};
use crate::kit::{
    Button, ButtonKind, Card, Empty, Faults, IconName, Loaded, PageHead, Tone, draft, focus_field, toast, use_id,
    use_load, use_now, use_save,
};
use crate::workbench::{Only, Workbench, field_of};
use gsdj_domain::MeetingId;
use gsdj_domain::account::Permission;
use gsdj_domain::meeting::{Audience, MeetingDraft, MeetingForm, MeetingKind, MeetingView};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

/// `/meetings/new`.
#[component]
pub fn NewMeeting() -> impl IntoView {
    view! { <Only permission=Permission::ManageMeetings><Create/></Only> }
}

#[component]
fn Create() -> impl IntoView {
    let query = use_query_map();
    let kind = Memo::new(move |_| query.read().get("kind").and_then(|k| MeetingKind::from_code(&k)));
    view! {
        <Workbench>
            <div class="page-narrow">
                <PageHead title="创建会议" back="/meetings"/>
                {move || match kind.get() {
                    None => view! { <KindPicker/> }.into_any(),
                    Some(kind) => view! { <New kind=kind/> }.into_any(),
                }}
            </div>
        </Workbench>
    }
}

/// The kinds that are offered, as tiles.
#[component]
fn KindPicker() -> impl IntoView {
    let tile = |kind: MeetingKind| {
        let share = if kind.row().share_required { "设参会比例" } else { "不设参会比例" };
        view! {
            <li>
                <a class="kind-tile" href=format!("/meetings/new?kind={}", kind.code())>
                    <b>{kind.label()}</b>
                    <span class="muted small">{format!("{} 步 · {share}", kind.row().steps.len() + 1)}</span>
                </a>
            </li>
        }
    };
    view! {
        <h2 class="sub">"选择会议类型"</h2>
        <ul class="kind-tiles">{MeetingKind::ALL.iter().copied().map(tile).collect_view()}</ul>
        <p class="muted small"><a class="link" href="/manual/create">"怎么创建会议？"</a></p>
    }
}

#[component]
fn New(kind: MeetingKind) -> impl IntoView {
    let load = use_load(move || api::meeting::draft(kind), &[Tag::Orgs]);
    view! { <Loaded load=load view={|d: Signal<MeetingDraft>| view! { <Editor draft=d.get_untracked() existing=None/> }}/> }
}

/// `/meetings/:id/edit`.
#[component]
pub fn EditMeeting() -> impl IntoView {
    view! { <Only permission=Permission::ManageMeetings><Change/></Only> }
}

#[component]
fn Change() -> impl IntoView {
    let id = use_id(MeetingId);
    view! {
        <Workbench>
            <div class="page-narrow">
                {move || id.get().map(|id| view! { <Existing id=id/> })}
            </div>
        </Workbench>
    }
}

#[component]
fn Existing(id: MeetingId) -> impl IntoView {
    // read once: what is being typed must not be drawn anew by somebody's answer
    let load = use_load(
        move || async move {
            let view = api::meeting::view(id).await?;
            let draft = api::meeting::draft(view.data.row.kind).await?;
            Ok(api::Fetched { data: (view.data, draft.data), age: view.age })
        },
        &[],
    );
    view! {
        <PageHead title="修改会议" back=format!("/meetings/{id}")/>
        <Loaded load=load view={|both: Signal<(MeetingView, MeetingDraft)>| {
            let (view, draft) = both.get_untracked();
            view! { <Editor draft=draft existing=Some(view)/> }
        }}/>
    }
}

/// The form itself, once what it starts from is there.
#[component]
fn Editor(draft: MeetingDraft, existing: Option<MeetingView>) -> impl IntoView {
    let kind = draft.kind;
    if draft.committee.is_empty() {
        return view! { <NoCommittee/> }.into_any();
    }
    let in_groups = kind.row().audience == Audience::Group;
    if in_groups && draft.groups.is_empty() {
        return view! { <NoGroups/> }.into_any();
    }
    let now = use_now();
    let typed = existing.as_ref().map_or_else(|| Typed::fresh(&draft), |v| Typed::of(v, &draft));
    let told = existing.as_ref().map_or(0, |v| v.row.tally.told);
    let target = existing.as_ref().map(|v| (v.row.id, v.version));
    let fitting = draft.clone();
    let form = Form::new(typed, draft, now);
    let key = target
        .map_or_else(|| format!("meeting-new-{}", kind.code()), |(id, version)| format!("meeting-{id}-{version}"));
    let kept = draft::keep(key, move || form.typed(), move |old: Typed| form.restore(old.fitted(&fitting)));
    let all = Memo::new(move |_| form.faults());
    let go = use_navigate();
    let save = use_save(move |sent: MeetingForm, key| {
        let (go, kept) = (go.clone(), kept.clone());
        async move {
            let done = match target {
                None => api::meeting::create(sent, key).await?,
                Some((id, version)) => api::meeting::edit(id, version, sent, key).await?,
            };
            if let Sent::Done(view) = done {
                kept.clear();
                toast::show(Tone::Ok, if target.is_none() { "会议已创建，接下来发通知" } else { "会议已修改" });
                go(&format!("/meetings/{}", view.row.id), Default::default());
            }
            Ok(())
        }
    });
    let check = Check { all, server: Callback::new(move |field| save.field(field).get()) };
    let submit = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        match form.attempt() {
            Some(field) => focus_field(field),
            None => save.go(form.draft.with_value(|d| form.typed().form(d))),
        }
    };
    Effect::new(move |_| {
        if save.error().get().is_some() {
            let faulty = FIELDS.into_iter().find(|f| save.field(f).get_untracked().is_some());
            if let Some(field) = faulty {
                focus_field(field);
            }
        }
    });
    let label = if target.is_none() { "创建会议" } else { "保存修改" };
    view! {
        <form class="form-page" novalidate on:submit=submit on:focusout=move |ev| touched(form, &ev)>
            <p class="kind-line">
                <b>{kind.label()}</b>
                <a class="link small" href=format!("/manual/kind-{}", kind.code().replace('_', "-"))>"步骤和规则"</a>
            </p>
            {(told > 0).then(|| view! { <p class="note">{format!("已通知 {told} 人，保存后他们会收到会议变更。")}</p> })}
            <What form=form check=check/>
            <When form=form check=check now=now/>
            <Card title="主持与范围">
                {in_groups.then(|| view! { <Group form=form check=check/> })}
                <Chair form=form check=check/>
                {kind.row().share_required.then(|| view! { <Share form=form check=check/> })}
            </Card>
            <Card>
                <PeopleField form=form error=check.of(form, "expected")/>
                <p class="fault" role="alert">{move || check.of(form, "excluded").get()}</p>
            </Card>
            <Summary form=form all=all error=Signal::derive(move || save.error().get().map(|e| e.sentence()))/>
            <div class="acts">
                <Button kind=ButtonKind::Primary submit=true busy=save.pending()>{label}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// No committee, no chair, no meeting (FEATURES 3.5): says so and leads there.
#[component]
fn NoCommittee() -> impl IntoView {
    view! {
        <Empty icon=IconName::People title="还没有支委会，不能创建会议" text="主持人必须是支委会成员。请先组建支委会，保存后回到这里。">
            <a class="btn btn-primary" href="/branch/committee">"去组建支委会"</a>
            <a class="btn btn-line" href="/manual/committee">"怎么用"</a>
        </Empty>
    }
}

/// A group meeting needs groups.
#[component]
fn NoGroups() -> impl IntoView {
    view! {
        <Empty icon=IconName::People title="还没有划分党小组，不能召开党小组会" text="请先划分党小组、选定组员，保存后回到这里。">
            <a class="btn btn-primary" href="/branch/groups">"去划分党小组"</a>
            <a class="btn btn-line" href="/manual/kind-group-meeting">"怎么用"</a>
        </Empty>
    }
}

/// Faults in the order of the page; those of fields it does not have come last.
fn in_order(faults: Faults) -> Vec<(String, String)> {
    let place = |field: &str| FIELDS.iter().position(|f| *f == field).unwrap_or(FIELDS.len());
    let mut all: Vec<_> = faults.into_iter().collect();
    all.sort_by_key(|(field, _)| place(field));
    all
}

/// Everything that is wrong, above the button, once there is something to say.
#[component]
fn Summary(form: Form, all: Memo<Faults>, error: Signal<Option<String>>) -> impl IntoView {
    let faults = move || if form.tried() { all.get() } else { Faults::new() };
    let line = |(field, sentence): (String, String)| {
        view! { <li><button type="button" class="link" on:click=move |_| focus_field(&field)>{sentence}</button></li> }
    };
    move || {
        let (faults, error) = (faults(), error.get());
        (!faults.is_empty() || error.is_some()).then(|| {
            view! {
                <div class="form-summary" role="alert">
                    <b>{error.unwrap_or_else(|| format!("有 {} 处需要修改", faults.len()))}</b>
                    <ul>{in_order(faults).into_iter().map(line).collect_view()}</ul>
                </div>
            }
        })
    }
}

fn touched(form: Form, ev: &web_sys::FocusEvent) {
    if let Some(field) = field_of(ev) {
        form.touch(&field);
    }
}
