//! `/programmes`: a channel's day, beginning at what is on now. `?channel=` and `?day=` say which; `?at=` is the programme that
//! a message led to.

use super::day::DayList;
use super::model::{address, day_label};
use super::now::NowOn;
use super::remind::{MyReminders, RemindSheet};
use crate::api::{self, Sent};
use crate::content::model::earned;
use crate::kit::{
    Empty, Frame, Icon, IconName, Loaded, PageHead, Tone, can, can_here, toast, use_frame, use_load, use_now,
    use_replace, use_save,
};
use crate::workbench::Only;
use chrono::{Days, NaiveDate};
use gsdj_domain::ChannelId;
use gsdj_domain::account::Permission;
use gsdj_domain::content::LIVE;
use gsdj_domain::programme_guide::{Channel, Guide, Programme, day_window};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What the address says.
#[derive(Clone, Copy)]
pub(super) struct Here {
    /// The channel that was asked for.
    pub channel: Memo<Option<ChannelId>>,
    /// The day; today when none is asked for.
    pub day: Memo<NaiveDate>,
    /// Today.
    pub today: Memo<NaiveDate>,
    /// The programme that a message led to.
    pub led_to: Memo<Option<i64>>,
}

impl Here {
    /// Reads it, and follows it.
    pub fn read() -> Self {
        let (map, now) = (use_query_map(), use_now());
        let today = Memo::new(move |_| now.get().day());
        Self {
            channel: Memo::new(move |_| map.read().get("channel").and_then(|c| c.parse().ok()).map(ChannelId)),
            day: Memo::new(move |_| {
                let asked = map.read().get("day").and_then(|d| d.parse().ok());
                asked.unwrap_or_else(|| today.get())
            }),
            today,
            led_to: Memo::new(move |_| map.read().get("at").and_then(|a| a.parse().ok())),
        }
    }

    /// The channel that is shown: the one asked for, else the first.
    pub fn shown(self, channels: &[Channel]) -> Option<ChannelId> {
        let asked = self.channel.get();
        let there = channels.iter().find(|c| Some(c.id) == asked).or_else(|| channels.first());
        there.map(|c| c.id)
    }
}

/// The page.
#[component]
pub fn GuidePage() -> impl IntoView {
    view! { <Only permission=Permission::ReadProgrammes><Whole/></Only> }
}

#[component]
fn Whole() -> impl IntoView {
    let load = use_load(api::programme_guide::channels, &[Tag::Programmes]);
    let edits = can_here(Permission::EditProgrammes);
    let show = move |channels: Signal<Vec<Channel>>| view! { <Channels channels=channels/> };
    view! {
        <div class="page-wide guide">
            <div class="head">
                <div class="grow"><PageHead title="直播节目预告" back="/learning"/></div>
                <Show when=move || edits.get()>
                    <a class="btn btn-primary" href="/programmes/edit"><Icon name=IconName::Plus/>"编排节目"</a>
                </Show>
            </div>
            <Loaded load=load view=show/>
        </div>
    }
}

#[component]
fn Channels(channels: Signal<Vec<Channel>>) -> impl IntoView {
    let here = Here::read();
    let none = Memo::new(move |_| channels.with(Vec::is_empty));
    let shown = Memo::new(move |_| channels.with(|all| here.shown(all)));
    let reminding = RwSignal::new(None::<Programme>);
    move || {
        if none.get() {
            return view! {
                <Empty icon=IconName::Screen title="还没有节目" text="省级管理员编排节目以后，会出现在这里。">
                    <a class="btn btn-line" href="/portals">"去学习平台看看"</a>
                </Empty>
            }
            .into_any();
        }
        view! {
            <NowOn reminding=reminding/>
            <ChannelBar channels=channels shown=shown here=here page="/programmes"/>
            <DayBar here=here shown=shown page="/programmes"/>
            <Day here=here shown=shown reminding=reminding/>
            <MyReminders reminding=reminding/>
            <RemindSheet reminding=reminding/>
        }
        .into_any()
    }
}

