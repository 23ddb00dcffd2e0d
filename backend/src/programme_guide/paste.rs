//! A part of the guide pasted from a table: first what would happen, line by line; then, when it is asked for, what is right
//! is written (FEATURES 12.14).

use super::edit::tell_off;
use super::store;
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PathId, WriteProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::programme_guide::{
    self, LENGTH_MAX, LineState, PasteForm, PasteReport, PastedLine, Plan, Slot, check_import,
};
use gsdj_domain::time::DAY;
use gsdj_domain::{AccountId, ChannelId, Instant};

/// Paste lines into a channel: says what becomes of each, and writes what is right when `apply` is set.
#[utoipa::path(post, path = "/api/channels/{id}/programmes", tag = "programme_guide", params(("id" = ChannelId, Path)), request_body = PasteForm,
    responses((status = 200, body = PasteReport), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::EditProgrammes>,
    PathId(id): PathId<ChannelId>,
    act: Act<PasteForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| paste(c, &caller, id, &form, now)).await
}

/// Pastes lines into a channel.
///
/// # Errors
/// When there is no such channel, or nothing or too much is pasted.
pub fn paste(c: &mut Conn<'_>, who: &Caller, id: ChannelId, form: &PasteForm, now: Instant) -> Result<PasteReport> {
    let channel = store::channel(c, id)?;
    check_import(form)?;
    let lines = programme_guide::read(&form.text, now);
    let starts = || lines.iter().filter_map(|(_, _, slot)| slot.as_ref().ok().map(|s| s.starts_at));
    let from = starts().min().map_or(now, |at| Instant::midnight(at.day()).plus(-LENGTH_MAX));
    let to = starts().max().map_or(now, |at| Instant::midnight(at.day()).plus(2 * DAY));
    let there = store::slots(c, id, from, to)?;
    let plan = programme_guide::plan(&there, &lines, form.replace);
    if form.apply {
        write(c, who, id, &plan, now)?;
        let counts = format!("写入 {}，删除 {}", plan.write.len(), plan.remove.len());
        audit::write(c, who, now, Deed::ProgrammesPasted, &format!("{}：{counts}", channel.name))?;
    }
    let removed = plan.remove.iter().map(gone).collect();
    Ok(PasteReport { lines: plan.lines, removed, applied: form.apply })
}

fn gone(slot: &Slot) -> PastedLine {
    PastedLine {
        line: 0,
        state: LineState::Removed,
        title: slot.title.clone(),
        starts_at: Some(slot.starts_at),
        ends_at: Some(slot.ends_at),
        fault: String::new(),
    }
}

/// Those who wait for something that made room: they go on waiting where it stands now under the same title on the same day,
/// and hear that it is off where it does not.
fn write(c: &mut Conn<'_>, who: &Caller, channel: ChannelId, plan: &Plan, now: Instant) -> Result<()> {
    let mut homeless: Vec<(Slot, Vec<(AccountId, u32)>)> = Vec::new();
    for slot in &plan.remove {
        let Some(id) = store::at(c, channel, slot.starts_at)? else { continue };
        let programme = store::programme(c, id, who.account)?;
        let waiting = store::waiting(c, id)?;
        store::remove(c, id)?;
        let stays = plan.write.iter().any(|w| same(w, slot));
        if stays {
            homeless.push((slot.clone(), waiting));
        } else {
            tell_off(c, &programme, waiting.into_iter().map(|(account, _)| account).collect(), now)?;
        }
    }
    for slot in &plan.write {
        let id = match store::at(c, channel, slot.starts_at)? {
            Some(id) => {
                store::update(c, id, slot)?;
                id
            }
            None => store::insert(c, channel, slot)?,
        };
        if let Some(place) = homeless.iter().position(|(before, _)| same(slot, before)) {
            for (account, minutes) in homeless.swap_remove(place).1 {
                store::set_reminder(c, account, id, minutes, slot.starts_at)?;
            }
        }
    }
    Ok(())
}

/// Whether two times are of one programme: the same title on the same day.
fn same(a: &Slot, b: &Slot) -> bool {
    a.title == b.title && a.starts_at.day() == b.starts_at.day()
}
