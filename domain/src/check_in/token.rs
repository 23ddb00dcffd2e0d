//! What the chair's screen shows: a token in a QR that changes every few seconds, and a short code that changes every minute.
//!
//! Both are keyed hashes of the meeting and the step of time, so nothing is kept for each of them. Only the server's clock
//! counts; the key is the caller's.

use super::wire::Shown;
use crate::time::{MINUTE, SECOND};
use crate::{Instant, MeetingId, MemberId};

/// How long one QR is shown, in milliseconds.
pub const TOKEN_STEP: i64 = 5 * SECOND;
/// How long one code is shown, in milliseconds.
pub const CODE_STEP: i64 = MINUTE;
/// Steps before the current one that still hold: who scans at the last moment is not turned away.
pub const STEPS_BEFORE: i64 = 1;
/// For how long ahead a screen is given what to show, in milliseconds: it goes on through a short break of the network.
pub const AHEAD: i64 = 90 * SECOND;
/// Characters of a token: 80 bits.
const TOKEN_CHARS: usize = 16;
/// Digits of a code.
pub const CODE_DIGITS: usize = 6;
/// Letters and digits that nobody takes for one another.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A hash under somebody's key.
pub type Mac<'a> = &'a dyn Fn(&str) -> [u8; 32];

/// The step of this length that `at` falls in.
#[must_use]
pub const fn step(at: Instant, length: i64) -> i64 {
    at.0.div_euclid(length)
}

/// The token of a meeting at a step of [`TOKEN_STEP`].
#[must_use]
pub fn token(mac: Mac<'_>, meeting: MeetingId, step: i64) -> String {
    letters(&mac(&format!("check-in token {meeting} {step}")), TOKEN_CHARS)
}

/// The code of a meeting at a step of [`CODE_STEP`].
#[must_use]
pub fn code(mac: Mac<'_>, meeting: MeetingId, step: i64) -> String {
    digits(&mac(&format!("check-in code {meeting} {step}")))
}

/// The code by which a member checks in at one meeting where there is no internet; theirs alone, for the whole meeting.
#[must_use]
pub fn own_code(mac: Mac<'_>, meeting: MeetingId, member: MemberId) -> String {
    digits(&mac(&format!("check-in member {meeting} {member}")))
}

/// Whether `given` is the token shown at `now`, or just before.
#[must_use]
pub fn token_holds(mac: Mac<'_>, meeting: MeetingId, given: &str, now: Instant) -> bool {
    let given = given.trim().to_ascii_lowercase();
    holds(step(now, TOKEN_STEP), &given, |step| token(mac, meeting, step))
}

/// Whether `given` is the code shown at `now`, or just before.
#[must_use]
pub fn code_holds(mac: Mac<'_>, meeting: MeetingId, given: &str, now: Instant) -> bool {
    holds(step(now, CODE_STEP), &typed(given), |step| code(mac, meeting, step))
}

fn holds(current: i64, given: &str, make: impl Fn(i64) -> String) -> bool {
    // every step is compared, so that the time taken tells nothing
    (0..=STEPS_BEFORE).fold(false, |found, back| same(given, &make(current - back)) | found)
}

/// What a screen shows from `now` on: tokens and codes, each with the moment from which it is shown.
#[must_use]
pub fn ahead(mac: Mac<'_>, meeting: MeetingId, now: Instant) -> (Vec<Shown>, Vec<Shown>) {
    let shown = |length: i64, make: &dyn Fn(i64) -> String| {
        let (first, last) = (step(now, length), step(now.plus(AHEAD), length));
        (first..=last).map(|step| Shown { from: Instant(step * length), text: make(step) }).collect()
    };
    (shown(TOKEN_STEP, &|step| token(mac, meeting, step)), shown(CODE_STEP, &|step| code(mac, meeting, step)))
}

/// A code as it was typed: full-width digits and blanks are what Chinese keyboards give.
#[must_use]
pub fn typed(text: &str) -> String {
    let plain = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
        c if c.is_whitespace() || c == '-' => None,
        c => Some(c),
    };
    text.chars().filter_map(plain).take(64).collect()
}

/// Compares without telling by its time where the difference lies.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |diff, (x, y)| diff | (x ^ y)) == 0
}

/// Bytes as letters, five bits each.
#[must_use]
pub fn letters(bytes: &[u8], count: usize) -> String {
    (0..count).map(|n| char::from(ALPHABET[usize::from(five_bits(bytes, n))])).collect()
}

