//! Finding items by words: any part of a word, from one character on, in the pages as on the server.

use super::field::{Chapter, Field};
use super::item::{Item, ItemScope};

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

/// A piece of a text, and whether it is what was searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'t> {
    /// The piece.
    pub text: &'t str,
    /// Whether it is a hit.
    pub hit: bool,
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

fn words(q: &str) -> Vec<Vec<char>> {
    q.split_whitespace().map(|word| word.chars().map(folded).collect()).collect()
}

/// Small letters, and those of full width as the ordinary ones.
fn folded(c: char) -> char {
    let narrow = match u32::from(c) {
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(c),
        _ => c,
    };
    narrow.to_ascii_lowercase()
}

/// `text` cut where the words of `q` stand; the pieces together are the text again.
#[must_use]
pub fn pieces<'t>(text: &'t str, q: &str) -> Vec<Piece<'t>> {
    let places: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, folded(c))).collect();
    let mut hit = vec![false; places.len()];
    for word in words(q) {
        for start in 0..places.len().saturating_sub(word.len() - 1) {
            if word.iter().zip(&places[start..]).all(|(a, (_, b))| a == b) {
                hit[start..start + word.len()].fill(true);
            }
        }
    }
    let mut pieces = Vec::new();
    let mut from = 0;
    for n in 1..=places.len() {
        if n == places.len() || hit[n] != hit[from] {
            let end = places.get(n).map_or(text.len(), |(at, _)| *at);
            pieces.push(Piece { text: &text[places[from].0..end], hit: hit[from] });
            from = n;
        }
    }
    pieces
}
