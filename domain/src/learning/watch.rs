//! How playing is verified (FEATURES 5.12): by the server's own clock, visible, playing, not faster than real time, in one
//! place at a time.
//!
//! A player says every few seconds, and whenever something changes, how far it has come: a *beat*. Beats carry no time of
//! their own. What was played since the beat before counts when the real time that has passed on the server's clock is
//! enough for it at the player's speed; that time is then used, and nothing else the member does can use it again. What
//! doesn't count moves the place all the same, so that the next beat begins from there.

use super::spans::{Span, Spans, put, take};
use crate::Instant;
use crate::time::{DAY, MINUTE, SECOND};

/// How often a player reports, in milliseconds.
pub const BEAT: i64 = 15 * SECOND;
/// How often it submits by itself what has come together, in milliseconds.
pub const SUBMIT: i64 = MINUTE;
/// How far a member's beats may be ahead of the clock, in milliseconds, once and not with every beat: messages take longer
/// or shorter on their way.
pub const TOLERANCE: i64 = 2 * SECOND;
/// What a single beat may bring at most, in milliseconds of real time: a player must be heard of now and then.
pub const STRETCH_MAX: i64 = 2 * MINUTE;
/// The fastest speed that counts, in hundredths.
pub const RATE_MAX: u32 = 200;
/// The slowest, in hundredths.
pub const RATE_MIN: u32 = 25;
/// How far back it is remembered which real time was used, in milliseconds: what a device brings later than that earns
/// nothing.
pub const REMEMBERED: i64 = 30 * DAY;
/// After so many stretches what has come together is submitted, whoever asks for it.
pub const PENDING_MAX: usize = 24;

/// Pauses of the used time that are shorter than this are not told apart, in milliseconds.
const GRAIN: i64 = 10 * SECOND;
/// How many spans of used time are told apart at most.
const USED_MAX: usize = 120;

coded! {
    /// What became of a beat: whether what was played since the one before counts, and if not, why.
    pub enum BeatVerdict {
        /// It counts.
        Counted = "counted" "已计入",
        /// Nothing was played.
        Paused = "paused" "暂停时不计时",
        /// The page was not in view.
        Hidden = "hidden" "页面不在前台，不计时",
        /// The place is not where playing since then would have led to: it was moved, or the speed is too high.
        TooFast = "too_fast" "拖动或超过 2 倍速的部分不计入",
        /// A beat that came before, or is older than one that came.
        Repeated = "repeated" "重复的记录，不再计入",
        /// The time was used elsewhere, or there was not so much of it.
        NoTime = "no_time" "超出实际经过的时间，不计入",
    }
}

/// Something that was watched: from where to where, and what real time it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The part of the lesson, in milliseconds from its beginning.
    pub part: Span,
    /// The real time that counts for it, in milliseconds: at double speed half of the part's length, never more than it.
    pub cost: i64,
    /// When it was watched, by the server's clock.
    pub time: Span,
}

/// What a beat says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beat {
    /// Counts the beats of one player from 1.
    pub number: u32,
    /// Where it stands now, in milliseconds from the lesson's beginning.
    pub position: i64,
    /// At which speed it has played since the beat before, in hundredths.
    pub rate: u32,
    /// It has played all the while.
    pub playing: bool,
    /// It has been in view all the while.
    pub visible: bool,
}

/// The one place where somebody is studying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// When the last beat came.
    pub at: Instant,
    /// Where the player stood then, in milliseconds.
    pub position: i64,
    /// Its number.
    pub beat: u32,
    /// How far the beats are ahead of the clock, in milliseconds.
    pub ahead: i64,
    /// Which real time was used, on the server's clock.
    pub used: Spans,
    /// What counts and was not submitted yet.
    pub pending: Vec<Stretch>,
}

/// The real time that `length` milliseconds take at `rate`.
const fn needs(length: i64, rate: u32) -> i64 {
    (length * 100 + rate as i64 - 1) / rate as i64
}