fn five_bits(bytes: &[u8], n: usize) -> u8 {
    let (byte, shift) = (n * 5 / 8, n * 5 % 8);
    let at = |i: usize| u16::from(bytes.get(i).copied().unwrap_or(0));
    let two = (at(byte) << 8) | at(byte + 1);
    u8::try_from((two >> (11 - shift)) & 31).unwrap_or(0)
}

fn digits(hash: &[u8; 32]) -> String {
    let number = hash.iter().take(8).fold(0_u64, |n, b| (n << 8) | u64::from(*b));
    format!("{:0CODE_DIGITS$}", number % 1_000_000)
}

/// A hash that is no secret, but differs wherever its text does.
#[cfg(test)]
pub(super) fn weak(text: &str) -> [u8; 32] {
    let mut out = [0_u8; 32];
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for slot in &mut out {
        for byte in text.bytes().chain([255]) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        *slot = (state >> 40) as u8;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MEETING: MeetingId = MeetingId(7);

    #[test]
    fn a_token_is_sixteen_plain_characters_and_a_code_six_digits() {
        let t = token(&weak, MEETING, 3);
        assert_eq!(t.len(), 16);
        assert!(t.bytes().all(|b| ALPHABET.contains(&b)));
        let c = code(&weak, MEETING, 3);
        assert!(c.len() == 6 && c.bytes().all(|b| b.is_ascii_digit()));
        assert_eq!(letters(&[0xff, 0, 0xff, 0, 0xff], 8), "zw0fy07z");
    }

    #[test]
    fn what_chinese_keyboards_type_is_understood() {
        assert_eq!(typed(" １２3 456 "), "123456");
        let now = Instant(1_000 * CODE_STEP);
        let wide: String = code(&weak, MEETING, 1_000)
            .chars()
            .map(|c| char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap())
            .collect();
        assert!(code_holds(&weak, MEETING, &wide, now));
    }

    proptest! {
        /// A token holds from the moment it is shown until the end of the step after, and never outside of that.
        #[test]
        fn a_token_holds_for_its_own_step_and_the_next(shown in 0i64..4_000_000_000_000, later in -20_000i64..40_000) {
            let first = step(Instant(shown), TOKEN_STEP);
            let t = token(&weak, MEETING, first);
            let now = Instant(shown).plus(later);
            let age = step(now, TOKEN_STEP) - first;
            prop_assert_eq!(token_holds(&weak, MEETING, &t, now), (0..=STEPS_BEFORE).contains(&age));
            prop_assert!(!token_holds(&weak, MeetingId(8), &t, now));
        }

        #[test]
        fn a_code_holds_for_its_own_minute_and_the_next(shown in 0i64..4_000_000_000_000, later in -200_000i64..400_000) {
            let first = step(Instant(shown), CODE_STEP);
            let c = code(&weak, MEETING, first);
            let now = Instant(shown).plus(later);
            let age = step(now, CODE_STEP) - first;
            let by_chance = (0..=STEPS_BEFORE).any(|b| code(&weak, MEETING, step(now, CODE_STEP) - b) == c);
            prop_assert_eq!(code_holds(&weak, MEETING, &c, now), (0..=STEPS_BEFORE).contains(&age) || by_chance);
        }

        /// Whenever a screen looks at what it was given, what it shows is taken at that very moment.
        #[test]
        fn what_a_screen_is_given_holds_when_it_is_shown(given in 0i64..4_000_000_000_000, wait in 0i64..AHEAD) {
            let (tokens, codes) = ahead(&weak, MEETING, Instant(given));
            let now = Instant(given).plus(wait);
            let shown = |all: &[Shown]| all.iter().rev().find(|s| s.from <= now).map(|s| s.text.clone()).unwrap();
            prop_assert!(token_holds(&weak, MEETING, &shown(&tokens), now));
            prop_assert!(code_holds(&weak, MEETING, &shown(&codes), now));
        }

        /// Nothing that somebody may send makes it fail, and nothing but the token is one.
        #[test]
        fn anything_else_is_no_token(text in "\\PC{0,40}") {
            prop_assert!(!token_holds(&weak, MEETING, &text, Instant(0)) || text.trim().len() == 16);
            let _ = code_holds(&weak, MEETING, &text, Instant(0));
        }
    }
}
