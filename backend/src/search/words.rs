//! How texts become what is looked up: words, characters, pairs of characters, and how they sound.
//!
//! Chinese has no spaces. Words (by dictionary) rank; pairs of neighbouring characters find any two characters or more
//! wherever they stand, single characters find one; pinyin and initials find what somebody types without an input method, and
//! what they mistype with one, because most mistakes sound alike.

use jieba_rs::Jieba;
use pinyin::ToPinyin as _;
use std::sync::{Arc, LazyLock};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The most syllables that are looked up as one.
pub(super) const SYLLABLES_MAX: usize = 8;

/// The dictionary: some megabytes, read once for all.
static DICTIONARY: LazyLock<Arc<Jieba>> = LazyLock::new(|| Arc::new(Jieba::new()));

/// Small letters, and those of full width as the ordinary ones; one character stays one.
pub(super) fn folded(text: &str) -> String {
    text.chars().map(gsdj_domain::search::folded).collect()
}

/// Whether a character is part of a word, and not a sign or a space.
fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Tokens made beforehand.
pub struct Tokens {
    tokens: Vec<Token>,
    next: usize,
}

impl Tokens {
    const fn new(tokens: Vec<Token>) -> Self {
        Self { tokens, next: 0 }
    }
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        self.next += 1;
        self.next <= self.tokens.len()
    }

    fn token(&self) -> &Token {
        &self.tokens[self.next - 1]
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokens[self.next - 1]
    }
}

fn token(text: String, position: usize) -> Token {
    Token { offset_from: 0, offset_to: 0, position, text, position_length: 1 }
}

/// The words of a text, long ones with the shorter ones in them.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = folded(text);
    let cut = DICTIONARY.cut_for_search(&text, true);
    cut.into_iter().filter(|t| t.word.chars().any(is_word)).map(|t| t.word.to_owned()).collect()
}

/// Runs of word characters: nothing is found across a sign.
fn runs(text: &str) -> Vec<(usize, Vec<char>)> {
    let mut runs: Vec<(usize, Vec<char>)> = Vec::new();
    let mut open = false;
    for (at, c) in text.chars().map(gsdj_domain::search::folded).enumerate() {
        match runs.last_mut() {
            Some((_, run)) if open && is_word(c) => run.push(c),
            Some(_) | None if is_word(c) => runs.push((at, vec![c])),
            Some(_) | None => {}
        }
        open = is_word(c);
    }
    runs
}

/// Neighbouring characters two by two, with the place of the first.
pub(super) fn pairs(text: &str) -> Vec<(usize, String)> {
    let of = |(at, run): (usize, Vec<char>)| {
        let pairs: Vec<_> = run.windows(2).enumerate().map(|(n, two)| (at + n, two.iter().collect())).collect();
        pairs
    };
    runs(text).into_iter().flat_map(of).collect()
}

/// How a Chinese character is read; `None` for all others.
pub(super) fn sound(c: char) -> Option<&'static str> {
    c.to_pinyin().map(|p| p.plain())
}

/// How neighbouring Chinese characters sound, from one to eight of them at a time, and their initials from two on.
pub(super) fn sounds(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (_, run) in runs(text) {
        for part in run.split(|c| sound(*c).is_none()).filter(|part| !part.is_empty()) {
            let read: Vec<&str> = part.iter().filter_map(|c| sound(*c)).collect();
            for from in 0..read.len() {
                let (mut whole, mut initials) = (String::new(), String::new());
                for syllable in read[from..].iter().take(SYLLABLES_MAX) {
                    whole += syllable;
                    initials.extend(syllable.chars().next());
                    all.push(whole.clone());
                    if initials.len() > 1 {
                        all.push(initials.clone());
                    }
                }
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// [`words`] for the index.
#[derive(Clone)]
pub(super) struct Words;

impl Tokenizer for Words {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        Tokens::new(words(text).into_iter().enumerate().map(|(n, word)| token(word, n)).collect())
    }
}

/// Single characters for the index.
#[derive(Clone)]
pub(super) struct Characters;

impl Tokenizer for Characters {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        let folded = text.chars().map(gsdj_domain::search::folded).enumerate();
        Tokens::new(folded.filter(|(_, c)| is_word(*c)).map(|(n, c)| token(c.to_string(), n)).collect())
    }
}

/// [`pairs`] for the index.
#[derive(Clone)]
pub(super) struct Pairs;

impl Tokenizer for Pairs {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        Tokens::new(pairs(text).into_iter().map(|(at, pair)| token(pair, at)).collect())
    }
}

/// [`sounds`] for the index.
#[derive(Clone)]
pub(super) struct Sounds;

impl Tokenizer for Sounds {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        Tokens::new(sounds(text).into_iter().map(|sound| token(sound, 0)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_end_at_signs_and_keep_their_places() {
        assert_eq!(pairs("党员，ＡB会"), [(0, "党员".into()), (3, "ab".into()), (4, "b会".into())]);
        assert!(pairs("党").is_empty() && pairs("").is_empty());
    }

    #[test]
    fn titles_sound_from_any_syllable_on() {
        let all = sounds("支部党员大会");
        for heard in ["zhi", "zhibu", "dangyuandahui", "dahui", "zb", "dydh", "zbdydh"] {
            assert!(all.iter().any(|s| s == heard), "{heard}");
        }
        assert!(!all.iter().any(|s| s == "z"), "one letter says nothing");
        assert!(sounds("abc 2026").is_empty());
    }

    #[test]
    fn words_hold_the_shorter_ones_in_them() {
        let words = words("主题党日活动（示例）");
        assert!(words.iter().any(|w| w == "活动") && words.iter().all(|w| w != "（"), "{words:?}");
    }
}
