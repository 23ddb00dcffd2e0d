//! What the desk says and decides on the page. Pure.

pub mod column;
pub mod form;
pub mod link;
pub mod shown;
pub mod version;
pub mod why;

use crate::kit::Tone;
use gsdj_domain::Instant;
use gsdj_domain::content::{ArticleState, DeskCounts, DeskRow};

/// How a state sounds.
#[must_use]
pub const fn tone(state: ArticleState) -> Tone {
    match state {
        ArticleState::Draft | ArticleState::Withdrawn => Tone::Plain,
        ArticleState::Waiting => Tone::Info,
        ArticleState::Returned => Tone::Bad,
        ArticleState::Scheduled => Tone::Warn,
        ArticleState::Published => Tone::Ok,
    }
}

/// How many stand in a state.
#[must_use]
pub fn count(counts: &DeskCounts, state: ArticleState) -> u32 {
    counts.states.iter().find(|c| c.state == state).map_or(0, |c| c.count)
}

/// How many there are in all.
#[must_use]
pub fn total(counts: &DeskCounts) -> u32 {
    counts.states.iter().map(|c| c.count).sum()
}

/// When something happens or happened to it, in words.
#[must_use]
pub fn when(row: &DeskRow, now: Instant) -> String {
    let written = format!("{} {} 编写", row.writer, row.written_at.spoken(now));
    match (row.state, row.publish_at, row.published_at) {
        (ArticleState::Scheduled, Some(at), _) => format!("{written}，{} 发布", at.spoken(now)),
        (ArticleState::Published, _, Some(at)) => format!("{written}，{} 发布", at.spoken(now)),
        _ => written,
    }
}

/// What readers see while something else stands on the desk.
#[must_use]
pub fn live_note(row: &DeskRow) -> Option<String> {
    let other = row.live && row.state != ArticleState::Published;
    other.then(|| format!("读者看到的是已发布的第 {} 版", row.versions))
}

#[cfg(test)]
mod tests;