/// The channels, as chips that keep the day; where one is on the web, the way there.
#[component]
pub(super) fn ChannelBar(
    channels: Signal<Vec<Channel>>,
    shown: Memo<Option<ChannelId>>,
    here: Here,
    page: &'static str,
) -> impl IntoView {
    let frame = use_frame();
    let chip = move |c: Channel| {
        let id = c.id;
        let to = move || address(page, Some(id), Some(here.day.get()));
        view! { <a class="chip-button" href=to aria-current=move || (shown.get() == Some(id)).then_some("true")>{c.name}</a> }
    };
    // watching is going out to 直播频道 of the catalogue, and counted like it
    let may = can(Permission::React);
    let count = use_save(move |(), key| async move {
        if let Sent::Done(visited) = api::content::visit(LIVE.into(), key).await?
            && visited.points > 0
        {
            toast::show(Tone::Ok, earned("已前往直播频道", visited.points));
        }
        Ok(())
    });
    let watched = move |_| {
        if may.get_untracked() {
            count.go(());
        }
    };
    let live = move || channels.with(|all| all.iter().find(|c| Some(c.id) == shown.get()).and_then(|c| c.live.clone()));
    let watch = move || {
        let live = live().filter(|_| frame.get() != Frame::Tv);
        live.map(|live| view! {
            <a class="btn btn-quiet btn-small" href=live target="_blank" rel="noopener noreferrer" on:click=watched><Icon name=IconName::Play/>"在线收看"</a>
        })
    };
    view! {
        <div class="row wrap guide-channels">
            <nav class="chips grow" aria-label="频道">
                <For each=move || channels.get() key=|c| format!("{c:?}") children=chip/>
            </nav>
            {watch}
        </div>
    }
}

/// The day before, the day, the day after, and any other.
#[component]
pub(super) fn DayBar(here: Here, shown: Memo<Option<ChannelId>>, page: &'static str) -> impl IntoView {
    let frame = use_frame();
    let replace = StoredValue::new(use_replace(false));
    let to = move |day: Option<NaiveDate>| address(page, shown.get(), day);
    let before = move || to(here.day.get().checked_sub_days(Days::new(1)));
    let after = move || to(here.day.get().checked_add_days(Days::new(1)));
    let other = move |ev| {
        if let Ok(day) = event_target_value(&ev).parse() {
            let to = untrack(|| address(page, shown.get(), Some(day)));
            replace.with_value(|go| go(&to));
        }
    };
    let elsewhere = Memo::new(move |_| here.day.get() != here.today.get());
    view! {
        <nav class="row wrap guide-days" aria-label="日期">
            <a class="btn btn-line btn-small" href=before><Icon name=IconName::Back/>"前一天"</a>
            <h2 class="guide-day">{move || day_label(here.day.get(), here.today.get())}</h2>
            <a class="btn btn-line btn-small" href=after>"后一天"<Icon name=IconName::Forward/></a>
            <Show when=move || elsewhere.get()><a class="btn btn-quiet btn-small" href=move || to(None)>"回到今天"</a></Show>
            <Show when=move || frame.get() != Frame::Tv>
                <input class="input guide-date" type="date" aria-label="选择日期" prop:value=move || here.day.get().to_string() on:change=other/>
            </Show>
        </nav>
    }
}

#[component]
fn Day(here: Here, shown: Memo<Option<ChannelId>>, reminding: RwSignal<Option<Programme>>) -> impl IntoView {
    let fetch = move || {
        let (from, to) = day_window(here.day.get());
        api::programme_guide::guide(shown.get(), from, to)
    };
    let load = use_load(fetch, &[Tag::Programmes]);
    let show = move |guide: Signal<Guide>| view! { <DayList guide=guide led_to=here.led_to reminding=reminding/> };
    view! { <Loaded load=load view=show/> }
}
