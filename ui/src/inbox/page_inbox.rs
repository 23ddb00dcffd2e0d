//! `/inbox`.

use super::model::{leads_to, looks};
use crate::api;
use crate::kit::{Button, Empty, Icon, IconName, PageHead, Tabs, use_me, use_now, use_save};
use crate::workbench::{FreshList, MoreRows, use_paged};
use gsdj_domain::InboxId;
use gsdj_domain::inbox::InboxItem;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn InboxPage() -> impl IntoView {
    let chosen = RwSignal::new(0_usize);
    let only_unread = Memo::new(move |_| chosen.get() == 1);
    let list = use_paged(
        move |cursor| {
            let unread = only_unread.get();
            async move { api::inbox::list(unread, cursor).await }
        },
        &[Tag::Inbox],
    );
    let me = use_me();
    let unread = Memo::new(move |_| me.get().map_or(0, |m| m.unread));
    let tabs = Signal::derive(move || {
        let count = unread.get();
        vec!["全部".to_owned(), if count == 0 { "未读".to_owned() } else { format!("未读 {count}") }]
    });
    let read = use_save(|id: InboxId, key| async move { api::inbox::read(id, key).await });
    let read_one = Callback::new(move |id| read.go(id));
    view! {
        <div class="page-narrow inbox">
            <PageHead title="通知" back="/home"/>
            <div class="list-tools">
                <Tabs label="显示哪些通知" tabs=tabs chosen=chosen/>
                <span class="grow"></span>
                <Show when=move || { unread.get() > 0 }><ReadAll/></Show>
            </div>
            <FreshList list=list empty=ViewFn::from(move || nothing(only_unread.get()))>
                <ul class="messages">
                    <For each=move || list.rows.get() key=|m| (m.id, m.read)
                        children=move |m| view! { <Message item=m on_read=read_one/> }/>
                </ul>
                <MoreRows list=list/>
            </FreshList>
        </div>
    }
}

#[component]
fn ReadAll() -> impl IntoView {
    let save = use_save(|(): (), key| async move { api::inbox::read_all(key).await });
    let error = move || save.error().get().map(|e| e.sentence());
    view! {
        <p class="fault" role="alert">{error}</p>
        <Button kind=crate::kit::ButtonKind::Line busy=save.pending() on_click=move |_| save.go(())>
            <Icon name=IconName::Check/>"全部标为已读"
        </Button>
    }
}

fn nothing(only_unread: bool) -> impl IntoView + use<> {
    if only_unread {
        view! { <Empty icon=IconName::Check title="没有未读通知" text="都看过了。需要时可以切换到“全部”再看一遍。"/> }
    } else {
        view! { <Empty icon=IconName::Bell title="还没有通知" text="会议通知、审核结果和积分到账都会出现在这里。"/> }
    }
}

/// One message; pressing it marks it as read and goes where it leads.
#[component]
fn Message(item: InboxItem, on_read: Callback<InboxId>) -> impl IntoView {
    let now = use_now();
    let (icon, tone) = looks(item.topic);
    let (id, unread, at) = (item.id, !item.read, item.at);
    let to = leads_to(&item);
    let pressed = move |_| {
        if unread {
            on_read.run(id);
        }
    };
    let class = if unread { "message unread" } else { "message" };
    let inside = view! {
        <span class=format!("message-icon {}", tone.class())><Icon name=icon/></span>
        <span class="grow">
            <span class="message-line"><b>{item.title}</b><span class="tiny">{move || at.spoken(now.get())}</span></span>
            <span class="message-body">{item.body}</span>
            <span class="tiny">{item.topic.label()}{unread.then_some("，未读")}</span>
        </span>
    };
    let row = match to {
        Some(to) => view! { <a class=class href=to on:click=pressed>{inside}</a> }.into_any(),
        None => view! { <button type="button" class=class on:click=pressed>{inside}</button> }.into_any(),
    };
    view! { <li>{row}</li> }
}
