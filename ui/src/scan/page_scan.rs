//! `/scan`: 扫一扫. A code of ours opens its page; others are shown first; those who can't scan type a code.

use super::model::{Found, host, understand};
use super::scanner::Scanner;
use crate::api::{self, session};
use crate::check_in::model::near;
use crate::kit::{Icon, IconName, Loaded, PageHead, Sheet, can, use_load, use_now};
use crate::meeting::model::list::Filter;
use gsdj_domain::Page;
use gsdj_domain::account::Permission;
use gsdj_domain::meeting::MeetingRow;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub fn ScanPage() -> impl IntoView {
    let platform = use_load(session::platform, &[Tag::Session]);
    let other = RwSignal::new(None::<Found>);
    let open = RwSignal::new(false);
    let go = use_navigate();
    let on_text = Callback::new(move |text: String| {
        let address = platform.data().with_untracked(|p| p.as_ref().map(|p| p.address.clone()).unwrap_or_default());
        let here = window().location().host().unwrap_or_default();
        let found = understand(&text, &[host(&address), here]);
        if let Found::Page(path) = found {
            go(&path, Default::default());
        } else {
            other.set(Some(found));
            open.set(true);
        }
    });
    view! {
        <div class="page-narrow scan-page">
            <PageHead title="扫一扫" back="/home"/>
            <Scanner on_text=on_text/>
            <Typed/>
            <p class="small"><a class="link" href="/manual/check-in">"怎么用"</a></p>
            <Sheet open=open title="扫到的内容">{move || other.get().map(what)}</Sheet>
        </div>
    }
}

/// What to do with a code that is no page of ours.
fn what(found: Found) -> AnyView {
    match found {
        Found::Card(_) => view! {
            <p class="confirm-text">"这是党员的签到卡。请支部管理员打开会议的“签到屏”，按“扫签到卡”来扫。"</p>
        }
        .into_any(),
        Found::Elsewhere(address) => view! {
            <p class="confirm-text">"这个二维码指向其他网站，请核对后再打开："</p>
            <p class="scan-text">{address.clone()}</p>
            <div class="sheet-foot row"><a class="btn btn-line" href=address target="_blank" rel="noopener noreferrer">"打开这个网站"</a></div>
        }
        .into_any(),
        Found::Text(text) | Found::Page(text) => view! {
            <p class="confirm-text">"这个二维码不是本平台的，内容是："</p>
            <p class="scan-text">{text}</p>
        }
        .into_any(),
    }
}

/// For those who can't scan: the meetings around now, each with its field for the code.
#[component]
fn Typed() -> impl IntoView {
    let member = can(Permission::CheckIn);
    view! { <Show when=move || member.get()><Near/></Show> }
}

#[component]
fn Near() -> impl IntoView {
    let now = use_now();
    let load = use_load(|| api::meeting::list(Filter::default(), None, None), &[Tag::Meetings]);
    let row = move |m: MeetingRow| {
        let starts = m.starts_at;
        view! {
            <li>
                <a class="file" href=format!("/check-in/{}", m.id)>
                    <span class="grow"><b>{m.title.clone()}</b><span class="cell-note">{move || format!("{} · {}", starts.spoken(now.get()), m.place)}</span></span>
                    <span class="link small">"输入签到码"</span>
                    <Icon name=IconName::Forward/>
                </a>
            </li>
        }
    };
    view! {
        <section class="panel">
            <h2 class="panel-title">"扫不了？输入签到码"</h2>
            <Loaded load=load view={move |page: Signal<Page<MeetingRow>>| {
                let rows = Memo::new(move |_| page.with(|p| near(&p.items, now.get())));
                view! {
                    <ul class="people">{move || rows.get().into_iter().map(row).collect_view()}</ul>
                    {move || rows.with(Vec::is_empty).then(|| view! { <p class="muted">"现在没有可以签到的会议。会议开始前 1 小时起可以签到。"</p> })}
                }
            }}/>
        </section>
    }
}
