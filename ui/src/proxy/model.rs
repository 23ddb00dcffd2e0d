//! What 帮办's pages say, decided without a browser.

use chrono::Days;
use gsdj_domain::Instant;
use gsdj_domain::proxy::ProxyRow;

/// The last day of a consent proposed: half a year from today, as a date field wants it.
#[must_use]
pub fn proposed_end(now: Instant) -> String {
    now.day().checked_add_days(Days::new(182)).unwrap_or_else(|| now.day()).to_string()
}

/// Where a consent stands: 有效至 2027-03-31, 已撤销, 已到期.
#[must_use]
pub fn standing(row: &ProxyRow) -> String {
    let last = row.valid_until.plus(-1).day();
    match (row.holds, row.revoked_at) {
        (true, _) => format!("有效至 {last}"),
        (false, Some(at)) if at < row.valid_until => "已撤销".into(),
        (false, _) => "已到期".into(),
    }
}

/// How the member consented, with the note.
#[must_use]
pub fn consent(row: &ProxyRow) -> String {
    if row.note.is_empty() { row.method.label().into() } else { format!("{}：{}", row.method.label(), row.note) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::MemberId;
    use gsdj_domain::proxy::ConsentMethod;
    use gsdj_domain::time::DAY;

    #[test]
    fn a_consent_says_until_when_and_how() {
        let now = Instant(1_795_482_000_000);
        let mut row = ProxyRow {
            id: 1,
            member: MemberId(1),
            member_name: "示例1".into(),
            helper: MemberId(2),
            helper_name: "示例2".into(),
            method: ConsentMethod::Phone,
            note: String::new(),
            created_at: now,
            valid_until: Instant::midnight(now.day()).plus(DAY),
            revoked_at: None,
            holds: true,
        };
        assert_eq!((standing(&row).as_str(), consent(&row).as_str()), ("有效至 2026-11-24", "电话确认"));
        row.holds = false;
        assert_eq!(standing(&row), "已到期");
        row.revoked_at = Some(now);
        row.note = "示例".into();
        assert_eq!((standing(&row).as_str(), consent(&row).as_str()), ("已撤销", "电话确认：示例"));
        assert_eq!(proposed_end(now), "2027-05-25");
    }
}
