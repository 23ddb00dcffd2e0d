//! A report as text for the console.

use gsdj_domain::registry::{ChangeKind, Counts, Report};
use std::fmt::Write as _;

/// Rejected rows and differences shown; the rest is in the JSON.
const SHOWN: usize = 50;

/// The report in Chinese, a line each.
pub(super) fn text(report: &Report) -> String {
    let mut out = String::new();
    // writing to a string can't fail
    let _ = write(&mut out, report);
    out
}

fn write(out: &mut String, report: &Report) -> std::fmt::Result {
    let form = if report.full { "全量" } else { "增量" };
    let done = if report.dry_run { "试运行，未做任何改动" } else { "已应用" };
    writeln!(out, "{form}同步：{done}")?;
    for table in &report.tables {
        writeln!(out, "  {}（{}）：{} 行", table.file, table.table.label(), table.rows)?;
        if !table.unknown_columns.is_empty() {
            writeln!(out, "    未使用的列：{}", table.unknown_columns.join("、"))?;
        }
    }
    counts(out, "组织", &report.orgs)?;
    counts(out, "党员", &report.members)?;
    for notice in &report.notices {
        writeln!(out, "  注意：{}", notice.sentence)?;
    }
    changes(out, report, ChangeKind::Moved)?;
    changes(out, report, ChangeKind::Removed)?;
    rejected(out, report)?;
    if report.dry_run && report.removals > 0 {
        writeln!(out, "应用时将移除 {n} 个，请核对后加上 --confirm-removals {n}", n = report.removals)?;
    }
    Ok(())
}

fn counts(out: &mut String, label: &str, c: &Counts) -> std::fmt::Result {
    writeln!(
        out,
        "{label}：新增 {}，变更 {}，转移 {}，移除 {}，未变 {}，未接受 {}",
        c.added, c.changed, c.moved, c.removed, c.unchanged, c.rejected
    )
}

fn changes(out: &mut String, report: &Report, kind: ChangeKind) -> std::fmt::Result {
    let all: Vec<_> = report.changes.iter().filter(|c| c.kind == kind).collect();
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}：", kind.label())?;
    for change in all.iter().take(SHOWN) {
        let way = match (&change.from, &change.to) {
            (Some(from), Some(to)) => format!("：{from} → {to}"),
            (Some(only), None) | (None, Some(only)) => format!("：{only}"),
            (None, None) => String::new(),
        };
        writeln!(out, "  {} {}（{}）{way}", change.table.label(), change.name, change.key)?;
    }
    left_out(out, all.len())
}

fn rejected(out: &mut String, report: &Report) -> std::fmt::Result {
    let all: Vec<_> = report.tables.iter().flat_map(|t| t.rejected.iter().map(move |r| (t, r))).collect();
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out, "未接受：")?;
    for (table, row) in all.iter().take(SHOWN) {
        let column = if row.column.is_empty() { String::new() } else { format!("列「{}」：", row.column) };
        writeln!(out, "  {}（{}）第 {} 行，{column}{}", table.file, table.table.label(), row.line, row.reason)?;
    }
    left_out(out, all.len())
}

fn left_out(out: &mut String, all: usize) -> std::fmt::Result {
    if all > SHOWN { writeln!(out, "  …另有 {} 行，见 --json", all - SHOWN) } else { Ok(()) }
}