impl Place {
    /// Somebody who has never studied.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self { at: now, position: 0, beat: 0, ahead: 0, used: Spans::default(), pending: Vec::new() }
    }

    /// A player begins at `position`; whatever played before in another place does so no longer.
    pub fn open(&mut self, position: i64, now: Instant) {
        self.ahead = (self.ahead - (now.0 - self.at.0).max(0)).max(0);
        self.at = Instant(now.0.max(self.at.0));
        self.position = position;
        self.beat = 0;
        self.used.forget_before(now.0 - REMEMBERED);
    }

    /// Takes a beat of the lesson's player; `duration` is the lesson's, in milliseconds.
    pub fn heed(&mut self, beat: &Beat, duration: i64, now: Instant) -> BeatVerdict {
        if beat.number <= self.beat {
            return BeatVerdict::Repeated;
        }
        // a clock that was put back gives no time
        let window = Span::new(self.at.0, now.0.max(self.at.0));
        let position = beat.position.clamp(0, duration);
        let part = Span::new(self.position, position);
        self.at = Instant(window.to);
        self.position = position;
        self.beat = beat.number;
        let verdict = self.weigh(beat, part, window);
        if verdict != BeatVerdict::Counted {
            self.ahead = (self.ahead - window.length()).max(0);
        }
        verdict
    }

    fn weigh(&mut self, beat: &Beat, part: Span, window: Span) -> BeatVerdict {
        if !beat.playing || part.from == part.to {
            return BeatVerdict::Paused;
        }
        if !beat.visible {
            return BeatVerdict::Hidden;
        }
        if part.length() == 0 || !(RATE_MIN..=RATE_MAX).contains(&beat.rate) {
            return BeatVerdict::TooFast;
        }
        let need = needs(part.length(), beat.rate);
        if need > STRETCH_MAX || need > window.length() + TOLERANCE - self.ahead {
            return BeatVerdict::TooFast;
        }
        let free = self.used.free_within(window);
        if need > free + TOLERANCE - self.ahead {
            return BeatVerdict::NoTime;
        }
        self.ahead = (self.ahead + need - free).max(0);
        let took = Span::new(window.from.max(window.to - need), window.to);
        self.used.fill_last(window, need);
        self.used.coarsen(GRAIN, USED_MAX);
        keep(&mut self.pending, Stretch { part, cost: need.min(part.length()), time: took });
        BeatVerdict::Counted
    }

    /// Whether so much has come together that it is submitted without being asked for.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.pending.len() >= PENDING_MAX
    }

    /// The length of what counts and was not submitted, in milliseconds.
    #[must_use]
    pub fn waiting(&self) -> i64 {
        self.pending.iter().map(|s| s.part.length()).sum()
    }

    /// Takes part in something that was watched together: what of its time the member did not use otherwise counts, and is
    /// used by it. `None` when there is nothing left of it.
    pub fn join(&mut self, shared: &Stretch) -> Option<Stretch> {
        let need = shared.cost.min(shared.time.length());
        let took = self.used.fill_first(shared.time, need);
        self.used.coarsen(0, USED_MAX);
        if took <= 0 {
            return None;
        }
        let part = Span::new(shared.part.from, shared.part.from + shared.part.length() * took / need);
        Some(Stretch { part, cost: shared.cost * took / need, time: shared.time })
    }
}

/// Keeps a stretch; one that goes on where the last ended, at once, becomes part of it.
fn keep(pending: &mut Vec<Stretch>, next: Stretch) {
    match pending.last_mut() {
        Some(last) if last.part.to == next.part.from && next.time.from - last.time.to < GRAIN => {
            last.part.to = next.part.to;
            last.cost += next.cost;
            last.time.to = next.time.to;
        }
        Some(_) | None => pending.push(next),
    }
}

/// Stretches in few bytes.
#[must_use]
pub fn to_bytes(stretches: &[Stretch]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(stretches.len() * 20);
    for s in stretches {
        for number in [s.part.from, s.part.length(), s.cost, s.time.from, s.time.length()] {
            put(&mut bytes, number);
        }
    }
    bytes
}

/// Reads them back; `None` when they are no such bytes.
#[must_use]
pub fn from_bytes(bytes: &[u8]) -> Option<Vec<Stretch>> {
    let (mut out, mut rest) = (Vec::new(), bytes);
    while !rest.is_empty() {
        let mut next = || take(&mut rest);
        let (from, length, cost, began, lasted) = (next()?, next()?, next()?, next()?, next()?);
        let part = Span::new(from, from.checked_add(length)?);
        out.push(Stretch { part, cost, time: Span::new(began, began.checked_add(lasted)?) });
    }
    Some(out)
}

#[cfg(test)]
#[path = "watch_tests.rs"]
mod tests;
