//! What the roll is narrowed by: chips and search above the list, the fields in a bar or in a sheet.

use super::model::{self, Field, Kind, chips, fields, narrowing, value};
use super::page_roll::Roll;
use crate::api;
use crate::kit::{Button, ButtonKind, Frame, Sheet, can, use_frame, use_load};
use gsdj_domain::account::Permission;
use gsdj_domain::member::MemberFilter;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// Chips, search, and the way to the fields.
#[component]
pub fn Tools(roll: Roll) -> impl IntoView {
    let frame = use_frame();
    let sheet = RwSignal::new(false);
    let counts = use_load(move || api::member::counts(roll.org.get(), roll.scope), &[Tag::Orgs]);
    let chip = move |(label, count, to): model::Chip| {
        let current = (to == roll.filter.get()).then_some("true");
        let count = count.map(|n| view! { " " <b>{n}</b> });
        view! { <a class="chip-button" href=roll.address(&to) aria-current=current>{label}{count}</a> }
    };
    let chosen = Memo::new(move |_| roll.filter.with(narrowing));
    let label = move || if chosen.get() > 0 { format!("筛选 {}", chosen.get()) } else { "筛选".into() };
    view! {
        <div class="list-tools">
            <nav class="chips" aria-label="按类别筛选">
                {move || counts.data().with(|c| chips(c.as_ref(), &roll.filter.get())).into_iter().map(chip).collect_view()}
            </nav>
            <Show when=move || frame.get() != Frame::Tv>
                <div class="row roll-search">
                    <Search roll=roll/>
                    <Show when=move || frame.get() == Frame::Phone>
                        <button type="button" class="btn btn-line" on:click=move |_| sheet.set(true)>{label}</button>
                    </Show>
                </div>
            </Show>
        </div>
        <Show when=move || frame.get() == Frame::Computer><div class="roll-bar"><Fields roll=roll/></div></Show>
        <Said roll=roll/>
        <Sheet open=sheet title="筛选党员">
            <div class="roll-fields"><Fields roll=roll/></div>
            <div class="sheet-foot row">
                <a class="btn btn-line" href=move || { roll.filter.track(); roll.address(&MemberFilter::default()) }>"全部清除"</a>
                <Button kind=ButtonKind::Primary on_click=move |_| sheet.set(false)>"看结果"</Button>
            </div>
        </Sheet>
    }
}

#[component]
fn Search(roll: Roll) -> impl IntoView {
    view! {
        <input class="input search" type="search" aria-label="按姓名查找党员" placeholder="按姓名查找，一个字也行"
            prop:value=move || roll.filter.with(|f| f.q.clone())
            on:input=move |ev| roll.look_for(event_target_value(&ev))/>
    }
}

/// The fields that the viewer may narrow by.
#[component]
fn Fields(roll: Roll) -> impl IntoView {
    let closely = can(Permission::SeeRoll);
    let all =
        move || fields().into_iter().filter(|f| closely.get() || !f.closely).map(|f| control(f, roll)).collect_view();
    view! { {all} }
}

fn control(field: Field, roll: Roll) -> AnyView {
    let (name, label) = (field.name, field.label);
    let now = move || roll.filter.with(|f| value(f, name));
    let set = move |text: String| roll.narrow(name, &text);
    let on = Memo::new(move |_| !now().is_empty());
    let inside = match field.kind {
        Kind::Choice(options) => {
            let option = move |(code, text): (&'static str, &'static str)| {
                view! { <option value=code selected=move || now() == code>{text}</option> }
            };
            view! {
                <select class="select" name=name on:change=move |ev| set(event_target_value(&ev))>
                    <option value="" selected=move || now().is_empty()>"不限"</option>
                    {options.into_iter().map(option).collect_view()}
                </select>
            }
            .into_any()
        }
        Kind::Text => view! {
            <input class="input" name=name placeholder="不限" prop:value=now on:change=move |ev| set(event_target_value(&ev))/>
        }
        .into_any(),
        Kind::Day => view! {
            <input class="input" type="date" name=name prop:value=now on:change=move |ev| set(event_target_value(&ev))/>
        }
        .into_any(),
    };
    view! { <label class="roll-field" class:on=move || on.get()><span>{label}</span>{inside}</label> }.into_any()
}

/// What the list is narrowed by, in words, each with a way to take it back.
#[component]
fn Said(roll: Roll) -> impl IntoView {
    let words = move || roll.filter.with(MemberFilter::words);
    let narrowed = Memo::new(move |_| roll.filter.with(MemberFilter::narrows));
    view! {
        <p class="said" role="status">{move || narrowed.get().then(|| format!("筛选：{}", words().join("、")))}
            {move || narrowed.get().then(|| view! {
                " " <a class="link" href=roll.address(&MemberFilter::default())>"清除"</a>
            })}
        </p>
    }
}
