//! The tree's rules, one by one and at random.

use super::*;
use proptest::prelude::*;

fn row(code: &str, kind: OrgKind, superior: Option<&str>) -> OrgRecord {
    OrgRecord {
        code: code.into(),
        name: format!("示例{code}"),
        kind,
        superior: superior.map(Into::into),
        unit_category: None,
        prefecture: String::new(),
        address: String::new(),
        longitude: None,
        latitude: None,
        founded: None,
        active: true,
    }
}

fn dissolved(row: OrgRecord) -> OrgRecord {
    OrgRecord { active: false, ..row }
}

const P: OrgKind = OrgKind::Province;
const C: OrgKind = OrgKind::Committee;
const G: OrgKind = OrgKind::GeneralBranch;
const B: OrgKind = OrgKind::Branch;

fn known(rows: &[OrgRecord]) -> HashMap<String, Standing> {
    let standing =
        |r: &OrgRecord| Standing { kind: r.kind, superior: r.superior.clone(), active: r.active, has_members: false };
    rows.iter().map(|r| (r.code.clone(), standing(r))).collect()
}

/// p over c over g over b, and c over d (a committee).
fn small() -> HashMap<String, Standing> {
    known(&[
        row("p", P, None),
        row("c", C, Some("p")),
        row("d", C, Some("c")),
        row("g", G, Some("c")),
        row("b", B, Some("g")),
    ])
}

fn reasons(known: &HashMap<String, Standing>, rows: &[OrgRecord]) -> Vec<Option<Reason>> {
    let broken = HashSet::from(["broken".to_owned()]);
    Tree::check(known, rows, &broken).faults().iter().map(|f| f.clone().map(|f| f.reason)).collect()
}

#[test]
fn a_superior_may_come_after_what_stands_below_it() {
    let rows = [row("b", B, Some("g")), row("g", G, Some("c")), row("c", C, Some("p")), row("p", P, None)];
    assert_eq!(reasons(&HashMap::new(), &rows), [None, None, None, None]);
}

#[test]
fn each_wrong_place_has_its_own_reason() {
    for (wrong, reason) in [
        (row("x", P, None), Reason::SecondProvince),
        (row("x", P, Some("p")), Reason::ProvinceUnderAnother),
        (row("x", B, None), Reason::NoSuperior),
        (row("x", B, Some("nowhere")), Reason::UnknownSuperior),
        (row("x", B, Some("broken")), Reason::SuperiorRejected),
        (row("x", B, Some("b")), Reason::SuperiorOfWrongKind { own: B, superior: B }),
        (row("x", B, Some("p")), Reason::SuperiorOfWrongKind { own: B, superior: P }),
        (row("x", G, Some("g")), Reason::SuperiorOfWrongKind { own: G, superior: G }),
        (row("x", C, Some("x")), Reason::Cycle),
        (row("c", C, Some("d")), Reason::Cycle),
        (row("g", B, Some("c")), Reason::KindOrphans { count: 1 }),
        (dissolved(row("g", G, Some("c"))), Reason::DissolvedAbove { count: 1 }),
    ] {
        assert_eq!(reasons(&small(), std::slice::from_ref(&wrong)), [Some(reason)], "{wrong:?}");
    }
}

#[test]
fn what_stands_below_a_rejected_row_falls_with_it() {
    let rows = [row("y", B, Some("x")), row("x", G, Some("nowhere")), row("z", B, Some("g"))];
    assert_eq!(reasons(&small(), &rows), [Some(Reason::SuperiorRejected), Some(Reason::UnknownSuperior), None]);
}

#[test]
fn all_rows_of_a_cycle_fall_and_nothing_beside_it() {
    let rows = [row("x", C, Some("y")), row("y", C, Some("z")), row("z", C, Some("x")), row("w", C, Some("d"))];
    let cycle = Some(Reason::Cycle);
    assert_eq!(reasons(&small(), &rows), [cycle.clone(), cycle.clone(), cycle, None]);
}

#[test]
fn a_rejected_change_of_kind_does_not_pull_down_the_row_below_it() {
    let rows = [row("b", B, Some("g")), row("g", B, Some("c"))];
    assert_eq!(reasons(&small(), &rows), [None, Some(Reason::KindOrphans { count: 1 })]);
}

#[test]
fn a_branch_with_members_stays_a_branch() {
    let mut known = small();
    assert_eq!(reasons(&known, &[row("b", G, Some("c"))]), [None]);
    known.get_mut("b").unwrap().has_members = true;
    assert_eq!(reasons(&known, &[row("b", G, Some("c"))]), [Some(Reason::KindWithMembers)]);
}

