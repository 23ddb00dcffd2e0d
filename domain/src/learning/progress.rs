//! How far somebody has come with a lesson: one figure, from which everything is said that is said about it (FEATURES 12.4).

use super::spans::{Span, Spans};
use super::watch::{Stretch, TOLERANCE};
use super::wire::{LessonKind, LessonProgress};
use crate::Instant;
use crate::time::{MINUTE, SECOND};

/// How much of a video or audio must be verified for it to be finished, in hundredths.
pub const SHARE: i64 = 90;
/// How much verified video earns a point (FEATURES 6.1), in milliseconds.
pub const BLOCK: i64 = 3 * MINUTE;

/// What is kept of a member and a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    /// What was watched.
    pub watched: Spans,
    /// The real time that counts for it, in milliseconds: never more than its length.
    pub credited: i64,
    /// Where to go on, in milliseconds.
    pub place: i64,
    /// When it was finished first.
    pub finished_at: Option<Instant>,
}

impl Progress {
    /// Adds what was verified; parts that were there before add nothing.
    pub fn take(&mut self, stretches: &[Stretch], duration: i64) {
        let whole = Span::new(0, duration);
        for stretch in stretches {
            let part = stretch.part.and(whole);
            if part.length() > 0 {
                let new = self.watched.add(part);
                self.credited += stretch.cost * new / stretch.part.length();
            }
        }
        self.credited = self.credited.min(self.watched.length());
    }

    /// Notes that it is finished, once it is; answers whether it just became so.
    pub fn finish(&mut self, kind: LessonKind, duration: i64, now: Instant) -> bool {
        let first = self.finished_at.is_none() && self.covered(duration) >= needed(kind, duration);
        if first {
            self.finished_at = Some(now);
        }
        first
    }

    /// How much of a lesson of this length is verified, in milliseconds.
    #[must_use]
    pub fn covered(&self, duration: i64) -> i64 {
        self.watched.within(Span::new(0, duration))
    }

    /// How many points' worth of it is verified. The last block of a lesson may lack what the way of messages has cost.
    #[must_use]
    pub fn blocks(&self, kind: LessonKind, duration: i64) -> u32 {
        let blocks = match kind {
            LessonKind::Video => ((self.credited + TOLERANCE) / BLOCK).min(duration / BLOCK),
            LessonKind::Audio | LessonKind::Text | LessonKind::Document => 0,
        };
        u32::try_from(blocks).unwrap_or(0)
    }

    /// As everybody sees it.
    #[must_use]
    pub fn shown(&self, kind: LessonKind, duration: i64) -> LessonProgress {
        LessonProgress {
            covered: self.covered(duration),
            needed: needed(kind, duration),
            credited: self.credited,
            // who has come to the end begins anew
            place: if self.place + SECOND >= duration { 0 } else { self.place },
            finished_at: self.finished_at,
        }
    }
}

/// How much of a lesson of this length must be verified, in milliseconds: nine tenths of what is played; of what is read the
/// whole time that reading it takes.
#[must_use]
pub const fn needed(kind: LessonKind, duration: i64) -> i64 {
    match kind {
        LessonKind::Video | LessonKind::Audio => (duration * SHARE + 99) / 100,
        LessonKind::Text | LessonKind::Document => duration,
    }
}

/// A length of time as people say it: 45秒, 3分钟, 12分05秒, 1小时02分. Below zero counts as none.
#[must_use]
pub fn said(ms: i64) -> String {
    let seconds = ms.max(0) / SECOND;
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes, rest) {
        (0, 0, s) => format!("{s}秒"),
        (0, m, 0) => format!("{m}分钟"),
        (0, m, s) => format!("{m}分{s:02}秒"),
        (h, 0, _) => format!("{h}小时"),
        (h, m, _) => format!("{h}小时{m:02}分"),
    }
}

impl LessonProgress {
    /// What is still missing, in milliseconds; nothing once it is finished.
    #[must_use]
    pub fn missing(&self) -> i64 {
        if self.finished_at.is_some() { 0 } else { (self.needed - self.covered).max(0) }
    }

