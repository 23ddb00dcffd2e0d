//! The committee as it is put together, and what its term means today. Pure.

use crate::meeting::model::form::{Faults, by_field};
use gsdj_domain::branch::{BranchCommittee, CommitteeMember, CommitteePost, check_committee};
use gsdj_domain::member::MemberRow;
use gsdj_domain::{Instant, MemberId};
use serde::{Deserialize, Serialize};

/// The committee on the page; survives a reload as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Who holds what, in the order they were added.
    pub posts: Vec<(CommitteePost, MemberId, String)>,
    /// YYYY-MM-DD or empty.
    pub begins: String,
    /// YYYY-MM-DD or empty.
    pub ends: String,
}

impl Draft {
    /// What stands now.
    #[must_use]
    pub fn of(committee: &BranchCommittee) -> Self {
        Self {
            posts: committee.posts.iter().map(|p| (p.post, p.member, p.name.clone())).collect(),
            begins: committee.term_begins.clone().unwrap_or_default(),
            ends: committee.term_ends.clone().unwrap_or_default(),
        }
    }

    /// Those who hold `post`.
    #[must_use]
    pub fn holders(&self, post: CommitteePost) -> Vec<(MemberId, String)> {
        self.posts.iter().filter(|(p, ..)| *p == post).map(|(_, m, n)| (*m, n.clone())).collect()
    }

    /// Gives `post` to somebody; a post for one person passes to them, a post held already stays.
    pub fn give(&mut self, post: CommitteePost, member: MemberId, name: String) {
        if post.single() {
            self.posts.retain(|(p, ..)| *p != post);
        }
        if !self.posts.iter().any(|(p, m, _)| *p == post && *m == member) {
            self.posts.push((post, member, name));
        }
    }

    /// Takes `post` from somebody.
    pub fn take(&mut self, post: CommitteePost, member: MemberId) {
        self.posts.retain(|(p, m, _)| !(*p == post && *m == member));
    }

    /// As it is sent: in the order of the handbook's list.
    #[must_use]
    pub fn committee(&self) -> BranchCommittee {
        let held = |post: CommitteePost| {
            let of = self.posts.iter().filter(move |(p, ..)| *p == post);
            of.map(|(post, member, name)| CommitteeMember { member: *member, name: name.clone(), post: *post })
        };
        let date = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        BranchCommittee {
            posts: CommitteePost::ALL.iter().flat_map(|p| held(*p)).collect(),
            term_begins: date(&self.begins),
            term_ends: date(&self.ends),
        }
    }

    /// All faults by field. Whether everybody is of the branch is the server's to say: the page holds one page of members only.
    #[must_use]
    pub fn faults(&self) -> Faults {
        let everybody: Vec<MemberId> = self.posts.iter().map(|(_, m, _)| *m).collect();
        match check_committee(&self.committee(), &everybody) {
            Ok(()) => Faults::new(),
            Err(refusal) => by_field(&refusal.problem(String::new())),
        }
    }
}

/// What a term means today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// No dates.
    Unknown,
    /// It runs; days left.
    Runs(i64),
    /// It ends within three months; days left.
    EndsSoon(i64),
    /// It is over; days since.
    Over(i64),
}

/// Days before the end at which re-election is to be prepared.
const SOON: i64 = 92;

/// Reads the end of the term.
#[must_use]
pub fn term(ends: Option<&str>, now: Instant) -> Term {
    let Some(end) = ends.and_then(|e| chrono::NaiveDate::parse_from_str(e, "%Y-%m-%d").ok()) else {
        return Term::Unknown;
    };
    match (end - now.day()).num_days() {
        left if left < 0 => Term::Over(-left),
        left if left <= SOON => Term::EndsSoon(left),
        left => Term::Runs(left),
    }
}

impl Term {
    /// In words.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Unknown => "未填写任期".into(),
            Self::Runs(days) if *days > 365 => format!("任期还有 {} 年多", days / 365),
            Self::Runs(days) => format!("任期还有 {days} 天"),
            Self::EndsSoon(0) => "任期今天届满，请组织换届".into(),
            Self::EndsSoon(days) => format!("任期还有 {days} 天届满，请准备换届"),
            Self::Over(days) => format!("任期已届满 {days} 天，请尽快换届"),
        }
    }
}

/// The posts somebody holds besides, for the picker: 「已任组织委员」.
#[must_use]
pub fn holds(draft: &Draft, member: &MemberRow) -> String {
    let posts: Vec<&str> = draft.posts.iter().filter(|(_, m, _)| *m == member.id).map(|(p, ..)| p.label()).collect();
    if posts.is_empty() { String::new() } else { format!("已任{}", posts.join("、")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::time::DAY;

    fn draft() -> Draft {
        let mut d = Draft::default();
        d.give(CommitteePost::Publicity, MemberId(2), "示例二".into());
        d.give(CommitteePost::Secretary, MemberId(1), "示例一".into());
        d
    }

    #[test]
    fn the_secretary_s_post_passes_on_and_others_are_shared() {
        let mut d = draft();
        d.give(CommitteePost::Secretary, MemberId(3), "示例三".into());
        d.give(CommitteePost::Publicity, MemberId(3), "示例三".into());
        d.give(CommitteePost::Publicity, MemberId(3), "示例三".into());
        assert_eq!(d.holders(CommitteePost::Secretary), [(MemberId(3), "示例三".into())]);
        assert_eq!(d.holders(CommitteePost::Publicity).len(), 2);
        d.take(CommitteePost::Publicity, MemberId(3));
        assert_eq!(d.holders(CommitteePost::Publicity).len(), 1);
    }

    #[test]
    fn it_is_sent_in_the_order_of_the_handbook() {
        let posts: Vec<_> = draft().committee().posts.iter().map(|p| p.post).collect();
        assert_eq!(posts, [CommitteePost::Secretary, CommitteePost::Publicity]);
        assert_eq!(Draft::of(&draft().committee()).committee(), draft().committee());
    }

    #[test]
    fn faults_stand_beside_their_fields() {
        assert_eq!(Draft::default().faults()["posts"], "支委会须有一名支部书记");
        let d = Draft { begins: "2026-01-01".into(), ends: "2025-01-01".into(), ..draft() };
        assert!(d.faults().contains_key("term_ends"));
        assert!(draft().faults().is_empty());
    }

    #[test]
    fn a_term_warns_before_it_ends() {
        let now = Instant::midnight(chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap());
        assert_eq!(term(None, now), Term::Unknown);
        assert_eq!(term(Some("2026-12-04"), now), Term::EndsSoon(10));
        assert_eq!(term(Some("2026-11-14"), now), Term::Over(10));
        assert_eq!(term(Some("2029-11-14"), now.plus(DAY)).sentence(), "任期还有 2 年多");
    }
}
