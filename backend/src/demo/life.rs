//! What a life meeting of the demo has beside: outlines, materials, the approval, ballots, grades, work after it.

use super::plan::Scene;
use super::script;
use super::store::{Actor, Someone};
use super::texts;
use crate::error::Result;
use crate::http::Caller;
use crate::meeting::acts;
use crate::store::Conn;
use gsdj_domain::meeting::life::{AppraisalForm, Ballot, Graded, OutlineForm, PaperForm, SelfAppraisal, Verdict};
use gsdj_domain::meeting::{Act, Decision, Grade};
use gsdj_domain::time::{DAY, HOUR, MINUTE};
use gsdj_domain::{Instant, MeetingId, MemberId};
use std::net::{IpAddr, Ipv4Addr};

/// Something that somebody does.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    /// The branch tells these members beforehand.
    PreNotice(Vec<MemberId>),
    /// A member hands in an outline.
    Outline(MemberId, String),
    /// The branch puts the materials together.
    Materials,
    /// A member appraises themselves and votes on the others.
    Appraise(MemberId, String, Grade, Vec<Graded>),
    /// The branch ends the vote.
    CloseBallot,
    /// The branch enters the grades.
    Verdicts(AppraisalForm),
    /// The branch uploads the work after the meeting.
    AfterWork,
}

type Timed = (Instant, script::Deed);

/// From the pre-notice to the approval; answers when it was approved. While it is being prepared, a third of the outlines is
/// still missing.
pub(super) fn before(scene: Scene, expected: &[&Someone], told_at: Instant) -> (Vec<Timed>, Instant) {
    let mut acts = vec![(told_at, script::Deed::Life(Deed::PreNotice(expected.iter().map(|p| p.id).collect())))];
    let handed_in = if scene == Scene::Preparing { expected.len() * 2 / 3 } else { expected.len() };
    let mut at = told_at;
    for person in expected.iter().take(handed_in) {
        at = at.plus(70 * MINUTE);
        acts.push((at, script::Deed::Life(Deed::Outline(person.id, person.name.clone()))));
    }
    let (materials, approved) = (told_at.plus(6 * DAY), told_at.plus(8 * DAY));
    if scene != Scene::Preparing {
        acts.push((materials, script::Deed::Life(Deed::Materials)));
        acts.push((materials.plus(HOUR), script::Deed::Submit));
        acts.push((approved, script::Deed::Decide(Decision::Approve, "")));
    }
    (acts, approved.plus(HOUR))
}

/// Ballots of those who were there and have a vote; while the vote is open, some are still missing.
pub(super) fn ballots(scene: Scene, expected: &[&Someone], present: &[MemberId], starts_at: Instant) -> Vec<Timed> {
    let voters: Vec<_> = expected.iter().filter(|p| present.contains(&p.id) && !p.probationary).collect();
    let cast = if scene == Scene::Appraising { voters.len() * 2 / 3 } else { voters.len() };
    let ballot = |(n, person): (usize, &&&Someone)| {
        let graded = |(at, other): (usize, &&Someone)| Graded { member: other.id, grade: grade(at + n) };
        let others = expected.iter().enumerate().filter(|(_, p)| p.id != person.id).map(graded).collect();
        let minutes = i64::try_from(n).unwrap_or(0);
        let deed = Deed::Appraise(person.id, person.name.clone(), Grade::Qualified, others);
        (starts_at.plus(HOUR + minutes * MINUTE), script::Deed::Life(deed))
    };
    voters.iter().take(cast).enumerate().map(ballot).collect()
}

/// The end of the vote and the organisation's grades.
pub(super) fn verdicts(expected: &[&Someone], at: Instant) -> Vec<Timed> {
    let verdict = |(n, person): (usize, &&Someone)| Verdict {
        member: person.id,
        grade: grade(n),
        opinion: texts::OPINION.into(),
    };
    let form = AppraisalForm { verdicts: expected.iter().enumerate().map(verdict).collect() };
    vec![(at, script::Deed::Life(Deed::CloseBallot)), (at.plus(20 * MINUTE), script::Deed::Life(Deed::Verdicts(form)))]
}

/// Every fourth is excellent, one in nineteen only just qualified.
const fn grade(n: usize) -> Grade {
    match (n % 4, n % 19) {
        (_, 7) => Grade::Basic,
        (0, _) => Grade::Excellent,
        (_, _) => Grade::Qualified,
    }
}

/// Does it.
///
/// # Errors
/// When the act is refused (a fault of the plans) or the store breaks.
pub(super) fn act(c: &mut Conn<'_>, branch: &Actor, id: MeetingId, deed: &Deed, at: Instant) -> Result<()> {
    let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let who = Caller::acting(branch.principal(None, at), address);
    let member = |id: MemberId, name: &str| Caller::acting(branch.principal(Some((id, name)), at), address);
    let paper = |text: &str| PaperForm { text: text.into(), files: Vec::new() };
    match deed {
        Deed::PreNotice(members) => acts::send_before(c, &who, id, members, at),
        Deed::Outline(person, name) => {
            let form = OutlineForm { member: None, text: texts::OUTLINE.into(), files: Vec::new(), excused: false };
            acts::hand_in_outline(c, &member(*person, name), id, &form, at)
        }
        Deed::Materials => acts::hand_in_paper(c, &who, id, Act::SubmitMaterials, &paper(texts::MATERIALS), at),
        Deed::Appraise(person, name, grade, others) => {
            let own = SelfAppraisal { grade: *grade, text: texts::OWN.into() };
            let person = member(*person, name);
            acts::appraise_oneself(c, &person, id, &own, at)?;
            acts::vote(c, &person, id, &Ballot { grades: others.clone() }, at)
        }
        Deed::CloseBallot => acts::close_ballot(c, &who, id, at),
        Deed::Verdicts(form) => acts::grade(c, &who, id, form, at),
        Deed::AfterWork => acts::hand_in_paper(c, &who, id, Act::UploadAfterWork, &paper(texts::AFTER_WORK), at),
    }
}
