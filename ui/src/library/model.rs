//! How works look in words; the reader's settings; where a page turns to; the sleep timer. Pure.

use gsdj_domain::ChapterId;
use gsdj_domain::library::{BookPiece, BookPlace, ContentsItem, ContentsPlace, LEVEL_MAX, WorkKind, WorkRow, WorkView};
use serde::{Deserialize, Serialize};

/// 约 3 万字, 1 小时 20 分.
#[must_use]
pub fn extent(row: &WorkRow) -> String {
    let mut parts = vec![format!("{} 章", row.chapters)];
    if row.kind == WorkKind::Journal || row.kind == WorkKind::Paper {
        parts = vec![format!("{} 篇", row.chapters)];
    }
    if row.characters > 0 {
        parts.push(characters(row.characters));
    }
    if row.duration > 0 {
        parts.push(lasting(row.duration));
    }
    parts.join(" · ")
}

/// 3.2 万字.
#[must_use]
pub fn characters(count: u32) -> String {
    if count < 10_000 {
        format!("{count} 字")
    } else {
        format!("{}.{} 万字", count / 10_000, count % 10_000 / 1_000)
    }
}

/// 1 小时 20 分, 3 分 5 秒.
#[must_use]
pub fn lasting(seconds: u32) -> String {
    match (seconds / 3_600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} 秒"),
        (0, minutes, 0) => format!("{minutes} 分"),
        (0, minutes, seconds) => format!("{minutes} 分 {seconds} 秒"),
        (hours, 0, _) => format!("{hours} 小时"),
        (hours, minutes, _) => format!("{hours} 小时 {minutes} 分"),
    }
}

/// 1:02:03, 12:05.
#[must_use]
pub fn clock(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// 已读 12%; 读完 only at the very end.
#[must_use]
pub fn come(progress: u32, kind: WorkKind) -> String {
    let verb = if kind == WorkKind::Audio { "听" } else { "读" };
    match progress {
        0 => format!("还没开始{verb}"),
        1_000.. => format!("已{verb}完"),
        some => format!("已{verb} {}%", (some / 10).max(1)),
    }
}

/// Where the reader opens: the chapter asked for, the place kept, or the beginning. With how far into it.
#[must_use]
pub fn opening(work: &WorkView, asked: Option<ChapterId>, kept: Option<&BookPlace>) -> Option<(ChapterId, u32)> {
    let opens = |id: ChapterId| work.contents.iter().any(|c| c.id == id && c.opens());
    let kept = kept.filter(|p| opens(p.chapter));
    match (asked.filter(|id| opens(*id)), kept) {
        (Some(id), Some(place)) if place.chapter == id => Some((id, place.offset)),
        (Some(id), _) => Some((id, 0)),
        (None, Some(place)) => Some((place.chapter, place.offset)),
        (None, None) => work.contents.iter().find(|c| c.opens()).map(|c| (c.id, 0)),
    }
}

fn places(contents: &[ContentsItem]) -> Vec<ContentsPlace> {
    contents.iter().map(|c| ContentsPlace { id: c.id, level: c.level }).collect()
}

/// No deeper than one below the line before.
fn levelled(mut items: Vec<ContentsPlace>) -> Vec<ContentsPlace> {
    let mut before = 0;
    for item in &mut items {
        item.level = item.level.min(before + 1);
        before = item.level;
    }
    items
}

/// The contents with the `n`th line and another in each other's place; levels follow where they must.
#[must_use]
pub fn place_in(contents: &[ContentsItem], n: usize, with: usize) -> Vec<ContentsPlace> {
    let mut items = places(contents);
    if n < items.len() && with < items.len() {
        items.swap(n, with);
    }
    levelled(items)
}

/// The contents with the `n`th line deeper or higher by `by`; levels follow where they must.
#[must_use]
pub fn shifted(contents: &[ContentsItem], n: usize, by: i8) -> Vec<ContentsPlace> {
    let mut items = places(contents);
    if let Some(item) = items.get_mut(n) {
        item.level = item.level.saturating_add_signed(by).clamp(1, LEVEL_MAX);
    }
    levelled(items)
}

/// The text of a chapter to be sent: none where it stands so already, so that what only changes the title carries no text.
#[must_use]
pub fn typed_anew(stood: Option<&str>, text: String) -> Option<Vec<BookPiece>> {
    (stood != Some(text.as_str())).then(|| vec![BookPiece { text, picture: None }])
}

/// The colours of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Paper {
    /// White.
    White,
    /// Yellowed.
    Cream,
    /// A green that rests the eyes.
    Green,
    /// Night.
    Night,
}

