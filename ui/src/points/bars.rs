//! Twelve months of points as bars, and as a table for those who don't see them.

use crate::home::grouped;
use gsdj_domain::points::{KindSums, PointKind};
use leptos::prelude::*;

/// How high a bar stands, of a hundred; the highest month fills it.
#[must_use]
pub fn heights(months: &[KindSums]) -> Vec<i64> {
    let most = months.iter().map(KindSums::total).max().unwrap_or(0).max(1);
    months.iter().map(|m| m.total().max(0) * 100 / most).collect()
}

/// The bars.
#[component]
pub fn MonthBars(#[prop(into)] months: Signal<Vec<KindSums>>, label: &'static str) -> impl IntoView {
    let bar = |(n, (height, sums)): (usize, (i64, KindSums))| {
        let style = format!("height: {height}%");
        view! {
            <span class="points-bar">
                <i class="points-bar-line"><b style=style></b></i>
                <small>{grouped(sums.total())}</small>
                <small class="muted">{format!("{}月", n + 1)}</small>
            </span>
        }
    };
    let row = |(n, sums): (usize, KindSums)| {
        view! {
            <tr>
                <th scope="row">{format!("{}月", n + 1)}</th>
                {PointKind::ALL.iter().map(|kind| view! { <td>{sums.of(*kind)}</td> }).collect_view()}
                <td>{sums.total()}</td>
            </tr>
        }
    };
    let bars = move || {
        let months = months.get();
        heights(&months).into_iter().zip(months).enumerate().map(bar).collect_view()
    };
    view! {
        <div class="points-bars" aria-hidden="true">{bars}</div>
        <table class="sr-only">
            <caption>{label}</caption>
            <thead><tr><th scope="col">"月份"</th>{PointKind::ALL.iter().map(|k| view! { <th scope="col">{k.label()}</th> }).collect_view()}<th scope="col">"合计"</th></tr></thead>
            <tbody>{move || months.get().into_iter().enumerate().map(row).collect_view()}</tbody>
        </table>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_month_fills_its_bar() {
        let months = [0, 50, 100, -3].map(|education| KindSums { education, ..KindSums::default() });
        assert_eq!(heights(&months), [0, 50, 100, 0]);
        assert_eq!(heights(&[KindSums::default()]), [0]);
    }
}
