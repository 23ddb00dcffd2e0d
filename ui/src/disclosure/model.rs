//! What a disclosure says of its period, and its form as it is typed. Pure.

use crate::kit::{Faults, Tone, by_field};
use chrono::{Datelike, Days, NaiveDate};
use gsdj_domain::disclosure::{
    DisclosureCategory, DisclosureDraft, DisclosureForm, DisclosureReach, DisclosureRow, DisclosureState,
    DisclosureView, Period, check, latest_end,
};
use gsdj_domain::file::FileInfo;
use gsdj_domain::{GroupId, Instant, MemberId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Days that a new period is proposed to last.
const USUAL: u64 = 6;

/// The order in which faults are gone to, which is the order on the page.
pub const FIELDS: [&str; 10] =
    ["title", "category", "text", "begins_on", "ends_on", "reach", "groups", "members", "files", "note"];

/// How a state sounds.
#[must_use]
pub const fn tone(state: DisclosureState) -> Tone {
    match state {
        DisclosureState::Planned => Tone::Info,
        DisclosureState::Running => Tone::Ok,
        DisclosureState::Ended | DisclosureState::Withdrawn => Tone::Plain,
    }
}

/// 3月5日, with the year where it is another one.
fn spoken(day: &str, now: Instant) -> String {
    let Ok(date) = NaiveDate::parse_from_str(day, "%Y-%m-%d") else { return day.to_owned() };
    if date.year() == now.day().year() {
        format!("{}月{}日", date.month(), date.day())
    } else {
        format!("{}年{}月{}日", date.year(), date.month(), date.day())
    }
}

/// 3月5日 至 3月12日.
#[must_use]
pub fn period(row: &DisclosureRow, now: Instant) -> String {
    format!("{} 至 {}", spoken(&row.begins_on, now), spoken(&row.ends_on, now))
}

/// What is left of it, in words.
#[must_use]
pub fn remaining(row: &DisclosureRow, now: Instant) -> String {
    match (row.state, row.days_left) {
        (DisclosureState::Planned, _) => format!("{}开始", spoken(&row.begins_on, now)),
        (DisclosureState::Running, Some(1)) => "今天是最后一天".into(),
        (DisclosureState::Running, left) => format!("还有 {} 天", left.unwrap_or(0)),
        (DisclosureState::Ended, _) => format!("{}已结束", spoken(&row.ends_on, now)),
        (DisclosureState::Withdrawn, _) => "已撤回".into(),
    }
}

/// The form on the page; survives a reload as JSON (uploads are already on the server).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// 标题.
    pub title: String,
    /// A category's code.
    pub category: String,
    /// 公开内容.
    pub text: String,
    /// YYYY-MM-DD.
    pub begins: String,
    /// YYYY-MM-DD.
    pub ends: String,
    /// A reach's code.
    pub reach: String,
    /// The groups ticked.
    pub groups: BTreeSet<GroupId>,
    /// The members ticked.
    pub members: BTreeSet<MemberId>,
    /// Photos, uploaded.
    pub photos: Vec<FileInfo>,
    /// Attachments, uploaded.
    pub attachments: Vec<FileInfo>,
    /// 更正说明.
    pub note: String,
}

impl Typed {
    /// An empty form: a week from today, for everybody.
    #[must_use]
    pub fn fresh(now: Instant) -> Self {
        Self {
            category: DisclosureCategory::Admission.code().into(),
            begins: now.day().to_string(),
            ends: (now.day() + Days::new(USUAL)).to_string(),
            reach: DisclosureReach::Everybody.code().into(),
            ..Self::default()
        }
    }

    /// What stands now.
    #[must_use]
    pub fn of(view: &DisclosureView) -> Self {
        Self {
            title: view.row.title.clone(),
            category: view.row.category.code().into(),
            text: view.text.clone(),
            begins: view.row.begins_on.clone(),
            ends: view.row.ends_on.clone(),
            reach: view.row.reach.code().into(),
            groups: view.groups.iter().map(|g| g.id).collect(),
            members: view.members.iter().map(|m| m.id).collect(),
            photos: view.photos.clone(),
            attachments: view.attachments.clone(),
            note: String::new(),
        }
    }

