//! `/disclosures`: for members what is public to them now; for the branch and those above everything, by where it stands.

use super::model::{period, remaining, tone};
use crate::api::{self, disclosure::Filter, query};
use crate::kit::{Chip, Empty, Frame, Icon, IconName, PageHead, can, can_here, use_frame, use_now, use_replace};
use crate::workbench::{FreshList, MoreRows, Workbench, use_paged};
use gsdj_domain::OrgId;
use gsdj_domain::account::Permission;
use gsdj_domain::disclosure::{DisclosureCategory, DisclosureRow, DisclosureState};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page; `?state=`, `?category=` and `?org=` narrow it.
#[component]
pub fn Disclosures() -> impl IntoView {
    let query = use_query_map();
    let filter = Memo::new(move |_| {
        let map = query.read();
        Filter {
            state: map.get("state").and_then(|s| DisclosureState::from_code(&s)),
            category: map.get("category").and_then(|c| DisclosureCategory::from_code(&c)),
            org: map.get("org").and_then(|o| o.parse().ok()).map(OrgId),
        }
    });
    let list = use_paged(move |cursor| api::disclosure::list(filter.get(), cursor), &[Tag::Disclosures]);
    Effect::new(move |before: Option<Filter>| {
        let now = filter.get();
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let manages = can_here(Permission::ManagePublic);
    let member = can(Permission::AnswerMeetings);
    let frame = use_frame();
    let empty = move || view! { <Nothing filter=filter.get() manages=manages member=member/> };
    view! {
        <Workbench>
            <div class="page-wide">
                <div class="head">
                    <div class="grow"><PageHead title="党务公开"/></div>
                    <Show when=move || manages.get()>
                        <a class="btn btn-primary" href="/disclosures/new"><Icon name=IconName::Plus/>"新建公开"</a>
                    </Show>
                </div>
                <Tools filter=filter member=member/>
                <FreshList list=list empty=empty>
                    {move || if frame.get() == Frame::Computer && !member.get() {
                        view! { <Rows rows=list.rows/> }.into_any()
                    } else {
                        view! { <Cards rows=list.rows/> }.into_any()
                    }}
                </FreshList>
                <MoreRows list=list/>
            </div>
        </Workbench>
    }
}

/// Where it stands (not for members: they see what runs), and what it is about.
#[component]
fn Tools(filter: Memo<Filter>, member: Signal<bool>) -> impl IntoView {
    let frame = use_frame();
    let address = |filter: &Filter| query::with("/disclosures", &filter.pairs());
    let chip = move |state: Option<DisclosureState>| {
        let to = move || address(&Filter { state, ..filter.get() });
        let current = move || (filter.with(|f| f.state) == state).then_some("true");
        view! { <a class="chip-button" href=to aria-current=current>{state.map_or("全部", DisclosureState::label)}</a> }
    };
    let chips = move || {
        let all = std::iter::once(None).chain(DisclosureState::ALL.iter().copied().map(Some));
        all.map(chip).collect_view()
    };
    let go = StoredValue::new(use_replace(false));
    let choose = move |ev| {
        let category = DisclosureCategory::from_code(&event_target_value(&ev));
        let to = address(&Filter { category, ..filter.get_untracked() });
        go.with_value(|go| go(&to));
    };
    let option = move |c: &DisclosureCategory| {
        let c = *c;
        view! { <option value=c.code() selected=move || filter.with(|f| f.category) == Some(c)>{c.label()}</option> }
    };
    view! {
        <div class="list-tools">
            <nav class="chips" aria-label="按状态筛选">
                {move || (!member.get()).then(chips)}
                <a class="chip-button" href="/manual/disclosure">"怎么用"</a>
            </nav>
            <Show when=move || frame.get() != Frame::Tv>
                <select class="select inbox-topic" aria-label="按类别筛选" on:change=choose>
                    <option value="" selected=move || filter.with(|f| f.category.is_none())>"全部类别"</option>
                    {DisclosureCategory::ALL.iter().map(option).collect_view()}
                </select>
            </Show>
        </div>
    }
}

#[component]
fn Nothing(filter: Filter, manages: Signal<bool>, member: Signal<bool>) -> impl IntoView {
    let (title, text) = match (filter == Filter::default(), member.get_untracked(), manages.get_untracked()) {
        (true, true, _) => ("现在没有公示", "支部公示期间的内容会出现在这里，公示开始时也会通知您。"),
        (true, false, true) => ("还没有党务公开", "新建一项，到开始日期自动公示，到期自动结束，不需要审批。"),
        (true, false, false) => ("还没有党务公开", "下级支部新建后会列在这里。"),
        (false, _, _) => ("没有符合条件的公开", "换一个状态或类别再看。"),
    };
    let narrowed = filter != Filter::default();
    view! {
        <Empty icon=IconName::Eye title=title text=text>
            {narrowed.then(|| view! { <a class="btn btn-line" href="/disclosures">"显示全部"</a> })}
            {(manages.get_untracked() && !narrowed).then(|| view! { <a class="btn btn-primary" href="/disclosures/new">"新建公开"</a> })}
        </Empty>
    }
}

fn key(row: &DisclosureRow) -> String {
    format!("{row:?}")
}

#[component]
fn Rows(rows: RwSignal<Vec<DisclosureRow>>) -> impl IntoView {
    let now = use_now();
    let above = can(Permission::ReviewMeetings);
    let line = move |row: DisclosureRow| {
        let shown = row.clone();
        let org = row.org.name.clone();
        view! {
            <tr>
                <td>
                    <a class="row-link" href=format!("/disclosures/{}", row.id)>{row.title.clone()}</a>
                    <span class="cell-note">{row.category.label()}{row.corrected_at.map(|_| " · 已更正")}</span>
                </td>
                {above.get_untracked().then(|| view! { <td>{org}</td> })}
                <td>{row.reach.label()}</td>
                <td class="tight">
                    {move || period(&shown, now.get())}
                    <span class="cell-note">{remaining(&row, now.get_untracked())}</span>
                </td>
                <td class="tight"><Chip tone=tone(row.state)>{row.state.label()}</Chip></td>
            </tr>
        }
    };
    view! {
        <table class="grid-table">
            <caption class="sr-only">"党务公开"</caption>
            <thead>
                <tr>
                    <th scope="col">"标题"</th>
                    {move || above.get().then(|| view! { <th scope="col">"党组织"</th> })}
                    <th scope="col">"公开范围"</th>
                    <th scope="col">"公示期"</th>
                    <th scope="col">"状态"</th>
                </tr>
            </thead>
            <tbody><For each=move || rows.get() key=key children=line/></tbody>
        </table>
    }
}

#[component]
fn Cards(rows: RwSignal<Vec<DisclosureRow>>) -> impl IntoView {
    let frame = use_frame();
    let now = use_now();
    let above = can(Permission::ReviewMeetings);
    let card = move |row: DisclosureRow| {
        let (shown, left) = (row.clone(), row.clone());
        let head = if above.get_untracked() {
            format!("{} · {}", row.org.name, row.category.label())
        } else {
            row.category.label().to_owned()
        };
        view! {
            <li>
                <a class="meeting-card" href=format!("/disclosures/{}", row.id)>
                    <span class="row wrap">
                        <span class="grow muted small">{head}</span>
                        <Chip tone=tone(row.state)>{move || remaining(&left, now.get())}</Chip>
                    </span>
                    <span class="title">{row.title.clone()}</span>
                    <span class="line"><Icon name=IconName::Clock/>{move || period(&shown, now.get())}{row.corrected_at.map(|_| " · 已更正")}</span>
                </a>
            </li>
        }
    };
    view! {
        <ul class="cards" class:tiles=move || frame.get() == Frame::Tv>
            <For each=move || rows.get() key=key children=card/>
        </ul>
    }
}
