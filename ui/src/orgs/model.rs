//! The tree as lines: which nodes are there, open, under way; what a key does; which lines are drawn. Pure.

use gsdj_domain::OrgId;
use gsdj_domain::org::OrgRow;
use std::collections::HashMap;
use std::ops::Range;

/// Lines drawn above and below those that are seen.
const SPARE: usize = 12;

/// What is known of a node's children.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Below {
    rows: Vec<OrgId>,
    /// Where the next page begins.
    next: Option<String>,
    /// A page is under way.
    busy: bool,
    /// The last page did not come.
    failed: bool,
    /// At least one page has come.
    known: bool,
}

/// A node.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Node {
    row: OrgRow,
    parent: Option<OrgId>,
    level: usize,
    place: usize,
    open: bool,
}

/// A line of the tree as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// An organisation.
    Org {
        /// The row.
        row: OrgRow,
        /// 1 for the topmost.
        level: usize,
        /// Its place among its siblings, from 1.
        place: usize,
        /// How many siblings there are, itself included.
        of: usize,
        /// Whether its children are shown.
        open: bool,
    },
    /// More children of this one are to come.
    More {
        /// The parent.
        parent: OrgId,
        /// The level of its children.
        level: usize,
        /// The last try failed.
        failed: bool,
    },
}

impl Line {
    /// The organisation of the line, where it is one.
    #[must_use]
    pub const fn org(&self) -> Option<&OrgRow> {
        match self {
            Self::Org { row, .. } => Some(row),
            Self::More { .. } => None,
        }
    }
}

/// The tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    roots: Vec<OrgId>,
    nodes: HashMap<OrgId, Node>,
    below: HashMap<OrgId, Below>,
}

/// What a key asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// This line becomes the current one.
    To(usize),
    /// Show the children of this one.
    Open(OrgId),
    /// Hide them.
    Close(OrgId),
    /// Go to the page of this one.
    Enter(OrgId),
}

impl Tree {
    /// A tree with these at the top; a single one is open.
    #[must_use]
    pub fn of(roots: Vec<OrgRow>) -> Self {
        let mut tree = Self { roots: roots.iter().map(|r| r.id).collect(), ..Self::default() };
        let open = roots.len() == 1;
        for (n, row) in roots.into_iter().enumerate() {
            let open = open && row.children > 0;
            tree.nodes.insert(row.id, Node { row, parent: None, level: 1, place: n + 1, open });
        }
        tree
    }

    /// A page of children has come.
    pub fn arrived(&mut self, parent: OrgId, rows: Vec<OrgRow>, next: Option<String>) {
        let Some(level) = self.nodes.get(&parent).map(|n| n.level + 1) else { return };
        let below = self.below.entry(parent).or_default();
        (below.busy, below.failed, below.known, below.next) = (false, false, true, next);
        for row in rows {
            if !below.rows.contains(&row.id) || !self.nodes.contains_key(&row.id) {
                below.rows.push(row.id);
                let place = below.rows.len();
                self.nodes.insert(row.id, Node { row, parent: Some(parent), level, place, open: false });
            }
        }
    }

    /// A page of children did not come.
    pub fn failed(&mut self, parent: OrgId) {
        let below = self.below.entry(parent).or_default();
        (below.busy, below.failed) = (false, true);
    }

    /// Begins a page of children, if one is to come and none is under way: answers its cursor. A failed one is begun again
    /// only when `again` says so.
    pub fn begin(&mut self, parent: OrgId, again: bool) -> Option<Option<String>> {
        let below = self.below.entry(parent).or_default();
        let due = !below.known || below.next.is_some();
        if below.busy || !due || (below.failed && !again) {
            return None;
        }
        (below.busy, below.failed) = (true, false);
        Some(below.next.clone())
    }

    /// Shows or hides the children.
    pub fn set_open(&mut self, id: OrgId, open: bool) {
        if let Some(node) = self.nodes.get_mut(&id) {
            node.open = open && node.row.children > 0;
        }
    }

