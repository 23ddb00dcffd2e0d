//! The columns as a tree: what is offered for an article, and how their order is changed.

use gsdj_domain::content::{Area, Column, ColumnKind, DeskColumn};
use gsdj_domain::{ColumnId, Instant};

/// A column's name after those above it: 热点资讯 › 中央声音.
#[must_use]
pub fn path(columns: &[DeskColumn], id: ColumnId) -> String {
    let mut names = Vec::new();
    let mut at = Some(id);
    while let Some(found) = at.and_then(|id| columns.iter().find(|c| c.column.id == id)) {
        names.push(found.column.name.clone());
        // a tree that bites its own tail ends here
        at = found.column.parent.filter(|_| names.len() < 8);
    }
    names.reverse();
    names.join(" › ")
}

/// The columns that take articles, as pairs of value and label for a choice.
#[must_use]
pub fn options(columns: &[DeskColumn]) -> Vec<(String, String)> {
    let areas = Area::ALL.iter().filter(|a| columns.iter().any(|c| c.column.area == **a)).count();
    let option = |c: &DeskColumn| {
        let area = if areas > 1 { format!("{} › ", c.column.area.label()) } else { String::new() };
        let hidden = if c.column.hidden { "（已隐藏）" } else { "" };
        (c.column.id.to_string(), format!("{area}{}{hidden}", path(columns, c.column.id)))
    };
    columns.iter().filter(|c| c.takes).map(option).collect()
}

/// Columns that stand beside one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The column.
    pub column: DeskColumn,
    /// How deep it stands: 0 at the top.
    pub depth: usize,
    /// Its place among those beside it, from 0.
    pub place: usize,
    /// How many stand there.
    pub beside: usize,
}

/// The rows of a part of the platform, each after the one above it.
#[must_use]
pub fn rows(columns: &[DeskColumn], area: Area) -> Vec<Row> {
    let mut out = Vec::new();
    below(columns, area, None, 0, &mut out);
    out
}

fn below(columns: &[DeskColumn], area: Area, parent: Option<ColumnId>, depth: usize, out: &mut Vec<Row>) {
    let beside: Vec<_> = columns.iter().filter(|c| c.column.area == area && c.column.parent == parent).collect();
    for (place, column) in beside.iter().enumerate() {
        out.push(Row { column: (*column).clone(), depth, place, beside: beside.len() });
        if depth < 8 {
            below(columns, area, Some(column.column.id), depth + 1, out);
        }
    }
}

/// The new order of those beside `id` when it is moved to `place`; `None` when nothing changes.
#[must_use]
pub fn moved(columns: &[DeskColumn], id: ColumnId, place: usize) -> Option<Vec<ColumnId>> {
    let own = &columns.iter().find(|c| c.column.id == id)?.column;
    let beside = |c: &&DeskColumn| c.column.area == own.area && c.column.parent == own.parent;
    let before: Vec<ColumnId> = columns.iter().filter(beside).map(|c| c.column.id).collect();
    let mut after: Vec<ColumnId> = before.iter().copied().filter(|c| *c != id).collect();
    after.insert(place.min(after.len()), id);
    (after != before).then_some(after)
}

/// The place of `target` for a column dropped on it; `None` for one that does not stand beside it.
#[must_use]
pub fn dropped_on(columns: &[DeskColumn], id: ColumnId, target: ColumnId) -> Option<usize> {
    let find = |id| columns.iter().find(|c| c.column.id == id).map(|c| &c.column);
    let (own, other) = (find(id)?, find(target)?);
    let beside = columns.iter().filter(|c| c.column.area == own.area && c.column.parent == own.parent);
    let place = beside.map(|c| c.column.id).position(|c| c == target);
    place.filter(|_| own.area == other.area && own.parent == other.parent)
}

/// What is special about a column, in words; empty for nothing.
#[must_use]
pub fn note(column: &Column, now: Instant) -> String {
    let mut notes = Vec::new();
    if column.kind == ColumnKind::Topic {
        match (column.shown_from.filter(|at| *at > now), column.shown_until) {
            (Some(from), _) => notes.push(format!("{} 开始展示", from.spoken(now))),
            (None, Some(until)) if until <= now => notes.push(format!("{} 已结束展示", until.spoken(now))),
            (None, Some(until)) => notes.push(format!("展示到 {}", until.spoken(now))),
            (None, None) => notes.push("一直展示".into()),
        }
    }
    if column.hidden {
        notes.push("读者看不到，文章的网址仍然有效".into());
    }
    notes.join("，")
}
