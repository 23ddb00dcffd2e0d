//! Where the words of a query stand in a text.

use super::QUERY_MAX;

/// A piece of a text, and whether it is what was searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'t> {
    /// The piece.
    pub text: &'t str,
    /// Whether it is a hit.
    pub hit: bool,
}

/// The words of a query, folded, each once. As of every query, no more than [`QUERY_MAX`] characters are looked at: each word
/// costs a walk over the whole text.
#[must_use]
pub fn words(q: &str) -> Vec<Vec<char>> {
    let looked_at: Vec<char> = q.chars().take(QUERY_MAX).map(folded).collect();
    let mut words: Vec<Vec<char>> = Vec::new();
    for word in looked_at.split(|c| c.is_whitespace()).filter(|word| !word.is_empty()) {
        if !words.iter().any(|known| known == word) {
            words.push(word.to_vec());
        }
    }
    words
}

/// Small letters, and those of full width as the ordinary ones.
#[must_use]
pub fn folded(c: char) -> char {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_looked_for_once() {
        assert_eq!(words("党课 PARTY ｐａｒｔｙ  党课"), [vec!['党', '课'], "party".chars().collect()]);
        assert!(words(" \u{3000}").is_empty());
        assert_eq!(pieces("党课", "党课 党课"), [Piece { text: "党课", hit: true }]);
    }

    #[test]
    fn a_query_is_looked_at_as_far_as_queries_go() {
        let long: String = (0..5_000).filter_map(|n| char::from_u32(0x4e00 + n)).flat_map(|c| [c, ' ']).collect();
        assert_eq!(words(&long).len(), QUERY_MAX / 2);
        let (last, beyond) = (format!("{}甲", " ".repeat(QUERY_MAX - 1)), format!("{}甲", " ".repeat(QUERY_MAX)));
        assert!(pieces("甲", &last)[0].hit);
        assert!(!pieces("甲", &beyond)[0].hit);
    }
}
