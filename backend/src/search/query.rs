//! Asking the index: exactly first; where nothing fits, by sound and by most of the characters.

use super::index::{Audience, Entry, Fields, Shelves, Text, broken};
use super::words::{WORD_MAX, folded, pairs, sound, words};
use crate::error::{Error, Result};
use gsdj_domain::search::{QUERY_MAX, SearchKind};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Value as _};
use tantivy::{Searcher, TantivyDocument, Term};

/// The most hits that are paged through.
pub(super) const HITS_MAX: usize = 1_000;

/// Texts that hold a word which is everywhere.
const EVERYWHERE: usize = 2 * HITS_MAX;

/// From so many letters on, one may be wrong.
const LETTERS_FOR_A_SLIP: usize = 5;

/// A question.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The words.
    pub q: String,
    /// Only this kind.
    pub kind: Option<SearchKind>,
    /// Whether what is for accounts may be found.
    pub signed_in: bool,
    /// Hits passed over.
    pub skip: usize,
    /// The most hits.
    pub limit: usize,
}

/// What was found.
pub struct Found {
    /// The best first.
    pub hits: Vec<Entry>,
    /// How many there are, at most [`HITS_MAX`].
    pub total: usize,
    /// Whether nothing fits exactly.
    pub loose: bool,
}

/// Where is looked.
struct Place<'a> {
    fields: &'a Fields,
    searcher: &'a Searcher,
}

/// A part of a question, and a way to look for it.
type Way = fn(&Place<'_>, &str) -> Option<Box<dyn Query>>;

impl Shelves {
    /// Looks for everything in which all words of the question stand; where there is nothing, for what sounds alike or holds
    /// most of the characters.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn search(&self, asked: &Asked) -> Result<Found> {
        let searcher = self.searcher();
        for (way, loose) in [(exactly as Way, false), (nearly as Way, true)] {
            let Some(query) = self.query(&searcher, asked, way) else { continue };
            let (total, hits) = self.run(&searcher, query.as_ref(), asked)?;
            if total > 0 {
                return Ok(Found { hits, total: total.min(HITS_MAX), loose });
            }
        }
        Ok(Found { hits: Vec::new(), total: 0, loose: false })
    }

    fn run(&self, searcher: &Searcher, query: &dyn Query, asked: &Asked) -> Result<(usize, Vec<Entry>)> {
        let limit = asked.limit.min(HITS_MAX.saturating_sub(asked.skip));
        if limit == 0 {
            return Ok((searcher.search(query, &Count).map_err(broken)?, Vec::new()));
        }
        let best = TopDocs::with_limit(limit).and_offset(asked.skip).order_by_score();
        let (total, best) = searcher.search(query, &(Count, best)).map_err(broken)?;
        let read = |(_, address)| {
            let document: TantivyDocument = searcher.doc(address).map_err(broken)?;
            let entry = document.get_first(self.fields.entry).and_then(|v| v.as_str());
            Ok(serde_json::from_str(entry.ok_or_else(|| Error::broken("an entry without its text"))?)?)
        };
        Ok((total, best.into_iter().map(read).collect::<Result<_>>()?))
    }

    fn query(&self, searcher: &Searcher, asked: &Asked, way: Way) -> Option<Box<dyn Query>> {
        let place = Place { fields: &self.fields, searcher };
        let q: String = folded(&asked.q).chars().take(QUERY_MAX).collect();
        // a sign alone says nothing
        let parts = q.split_whitespace().filter(|part| part.chars().any(char::is_alphanumeric));
        let parts = parts.map(|part| way(&place, part)).collect::<Option<Vec<_>>>()?;
        if parts.is_empty() {
            return None;
        }
        let mut clauses: Vec<_> = parts.into_iter().map(|part| (Occur::Must, part)).collect();
        let mut only = |field, code: &str| {
            let term: Box<dyn Query> = Box::new(term(field, code));
            clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(term, 0.0))));
        };
        if let Some(kind) = asked.kind {
            only(self.fields.kind, kind.code());
        }
        if !asked.signed_in {
            only(self.fields.audience, Audience::Public.code());
        }
        Some(Box::new(BooleanQuery::new(clauses)))
    }
}

fn term(field: Field, text: &str) -> TermQuery {
    TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic)
}

fn boosted(query: impl Query, boost: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(Box::new(query), boost))
}

