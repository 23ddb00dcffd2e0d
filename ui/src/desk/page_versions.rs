//! `/desk/:id/versions`: every published version, two of them side by side, and one as it was read.

use super::model::version::{Stretch, stretches, summary};
use super::parts::DeskRoom;
use super::preview::Preview;
use crate::api;
use crate::kit::{Loaded, PageHead, SelectField, use_id, use_load, use_now};
use gsdj_domain::account::Permission;
use gsdj_domain::content::compare::Change;
use gsdj_domain::content::{ArticleForm, ArticleState, DeskView, VersionRow, VersionView};
use gsdj_domain::routes::Tag;
use gsdj_domain::{ArticleId, Page};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Versions() -> impl IntoView {
    view! { <DeskRoom permission=Permission::EnterDesk><Found/></DeskRoom> }
}

#[component]
fn Found() -> impl IntoView {
    let id = use_id(ArticleId);
    view! { <div class="page-narrow desk">{move || id.get().map(|id| view! { <All id=id/> })}</div> }
}

#[component]
fn All(id: ArticleId) -> impl IntoView {
    let stands = use_load(move || api::desk::view(id), &[Tag::Desk]);
    let rows = use_load(move || api::desk::versions(id), &[Tag::Desk]);
    view! {
        <PageHead title="各版" back=format!("/desk/{id}")/>
        <Loaded load=stands view={move |stands: DeskView| view! {
            <Loaded load=rows view={move |rows: Page<VersionRow>| view! { <Both stands=stands.clone() rows=rows.items/> }}/>
        }}/>
    }
}

/// What stands for the version that is being written.
const WORKING: &str = "now";

#[component]
fn Both(stands: DeskView, rows: Vec<VersionRow>) -> impl IntoView {
    let id = stands.row.id;
    let writing = matches!(
        stands.row.state,
        ArticleState::Draft | ArticleState::Waiting | ArticleState::Returned | ArticleState::Scheduled
    );
    let numbered = rows.iter().map(|r| (r.version.to_string(), format!("第 {} 版", r.version)));
    let mut options: Vec<(String, String)> = numbered.collect();
    if writing {
        options.insert(0, (WORKING.into(), format!("正在处理的（{}）", stands.row.state.label())));
    }
    let place = |n: usize| options.get(n).or(options.last()).map(|(value, _)| value.clone()).unwrap_or_default();
    let (after, before) = (RwSignal::new(place(0)), RwSignal::new(place(1)));
    let single = options.len() < 2;
    let stands = StoredValue::new(stands);
    let now = use_now();
    let row = move |r: VersionRow| {
        let note = r.note.clone();
        view! {
            <li class="round">
                <b>{format!("第 {} 版：{}", r.version, r.title)}</b>
                <p class="muted">{move || format!("{} 编写，{} 审核，{} 发布", r.writer, r.reviewer, r.at.spoken(now.get()))}</p>
                {(!note.is_empty()).then(|| view! { <blockquote class="reason">{note}</blockquote> })}
            </li>
        }
    };
    let choices = options.clone();
    view! {
        <section class="panel">
            <h2 class="panel-title">"发布过的各版"</h2>
            <ol class="rounds">{rows.into_iter().map(row).collect_view()}</ol>
        </section>
        <section class="panel desk-compare">
            <h2 class="panel-title">{if single { "内容" } else { "比较两版" }}</h2>
            {(!single).then(|| view! {
                <div class="desk-two">
                    <SelectField label="从" name="before" value=before options=options/>
                    <SelectField label="到" name="after" value=after options=choices/>
                </div>
            })}
            {move || {
                let (from, to) = (before.get(), after.get());
                view! { <Pair id=id stands=stands.get_value() from=from to=to/> }
            }}
        </section>
    }
}

/// A version that was published, or what is being written.
#[component]
fn Pair(id: ArticleId, stands: DeskView, from: String, to: String) -> impl IntoView {
    let same = from == to;
    let stands = StoredValue::new(stands);
    let read = move |which: String| {
        let number = which.parse::<u32>().ok();
        use_load(
            move || async move {
                match number {
                    Some(number) => api::desk::version(id, number).await,
                    // nothing to ask for: it stands here
                    None => Ok(api::Fetched { data: stands.with_value(working), age: None }),
                }
            },
            &[],
        )
    };
    let (before, after) = (read(from), read(to));
    view! {
        <Loaded load=before view={move |before: VersionView| view! {
            <Loaded load=after view={move |after: VersionView| {
                let (at, form) = (after.row.at, after.form.clone());
                view! {
                    {(!same).then(|| view! { <Compared before=before.form.clone() after=after.form/> })}
                    <details class="past" open=same>
                        <summary>"这一版全文"</summary>
                        <Preview form=form attachments=Vec::new() columns=Vec::new() at=at/>
                    </details>
                }
            }}/>
        }}/>
    }
}

/// What is being written, as if it were a version.
fn working(view: &DeskView) -> VersionView {
    let row = VersionRow {
        version: view.row.versions + 1,
        title: view.form.title.clone(),
        note: view.form.note.clone(),
        writer: view.row.writer.clone(),
        reviewer: String::new(),
        at: view.row.written_at,
    };
    VersionView { row, form: view.form.clone() }
}

/// Two versions: what went, what came; what stayed is folded.
#[component]
pub fn Compared(before: ArticleForm, after: ArticleForm) -> impl IntoView {
    let all = stretches(&before, &after);
    let says = summary(&all);
    let line = |stretch: Stretch| match stretch {
        Stretch::Line(Change::Same(text)) => view! { <p class="cmp">{text}</p> }.into_any(),
        Stretch::Line(Change::Gone(text)) => {
            view! { <p class="cmp gone"><span class="sr-only">"删去："</span><del>{text}</del></p> }.into_any()
        }
        Stretch::Line(Change::Come(text)) => {
            view! { <p class="cmp come"><span class="sr-only">"增加："</span><ins>{text}</ins></p> }.into_any()
        }
        Stretch::Skipped(lines) => {
            let head = format!("相同的 {} 段", lines.len());
            view! {
                <details class="past"><summary>{head}</summary>{lines.into_iter().map(|l| view! { <p class="cmp">{l}</p> }).collect_view()}</details>
            }
            .into_any()
        }
    };
    view! {
        <p class="muted">{says}</p>
        <div class="cmp-all">{all.into_iter().map(line).collect_view()}</div>
    }
}
