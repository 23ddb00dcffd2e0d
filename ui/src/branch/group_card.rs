//! A group as it is put together: name, leader, members; and those who are in none.

use super::arrange::{Draft, Everybody, Row, unusual};
use crate::kit::{Button, ButtonKind, Icon, IconName, Sheet};
use gsdj_domain::MemberId;
use gsdj_domain::branch::group::GroupMember;
use gsdj_domain::member::{MemberClass, MemberStatus};
use leptos::prelude::*;

/// The group of this key.
#[component]
pub fn GroupCard(
    key: u32,
    rows: RwSignal<Draft>,
    people: StoredValue<Everybody>,
    #[prop(into)] faults: Signal<Vec<String>>,
    #[prop(into)] on_remove: Callback<u32>,
) -> impl IntoView {
    let row = Memo::new(move |_| rows.with(|d| d.row(key).cloned()));
    let name = move || row.with(|r| r.as_ref().map(|r| r.name.clone()).unwrap_or_default());
    let picking = RwSignal::new(false);
    let odd = move || row.with(|r| r.as_ref().and_then(|r| people.with_value(|p| unusual(r, p))));
    let about = format!("fault-group-{key}");
    view! {
        <section class="card group-card" class:faulty=move || faults.with(|f| !f.is_empty())>
            <div class="row">
                <input class="input grow" id=format!("field-group-{key}") aria-label="党小组名称" aria-describedby=about.clone()
                    aria-invalid=move || faults.with(|f| !f.is_empty()).to_string()
                    prop:value=name on:input=move |ev| rows.update(|d| d.rename(key, event_target_value(&ev)))/>
                <button type="button" class="icon-button" aria-label=move || format!("删除{}", name()) on:click=move |_| on_remove.run(key)>
                    <Icon name=IconName::Close/>
                </button>
            </div>
            <Leader key=key row=row rows=rows people=people/>
            <ul class="group-members">
                {move || row.get().map(|r| members(&r, rows, people))}
            </ul>
            <button type="button" class="chip-button" aria-label=move || format!("为{}选择党员", name()) on:click=move |_| picking.set(true)>
                <Icon name=IconName::Plus/>"选择党员"
            </button>
            <p class="said" role="status">{odd}</p>
            <div id=about role="alert">
                {move || faults.get().into_iter().map(|f| view! { <p class="fault"><Icon name=IconName::Warning/><span>{f}</span></p> }).collect_view()}
            </div>
            <Picker open=picking key=key rows=rows people=people/>
        </section>
    }
}