/// The part as it stands, in the title or in the text; or, of letters, as the title sounds.
fn exactly(place: &Place<'_>, part: &str) -> Option<Box<dyn Query>> {
    let mut ways = Vec::new();
    let fields = place.fields;
    for (text, boost) in [(fields.title, 6.0), (fields.text, 1.0)] {
        ways.extend(standing(place, &text, part).map(|query| boosted(query, boost)));
        ways.extend(in_words(&text, part).map(|query| boosted(query, boost / 4.0)));
    }
    if is_letters(part) {
        ways.push(boosted(term(fields.sounds, part), 3.0));
    }
    (!ways.is_empty()).then(|| Box::new(BooleanQuery::union(ways)) as Box<dyn Query>)
}

/// The characters of the part side by side; one alone, or a word of letters, as a whole.
fn standing(place: &Place<'_>, text: &Text, part: &str) -> Option<Box<dyn Query>> {
    let found = pairs(part);
    let term_of = |(at, pair): &(usize, String)| (*at, Term::from_field_text(text.pairs, pair));
    match found.as_slice() {
        [] => {
            let c = part.chars().find(|c| c.is_alphanumeric())?;
            Some(Box::new(term(text.characters, &c.to_string())))
        }
        [(_, only)] => {
            Some(Box::new(TermQuery::new(Term::from_field_text(text.pairs, only), IndexRecordOption::WithFreqs)))
        }
        _ if is_everywhere(place, text, part) => {
            Some(Box::new(TermQuery::new(Term::from_field_text(text.words, part), IndexRecordOption::WithFreqs)))
        }
        several => Some(Box::new(PhraseQuery::new_with_offset(several.iter().map(term_of).collect()))),
    }
}

/// Whether the part is a word that more texts hold than anybody pages through: where it was cut otherwise is then not worth the
/// time of comparing places in all of them.
fn is_everywhere(place: &Place<'_>, text: &Text, part: &str) -> bool {
    if part.chars().nth(WORD_MAX).is_some() {
        return false;
    }
    let held = place.searcher.doc_freq(&Term::from_field_text(text.words, part));
    held.is_ok_and(|held| usize::try_from(held).is_ok_and(|held| held > EVERYWHERE))
}

/// All words of the part, wherever they stand; nothing for a single word, which stands side by side anyway.
fn in_words(text: &Text, part: &str) -> Option<Box<dyn Query>> {
    let mut cut = words(part);
    cut.sort_unstable();
    cut.dedup();
    if cut.len() < 2 {
        return None;
    }
    let term = |word: &String| {
        let term = Term::from_field_text(text.words, word);
        Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>
    };
    Some(Box::new(BooleanQuery::intersection(cut.iter().map(term).collect())))
}

fn is_letters(part: &str) -> bool {
    part.len() > 1 && part.bytes().all(|b| b.is_ascii_lowercase())
}

/// What sounds like the part, with one slip in a longer one; and from four characters on, what holds most of its pairs. One
/// character alone sounds like too many: it has to stand there.
fn nearly(place: &Place<'_>, part: &str) -> Option<Box<dyn Query>> {
    if part.chars().nth(1).is_none() {
        return exactly(place, part);
    }
    let fields = place.fields;
    let mut ways: Vec<Box<dyn Query>> = Vec::new();
    let heard: String = part.chars().map(|c| sound(c).map_or_else(|| c.to_string(), str::to_owned)).collect();
    if is_letters(&heard) {
        let heard_term = Term::from_field_text(fields.sounds, &heard);
        if heard.len() >= LETTERS_FOR_A_SLIP {
            ways.push(Box::new(FuzzyTermQuery::new(heard_term.clone(), 1, true)));
        }
        ways.push(boosted(TermQuery::new(heard_term, IndexRecordOption::Basic), 4.0));
    }
    let found = pairs(part);
    // a wrong character breaks two pairs
    if found.len() > 2 {
        for text in [fields.title, fields.text] {
            let pairs = found.iter().map(|(_, pair)| Box::new(term(text.pairs, pair)) as Box<dyn Query>).collect();
            ways.push(Box::new(BooleanQuery::union_with_minimum_required_clauses(pairs, found.len() - 2)));
        }
    }
    (!ways.is_empty()).then(|| Box::new(BooleanQuery::union(ways)) as Box<dyn Query>)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