    /// The lines from top to bottom.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for root in &self.roots {
            self.add(*root, self.roots.len(), &mut lines);
        }
        lines
    }

    fn add(&self, id: OrgId, of: usize, lines: &mut Vec<Line>) {
        let Some(node) = self.nodes.get(&id) else { return };
        let (level, place, open) = (node.level, node.place, node.open);
        lines.push(Line::Org { row: node.row.clone(), level, place, of, open });
        if !open {
            return;
        }
        let below = self.below.get(&id);
        let known = below.map_or(&[][..], |b| &b.rows);
        let children = usize::try_from(node.row.children).unwrap_or(0).max(known.len());
        for child in known {
            self.add(*child, children, lines);
        }
        if below.is_none_or(|b| !b.known || b.next.is_some()) {
            lines.push(Line::More { parent: id, level: level + 1, failed: below.is_some_and(|b| b.failed) });
        }
    }

    /// What `key` asks for when the current line is `at`.
    #[must_use]
    pub fn key(&self, lines: &[Line], at: usize, key: &str) -> Option<Move> {
        let line = lines.get(at)?;
        let orgs = |mut range: Box<dyn Iterator<Item = usize>>| range.find(|i| lines[*i].org().is_some()).map(Move::To);
        match (key, line) {
            ("ArrowDown", _) => orgs(Box::new(at + 1..lines.len())),
            ("ArrowUp", _) => orgs(Box::new((0..at).rev())),
            ("Home", _) => orgs(Box::new(0..lines.len())),
            ("End", _) => orgs(Box::new((0..lines.len()).rev())),
            ("Enter", Line::Org { row, .. }) => Some(Move::Enter(row.id)),
            ("ArrowRight", Line::Org { row, open: false, .. }) if row.children > 0 => Some(Move::Open(row.id)),
            ("ArrowRight", Line::Org { open: true, .. }) => orgs(Box::new(at + 1..(at + 2).min(lines.len()))),
            ("ArrowLeft", Line::Org { row, open: true, .. }) => Some(Move::Close(row.id)),
            ("ArrowLeft", Line::Org { row, .. }) => {
                let parent = self.nodes.get(&row.id)?.parent?;
                lines.iter().position(|l| l.org().is_some_and(|r| r.id == parent)).map(Move::To)
            }
            _ => None,
        }
    }
}

/// The next line after `at` whose name or code begins with what was typed, round the end; a name also by a part.
#[must_use]
pub fn find(lines: &[Line], at: usize, typed: &str) -> Option<usize> {
    let around = || (at + 1..lines.len()).chain(0..=at.min(lines.len().saturating_sub(1)));
    let row = |i: &usize| lines.get(*i).and_then(Line::org);
    let begins = |i: &usize| row(i).is_some_and(|r| r.name.starts_with(typed) || r.code.starts_with(typed));
    around().find(begins).or_else(|| around().find(|i| row(i).is_some_and(|r| r.name.contains(typed))))
}

