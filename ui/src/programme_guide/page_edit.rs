//! `/programmes/edit`: the province's channels, a day of one of them to change, and lines pasted from a table.

use super::channel_sheet::{ChannelDraft, ChannelSheet};
use super::model::clock;
use super::page_guide::{ChannelBar, DayBar, Here};
use super::paste::PasteBox;
use super::programme_sheet::{ProgrammeDraft, ProgrammeSheet};
use crate::api;
use crate::kit::{Button, ButtonKind, Empty, Icon, IconName, Loaded, PageHead, use_load};
use crate::workbench::Only;
use chrono::NaiveDate;
use gsdj_domain::account::Permission;
use gsdj_domain::programme_guide::{Channel, Guide, Programme, day_window};
use gsdj_domain::routes::Tag;
use gsdj_domain::{ChannelId, Instant};
use leptos::prelude::*;

/// The hour at which a new programme begins while the day is empty.
const FIRST_HOUR: u32 = 8;

/// The page.
#[component]
pub fn EditGuide() -> impl IntoView {
    view! { <Only permission=Permission::EditProgrammes><Whole/></Only> }
}

#[component]
fn Whole() -> impl IntoView {
    let load = use_load(api::programme_guide::channels, &[Tag::Programmes]);
    let show = move |channels: Signal<Vec<Channel>>| view! { <Edit channels=channels/> };
    view! {
        <div class="page-wide guide">
            <PageHead title="编排直播节目" back="/programmes"/>
            <Loaded load=load view=show/>
        </div>
    }
}

#[component]
fn Edit(channels: Signal<Vec<Channel>>) -> impl IntoView {
    let here = Here::read();
    let shown = Memo::new(move |_| channels.with(|all| here.shown(all)));
    let channel = RwSignal::new(None::<ChannelDraft>);
    let programme = RwSignal::new(None::<ProgrammeDraft>);
    let none = Memo::new(move |_| channels.with(Vec::is_empty));
    let change = move |_| {
        let there = channels.with_untracked(|all| all.iter().find(|c| Some(c.id) == shown.get_untracked()).cloned());
        channel.set(there.map(ChannelDraft::of));
    };
    view! {
        <div class="row wrap guide-tools">
            <Button kind=ButtonKind::Primary on_click=move |_| channel.set(Some(ChannelDraft::fresh()))><Icon name=IconName::Plus/>"新增频道"</Button>
            <Show when=move || !none.get()>
                <Button kind=ButtonKind::Line on_click=change>"修改当前频道"</Button>
            </Show>
            <a class="chip-button" href="/manual/programmes-edit">"怎么用"</a>
        </div>
        <Show when=move || none.get()>
            <Empty icon=IconName::Screen title="还没有频道" text="先新增一个频道，再填写或粘贴它的节目单。"/>
        </Show>
        <Show when=move || !none.get()>
            <ChannelBar channels=channels shown=shown here=here page="/programmes/edit"/>
            <DayBar here=here shown=shown page="/programmes/edit"/>
            <Day here=here shown=shown programme=programme/>
            <PasteBox channel=shown/>
        </Show>
        <ChannelSheet draft=channel/>
        <ProgrammeSheet draft=programme/>
    }
}

#[component]
fn Day(here: Here, shown: Memo<Option<ChannelId>>, programme: RwSignal<Option<ProgrammeDraft>>) -> impl IntoView {
    let fetch = move || {
        let (from, to) = day_window(here.day.get());
        api::programme_guide::guide(shown.get(), from, to)
    };
    let load = use_load(fetch, &[Tag::Programmes]);
    let show = move |guide: Guide| {
        let day = guide.from.day();
        let Some(of) = guide.channels.into_iter().next() else { return ().into_any() };
        view! { <Table day=day channel=of.channel.id programmes=of.programmes programme=programme/> }.into_any()
    };
    view! { <Loaded load=load view=show/> }
}

#[component]
fn Table(
    day: NaiveDate,
    channel: ChannelId,
    programmes: Vec<Programme>,
    programme: RwSignal<Option<ProgrammeDraft>>,
) -> impl IntoView {
    // the next one begins where the last one of the day ends
    let last = programmes.iter().map(|p| p.ends_at).max();
    let next = last.filter(|at| at.day() == day).unwrap_or_else(|| Instant::at(day, FIRST_HOUR, 0));
    let none = programmes.is_empty();
    let one = move |p: Programme| {
        let times = format!("{}–{}", clock(p.starts_at, day), clock(p.ends_at, day));
        let (title, name) = (p.title.clone(), format!("修改：{}", p.title));
        view! {
            <li class="programme">
                <span class="programme-times"><b>{times}</b></span>
                <span class="grow programme-title">{title}</span>
                <button type="button" class="btn btn-line btn-small" aria-label=name
                    on:click=move |_| programme.set(Some(ProgrammeDraft::of(&p)))>"修改"</button>
            </li>
        }
    };
    view! {
        <section class="panel" aria-label="当天节目">
            <div class="row wrap">
                <h2 class="panel-title grow">"当天节目"</h2>
                <Button kind=ButtonKind::Line on_click=move |_| programme.set(Some(ProgrammeDraft::fresh(channel, next)))><Icon name=IconName::Plus/>"新增节目"</Button>
            </div>
            {none.then(|| view! { <p class="muted">"这一天还没有节目。可以逐条新增，也可以在下面粘贴整张节目单。"</p> })}
            <ol class="programmes">{programmes.into_iter().map(one).collect_view()}</ol>
        </section>
    }
}
