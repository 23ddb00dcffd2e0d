//! Reminders: asked for, taken back, and sent by the job when they are due.

use super::{address, store};
use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, PathId, WriteProblems, body::Nothing, needs};
use crate::inbox::{self, Message};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::inbox::Topic;
use gsdj_domain::programme_guide::{
    Programme, ProgrammeRefusal, ProgrammeState, REMINDERS_MAX, ReminderForm, check_reminder, state,
};
use gsdj_domain::time::DAY;
use gsdj_domain::{AccountId, Instant, ProgrammeId, Refusal};

/// Reminders in one transaction.
const BATCH: usize = 500;
/// How long what was told is kept, in milliseconds.
const KEPT: i64 = 30 * DAY;

/// Be reminded of a programme, or at another time than before.
#[utoipa::path(put, path = "/api/programmes/{id}/reminder", tag = "programme_guide", params(("id" = ProgrammeId, Path)), request_body = ReminderForm,
    responses((status = 200, body = Programme), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::ReadProgrammes>,
    PathId(id): PathId<ProgrammeId>,
    act: Act<ReminderForm>,
) -> Result<Response> {
    let (account, form) = (who.account, act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| remind(c, account, id, form.minutes, now)).await
}

/// Sets a reminder.
///
/// # Errors
/// When the programme has begun, the lead is not offered, or too many wait already.
pub fn remind(c: &mut Conn<'_>, account: AccountId, id: ProgrammeId, minutes: u32, now: Instant) -> Result<Programme> {
    let programme = store::programme(c, id, account)?;
    check_reminder(minutes, programme.starts_at, now)?;
    if programme.remind.is_none() && store::waiting_of(c, account)? >= REMINDERS_MAX {
        return Err(Refusal::from(ProgrammeRefusal::TooManyReminders { max: REMINDERS_MAX }).into());
    }
    store::set_reminder(c, account, id, minutes, programme.starts_at)?;
    store::programme(c, id, account)
}

/// Not be reminded any more.
#[utoipa::path(delete, path = "/api/programmes/{id}/reminder", tag = "programme_guide", params(("id" = ProgrammeId, Path)),
    responses((status = 200, body = Programme), WriteProblems))]
pub(super) async fn delete(
    State(app): State<App>,
    who: Allowed<needs::ReadProgrammes>,
    PathId(id): PathId<ProgrammeId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let account = who.account;
    app.write_once(&who, act.once, StatusCode::OK, move |c, _| {
        store::programme(c, id, account)?;
        store::drop_reminder(c, account, id)?;
        store::programme(c, id, account)
    })
    .await
}

/// Tells everybody whose reminder is due, each once however often and from however many nodes this runs; of what is over by
/// now nobody is told any more. Answers how many were worked off; while that is not 0 there may be more.
///
/// # Errors
/// When the store refuses it.
pub fn remind_due(c: &mut Conn<'_>, now: Instant) -> Result<u64> {
    let due = store::due(c, now, BATCH)?;
    let mut programmes: Vec<ProgrammeId> = due.iter().map(|(_, programme)| *programme).collect();
    programmes.sort_unstable();
    programmes.dedup();
    for programme in programmes {
        let accounts: Vec<AccountId> = due.iter().filter(|(_, p)| *p == programme).map(|(a, _)| *a).collect();
        for account in &accounts {
            store::told(c, *account, programme, now)?;
        }
        tell(c, programme, &accounts, now)?;
    }
    Ok(due.len() as u64)
}

fn tell(c: &mut Conn<'_>, id: ProgrammeId, accounts: &[AccountId], now: Instant) -> Result<()> {
    let programme = store::programme(c, id, AccountId(0))?;
    let begins = match state(programme.starts_at, programme.ends_at, now) {
        ProgrammeState::Coming => "即将播出",
        ProgrammeState::Running => "正在播出",
        ProgrammeState::Over => return Ok(()),
    };
    let channel = store::channel(c, programme.channel)?;
    let title = format!("{begins}：{}", programme.title);
    let body = format!("{} · {}", channel.name, programme.starts_at.spoken(now));
    let message = Message { topic: Topic::Programme, title: &title, body: &body, meeting: None };
    inbox::tell_of(c, accounts.iter().copied(), &message, &address(&programme), now)
}

/// Forgets reminders that were sent long ago.
///
/// # Errors
/// When the store refuses it.
pub fn forget_reminders(c: &mut Conn<'_>, now: Instant) -> Result<u64> {
    store::forget_told(c, now.plus(-KEPT))
}
