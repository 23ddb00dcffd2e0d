//! `/inbox`: filters, reading one, several or all.

use super::model::{leads_to, looks};
use crate::api;
use crate::kit::{
    Button, ButtonKind, Empty, Frame, Icon, IconName, PageHead, Tabs, use_frame, use_me, use_now, use_save,
};
use crate::workbench::{FreshList, MoreRows, use_paged};
use gsdj_domain::InboxId;
use gsdj_domain::inbox::{InboxItem, ReadForm, Topic};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Which messages are ticked, while several are being chosen.
#[derive(Clone, Copy)]
struct Choice {
    on: RwSignal<bool>,
    ticked: RwSignal<BTreeSet<InboxId>>,
}

impl Choice {
    fn end(self) {
        self.on.set(false);
        self.ticked.set(BTreeSet::new());
    }
}

/// The page.
#[component]
pub fn InboxPage() -> impl IntoView {
    let chosen = RwSignal::new(0_usize);
    let only_unread = Memo::new(move |_| chosen.get() == 1);
    let topic = RwSignal::new(None::<Topic>);
    let choice = Choice { on: RwSignal::new(false), ticked: RwSignal::new(BTreeSet::new()) };
    let list = use_paged(
        move |cursor| {
            let (unread, topic) = (only_unread.get(), topic.get());
            async move { api::inbox::list(unread, topic, cursor).await }
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
    let frame = use_frame();
    view! {
        <div class="page-narrow inbox">
            <PageHead title="通知" back="/home"/>
            <div class="list-tools">
                <Tabs label="显示哪些通知" tabs=tabs chosen=chosen/>
                <Topics topic=topic/>
                <span class="grow"></span>
                <Show when=move || { unread.get() > 0 && frame.get() != Frame::Tv }><ReadSome choice=choice topic=topic/></Show>
            </div>
            <FreshList list=list empty=ViewFn::from(move || nothing(only_unread.get() || topic.get().is_some()))>
                <ul class="messages">
                    <For each=move || list.rows.get() key=|m| (m.id, m.read)
                        children=move |m| view! { <Message item=m on_read=read_one choice=choice/> }/>
                </ul>
                <MoreRows list=list/>
            </FreshList>
        </div>
    }
}

/// What the messages are about.
#[component]
fn Topics(topic: RwSignal<Option<Topic>>) -> impl IntoView {
    let option = move |t: &Topic| {
        let t = *t;
        view! { <option value=t.code() selected=move || topic.get() == Some(t)>{t.label()}</option> }
    };
    view! {
        <select class="select inbox-topic" aria-label="按类别筛选" on:change=move |ev| topic.set(Topic::from_code(&event_target_value(&ev)))>
            <option value="" selected=move || topic.get().is_none()>"全部类别"</option>
            {Topic::ALL.iter().map(option).collect_view()}
        </select>
    }
}

/// Marking several as read: all that are shown, or those ticked.
#[component]
fn ReadSome(choice: Choice, topic: RwSignal<Option<Topic>>) -> impl IntoView {
    let save = use_save(move |form: ReadForm, key| async move {
        api::inbox::read_many(form, key).await?;
        choice.end();
        Ok(())
    });
    let error = move || save.error().get().map(|e| e.sentence());
    let count = move || choice.ticked.with(BTreeSet::len);
    let all = move |_| save.go(ReadForm { ids: Vec::new(), topic: topic.get_untracked() });
    let ticked = move |_| {
        let ids = choice.ticked.with_untracked(|t| t.iter().copied().collect());
        save.go(ReadForm { ids, topic: None });
    };
    let all_label = move || if topic.get().is_some() { "此类全部标为已读" } else { "全部标为已读" };
    let buttons = move || {
        if choice.on.get() {
            view! {
                <Button kind=ButtonKind::Primary busy=save.pending() disabled=Signal::derive(move || count() == 0) on_click=ticked>
                    {move || if count() == 0 { "请勾选通知".to_owned() } else { format!("{} 条标为已读", count()) }}
                </Button>
                <Button kind=ButtonKind::Line on_click=move |_| choice.end()>"不选了"</Button>
            }
            .into_any()
        } else {
            view! {
                <Button kind=ButtonKind::Line on_click=move |_| choice.on.set(true)>"多选"</Button>
                <Button kind=ButtonKind::Line busy=save.pending() on_click=all><Icon name=IconName::Check/>{all_label}</Button>
            }
            .into_any()
        }
    };
    view! {
        <p class="fault" role="alert">{error}</p>
        <div class="row wrap">{buttons}</div>
    }
}

fn nothing(narrowed: bool) -> impl IntoView + use<> {
    if narrowed {
        view! { <Empty icon=IconName::Check title="没有这样的通知" text="没有未读，或者没有这一类通知。可以换成“全部”再看。"/> }
    } else {
        view! { <Empty icon=IconName::Bell title="还没有通知" text="会议通知、审核结果和积分到账都会出现在这里。"/> }
    }
}

/// One message; pressing it marks it as read and goes where it leads. While several are chosen, pressing ticks it.
#[component]
fn Message(item: InboxItem, on_read: Callback<InboxId>, choice: Choice) -> impl IntoView {
    let item = StoredValue::new(item);
    move || {
        let item = item.get_value();
        let row = if choice.on.get() && !item.read {
            view! { <Tick item=item choice=choice/> }.into_any()
        } else {
            view! { <Open item=item on_read=on_read/> }.into_any()
        };
        view! { <li>{row}</li> }
    }
}

fn inside(item: &InboxItem) -> impl IntoView + use<> {
    let now = use_now();
    let (icon, tone) = looks(item.topic);
    let at = item.at;
    view! {
        <span class=format!("message-icon {}", tone.class())><Icon name=icon/></span>
        <span class="grow">
            <span class="message-line"><b>{item.title.clone()}</b><span class="tiny">{move || at.spoken(now.get())}</span></span>
            <span class="message-body">{item.body.clone()}</span>
            <span class="tiny">{item.topic.label()}{(!item.read).then_some("，未读")}</span>
        </span>
    }
}

#[component]
fn Open(item: InboxItem, on_read: Callback<InboxId>) -> impl IntoView {
    let (id, unread) = (item.id, !item.read);
    let pressed = move |_| {
        if unread {
            on_read.run(id);
        }
    };
    let class = if unread { "message unread" } else { "message" };
    match leads_to(&item) {
        Some(to) => view! { <a class=class href=to on:click=pressed>{inside(&item)}</a> }.into_any(),
        None => view! { <button type="button" class=class on:click=pressed>{inside(&item)}</button> }.into_any(),
    }
}

#[component]
fn Tick(item: InboxItem, choice: Choice) -> impl IntoView {
    let id = item.id;
    let toggle = move |_| {
        choice.ticked.update(|t| {
            if !t.remove(&id) {
                t.insert(id);
            }
        });
    };
    view! {
        <label class="message unread">
            <input type="checkbox" class="checkbox" prop:checked=move || choice.ticked.with(|t| t.contains(&id)) on:change=toggle/>
            {inside(&item)}
        </label>
    }
}
