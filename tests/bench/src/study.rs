//! Beats of players (`study_heartbeat`): two thousand members play at once, each beat a little further than the last, every
//! fourth one submitted, as players do once a minute.

use crate::load::{Bytes, request};
use crate::world::World;
use anyhow::Result;
use rusqlite::{Connection, params};

/// The lesson they watch.
const LESSON: i64 = 700_001;
/// How long it is, in milliseconds.
const DURATION: i64 = 12 * 3_600_000;
/// Beats of each member in one load: more than the fastest takes.
const BEATS: u32 = 30;
/// How much further each beat is, in milliseconds: no more than passes between two beats of a member under the fastest load.
const STEP: u32 = 40;

/// The course and the lesson.
pub fn course(c: &Connection) -> Result<()> {
    c.execute(
        "INSERT INTO course (id, theme, title, introduction, speaker, year, state, published_at, learners, lessons, duration, created_at, revision)
         VALUES (700000, 'remote', '测速课程', '', '', 2026, 'published', 1, 0, 1, ?1, 0, 1)",
        [DURATION],
    )?;
    c.execute(
        "INSERT INTO lesson (id, course_id, seat, kind, title, body, duration, characters, subtitles, retired)
         VALUES (?1, 700000, 1, 'video', '测速课时', '', ?2, 0, '', 0)",
        [LESSON, DURATION],
    )?;
    Ok(())
}

/// A player of a member that was opened at `now`; its number is the member's.
pub fn open(c: &Connection, member: i64, now: i64) -> Result<()> {
    c.prepare_cached(
        "INSERT INTO study (member_id, study_id, session_id, lesson_id, duration, at, position, beat, ahead, used, pending)
         VALUES (?1, ?1, ?1, ?2, ?3, ?4, 0, 0, 0, x'', x'')",
    )?
    .execute(params![member, LESSON, DURATION, now])?;
    Ok(())
}

/// The beats, load by load.
#[derive(Default)]
pub struct Beats {
    sent: u32,
}

impl Beats {
    /// The next beats of all members, all first ones first.
    pub fn next(&mut self, world: &World, first_member: i64) -> Vec<Bytes> {
        let numbers = self.sent + 1..=self.sent + BEATS;
        self.sent += BEATS;
        let beat = |n: u32, at: usize, token: &str| {
            let study = first_member + i64::try_from(at).unwrap_or(0);
            let (position, submit) = (n * STEP, n.is_multiple_of(4));
            let body = format!(
                r#"{{"study":{study},"beat":{n},"position":{position},"rate":100,"playing":true,"visible":true,"submit":{submit}}}"#
            );
            request("POST", "/api/study/beat", token, &body)
        };
        let all = |n| world.members.iter().enumerate().map(move |(at, (_, token))| (n, at, token));
        numbers.flat_map(all).map(|(n, at, token)| beat(n, at, token)).collect()
    }
}
