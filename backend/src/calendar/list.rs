//! What takes place in a span of days: a branch's own, what a member was told of, what lies below a superior.

use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Params, Read, ReadProblems, needs};
use crate::meeting;
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::calendar::{Calendar, ENTRIES_MAX, span};
use gsdj_domain::{OrgId, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which days, and whose.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct SpanParams {
    /// The first day, YYYY-MM-DD in Asia/Shanghai.
    from: String,
    /// The last day, included; at most 100 days.
    to: String,
    /// Only one organisation's subtree within the caller's own; members see their own whatever is asked.
    org: Option<OrgId>,
}

/// The calendar, the earliest first.
#[utoipa::path(get, path = "/api/calendar", tag = "calendar", params(SpanParams),
    responses((status = 200, body = Calendar),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "no span of days"),
        ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    who: Allowed<needs::SeeMeetings>,
    Params(params): Params<SpanParams>,
) -> Result<Read<Calendar>> {
    let (scope, now) = (who.scope(), app.now());
    let days = span(&params.from, &params.to)?;
    let read = move |c: &mut Conn<'_>| {
        let org = match params.org.filter(|org| *org != scope.org) {
            Some(org) => scope.org(c, org)?.id(),
            None => scope.org,
        };
        let found = meeting::activities(c, &scope, org, days, ENTRIES_MAX + 1, now)?;
        let more = found.len() > ENTRIES_MAX;
        Ok(Calendar { entries: found.into_iter().take(ENTRIES_MAX).map(|a| a.entry).collect(), more })
    };
    Ok(Read(app.store.read(read).await?))
}
