//! Check-in on a meeting's page: the way to the chair's screen, or for a member the ways to check in.

use super::model::worth_saying;
use crate::api;
use crate::kit::{Icon, IconName, can, use_load, use_now};
use gsdj_domain::MeetingId;
use gsdj_domain::account::Permission;
use gsdj_domain::check_in::{CheckInHeads, CheckInState};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The panel; nothing where check-in is far away or was never used.
#[component]
pub fn CheckInPanel(id: MeetingId, #[prop(into)] stop: Signal<Option<&'static str>>) -> impl IntoView {
    let load = use_load(move || api::check_in::heads(id), &[Tag::Meetings]);
    let now = use_now();
    let heads = Memo::new(move |_| load.data().get().filter(|h| worth_saying(h, now.get())));
    let member = can(Permission::CheckIn);
    let manages = can(Permission::ManageMeetings);
    move || {
        heads.get().map(|heads| {
            let body = match (member.get(), manages.get()) {
                (true, _) => view! { <Member id=id heads=heads/> }.into_any(),
                (false, true) => view! { <Host id=id heads=heads/> }.into_any(),
                (false, false) => view! { <p>{format!("已签到 {} 人", heads.present)}</p> }.into_any(),
            };
            view! {
                <section class="panel check-in-panel" tabindex=stop.get()>
                    <h2 class="panel-title">"现场签到"</h2>
                    {body}
                </section>
            }
        })
    }
}

fn opens(heads: &CheckInHeads) -> String {
    format!("{}起可以签到", heads.opens_at.spoken(use_now().get_untracked()))
}

#[component]
fn Host(id: MeetingId, heads: CheckInHeads) -> impl IntoView {
    let says = match heads.state {
        CheckInState::Early => opens(&heads),
        CheckInState::Open | CheckInState::Closed => format!("已签到 {} 人", heads.present),
    };
    let over = heads.state == CheckInState::Closed;
    view! {
        <div class="row wrap">
            <span class="grow">{says}</span>
            {(!over).then(|| view! { <a class="btn btn-quiet" href=format!("/meetings/{id}/check-in")><Icon name=IconName::Screen/>"打开签到屏"</a> })}
        </div>
    }
}

#[component]
fn Member(id: MeetingId, heads: CheckInHeads) -> impl IntoView {
    if let Some(at) = heads.mine {
        let now = use_now();
        return view! { <p class="check-in-there"><Icon name=IconName::Check/>{move || format!("您已于{}签到", at.spoken(now.get()))}</p> }.into_any();
    }
    if heads.state == CheckInState::Closed {
        return view! { <p class="muted">"签到已结束，您没有签到。"</p> }.into_any();
    }
    let open = heads.state == CheckInState::Open;
    let says = if open { "到了会场，扫屏幕上的二维码签到。".to_owned() } else { opens(&heads) };
    view! {
        <p>{says}</p>
        {open.then(|| view! {
            <div class="answer-buttons">
                <a class="btn btn-primary" href="/scan"><Icon name=IconName::Camera/>"扫一扫签到"</a>
                <a class="btn btn-quiet" href=format!("/check-in/{id}")>"输入签到码"</a>
            </div>
        })}
        {heads.own_code.clone().map(|code| view! {
            <p class="muted small">"会场没有网络时，您本人的签到码是 " <b class="own-code">{super::model::spoken_code(&code)}</b> "，只在主持人的设备上用，不要告诉他人。"</p>
        })}
    }
    .into_any()
}
