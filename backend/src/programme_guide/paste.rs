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
    self, LENGTH_MAX, LineState, PasteForm, PasteReport, PastedLine, Plan, Programme, Slot, check_import,
};
use gsdj_domain::time::DAY;
use gsdj_domain::{AccountId, ChannelId, Instant};
use std::collections::BTreeSet;

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

/// Those who wait for something.
type Waiting = Vec<(AccountId, u32)>;

/// What makes room goes, and so does what another programme takes the time of. Those who wait for it go on waiting where its
/// title stands now on the same day, and hear that it is off where it does not.
fn write(c: &mut Conn<'_>, who: &Caller, channel: ChannelId, plan: &Plan, now: Instant) -> Result<()> {
    let mut homeless: Vec<(Programme, Waiting)> = Vec::new();
    for (slot, by) in plan.remove.iter().map(|s| (s, None)).chain(plan.write.iter().map(|s| (s, Some(&s.title)))) {
        let Some(id) = store::at(c, channel, slot.starts_at)? else { continue };
        let programme = store::programme(c, id, who.account)?;
        if by == Some(&programme.title) {
            continue;
        }
        homeless.push((programme, store::waiting(c, id)?));
        store::remove(c, id)?;
    }
    for slot in &plan.write {
        match store::at(c, channel, slot.starts_at)? {
            Some(id) => store::update(c, id, slot)?,
            None => drop(store::insert(c, channel, slot)?),
        }
    }
    homeless.sort_by_key(|(programme, _)| programme.starts_at);
    rehouse(c, channel, plan, homeless, now)
}

/// Finds the homeless their places: each its own where a title is on several times.
fn rehouse(
    c: &mut Conn<'_>,
    channel: ChannelId,
    plan: &Plan,
    homeless: Vec<(Programme, Waiting)>,
    now: Instant,
) -> Result<()> {
    // what is written first: what was there before has its own who wait for it
    let written = plan.write.iter().map(|slot| (slot.title.as_str(), slot.starts_at));
    let stands = plan.lines.iter().filter(|line| line.state == LineState::Same);
    let places: Vec<(&str, Instant)> =
        written.chain(stands.filter_map(|line| Some((line.title.as_str(), line.starts_at?)))).collect();
    let mut taken: BTreeSet<Instant> = BTreeSet::new();
    for (programme, waiting) in homeless {
        let same = |(title, at): &&(&str, Instant)| *title == programme.title && at.day() == programme.starts_at.day();
        let free = places.iter().filter(same).find(|(_, at)| !taken.contains(at));
        let Some((_, at)) = free.or_else(|| places.iter().rfind(same)).copied() else {
            tell_off(c, &programme, waiting.into_iter().map(|(account, _)| account).collect(), now)?;
            continue;
        };
        taken.insert(at);
        let Some(id) = store::at(c, channel, at)? else { continue };
        for (account, minutes) in waiting {
            store::set_reminder(c, account, id, minutes, at)?;
        }
    }
    Ok(())
}
