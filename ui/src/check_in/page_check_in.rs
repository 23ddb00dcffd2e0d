//! `/check-in/:meeting#token`: where a scanned code leads, in whatever browser. Signed in, it checks in by itself; else, or
//! when the code has moved on, one scans again or types the six digits.

use super::model::done;
use crate::api::{self, ApiError, Sent};
use crate::kit::{Button, ButtonKind, Empty, Icon, IconName, PageHead, TextField, can, use_now, use_save};
use gsdj_domain::MeetingId;
use gsdj_domain::account::Permission;
use gsdj_domain::check_in::{CheckInForm, CheckedIn};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};

/// The page.
#[component]
pub fn CheckInPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("meeting").unwrap_or_default());
    let member = can(Permission::CheckIn);
    view! {
        <div class="page-narrow check-in-page">
            <PageHead title="会议签到" back="/home"/>
            {move || match (id.get().parse().ok().map(MeetingId), member.get()) {
                (Some(id), true) => view! { <Member id=id/> }.into_any(),
                (Some(id), false) => view! { <Organisation id=id/> }.into_any(),
                (None, _) => view! { <Card/> }.into_any(),
            }}
        </div>
    }
}

/// A printed card is for the chair's device.
#[component]
fn Card() -> impl IntoView {
    view! {
        <Empty icon=IconName::Person title="这是党员的签到卡"
            text="请支部管理员打开会议的“签到屏”，按“扫签到卡”来扫。没有手机的党员用它签到，不要转借他人。"/>
    }
}

/// An organisation's account checks nobody in by scanning.
#[component]
fn Organisation(id: MeetingId) -> impl IntoView {
    let manages = can(Permission::ManageMeetings);
    view! {
        <Empty icon=IconName::Person title="签到由党员本人办理" text="请用党员自己的账号登录后再扫。">
            <Show when=move || manages.get()><a class="btn btn-primary" href=format!("/meetings/{id}/check-in")>"打开签到屏"</a></Show>
        </Empty>
    }
}

#[component]
fn Member(id: MeetingId) -> impl IntoView {
    let got = RwSignal::new(None::<CheckedIn>);
    let save = use_save(move |form: CheckInForm, key| async move {
        match api::check_in::check_in(id, form, key).await? {
            Sent::Done(checked) => got.set(Some(checked)),
            // check-ins never wait: what was scanned holds for seconds
            Sent::Queued => return Err(ApiError::Offline),
        }
        Ok(())
    });
    let hash = use_location().hash;
    Effect::new(move |_| {
        let token = hash.get().trim_start_matches('#').to_owned();
        if !token.is_empty() {
            got.set(None);
            save.go(CheckInForm { token: Some(token), code: None });
        }
    });
    let code = RwSignal::new(String::new());
    let typed = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        save.go(CheckInForm { token: None, code: Some(code.get_untracked()) });
    };
    let elsewhere = move || save.error().get().filter(|e| e.field("code").is_none());
    view! {
        {move || got.get().map(|got| view! { <Done got=got/> })}
        <Show when=move || got.with(Option::is_none)>
            <div role="status">{move || save.pending().get().then(|| view! { <p class="check-in-wait">"正在签到…"</p> })}</div>
            {move || elsewhere().map(|e| view! { <Refused error=e/> })}
            <section class="card check-in-ways">
                <a class="btn btn-primary" href="/scan"><Icon name=IconName::Camera/>"扫会场屏幕上的二维码"</a>
                <p class="check-in-or">"或者"</p>
                <form novalidate on:submit=typed>
                    <TextField label="签到码" name="code" value=code error=save.field("code") inputmode="numeric" autocomplete="one-time-code"
                        hint="会场屏幕上的 6 位数字，每分钟更新"/>
                    {move || save.error().get().filter(|e| e.field("code").is_some()).and_then(|e| e.hint()).map(|h| view! { <p class="muted small">{h}</p> })}
                    <div class="check-in-send"><Button kind=ButtonKind::Quiet submit=true busy=save.pending()>"签到"</Button></div>
                </form>
            </section>
        </Show>
        <p class="small"><a class="link" href="/manual/check-in">"怎么用"</a></p>
    }
}

#[component]
fn Refused(error: ApiError) -> impl IntoView {
    view! {
        <div class="error-card" role="alert">
            <Icon name=IconName::Warning/>
            <div class="grow"><p><b>{error.sentence()}</b></p>{error.hint().map(|h| view! { <p class="muted">{h}</p> })}</div>
        </div>
    }
}

#[component]
fn Done(got: CheckedIn) -> impl IntoView {
    let now = use_now();
    let guest = got.guest.is_some();
    let to = if guest { "/branch/elsewhere".into() } else { format!("/meetings/{}", got.meeting) };
    let (title, text) = done(&got, now.get_untracked());
    view! {
        <section class="check-in-done" role="status">
            <span class="check-in-mark" aria-hidden="true"><Icon name=IconName::Check/></span>
            <h2>{title}</h2>
            <p class="check-in-name">{got.name.clone()}</p>
            <p>{text}</p>
            <p class="muted">{got.org.clone()}</p>
            <a class="btn btn-line" href=to>{if guest { "在外参加组织生活" } else { "看会议" }}</a>
        </section>
    }
}
