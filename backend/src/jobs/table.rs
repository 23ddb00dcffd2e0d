//! The jobs: one row each. Their work is the features'.

use super::{Every, Job, Missed, Step, Turn};
use crate::error::Result;
use crate::http::once;
use crate::store::Conn;
use crate::{account, content, disclosure, exam, learning, meeting, member, org, points, programme_guide, search};
use gsdj_domain::member::list::EXPORT_LIFE;
use gsdj_domain::time::HOUR;

/// Every job of the platform, in the order in which they are looked at.
pub const JOBS: &[Job] = &[
    Job { name: "sweep", every: Every::Minutes(60), missed: Missed::Skipped, work: sweep },
    Job { name: "answer_reminders", every: Every::Minutes(5), missed: Missed::Skipped, work: answer_reminders },
    // what begins at midnight is public from then on, and said to be so
    Job { name: "disclosures", every: Every::Minutes(1), missed: Missed::Skipped, work: disclosures },
    // the day that has just ended, and all that was missed before it
    Job { name: points::ROLLUP, every: Every::Day(0), missed: Missed::Skipped, work: points::settle_night },
    // what was scheduled becomes public in its minute
    Job { name: "articles", every: Every::Minutes(1), missed: Missed::Skipped, work: articles },
    Job { name: "sittings", every: Every::Minutes(1), missed: Missed::Skipped, work: sittings },
    Job {
        name: "group_studies",
        every: Every::Minutes(5),
        missed: Missed::Skipped,
        work: learning::end_left_group_studies,
    },
    Job { name: "learners", every: Every::Minutes(60), missed: Missed::Skipped, work: learning::count_learners },
    Job { name: "programme_reminders", every: Every::Minutes(1), missed: Missed::Skipped, work: programme_reminders },
    // in the morning, so that no phone rings at midnight
    Job { name: "terms", every: Every::Day(8 * HOUR), missed: Missed::Skipped, work: org::watch_terms },
];

/// Tells those it is for when something becomes public (FEATURES 2.3).
fn disclosures(c: &mut Conn<'_>, turn: &Turn) -> Result<Step> {
    let told = disclosure::announce_due(c, turn.now)?;
    Ok(if told > 0 { Step::More(turn.cursor + 1) } else { Step::Done })
}

/// Reminds of programmes that begin soon (FEATURES 5.2).
fn programme_reminders(c: &mut Conn<'_>, turn: &Turn) -> Result<Step> {
    let told = programme_guide::remind_due(c, turn.now)?;
    Ok(if told > 0 { Step::More(turn.cursor + 1) } else { Step::Done })
}

/// Publishes the articles whose time has come (FEATURES 9.3), and lists those of topics that have begun.
fn articles(c: &mut Conn<'_>, turn: &Turn) -> Result<Step> {
    let done = content::publish_due(c, turn.now)? + content::place_due(c, turn.now)?;
    Ok(if done > 0 { Step::More(turn.cursor + 1) } else { Step::Done })
}

/// Hands in the sittings whose time is over (FEATURES 5.13).
fn sittings(c: &mut Conn<'_>, turn: &Turn) -> Result<Step> {
    let handed_in = exam::hand_in_due(c, turn.now)?;
    Ok(if handed_in > 0 { Step::More(turn.cursor + 1) } else { Step::Done })
}

/// Reminds those who have not answered, before the deadline (FEATURES 3.14).
fn answer_reminders(c: &mut Conn<'_>, turn: &Turn) -> Result<Step> {
    let told = meeting::remind_due(c, turn.now)?;
    tracing::debug!(told, "reminded");
    Ok(Step::Done)
}

/// Sweeps away what has run out: old idempotency keys, sessions, failures, exports.
fn sweep(c: &mut Conn<'_>, turn: &Turn) -> Result<Step> {
    let now = turn.now;
    let rows = once::forget_old(c, now)?
        + account::forget_sessions(c, now)?
        + account::forget_failures(c, now)?
        + member::forget_exports(c, now.plus(-EXPORT_LIFE))?
        + programme_guide::forget_reminders(c, now)?
        + points::forget_exports(c, now.plus(-EXPORT_LIFE))?
        + content::forget_viewers(c, now)?
        + search::forget_changes(c)?;
    tracing::debug!(rows, "swept");
    Ok(Step::Done)
}
