//! `/me/sessions`: where the account is signed in; any of them can be ended.

use crate::api::session;
use crate::kit::{Chip, Confirm, Icon, IconName, Loaded, PageHead, Tone, toast, use_load, use_now, use_save};
use gsdj_domain::account::SessionInfo;
use gsdj_domain::routes::Tag;
use gsdj_domain::{Page, SessionId};
use leptos::prelude::*;

/// The page.
#[component]
pub fn SessionsPage() -> impl IntoView {
    let load = use_load(session::devices, &[Tag::Session]);
    let chosen = RwSignal::new(None::<SessionId>);
    let open = RwSignal::new(false);
    let end = use_save(move |id: SessionId, key| async move {
        session::end(id, key).await?;
        open.set(false);
        toast::show(Tone::Ok, "该设备已退出登录");
        Ok(())
    });
    let error = Signal::derive(move || end.error().get().map(|e| e.sentence()));
    let ask = Callback::new(move |id| {
        end.reset();
        chosen.set(Some(id));
        open.set(true);
    });
    let yes = move |()| {
        if let Some(id) = chosen.get_untracked() {
            end.go(id);
        }
    };
    let show = move |page: Signal<Page<SessionInfo>>| {
        view! {
            <ul class="people">
                {move || page.get().items.into_iter().map(|s| view! { <Device session=s on_end=ask/> }).collect_view()}
            </ul>
        }
    };
    view! {
        <div class="page-narrow">
            <PageHead title="登录设备" back="/me"/>
            <p class="muted small sessions-note">"看到不认识的设备，请让它退出，再修改密码。"</p>
            <section class="panel">
                <Loaded load=load view=show/>
            </section>
            <Confirm open=open title="让这台设备退出登录？" text="该设备上没有保存的内容可能丢失，再次使用要重新登录。"
                yes="让它退出" busy=end.pending() error=error danger=true on_yes=yes/>
        </div>
    }
}

#[component]
fn Device(session: SessionInfo, on_end: Callback<SessionId>) -> impl IntoView {
    let now = use_now();
    let (id, since, seen) = (session.id, session.since, session.last_seen);
    let icon = if is_mobile(&session.device) { IconName::Phone } else { IconName::Screen };
    let act = if session.current {
        view! { <Chip tone=Tone::Ok>"本机"</Chip> }.into_any()
    } else {
        view! { <button type="button" class="btn btn-danger btn-small" on:click=move |_| on_end.run(id)>"退出"</button> }.into_any()
    };
    view! {
        <li class="person">
            <span class="shortcut-icon hue-grey"><Icon name=icon/></span>
            <span class="grow">
                <b>{session.device}</b>
                <span class="person-note">{move || format!("最近使用 {}", seen.spoken(now.get()))}</span>
                <span class="person-note">{move || format!("登录于 {}", since.spoken(now.get()))}</span>
            </span>
            {act}
        </li>
    }
}

/// Whether a device's name sounds like something for the pocket.
fn is_mobile(device: &str) -> bool {
    ["手机", "Android", "iPhone", "iPad", "Mobile", "安卓"].iter().any(|word| device.contains(word))
}

#[cfg(test)]
mod tests {
    use super::is_mobile;

    #[test]
    fn a_phone_is_known_by_its_name() {
        assert!(is_mobile("手机 App") && is_mobile("Chrome · Android"));
        assert!(!is_mobile("Firefox · Windows"));
    }
}
