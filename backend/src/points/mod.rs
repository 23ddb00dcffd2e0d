//! Points (FEATURES 6): the append-only ledger and its one door, [`award`]; what members read of it, what the nights make of it
//! (sums, 学习排行, yearly sheets), and what the province decides about it.

mod board;
pub mod cli;
mod decide;
mod file;
mod mine;
mod org;
mod ranking;
mod rollup;
mod sheet;
mod store;

pub use board::Boards;
pub use rollup::{ROLLUP, Settled, settle, settle_night};
pub use store::forget_exports;

use crate::app::App;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::points::{self, PointsPolicy, Rule, deed};
use gsdj_domain::{Instant, MemberId};
use store::Entry;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(mine::mine))
        .routes(routes!(mine::entries))
        .routes(routes!(mine::days))
        .routes(routes!(decide::get, decide::put))
        .routes(routes!(ranking::head))
        .routes(routes!(ranking::members))
        .routes(routes!(ranking::branches))
        .routes(routes!(org::points))
        .routes(routes!(sheet::branch))
        .routes(routes!(sheet::members))
        .routes(routes!(sheet::member))
        .routes(routes!(sheet::export_branch))
        .routes(routes!(sheet::export_member))
        .routes(routes!(sheet::fetch))
}

/// Enters a deed that is done now, as [`award_at`].
///
/// # Errors
/// When the store refuses it.
pub fn award(
    c: &mut Conn<'_>,
    member: MemberId,
    rule: Rule,
    deed: &str,
    note: &str,
    now: Instant,
) -> Result<Option<u32>> {
    award_at(c, member, rule, deed, note, (now, now))
}

/// Enters a deed: once, whatever is retried; within the cap of its period. Answers the points it earned, `None` when
/// the deed stands in the ledger already, or when the province has switched points off: then nothing is entered.
///
/// `at` is when the deed was done, and says in which day, month, quarter and year it counts; `now` is when it is entered. `deed`
/// names it for ever, as `<thing>:<id>` where it was done with a thing (`gsdj_domain::points::deed` makes the link from it).
///
/// # Errors
/// When the store refuses it.
pub fn award_at(
    c: &mut Conn<'_>,
    member: MemberId,
    rule: Rule,
    deed: &str,
    note: &str,
    (at, now): (Instant, Instant),
) -> Result<Option<u32>> {
    if !store::policy(c)?.points || store::stands(c, member, rule, deed)? {
        return Ok(None);
    }
    let row = rule.row();
    let period = row.counted_from(at).to_string();
    let earned = store::earned(c, member, rule, &period)?;
    let points = points::award(&row, earned);
    let entry =
        Entry { member, org: None, row, deed, points: i64::from(points), period: &period, note, at, entered_at: now };
    store::enter(c, &entry)?;
    Ok(Some(points))
}

/// Undoes the entry of a deed by an entry of its own, exactly once; `note` says why. Answers the points that went, `None` when
/// the deed does not stand or is undone already. A reversal itself can't be undone.
///
/// The reversal counts for the time of the deed it undoes: the day, the year and the cap's period are as if the deed had earned
/// nothing, even when they are over (a sheet of last year becomes right; the night takes the month up again). What that
/// means for the cap:
/// - The room that the deed had used is free again for deeds that come after, within the same period.
/// - Deeds that came meanwhile and were cut by the cap stay as they were entered. The ledger is never decided anew: else taking
///   back one comment would silently pay for another that was told it earned nothing.
/// - The deed itself stays entered, so it never counts again: liking, taking the like back and liking once more is one deed.
///
/// Points may be undone while the province has switched them off.
///
/// # Errors
/// When the store refuses it.
pub fn reverse(
    c: &mut Conn<'_>,
    member: MemberId,
    rule: Rule,
    deed: &str,
    note: &str,
    now: Instant,
) -> Result<Option<i64>> {
    if deed::is_reversal(deed) {
        return Ok(None);
    }
    let Some(standing) = store::standing(c, member, rule, deed)? else { return Ok(None) };
    let reversal = deed::reversal_of(standing.id);
    if store::stands(c, member, rule, &reversal)? {
        return Ok(None);
    }
    let entry = Entry {
        member,
        org: Some(standing.org),
        row: rule.row(),
        deed: &reversal,
        points: -standing.points,
        period: &standing.period,
        note,
        at: standing.at,
        entered_at: now,
    };
    store::enter(c, &entry)?;
    Ok(Some(standing.points))
}

/// The point of the day's first sign-in: whoever opens the platform on a new day has come anew, whether the device asked for the
/// password or not. Answers whether it is still to be entered.
///
/// # Errors
/// When the store refuses it.
pub fn owes_sign_in(c: &mut Conn<'_>, member: MemberId, now: Instant) -> Result<bool> {
    Ok(store::policy(c)?.points && !store::stands(c, member, Rule::SignIn, &now.day().to_string())?)
}

/// Enters it.
///
/// # Errors
/// When the store refuses it.
pub fn award_sign_in(c: &mut Conn<'_>, member: MemberId, now: Instant) -> Result<Option<u32>> {
    award(c, member, Rule::SignIn, &now.day().to_string(), "当日首次登录", now)
}

/// What a member earned since `since`.
///
/// # Errors
/// When the store refuses it.
pub fn since(c: &mut Conn<'_>, member: MemberId, since: Instant) -> Result<i64> {
    store::since(c, member, since)
}

/// What the province has decided about points.
///
/// # Errors
/// When the store refuses it.
pub fn policy(c: &mut Conn<'_>) -> Result<PointsPolicy> {
    store::policy(c)
}
