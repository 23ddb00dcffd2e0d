//! A meeting and its record as minutes, for those who print and check them.

use super::record::quorum_of;
use super::store::{self, Stored};
use crate::error::Result;
use crate::http::Scope;
use crate::store::Conn;
use gsdj_domain::archive::{ArchiveRefusal, Minutes, Vote, rich};
use gsdj_domain::meeting::Step;
use gsdj_domain::meeting::quorum::MotionResult;
use gsdj_domain::{MeetingId, Refusal};

/// The minutes of a meeting within `scope`, with the stamp that rises when anything in them changes.
///
/// # Errors
/// [`Refusal::NotFound`]; [`ArchiveRefusal`] when there is no record, or none that a member reads yet.
pub fn minutes(c: &mut Conn<'_>, scope: &Scope, id: MeetingId) -> Result<(Minutes, i64)> {
    let stored = store::load(c, scope, id)?;
    if scope.member.is_some() && stored.rules.step != Step::Done {
        return Err(Refusal::from(ArchiveRefusal::RecordNotDone).into());
    }
    Ok((of(c, &stored)?, stored.stamp))
}

/// The minutes of any meeting; for what says no more of them than whoever asks has in hand.
///
/// # Errors
/// As [`minutes`].
pub fn minutes_of(c: &mut Conn<'_>, id: MeetingId) -> Result<Minutes> {
    let stored = store::load_any(c, id)?;
    of(c, &stored)
}

fn of(c: &mut Conn<'_>, stored: &Stored) -> Result<Minutes> {
    let record = store::record(c, stored)?.ok_or_else(|| Refusal::from(ArchiveRefusal::NoRecord))?;
    let id = stored.rules.id;
    let people = store::people(c, id)?;
    Ok(Minutes {
        meeting: id,
        version: stored.version,
        org: stored.org.name.clone(),
        kind: stored.kind,
        title: stored.title.clone(),
        place: stored.place.clone(),
        starts_at: stored.rules.starts_at,
        length: stored.length,
        chair: stored.chair_name.clone(),
        agenda: stored.agenda.clone(),
        tally: stored.rules.tally,
        votes: quorum_of(stored, &people)?.motions.into_iter().map(vote).collect(),
        people,
        text: rich::read(record.format, &record.text),
        recorded_at: record.at,
        photos: record.photos,
        attachments: record.attachments,
        rounds: store::rounds(c, id)?,
    })
}

fn vote(result: MotionResult) -> Vote {
    let outcome = match (result.valid, result.passed) {
        (false, _) => "无效（到会人数不足）",
        (true, true) => "通过",
        (true, false) => "未通过",
    };
    let motion = result.motion;
    let (in_favour, against, abstained) = (motion.yes, motion.no, motion.abstained);
    Vote { matter: motion.title, in_favour, against, abstained, outcome: outcome.to_owned() }
}
