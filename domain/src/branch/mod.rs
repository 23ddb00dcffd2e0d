//! The branch describes itself (支部概述) and forms its committee (支委会) (FEATURES 2.2).

use crate::refusal::check_length;
use crate::{MemberId, Refusal};
use chrono::NaiveDate;

coded! {
    /// The posts of the provincial handbook's fixed list.
    pub enum CommitteePost {
        /// 支部书记.
        Secretary = "secretary" "支部书记",
        /// 支部副书记.
        DeputySecretary = "deputy_secretary" "支部副书记",
        /// 组织委员.
        Organisation = "organisation" "组织委员",
        /// 宣传委员.
        Publicity = "publicity" "宣传委员",
        /// 纪检委员.
        Discipline = "discipline" "纪检委员",
        /// 青年委员.
        Youth = "youth" "青年委员",
        /// 统战委员.
        UnitedFront = "united_front" "统战委员",
        /// 生产委员.
        Production = "production" "生产委员",
        /// 群众工作委员.
        MassWork = "mass_work" "群众工作委员",
    }
}

impl CommitteePost {
    /// Whether only one person at a time holds it.
    #[must_use]
    pub const fn single(self) -> bool {
        matches!(self, Self::Secretary)
    }
}

/// The most characters of the introduction.
pub const INTRODUCTION_MAX: usize = 3_000;

wire! {
    /// 支部概述: what the branch says of itself.
    pub struct Overview {
        /// Who they are, at most 3,000 characters.
        pub introduction: String,
        /// Where they meet, at most 120 characters.
        pub meeting_place: String,
        /// Whom to call, at most 60 characters.
        pub contact: String,
    }

    /// Somebody on the committee.
    pub struct CommitteeMember {
        /// Who.
        pub member: MemberId,
        /// Their name; ignored when sent.
        #[serde(default)]
        pub name: String,
        /// The post held.
        pub post: CommitteePost,
    }

    /// 支委会: posts and term.
    pub struct BranchCommittee {
        /// Who holds which post, in the order of the handbook's list.
        pub posts: Vec<CommitteeMember>,
        /// Beginning of the term, YYYY-MM-DD.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub term_begins: Option<String>,
        /// End of the term: re-election is due, YYYY-MM-DD.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub term_ends: Option<String>,
    }
}

/// Checks an overview.
///
/// # Errors
/// Every fault at once.
pub fn check_overview(overview: &Overview) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_length(&mut faults, "introduction", "支部简介", &overview.introduction, INTRODUCTION_MAX);
    check_length(&mut faults, "meeting_place", "活动场所", &overview.meeting_place, 120);
    check_length(&mut faults, "contact", "联系方式", &overview.contact, 60);
    Refusal::collect(faults)
}

/// Checks a committee against the handbook; `members` are the branch's present members.
///
/// # Errors
/// Every fault at once.
pub fn check_committee(committee: &BranchCommittee, members: &[MemberId]) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    let strangers = committee.posts.iter().filter(|p| !members.contains(&p.member)).count();
    if strangers > 0 {
        faults.push(Refusal::NotInCircle { field: "posts", names: format!("{strangers} 人") });
    }
    for post in CommitteePost::ALL.iter().filter(|p| p.single()) {
        if committee.posts.iter().filter(|p| p.post == *post).count() > 1 {
            faults.push(Refusal::PostHeldTwice { post: post.label() });
        }
    }
    if committee.posts.iter().all(|p| p.post != CommitteePost::Secretary) {
        faults.push(Refusal::NoSecretary);
    }
    let begins = date(&mut faults, "term_begins", committee.term_begins.as_deref());
    let ends = date(&mut faults, "term_ends", committee.term_ends.as_deref());
    if begins.zip(ends).is_some_and(|(begins, ends)| ends <= begins) {
        faults.push(Refusal::TermEndsBeforeItBegins);
    }
    Refusal::collect(faults)
}

fn date(faults: &mut Vec<Refusal>, field: &'static str, text: Option<&str>) -> Option<NaiveDate> {
    let text = text.filter(|t| !t.is_empty())?;
    let parsed = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    if parsed.is_none() {
        faults.push(Refusal::NotADate { field });
    }
    parsed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(member: i64, post: CommitteePost) -> CommitteeMember {
        CommitteeMember { member: MemberId(member), name: String::new(), post }
    }

    #[test]
    fn a_committee_has_one_secretary_from_the_branch() {
        let check = |posts| {
            let c =
                BranchCommittee { posts, term_begins: Some("2026-01-01".into()), term_ends: Some("2029-01-01".into()) };
            check_committee(&c, &[MemberId(1), MemberId(2)]).map_err(|r| r.code())
        };
        assert_eq!(check(vec![held(1, CommitteePost::Secretary), held(2, CommitteePost::Publicity)]), Ok(()));
        assert_eq!(check(vec![]), Err("no_secretary"));
        assert_eq!(
            check(vec![held(1, CommitteePost::Secretary), held(2, CommitteePost::Secretary)]),
            Err("post_held_twice")
        );
        assert_eq!(check(vec![held(9, CommitteePost::Secretary)]), Err("not_in_circle"));
    }

    #[test]
    fn a_term_ends_after_it_begins() {
        let term = |a: &str, b: &str| BranchCommittee {
            posts: vec![held(1, CommitteePost::Secretary)],
            term_begins: Some(a.into()),
            term_ends: Some(b.into()),
        };
        let code = |c| check_committee(&c, &[MemberId(1)]).map_err(|r| r.code());
        assert_eq!(code(term("2026-01-01", "2026-01-01")), Err("term_ends_before_it_begins"));
        assert_eq!(code(term("2026-02-30", "2029-01-01")), Err("not_a_date"));
    }
}
