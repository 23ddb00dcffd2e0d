//! Points in words: why an entry stands as it does, how spans and years are named. Pure.

use chrono::{Datelike, NaiveDate};
use gsdj_domain::Instant;
use gsdj_domain::points::{
    LedgerEntry, OpenRule, PointKind, PointsPolicy, PointsReach, PolicyForm, Rule, RuleRow, Span,
};
use gsdj_domain::time::Period;

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
    let most = row.cap_said();
    if entry.reversal {
        return "冲销：此前的积分被撤回，原记录保留；腾出的上限可以再用".into();
    }
    let says = match entry.points {
        0 => format!("已到上限（{most}），这一次照样记录，不再加分"),
        p if i64::from(p) < i64::from(row.points) => {
            format!("每次 {} 分，{most}，这一次加到上限为止", row.points)
        }
        _ => format!("每次 {} 分，{most}", row.points),
    };
    if entry.undone { format!("{says}。后来已冲销") } else { says }
}

/// What is still to be had, under the heading of its period: today, this month, this quarter, this year; rules that give nothing
/// more are left out, as are those without a cap and those that nothing earns by yet.
#[must_use]
pub fn still_open(open: &[OpenRule]) -> Vec<(&'static str, Vec<OpenRule>)> {
    let of = |period: Period| {
        let fits = |o: &&OpenRule| {
            let of_period = o.rule.row().cap.is_some_and(|c| c.period == period);
            o.rule.is_open() && of_period && o.left.is_some_and(|l| l > 0)
        };
        open.iter().filter(fits).cloned().collect::<Vec<_>>()
    };
    let headings =
        [("今天", Period::Day), ("本月", Period::Month), ("本季度", Period::Quarter), ("今年", Period::Year)];
    headings.map(|(label, period)| (label, of(period))).into_iter().filter(|(_, rows)| !rows.is_empty()).collect()
}

/// How many points today still gives.
#[must_use]
pub fn left_today(open: &[OpenRule]) -> u32 {
    let daily = |o: &&OpenRule| o.rule.is_open() && o.rule.row().cap.is_some_and(|c| c.period == Period::Day);
    open.iter().filter(daily).filter_map(|o| o.left).sum()
}

/// 3月5日, with the day of the week.
#[must_use]
pub fn day_said(day: &str) -> String {
    let Ok(day) = day.parse::<NaiveDate>() else { return day.to_owned() };
    format!("{}月{}日 {}", day.month(), day.day(), gsdj_domain::time::weekday(day.weekday()))
}

/// 「截至 3月9日（隔天更新）」; before the first night 「还没有结算」.
#[must_use]
pub fn as_of(day: Option<&str>) -> String {
    match day.and_then(|d| d.parse::<NaiveDate>().ok()) {
        Some(day) => format!("截至 {}年{}月{}日，隔天更新", day.year(), day.month(), day.day()),
        None => "还没有结算，每天零点更新".into(),
    }
}

/// The spans that a ranking can be chosen over: the present year and its months so far, the latest first, and the year before. In
/// January's first hours the night before still belongs to the old year.
#[must_use]
pub fn spans(now: Instant) -> Vec<Span> {
    let yesterday = now.day().pred_opt().unwrap_or_else(|| now.day());
    let Some(month) = Span::month_of(yesterday) else { return Vec::new() };
    let months: Vec<_> = month.months().take_while(|m| *m <= month).collect();
    let before = Span::year(month.year_number() - 1);
    std::iter::once(month.of_year()).chain(months.into_iter().rev()).chain(before).collect()
}

/// What is not as usual, in the words of who reads it; nothing where everything is on.
#[must_use]
pub fn restrictions(policy: &PointsPolicy) -> Vec<&'static str> {
    let mut says = Vec::new();
    if !policy.points {
        says.push("积分已停用：不再记积分，也不展示，以前的积分仍然保存");
    } else if !policy.rankings {
        says.push("积分排行已关闭，自己的积分照常记录");
    } else if !policy.names {
        says.push("排行不显示其他人的姓名");
    }
    says
}

/// Who sees the points of members, for everybody to read.
#[must_use]
pub const fn reach_said(reach: PointsReach) -> &'static str {
    match reach {
        PointsReach::Branch => "党员的积分只在本支部内可见；上级党组织只看到支部的合计。",
        PointsReach::Superiors => "党员的积分本支部和上级党组织可见。",
    }
}

/// What is decided, as a form to decide anew.
#[must_use]
pub fn form_of(policy: &PointsPolicy) -> PolicyForm {
    PolicyForm {
        points: policy.points,
        rankings: policy.rankings,
        names: policy.names,
        reach: policy.reach,
        reason: policy.reason.clone(),
    }
}

#[cfg(test)]
mod tests;
