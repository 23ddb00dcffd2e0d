//! `/branch/elsewhere`: 在外参加组织生活, of one's branch or one's own.

use crate::api;
use crate::kit::{Chip, Empty, IconName, PageHead, Tone, can, use_now};
use crate::workbench::{FreshList, MoreRows, Workbench, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::check_in::{Elsewhere, GuestState};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn ElsewherePage() -> impl IntoView {
    let list = use_paged(api::check_in::elsewhere, &[Tag::Meetings]);
    let member = can(Permission::CheckIn);
    let empty = move || {
        let text = if member.get() {
            "在外地参加其他支部的会议时，扫对方的签到二维码，对方确认后会列在这里。"
        } else {
            "本支部的流动党员在外地参加会议、对方支部确认后，会列在这里，并通知您。"
        };
        view! { <Empty icon=IconName::Place title="还没有在外参加组织生活的记录" text=text/> }
    };
    view! {
        <Workbench>
            <div class="page-wide">
                <PageHead title="在外参加组织生活" back="/branch"/>
                <p class="muted small">"流动党员在外地参加组织生活，由所在地支部确认。同一类会议在同一时期只计一次。 " <a class="link" href="/manual/check-in">"怎么用"</a></p>
                <FreshList list=list empty=empty>
                    <ul class="people panel">{move || list.rows.get().into_iter().map(|e| row(e, member.get())).collect_view()}</ul>
                </FreshList>
                <MoreRows list=list/>
            </div>
        </Workbench>
    }
}

fn row(e: Elsewhere, own: bool) -> impl IntoView {
    let now = use_now();
    let (tone, word) = match (e.state, e.counted) {
        (GuestState::Attested, true) => (Tone::Ok, format!("计入{}", e.period)),
        (GuestState::Attested, false) => (Tone::Info, "本期已计过".into()),
        (GuestState::Waiting, _) => (Tone::Warn, e.state.label().into()),
        (GuestState::Declined, _) => (Tone::Plain, e.state.label().into()),
    };
    let starts = e.starts_at;
    let head = if own { e.title.clone() } else { format!("{} · {}", e.name, e.title) };
    let host = e.host.clone();
    let note = move || format!("{} · {} · {host}", starts.spoken(now.get()), e.kind.label());
    view! {
        <li class="person">
            <span class="grow">
                <b>{head}</b>
                <span class="person-note">{note}</span>
                {(!e.reason.is_empty()).then(|| view! { <span class="person-note">{e.reason.clone()}</span> })}
            </span>
            <Chip tone=tone>{word}</Chip>
        </li>
    }
}
