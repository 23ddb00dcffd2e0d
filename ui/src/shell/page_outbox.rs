//! `/me/outbox`: what was done without a network, what became of it, and signing out with something unsent.

use super::model::{Sorted, leads_to};
use crate::api;
use crate::api::device::{self, Unsent};
use crate::kit::{Button, ButtonKind, Card, Chip, Confirm, Empty, IconName, PageHead, Skeleton, Tone, toast, use_now};
use gsdj_domain::routes::Tag;
use gsdj_domain::shell::{OutboxRow, RowState};
use leptos::prelude::*;

/// The page.
#[component]
pub fn OutboxPage() -> impl IntoView {
    let rows = RwSignal::new(None::<Sorted>);
    let load = move || {
        leptos::task::spawn_local(async move {
            match device::outbox().await {
                Ok(list) => rows.set(Some(Sorted::of(list))),
                Err(sentence) => toast::show(Tone::Bad, sentence),
            }
        });
    };
    // the shell's news about the outbox touch what it may change
    let version = api::version(&[Tag::Meetings, Tag::Inbox]);
    Effect::new(move |_| {
        version.get();
        if api::is_app() {
            load();
        } else {
            rows.set(Some(Sorted::default()));
        }
    });
    view! {
        <div class="page-narrow outbox">
            <PageHead title="待发送" back="/me"/>
            {move || match rows.get() {
                None => view! { <Skeleton rows=3/> }.into_any(),
                Some(sorted) if sorted.is_empty() => {
                    let text = "没有网络时的操作会先保存在这里，联网后按顺序自动发送，每项只发送一次。";
                    view! { <Empty icon=IconName::Check title="没有待发送的操作" text=text/> }.into_any()
                }
                Some(sorted) => view! { <Rows sorted=sorted load=load/> }.into_any(),
            }}
            <Keeping/>
        </div>
    }
}

#[component]
fn Rows(sorted: Sorted, load: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let waiting = sorted.waiting.len();
    let summary = sorted.summary();
    let group = move |title: &'static str, rows: Vec<OutboxRow>| {
        (!rows.is_empty()).then(|| {
            let lines = rows.into_iter().map(|row| view! { <Line row=row load=load/> }).collect_view();
            view! { <section class="outbox-group"><h2>{title}</h2><ul class="cards">{lines}</ul></section> }
        })
    };
    view! {
        <p class="muted" role="status">{summary}</p>
        {group("未被接受", sorted.refused)}
        {group("等待发送", sorted.waiting)}
        {group("最近送达", sorted.sent)}
        {(waiting > 0).then(|| view! { <Leaving waiting=waiting/> })}
    }
}

#[component]
fn Line(row: OutboxRow, load: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let now = use_now();
    let (id, state) = (row.id, row.state);
    let link = leads_to(&row);
    let when = row.decided_at.unwrap_or(row.queued_at);
    let (label, tone) = (
        state.label(),
        match state {
            RowState::Refused => Tone::Bad,
            RowState::Waiting => Tone::Warn,
            RowState::Sent => Tone::Ok,
        },
    );
    view! {
        <li class="sheet-card outbox-row">
            <div class="row wrap">
                <Chip tone=tone>{label}</Chip>
                <span class="muted small">{move || when.spoken(now.get())}</span>
            </div>
            <p>{row.sentence.clone().unwrap_or(row.what)}</p>
            {row.hint.map(|hint| view! { <p class="muted">{hint}</p> })}
            <div class="row wrap">
                {link.map(|to| view! { <a class="btn btn-line" href=to>"查看"</a> })}
                <Acts id=id state=state load=load/>
            </div>
        </li>
    }
}

/// What can be done with a row.
#[component]
fn Acts(id: i64, state: RowState, load: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let asking = RwSignal::new(false);
    let act = move |again: bool| {
        leptos::task::spawn_local(async move {
            let done = if again { device::retry(id).await } else { device::dismiss(id).await };
            if let Err(sentence) = done {
                toast::show(Tone::Bad, sentence);
            }
            load();
        });
    };
    match state {
        RowState::Refused => view! {
            <Button kind=ButtonKind::Quiet on_click=move |_| act(true)>"重新发送"</Button>
            <Button kind=ButtonKind::Line on_click=move |_| act(false)>"知道了"</Button>
        }
        .into_any(),
        RowState::Waiting => view! {
            <Button kind=ButtonKind::Quiet on_click=move |_| asking.set(true)>"放弃"</Button>
            <Confirm open=asking title="放弃这项操作？" text="它还没有送达，放弃后不会再发送。" yes="放弃" danger=true
                on_yes=move || act(false)/>
        }
        .into_any(),
        RowState::Sent => ().into_any(),
    }
}

/// Signing out while something waits: keep it for the next sign-in, or throw it away.
#[component]
fn Leaving(waiting: usize) -> impl IntoView {
    let asking = RwSignal::new(false);
    let leave = move |unsent: Unsent| {
        leptos::task::spawn_local(async move {
            if let Err(error) = device::sign_out(unsent).await {
                toast::show(Tone::Bad, error.sentence());
            }
        });
    };
    view! {
        <Card title="要退出登录？">
            <p class="muted">{format!("还有 {waiting} 项操作没有送达。保留时，您下次在这台设备上登录后会继续发送。")}</p>
            <div class="row wrap">
                <Button kind=ButtonKind::Line on_click=move |_| leave(Unsent::Keep)>"保留并退出"</Button>
                <Button kind=ButtonKind::Danger on_click=move |_| asking.set(true)>"放弃并退出"</Button>
            </div>
            <Confirm open=asking title="放弃并退出？" text="没有送达的操作会被删除，不能恢复。" yes="放弃并退出" danger=true
                on_yes=move || leave(Unsent::Discard)/>
        </Card>
    }
}

/// Where the sign-in lies on this device.
#[component]
fn Keeping() -> impl IntoView {
    let keychain = RwSignal::new(None::<bool>);
    if api::is_app() {
        leptos::task::spawn_local(async move { keychain.set(device::has_keychain().await.ok()) });
    }
    move || {
        keychain.get().map(|keychain| {
            let place = if keychain {
                "系统钥匙串"
            } else {
                "仅本机当前用户可读的文件（此系统没有可用的钥匙串）"
            };
            view! { <p class="muted small">{format!("登录信息保存在：{place}")}</p> }
        })
    }
}
