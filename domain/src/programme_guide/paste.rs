//! Programmes pasted from a table (FEATURES 5.2, 12.14): read line by line, and what each line would do to the guide.
//!
//! A line is 日期, 开始, 结束, 节目, parted by tabs (as copied from a spreadsheet) or commas (CSV). A blank date is that of the
//! line above; a blank end is the start of the next line of the same day; an end before the start lies on the next day.

use super::refusal::span;
use super::{AHEAD_MAX, LENGTH_MAX, LineState, PasteForm, PastedLine, ProgrammeRefusal, TITLE_MAX, check_programme};
use crate::refusal::check_text;
use crate::time::DAY;
use crate::{ChannelId, Instant, Refusal};
use chrono::{Datelike, NaiveDate};

/// The most lines at once.
pub const LINES_MAX: usize = 500;
/// The most characters at once.
pub const PASTE_MAX: usize = 100_000;

/// A time of a channel with what is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// What it is called.
    pub title: String,
}

/// What pasted lines come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Each line with what becomes of it.
    pub lines: Vec<PastedLine>,
    /// What is written: new or changed, by the start.
    pub write: Vec<Slot>,
    /// What makes room for it.
    pub remove: Vec<Slot>,
}

/// Checks how much is pasted.
///
/// # Errors
/// Nothing, or too much.
pub fn check_import(form: &PasteForm) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "text", "节目单", &form.text, PASTE_MAX);
    let got = form.text.lines().filter(|l| !l.trim().is_empty()).count();
    if got > LINES_MAX + 1 {
        faults.push(ProgrammeRefusal::TooManyLines { max: LINES_MAX, got }.into());
    }
    Refusal::collect(faults)
}

/// A line as far as it could be read.
type Read = (u32, String, Result<Slot, String>);

/// Reads every line that is not blank and no heading.
#[must_use]
pub fn read(text: &str, now: Instant) -> Vec<Read> {
    let rows: Vec<(u32, Vec<String>)> = (1..).zip(text.lines().map(cells)).collect();
    let rows = rows.into_iter().filter(|(_, cells)| cells.iter().any(|c| !c.is_empty()) && !is_heading(cells));
    let mut day = None;
    let rough: Vec<(u32, Vec<String>, Result<Rough, String>)> = rows
        .map(|(line, cells)| {
            let got = rough(&cells, day, now);
            day = got.as_ref().map_or(day, |r| Some(r.day));
            (line, cells, got)
        })
        .collect();
    let starts: Vec<Option<(NaiveDate, Instant)>> =
        rough.iter().map(|(_, _, got)| got.as_ref().ok().map(|r| (r.day, r.starts_at))).collect();
    let next = |n: usize, of: NaiveDate| {
        starts.get(n + 1).copied().flatten().filter(|(day, _)| *day == of).map(|(_, starts_at)| starts_at)
    };
    let whole = rough.into_iter().enumerate().map(|(n, (line, cells, got))| {
        let shown = cells.get(3).filter(|t| !t.is_empty()).cloned().unwrap_or_else(|| cells.join(" "));
        let slot = got.and_then(|r| {
            let next = next(n, r.day);
            finish(r, next, now)
        });
        (line, shown.chars().take(TITLE_MAX).collect::<String>(), slot)
    });
    whole.collect()
}

/// A line before its end is known.
struct Rough {
    day: NaiveDate,
    starts_at: Instant,
    ends: Option<(u32, u32)>,
    title: String,
}

fn rough(cells: &[String], above: Option<NaiveDate>, now: Instant) -> Result<Rough, String> {
    let cell = |n: usize| cells.get(n).map_or("", String::as_str);
    if cells.len() < 4 {
        return Err("应有四列：日期、开始、结束、节目".into());
    }
    let day = match cell(0) {
        "" => above.ok_or("第一行应写日期")?,
        text => date(text, now).ok_or_else(|| format!("日期“{text}”看不懂，例如 2026-03-10"))?,
    };
    let time = |text: &str| clock(text).ok_or_else(|| format!("时间“{text}”看不懂，例如 19:30"));
    let (hour, minute) = time(cell(1))?;
    let ends = if cell(2).is_empty() { None } else { Some(time(cell(2))?) };
    Ok(Rough { day, starts_at: Instant::at(day, hour, minute), ends, title: cell(3).to_owned() })
}

fn finish(rough: Rough, next: Option<Instant>, now: Instant) -> Result<Slot, String> {
    let ends_at = match rough.ends {
        Some((hour, minute)) => {
            let at = Instant::at(rough.day, hour, minute);
            if at <= rough.starts_at { at.plus(DAY) } else { at }
        }
        None => next.ok_or("请写结束时间：后面没有同一天的节目")?,
    };
    let form = super::ProgrammeForm { channel: ChannelId(0), title: rough.title, starts_at: rough.starts_at, ends_at };
    check_programme(&form, now).map_err(|refusal| faults(&refusal))?;
    Ok(Slot { starts_at: form.starts_at, ends_at, title: form.title })
}

/// All that is wrong, in one line.
fn faults(refusal: &Refusal) -> String {
    if let Refusal::Several(all) = refusal {
        return all.iter().map(Refusal::sentence).collect::<Vec<_>>().join("；");
    }
    refusal.sentence()
}

