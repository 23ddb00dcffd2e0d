//! `/branch/calendar`: a branch's activities, by month or as a list; for those above, of one organisation chosen.

use super::agenda::{Agenda, anchor};
use super::entries::EntryLine;
use super::model::{Month, day_label, on};
use super::month::MonthGrid;
use super::subscribe::Subscribe;
use crate::api::{self, query};
use crate::kit::{
    Button, ButtonKind, Frame, Icon, IconName, Loaded, PageHead, Tabs, can_here, use_frame, use_load, use_now,
    use_replace,
};
use crate::orgs::OrgPicker;
use crate::workbench::Workbench;
use chrono::NaiveDate;
use gsdj_domain::account::Permission;
use gsdj_domain::calendar::{Calendar, CalendarEntry};
use gsdj_domain::org::OrgRow;
use gsdj_domain::routes::Tag;
use gsdj_domain::{Instant, OrgId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The calendar as the address says it.
#[derive(Clone, Copy)]
struct Here {
    month: Memo<Month>,
    org: Memo<Option<OrgId>>,
    list: Memo<bool>,
    go: StoredValue<Box<dyn Fn(String) + Send + Sync>>,
}

impl Here {
    fn read() -> Self {
        let (map, now, frame) = (use_query_map(), use_now(), use_frame());
        let today = Memo::new(move |_| now.get().day());
        let replace = use_replace(false);
        let go = move |to: String| replace(&to);
        Self {
            month: Memo::new(move |_| {
                let asked = map.read().get("month").and_then(|m| Month::read(&m));
                asked.unwrap_or_else(|| Month::of(today.get()))
            }),
            org: Memo::new(move |_| map.read().get("org").and_then(|o| o.parse().ok()).map(OrgId)),
            list: Memo::new(move |_| {
                frame.get() != Frame::Computer || map.read().get("view").as_deref() == Some("list")
            }),
            go: StoredValue::new(Box::new(go)),
        }
    }

    fn to(self, month: Month, list: bool, org: Option<OrgId>) {
        let pairs = [
            ("month", month.written()),
            ("view", if list { "list".to_owned() } else { String::new() }),
            ("org", org.map(|o| o.to_string()).unwrap_or_default()),
        ];
        self.go.with_value(|go| go(query::with("/branch/calendar", &pairs)));
    }

    fn turn(self, month: Month) {
        self.to(month, self.list.get_untracked(), self.org.get_untracked());
    }
}

/// The page.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let here = Here::read();
    let above = can_here(Permission::ReviewMeetings);
    let load = use_load(
        move || {
            let (from, to) = here.month.get().span();
            api::calendar::list(from, to, here.org.get())
        },
        &[Tag::Meetings],
    );
    view! {
        <Workbench>
            <div class="page-wide calendar">
                <Head here=here/>
                <Show when=move || above.get()><Whose here=here/></Show>
                <Bar here=here/>
                <Loaded load=load view={move |calendar: Signal<Calendar>| view! { <Whole here=here calendar=calendar whose=above.get_untracked()/> }}/>
            </div>
        </Workbench>
    }
}

#[component]
fn Head(here: Here) -> impl IntoView {
    let frame = use_frame();
    let open = RwSignal::new(false);
    let chosen = RwSignal::new(usize::from(here.list.get_untracked()));
    Effect::new(move |_| {
        let here = usize::from(here.list.get());
        if chosen.get_untracked() != here {
            chosen.set(here);
        }
    });
    Effect::new(move |before: Option<usize>| {
        let chosen = chosen.get();
        if before.is_some_and(|b| b != chosen) && usize::from(here.list.get_untracked()) != chosen {
            here.to(here.month.get_untracked(), chosen == 1, here.org.get_untracked());
        }
        chosen
    });
    view! {
        <div class="head">
            <div class="grow"><PageHead title="活动日历" back="/branch"/></div>
            <Show when=move || frame.get() == Frame::Computer>
                <Tabs label="显示方式" tabs=vec!["月".to_owned(), "列表".to_owned()] chosen=chosen/>
            </Show>
            <Show when=move || frame.get() != Frame::Tv>
                <Button kind=ButtonKind::Line on_click=move |_| open.set(true)><Icon name=IconName::Phone/>"订阅到手机日历"</Button>
            </Show>
        </div>
        <Subscribe open=open/>
    }
}

