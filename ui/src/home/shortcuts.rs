//! Which shortcuts stand on the home page and in which order (FEATURES 1.8), decided without a browser.

use super::model::Shortcut;
use gsdj_domain::home::SHORTCUTS_MAX;

/// How many stand there as long as nothing was chosen; with 更多 they fill two rows of the phone.
pub const FIRST: usize = 9;

/// The account's own and all others that it may use. An address that leads nowhere for it (any more) is passed over.
#[must_use]
pub fn parted(all: &[Shortcut], chosen: Option<&[String]>) -> (Vec<Shortcut>, Vec<Shortcut>) {
    let own: Vec<Shortcut> = match chosen {
        Some(ways) => ways.iter().filter_map(|w| all.iter().find(|s| s.to == w).copied()).collect(),
        None => all.iter().take(FIRST).copied().collect(),
    };
    let others = all.iter().filter(|s| !own.contains(s)).copied().collect();
    (own, others)
}

/// The addresses of shortcuts, as they are kept.
#[must_use]
pub fn ways(of: &[Shortcut]) -> Vec<String> {
    of.iter().map(|s| s.to.to_owned()).collect()
}

/// The list with `way` at the place `to`; a place beyond the end is the last.
#[must_use]
pub fn moved(list: &[String], way: &str, to: usize) -> Vec<String> {
    if !list.iter().any(|w| w == way) {
        return list.to_vec();
    }
    let mut rest: Vec<String> = list.iter().filter(|w| *w != way).cloned().collect();
    rest.insert(to.min(rest.len()), way.to_owned());
    rest
}

/// Where the arrow key of this name leads from a place; nothing for other keys and at the ends.
#[must_use]
pub fn step(key: &str, at: usize, count: usize) -> Option<usize> {
    match key {
        "ArrowLeft" | "ArrowUp" => at.checked_sub(1),
        "ArrowRight" | "ArrowDown" => Some(at + 1).filter(|to| *to < count),
        "Home" if at > 0 => Some(0),
        "End" if at + 1 < count => Some(count - 1),
        _ => None,
    }
}

/// The list with `way` at its end, if there is room.
#[must_use]
pub fn added(list: &[String], way: &str) -> Option<Vec<String>> {
    if list.len() >= SHORTCUTS_MAX || list.iter().any(|w| w == way) {
        return None;
    }
    Some(list.iter().cloned().chain([way.to_owned()]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::home::model::shortcuts;
    use gsdj_domain::account::Role;
    use proptest::prelude::*;

    fn list(of: &[&str]) -> Vec<String> {
        of.iter().map(|w| (*w).to_owned()).collect()
    }

    #[test]
    fn everybody_begins_with_the_first_and_then_chooses() {
        let all = shortcuts(&Role::BranchAdmin.permissions());
        let (own, others) = parted(&all, None);
        assert_eq!((own.len(), own.len() + others.len()), (FIRST, all.len()));
        let chosen = list(&["/inbox", "/gone", "/meetings", "/orgs"]);
        let (own, others) = parted(&all, Some(&chosen));
        // what is gone, and what the account may not use, is passed over
        assert_eq!(ways(&own), ["/inbox", "/meetings"]);
        assert!(others.iter().all(|s| s.to != "/inbox" && s.to != "/meetings"));
        assert!(parted(&all, Some(&[])).0.is_empty());
    }

    #[test]
    fn daily_work_stands_among_the_first() {
        for (role, way) in [(Role::BranchAdmin, "/branch/standards"), (Role::CommitteeAdmin, "/workbench/standards")] {
            let (own, _) = parted(&shortcuts(&role.permissions()), None);
            assert!(own.iter().any(|s| s.to == way), "{way}");
        }
    }

    #[test]
    fn a_tile_moves_by_keys_to_its_neighbours_and_the_ends() {
        assert_eq!([step("ArrowLeft", 0, 3), step("ArrowRight", 2, 3), step("x", 1, 3)], [None; 3]);
        assert_eq!([step("ArrowLeft", 2, 3), step("ArrowDown", 0, 3)], [Some(1), Some(1)]);
        assert_eq!([step("Home", 2, 3), step("End", 0, 3)], [Some(0), Some(2)]);
    }

    #[test]
    fn adding_ends_at_the_limit_and_takes_nothing_twice() {
        assert_eq!(added(&list(&["/a"]), "/b"), Some(list(&["/a", "/b"])));
        assert_eq!(added(&list(&["/a"]), "/a"), None);
        let full: Vec<String> = (0..SHORTCUTS_MAX).map(|n| format!("/{n}")).collect();
        assert_eq!(added(&full, "/a"), None);
    }

    proptest! {
        /// Wherever tiles are moved, none is lost and none stands twice.
        #[test]
        fn moving_keeps_every_tile(moves in prop::collection::vec((0usize..6, 0usize..9), 0..40)) {
            let mut now = list(&["/a", "/b", "/c", "/d", "/e", "/f"]);
            let before = now.clone();
            for (which, to) in moves {
                let way = now[which].clone();
                now = moved(&now, &way, to);
                prop_assert_eq!(now.iter().position(|w| *w == way), Some(to.min(5)));
            }
            now.sort();
            prop_assert_eq!(now, before);
        }
    }
}
