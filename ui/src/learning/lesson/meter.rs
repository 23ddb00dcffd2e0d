//! When a player speaks to the server and what it says: pure, so that it is tested without a player.
//!
//! A beat tells of the stretch since the one before, in which nothing changed: it all was played in view at one speed, or it
//! was not. So each change ends a stretch with a beat, and only then takes effect. Leaving a place by seeking takes two: one
//! for what was played up to it, one that moves the place.

use gsdj_domain::learning::watch::{BEAT, SUBMIT};

/// What happens to a player.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// It begins to play.
    Play,
    /// It stops, or has come to the end.
    Pause,
    /// It is about to leave its place.
    Seeking,
    /// It has come to another place, in milliseconds.
    Seeked(i64),
    /// The page is no longer in view.
    Hide,
    /// It is again.
    Show,
    /// It plays at another speed, in hundredths.
    Rate(u32),
    /// It stands here, in milliseconds.
    At(i64),
    /// The page is being left.
    Close,
}

/// What is to be said to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Say {
    /// Where it stands, in milliseconds.
    pub position: i64,
    /// It has played since the last word.
    pub playing: bool,
    /// It has been in view since then.
    pub visible: bool,
    /// The speed since then, in hundredths.
    pub rate: u32,
    /// What has come together is to be submitted.
    pub submit: bool,
}

/// What is known of a player.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meter {
    playing: bool,
    visible: bool,
    rate: u32,
    position: i64,
    /// Where it stood at the last word.
    told: i64,
    /// When that was, in milliseconds of the device's steady clock.
    told_at: i64,
    /// When something was submitted last.
    submitted_at: i64,
    /// Something was said since that counts.
    unsubmitted: bool,
}

impl Meter {
    /// A player that stands at `position`.
    #[must_use]
    pub const fn new(position: i64, visible: bool, now: i64) -> Self {
        Self {
            playing: false,
            visible,
            rate: 100,
            position,
            told: position,
            told_at: now,
            submitted_at: now,
            unsubmitted: false,
        }
    }

    /// Hears what happened at `now`, in milliseconds of the device's steady clock, and says what the server is to hear.
    pub fn hear(&mut self, event: Event, now: i64) -> Option<Say> {
        match event {
            Event::Play => {
                let moved = self.position != self.told;
                let say = moved.then(|| self.say(now, false));
                self.playing = true;
                self.told_at = now;
                say
            }
            Event::Pause => {
                let say = self.playing.then(|| self.say(now, true));
                self.playing = false;
                say
            }
            Event::Seeking => (self.playing && self.position != self.told).then(|| self.say(now, false)),
            Event::Seeked(position) => {
                let playing = std::mem::replace(&mut self.playing, false);
                self.position = position;
                let say = (position != self.told).then(|| self.say(now, false));
                self.playing = playing;
                say
            }
            Event::Hide => {
                let say = (self.playing && self.visible).then(|| self.say(now, true));
                self.visible = false;
                say
            }
            Event::Show => {
                let say = (self.playing && !self.visible).then(|| self.say(now, false));
                self.visible = true;
                say
            }
            Event::Rate(rate) => {
                let say = (self.playing && self.position != self.told).then(|| self.say(now, false));
                self.rate = rate;
                say
            }
            Event::At(position) => {
                self.position = position;
                let due = self.playing && self.visible && now - self.told_at >= BEAT;
                due.then(|| self.say(now, now - self.submitted_at >= SUBMIT))
            }
            Event::Close => (self.playing || self.unsubmitted).then(|| self.say(now, true)),
        }
    }

    /// Where it stands, in milliseconds.
    #[must_use]
    pub const fn position(&self) -> i64 {
        self.position
    }

    /// Whether it plays.
    #[must_use]
    pub const fn is_playing(&self) -> bool {
        self.playing
    }

