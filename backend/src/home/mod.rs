//! The home page in one answer.

use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Read, ReadProblems, needs};
use crate::{inbox, meeting, points, review, urge};
use axum::extract::State;
use gsdj_domain::Instant;
use gsdj_domain::account::{Permission, allows};
use gsdj_domain::home::Home;
use gsdj_domain::review::total;
use gsdj_domain::time::Period;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(home))
}

/// What waits for the caller, and their numbers.
#[utoipa::path(get, path = "/api/home", tag = "home", responses((status = 200, body = Home), ReadProblems))]
async fn home(State(app): State<App>, who: Allowed<needs::OwnAccount>) -> Result<Read<Home>> {
    let (now, caller) = (app.now(), who.clone());
    let home = app
        .store
        .read(move |c| {
            let year = Instant::midnight(now.period_start(Period::Year));
            let points_on = points::policy(c)?.points;
            let whose = caller.member.filter(|_| points_on);
            let earned = |c: &mut _, since| whose.map_or(Ok(0), |m| points::since(c, m, since));
            let may = |permission| allows(caller.role, permission);
            let review_kinds = if may(Permission::EnterReviews) { review::waiting(c, caller.org)? } else { Vec::new() };
            let urges = if may(Permission::AnswerUrges) { urge::open(c, caller.org)? } else { 0 };
            Ok(Home {
                now,
                // an editor has no meetings, and is of no organisation whose they could be
                waiting: if may(Permission::SeeMeetings) { meeting::waiting(c, &caller, now)? } else { Vec::new() },
                reviews: total(&review_kinds),
                review_kinds,
                urges,
                unread: inbox::unread(c, caller.account)?,
                points_on,
                points_today: earned(c, Instant::midnight(now.day()))?,
                points_year: earned(c, year)?,
            })
        })
        .await?;
    Ok(Read(home))
}
