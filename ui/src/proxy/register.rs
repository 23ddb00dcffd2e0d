//! The form by which the branch registers a consent.

use super::model::proposed_end;
use crate::api;
use crate::kit::{
    Button, ButtonKind, Loaded, SelectField, Sheet, TextField, Tone, focus_field, toast, use_load, use_now, use_save,
};
use gsdj_domain::MemberId;
use gsdj_domain::meeting::{MeetingDraft, MeetingKind};
use gsdj_domain::proxy::{ConsentMethod, NOTE_MAX, ProxyForm};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The sheet.
#[component]
pub fn RegisterSheet(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Sheet open=open title="登记帮办">
            {move || open.get().then(|| view! { <Loading open=open/> })}
        </Sheet>
    }
}

/// Everybody of the branch, to choose from.
#[component]
fn Loading(open: RwSignal<bool>) -> impl IntoView {
    let load = use_load(|| api::meeting::draft(MeetingKind::PartyLecture), &[Tag::Orgs]);
    view! {
        <Loaded load=load view={move |draft: Signal<MeetingDraft>| {
            let people = draft.with_untracked(|d| d.circle.iter().map(|p| (p.id.to_string(), p.name.clone())).collect::<Vec<_>>());
            view! { <Form open=open people=people/> }
        }}/>
    }
}

#[component]
fn Form(open: RwSignal<bool>, people: Vec<(String, String)>) -> impl IntoView {
    let member = RwSignal::new(String::new());
    let helper = RwSignal::new(String::new());
    let method = RwSignal::new(ConsentMethod::SignedPhoto.code().to_owned());
    let note = RwSignal::new(String::new());
    let until = RwSignal::new(proposed_end(use_now().get_untracked()));
    let tried = RwSignal::new(false);
    let save = use_save(move |form: ProxyForm, key| async move {
        api::proxy::register(form, key).await?;
        toast::show(Tone::Ok, "已登记，双方都会收到通知");
        open.set(false);
        Ok(())
    });
    let chosen = |value: &RwSignal<String>| value.get().parse().ok().map(MemberId);
    let unset = move |field: &'static str, value: RwSignal<String>, says: &'static str| {
        Signal::derive(move || {
            let own = (tried.get() && value.with(String::is_empty)).then(|| says.to_owned());
            own.or_else(|| save.field(field).get())
        })
    };
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        tried.set(true);
        let (Some(who), Some(by)) = untrack(|| (chosen(&member), chosen(&helper))) else {
            return focus_field(if member.with_untracked(String::is_empty) { "member" } else { "helper" });
        };
        save.go(ProxyForm {
            member: who,
            helper: by,
            method: ConsentMethod::from_code(&method.get_untracked()).unwrap_or(ConsentMethod::Other),
            note: note.get_untracked(),
            valid_until: until.get_untracked(),
        });
    };
    let methods = ConsentMethod::ALL.iter().map(|m| (m.code().to_owned(), m.label().to_owned())).collect();
    let beside = ["member", "helper", "note", "valid_until"];
    let other =
        move || save.error().get().filter(|e| beside.iter().all(|f| e.field(f).is_none())).map(|e| e.sentence());
    view! {
        <form novalidate on:submit=send>
            <p class="muted small">"先征得本人同意，再登记。帮办人只能代为反馈会议通知，每次都会告诉本人。"</p>
            <SelectField label="需要帮办的党员" name="member" value=member options=people.clone() error=unset("member", member, "请选择党员") required=true/>
            <SelectField label="帮办人" name="helper" value=helper options=people error=unset("helper", helper, "请选择帮办人") required=true hint="本支部另一名党员"/>
            <SelectField label="同意方式" name="method" value=method options=methods required=true/>
            <TextField label="说明" name="note" value=note error=save.field("note") max=NOTE_MAX hint="例如：谁、什么时候确认的；选“其他方式”时必填"/>
            <TextField label="有效期至" name="valid_until" kind="date" value=until error=save.field("valid_until") required=true hint="最长一年"/>
            <p class="fault" role="alert">{other}</p>
            <div class="sheet-foot row">
                <Button kind=ButtonKind::Line on_click=move |_| open.set(false)>"再想想"</Button>
                <Button kind=ButtonKind::Primary submit=true busy=save.pending()>"登记"</Button>
            </div>
        </form>
    }
}