#[test]
fn a_whole_subtree_may_be_dissolved_and_nothing_new_stands_in_it() {
    let rows = [dissolved(row("g", G, Some("c"))), dissolved(row("b", B, Some("g"))), row("n", B, Some("g"))];
    assert_eq!(reasons(&small(), &rows), [None, None, Some(Reason::SuperiorDissolved)]);
}

#[test]
fn a_full_file_removes_from_the_leaves_up_and_keeps_what_still_holds_something() {
    let known = small();
    let rows = [row("p", P, None), row("g", G, Some("c"))];
    let broken = HashSet::new();
    let tree = Tree::check(&known, &rows, &broken);
    let seen = rows.iter().map(|r| r.code.clone()).collect();
    let found = absent(&tree, &seen);
    assert_eq!(found, Absent { removed: vec!["b".into(), "d".into()], kept: vec!["c".into()] });
    let nothing = absent(&Tree::check(&known, &[], &broken), &HashSet::new());
    assert_eq!(nothing.removed.len(), 5);
}

/// Any rows over codes 0 to 9.
fn rows() -> impl Strategy<Value = Vec<OrgRecord>> {
    let one = (0u8..10, 0usize..4, proptest::option::of(0u8..10), proptest::bool::weighted(0.85));
    proptest::collection::vec(one, 0..14).prop_map(|all| {
        let mut seen = HashSet::new();
        let unique = all.into_iter().filter(|(code, ..)| seen.insert(*code));
        let make = |(code, kind, superior, active): (u8, usize, Option<u8>, bool)| {
            let superior = superior.map(|s| s.to_string());
            OrgRecord { active, ..row(&code.to_string(), OrgKind::ALL[kind], superior.as_deref()) }
        };
        unique.map(make).collect()
    })
}

/// What went in, as the next file finds it.
fn after(known: &HashMap<String, Standing>, rows: &[OrgRecord]) -> HashMap<String, Standing> {
    let broken = HashSet::new();
    let tree = Tree::check(known, rows, &broken);
    let codes: HashSet<String> = known.keys().cloned().chain(rows.iter().map(|r| r.code.clone())).collect();
    let standing = |code: &String| {
        let p = tree.place(code)?;
        let superior = p.superior.map(Into::into);
        Some((code.clone(), Standing { kind: p.kind, superior, active: p.active, has_members: false }))
    };
    codes.iter().filter_map(standing).collect()
}

fn is_sound(tree: &HashMap<String, Standing>) -> bool {
    let provinces = tree.values().filter(|s| s.kind == P && s.active).count();
    let fits = |s: &Standing| match &s.superior {
        None => s.kind == P,
        Some(code) => tree.get(code).is_some_and(|t| s.kind.may_stand_under(t.kind) && (t.active || !s.active)),
    };
    let ends = |s: &Standing| {
        let mut at = s;
        (0..=tree.len()).any(|_| match at.superior.as_ref().and_then(|code| tree.get(code)) {
            Some(next) => {
                at = next;
                false
            }
            None => true,
        })
    };
    // organisations that were dissolved before may stand anywhere; they only must not lie in a cycle
    provinces <= 1 && tree.values().all(|s| ends(s) && (!s.active || fits(s)))
}

proptest! {
    #[test]
    fn whatever_the_files_say_the_tree_stays_sound(files in proptest::collection::vec(rows(), 1..5)) {
        let mut tree = HashMap::new();
        for file in &files {
            tree = after(&tree, file);
            prop_assert!(is_sound(&tree), "{tree:?}");
        }
    }

    #[test]
    fn the_order_of_rows_makes_no_difference(first in rows(), second in rows(), turn in 0usize..14) {
        let tree = after(&HashMap::new(), &first);
        let mut turned: Vec<_> = second.iter().filter(|r| r.kind != P).cloned().collect();
        let straight = after(&tree, &turned);
        let by = turn % turned.len().max(1);
        turned.rotate_left(by);
        prop_assert_eq!(straight, after(&tree, &turned));
    }

    #[test]
    fn a_file_applied_twice_changes_nothing_more(first in rows(), second in rows()) {
        let tree = after(&HashMap::new(), &first);
        let once = after(&tree, &second);
        let accepted: Vec<_> = {
            let broken = HashSet::new();
            let check = Tree::check(&tree, &second, &broken);
            second.iter().zip(check.faults()).filter(|(_, f)| f.is_none()).map(|(r, _)| r.clone()).collect()
        };
        prop_assert_eq!(&after(&once, &accepted), &once);
        prop_assert!(reasons(&once, &accepted).iter().all(Option::is_none));
    }
}
