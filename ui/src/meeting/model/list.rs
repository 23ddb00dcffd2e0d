//! The list of meetings: what it is filtered by, its chips and what a row says.

use gsdj_domain::Instant;
use gsdj_domain::meeting::{MeetingKind, MeetingRow, Stage, StageCount};

/// What the list shows: the address's query, read and written here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// One kind only.
    pub kind: Option<MeetingKind>,
    /// One stage only.
    pub stage: Option<Stage>,
    /// Words looked for.
    pub q: String,
}

impl Filter {
    /// Reads the query by `get`; unknown codes count as none.
    #[must_use]
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            kind: get("kind").and_then(|code| MeetingKind::from_code(&code)),
            stage: get("stage").and_then(|code| Stage::from_code(&code)),
            q: get("q").map(|q| q.trim().to_owned()).unwrap_or_default(),
        }
    }

    /// The pairs of the query, in a fixed order, empty ones left out.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if let Some(kind) = self.kind {
            pairs.push(("kind", kind.code().to_owned()));
        }
        if let Some(stage) = self.stage {
            pairs.push(("stage", stage.code().to_owned()));
        }
        if !self.q.is_empty() {
            pairs.push(("q", self.q.clone()));
        }
        pairs
    }

    /// The heading of the list.
    #[must_use]
    pub fn heading(&self) -> &'static str {
        self.kind.map_or("会议", MeetingKind::label)
    }

    /// Whether the list is narrowed by more than its kind, so that an empty one says so.
    #[must_use]
    pub fn narrowed(&self) -> bool {
        self.stage.is_some() || !self.q.is_empty()
    }
}

/// A chip above the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageChip {
    /// Which stage; `None` for 全部.
    pub stage: Option<Stage>,
    /// What it says.
    pub label: &'static str,
    /// How many.
    pub count: u32,
}

/// 全部 first, then every stage that has a meeting (and the chosen one, even at none), in the order of their life.
#[must_use]
pub fn chips(counts: &[StageCount], chosen: Option<Stage>) -> Vec<StageChip> {
    let count = |stage: Stage| counts.iter().filter(|c| c.stage == stage).map(|c| c.count).sum::<u32>();
    let total = counts.iter().map(|c| c.count).sum();
    let all = StageChip { stage: None, label: "全部", count: total };
    let some = Stage::ALL.iter().copied().filter(|s| count(*s) > 0 || chosen == Some(*s));
    std::iter::once(all).chain(some.map(|s| StageChip { stage: Some(s), label: s.label(), count: count(s) })).collect()
}

/// 「18 / 26」: attending, or present once a record is in, of those expected; 「–」 before anybody was told.
#[must_use]
pub fn answers(row: &MeetingRow) -> String {
    match (row.tally.present, row.tally.told) {
        (Some(present), _) => format!("{present} / {}", row.tally.expected),
        (None, 0) => "–".into(),
        (None, _) => format!("{} / {}", row.tally.attending, row.tally.expected),
    }
}

/// The small line under the title.
#[must_use]
pub fn details(row: &MeetingRow) -> String {
    format!("主持人 {} · {} · {}", row.chair, row.place, row.length.label())
}

/// The small line for somebody above: whose meeting it is comes first.
#[must_use]
pub fn details_from_above(row: &MeetingRow) -> String {
    format!("{} · {}", row.org.name, details(row))
}

/// 「周五 14:30（11月27日）」: as people say it, with the date where saying it leaves that out.
#[must_use]
pub fn dated(at: Instant, now: Instant) -> String {
    let spoken = at.spoken(now);
    if spoken.contains('月') {
        return spoken;
    }
    let day = at.day();
    format!("{spoken}（{}月{}日）", chrono::Datelike::month(&day), chrono::Datelike::day(&day))
}

/// What waits for this member, for the line in red or gold on a card: 「今天 18:00 前反馈，还剩 5小时」.
#[must_use]
pub fn answer_by(row: &MeetingRow, now: Instant) -> Option<String> {
    row.waits_for_me.then(|| countdown(row.answer_deadline, now))
}

/// 「今天 18:00 前反馈，还剩 5小时」, or that it is over.
#[must_use]
pub fn countdown(deadline: Instant, now: Instant) -> String {
    let left = deadline.0 - now.0;
    if left < 0 {
        return format!("反馈已于{}截止", deadline.spoken(now));
    }
    format!("{} 前反馈，还剩 {}", deadline.spoken(now), gsdj_domain::time::lasting(left))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use gsdj_domain::time::{DAY, HOUR};

    #[test]
    fn a_filter_reads_back_what_it_wrote() {
        let filter = Filter { kind: Some(MeetingKind::ThemeDay), stage: Some(Stage::Returned), q: "植树".into() };
        let pairs = filter.pairs();
        let get = |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone());
        assert_eq!(Filter::read(get), filter);
        assert_eq!(Filter::read(|_| None), Filter::default());
        assert_eq!(Filter::read(|_| Some("no_such_thing".into())).kind, None);
    }

    #[test]
    fn chips_count_all_and_leave_out_empty_stages() {
        let counts = [StageCount { stage: Stage::Done, count: 9 }, StageCount { stage: Stage::Draft, count: 1 }];
        let shown: Vec<_> = chips(&counts, Some(Stage::Returned)).iter().map(|c| (c.label, c.count)).collect();
        assert_eq!(shown, [("全部", 10), ("待发通知", 1), ("已退回", 0), ("已完成", 9)]);
    }

    #[test]
    fn a_row_shows_heads_as_they_stand() {
        let mut row = sample::view().row;
        assert_eq!(answers(&row), "18 / 26");
        row.tally.present = Some(25);
        assert_eq!(answers(&row), "25 / 26");
        row.tally = gsdj_domain::meeting::Tally { expected: 26, ..Default::default() };
        assert_eq!(answers(&row), "–");
    }

    #[test]
    fn a_time_near_by_has_its_date_too() {
        assert_eq!(dated(sample::NOW.plus(3 * DAY), sample::NOW), "周五 09:00（11月27日）");
        assert_eq!(dated(sample::NOW.plus(30 * DAY), sample::NOW), "12月24日 09:00");
    }

    #[test]
    fn the_countdown_tells_when_and_how_long() {
        let now = sample::NOW;
        assert_eq!(countdown(now.plus(5 * HOUR), now), "今天 14:00 前反馈，还剩 5小时");
        assert_eq!(countdown(now.plus(-DAY), now), "反馈已于昨天 09:00截止");
    }
}
