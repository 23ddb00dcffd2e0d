//! `/meetings`: the list, and beside or instead of it the meeting that is open.

use super::keys::{Shortcut, step, use_shortcuts};
use super::list_parts::{Cards, KeySheet, Rows};
use super::model::csv;
use super::model::list::{Filter, chips};
use super::{download, list_parts};
use crate::api::{self, query};
use crate::kit::{
    Button, ButtonKind, Frame, Icon, IconName, PageHead, Tone, can, can_here, toast, use_frame, use_load, use_replace,
};
use crate::proxy::Asks;
use crate::workbench::{FreshList, MoreRows, Paged, Workbench, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::meeting::{MeetingKind, MeetingRow, Stage, StageCount};
use gsdj_domain::routes::Tag;
use gsdj_domain::{MeetingId, OrgId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

/// The most rows an export fetches.
const EXPORT_MAX: usize = 5_000;

/// What the address says.
#[derive(Clone, Copy)]
pub struct Here {
    /// The filter in the query.
    pub filter: Memo<Filter>,
    /// One organisation only.
    pub org: Memo<Option<OrgId>>,
    /// The meeting that is open.
    pub open: Memo<Option<MeetingId>>,
}

impl Here {
    fn read() -> Self {
        let map = use_query_map();
        let path = use_location().pathname;
        Self {
            filter: Memo::new(move |_| Filter::read(|name| map.read().get(name))),
            org: Memo::new(move |_| map.read().get("org").and_then(|o| o.parse().ok()).map(OrgId)),
            open: Memo::new(move |_| {
                path.read()
                    .strip_prefix("/meetings/")
                    .and_then(|id| id.trim_end_matches('/').parse().ok())
                    .map(MeetingId)
            }),
        }
    }

    /// The address of the list with another filter.
    #[must_use]
    pub fn list(&self, filter: &Filter) -> String {
        query::with("/meetings", &self.pairs(filter))
    }

    /// The address of a meeting, the list kept.
    #[must_use]
    pub fn meeting(&self, id: MeetingId) -> String {
        query::with(&format!("/meetings/{id}"), &self.pairs(&self.filter.get_untracked()))
    }

    fn pairs(&self, filter: &Filter) -> Vec<(&'static str, String)> {
        let mut pairs = filter.pairs();
        pairs.push(("org", self.org.get_untracked().map(|o| o.to_string()).unwrap_or_default()));
        pairs
    }
}

/// The whole: stays while meetings are opened and closed, so the list keeps its rows and its place.
#[component]
pub fn Meetings() -> impl IntoView {
    let here = Here::read();
    let frame = use_frame();
    let wide = RwSignal::new(false);
    provide_context(list_parts::Wide(wide));
    let alone = move || here.open.get().is_none();
    let one = move || frame.get() != Frame::Computer;
    view! {
        <Workbench>
            <div class="split" class:alone=alone class:one=one class:wide=move || wide.get() && !one() && !alone()>
                <section class="list-pane" aria-label="会议列表"><List here=here/></section>
                <div class="detail-pane" class:hidden=alone><Outlet/></div>
            </div>
        </Workbench>
    }
}

#[component]
fn List(here: Here) -> impl IntoView {
    let frame = use_frame();
    let manages = can_here(Permission::ManageMeetings);
    let answers = can(Permission::AnswerMeetings);
    let rows: Paged<MeetingRow> =
        use_paged(move |cursor| api::meeting::list(here.filter.get(), here.org.get(), cursor), &[Tag::Meetings]);
    Effect::new(move |before: Option<Filter>| {
        let filter = here.filter.get();
        if before.is_some_and(|b| b != filter) {
            rows.clear();
        }
        filter
    });
    let search = NodeRef::<leptos::html::Input>::new();
    let help = RwSignal::new(false);
    keyboard(here, rows, search, help, manages);
    let nothing =
        move || view! { <list_parts::Nothing narrowed=here.filter.get().narrowed() manages=manages here=here/> };
    view! {
        <div class="head">
            <ListHead here=here/>
            <Show when=move || frame.get() == Frame::Computer>
                <Export rows=rows filter=here.filter/>
                <button type="button" class="icon-button" aria-label="快捷键" title="快捷键（?）" on:click=move |_| help.set(true)>
                    <Icon name=IconName::Keyboard/>
                </button>
            </Show>
            <Show when=move || manages.get()>
                <a class="btn btn-primary" href=move || new_address(here.filter.get().kind)><Icon name=IconName::Plus/>"创建会议"</a>
            </Show>
        </div>
        <Show when=move || answers.get() && frame.get() != Frame::Tv && here.open.get().is_none()><Asks/></Show>
        <Tools here=here search=search/>
        <FreshList list=rows empty=nothing>
            {move || match frame.get() {
                Frame::Computer => view! { <Rows rows=rows.rows here=here/> }.into_any(),
                Frame::Phone => view! { <Cards rows=rows.rows here=here tiles=false/> }.into_any(),
                Frame::Tv => view! { <Cards rows=rows.rows here=here tiles=true/> }.into_any(),
            }}
        </FreshList>
        <MoreRows list=rows/>
        <KeySheet open=help/>
    }
}

#[component]
fn ListHead(here: Here) -> impl IntoView {
    move || {
        // while a meeting is open its own page has the heading and the title
        let title = here.filter.get().heading();
        if here.open.get().is_some() {
            view! { <p class="meeting-title grow">{title}</p> }.into_any()
        } else {
            view! { <div class="grow"><PageHead title=title/></div> }.into_any()
        }
    }
}

fn new_address(kind: Option<MeetingKind>) -> String {
    query::with("/meetings/new", &[("kind", kind.map(|k| k.code().to_owned()).unwrap_or_default())])
}

/// Chips by stage with their counts, and the search field.
#[component]
fn Tools(here: Here, search: NodeRef<leptos::html::Input>) -> impl IntoView {
    let frame = use_frame();
    let counts = use_load(move || api::meeting::counts(here.filter.get().kind), &[Tag::Meetings]);
    let all = Memo::new(move |_| counts.data().get().unwrap_or_else(Vec::<StageCount>::new));
    let chip = move |stage: Option<Stage>, label: &'static str, count: u32| {
        let filter = here.filter.get();
        let current = (filter.stage == stage).then_some("true");
        let to = here.list(&Filter { stage, ..filter });
        view! { <a class="chip-button" href=to aria-current=current>{label} " " <b>{count}</b></a> }
    };
    let go = StoredValue::new(use_replace(false));
    let look = move |q: String| {
        let filter = Filter { q: q.trim().into(), ..here.filter.get_untracked() };
        go.with_value(|go| go(&here.list(&filter)));
    };
    view! {
        <div class="list-tools">
            <nav class="chips" aria-label="按状态筛选">
                {move || {
                    let stage = here.filter.get().stage;
                    all.with(|c| chips(c, stage)).into_iter().map(|c| chip(c.stage, c.label, c.count)).collect_view()
                }}
            </nav>
            <Show when=move || frame.get() != Frame::Tv>
                <form role="search" on:submit=|ev| ev.prevent_default()>
                    <input node_ref=search class="input search" type="search" name="q" aria-label="查找会议" placeholder="查找会议主题、地点"
                        prop:value=move || here.filter.get().q on:change=move |ev| look(event_target_value(&ev))/>
                </form>
            </Show>
        </div>
    }
}

#[component]
fn Export(rows: Paged<MeetingRow>, filter: Memo<Filter>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let export = move |_| {
        busy.set(true);
        spawn_local(async move {
            match rows.all(EXPORT_MAX).await {
                Ok(all) => {
                    let name = format!("{}-{}行.csv", filter.get_untracked().heading(), all.len());
                    match download::text(&name, "text/csv;charset=utf-8", &csv::meetings(&all)) {
                        Ok(()) => toast::show(Tone::Ok, format!("已导出 {} 个会议", all.len())),
                        Err(_) => toast::show(Tone::Bad, "浏览器没有保存文件，请检查下载设置"),
                    }
                }
                Err(error) => toast::show(Tone::Bad, error.sentence()),
            }
            busy.set(false);
        });
    };
    view! {
        <Button kind=ButtonKind::Line busy=busy on_click=export><Icon name=IconName::Download/>"导出"</Button>
    }
}

fn keyboard(
    here: Here,
    rows: Paged<MeetingRow>,
    search: NodeRef<leptos::html::Input>,
    help: RwSignal<bool>,
    manages: Signal<bool>,
) {
    let frame = use_frame();
    let (go, replace) = (use_navigate(), use_replace(false));
    let to = move |address: String, instead: bool| {
        if instead {
            replace(&address);
        } else {
            go(&address, leptos_router::NavigateOptions { scroll: false, ..Default::default() });
        }
    };
    use_shortcuts(move |key| {
        if frame.get_untracked() != Frame::Computer {
            return false;
        }
        let open = here.open.get_untracked();
        match key {
            Shortcut::Down | Shortcut::Up => {
                let at = rows.rows.with_untracked(|r| r.iter().position(|m| Some(m.id) == open));
                let count = rows.rows.with_untracked(Vec::len);
                let next = step(at, count, key == Shortcut::Down);
                let id = next.and_then(|i| rows.rows.with_untracked(|r| r.get(i).map(|m| m.id)));
                let Some(id) = id else { return false };
                to(here.meeting(id), open.is_some());
            }
            Shortcut::New if manages.get_untracked() => to(new_address(here.filter.get_untracked().kind), false),
            Shortcut::Edit if manages.get_untracked() => match open {
                Some(id) => to(format!("/meetings/{id}/edit"), false),
                None => return false,
            },
            Shortcut::New | Shortcut::Edit => return false,
            Shortcut::Search => {
                let Some(field) = search.get_untracked() else { return false };
                return field.focus().is_ok();
            }
            Shortcut::Help => help.set(true),
        }
        true
    });
}
