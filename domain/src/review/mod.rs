//! 审核管理 (FEATURES 2.2, 12.6): one queue for every kind of thing that waits for somebody's decision, and what was
//! filed (报备) to be read.
//!
//! What a decision is and may be stays with the feature; the queue only says what waits, since when, and where it is
//! decided. A new kind is a variant here and a row of `backend/src/review`'s table of sources.

use crate::Instant;
use crate::meeting::Decision;
use crate::org::OrgRef;
use std::cmp::Ordering;

coded! {
    /// A kind of thing that waits for review.
    pub enum ReviewKind {
        /// A meeting's record.
        Meeting = "meeting" "会议",
        /// A post on experience.
        Experience = "experience" "经验交流",
        /// A committee post that a branch asks the province for.
        PostRequest = "post_request" "职务申请",
        /// An article of a site.
        Article = "article" "稿件",
        /// A member's comment.
        Remark = "comment" "评论",
    }
}

wire! {
    /// Something that waits for review, or was decided.
    pub struct ReviewItem {
        /// Its kind.
        pub kind: ReviewKind,
        /// Its id among its kind.
        pub id: i64,
        /// What it is called.
        pub title: String,
        /// What of its kind: 支部党员大会.
        pub what: String,
        /// Whose it is.
        pub org: OrgRef,
        /// When it was handed in.
        pub submitted_at: Instant,
        /// Which round it is, 1 for the first.
        pub round: u32,
        /// When it was decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decided_at: Option<Instant>,
        /// What was decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decision: Option<Decision>,
        /// The address of the page on which it is decided.
        pub link: String,
    }

    /// How many of a kind wait.
    pub struct KindCount {
        /// The kind.
        pub kind: ReviewKind,
        /// How many.
        pub count: u32,
    }

    /// `GET /api/reviews/counts`.
    pub struct ReviewCounts {
        /// What waits, by kind; kinds of which none waits are left out.
        pub waiting: Vec<KindCount>,
        /// Filed things not read yet.
        pub filed: u32,
    }

    /// Something filed (报备): it is only read.
    pub struct FiledItem {
        /// Names it.
        pub id: i64,
        /// Its kind.
        pub kind: ReviewKind,
        /// What it is called.
        pub title: String,
        /// What of its kind: 主题党日.
        pub what: String,
        /// Whose it is.
        pub org: OrgRef,
        /// When it was filed.
        pub filed_at: Instant,
        /// Already read.
        pub read: bool,
        /// The address of its page.
        pub link: String,
    }

    /// `POST /api/reviews/filed/read`: which filed things are noted as read; all when none is named.
    pub struct FiledReadForm {
        /// The filed things, at most 100.
        #[serde(default)]
        pub ids: Vec<i64>,
    }
}

/// How many wait altogether.
#[must_use]
pub fn total(counts: &[KindCount]) -> u32 {
    counts.iter().fold(0, |sum, kind| sum.saturating_add(kind.count))
}

/// A place in the queue that holds several kinds: by time, then by kind, then by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// When it was handed in, or decided.
    pub at: Instant,
    /// Its kind.
    pub kind: ReviewKind,
    /// Its id among its kind.
    pub id: i64,
}

impl Place {
    /// As a cursor.
    #[must_use]
    pub fn cursor(&self) -> String {
        format!("{}_{}_{}", self.at.0, self.id, self.kind.code())
    }

    /// Reads a cursor; `None` for what is none.
    #[must_use]
    pub fn read(cursor: &str) -> Option<Self> {
        let mut parts = cursor.splitn(3, '_');
        let (at, id, kind) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self { at: Instant(at.parse().ok()?), id: id.parse().ok()?, kind: ReviewKind::from_code(kind)? })
    }

    /// Where the rows of `kind` go on after this place, as time and id of the row before: whichever way the list runs,
    /// rows of a later kind at the same time stand on one side of it and those of an earlier kind on the other.
    #[must_use]
    pub fn after(&self, kind: ReviewKind) -> (i64, i64) {
        let id = match kind.cmp(&self.kind) {
            Ordering::Equal => self.id,
            Ordering::Greater => i64::MIN,
            Ordering::Less => i64::MAX,
        };
        (self.at.0, id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(at: i64, kind: ReviewKind, id: i64) -> Place {
        Place { at: Instant(at), kind, id }
    }

    #[test]
    fn a_cursor_is_read_as_it_was_written_and_nothing_else_is() {
        let at = place(7, ReviewKind::Experience, 9);
        assert_eq!(Place::read(&at.cursor()), Some(at));
        for other in ["", "x", "_", "1_2", "1_2_3", "1.5_2_meeting", "1_2_meeting_3"] {
            assert_eq!(Place::read(other), None, "{other}");
        }
    }

    /// Rows of any kinds, walked by pages of one, come in order and each once, both ways.
    #[test]
    fn walking_by_places_loses_nothing() {
        let mut all = Vec::new();
        for kind in ReviewKind::ALL {
            for (at, id) in [(1, 5), (1, 6), (2, 1), (3, 5)] {
                all.push(place(at, *kind, id));
            }
        }
        for rising in [true, false] {
            let mut order = all.clone();
            order.sort();
            if !rising {
                order.reverse();
            }
            let mut walked = Vec::new();
            let mut cursor: Option<Place> = None;
            loop {
                let next = |kind: ReviewKind| {
                    let after = cursor.map(|c| c.after(kind));
                    let fits = |p: &&Place| {
                        let own = (p.at.0, p.id);
                        p.kind == kind && after.is_none_or(|after| if rising { own > after } else { own < after })
                    };
                    let of = all.iter().filter(fits);
                    if rising { of.min() } else { of.max() }.copied()
                };
                let firsts = ReviewKind::ALL.iter().filter_map(|k| next(*k));
                let Some(first) = (if rising { firsts.min() } else { firsts.max() }) else { break };
                walked.push(first);
                cursor = Some(first);
            }
            assert_eq!(walked, order, "rising: {rising}");
        }
    }
}
