//! The shortcuts of the home page (FEATURES 1.8): each account chooses its own and their order.
//!
//! A shortcut is kept as the address it leads to. Which ways there are, the pages know; an address they don't know any more is
//! passed over, so an older page keeps working beside a newer one.

use crate::Refusal;
use crate::inbox::is_link;

/// The most shortcuts.
pub const SHORTCUTS_MAX: usize = 24;
/// The most characters of an address within the platform.
const WAY_MAX: usize = 100;

refusals! {
    /// Why a choice of shortcuts is not kept.
    pub enum ShortcutRefusal {
        /// Too many.
        TooMany {
            /// The most.
            max: usize,
        } = "too_many_shortcuts" 422 in "ways" => format!("常用功能最多 {max} 个，请先移除一些");
        /// One of them twice.
        Double = "double_shortcut" 422 in "ways" => "同一个功能只能放一次";
        /// Not an address within the platform.
        NotAWay = "not_a_shortcut" 422 in "ways" => "没有这个功能";
    }
}

wire! {
    /// `PUT /api/home/shortcuts`: the whole choice, in its order.
    pub struct ShortcutsForm {
        /// The addresses they lead to, at most 24; nothing goes back to what everybody begins with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ways: Option<Vec<String>>,
    }
}

/// Checks a choice.
///
/// # Errors
/// Too many, one twice, or something that is no address within.
pub fn check_shortcuts(form: &ShortcutsForm) -> Result<(), Refusal> {
    let ways = form.ways.as_deref().unwrap_or_default();
    let mut faults = Vec::new();
    if ways.len() > SHORTCUTS_MAX {
        faults.push(ShortcutRefusal::TooMany { max: SHORTCUTS_MAX }.into());
    }
    if (1..ways.len()).any(|n| ways[..n].contains(&ways[n])) {
        faults.push(ShortcutRefusal::Double.into());
    }
    if !ways.iter().all(|w| is_link(w) && w.chars().count() <= WAY_MAX) {
        faults.push(ShortcutRefusal::NotAWay.into());
    }
    Refusal::collect(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_short_and_holds_each_way_once() {
        let check = |ways: &[&str]| {
            let ways = Some(ways.iter().map(|w| (*w).to_owned()).collect());
            check_shortcuts(&ShortcutsForm { ways }).map_err(|r| r.code())
        };
        assert_eq!(check_shortcuts(&ShortcutsForm { ways: None }), Ok(()));
        assert_eq!([check(&[]), check(&["/meetings", "/me/points"])], [Ok(()); 2]);
        assert_eq!(check(&["/meetings", "/inbox", "/meetings"]), Err("double_shortcut"));
        assert_eq!(check(&["https://example.cn"]), Err("not_a_shortcut"));
        let many: Vec<String> = (0..=SHORTCUTS_MAX).map(|n| format!("/{n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!([check(&many), check(&many[1..])], [Err("too_many_shortcuts"), Ok(())]);
    }
}
