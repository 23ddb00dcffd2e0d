//! Somebody of the roll: a pane beside the table, a sheet on the phone.

use super::model::facts;
use super::page_roll::Roll;
use super::rows::marks;
use crate::api;
use crate::branch::PasswordSheet;
use crate::kit::{Button, ButtonKind, Frame, Icon, IconName, Sheet, can_here, use_frame, use_me, use_now};
use chrono::Datelike;
use gsdj_domain::MemberId;
use gsdj_domain::account::Permission;
use gsdj_domain::member::MemberRow;
use leptos::prelude::*;

/// Whoever is open.
#[component]
pub fn Detail(roll: Roll) -> impl IntoView {
    let frame = use_frame();
    let reset = RwSignal::new(false);
    let sheet = RwSignal::new(false);
    Effect::new(move |_| {
        let wanted = roll.open.with(Option::is_some) && frame.get() != Frame::Computer;
        if sheet.get_untracked() != wanted {
            sheet.set(wanted);
        }
    });
    Effect::new(move |_| {
        if !sheet.get() && frame.get_untracked() != Frame::Computer && roll.open.with_untracked(Option::is_some) {
            roll.open.set(None);
        }
    });
    let name = Signal::derive(move || roll.open.with(|o| o.as_ref().map(|m| m.name.clone()).unwrap_or_default()));
    let call = move |key| {
        let id = roll.open.with_untracked(|o| o.as_ref().map(|m| m.id)).unwrap_or(MemberId(0));
        api::branch::reset_member(id, key)
    };
    let about = move || roll.open.get().map(|m| view! { <About member=m reset=reset/> });
    view! {
        <Show when=move || frame.get() == Frame::Computer && roll.open.with(Option::is_some)>
            <aside class="detail-pane roll-pane" aria-label="党员信息">
                <header class="row">
                    <h2 class="meeting-title grow">{move || name.get()}</h2>
                    <button type="button" class="icon-button" aria-label="关闭" on:click=move |_| roll.open.set(None)><Icon name=IconName::Close/></button>
                </header>
                {about}
            </aside>
        </Show>
        <Sheet open=sheet title=name>{about}</Sheet>
        <PasswordSheet open=reset whose=name call=call/>
    }
}

#[component]
fn About(member: MemberRow, reset: RwSignal<bool>) -> impl IntoView {
    let now = use_now();
    let me = use_me();
    let manages = can_here(Permission::ManageBranch);
    let card = member.id;
    let (branch, above) = (member.org, can_here(Permission::ReviewMeetings));
    let own = Memo::new(move |_| me.with(|me| me.as_ref().is_some_and(|me| me.org == branch)));
    let shown = member.clone();
    let fact =
        |(label, text): (&'static str, String)| view! { <div class="fact"><dt>{label}</dt><dd>{text}</dd></div> };
    view! {
        <p class="row wrap">{marks(&member)}</p>
        <dl class="facts roll-facts">{move || facts(&shown, now.get().day().year()).into_iter().map(fact).collect_view()}</dl>
        <div class="chips">
            <Show when=move || manages.get() && own.get()>
                <Button kind=ButtonKind::Line on_click=move |_| reset.set(true)>"重置密码"</Button>
                <a class="btn btn-line" href=format!("/branch/members/{card}/card")>"签到卡"</a>
            </Show>
            <Show when=move || above.get()><a class="btn btn-line" href=format!("/orgs/{branch}")>"所在支部"</a></Show>
        </div>
        <p class="muted small">"信息来自全国党员信息管理系统；有出入请联系上级党组织核对。"</p>
    }
}