    /// How far it has come towards being finished, in hundredths; 100 only when it is.
    #[must_use]
    pub fn share(&self) -> i64 {
        if self.missing() == 0 { 100 } else { (self.covered * 100 / self.needed.max(1)).min(99) }
    }

    /// The one sentence about it, wherever it is shown.
    #[must_use]
    pub fn sentence(&self) -> String {
        match (self.finished_at, self.covered) {
            (Some(_), _) => "已学完".into(),
            (None, 0) => format!("未开始，学满 {} 算学完", said(self.needed)),
            // what is missing is rounded up: at 0 seconds it would be finished
            (None, covered) => {
                let missing = (self.missing() + SECOND - 1) / SECOND * SECOND;
                format!("已学 {}，还差 {}", said(covered), said(missing))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(from: i64, to: i64, cost: i64) -> Stretch {
        Stretch { part: Span::new(from, to), cost, time: Span::new(0, cost) }
    }

    #[test]
    fn only_what_is_new_counts_and_at_real_time() {
        let mut p = Progress::default();
        p.take(&[seen(0, 60_000, 30_000)], 300_000);
        assert_eq!((p.covered(300_000), p.credited), (60_000, 30_000), "at double speed");
        p.take(&[seen(30_000, 90_000, 60_000)], 300_000);
        assert_eq!((p.covered(300_000), p.credited), (90_000, 60_000), "half of it was there");
        p.take(&[seen(0, 90_000, 90_000)], 300_000);
        assert_eq!((p.covered(300_000), p.credited), (90_000, 60_000), "all of it was there");
        p.take(&[seen(290_000, 400_000, 110_000)], 300_000);
        assert_eq!(p.covered(300_000), 100_000, "nothing beyond the end");
    }

    #[test]
    fn a_lesson_is_finished_at_nine_tenths_and_stays_so() {
        let (kind, length, now) = (LessonKind::Video, 100_000, Instant(5));
        let mut p = Progress::default();
        p.take(&[seen(0, 89_999, 89_999)], length);
        assert!(!p.finish(kind, length, now));
        assert_eq!(p.shown(kind, length).share(), 99);
        assert_eq!(p.shown(kind, length).sentence(), "已学 1分29秒，还差 1秒");
        p.take(&[seen(95_000, 95_001, 1)], length);
        assert!(p.finish(kind, length, now) && !p.finish(kind, length, Instant(9)));
        let shown = p.shown(kind, length);
        assert_eq!((shown.missing(), shown.share(), shown.sentence().as_str()), (0, 100, "已学完"));
        // the lesson was made longer since: who had finished it has
        assert_eq!(p.shown(kind, 900_000).missing(), 0);
        // what is read must be read for its whole time
        assert_eq!(needed(LessonKind::Text, 30_000), 30_000);
    }

    #[test]
    fn points_are_for_whole_blocks_of_video() {
        let blocks = |credited, kind, duration| Progress { credited, ..Progress::default() }.blocks(kind, duration);
        assert_eq!(blocks(BLOCK - TOLERANCE - 1, LessonKind::Video, 10 * BLOCK), 0);
        assert_eq!(blocks(BLOCK - TOLERANCE, LessonKind::Video, BLOCK), 1);
        assert_eq!(blocks(BLOCK - 1, LessonKind::Video, BLOCK - 1), 0, "a lesson shorter than three minutes");
        assert_eq!(blocks(5 * BLOCK, LessonKind::Video, 10 * BLOCK), 5);
        assert_eq!(blocks(5 * BLOCK, LessonKind::Audio, 10 * BLOCK), 0);
    }

    #[test]
    fn lengths_are_said_as_people_say_them() {
        for (ms, words) in [
            (-5, "0秒"),
            (45_999, "45秒"),
            (180_000, "3分钟"),
            (725_000, "12分05秒"),
            (3_600_000, "1小时"),
            (3_720_000, "1小时02分"),
        ] {
            assert_eq!(said(ms), words);
        }
    }
}
