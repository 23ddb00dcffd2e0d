//! 表决事项: what was voted on, with the votes, and what the quorum engine makes of it, live (FEATURES 13.1).

use crate::kit::{Chip, Icon, IconName, Tone};
use gsdj_domain::MemberId;
use gsdj_domain::meeting::form::{MOTIONS_MAX, TITLE_MAX};
use gsdj_domain::meeting::quorum::{self, MotionResult};
use gsdj_domain::meeting::{Attendee, MeetingView, Motion, MotionKind};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The motions.
#[component]
pub fn Motions(
    view: StoredValue<MeetingView>,
    present: RwSignal<BTreeSet<MemberId>>,
    motions: RwSignal<Vec<Motion>>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let count = Memo::new(move |_| motions.with(Vec::len));
    let results = Memo::new(move |_| view.with_value(|v| results(v, &present.read(), &motions.read())));
    let add = move |kind: MotionKind| {
        motions.update(|all| all.push(Motion { title: String::new(), kind, yes: 0, no: 0, abstained: 0 }));
    };
    view! {
        <fieldset class="people-field" id="field-votes" tabindex="-1">
            <legend>"表决事项"</legend>
            <p class="muted small">"会上有表决或选举的才填；预备党员没有表决权。是否有效、是否通过由系统按规则计算。"</p>
            {move || (0..count.get()).map(|at| one(at, motions, results)).collect_view()}
            <p class="fault" role="alert">{move || error.get()}</p>
            <Show when=move || count.get() < MOTIONS_MAX>
                <div class="chips">
                    <button type="button" class="chip-button" on:click=move |_| add(MotionKind::Decision)><Icon name=IconName::Plus/>"添加表决事项"</button>
                    <button type="button" class="chip-button" on:click=move |_| add(MotionKind::Election)><Icon name=IconName::Plus/>"添加选举"</button>
                </div>
            </Show>
        </fieldset>
    }
}

/// What would be frozen, were the record handed in as it stands; nothing of a motion with more votes than there are voters.
fn results(view: &MeetingView, present: &BTreeSet<MemberId>, motions: &[Motion]) -> Vec<Option<MotionResult>> {
    let versions = quorum::versions();
    let Some(rules) = quorum::in_force(&versions, view.row.starts_at.day()) else { return Vec::new() };
    let there = |p: &Attendee| Attendee { present: Some(present.contains(&p.member)), ..p.clone() };
    let people: Vec<_> = view.people.iter().map(there).collect();
    let reckoned = quorum::reckon(rules, &people, None, motions);
    let possible = |r: &MotionResult| {
        let Motion { yes, no, abstained, .. } = &r.motion;
        yes.saturating_add(*no).saturating_add(*abstained) <= reckoned.voters_there
    };
    reckoned.motions.iter().map(|r| possible(r).then(|| r.clone())).collect()
}

fn one(at: usize, motions: RwSignal<Vec<Motion>>, results: Memo<Vec<Option<MotionResult>>>) -> impl IntoView {
    let first = motions.with_untracked(|all| all.get(at).cloned());
    let Some(first) = first else { return ().into_any() };
    let change = move |f: &dyn Fn(&mut Motion)| motions.update(|all| all.get_mut(at).into_iter().for_each(f));
    let number = move |label: &'static str, value: u32, set: fn(&mut Motion, u32)| {
        let typed = move |ev| {
            let votes = event_target_value(&ev).trim().parse().unwrap_or(0);
            change(&|m| set(m, votes));
        };
        view! {
            <label class="vote">
                <span>{label}</span>
                <input type="number" class="input" min="0" max="99999" inputmode="numeric" value=value.to_string() on:input=typed/>
            </label>
        }
    };
    let verdict = move || results.with(|all| all.get(at).cloned().flatten()).map(verdict);
    let word = first.kind.label();
    view! {
        <div class="motion">
            <div class="row">
                <input class="input grow" maxlength=TITLE_MAX aria-label=format!("第 {} 项{word}的名称", at + 1)
                    placeholder=if first.kind == MotionKind::Election { "选举什么，例如“选举支部书记”" } else { "表决什么，例如“同意某同志转正”" }
                    value=first.title.clone() on:input=move |ev| { let text = event_target_value(&ev); change(&|m| m.title.clone_from(&text)) }/>
                <button type="button" class="icon-button" aria-label=format!("删去第 {} 项", at + 1)
                    on:click=move |_| motions.update(|all| { if at < all.len() { all.remove(at); } })><Icon name=IconName::Close/></button>
            </div>
            <div class="votes" role="group" aria-label=format!("{word}的票数")>
                {number("赞成", first.yes, |m, n| m.yes = n)}
                {number("反对", first.no, |m, n| m.no = n)}
                {number("弃权", first.abstained, |m, n| m.abstained = n)}
            </div>
            <p class="motion-verdict" role="status">{verdict}</p>
        </div>
    }
    .into_any()
}

/// What became of a motion, in a word and in figures.
pub fn verdict(result: MotionResult) -> impl IntoView {
    let (tone, word) = match (result.valid, result.passed) {
        (false, _) => (Tone::Bad, "人数不足，表决无效"),
        (true, true) => (Tone::Ok, "通过"),
        (true, false) => (Tone::Warn, "未通过"),
    };
    view! { <Chip tone=tone>{word}</Chip> <span class="muted small">{result.why}</span> }
}
