//! `/branch/members`: the roll of one's own branch. `/members`: that of a whole subtree, for those above.

use super::columns::{ColumnSheet, remembered};
use super::detail::Detail;
use super::export::Export;
use super::filters::Tools;
use super::model;
use super::rows::Rows;
use crate::api::{self, query};
use crate::kit::{
    Button, ButtonKind, Empty, Frame, Icon, IconName, PageHead, can_here, use_frame, use_load, use_me, use_replace,
};
use crate::orgs::OrgPicker;
use crate::workbench::{FreshList, MoreRows, Only, Workbench, use_paged};
use gsdj_domain::OrgId;
use gsdj_domain::account::Permission;
use gsdj_domain::member::{MemberFilter, MemberRow, MemberScope};
use gsdj_domain::org::OrgRow;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// How long after the last key a name is looked for, in milliseconds.
const PAUSE: u64 = 250;

/// A roll as it is looked at: whose, narrowed how (the address says so), who is open.
#[derive(Clone, Copy)]
pub struct Roll {
    /// Whose members, or below whom.
    pub org: Memo<OrgId>,
    /// Which of the two.
    pub scope: MemberScope,
    /// What the address narrows it by.
    pub filter: Memo<MemberFilter>,
    /// Who is open.
    pub open: RwSignal<Option<MemberRow>>,
    path: &'static str,
    /// The organisation in the address, if one was chosen.
    chosen: Memo<Option<OrgId>>,
    go: StoredValue<Box<dyn Fn(String) + Send + Sync>>,
    looking: StoredValue<Option<TimeoutHandle>>,
}

impl Roll {
    fn new(own: OrgId, path: &'static str, scope: MemberScope) -> Self {
        let map = use_query_map();
        let chosen = Memo::new(move |_| map.read().get("org").and_then(|o| o.parse().ok()).map(OrgId));
        let replace = use_replace(false);
        let go = move |to: String| replace(&to);
        Self {
            org: Memo::new(move |_| chosen.get().filter(|_| scope == MemberScope::Subtree).unwrap_or(own)),
            scope,
            filter: Memo::new(move |_| model::read(|name| map.read().get(name))),
            open: RwSignal::new(None),
            path,
            chosen,
            go: StoredValue::new(Box::new(go)),
            looking: StoredValue::new(None),
        }
    }

    /// Whether it holds more than one branch.
    #[must_use]
    pub fn is_subtree(self) -> bool {
        self.scope == MemberScope::Subtree
    }

    /// The address of the roll narrowed so.
    #[must_use]
    pub fn address(self, filter: &MemberFilter) -> String {
        let mut pairs = model::pairs(filter);
        pairs.push(("org", self.chosen.get_untracked().map(|o| o.to_string()).unwrap_or_default()));
        query::with(self.path, &pairs)
    }

    /// Narrows by one field.
    pub fn narrow(self, name: &str, value: &str) {
        let filter = self.filter.with_untracked(|f| model::with(f, name, value));
        self.go.with_value(|go| go(self.address(&filter)));
    }

    /// Narrows by a name, once no more is typed.
    pub fn look_for(self, name: String) {
        if let Some(earlier) = self.looking.get_value() {
            earlier.clear();
        }
        let later = set_timeout_with_handle(move || self.narrow("q", &name), std::time::Duration::from_millis(PAUSE));
        self.looking.set_value(later.ok());
    }

    /// The same roll of another organisation.
    fn of(self, org: OrgId) {
        let mut pairs = self.filter.with_untracked(model::pairs);
        pairs.push(("org", org.to_string()));
        self.go.with_value(|go| go(query::with(self.path, &pairs)));
    }
}

/// The roll of one's own branch.
#[component]
pub fn BranchRoll() -> impl IntoView {
    let me = use_me();
    let own = Memo::new(move |_| me.with(|me| me.as_ref().map(|me| me.org)));
    view! {
        <Workbench>
            {move || own.get().map(|org| {
                let roll = Roll::new(org, "/branch/members", MemberScope::Own);
                view! { <Whole roll=roll title="党员" back="/branch"/> }
            })}
        </Workbench>
    }
}

