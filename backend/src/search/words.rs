//! How texts become what is looked up: words, characters, pairs of characters, and how they sound.
//!
//! Chinese has no spaces. Words (by dictionary) rank; pairs of neighbouring characters find any two characters or more
//! wherever they stand, single characters find one; pinyin and initials find what somebody types without an input method, and
//! what they mistype with one, because most mistakes sound alike.

use gsdj_domain::learning::CourseTheme;
use gsdj_domain::meeting::MeetingKind;
use jieba_rs::Jieba;
use pinyin::ToPinyin as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The most syllables that are looked up as one.
pub(super) const SYLLABLES_MAX: usize = 8;

/// How long the dictionary stays after the last question.
const KEPT: Duration = Duration::from_secs(600);

/// The dictionary: tens of megabytes and a fifth of a second to read, so it is there while questions are asked and while
/// texts are taken in, and a server of which nobody asks anything does not hold it.
static DICTIONARY: Mutex<Dictionary> = Mutex::new(Dictionary { words: None, asked: None });

struct Dictionary {
    words: Option<Arc<Jieba>>,
    /// When the last question was asked.
    asked: Option<Instant>,
}

fn dictionary(asked: bool) -> Arc<Jieba> {
    let mut dictionary = DICTIONARY.lock().unwrap_or_else(PoisonError::into_inner);
    if asked {
        dictionary.asked = Some(Instant::now());
    }
    dictionary.words.get_or_insert_with(|| Arc::new(read())).clone()
}

/// The most characters of a word that is found wherever it stands: of a longer one only parts of two and three are kept too.
pub(super) const WORD_MAX: usize = 4;

/// The dictionary with the words of this field, which it would cut in two.
fn read() -> Jieba {
    let mut words = Jieba::new();
    let meetings = MeetingKind::ALL.iter().map(|kind| kind.label());
    let names = meetings.chain(CourseTheme::ALL.iter().map(|theme| theme.label())).chain(["三会一课"]);
    for name in names.filter(|name| name.chars().count() <= WORD_MAX) {
        words.add_word(name, None, None);
    }
    words
}

/// Lets go of the dictionary when nobody has asked anything for [`KEPT`].
pub(super) fn rest() {
    let mut dictionary = DICTIONARY.lock().unwrap_or_else(PoisonError::into_inner);
    if dictionary.asked.is_none_or(|asked| asked.elapsed() > KEPT) {
        dictionary.words = None;
    }
}

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

/// The words of a question, long ones with the shorter ones in them.
pub(super) fn words(text: &str) -> Vec<String> {
    cut(&dictionary(true), text)
}

fn cut(dictionary: &Jieba, text: &str) -> Vec<String> {
    let text = folded(text);
    let cut = dictionary.cut_for_search(&text, true);
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

/// How a Chinese character is read, as it is typed: 律 is `lv`; `None` for all others.
pub(super) fn sound(c: char) -> Option<&'static str> {
    let read = c.to_pinyin()?.plain();
    Some(match read {
        "lü" => "lv",
        "nü" => "nv",
        "lüe" => "lve",
        "nüe" => "nve",
        _ => read,
    })
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
        Tokens::new(cut(&dictionary(false), text).into_iter().enumerate().map(|(n, word)| token(word, n)).collect())
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
        assert!(sounds("妇女学纪律").iter().any(|s| s == "funvxuejilv"));
        assert!(sounds("abc 2026").is_empty());
    }

    #[test]
    fn words_hold_the_shorter_ones_in_them() {
        let words = words("主题党日活动（示例）");
        assert!(words.iter().any(|w| w == "活动") && words.iter().all(|w| w != "（"), "{words:?}");
        assert!(words.iter().any(|w| w == "主题党日") && words.iter().any(|w| w == "主题"), "{words:?}");
    }
}
