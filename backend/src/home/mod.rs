//! The home page in one answer.

use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Read, ReadProblems, WriteProblems, needs};
use crate::live::{Event, Subject};
use crate::{inbox, learning, meeting, points, review, urge};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::Instant;
use gsdj_domain::account::{Permission, allows};
use gsdj_domain::home::{Home, ShortcutsForm, check_shortcuts};
use gsdj_domain::review::total;
use gsdj_domain::time::Period;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

mod store;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(home)).routes(routes!(shortcuts))
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
                group_study: match caller.member {
                    Some(member) => learning::joined_group_study(c, member, caller.org)?,
                    None => None,
                },
                unread: inbox::unread(c, caller.account)?,
                points_on,
                shortcuts: store::shortcuts(c, caller.account)?,
                points_today: earned(c, Instant::midnight(now.day()))?,
                points_year: earned(c, year)?,
            })
        })
        .await?;
    Ok(Read(home))
}

/// Choose one's shortcuts, all at once: the last choice holds, on whichever device it was made.
#[utoipa::path(put, path = "/api/home/shortcuts", tag = "home", request_body = ShortcutsForm,
    responses((status = 200, body = ShortcutsForm), WriteProblems))]
async fn shortcuts(
    State(app): State<App>,
    who: Allowed<needs::OwnAccount>,
    act: Act<ShortcutsForm>,
) -> Result<Response> {
    let (account, form) = (who.account, act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, _| {
        check_shortcuts(&form)?;
        store::set_shortcuts(c, account, form.ways.as_deref())?;
        // the account's other devices look at their home page again
        c.after_commit(Event { account, subject: Subject::Inbox });
        Ok(form.clone())
    })
    .await
}
