//! `/branch/standards`: one's own branch's check, ticked by its administrator, read by its members; and
//! `/orgs/:id/standards`: a branch's below, read.

use super::check_view::CheckView;
use super::model::{Place, Show as Which, Whose, chapter_named};
use super::tick_sheet::TickSheet;
use crate::api;
use crate::kit::{Frame, Loaded, PageHead, can_here, use_frame, use_id, use_load, use_me};
use crate::workbench::{Only, Workbench};
use gsdj_domain::OrgId;
use gsdj_domain::account::{Permission, Role};
use gsdj_domain::routes::Tag;
use gsdj_domain::standards::SelfCheck;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The own branch's; who stands above branches has a list instead.
#[component]
pub fn OwnCheck() -> impl IntoView {
    let me = use_me();
    let own = Memo::new(move |_| {
        me.with(|m| m.as_ref().map(|m| (m.org, matches!(m.role, Role::BranchAdmin | Role::Member))))
    });
    let page = move || {
        match own.get() {
        Some((org, true)) => view! { <Of org=org whose=Whose::Own/> }.into_any(),
        Some((_, false)) => view! {
            <PageHead title="对标自查" back="/standards"/>
            <p class="note">"党支部逐条自查；下级支部的情况请看"<a class="link" href="/workbench/standards">"自查进度"</a>"。"</p>
        }
        .into_any(),
        None => ().into_any(),
    }
    };
    let page = StoredValue::new(page);
    view! {
        <Only permission=Permission::ReadStandards>
            <Workbench><div class="page-wide standards">{move || page.with_value(|page| page())}</div></Workbench>
        </Only>
    }
}

/// A branch's below.
#[component]
pub fn CheckOfOrg() -> impl IntoView {
    let id = use_id(OrgId);
    view! {
        <Only permission=Permission::OverseeStandards>
            <Workbench>
                <div class="page-wide standards">{move || id.get().map(|id| view! { <Of org=id whose=Whose::Below(id)/> })}</div>
            </Workbench>
        </Only>
    }
}

#[component]
fn Of(org: OrgId, whose: Whose) -> impl IntoView {
    let query = use_query_map();
    let frame = use_frame();
    let place = Memo::new(move |_| {
        let query = query.read();
        Place {
            whose,
            year: query.get("year").and_then(|y| y.parse().ok()),
            chapter: chapter_named(query.get("chapter")),
            show: Which::named(query.get("show")),
        }
    });
    let year = Memo::new(move |_| place.with(|p| p.year));
    let load = use_load(move || api::standards::check(org, year.get()), &[Tag::SelfCheck, Tag::Meetings, Tag::Orgs]);
    let back = Memo::new(move |_| match (place.get(), frame.get()) {
        (p, Frame::Phone | Frame::Tv) if p.chapter.is_some() => Place { chapter: None, ..p }.address(),
        (Place { whose: Whose::Own, .. }, _) => "/standards".into(),
        (Place { whose: Whose::Below(id), .. }, _) => format!("/orgs/{id}"),
    });
    view! {
        {move || view! { <PageHead title="对标自查" back=back.get()/> }}
        <Loaded load=load view={move |check: Signal<SelfCheck>| view! { <Whole org=org check=check place=place/> }}/>
    }
}

#[component]
fn Whole(org: OrgId, check: Signal<SelfCheck>, place: Memo<Place>) -> impl IntoView {
    let ticks = can_here(Permission::CheckStandards);
    let frame = use_frame();
    let own = move || place.with(|p| p.whose == Whose::Own);
    let open = RwSignal::new(None::<&'static str>);
    let tick = Callback::new(move |code: &'static str| open.set(Some(code)));
    let may = Memo::new(move |_| ticks.get() && own() && check.with(|c| c.open) && frame.get() != Frame::Tv);
    let on_tick = Signal::derive(move || may.get().then_some(tick));
    view! {
        <CheckView check=check place=place on_tick=on_tick/>
        <p class="small"><a class="link" href="/manual/standards">"怎么用"</a></p>
        <Show when=move || may.get()><TickSheet org=org check=check open=open/></Show>
    }
}
