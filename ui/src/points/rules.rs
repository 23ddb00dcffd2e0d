//! 规则说明: the table of rules as it stands in `domain::points`.

use super::model::rules;
use gsdj_domain::points::{PointKind, RuleRow};
use leptos::prelude::*;

/// The table, by kind.
#[component]
pub fn PointRules() -> impl IntoView {
    let kind = |(kind, rows): (PointKind, Vec<RuleRow>)| {
        view! {
            <h3 class="sub">{kind.label()}</h3>
            <table class="grid-table">
                <caption class="sr-only">{format!("{}的规则", kind.label())}</caption>
                <thead><tr><th scope="col">"做什么"</th><th scope="col">"每次"</th><th scope="col">"上限"</th></tr></thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        }
    };
    rules().into_iter().map(kind).collect_view()
}

fn row(r: RuleRow) -> impl IntoView {
    view! {
        <tr>
            <td>{r.rule.label()}{(!r.rule.is_open()).then(|| view! { <span class="cell-note">"功能陆续开放"</span> })}</td>
            <td class="tight">{format!("{} 分", r.points)}</td>
            <td class="tight">{r.cap_said()}</td>
        </tr>
    }
}
