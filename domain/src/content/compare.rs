//! Two versions side by side: what stayed, what went, what came, paragraph by paragraph.

/// A paragraph of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// In both.
    Same(String),
    /// Only in the version before.
    Gone(String),
    /// Only in the version after.
    Come(String),
}

/// The most paragraphs that are compared one by one; beyond that the middle goes and comes as a whole.
const MOST: usize = 1_000;

/// Compares two texts by their lines.
#[must_use]
pub fn compare(before: &str, after: &str) -> Vec<Change> {
    let (old, new): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_mid, new_mid) = (&old_rest[..old_rest.len() - tail], &new_rest[..new_rest.len() - tail]);
    let same = |line: &&str| Change::Same((*line).to_owned());
    let mut out: Vec<Change> = old[..head].iter().map(same).collect();
    out.extend(middle(old_mid, new_mid));
    out.extend(old_rest[old_rest.len() - tail..].iter().map(same));
    out
}

/// The longest common run of lines stays; the rest goes and comes.
fn middle(old: &[&str], new: &[&str]) -> Vec<Change> {
    let gone = |line: &str| Change::Gone(line.to_owned());
    let come = |line: &str| Change::Come(line.to_owned());
    if old.len() > MOST || new.len() > MOST {
        return old.iter().map(|l| gone(l)).chain(new.iter().map(|l| come(l))).collect();
    }
    // how many lines two rests have in common
    let mut common = vec![vec![0_u16; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] =
                if old[i] == new[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            out.push(Change::Same(old[i].to_owned()));
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || common[i + 1][j] >= common[i][j + 1]) {
            out.push(gone(old[i]));
            i += 1;
        } else {
            out.push(come(new[j]));
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_changed_stands_out() {
        let changes = compare("一\n二\n三\n四", "一\n二改\n三\n五\n四");
        let signs: String = changes
            .iter()
            .map(|c| match c {
                Change::Same(_) => '=',
                Change::Gone(_) => '-',
                Change::Come(_) => '+',
            })
            .collect();
        assert_eq!(signs, "=-+=+=");
    }

    proptest! {
        #[test]
        fn a_comparison_holds_both_texts(before in "[ab\n]{0,30}", after in "[ab\n]{0,30}") {
            let changes = compare(&before, &after);
            let side = |wanted: fn(&Change) -> Option<&String>| changes.iter().filter_map(wanted).cloned().collect::<Vec<_>>();
            let old = side(|c| match c { Change::Same(l) | Change::Gone(l) => Some(l), Change::Come(_) => None });
            let new = side(|c| match c { Change::Same(l) | Change::Come(l) => Some(l), Change::Gone(_) => None });
            prop_assert_eq!(old, before.lines().map(str::to_owned).collect::<Vec<_>>());
            prop_assert_eq!(new, after.lines().map(str::to_owned).collect::<Vec<_>>());
        }
    }
}
