//! `/portals`: the catalogue of links out (FEATURES 5.1). Going out is counted, and earns once a day and platform.

use super::model::earned;
use crate::api::{self, Sent};
use crate::kit::{
    Empty, Frame, Icon, IconName, Loaded, PageHead, Qr, Sheet, Tone, can, toast, use_frame, use_load, use_save,
};
use gsdj_domain::account::Permission;
use gsdj_domain::content::{LINKS_SAY, Link, LinkGroup, Links};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Portals() -> impl IntoView {
    let load = use_load(api::content::links, &[Tag::Links]);
    view! {
        <div class="page-wide portals">
            <PageHead title="学习平台" back="/learning"/>
            <p class="muted">{LINKS_SAY}</p>
            <Loaded load=load view=|links: Links| view! { <Catalogue links=links/> }/>
            <p class="small"><a class="link" href="/manual/portals">"怎么用"</a></p>
        </div>
    }
}

#[component]
fn Catalogue(links: Links) -> impl IntoView {
    let may = can(Permission::React);
    let save = use_save(|code: String, key| async move {
        if let Sent::Done(visited) = api::content::visit(code, key).await?
            && visited.points > 0
        {
            toast::show(Tone::Ok, earned("已前往学习平台", visited.points));
        }
        Ok(())
    });
    let on_go = Callback::new(move |code: String| {
        if may.get_untracked() {
            save.go(code);
        }
    });
    let open = RwSignal::new(None::<Link>);
    let on_screen = crate::kit::sheet_for(open);
    let shown: Vec<Link> = links.links.into_iter().filter(|link| !link.address.is_empty()).collect();
    if shown.is_empty() {
        return view! { <Empty icon=IconName::Forward title="还没有可以前往的平台" text="省级管理员填写地址以后会出现在这里。"/> }.into_any();
    }
    let group = |group: LinkGroup| {
        let of: Vec<_> = shown.iter().filter(|link| link.group == group).cloned().collect();
        (!of.is_empty()).then(|| {
            let one = move |link: Link| view! { <li><Door link=link on_go=on_go open=open/></li> };
            view! {
                <section class="tv-row portal-group">
                    <h2 class="panel-title">{group.label()}</h2>
                    <ul class="doors portal-list">{of.into_iter().map(one).collect_view()}</ul>
                </section>
            }
        })
    };
    let groups = LinkGroup::ALL.iter().map(|g| group(*g)).collect_view();
    let title = Signal::derive(move || open.with(|link| link.as_ref().map(|l| l.name.clone()).unwrap_or_default()));
    let address =
        Signal::derive(move || open.with(|link| link.as_ref().map(|l| l.address.clone()).unwrap_or_default()));
    view! {
        {groups}
        <Sheet open=on_screen title=title>
            <Qr text=address label="用手机扫码打开"/>
            <p class="center">"请用手机扫码打开"</p>
        </Sheet>
    }
    .into_any()
}

/// One link; the television shows its code instead, since there is no way back from another site.
#[component]
fn Door(link: Link, on_go: Callback<String>, open: RwSignal<Option<Link>>) -> impl IntoView {
    let frame = use_frame();
    let kept = StoredValue::new(link.clone());
    let host = link.host().to_owned();
    let (name, earns) = (link.name.clone(), link.earns);
    let inside = move || {
        view! {
            <span class="door-icon"><Icon name=IconName::Forward/></span>
            <span class="grow"><b>{name.clone()}</b><span class="cell-note">{host.clone()}</span></span>
            {earns.then(|| view! { <span class="chip tone-gold">"+1 分"</span> })}
        }
    };
    move || {
        if frame.get() == Frame::Tv {
            view! { <button type="button" class="door" on:click=move |_| open.set(Some(kept.get_value()))>{inside()}</button> }.into_any()
        } else {
            view! {
                <a class="door" href=kept.with_value(|l| l.address.clone()) target="_blank" rel="noopener noreferrer"
                    on:click=move |_| on_go.run(kept.with_value(|l| l.code.clone()))>
                    {inside()}<span class="sr-only">"（在新窗口打开）"</span>
                </a>
            }
            .into_any()
        }
    }
}