/// Whose calendar those above look at.
#[component]
fn Whose(here: Here) -> impl IntoView {
    let picking = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let pick = move |row: OrgRow| {
        name.set(row.name);
        here.to(here.month.get_untracked(), here.list.get_untracked(), Some(row.id));
    };
    let label = move || match (here.org.get(), name.get()) {
        (None, _) => "本级和全部下级".to_owned(),
        (Some(_), name) if name.is_empty() => "选中的组织".into(),
        (Some(_), name) => name,
    };
    view! {
        <p class="row wrap roll-whose">
            <span class="muted">"范围："</span><b>{label}</b>
            <button type="button" class="chip-button" on:click=move |_| picking.set(true)><Icon name=IconName::Tree/>"选择一个支部"</button>
        </p>
        <OrgPicker open=picking on_pick=pick/>
    }
}

/// The month, and the ways to others.
#[component]
fn Bar(here: Here) -> impl IntoView {
    let now = use_now();
    view! {
        <div class="row calendar-bar">
            <button type="button" class="icon-button" aria-label="上个月" on:click=move |_| here.turn(here.month.get_untracked().before())>
                <Icon name=IconName::Back/>
            </button>
            <h2 class="calendar-month" aria-live="polite">{move || here.month.get().title()}</h2>
            <button type="button" class="icon-button" aria-label="下个月" on:click=move |_| here.turn(here.month.get_untracked().after())>
                <Icon name=IconName::Forward/>
            </button>
            <button type="button" class="chip-button" on:click=move |_| here.turn(Month::of(now.get_untracked().day()))>"本月"</button>
        </div>
    }
}

#[component]
fn Whole(here: Here, calendar: Signal<Calendar>, whose: bool) -> impl IntoView {
    let frame = use_frame();
    let now = use_now();
    let entries = Signal::derive(move || calendar.with(|c| c.entries.clone()));
    let day = RwSignal::new(now.get_untracked().day());
    Effect::new(move |_| {
        let month = here.month.get();
        if !month.holds(day.get_untracked()) {
            let today = now.get_untracked().day();
            day.set(if month.holds(today) { today } else { month.first() });
        }
    });
    let more = move || {
        calendar.with(|c| c.more).then(|| {
            view! { <p class="note" role="status">"这段时间的活动太多，只显示了最早的 500 项。请选择一个支部查看。"</p> }
        })
    };
    let turn = move |month: Month| here.turn(month);
    let shown = move || {
        match (frame.get(), here.list.get()) {
        (Frame::Computer, false) => view! {
            <div class="calendar-split">
                <MonthGrid entries=entries month=here.month day=day small=false on_month=turn on_pick=|_| () on_open=|_| to_day()/>
                <DayPane entries=entries day=day whose=whose/>
            </div>
        }
        .into_any(),
        (Frame::Phone, _) => view! {
            <MonthGrid entries=entries month=here.month day=day small=true on_month=turn on_pick=scroll_to on_open=scroll_to/>
            <Agenda entries=entries month=here.month whose=whose/>
        }
        .into_any(),
        (Frame::Computer | Frame::Tv, _) => view! { <Agenda entries=entries month=here.month whose=whose/> }.into_any(),
    }
    };
    view! { {more} {shown} }
}

/// What takes place on the chosen day.
#[component]
fn DayPane(entries: Signal<Vec<CalendarEntry>>, day: RwSignal<NaiveDate>, whose: bool) -> impl IntoView {
    let now = use_now();
    let label = move || day_label(day.get(), Instant::midnight(now.get().day()));
    let here = move || entries.with(|all| on(all, day.get()));
    let line =
        move |entry: CalendarEntry| view! { <li><EntryLine entry=entry day=day.get_untracked() whose=whose/></li> };
    view! {
        <aside class="panel day-pane" aria-label="当天的活动" tabindex="-1" id="day-pane">
            <h2 class="panel-title" aria-live="polite">{label}</h2>
            <ul class="people">{move || here().into_iter().map(line).collect_view()}</ul>
            {move || here().is_empty().then(|| view! { <p class="muted">"这一天没有活动"</p> })}
        </aside>
    }
}

/// Into the list of the day that was opened.
fn to_day() {
    request_animation_frame(|| {
        use wasm_bindgen::JsCast;
        let first = document().query_selector("#day-pane a, #day-pane").ok().flatten();
        if let Some(first) = first.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
            // nothing to go to: the grid keeps the focus
            let _ = first.focus();
        }
    });
}

/// To the day's group in the list, or to the next one after it.
fn scroll_to(day: NaiveDate) {
    let groups = document().query_selector_all(".agenda-day").ok();
    let wanted = anchor(day);
    let ids = groups.into_iter().flat_map(|all| (0..all.length()).filter_map(move |i| all.item(i)));
    let found = ids.filter_map(|node| {
        use wasm_bindgen::JsCast;
        node.dyn_into::<web_sys::Element>().ok()
    });
    // the ids sort as the days do
    if let Some(group) = found.into_iter().find(|e| e.id() >= wanted) {
        group.scroll_into_view();
    }
}
