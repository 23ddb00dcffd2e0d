//! 会议是否有效: what it takes, what there is, who does not count and why, what was voted on (FEATURES 13.1, 12.7).

use crate::kit::{Chip, Icon, IconName, Tone};
use crate::meeting::record::motions::verdict;
use gsdj_domain::Instant;
use gsdj_domain::meeting::Quorum;
use gsdj_domain::meeting::quorum::{Condition, ExcludedPart, MotionResult};
use leptos::prelude::*;

/// The panel's content.
#[component]
pub fn QuorumText(quorum: Quorum, #[prop(into)] now: Signal<Instant>) -> impl IntoView {
    let word = if quorum.counted { "实到" } else { "反馈参加" };
    let frozen = quorum.frozen_at;
    let version = quorum.version.clone();
    let state = move || match frozen {
        Some(at) => format!("{} 随会议记录定格，规则版本 {version}", at.spoken(now.get())),
        None => format!("按目前情况测算，规则版本 {version}；提交会议记录时定格"),
    };
    let heads = format!(
        "应到 {} 人，{word} {} 人；其中有表决权应到 {} 人，{word} {} 人",
        quorum.expected, quorum.there, quorum.voters, quorum.voters_there
    );
    let without = quorum.without_vote;
    view! {
        <p>{heads}</p>
        <ul class="conditions">{quorum.conditions.into_iter().map(condition).collect_view()}</ul>
        {(!quorum.motions.is_empty()).then(|| view! {
            <h3 class="sub">"表决结果"</h3>
            <ul class="conditions">{quorum.motions.into_iter().map(motion).collect_view()}</ul>
        })}
        {(!quorum.excluded.is_empty()).then(|| view! {
            <h3 class="sub">"不计入应到"</h3>
            <ul class="conditions">{quorum.excluded.into_iter().map(excluded).collect_view()}</ul>
        })}
        {(!without.is_empty()).then(|| view! { <p class="muted small">{format!("参加会议、没有表决权（预备党员）：{}", without.join("、"))}</p> })}
        <p class="muted small">{state}</p>
    }
}

fn condition(c: Condition) -> impl IntoView {
    let met = c.missing == 0;
    view! {
        <li class="condition">
            <Icon name=if met { IconName::Check } else { IconName::Warning }/>
            <span class="grow">{c.label}<span class="cell-note">{format!("需要 {} 人，现有 {} 人", c.needs, c.has)}</span></span>
            <Chip tone=if met { Tone::Ok } else { Tone::Warn }>{if met { "达到".to_owned() } else { format!("还差 {} 人", c.missing) }}</Chip>
        </li>
    }
}

fn motion(result: MotionResult) -> impl IntoView {
    let m = result.motion.clone();
    view! {
        <li class="condition">
            <span class="grow"><b>{m.title}</b><span class="cell-note">{format!("{}：赞成 {}，反对 {}，弃权 {}", m.kind.label(), m.yes, m.no, m.abstained)}</span>
                <span class="motion-verdict">{verdict(result)}</span></span>
        </li>
    }
}

fn excluded(part: ExcludedPart) -> impl IntoView {
    view! {
        <li class="condition">
            <span class="grow">{part.names.join("、")}<span class="cell-note">{part.basis}</span></span>
            <Chip>{part.reason.label()}</Chip>
        </li>
    }
}
