//! The appraisal as the branch and its superior see it, and the page on which the branch enters the organisation's grades.

use super::GradeChoice;
use crate::api::{self, Sent};
use crate::kit::{Button, ButtonKind, Card, Chip, Loaded, PageHead, Tone, draft, toast, use_id, use_load, use_save};
use crate::meeting::model::acts::success;
use crate::workbench::{Only, Workbench};
use gsdj_domain::account::Permission;
use gsdj_domain::meeting::life::{AppraisalForm, AppraisalRow, AppraisalView, BALLOTS_SHOWN, OPINION_MAX, Verdict};
use gsdj_domain::meeting::{Act, Grade, MeetingView};
use gsdj_domain::{MeetingId, MemberId};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use std::collections::BTreeMap;

/// 自评、互评、组织评定, a line a member.
#[component]
pub fn AppraisalText(appraisal: AppraisalView) -> impl IntoView {
    let heads = format!("有表决权到会 {} 人，已投票 {} 人", appraisal.voters, appraisal.voted);
    view! {
        <p class="muted" role="status">{heads}</p>
        {appraisal.suppressed.then(|| view! { <p class="note">{format!("投票不足 {BALLOTS_SHOWN} 人，为保护投票人，不显示票数。")}</p> })}
        <ul class="people">{appraisal.rows.into_iter().map(line).collect_view()}</ul>
    }
}

fn line(row: AppraisalRow) -> impl IntoView {
    let note = said(&row);
    view! {
        <li class="person">
            <span class="grow"><b>{row.name}</b><span class="person-note">{note}</span></span>
            {row.grade.map(|g| view! { <Chip tone=tone(g)>{g.label()}</Chip> })}
        </li>
    }
}

/// 「自评合格；互评优秀 3、合格 9」.
fn said(row: &AppraisalRow) -> String {
    let own = row.own.as_ref().map_or("未自评".to_owned(), |o| format!("自评{}", o.grade.label()));
    let votes = row.votes.map(|v| {
        let counts = Grade::ALL.iter().filter(|g| v.of(**g) > 0).map(|g| format!("{} {}", g.label(), v.of(*g)));
        format!("；互评{}", counts.collect::<Vec<_>>().join("、"))
    });
    format!("{own}{}", votes.unwrap_or_default())
}

const fn tone(grade: Grade) -> Tone {
    match grade {
        Grade::Excellent => Tone::Gold,
        Grade::Qualified => Tone::Ok,
        Grade::Basic => Tone::Warn,
        Grade::Unqualified => Tone::Bad,
    }
}

/// `/meetings/:id/appraisal`.
#[component]
pub fn AppraisalPage() -> impl IntoView {
    view! { <Only permission=Permission::ManageMeetings><Write/></Only> }
}

#[component]
fn Write() -> impl IntoView {
    let id = use_id(MeetingId);
    view! {
        <Workbench>
            <div class="page-narrow">{move || id.get().map(|id| view! { <Loading id=id/> })}</div>
        </Workbench>
    }
}

#[component]
fn Loading(id: MeetingId) -> impl IntoView {
    // read once: what is being written must not be drawn anew
    let load = use_load(move || api::meeting::view(id), &[]);
    view! {
        <PageHead title="民主评议" back=format!("/meetings/{id}")/>
        <Loaded load=load view={move |view: Signal<MeetingView>| view! { <Open view=view.get_untracked()/> }}/>
    }
}

#[component]
fn Open(view: MeetingView) -> impl IntoView {
    match view.acts.iter().find(|s| s.act == Act::UploadAppraisal) {
        Some(state) if state.allowed => view! { <Editor view=view/> }.into_any(),
        state => {
            let why = state.and_then(|s| s.why.clone()).unwrap_or_else(|| "现在不能填写民主评议".into());
            let next = state.and_then(|s| s.next.clone()).unwrap_or_default();
            view! {
                <section class="why bad">
                    <h2 class="why-title">"为什么不能填写民主评议？"</h2>
                    <p>{why} " " {next}</p>
                    <p><a class="link" href=format!("/meetings/{}", view.row.id)>"回到会议"</a></p>
                </section>
            }
            .into_any()
        }
    }
}

/// What is entered for a member.
type Entry = (Option<Grade>, String);

#[component]
fn Editor(view: MeetingView) -> impl IntoView {
    let id = view.row.id;
    let appraisal = view.life.and_then(|l| l.appraisal);
    let rows = appraisal.map(|a| a.rows).unwrap_or_default();
    let start: BTreeMap<MemberId, Entry> = rows.iter().map(|r| (r.member, (r.grade, r.opinion.clone()))).collect();
    let entries = RwSignal::new(start);
    let kept = draft::keep(format!("appraisal-{id}"), move || entries.get(), move |old| entries.set(old));
    let go = use_navigate();
    let save = use_save(move |form: AppraisalForm, key| {
        let (go, kept) = (go.clone(), kept.clone());
        async move {
            if let Sent::Done(_) = api::meeting::appraisal(id, form, key).await? {
                kept.clear();
                toast::show(Tone::Ok, success(Act::UploadAppraisal));
                go(&format!("/meetings/{id}"), Default::default());
            }
            Ok(())
        }
    });
    let left = move || entries.with(|all| all.values().filter(|(grade, _)| grade.is_none()).count());
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        let verdict = |(member, (grade, opinion)): (MemberId, Entry)| Some(Verdict { member, grade: grade?, opinion });
        save.go(AppraisalForm { verdicts: entries.get_untracked().into_iter().filter_map(verdict).collect() });
    };
    view! {
        <form class="form-page" novalidate on:submit=send>
            <p class="kind-line"><b>{view.row.title.clone()}</b></p>
            <p class="muted">"根据自评、互评结果和平时表现，由支部委员会评定等次。"</p>
            {rows.into_iter().map(|row| view! { <Card>{entry(row, entries)}</Card> }).collect_view()}
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <div class="acts">
                <Button kind=ButtonKind::Primary submit=true busy=save.pending() disabled=Signal::derive(move || left() > 0)>
                    {move || if left() > 0 { format!("还有 {} 人没有评定", left()) } else { "保存民主评议".to_owned() }}
                </Button>
            </div>
        </form>
    }
}

fn entry(row: AppraisalRow, entries: RwSignal<BTreeMap<MemberId, Entry>>) -> impl IntoView {
    let member = row.member;
    let note = said(&row);
    let chosen = Signal::derive(move || entries.with(|all| all.get(&member).and_then(|e| e.0)));
    let change = move |f: &dyn Fn(&mut Entry)| entries.update(|all| f(all.entry(member).or_default()));
    let opinion = entries.with_untracked(|all| all.get(&member).map(|e| e.1.clone()).unwrap_or_default());
    view! {
        <div class="row wrap"><b class="grow">{row.name.clone()}</b><span class="muted small">{note}</span></div>
        <GradeChoice label=format!("{}的等次", row.name) chosen=chosen on_choose=move |g| change(&|e| e.0 = Some(g))/>
        <textarea class="textarea" rows="2" maxlength=OPINION_MAX aria-label=format!("对{}的组织意见", row.name) placeholder="组织意见（可不填）"
            on:input=move |ev| { let text = event_target_value(&ev); change(&|e| e.1.clone_from(&text)) }>{opinion}</textarea>
    }
}
