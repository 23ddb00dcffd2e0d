//! 报备: what was filed is only read; opening it notes that, and all can be noted at once.

use crate::api;
use crate::kit::{Button, ButtonKind, Chip, Empty, Icon, IconName, Tone, toast, use_now, use_save};
use crate::workbench::{FreshList, MoreRows, use_paged};
use gsdj_domain::review::FiledItem;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The list.
#[component]
pub fn Filed() -> impl IntoView {
    let list = use_paged(api::review::filed, &[Tag::Reviews]);
    let save = use_save(|ids: Vec<i64>, key| async move {
        let all = ids.is_empty();
        api::review::read(ids, key).await?;
        if all {
            toast::show(Tone::Ok, "已全部标为已阅");
        }
        Ok(())
    });
    let unread = Memo::new(move |_| list.rows.with(|r| r.iter().any(|f| !f.read)));
    let error = move || save.error().get().map(|e| e.sentence());
    let empty = || view! { <Empty icon=IconName::Book title="还没有报备" text="支部党课、主题党日等报备后会列在这里，只供查阅，不需要审核。"/> };
    let on_read = Callback::new(move |id| save.go(vec![id]));
    view! {
        <div class="list-tools">
            <p class="muted grow">"报备的内容只供查阅，支部不等待答复。"</p>
            <p class="fault" role="alert">{error}</p>
            <Show when=move || unread.get()>
                <Button kind=ButtonKind::Line busy=save.pending() on_click=move |_| save.go(Vec::new())>
                    <Icon name=IconName::Check/>"全部标为已阅"
                </Button>
            </Show>
        </div>
        <FreshList list=list empty=empty>
            <ul class="messages">
                <For each=move || list.rows.get() key=|f| (f.id, f.read) children=move |f| view! { <One item=f on_read=on_read/> }/>
            </ul>
            <MoreRows list=list/>
        </FreshList>
    }
}

#[component]
fn One(item: FiledItem, on_read: Callback<i64>) -> impl IntoView {
    let now = use_now();
    let (id, unread, at) = (item.id, !item.read, item.filed_at);
    let pressed = move |_| {
        if unread {
            on_read.run(id);
        }
    };
    view! {
        <li>
            <a class="message" class:unread=unread href=item.link on:click=pressed>
                <span class="message-icon tone-info"><Icon name=IconName::Book/></span>
                <span class="grow">
                    <span class="message-line"><b>{item.title}</b><span class="tiny">{move || at.spoken(now.get())}</span></span>
                    <span class="message-body">{format!("{} · {}", item.org.name, item.what)}</span>
                </span>
                {unread.then(|| view! { <Chip tone=Tone::Info>"未阅"</Chip> })}
            </a>
        </li>
    }
}
