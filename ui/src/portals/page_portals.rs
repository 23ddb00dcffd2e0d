//! `/portals`: tiles that open the other platform in a tab of its own (in the app: in the system's browser); on a television
//! a code to go there with the phone. Whoever edits sets the addresses on the tiles themselves.

use super::model::{earns, hue, icon, parted, today};
use super::set::SetSheet;
use crate::api::{self, Sent};
use crate::kit::{
    Chip, Frame, Icon, IconName, Loaded, PageHead, Qr, Sheet, Tone, can, can_here, sheet_for, toast, use_frame,
    use_load, use_save,
};
use crate::workbench::Only;
use gsdj_domain::account::Permission;
use gsdj_domain::portals::{PortalView, Portals, VisitForm};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn PortalsPage() -> impl IntoView {
    view! { <Only permission=Permission::SeePortals><Whole/></Only> }
}

#[component]
fn Whole() -> impl IntoView {
    let load = use_load(api::portals::list, &[Tag::Portals, Tag::Points]);
    let setting = RwSignal::new(None::<PortalView>);
    let on_tv = RwSignal::new(None::<PortalView>);
    let show = move |all: Portals| view! { <Tiles all=all setting=setting on_tv=on_tv/> };
    view! {
        <div class="page-wide">
            <PageHead title="学习平台" back="/learning"/>
            <Loaded load=load view=show/>
            <SetSheet setting=setting/>
            <CodeSheet portal=on_tv/>
        </div>
    }
}

#[component]
fn Tiles(all: Portals, setting: RwSignal<Option<PortalView>>, on_tv: RwSignal<Option<PortalView>>) -> impl IntoView {
    let member = can(Permission::OwnPoints);
    let line = today(&all);
    let (links, others) = parted(&all.portals);
    let tiles = move |portals: Vec<PortalView>| {
        let one = |(n, p): (usize, PortalView)| view! { <li><Tile portal=p place=n setting=setting on_tv=on_tv/></li> };
        portals.into_iter().enumerate().map(one).collect_view()
    };
    view! {
        <nav class="chips" aria-label="相关页面">
            <a class="chip-button" href="/programmes"><Icon name=IconName::Screen/>"直播节目预告"</a>
            <a class="chip-button" href="/manual/portals">"怎么用"</a>
        </nav>
        <Show when=move || member.get()><p class="note portals-today"><Icon name=IconName::Star/>{line.clone()}</p></Show>
        <ul class="portals">{tiles(links)}</ul>
        <h2 class="panel-title portals-more">"其他平台"</h2>
        <ul class="portals">{tiles(others)}</ul>
    }
}

#[component]
fn Tile(
    portal: PortalView,
    place: usize,
    setting: RwSignal<Option<PortalView>>,
    on_tv: RwSignal<Option<PortalView>>,
) -> impl IntoView {
    let frame = use_frame();
    let edits = can_here(Permission::EditProgrammes);
    let is_open = portal.address.is_some();
    let label = portal.portal.label();
    let shown = StoredValue::new(portal);
    let way = move || match (shown.with_value(|p| p.address.clone()), frame.get()) {
        (None, _) => {
            view! { <div class="portal closed"><Inside portal=shown.get_value() place=place/></div> }.into_any()
        }
        (Some(_), Frame::Tv) => view! {
            <button type="button" class="portal" on:click=move |_| on_tv.set(Some(shown.get_value()))>
                <Inside portal=shown.get_value() place=place/>
            </button>
        }
        .into_any(),
        (Some(address), Frame::Phone | Frame::Computer) => {
            view! { <Out portal=shown.get_value() address=address place=place/> }.into_any()
        }
    };
    view! {
        <div class="portal-box" class:closed=!is_open>
            {way}
            <Show when=move || edits.get()>
                <button type="button" class="btn btn-line btn-small" aria-label=format!("设置“{label}”的网址")
                    on:click=move |_| setting.set(Some(shown.get_value()))>"设置网址"</button>
            </Show>
        </div>
    }
}

/// The link: counted as it is followed, so that no browser takes the new tab for one that nobody asked for.
#[component]
fn Out(portal: PortalView, address: String, place: usize) -> impl IntoView {
    let whereto = portal.portal;
    let count = use_save(move |form: VisitForm, key| async move {
        match api::portals::visit(form, key).await? {
            Sent::Done(visit) if visit.points > 0 => {
                toast::show(Tone::Gold, format!("访问“{}”，积分 +{}", whereto.label(), visit.points));
            }
            Sent::Done(_) | Sent::Queued => {}
        }
        Ok(())
    });
    view! {
        <a class="portal" href=address target="_blank" rel="noopener noreferrer" on:click=move |_| count.go(VisitForm { portal: whereto, channel: None })>
            <Inside portal=portal place=place/>
        </a>
    }
}

#[component]
fn Inside(portal: PortalView, place: usize) -> impl IntoView {
    let member = can(Permission::OwnPoints);
    let brings = earns(&portal);
    let is_open = portal.address.is_some();
    let tone = if portal.been_today { Tone::Ok } else { Tone::Gold };
    let chip = move || brings.filter(|_| member.get()).map(|says| view! { <Chip tone=tone>{says}</Chip> });
    view! {
        <span class=format!("shortcut-icon {}", hue(place))><Icon name=icon(portal.portal)/></span>
        <span class="grow">
            <b>{portal.portal.label()}</b>
            <span class="cell-note">{if is_open { portal.says.clone() } else { "暂未开放，网址由省级管理员设置".to_owned() }}</span>
        </span>
        {chip}
    }
}

/// On a television: the phone goes there.
#[component]
fn CodeSheet(portal: RwSignal<Option<PortalView>>) -> impl IntoView {
    let open = sheet_for(portal);
    let name = move || portal.with(|p| p.as_ref().map_or("", |p| p.portal.label()));
    let address =
        Signal::derive(move || portal.with(|p| p.as_ref().and_then(|p| p.address.clone())).unwrap_or_default());
    view! {
        <Sheet open=open title=Signal::derive(move || name().to_owned())>
            <Qr text=address label="手机扫码打开"/>
            <p class="confirm-text">{move || format!("请用手机扫码打开“{}”。", name())}</p>
        </Sheet>
    }
}