    fn say(&mut self, now: i64, submit: bool) -> Say {
        let say =
            Say { position: self.position, playing: self.playing, visible: self.visible, rate: self.rate, submit };
        self.told = self.position;
        self.told_at = now;
        self.unsubmitted = !submit && (self.unsubmitted || (self.playing && self.visible));
        if submit {
            self.submitted_at = now;
        }
        say
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::Instant;
    use gsdj_domain::learning::watch::{Beat, Place};
    use gsdj_domain::learning::{BeatVerdict, Progress};
    use proptest::prelude::*;

    fn heard(meter: &mut Meter, events: &[(i64, Event)]) -> Vec<Say> {
        events.iter().filter_map(|(now, event)| meter.hear(*event, *now)).collect()
    }

    #[test]
    fn it_speaks_every_quarter_of_a_minute_and_submits_every_minute() {
        let mut meter = Meter::new(0, true, 0);
        meter.hear(Event::Play, 0);
        let says: Vec<_> = (1..=480).filter_map(|n| meter.hear(Event::At(n * 250), n * 250)).collect();
        assert_eq!(
            says.iter().map(|s| s.position).collect::<Vec<_>>(),
            (1..=8).map(|n| n * 15_000).collect::<Vec<_>>()
        );
        assert_eq!(says.iter().filter(|s| s.submit).map(|s| s.position).collect::<Vec<_>>(), [60_000, 120_000]);
        assert!(says.iter().all(|s| s.playing && s.visible));
    }

    #[test]
    fn each_change_ends_what_was_before_it() {
        let mut meter = Meter::new(0, true, 0);
        let says = heard(
            &mut meter,
            &[
                (0, Event::Play),
                (5_000, Event::At(5_000)),
                (5_000, Event::Rate(200)),
                (8_000, Event::At(11_000)),
                (8_000, Event::Seeking),
                (8_100, Event::Seeked(60_000)),
                (10_000, Event::At(64_000)),
                (10_000, Event::Hide),
                (14_000, Event::At(72_000)),
                (14_000, Event::Show),
                (15_000, Event::At(74_000)),
                (15_000, Event::Pause),
                (20_000, Event::Pause),
            ],
        );
        let short: Vec<_> = says.iter().map(|s| (s.position, s.playing, s.visible, s.rate, s.submit)).collect();
        assert_eq!(
            short,
            [
                (5_000, true, true, 100, false),
                (11_000, true, true, 200, false),
                (60_000, false, true, 200, false),
                (64_000, true, true, 200, true),
                (72_000, true, false, 200, false),
                (74_000, true, true, 200, true),
            ]
        );
    }

    #[test]
    fn closing_submits_what_has_come_together_and_is_silent_otherwise() {
        let mut meter = Meter::new(0, true, 0);
        assert_eq!(meter.hear(Event::Close, 0), None);
        heard(&mut meter, &[(0, Event::Play), (15_000, Event::At(15_000)), (16_000, Event::At(16_000))]);
        assert_eq!(meter.hear(Event::Close, 16_000).map(|s| (s.position, s.submit)), Some((16_000, true)));
        heard(&mut meter, &[(20_000, Event::Pause)]);
        assert_eq!(meter.hear(Event::Close, 21_000), None);
    }

    proptest! {
        /// Whatever an honest viewer does, with messages up to half a second late: all that was played in view counts, and
        /// nothing else.
        #[test]
        fn whatever_an_honest_viewer_does_all_of_it_counts(
            deeds in prop::collection::vec((0..7_u8, 400..40_000_i64, 0..300_000_i64, 0..500_i64), 1..60),
        ) {
            const LESSON: i64 = 600_000;
            let start = Instant(1_773_104_400_000);
            let (mut meter, mut place) = (Meter::new(0, true, 0), Place::new(start));
            let (mut now, mut late, mut number) = (0_i64, 0_i64, 0_u32);
            let (mut playing, mut visible, mut rate, mut position) = (false, true, 100_u32, 0_i64);
            let mut seen = gsdj_domain::learning::Spans::default();
            let mut verdicts = Vec::new();
            for (deed, lasting, to, delay) in deeds {
                let mut say = |meter: &mut Meter, event, now: i64| {
                    if let Some(say) = meter.hear(event, now) {
                        number += 1;
                        late = late.max(now + delay);
                        let beat = Beat { number, position: say.position, rate: say.rate, playing: say.playing, visible: say.visible };
                        verdicts.push((place.heed(&beat, LESSON, start.plus(late)), say.playing && say.visible));
                    }
                };
                match deed {
                    0 | 1 => { playing = !playing; say(&mut meter, if playing { Event::Play } else { Event::Pause }, now) }
                    2 => { visible = !visible; say(&mut meter, if visible { Event::Show } else { Event::Hide }, now) }
                    3 => { rate = if rate == 100 { 200 } else { 100 }; say(&mut meter, Event::Rate(rate), now) }
                    4 => { say(&mut meter, Event::Seeking, now); position = to; say(&mut meter, Event::Seeked(to), now) }
                    _ => {}
                }
                // and some time passes
                let mut left = lasting;
                while left > 0 {
                    let step = left.min(250);
                    (now, left) = (now + step, left - step);
                    if playing {
                        let next = (position + step * i64::from(rate) / 100).min(LESSON);
                        if visible {
                            seen.add(gsdj_domain::learning::Span::new(position, next));
                        }
                        position = next;
                    }
                    say(&mut meter, Event::At(position), now);
                }
            }
            if let Some(say) = meter.hear(Event::Close, now) {
                let beat = Beat { number: number + 1, position: say.position, rate: say.rate, playing: say.playing, visible: say.visible };
                place.heed(&beat, LESSON, start.plus(late.max(now)));
            }
            let mut progress = Progress::default();
            progress.take(&place.pending, LESSON);
            prop_assert!(verdicts.iter().all(|(v, fair)| !fair || matches!(v, BeatVerdict::Counted | BeatVerdict::Paused)), "{:?}", verdicts);
            prop_assert_eq!(progress.watched, seen);
        }
    }
}
