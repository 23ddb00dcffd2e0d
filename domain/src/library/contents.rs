//! The contents of a work: their levels, what is before and after, how far a place is.

use super::{BookPlace, ChapterKind, ContentsItem, LibraryRefusal};
use crate::{ChapterId, Refusal};

/// How deep contents go.
pub const LEVEL_MAX: u8 = 4;

/// Characters that a page of a PDF stands for, and those read aloud in a second: only to weigh chapters of different kinds
/// against each other.
const PER_PAGE: u64 = 600;
const PER_SECOND: u64 = 4;

/// Checks the levels of contents in their order.
///
/// # Errors
/// [`LibraryRefusal::LevelSkipped`] for the first chapter that stands deeper than one below the chapter before it.
pub fn check_contents(levels: &[u8]) -> Result<(), Refusal> {
    let mut before = 0;
    for (n, level) in levels.iter().enumerate() {
        if *level == 0 || *level > LEVEL_MAX || *level > before + 1 {
            return Err(LibraryRefusal::LevelSkipped { line: n + 1 }.into());
        }
        before = *level;
    }
    Ok(())
}

impl ContentsItem {
    /// Whether it opens: headings only stand over others.
    #[must_use]
    pub const fn opens(&self) -> bool {
        !matches!(self.kind, ChapterKind::Part)
    }

    /// Its length in the measure of its places.
    #[must_use]
    pub const fn length(&self) -> u32 {
        match self.kind {
            ChapterKind::Part => 0,
            ChapterKind::Text => self.characters,
            ChapterKind::Pages => self.pages,
            ChapterKind::Audio => self.duration,
        }
    }

    fn weight(&self) -> u64 {
        let length = u64::from(self.length());
        match self.kind {
            ChapterKind::Part => 0,
            ChapterKind::Text => length.max(1),
            ChapterKind::Pages => length.max(1) * PER_PAGE,
            ChapterKind::Audio => length.max(1) * PER_SECOND,
        }
    }
}

/// The chapters before and after one that can be opened.
#[must_use]
pub fn neighbours(contents: &[ContentsItem], of: ChapterId) -> (Option<ChapterId>, Option<ChapterId>) {
    let Some(at) = contents.iter().position(|c| c.id == of) else { return (None, None) };
    let before = contents[..at].iter().rev().find(|c| c.opens());
    let after = contents[at + 1..].iter().find(|c| c.opens());
    (before.map(|c| c.id), after.map(|c| c.id))
}

/// How far a place is, in thousandths; 1,000 only at the very end of the last chapter. 0 for a place that is gone.
#[must_use]
pub fn progress(contents: &[ContentsItem], place: &BookPlace) -> u32 {
    let whole: u64 = contents.iter().map(ContentsItem::weight).sum();
    let Some(at) = contents.iter().position(|c| c.id == place.chapter) else { return 0 };
    let before: u64 = contents[..at].iter().map(ContentsItem::weight).sum();
    let (length, weight) = (u64::from(contents[at].length()).max(1), contents[at].weight());
    let within = u64::from(place.offset).min(length) * weight / length;
    u32::try_from((before + within) * 1_000 / whole.max(1)).unwrap_or(1_000)
}

/// How many chapters open, and the characters and seconds of all of them.
#[must_use]
pub fn shares(contents: &[ContentsItem]) -> (u32, u32, u32) {
    let sum = |of: fn(&ContentsItem) -> u32| contents.iter().map(of).fold(0, u32::saturating_add);
    (sum(|c| u32::from(c.opens())), sum(|c| c.characters), sum(|c| c.duration))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn item(id: i64, kind: ChapterKind, length: u32) -> ContentsItem {
        let of = |k| if kind == k { length } else { 0 };
        let (characters, pages, duration) = (of(ChapterKind::Text), of(ChapterKind::Pages), of(ChapterKind::Audio));
        ContentsItem { id: ChapterId(id), level: 1, kind, title: "示例".into(), characters, pages, duration }
    }

    fn at(chapter: i64, offset: u32) -> BookPlace {
        BookPlace { chapter: ChapterId(chapter), offset, clock: 1, step: 0 }
    }

    #[test]
    fn no_level_is_skipped() {
        assert_eq!(check_contents(&[1, 2, 3, 4, 1, 2, 2]), Ok(()));
        assert_eq!(check_contents(&[]), Ok(()));
        for wrong in [&[2][..], &[1, 3], &[1, 0], &[1, 2, 3, 4, 5]] {
            assert_eq!(check_contents(wrong).map_err(|r| r.code()), Err("book_level_skipped"), "{wrong:?}");
        }
    }

    #[test]
    fn headings_are_passed_over() {
        let all = [
            item(1, ChapterKind::Part, 0),
            item(2, ChapterKind::Text, 10),
            item(3, ChapterKind::Part, 0),
            item(4, ChapterKind::Audio, 10),
        ];
        assert_eq!(neighbours(&all, ChapterId(2)), (None, Some(ChapterId(4))));
        assert_eq!(neighbours(&all, ChapterId(4)), (Some(ChapterId(2)), None));
        assert_eq!(neighbours(&all, ChapterId(9)), (None, None));
        assert_eq!(shares(&all), (2, 10, 10));
    }

    #[test]
    fn the_end_is_the_end_and_nothing_else_is() {
        let all = [item(1, ChapterKind::Text, 1_000), item(2, ChapterKind::Text, 3_000)];
        assert_eq!(progress(&all, &at(1, 0)), 0);
        assert_eq!(progress(&all, &at(2, 0)), 250);
        assert_eq!(progress(&all, &at(2, 2_999)), 999);
        assert_eq!(progress(&all, &at(2, 90_000)), 1_000);
        assert_eq!(progress(&all, &at(7, 5)), 0, "a chapter that is gone");
        assert_eq!(progress(&[], &at(7, 5)), 0);
    }

    proptest! {
        /// Reading on never takes one back.
        #[test]
        fn reading_on_leads_on(lengths in prop::collection::vec((0..3_usize, 0..5_000_u32), 1..12), seed in 0..100_000_u32) {
            let kinds = [ChapterKind::Text, ChapterKind::Pages, ChapterKind::Audio];
            let all: Vec<_> = lengths.iter().enumerate().map(|(n, (k, l))| item(n as i64, kinds[*k], *l)).collect();
            let mut last = 0;
            for (n, chapter) in all.iter().enumerate() {
                for offset in [0, seed.min(chapter.length()), chapter.length()] {
                    let here = progress(&all, &at(n as i64, offset));
                    prop_assert!(here <= 1_000);
                    if offset != 0 || n == 0 { prop_assert!(here >= last); }
                    last = last.max(here);
                }
            }
        }
    }
}