    /// As it is sent.
    #[must_use]
    pub fn form(&self) -> DisclosureForm {
        let ids = |files: &[FileInfo]| files.iter().map(|f| f.id).collect();
        DisclosureForm {
            title: self.title.trim().into(),
            category: DisclosureCategory::from_code(&self.category).unwrap_or(DisclosureCategory::Other),
            text: self.text.trim().into(),
            photos: ids(&self.photos),
            attachments: ids(&self.attachments),
            begins_on: self.begins.trim().into(),
            ends_on: self.ends.trim().into(),
            reach: self.reach(),
            groups: self.groups.iter().copied().collect(),
            members: self.members.iter().copied().collect(),
            note: self.note.trim().into(),
        }
    }

    /// Whom it is for.
    #[must_use]
    pub fn reach(&self) -> DisclosureReach {
        DisclosureReach::from_code(&self.reach).unwrap_or(DisclosureReach::Everybody)
    }

    /// All faults by field; `before` is the period that stands, when one is changed.
    #[must_use]
    pub fn faults(&self, draft: &DisclosureDraft, before: Option<Period>, now: Instant) -> Faults {
        let groups: Vec<_> = draft.groups.iter().map(|g| g.id).collect();
        let members: Vec<_> = draft.members.iter().map(|m| m.id).collect();
        match check(&self.form(), &groups, &members, before, now) {
            Ok(_) => Faults::new(),
            Err(refusal) => by_field(&refusal.problem(String::new())),
        }
    }

    /// The last day that the beginning typed allows, for the hint.
    #[must_use]
    pub fn latest(&self) -> Option<String> {
        let begins = NaiveDate::parse_from_str(&self.begins, "%Y-%m-%d").ok()?;
        Some(latest_end(begins).to_string())
    }
}

/// The period of what is changed.
#[must_use]
pub fn standing(view: &DisclosureView) -> Option<Period> {
    let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    let withdrawn = view.row.state == DisclosureState::Withdrawn;
    Some(Period { begins: day(&view.row.begins_on)?, ends: day(&view.row.ends_on)?, withdrawn })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::model::sample::NOW;
    use gsdj_domain::DisclosureId;
    use gsdj_domain::OrgId;
    use gsdj_domain::org::OrgRef;

    fn row(state: DisclosureState, days_left: Option<u32>) -> DisclosureRow {
        DisclosureRow {
            id: DisclosureId(1),
            org: OrgRef { id: OrgId(1), name: "示例".into() },
            title: "示例".into(),
            category: DisclosureCategory::Dues,
            state,
            begins_on: "2026-11-20".into(),
            ends_on: "2027-01-05".into(),
            days_left,
            reach: DisclosureReach::Everybody,
            corrected_at: None,
        }
    }

    fn draft() -> DisclosureDraft {
        DisclosureDraft { groups: vec![], members: vec![], now: NOW }
    }

    #[test]
    fn what_is_left_is_said_as_people_say_it() {
        assert_eq!(remaining(&row(DisclosureState::Running, Some(3)), NOW), "还有 3 天");
        assert_eq!(remaining(&row(DisclosureState::Running, Some(1)), NOW), "今天是最后一天");
        assert_eq!(remaining(&row(DisclosureState::Planned, None), NOW), "11月20日开始");
        assert_eq!(remaining(&row(DisclosureState::Ended, None), NOW), "2027年1月5日已结束");
        assert_eq!(period(&row(DisclosureState::Running, None), NOW), "11月20日 至 2027年1月5日");
    }

    #[test]
    fn a_fresh_form_lacks_only_words() {
        let fresh = Typed::fresh(NOW);
        let faults = fresh.faults(&draft(), None, NOW);
        assert_eq!(faults.keys().map(String::as_str).collect::<Vec<_>>(), ["text", "title"]);
        assert_eq!((fresh.begins.as_str(), fresh.latest().as_deref()), ("2026-11-24", Some("2026-12-24")));
        let typed = Typed { title: "示例".into(), text: "示例".into(), ..fresh };
        assert!(typed.faults(&draft(), None, NOW).is_empty());
        let members = Typed { reach: "members".into(), ..typed };
        assert!(members.faults(&draft(), None, NOW).contains_key("members"));
    }
}
