//! Finding items by words: any part of a word, from one character on, in the pages as on the server.

use super::field::{Chapter, Field};
use super::item::{Item, ItemScope};
use crate::search::{folded, words};

/// The hits of one chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Whose items these are.
    pub scope: ItemScope,
    /// Their chapter.
    pub chapter: Chapter,
    /// The items, in the standard's own order.
    pub items: Vec<&'static Item>,
}

/// The items in which every word of `q` stands, in title, text, way of checking, code, or the names of chapter and field;
/// `only` one field's and those that all share. Nothing for a `q` without words.
#[must_use]
pub fn search(q: &str, only: Option<Field>) -> Vec<Group> {
    let words = words(q);
    if words.is_empty() {
        return Vec::new();
    }
    let wanted = |scope: &ItemScope| match (scope, only) {
        (ItemScope::Of(field), Some(only)) => *field == only,
        (ItemScope::Every | ItemScope::Of(_), _) => true,
    };
    let scopes = ItemScope::all().into_iter().filter(wanted);
    let groups = scopes.flat_map(|scope| Chapter::ALL.iter().map(move |chapter| (scope, *chapter)));
    let group = |(scope, chapter): (ItemScope, Chapter)| {
        let here = scope.items().iter().filter(|i| i.chapter == chapter && holds(i, scope, &words));
        Group { scope, chapter, items: here.collect() }
    };
    groups.map(group).filter(|group| !group.items.is_empty()).collect()
}

fn holds(item: &Item, scope: ItemScope, words: &[Vec<char>]) -> bool {
    let texts = [item.title, item.asks, item.checked, item.code, item.chapter.label(), scope.label()];
    let texts = texts.map(|text| text.chars().map(folded).collect::<Vec<_>>());
    words.iter().all(|word| texts.iter().any(|text| text.windows(word.len()).any(|w| w == word)))
}
