//! `/branch/proxies`: who helps whom; for the branch also who has a card. Members see what concerns themselves.

use super::model::{consent, standing};
use super::register::RegisterSheet;
use crate::api;
use crate::kit::{
    Button, ButtonKind, Chip, Confirm, Empty, Icon, IconName, Loaded, PageHead, Tone, can, can_here, toast, use_load,
    use_save,
};
use crate::workbench::{Only, Workbench};
use gsdj_domain::account::Permission;
use gsdj_domain::proxy::{Proxies, ProxyRow};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn ProxiesPage() -> impl IntoView {
    view! { <Only permission=Permission::SeeProxies><Page/></Only> }
}

#[component]
fn Page() -> impl IntoView {
    let load = use_load(api::proxy::list, &[Tag::Proxies]);
    let manages = can_here(Permission::ManageBranch);
    let open = RwSignal::new(false);
    view! {
        <Workbench>
            <div class="page-wide">
                <PageHead title="帮办" back="/branch"/>
                <div class="list-tools">
                    <p class="muted small grow">"为没有智能手机的党员登记一名帮办人，代为反馈会议通知；到会用打印的签到卡。 " <a class="link" href="/manual/proxy">"怎么用"</a></p>
                    <Show when=move || manages.get()>
                        <Button kind=ButtonKind::Primary on_click=move |_| open.set(true)><Icon name=IconName::Plus/>"登记帮办"</Button>
                    </Show>
                </div>
                <Loaded load=load view={|all: Signal<Proxies>| view! { <Whole all=all/> }}/>
                <RegisterSheet open=open/>
            </div>
        </Workbench>
    }
}

#[component]
fn Whole(all: Signal<Proxies>) -> impl IntoView {
    let asked = RwSignal::new(None::<ProxyRow>);
    let manages = can(Permission::ManageBranch);
    let empty = move || {
        let text = if manages.get() {
            "征得本人同意后，按“登记帮办”。"
        } else {
            "您没有帮办别人，也没有请人帮办。"
        };
        view! { <Empty icon=IconName::People title="还没有帮办" text=text/> }
    };
    view! {
        {move || all.with(|a| a.rows.is_empty()).then(empty)}
        <Show when=move || all.with(|a| !a.rows.is_empty())>
            <ul class="people panel">{move || all.with(|a| a.rows.clone()).into_iter().map(|r| row(r, asked)).collect_view()}</ul>
        </Show>
        <Show when=move || manages.get()><Cards all=all/></Show>
        <Revoke asked=asked/>
    }
}

fn row(r: ProxyRow, asked: RwSignal<Option<ProxyRow>>) -> impl IntoView {
    let manages = can(Permission::ManageBranch);
    let (tone, ended) = (if r.holds { Tone::Ok } else { Tone::Plain }, !r.holds);
    let (member, name) = (r.member, r.member_name.clone());
    let again = r.clone();
    let label = format!("撤销帮办：{name}");
    view! {
        <li class="person">
            <span class="avatar" aria-hidden="true">{name.chars().next().map(String::from)}</span>
            <span class="grow">
                <b>{format!("{name} 由 {} 帮办", r.helper_name)}</b>
                <span class="person-note">{consent(&r)}</span>
                <span class="row wrap proxy-acts">
                    <Chip tone=tone>{standing(&r)}</Chip>
                    <Show when=move || manages.get()><a class="link small" href=format!("/branch/members/{member}/card")>"签到卡"</a></Show>
                    {(!ended).then(|| view! {
                        <button type="button" class="link small" aria-label=label on:click=move |_| asked.set(Some(again.clone()))>"撤销"</button>
                    })}
                </span>
            </span>
        </li>
    }
}

/// Who has a card; anybody of the branch can be given one from the roll.
#[component]
fn Cards(all: Signal<Proxies>) -> impl IntoView {
    view! {
        <section class="panel">
            <h2 class="panel-title">"签到卡"</h2>
            <p class="muted small">"在“党员”名册里为任何一名党员制作签到卡；丢了的，重新制作，旧卡就作废。"</p>
            <ul class="people">
                {move || all.with(|a| a.cards.clone()).into_iter().map(|k| view! {
                    <li class="person">
                        <span class="grow"><b>{k.name}</b></span>
                        <a class="link small" href=format!("/branch/members/{}/card", k.member)>"查看和打印"</a>
                    </li>
                }).collect_view()}
            </ul>
            {move || all.with(|a| a.cards.is_empty()).then(|| view! { <p class="muted">"还没有制作签到卡"</p> })}
        </section>
    }
}

#[component]
fn Revoke(asked: RwSignal<Option<ProxyRow>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let save = use_save(move |id: i64, key| async move {
        api::proxy::revoke(id, key).await?;
        open.set(false);
        toast::show(Tone::Ok, "已撤销帮办");
        Ok(())
    });
    Effect::new(move |_| {
        if asked.with(Option::is_some) {
            save.reset();
            open.set(true);
        }
    });
    let text = Signal::derive(move || {
        asked.with(|r| {
            r.as_ref()
                .map(|r| format!("{}将不能再代{}反馈。已经代为反馈的不受影响。", r.helper_name, r.member_name))
                .unwrap_or_default()
        })
    });
    let error = Signal::derive(move || save.error().get().map(|e| e.sentence()));
    let yes = move |()| {
        if let Some(id) = asked.with_untracked(|r| r.as_ref().map(|r| r.id)) {
            save.go(id);
        }
    };
    view! { <Confirm open=open title="撤销帮办？" text=text yes="撤销" busy=save.pending() error=error danger=true on_yes=yes/> }
}
