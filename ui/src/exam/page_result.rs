//! `/exams/results/:id`: how an exam went: for a branch its members, for those above it branches by counts.

use super::model::say;
use crate::api;
use crate::kit::{
    Chip, Empty, Frame, IconName, Loaded, PageHead, Tone, can, use_debounced, use_frame, use_id, use_load, use_now,
};
use crate::workbench::{FreshList, MoreRows, Only, Workbench, use_paged};
use gsdj_domain::ExamId;
use gsdj_domain::account::Permission;
use gsdj_domain::exam::{BranchResult, ExamResultView, MemberResult, ResultFilter};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn ResultPage() -> impl IntoView {
    let id = use_id(ExamId);
    view! {
        <Only permission=Permission::SeeExamResults>
            <Workbench><div class="page-wide exams">{move || id.get().map(|id| view! { <One id=id/> })}</div></Workbench>
        </Only>
    }
}

#[component]
fn One(id: ExamId) -> impl IntoView {
    let load = use_load(move || api::exam::result(id), &[Tag::Exams, Tag::Sittings]);
    let own = can(Permission::WatchExams);
    view! {
        <PageHead title="考试成绩" back="/exams/results"/>
        <Loaded load=load view={move |view: Signal<ExamResultView>| view! { <Head view=view own=own/> }}/>
        {move || if own.get() { view! { <Members id=id/> }.into_any() } else { view! { <Branches id=id/> }.into_any() }}
    }
}

#[component]
fn Head(view: Signal<ExamResultView>, own: Signal<bool>) -> impl IntoView {
    let now = use_now();
    let line = move || {
        view.with(|v| {
            let share = say::share(v.passed, v.sat);
            let branches = if own.get() { String::new() } else { format!("，来自 {} 个支部", v.branches) };
            format!("{} 人参加{branches}，{} 人合格（{share}）", v.sat, v.passed)
        })
    };
    let span = move || {
        view.with(|v| {
            format!(
                "{} 至 {} · {} 分合格",
                v.row.opens_at.spoken(now.get()),
                v.row.closes_at.spoken(now.get()),
                v.row.pass_mark
            )
        })
    };
    view! {
        <section class="card">
            <h2 class="title">{move || view.with(|v| v.row.title.clone())}</h2>
            <p class="muted">{span}</p>
            <p role="status"><b>{line}</b></p>
            <p class="muted small">"人数按第一次交卷时所在的支部统计，每人只算一次；成绩取最好的一次。"</p>
        </section>
    }
}

/// The branch's own members.
#[component]
fn Members(id: ExamId) -> impl IntoView {
    let state = RwSignal::new(None::<ResultFilter>);
    let list = use_paged(move |cursor| api::exam::member_results(id, state.get(), cursor), &[Tag::Sittings]);
    let choose = move |to: Option<ResultFilter>| {
        if state.get_untracked() != to {
            list.clear();
            state.set(to);
        }
    };
    let chip = move |of: Option<ResultFilter>| {
        view! {
            <button type="button" class="chip-button" aria-pressed=move || (state.get() == of).to_string() on:click=move |_| choose(of)>
                {of.map_or("全部", ResultFilter::label)}
            </button>
        }
    };
    let empty = || view! { <Empty icon=IconName::People title="没有这样的党员" text="换一个条件再看。"/> };
    view! {
        <div class="chips" role="group" aria-label="看哪些党员">
            {std::iter::once(None).chain(ResultFilter::ALL.iter().copied().map(Some)).map(chip).collect_view()}
        </div>
        <FreshList list=list empty=empty>
            <ul class="people card">
                <For each=move || list.rows.get() key=|m| format!("{m:?}") children=|m| view! { <Person row=m/> }/>
            </ul>
        </FreshList>
        <MoreRows list=list/>
    }
}

#[component]
fn Person(row: MemberResult) -> impl IntoView {
    let now = use_now();
    let (text, tone) = match (row.best, row.passed) {
        (None, _) => ("未参加".to_owned(), Tone::Plain),
        (Some(best), true) => (format!("{best} 分 · 合格"), Tone::Ok),
        (Some(best), false) => (format!("{best} 分 · 未合格"), Tone::Warn),
    };
    let note = move || row.at.map(|at| format!("考过 {} 次，最好的一次 {}", row.sat, at.spoken(now.get())));
    view! {
        <li class="entry">
            <span class="grow"><b>{row.name.clone()}</b><span class="person-note">{note}</span></span>
            <Chip tone=tone>{text}</Chip>
        </li>
    }
}

/// The branches below, by counts.
#[component]
fn Branches(id: ExamId) -> impl IntoView {
    let frame = use_frame();
    let typed = RwSignal::new(String::new());
    let q = use_debounced(typed);
    let list = use_paged(move |cursor| api::exam::branch_results(id, q.get(), cursor), &[Tag::Sittings]);
    Effect::new(move |before: Option<String>| {
        let now = q.get();
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let empty = || view! { <Empty icon=IconName::Tree title="没有找到支部" text="换一个名称再试。"/> };
    view! {
        <form class="list-tools" role="search" on:submit=|ev| ev.prevent_default()>
            <input class="input search" type="search" name="q" aria-label="查找支部" placeholder="按支部名称查找"
                prop:value=move || typed.get() on:input=move |ev| typed.set(event_target_value(&ev))/>
        </form>
        <FreshList list=list empty=empty>
            {move || if frame.get() == Frame::Computer {
                view! { <Grid rows=list.rows/> }.into_any()
            } else {
                view! { <Lines rows=list.rows/> }.into_any()
            }}
        </FreshList>
        <MoreRows list=list/>
    }
}

#[component]
fn Grid(rows: RwSignal<Vec<BranchResult>>) -> impl IntoView {
    let row = |b: BranchResult| {
        view! {
            <tr>
                <td>{b.org.name}</td>
                <td class="tight">{b.members}</td>
                <td class="tight">{b.sat}</td>
                <td class="tight">{b.passed}</td>
                <td class="tight">{say::share(b.passed, b.sat)}</td>
            </tr>
        }
    };
    view! {
        <table class="grid-table">
            <caption class="sr-only">"各支部参加和合格的人数"</caption>
            <thead><tr><th scope="col">"支部"</th><th scope="col">"现有党员"</th><th scope="col">"参加"</th><th scope="col">"合格"</th><th scope="col">"合格率"</th></tr></thead>
            <tbody><For each=move || rows.get() key=|b| format!("{b:?}") children=row/></tbody>
        </table>
    }
}

#[component]
fn Lines(rows: RwSignal<Vec<BranchResult>>) -> impl IntoView {
    let line = |b: BranchResult| {
        let counts = format!("现有党员 {} 人，{} 人参加，{} 人合格", b.members, b.sat, b.passed);
        view! {
            <li class="entry">
                <span class="grow"><b>{b.org.name}</b><span class="person-note">{counts}</span></span>
                <span>{say::share(b.passed, b.sat)}</span>
            </li>
        }
    };
    view! { <ul class="people card"><For each=move || rows.get() key=|b| format!("{b:?}") children=line/></ul> }
}
