//! `/workbench/standards`: how far the checks of the branches below have come.

use super::list_parts::{Cards, Rows};
use crate::api::{self, query, standards::Narrow};
use crate::kit::{Empty, Frame, Icon, IconName, Loaded, PageHead, use_frame, use_load};
use crate::orgs::OrgPicker;
use crate::workbench::{FreshList, MoreRows, Only, Workbench, use_paged};
use gsdj_domain::OrgId;
use gsdj_domain::account::Permission;
use gsdj_domain::org::OrgRow;
use gsdj_domain::routes::Tag;
use gsdj_domain::standards::{CheckCounts, CheckState};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

/// The page.
#[component]
pub fn CheckList() -> impl IntoView {
    view! { <Only permission=Permission::OverseeStandards><List/></Only> }
}

/// The address of the list.
fn address(year: Option<i32>, org: Option<OrgId>, state: Option<CheckState>) -> String {
    let pairs = [
        ("year", year.map(|y| y.to_string()).unwrap_or_default()),
        ("org", org.map(|o| o.to_string()).unwrap_or_default()),
        ("state", state.map(|s| s.code().to_owned()).unwrap_or_default()),
    ];
    query::with("/workbench/standards", &pairs)
}

#[component]
fn List() -> impl IntoView {
    let frame = use_frame();
    let map = use_query_map();
    let q = RwSignal::new(String::new());
    let narrow = Memo::new(move |_| {
        let map = map.read();
        Narrow {
            year: map.get("year").and_then(|y| y.parse().ok()),
            org: map.get("org").and_then(|o| o.parse().ok()).map(OrgId),
            state: map.get("state").and_then(|s| CheckState::from_code(&s)),
            q: q.get(),
        }
    });
    let list = use_paged(move |cursor| api::standards::list(narrow.get(), cursor), &[Tag::SelfCheck]);
    Effect::new(move |before: Option<Narrow>| {
        let now = narrow.get();
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let counts =
        use_load(move || api::standards::counts(Narrow { q: String::new(), ..narrow.get() }), &[Tag::SelfCheck]);
    let empty =
        || view! { <Empty icon=IconName::Search title="没有这样的支部" text="换一个筛选条件，或者核对名称和代码。"/> };
    let rows = list.rows;
    view! {
        <Workbench>
            <div class="page-wide standards">
                <PageHead title="自查进度"/>
                <Loaded load=counts view={move |c: Signal<CheckCounts>| view! { <Counts counts=c narrow=narrow/> }}/>
                <Tools narrow=narrow q=q/>
                <FreshList list=list empty=empty>
                    {move || if frame.get() == Frame::Computer {
                        view! { <Rows rows=rows narrow=narrow/> }.into_any()
                    } else {
                        view! { <Cards rows=rows narrow=narrow/> }.into_any()
                    }}
                </FreshList>
                <MoreRows list=list/>
            </div>
        </Workbench>
    }
}

/// How many branches stand where; each a way to those.
#[component]
fn Counts(counts: Signal<CheckCounts>, narrow: Memo<Narrow>) -> impl IntoView {
    let chip = move |state: Option<CheckState>| {
        let count = move || {
            counts.with(|c| match state {
                None => c.not_started + c.under_way + c.complete,
                Some(CheckState::NotStarted) => c.not_started,
                Some(CheckState::UnderWay) => c.under_way,
                Some(CheckState::Complete) => c.complete,
            })
        };
        let to = move || narrow.with(|n| address(n.year, n.org, state));
        let here = move || narrow.with(|n| n.state == state).then_some("true");
        let label = state.map_or("全部支部", CheckState::label);
        view! { <a class="chip-button" href=to aria-current=here>{label}" "<b>{count}</b></a> }
    };
    let all = std::iter::once(None).chain(CheckState::ALL.iter().copied().map(Some));
    view! {
        <p class="muted">{move || counts.with(|c| format!("{} 年度", c.year))}</p>
        <nav class="chips" aria-label="按进度筛选">{all.map(chip).collect_view()}</nav>
    }
}

#[component]
fn Tools(narrow: Memo<Narrow>, q: RwSignal<String>) -> impl IntoView {
    let frame = use_frame();
    let picking = RwSignal::new(false);
    let go = StoredValue::new(use_navigate());
    let choose = move |o: OrgRow| {
        let to = narrow.with_untracked(|n| address(n.year, Some(o.id), n.state));
        go.with_value(|go| go(&to, Default::default()));
    };
    let one = Memo::new(move |_| narrow.with(|n| n.org.is_some()));
    let all = move || narrow.with(|n| address(n.year, None, n.state));
    view! {
        <Show when=move || frame.get() != Frame::Tv>
            <form role="search" class="list-tools" on:submit=|ev| ev.prevent_default()>
                <input class="input search" type="search" aria-label="按名称或代码查找支部" placeholder="名称或代码"
                    prop:value=move || q.get() on:input=move |ev| q.set(event_target_value(&ev))/>
                <button type="button" class="chip-button" on:click=move |_| picking.set(true)><Icon name=IconName::Tree/>"选择组织"</button>
                <Show when=move || one.get()><a class="chip-button" href=all><Icon name=IconName::Close/>"看全部下级"</a></Show>
                <a class="chip-button" href="/manual/standards">"怎么用"</a>
            </form>
            <OrgPicker open=picking on_pick=choose/>
        </Show>
    }
}