impl Paper {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::White, Self::Cream, Self::Green, Self::Night];

    /// What the user reads.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::White => "白纸",
            Self::Cream => "米黄",
            Self::Green => "护眼",
            Self::Night => "夜间",
        }
    }

    /// Its name in the style sheet.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::White => "paper-white",
            Self::Cream => "paper-cream",
            Self::Green => "paper-green",
            Self::Night => "paper-night",
        }
    }
}

/// The smallest and the largest type, in steps from the usual size.
pub const SIZES: std::ops::RangeInclusive<i8> = -2..=5;

/// How somebody likes to read; remembered on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settings {
    /// Steps from the usual type size.
    pub size: i8,
    /// The paper that was chosen; none follows the page.
    pub paper: Option<Paper>,
}

impl Settings {
    /// Larger or smaller by steps, within [`SIZES`].
    #[must_use]
    pub fn sized(self, by: i8) -> Self {
        Self { size: (self.size + by).clamp(*SIZES.start(), *SIZES.end()), ..self }
    }

    /// The paper on a page that is dark, or is not.
    #[must_use]
    pub fn on_page(self, dark: bool) -> Paper {
        self.paper.unwrap_or(if dark { Paper::Night } else { Paper::White })
    }

    /// The type size, in hundredths of the usual.
    #[must_use]
    pub const fn percent(self) -> i32 {
        100 + self.size as i32 * 12
    }
}

/// Where a tap on the page leads: its left third back, its right third on, its middle shows the tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// One screen back.
    Back,
    /// One screen on.
    On,
    /// The tools.
    Tools,
}

/// What a tap at `x` of a page `width` wide means.
#[must_use]
pub fn tapped(x: f64, width: f64) -> Turn {
    match x / width.max(1.0) {
        share if share < 0.3 => Turn::Back,
        share if share > 0.7 => Turn::On,
        _ => Turn::Tools,
    }
}

/// What a key turns to; none for keys that are the browser's or the remote's own.
#[must_use]
pub fn key(name: &str) -> Option<Turn> {
    match name {
        "ArrowRight" | "PageDown" | " " => Some(Turn::On),
        "ArrowLeft" | "PageUp" => Some(Turn::Back),
        _ => None,
    }
}

/// The part of the text that is read when the screen's top stands at `top`: the last whose upper edge is not below it.
/// `edges` are pairs of place and upper edge, from above.
#[must_use]
pub fn place_at(edges: &[(u32, f64)], top: f64) -> u32 {
    edges.iter().take_while(|(_, edge)| *edge <= top).last().or(edges.first()).map_or(0, |(at, _)| *at)
}

/// When the sound is to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sleep {
    /// Never.
    #[default]
    Off,
    /// After so many seconds of playing.
    After(u32),
    /// At the end of the chapter.
    Chapter,
}

impl Sleep {
    /// What can be chosen.
    pub const CHOICES: [Self; 6] =
        [Self::Off, Self::After(600), Self::After(1_200), Self::After(1_800), Self::After(3_600), Self::Chapter];

    /// What the user reads.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Off => "不定时".into(),
            Self::After(seconds) => format!("{}后", lasting(seconds)),
            Self::Chapter => "听完这一章".into(),
        }
    }

    /// After another second of playing; `None` when it is to stop now.
    #[must_use]
    pub const fn ticked(self) -> Option<Self> {
        match self {
            Self::After(0 | 1) => None,
            Self::After(left) => Some(Self::After(left - 1)),
            Self::Off | Self::Chapter => Some(self),
        }
    }
}

/// The speeds of listening.
pub const SPEEDS: [f64; 5] = [0.75, 1.0, 1.25, 1.5, 2.0];

#[cfg(test)]
mod tests;
