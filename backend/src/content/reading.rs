//! Reading that counts (FEATURES 5.14): begun and finished by the server's clock, or reported afterwards by a device that had
//! no network.

use super::store;
use crate::account;
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PathId, WriteProblems, body::Nothing, needs};
use crate::points;
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::content::reading::Reader;
use gsdj_domain::content::{ReadTold, ReadingForm};
use gsdj_domain::points::Rule;
use gsdj_domain::time::DAY;
use gsdj_domain::{ArticleId, Instant, Refusal};

/// How long it is remembered who opened what, in milliseconds: an account counts once a day.
const REMEMBERED: i64 = 2 * DAY;

/// Begin to read an article; whatever was being read before is not any more. Counts the opening, once an account and day.
#[utoipa::path(post, path = "/api/articles/{id}/reading", tag = "content", params(("id" = ArticleId, Path)),
    responses((status = 204), WriteProblems))]
pub(super) async fn begin(
    State(app): State<App>,
    who: Allowed<needs::React>,
    PathId(id): PathId<ArticleId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::NO_CONTENT, move |c, now| {
        store::public(c, id)?.ok_or(Refusal::NotFound)?;
        if store::first_today(c, id, caller.account, now)? {
            store::add_views(c, id, 1)?;
        }
        let mut reader = reader(c, &caller, now)?;
        reader.begin(id, now);
        store::keep_reader(c, caller.account, &reader)
    })
    .await
}

/// Finish: counts once half a minute has passed. With `offline`, reports an article read without a network.
#[utoipa::path(post, path = "/api/articles/{id}/reading/done", tag = "content", params(("id" = ArticleId, Path)), request_body = ReadingForm,
    responses((status = 200, body = ReadTold), WriteProblems))]
pub(super) async fn done(
    State(app): State<App>,
    who: Allowed<needs::React>,
    PathId(id): PathId<ArticleId>,
    act: Act<ReadingForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| finish(c, &caller, id, &form, now)).await
}

fn finish(c: &mut Conn<'_>, who: &Caller, id: ArticleId, form: &ReadingForm, now: Instant) -> Result<ReadTold> {
    store::public(c, id)?.ok_or(Refusal::NotFound)?;
    let mut reader = reader(c, who, now)?;
    match form.offline {
        None => reader.finish(id, now)?,
        Some(visible) => reader.report(visible, now)?,
    }
    store::keep_reader(c, who.account, &reader)?;
    let Some(member) = who.member else { return Ok(ReadTold { counted: true, points: 0 }) };
    let note = format!("阅读文章 · {}", store::line(c, id)?.title);
    let earned = points::award(c, member, Rule::Reading, &format!("article:{id}"), &note, now)?;
    Ok(ReadTold { counted: true, points: earned.unwrap_or(0) })
}

/// Where an account's reading stands; who has read nothing yet has had time since the sign-in.
fn reader(c: &mut Conn<'_>, who: &Caller, now: Instant) -> Result<Reader> {
    match store::reader(c, who.account)? {
        Some(reader) => Ok(reader),
        None => Ok(Reader::new(account::signed_in_at(c, who.session)?.unwrap_or(now))),
    }
}

/// Forgets who opened what on days gone by.
///
/// # Errors
/// When the store refuses it.
pub fn forget_viewers(c: &mut Conn<'_>, now: Instant) -> Result<u64> {
    store::forget_viewers(c, now.plus(-REMEMBERED).day())
}