/// What lines do to a channel that has `there`: what begins at the same time is changed, what overlaps anything else is left
/// out. With `replace`, whatever else begins on a day that the lines name makes room.
#[must_use]
pub fn plan(there: &[Slot], lines: &[Read], replace: bool) -> Plan {
    let right = || lines.iter().filter_map(|(_, _, slot)| slot.as_ref().ok());
    let days: Vec<NaiveDate> = right().map(|s| s.starts_at.day()).collect();
    // a line that is left out changes nothing: what begins at its time stays, and others may not overlap it either
    let mut left_out: Vec<Instant> = Vec::new();
    loop {
        let named: Vec<Instant> = right().map(|s| s.starts_at).filter(|at| !left_out.contains(at)).collect();
        let goes = |s: &&Slot| replace && days.contains(&s.starts_at.day()) && !left_out.contains(&s.starts_at);
        let others = || there.iter().filter(|s| !named.contains(&s.starts_at));
        let kept: Vec<Slot> = others().filter(|s| !goes(s)).cloned().collect();
        let mut plan = Plan { lines: Vec::new(), write: Vec::new(), remove: others().filter(goes).cloned().collect() };
        let accepted = place(there, lines, kept, &mut plan);
        let refused = right().map(|s| s.starts_at).filter(|at| !accepted.contains(at));
        let mut more: Vec<Instant> =
            refused.filter(|at| !left_out.contains(at) && there.iter().any(|t| t.starts_at == *at)).collect();
        if more.is_empty() {
            return plan;
        }
        left_out.append(&mut more);
    }
}

/// Places the lines one after the other among what is kept; answers when those begin that found their place.
fn place(there: &[Slot], lines: &[Read], mut kept: Vec<Slot>, plan: &mut Plan) -> Vec<Instant> {
    let mut accepted = Vec::new();
    for (line, shown, slot) in lines {
        let slot = slot.clone().and_then(|slot| match kept.iter().find(|k| overlap(k, &slot)) {
            Some(other) => Err(format!("与“{}”（{}）时间重叠", other.title, span(other.starts_at, other.ends_at))),
            None => Ok(slot),
        });
        let (state, fault) = match &slot {
            Ok(slot) => (becomes(there, slot), String::new()),
            Err(fault) => (LineState::Faulty, fault.clone()),
        };
        let title = slot.as_ref().map_or_else(|_| shown.clone(), |s| s.title.clone());
        let (starts_at, ends_at) = (slot.as_ref().ok().map(|s| s.starts_at), slot.as_ref().ok().map(|s| s.ends_at));
        plan.lines.push(PastedLine { line: *line, state, title, starts_at, ends_at, fault });
        if let Ok(slot) = slot {
            accepted.push(slot.starts_at);
            kept.push(slot.clone());
            if state != LineState::Same {
                plan.write.push(slot);
            }
        }
    }
    accepted
}

fn becomes(there: &[Slot], slot: &Slot) -> LineState {
    match there.iter().find(|t| t.starts_at == slot.starts_at) {
        None => LineState::New,
        Some(t) if t == slot => LineState::Same,
        Some(_) => LineState::Changed,
    }
}

fn overlap(a: &Slot, b: &Slot) -> bool {
    a.starts_at < b.ends_at && b.starts_at < a.ends_at
}

/// The cells of a line: by tabs where there are any, else by commas, quoted as in CSV.
fn cells(line: &str) -> Vec<String> {
    let parts: Vec<String> = if line.contains('\t') { line.split('\t').map(unquoted).collect() } else { csv(line) };
    parts.into_iter().map(|c| c.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned()).collect()
}

fn unquoted(cell: &str) -> String {
    let inner = cell.trim().strip_prefix('"').and_then(|c| c.strip_suffix('"'));
    inner.map_or_else(|| cell.to_owned(), |c| c.replace("\"\"", "\""))
}

fn csv(line: &str) -> Vec<String> {
    let (mut all, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' if quoted || cell.trim().is_empty() => quoted = !quoted,
            ',' | '，' if !quoted => all.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    all.push(cell);
    while all.len() > 4 && all.last().is_some_and(|c| c.trim().is_empty()) {
        all.pop();
    }
    // a title may hold commas of its own: the last column takes the rest
    if all.len() > 4 && !line.contains('"') {
        let rest = all.split_off(3).join("，");
        all.push(rest);
    }
    all
}

fn is_heading(cells: &[String]) -> bool {
    cells.iter().any(|c| c == "日期") && cells.iter().any(|c| c.starts_with("节目") || c.starts_with("开始"))
}

/// 2026-03-10, 2026/3/10, 2026.3.10, 2026年3月10日, 3月10日 and 3-10 of the year nearest to `now`.
fn date(text: &str, now: Instant) -> Option<NaiveDate> {
    let plain = text.trim_end_matches(['日', '号']).replace(['年', '月', '/', '.'], "-");
    let parts: Vec<u32> = plain.split('-').map(|p| p.trim().parse().ok()).collect::<Option<_>>()?;
    match parts[..] {
        [year, month, day] => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day),
        [month, day] => {
            let this = now.day().year();
            let years = [this, this + 1, this - 1].into_iter().filter_map(|y| NaiveDate::from_ymd_opt(y, month, day));
            years.min_by_key(|d| (*d - now.day()).num_days().abs())
        }
        _ => None,
    }
}

/// 19:30, 7:05, 19：30, 19:30:00.
fn clock(text: &str) -> Option<(u32, u32)> {
    let plain = text.replace('：', ":");
    let parts: Vec<u32> = plain.split(':').map(|p| p.trim().parse().ok()).collect::<Option<_>>()?;
    let ([hour, minute] | [hour, minute, _]) = parts[..] else { return None };
    (hour < 24 && minute < 60).then_some((hour, minute))
}

const _: () = assert!(LENGTH_MAX < DAY && DAY < AHEAD_MAX, "an end before the start lies on the next day");

#[cfg(test)]
mod tests;
