//! Where the words of a query stand in a text.

/// A piece of a text, and whether it is what was searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'t> {
    /// The piece.
    pub text: &'t str,
    /// Whether it is a hit.
    pub hit: bool,
}

/// The words of a query, folded.
#[must_use]
pub fn words(q: &str) -> Vec<Vec<char>> {
    q.split_whitespace().map(|word| word.chars().map(folded).collect()).collect()
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
