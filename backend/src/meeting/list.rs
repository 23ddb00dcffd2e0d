//! Lists of meetings: a subtree's or a member's own, by kind and stage; what waits for somebody.

use super::store::{self, Filter, Spot};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Caller, PageParams, Params, Read, ReadProblems, needs, searched};
use crate::shelf::{Line, Shelf};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::account::{Permission, allows};
use gsdj_domain::meeting::{Answer, MeetingKind, MeetingRow, Stage, StageCount};
use gsdj_domain::{Instant, MeetingId, OrgId, Page};
use serde::Deserialize;
use utoipa::IntoParams;

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ListParams {
    /// Only this kind.
    kind: Option<MeetingKind>,
    /// Only this stage.
    stage: Option<Stage>,
    /// Only titles with this text.
    #[param(max_length = 60)]
    q: Option<String>,
    /// Only one organisation's subtree within the caller's own; members see their own meetings whatever is asked.
    org: Option<OrgId>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// Meetings, the latest start first: a member's are those they were told of.
#[utoipa::path(get, path = "/api/meetings", tag = "meeting", params(ListParams), responses((status = 200, body = Page<MeetingRow>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    who: Allowed<needs::SeeMeetings>,
    Params(params): Params<ListParams>,
) -> Result<Read<Page<Line>>> {
    let (scope, now) = (who.scope(), app.now());
    let page = PageParams { cursor: params.cursor, limit: params.limit };
    let limit = page.limit();
    let filter = Filter {
        kind: params.kind.map(MeetingKind::code),
        stage: params.stage,
        q: searched(params.q),
        after: page.after_pair()?,
    };
    let shelf = app.clone();
    let page = move |c: &mut Conn<'_>| {
        let org = match params.org.filter(|org| *org != scope.org) {
            Some(org) => scope.org(c, org)?.id(),
            None => scope.org,
        };
        let spots = store::list(c, &scope, org, &filter, limit, now)?;
        let page = Page::cut(spots, limit, |spot| format!("{}_{}", spot.starts_at.0, spot.id));
        Ok(Page { items: lines(c, &shelf.meeting_lines, &page.items, now)?, next: page.next })
    };
    Ok(Read(app.store.read(page).await?))
}

/// The lines of meetings' lists: a meeting as it shows itself to somebody with this place in it (`None`: looking from
/// above).
pub type Lines = Shelf<(MeetingId, Option<(Option<Answer>, bool)>)>;

/// The lines of these places. A line's mark is the meeting's stamp.
fn lines(c: &mut Conn<'_>, shelf: &Lines, spots: &[Spot], now: Instant) -> Result<Vec<Line>> {
    let wanted: Vec<_> = spots.iter().map(|spot| ((spot.id, spot.place), spot.stamp)).collect();
    shelf.lines(&wanted, now, |n| store::line(c, &spots[n], now))
}

/// Which kind to count.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct CountParams {
    /// Only this kind.
    kind: Option<MeetingKind>,
}

/// How many of the same meetings stand at each stage.
#[utoipa::path(get, path = "/api/meetings/counts", tag = "meeting", params(CountParams), responses((status = 200, body = Vec<StageCount>), ReadProblems))]
pub(super) async fn counts(
    State(app): State<App>,
    who: Allowed<needs::SeeMeetings>,
    Params(params): Params<CountParams>,
) -> Result<Read<Vec<StageCount>>> {
    let (scope, now, kind) = (who.scope(), app.now(), params.kind.map(MeetingKind::code));
    Ok(Read(app.store.read(move |c| store::counts(c, &scope, kind, now)).await?))
}

/// What waits for the caller, at most ten: for a member to answer; for a branch to announce, mend, record, hand in.
///
/// # Errors
/// When the store refuses it.
pub fn waiting(c: &mut Conn<'_>, who: &Caller, now: Instant) -> Result<Vec<MeetingRow>> {
    if let Some(member) = who.member {
        return store::unanswered(c, member, now);
    }
    if !allows(who.role, Permission::ManageMeetings) {
        return Ok(Vec::new());
    }
    let mut open = store::open(c, who.org, now)?;
    open.retain(|row| !matches!(row.stage, Stage::Answering | Stage::Ready));
    open.truncate(10);
    Ok(open)
}
