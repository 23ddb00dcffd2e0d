//! A branch's check, chapter by chapter: read by whoever may see it, ticked by the branch through `on_tick`.

use super::chapters::{Chapters, Way};
use super::evidence::EvidenceRead;
use super::model::{Place, Row, Show as Which, chapter_line, of_chapter, rows};
use super::parts::{CheckBar, FoundChip, VerdictChip};
use crate::kit::{Empty, IconName, use_now};
use gsdj_domain::standards::{Chapter, MarkView, SelfCheck};
use leptos::prelude::*;

/// The check; `on_tick` stands where the viewer may tick.
#[component]
pub fn CheckView(
    #[prop(into)] check: Signal<SelfCheck>,
    #[prop(into)] place: Signal<Place>,
    #[prop(into)] on_tick: Signal<Option<Callback<&'static str>>>,
) -> impl IntoView {
    let tally = Memo::new(move |_| check.with(SelfCheck::tally));
    let ways = Memo::new(move |_| {
        let place = place.get();
        let way = |chapter: &Chapter| {
            let tally = check.with(|c| of_chapter(&c.chapters, *chapter));
            let to = Place { chapter: Some(*chapter), ..place }.address();
            Way { chapter: *chapter, to, note: chapter_line(&tally), done: tally.left() == 0 }
        };
        Chapter::ALL.iter().map(way).collect::<Vec<_>>()
    });
    let asked = Memo::new(move |_| place.with(|p| p.chapter));
    let none = Memo::new(move |_| check.with(|c| c.field.is_none()));
    view! {
        <section class="panel check-head">
            <Head check=check place=place/>
            <Show when=move || !none.get()><CheckBar tally=tally/></Show>
        </section>
        {move || if none.get() {
            view! {
                <Empty icon=IconName::Info title="还不能自查" text="支部没有设置单位性质类别，不能确定适用哪个领域的标准。类别由上一级党组织在全国党员信息管理系统中设置，同步后即可自查。"/>
            }.into_any()
        } else {
            view! {
                <Narrowing place=place/>
                <Chapters ways=ways asked=asked body=move |chapter| view! { <OfChapter check=check place=place chapter=chapter on_tick=on_tick/> }.into_any()/>
            }.into_any()
        }}
    }
}

/// Whose it is, against which standard, and the years.
#[component]
fn Head(check: Signal<SelfCheck>, place: Signal<Place>) -> impl IntoView {
    let name = move || check.with(|c| c.org.name.clone());
    let field = move || {
        check.with(|c| c.field).map(|f| {
            let to = super::model::field_address(f, None, None);
            view! { <a class="link small" href=to>{format!("对照：{}党支部标准", f.label())}</a> }
        })
    };
    let year = move |y: i32| {
        let this = move || check.with(|c| c.year == y);
        let to = move || Place { year: Some(y), chapter: None, ..place.get() }.address();
        view! { <a class="chip-button" href=to aria-current=move || this().then_some("true")>{format!("{y} 年")}</a> }
    };
    let years = Memo::new(move |_| check.with(|c| c.years.clone()));
    let closed = move || check.with(|c| !c.open);
    view! {
        <div class="row wrap">
            <h2 class="panel-title grow">{name}</h2>
            {field}
        </div>
        {move || (years.with(Vec::len) > 1).then(|| view! { <nav class="chips" aria-label="年度">{years.get().into_iter().map(year).collect_view()}</nav> })}
        {move || closed().then(|| view! { <p class="note">"这一年已经过去，只能查看。"</p> })}
    }
}

/// All, what is left, what is not met.
#[component]
fn Narrowing(place: Signal<Place>) -> impl IntoView {
    let chip = move |which: Which| {
        let to = move || Place { show: which, ..place.get() }.address();
        view! { <a class="chip-button" href=to aria-current=move || place.with(|p| p.show == which).then_some("true")>{which.label()}</a> }
    };
    view! { <nav class="chips" aria-label="筛选">{Which::ALL.into_iter().map(chip).collect_view()}</nav> }
}

#[component]
fn OfChapter(
    check: Signal<SelfCheck>,
    place: Signal<Place>,
    chapter: Chapter,
    on_tick: Signal<Option<Callback<&'static str>>>,
) -> impl IntoView {
    let list = Memo::new(move |_| check.with(|c| rows(c, chapter, place.with(|p| p.show))));
    let none = move || list.with(Vec::is_empty);
    view! {
        <h2 class="std-chapter-title">{chapter.label()}<span class="muted small">{chapter.says()}</span></h2>
        {move || none().then(|| view! { <Empty icon=IconName::Check title="这一章没有这样的条目" text="换一章，或者看全部条目。"/> })}
        <ul class="std-items">
            <For each=move || list.get() key=|row| format!("{row:?}") children=move |row| view! { <li><One row=row on_tick=on_tick/></li> }/>
        </ul>
    }
}

#[component]
fn One(row: Row, on_tick: Signal<Option<Callback<&'static str>>>) -> impl IntoView {
    let Row { item, mark, found } = row;
    let verdict = mark.as_ref().map(|m| m.verdict);
    let word = if verdict.is_some() { "修改" } else { "自查" };
    let label = format!("{word}：{}", item.title);
    view! {
        <article class="panel std-item" id=item.code>
            <div class="std-row">
                <h3 class="std-title"><span class="std-code">{item.code}</span>{item.title}</h3>
                <VerdictChip verdict=verdict/>
            </div>
            <p class="std-asks">{item.asks}</p>
            {found.map(|f| view! { <p class="row wrap small std-line"><FoundChip state=f.state/><span class="grow">{f.says}</span></p> })}
            {mark.map(|m| view! { <Said mark=m/> })}
            {move || on_tick.get().map(|tick| {
                let class = if verdict.is_some() { "btn btn-line btn-small" } else { "btn btn-quiet btn-small" };
                view! { <button type="button" class=class aria-label=label.clone() on:click=move |_| tick.run(item.code)>{word}</button> }
            })}
        </article>
    }
}

/// What was said, what shows it, by whom and when.
#[component]
fn Said(mark: MarkView) -> impl IntoView {
    let now = use_now();
    let (by, at) = (mark.by, mark.at);
    view! {
        <div class="std-said">
            {(!mark.note.is_empty()).then(|| view! { <p class="std-note">{mark.note}</p> })}
            <EvidenceRead evidence=mark.evidence/>
            <p class="muted small">{move || format!("{by} · {}", at.spoken(now.get()))}</p>
        </div>
    }
}