/// Which of `count` lines are drawn: those seen through a window that begins `top` below the first line and is `seen` high,
/// with some to spare.
#[must_use]
pub fn drawn(top: f64, seen: f64, height: f64, count: usize) -> Range<usize> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what there is")]
    let line = |y: f64| (y / height.max(1.0)).clamp(0.0, 1e9) as usize;
    let (first, last) = (line(top), line(top + seen) + 1);
    let end = (last + SPARE).min(count);
    first.saturating_sub(SPARE).min(end)..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::org::OrgKind;

    fn org(id: i64, children: u32) -> OrgRow {
        let kind = if children > 0 { OrgKind::Committee } else { OrgKind::Branch };
        OrgRow {
            id: OrgId(id),
            code: format!("62{id:010}"),
            name: format!("示例{id}党组织"),
            kind,
            children,
            members: None,
        }
    }

    fn ids(tree: &Tree) -> Vec<i64> {
        tree.lines().iter().map(|l| l.org().map_or(-1, |r| r.id.0)).collect()
    }

    /// 1 ─┬ 2 ─ 4, 3; more of 1 to come.
    fn tree() -> Tree {
        let mut tree = Tree::of(vec![org(1, 3)]);
        assert_eq!(tree.begin(OrgId(1), false), Some(None));
        assert_eq!(tree.begin(OrgId(1), false), None, "one at a time");
        tree.arrived(OrgId(1), vec![org(2, 1), org(3, 0)], Some("c".into()));
        tree.set_open(OrgId(2), true);
        tree.begin(OrgId(2), false);
        tree.arrived(OrgId(2), vec![org(4, 0)], None);
        tree
    }

    #[test]
    fn lines_follow_what_is_open_and_what_has_come() {
        let mut tree = tree();
        assert_eq!(ids(&tree), [1, 2, 4, 3, -1]);
        let Line::Org { level, place, of, .. } = tree.lines()[3].clone() else { panic!() };
        assert_eq!((level, place, of), (2, 2, 3));
        tree.set_open(OrgId(2), false);
        assert_eq!(ids(&tree), [1, 2, 3, -1]);
        assert_eq!(tree.begin(OrgId(1), false), Some(Some("c".into())));
        tree.arrived(OrgId(1), vec![org(5, 0)], None);
        assert_eq!(ids(&tree), [1, 2, 3, 5]);
        assert_eq!(tree.begin(OrgId(1), true), None, "all have come");
        tree.set_open(OrgId(3), true);
        assert_eq!(ids(&tree), [1, 2, 3, 5], "a branch opens nothing");
    }

    #[test]
    fn a_page_that_failed_waits_for_somebody() {
        let mut tree = tree();
        tree.begin(OrgId(1), false);
        tree.failed(OrgId(1));
        assert!(matches!(tree.lines().last(), Some(Line::More { failed: true, .. })));
        assert_eq!(tree.begin(OrgId(1), false), None);
        assert_eq!(tree.begin(OrgId(1), true), Some(Some("c".into())));
    }

    #[test]
    fn keys_walk_as_in_any_tree() {
        let tree = tree();
        let lines = tree.lines();
        let key = |at, key| tree.key(&lines, at, key);
        assert_eq!(key(0, "ArrowDown"), Some(Move::To(1)));
        assert_eq!(key(3, "ArrowDown"), None, "what is to come is no line to stand on");
        assert_eq!(key(1, "ArrowRight"), Some(Move::To(2)));
        assert_eq!(key(1, "ArrowLeft"), Some(Move::Close(OrgId(2))));
        assert_eq!(key(2, "ArrowLeft"), Some(Move::To(1)));
        assert_eq!(key(0, "ArrowLeft"), Some(Move::Close(OrgId(1))));
        assert_eq!((key(3, "Home"), key(0, "End")), (Some(Move::To(0)), Some(Move::To(3))));
        assert_eq!(key(2, "Enter"), Some(Move::Enter(OrgId(4))));
        assert_eq!(key(3, "ArrowRight"), None);
    }

    #[test]
    fn typing_finds_the_next_that_fits() {
        let lines = tree().lines();
        assert_eq!(find(&lines, 0, "示例4"), Some(2));
        assert_eq!(find(&lines, 2, "示"), Some(3));
        assert_eq!(find(&lines, 3, "示"), Some(0));
        assert_eq!(find(&lines, 0, "620000000003"), Some(3));
        assert_eq!(find(&lines, 0, "3党"), Some(3));
        assert_eq!(find(&lines, 0, "x"), None);
        assert_eq!(find(&[], 0, "x"), None);
    }

    #[test]
    fn only_what_is_seen_is_drawn() {
        assert_eq!(drawn(0.0, 800.0, 50.0, 5_000), 0..29);
        assert_eq!(drawn(100_000.0, 800.0, 50.0, 5_000), 1_988..2_029);
        assert_eq!(drawn(1e12, 800.0, 50.0, 10), 10..10);
        assert_eq!(drawn(-400.0, 800.0, 50.0, 5), 0..5);
        assert_eq!(drawn(0.0, 800.0, 0.0, 3), 0..3);
    }
}
