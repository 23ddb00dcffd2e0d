//! What a hit shows: the title with its marks, and the place in the text that fits best.

use super::words::{folded, sound};
use gsdj_domain::search::{TextPiece, pieces};

/// Characters of an excerpt.
const EXCERPT: usize = 80;
/// Characters before its first mark.
const BEFORE: usize = 20;

/// The title with what was searched for marked: as it stands, or else where it sounds so.
pub(super) fn title(title: &str, q: &str) -> Vec<TextPiece> {
    let marked = owned(title, q);
    if marked.iter().any(|piece| piece.hit) { marked } else { heard(title, q).unwrap_or(marked) }
}

/// About 80 characters of the text, around the first place where a word of the query stands; the beginning where none does.
pub(super) fn excerpt(text: &str, q: &str) -> Vec<TextPiece> {
    let chars: Vec<char> = text.split_whitespace().flat_map(|word| word.chars().chain([' '])).collect();
    let flat: String = chars.iter().collect();
    let found = pieces(flat.trim_end(), q);
    let before = found.iter().take_while(|piece| !piece.hit);
    let first = if found.iter().any(|piece| piece.hit) { before.map(|p| p.text.chars().count()).sum() } else { 0 };
    let from = if first > EXCERPT - BEFORE { first - BEFORE } else { 0 };
    let cut: String = chars.iter().skip(from).take(EXCERPT).collect();
    let more = from + EXCERPT < chars.len();
    let whole = format!("{}{}{}", if from > 0 { "…" } else { "" }, cut.trim(), if more { "…" } else { "" });
    owned(&whole, q)
}

fn owned(text: &str, q: &str) -> Vec<TextPiece> {
    pieces(text, q).into_iter().map(|p| TextPiece { text: p.text.to_owned(), hit: p.hit }).collect()
}

/// The first run of characters that sounds like the query, in full or by initials.
fn heard(title: &str, q: &str) -> Option<Vec<TextPiece>> {
    let wanted: String = folded(q).chars().filter(|c| !c.is_whitespace()).collect();
    let wanted: String = wanted.chars().map(|c| sound(c).map_or_else(|| c.to_string(), str::to_owned)).collect();
    let chars: Vec<char> = title.chars().collect();
    for from in 0..chars.len() {
        let (mut whole, mut initials) = (String::new(), String::new());
        for (n, c) in chars[from..].iter().enumerate() {
            let Some(read) = sound(*c) else { break };
            whole += read;
            initials.extend(read.chars().next());
            if whole == wanted || (n > 0 && initials == wanted) {
                let part = |range: std::ops::Range<usize>, hit| {
                    let text: String = chars[range].iter().collect();
                    (!text.is_empty()).then_some(TextPiece { text, hit })
                };
                let end = from + n + 1;
                let all = [part(0..from, false), part(from..end, true), part(end..chars.len(), false)];
                return Some(all.into_iter().flatten().collect());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[TextPiece]) -> String {
        pieces.iter().map(|p| if p.hit { format!("[{}]", p.text) } else { p.text.clone() }).collect()
    }

    #[test]
    fn titles_are_marked_as_they_stand_or_sound() {
        assert_eq!(shown(&title("怎样开好支部党员大会", "党员")), "怎样开好支部[党员]大会");
        assert_eq!(shown(&title("怎样开好支部党员大会", "dangyuandahui")), "怎样开好支部[党员大会]");
        assert_eq!(shown(&title("怎样开好支部党员大会", "ZB")), "怎样开好[支部]党员大会");
        assert_eq!(shown(&title("怎样开好支部党员大会", "党元大会")), "怎样开好支部[党员大会]");
        assert_eq!(shown(&title("怎样", "没有")), "怎样");
    }

    #[test]
    fn an_excerpt_begins_before_its_first_mark_and_says_what_it_leaves_out() {
        let text = format!("{}苹果\n{}", "前".repeat(100), "后".repeat(100));
        let cut = excerpt(&text, "苹果");
        assert!(shown(&cut).starts_with(&format!("…{}[苹果]", "前".repeat(BEFORE))), "{}", shown(&cut));
        assert!(shown(&cut).ends_with("…"));
        assert_eq!(shown(&excerpt("苹果 树", "树")), "苹果 [树]");
        assert_eq!(shown(&excerpt("", "树")), "");
        assert!(shown(&excerpt(&text, "梨")).starts_with("前前"));
    }
}