/// The roll of all below.
#[component]
pub fn WholeRoll() -> impl IntoView {
    let me = use_me();
    let own = Memo::new(move |_| me.with(|me| me.as_ref().map(|me| me.org)));
    view! {
        <Only permission=Permission::SeeRoll>
            <Workbench>
                {move || own.get().map(|org| {
                    let roll = Roll::new(org, "/members", MemberScope::Subtree);
                    view! { <Whole roll=roll title="党员名册" back="/branch"/> }
                })}
            </Workbench>
        </Only>
    }
}

#[component]
fn Whole(roll: Roll, title: &'static str, back: &'static str) -> impl IntoView {
    let frame = use_frame();
    let keeps = can_here(Permission::SeeRoll);
    let columns = remembered();
    let choosing = RwSignal::new(false);
    let list =
        use_paged(move |cursor| api::member::list(roll.org.get(), roll.scope, roll.filter.get(), cursor), &[Tag::Orgs]);
    Effect::new(move |before: Option<(OrgId, MemberFilter)>| {
        let now = (roll.org.get(), roll.filter.get());
        if before.is_some_and(|before| before != now) {
            list.clear();
            roll.open.set(None);
        }
        now
    });
    let alone = move || frame.get() != Frame::Computer || roll.open.with(Option::is_none);
    view! {
        <div class="split roll" class:alone=alone class:one=move || frame.get() != Frame::Computer>
            <section class="list-pane" aria-label="党员名册">
                <div class="head">
                    <div class="grow"><PageHead title=title back=back/></div>
                    <Show when=move || frame.get() == Frame::Computer>
                        <Button kind=ButtonKind::Line on_click=move |_| choosing.set(true)>"列"</Button>
                    </Show>
                    <Show when=move || keeps.get()><Export roll=roll/></Show>
                    <a class="btn btn-line" href="/manual/members">"怎么用"</a>
                </div>
                {roll.is_subtree().then(|| view! { <Whose roll=roll/> })}
                <Tools roll=roll/>
                <FreshList list=list empty={move || view! { <Nobody roll=roll/> }}>
                    <Rows rows=list.rows roll=roll columns=columns/>
                </FreshList>
                <MoreRows list=list/>
            </section>
            <Detail roll=roll/>
        </div>
        <ColumnSheet open=choosing columns=columns subtree=roll.is_subtree()/>
    }
}

/// Whose roll it is, and the way to another's.
#[component]
fn Whose(roll: Roll) -> impl IntoView {
    let me = use_me();
    let picking = RwSignal::new(false);
    let own = Memo::new(move |_| {
        me.with(|me| me.as_ref().filter(|me| me.org == roll.org.get()).map(|me| me.org_name.clone()))
    });
    let name = move || match own.get() {
        Some(name) => name.into_any(),
        None => view! { <Named roll=roll/> }.into_any(),
    };
    let pick = move |row: OrgRow| roll.of(row.id);
    view! {
        <p class="row wrap roll-whose">
            <span class="muted">"范围："</span><b>{name}</b><span class="muted">"及下级"</span>
            <button type="button" class="chip-button" on:click=move |_| picking.set(true)><Icon name=IconName::Tree/>"换一个组织"</button>
        </p>
        <OrgPicker open=picking on_pick=pick/>
    }
}

#[component]
fn Named(roll: Roll) -> impl IntoView {
    let org = use_load(move || api::branch::org(roll.org.get()), &[Tag::Orgs]);
    move || org.data().get().map(|o| o.name)
}

#[component]
fn Nobody(roll: Roll) -> impl IntoView {
    let narrowed = roll.filter.with_untracked(MemberFilter::narrows);
    if narrowed {
        return view! {
            <Empty icon=IconName::Search title="没有符合条件的党员" text="换一个条件再试；刚转入的党员要等同步。">
                <a class="btn btn-line" href=roll.address(&MemberFilter::default())>"显示全部"</a>
            </Empty>
        }
        .into_any();
    }
    view! { <Empty icon=IconName::People title="还没有党员" text="党员来自全国党员信息管理系统，同步后会出现在这里。"/> }
        .into_any()
}
