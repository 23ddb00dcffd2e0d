//! What lists say of articles and columns, in words that the pages and the first view of a page share.

use super::{Area, ArticleRow, ArticleView, Column, ColumnBlock, ColumnView, FrontPage, Site};
use crate::{ColumnId, Instant};
use chrono::{Datelike as _, Timelike as _};

/// When something was published, as lists say it: the time of today's, the day of everything else; a document has only a day.
#[must_use]
pub fn when(at: Instant, now: Instant) -> String {
    let clock = at.local();
    let midnight = clock.hour() == 0 && clock.minute() == 0;
    if at.day() == now.day() && !midnight {
        return at.spoken(now);
    }
    let day = at.day();
    match (now.day() - day).num_days() {
        0 => "今天".into(),
        1 => "昨天".into(),
        _ if day.year() == now.day().year() => format!("{}月{}日", day.month(), day.day()),
        _ => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
    }
}

/// The columns right below another.
#[must_use]
pub fn below(columns: &[Column], parent: ColumnId) -> Vec<Column> {
    columns.iter().filter(|column| column.parent == Some(parent)).cloned().collect()
}

/// A site's front page, as it is called where one goes back to it.
#[must_use]
pub fn front_of(site: Site) -> (String, String) {
    (site.address(), if site.is_province() { "党建资讯".to_owned() } else { site.title() })
}

/// The headlines in the order in which they stand: what has a picture leads; without any the first does.
#[must_use]
pub fn lead_first(mut headlines: Vec<ArticleRow>) -> Vec<ArticleRow> {
    let pictured = headlines.iter().position(|row| row.cover.is_some());
    if let Some(before) = pictured.and_then(|at| headlines.get_mut(..=at)) {
        before.rotate_right(1);
    }
    headlines
}

/// Articles that a block of a front page shows.
const OF_BLOCK: usize = 6;

impl ColumnBlock {
    /// What a front page shows of it: the first with its picture, if it has one, and the others as lines.
    #[must_use]
    pub fn shown(&self) -> (Option<&ArticleRow>, &[ArticleRow]) {
        let rows = self.articles.get(..OF_BLOCK).unwrap_or(&self.articles);
        match rows.split_first() {
            Some((first, others)) if first.cover.is_some() => (Some(first), others),
            Some(_) | None => (None, rows),
        }
    }
}

impl FrontPage {
    /// Whether nothing at all stands on it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.headlines.is_empty() && self.blocks.iter().all(|block| block.articles.is_empty())
    }
}

impl ColumnView {
    /// Where "back" leads: to the column above, or to the front page of its part.
    #[must_use]
    pub fn back(&self) -> String {
        let above = self.path.iter().rev().nth(1);
        above.map_or_else(|| self.column.front().0, |above| format!("/columns/{}", above.id))
    }
}

impl ArticleView {
    /// Where "back" leads: to its column, or the nearest one above that is shown, or to the site's front page.
    #[must_use]
    pub fn back(&self) -> String {
        let nearest = self.path.last();
        nearest.map_or_else(|| front_of(self.row.site).0, |column| format!("/columns/{}", column.id))
    }
}

impl Site {
    /// What it is called among the others.
    #[must_use]
    pub fn among_others(self) -> &'static str {
        if self.is_province() { "全省" } else { self.label() }
    }
}

impl ArticleRow {
    /// What stands below the title in a list: where it comes from, and when.
    #[must_use]
    pub fn line(&self, with_column: bool, now: Instant) -> String {
        let column = if with_column { self.column.name.clone() } else { String::new() };
        let parts = [column, self.source.clone(), when(self.at, now)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

impl Column {
    /// Where the front page of its part is, and what that is called.
    #[must_use]
    pub fn front(&self) -> (String, String) {
        match self.area {
            Area::Education => ("/learning".into(), "党员教育".into()),
            Area::News | Area::Branch => front_of(self.site),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::ColumnRef;
    use crate::time::{DAY, HOUR};
    use crate::{ArticleId, FileId};

    /// 2026-03-10 09:00 in Lanzhou.
    const NOW: Instant = Instant(1_773_104_400_000);

    #[test]
    fn today_has_a_clock_and_other_days_have_none() {
        assert_eq!(when(NOW.plus(-HOUR), NOW), "今天 08:00");
        assert_eq!(when(NOW.plus(-DAY), NOW), "昨天");
        assert_eq!(when(NOW.plus(-9 * DAY), NOW), "3月1日");
        assert_eq!(when(NOW.plus(-90 * DAY), NOW), "2025年12月10日");
        assert_eq!(when(Instant::midnight(NOW.day()), NOW), "今天", "a document has a day only");
    }

    fn row(id: i64, cover: Option<i64>) -> ArticleRow {
        ArticleRow {
            id: ArticleId(id),
            site: Site::Province,
            column: ColumnRef { id: ColumnId(2), name: "中央声音".into() },
            title: "示例".into(),
            summary: String::new(),
            cover: cover.map(FileId),
            source: String::new(),
            at: NOW.plus(-DAY),
            pinned: false,
        }
    }

    #[test]
    fn what_has_a_picture_leads() {
        let order = |covers: &[Option<i64>]| {
            let rows = (1..).zip(covers).map(|(id, cover)| row(id, *cover)).collect();
            lead_first(rows).iter().map(|row| row.id.0).collect::<Vec<_>>()
        };
        assert_eq!(order(&[None, None, Some(7), Some(8)]), [3, 1, 2, 4]);
        assert_eq!(order(&[None, None]), [1, 2]);
        assert!(order(&[]).is_empty());
    }

    #[test]
    fn a_line_leaves_out_what_is_not_there() {
        let row = row(1, None);
        assert_eq!(row.line(true, NOW), "中央声音 · 昨天");
        assert_eq!(ArticleRow { source: "示例来源".into(), ..row }.line(false, NOW), "示例来源 · 昨天");
    }
}
