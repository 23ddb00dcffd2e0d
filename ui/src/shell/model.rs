//! The outbox, sorted for the eye: what was refused first, then what waits, then what arrived.

use gsdj_domain::shell::{OutboxRow, RowState};

/// The rows by what has become of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sorted {
    /// To be told and dismissed.
    pub refused: Vec<OutboxRow>,
    /// In the order in which they will be sent.
    pub waiting: Vec<OutboxRow>,
    /// Newest first.
    pub sent: Vec<OutboxRow>,
}

impl Sorted {
    /// Sorts rows as the shell lists them.
    #[must_use]
    pub fn of(rows: Vec<OutboxRow>) -> Self {
        let mut sorted = Self::default();
        for row in rows {
            match row.state {
                RowState::Refused => sorted.refused.push(row),
                RowState::Waiting => sorted.waiting.push(row),
                RowState::Sent => sorted.sent.insert(0, row),
            }
        }
        sorted
    }

    /// Whether there is nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.refused.is_empty() && self.waiting.is_empty() && self.sent.is_empty()
    }

    /// One sentence for the top of the page.
    #[must_use]
    pub fn summary(&self) -> String {
        match (self.refused.len(), self.waiting.len()) {
            (0, 0) => "所有操作都已送达".into(),
            (0, waiting) => format!("{waiting} 项操作等待联网后自动发送"),
            (refused, 0) => format!("{refused} 项操作未被接受，请查看"),
            (refused, waiting) => format!("{refused} 项操作未被接受，{waiting} 项等待发送"),
        }
    }
}

/// The page that a row is about: a meeting's answer leads to the meeting.
#[must_use]
pub fn leads_to(row: &OutboxRow) -> Option<String> {
    let mut parts = row.path.trim_start_matches('/').split('/').skip(1);
    match (parts.next(), parts.next()) {
        (Some("meetings"), Some(id)) => Some(format!("/meetings/{id}")),
        (Some("inbox"), _) => Some("/inbox".into()),
        (Some(_) | None, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::Instant;

    fn row(id: i64, state: RowState) -> OutboxRow {
        let path = format!("/x/meetings/{id}/answer");
        let what = "反馈会议：参加".to_owned();
        OutboxRow { id, state, what, path, queued_at: Instant(id), decided_at: None, sentence: None, hint: None }
    }

    #[test]
    fn what_needs_a_look_comes_first() {
        let rows = [
            (1, RowState::Sent),
            (2, RowState::Waiting),
            (3, RowState::Refused),
            (4, RowState::Sent),
            (5, RowState::Waiting),
        ];
        let sorted = Sorted::of(rows.map(|(id, state)| row(id, state)).to_vec());
        let ids = |rows: &[OutboxRow]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
        assert_eq!((ids(&sorted.refused), ids(&sorted.waiting), ids(&sorted.sent)), (vec![3], vec![2, 5], vec![4, 1]));
        assert_eq!(sorted.summary(), "1 项操作未被接受，2 项等待发送");
        assert_eq!(Sorted::of(vec![row(1, RowState::Sent)]).summary(), "所有操作都已送达");
        assert!(Sorted::of(Vec::new()).is_empty());
    }

    #[test]
    fn a_row_leads_to_what_it_is_about() {
        assert_eq!(leads_to(&row(7, RowState::Sent)).as_deref(), Some("/meetings/7"));
    }
}
