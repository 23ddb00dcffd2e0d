//! Points in words: what a cap says, why an entry stands as it does.

use gsdj_domain::points::{Cap, LedgerEntry, PointKind, Rule, RuleRow};
use gsdj_domain::time::Period;

/// 「每季度最多 30 分」.
#[must_use]
pub fn cap(cap: &Cap) -> String {
    format!("每{}最多 {} 分", span(cap.period), cap.points)
}

const fn span(period: Period) -> &'static str {
    match period {
        Period::Day => "天",
        Period::Month => "月",
        Period::Quarter => "季度",
        Period::Year => "年",
    }
}

/// The table of rules, by kind, as 规则说明 shows it.
#[must_use]
pub fn rules() -> Vec<(PointKind, Vec<RuleRow>)> {
    let of = |kind: PointKind| Rule::ALL.iter().map(|r| r.row()).filter(|r| r.kind == kind).collect::<Vec<_>>();
    PointKind::ALL.iter().map(|k| (*k, of(*k))).filter(|(_, rows)| !rows.is_empty()).collect()
}

/// 「+30」, 「0」, 「−30」.
#[must_use]
pub fn signed(points: i32) -> String {
    match points {
        p if p > 0 => format!("+{p}"),
        p if p < 0 => format!("−{}", p.unsigned_abs()),
        _ => "0".into(),
    }
}

/// Why an entry has the points it has (FEATURES 13.2).
#[must_use]
pub fn why(entry: &LedgerEntry) -> String {
    let row = entry.rule.row();
    match entry.points {
        p if p < 0 => "冲销：此前的积分被撤回，原记录保留".into(),
        0 => format!("已到上限（{}），这一次照样记录，不再加分", cap(&row.cap)),
        p if i64::from(p) < i64::from(row.points) => {
            format!("每次 {} 分，{}，这一次加到上限为止", row.points, cap(&row.cap))
        }
        _ => format!("每次 {} 分，{}", row.points, cap(&row.cap)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::Instant;

    fn entry(points: i32) -> LedgerEntry {
        let rule = Rule::GeneralMeeting;
        LedgerEntry { rule, kind: rule.row().kind, points, at: Instant(0), note: String::new() }
    }

    #[test]
    fn every_rule_stands_in_the_table_once() {
        assert_eq!(rules().iter().map(|(_, rows)| rows.len()).sum::<usize>(), Rule::ALL.len());
    }

    #[test]
    fn an_entry_says_why() {
        assert_eq!(why(&entry(30)), "每次 30 分，每季度最多 30 分");
        assert!(why(&entry(0)).starts_with("已到上限"));
        assert!(why(&entry(-30)).starts_with("冲销"));
        assert_eq!((signed(30), signed(0), signed(-30)), ("+30".into(), "0".into(), "−30".into()));
    }
}