#[component]
fn Leader(key: u32, row: Memo<Option<Row>>, rows: RwSignal<Draft>, people: StoredValue<Everybody>) -> impl IntoView {
    let leader = move || row.with(|r| r.as_ref().and_then(|r| r.leader).map(|l| l.to_string()).unwrap_or_default());
    let choices = move || {
        let ids = row.with(|r| r.as_ref().map(|r| r.members.clone()).unwrap_or_default());
        people.with_value(|p| {
            ids.iter().filter_map(|id| p.get(id)).map(|m| (m.id.to_string(), m.name.clone())).collect::<Vec<_>>()
        })
    };
    let option = move |(id, name): (String, String)| {
        let chosen = leader() == id;
        view! { <option value=id selected=chosen>{name}</option> }
    };
    let set = move |ev| rows.update(|d| d.lead(key, event_target_value(&ev).parse().ok().map(MemberId)));
    view! {
        <label class="row group-leader">
            <span class="muted small">"组长"</span>
            <select class="select grow" prop:value=leader on:change=set>
                <option value="">"请选择"</option>
                {move || choices().into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}

/// What is said of somebody beside their name.
fn mark(m: &GroupMember) -> &'static str {
    match (m.class, m.status) {
        (MemberClass::Probationary, _) => "预备",
        (MemberClass::Full, MemberStatus::Mobile) => "流动",
        (
            MemberClass::Full,
            MemberStatus::Present | MemberStatus::Stopped | MemberStatus::LeftProvince | MemberStatus::Removed,
        ) => "",
    }
}

fn members(row: &Row, rows: RwSignal<Draft>, people: StoredValue<Everybody>) -> impl IntoView + use<> {
    let (group, leader) = (row.name.clone(), row.leader);
    let one = move |m: GroupMember| {
        let says = format!("把{}移出{group}", m.name);
        let leads = leader == Some(m.id);
        view! {
            <li class="holder" class:leads=leads>
                {m.name.clone()}
                {(!mark(&m).is_empty()).then(|| view! { <span class="small">{format!("（{}）", mark(&m))}</span> })}
                {leads.then(|| view! { <span class="small">"组长"</span> })}
                <button type="button" aria-label=says on:click=move |_| rows.update(|d| d.place(m.id, None))><Icon name=IconName::Close/></button>
            </li>
        }
    };
    let all = people.with_value(|p| row.members.iter().filter_map(|id| p.get(id).cloned()).collect::<Vec<_>>());
    all.into_iter().map(one).collect_view()
}

/// Ticks who is in the group; whoever is in another one moves.
#[component]
fn Picker(open: RwSignal<bool>, key: u32, rows: RwSignal<Draft>, people: StoredValue<Everybody>) -> impl IntoView {
    let title = move || {
        rows.with(|d| d.row(key).map(|r| format!("{}的党员（{} 人）", r.name, r.members.len())).unwrap_or_default())
    };
    view! {
        <Sheet open=open title=Signal::derive(title)>
            <Choices key=key rows=rows people=people/>
            <div class="sheet-foot"><Button kind=ButtonKind::Primary on_click=move |_| open.set(false)>"选好了"</Button></div>
        </Sheet>
    }
}

#[component]
fn Choices(key: u32, rows: RwSignal<Draft>, people: StoredValue<Everybody>) -> impl IntoView {
    let q = RwSignal::new(String::new());
    // who is still free comes first; the order stays while one ticks
    let free = rows.with_untracked(|d| people.with_value(|p| d.ungrouped(p).iter().map(|m| m.id).collect::<Vec<_>>()));
    let mut all: Vec<GroupMember> = people.with_value(|p| p.values().cloned().collect());
    let own = rows.with_untracked(|d| d.row(key).map(|r| r.members.clone()).unwrap_or_default());
    all.sort_by_key(|m| (!own.contains(&m.id), !free.contains(&m.id)));
    let line = move |m: GroupMember| {
        let id = m.id;
        let here = move || rows.with(|d| d.row(key).is_some_and(|r| r.members.contains(&id)));
        let elsewhere = move || rows.with(|d| d.group_of(id).filter(|g| g.key != key).map(|g| format!("在{}", g.name)));
        let toggle = move |_| {
            rows.update(|d| d.place(id, Some(key).filter(|_| !d.row(key).is_some_and(|r| r.members.contains(&id)))))
        };
        let name = m.name.clone();
        let fits = move || q.with(|q| name.contains(q.trim()));
        view! {
            <li hidden=move || !fits()>
                <label class="tick">
                    <input type="checkbox" class="checkbox" prop:checked=here on:change=toggle/>
                    <span class="grow">{m.name.clone()}</span>
                    <span class="muted small">{mark(&m)}</span>
                    <span class="muted small">{elsewhere}</span>
                </label>
            </li>
        }
    };
    view! {
        <input class="input search" type="search" aria-label="按姓名查找党员" placeholder="按姓名查找"
            prop:value=move || q.get() on:input=move |ev| q.set(event_target_value(&ev))/>
        <ul class="ticks">{all.into_iter().map(line).collect_view()}</ul>
    }
}

/// Those who are in none, each with a way into one.
#[component]
pub fn Ungrouped(rows: RwSignal<Draft>, people: StoredValue<Everybody>) -> impl IntoView {
    let left = Memo::new(move |_| {
        rows.with(|d| people.with_value(|p| d.ungrouped(p).into_iter().cloned().collect::<Vec<_>>()))
    });
    let groups =
        Memo::new(move |_| rows.with(|d| d.groups.iter().map(|g| (g.key, g.name.clone())).collect::<Vec<_>>()));
    let line = move |m: GroupMember| {
        let id = m.id;
        let set = move |ev| rows.update(|d| d.place(id, event_target_value(&ev).parse().ok()));
        view! {
            <li class="row">
                <span class="grow">{m.name.clone()} <span class="muted small">{mark(&m)}</span></span>
                <select class="select" aria-label=format!("把{}编入", m.name) on:change=set>
                    <option value="">"编入…"</option>
                    {move || groups.get().into_iter().map(|(key, name)| view! { <option value=key.to_string()>{name}</option> }).collect_view()}
                </select>
            </li>
        }
    };
    view! {
        <section class="card group-card">
            <h2 class="card-head">{move || format!("未编入（{} 人）", left.with(Vec::len))}</h2>
            <ul class="group-free">{move || left.get().into_iter().map(line).collect_view()}</ul>
            <p class="muted small" hidden=move || left.with(|l| !l.is_empty())>"全部党员都已编入党小组。"</p>
        </section>
    }
}
