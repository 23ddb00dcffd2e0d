//! 支委会: the posts of the provincial handbook's list, who holds them in which term, and the committees before.

use super::{AddedPost, BranchRefusal, term};
use crate::{MemberId, PostId, Refusal};
use chrono::NaiveDate;

coded! {
    /// The posts of the provincial handbook's fixed list, and a place for those added beside it.
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
        /// 学习委员.
        Study = "study" "学习委员",
        /// 保密委员.
        Confidentiality = "confidentiality" "保密委员",
        /// 保卫委员.
        Security = "security" "保卫委员",
        /// 妇女委员.
        Women = "women" "妇女委员",
        /// 文体委员.
        Culture = "culture" "文体委员",
        /// 生活委员.
        Welfare = "welfare" "生活委员",
        /// 支部委员: on the committee with no field of their own.
        Ordinary = "ordinary" "支部委员",
        /// A post beside the list: which one is said along with it.
        Added = "added" "增设职务",
    }
}

impl CommitteePost {
    /// Whether only one person at a time holds it.
    #[must_use]
    pub const fn single(self) -> bool {
        matches!(self, Self::Secretary)
    }

    /// The posts of the list itself, in its order.
    pub fn listed() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|p| *p != Self::Added)
    }
}

/// A committee should have no more people than this; more are pointed out, not refused.
pub const PEOPLE_MAX: usize = 7;

/// A post: of the list, or an added one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Post {
    /// Which of the list.
    pub listed: CommitteePost,
    /// For [`CommitteePost::Added`]: which one.
    pub added: Option<PostId>,
}

impl Post {
    /// A post of the list.
    #[must_use]
    pub const fn listed(listed: CommitteePost) -> Self {
        Self { listed, added: None }
    }

    /// An added one.
    #[must_use]
    pub const fn added(id: PostId) -> Self {
        Self { listed: CommitteePost::Added, added: Some(id) }
    }

    /// Its name; `added` are the posts beside the list.
    #[must_use]
    pub fn label(self, added: &[AddedPost]) -> String {
        let own = self.added.and_then(|id| added.iter().find(|a| a.id == id));
        own.map_or_else(|| self.listed.label().to_owned(), |a| a.name.clone())
    }

    /// The posts that a branch may fill, in their order: the list's, then the added ones.
    #[must_use]
    pub fn offered(added: &[AddedPost]) -> Vec<Self> {
        CommitteePost::listed().map(Self::listed).chain(added.iter().map(|a| Self::added(a.id))).collect()
    }
}

wire! {
    /// Somebody on the committee.
    pub struct CommitteeMember {
        /// Who.
        pub member: MemberId,
        /// Their name; ignored when sent.
        #[serde(default)]
        pub name: String,
        /// The post held.
        pub post: CommitteePost,
        /// Which added post, where `post` says that it is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub added: Option<PostId>,
    }

    /// 支委会: posts and term.
    #[derive(Default)]
    pub struct BranchCommittee {
        /// Who holds which post, in the order of the handbook's list.
        pub posts: Vec<CommitteeMember>,
        /// Beginning of the term, YYYY-MM-DD.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub term_begins: Option<String>,
        /// End of the term: re-election is due, YYYY-MM-DD.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub term_ends: Option<String>,
        /// Sent with a committee newly elected: the one before is over and is kept as a past one.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub new_term: bool,
        /// The posts beside the list that this branch may fill; ignored when sent.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub added: Vec<AddedPost>,
        /// Years that a term usually has in a branch of this kind; ignored when sent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub term_years: Option<u32>,
    }

    /// Somebody's time in a post.
    pub struct Tenure {
        /// Who, by the name they had then.
        pub name: String,
        /// The post, in words.
        pub post: String,
        /// The first day, YYYY-MM-DD, where it is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub since: Option<String>,
        /// The last day, YYYY-MM-DD; absent while they hold it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub until: Option<String>,
    }

    /// A committee of one term, with everybody who was on it.
    pub struct PastCommittee {
        /// Beginning of the term, YYYY-MM-DD.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub begins: Option<String>,
        /// End of the term as it was set, YYYY-MM-DD.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ends: Option<String>,
        /// The day on which the next one came into office, YYYY-MM-DD; absent for the one in office.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub over: Option<String>,
        /// Who held which post.
        pub tenures: Vec<Tenure>,
    }
}

impl CommitteeMember {
    /// The post held.
    #[must_use]
    pub const fn held(&self) -> Post {
        Post { listed: self.post, added: self.added }
    }
}

/// What a committee is checked against.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ground<'a> {
    /// The branch's present members.
    pub members: &'a [MemberId],
    /// The added posts that it may fill.
    pub added: &'a [AddedPost],
    /// When the term of the committee in office began, YYYY-MM-DD.
    pub before: Option<&'a str>,
}

/// Checks a committee against the handbook.
///
/// # Errors
/// Every fault at once.
pub fn check_committee(committee: &BranchCommittee, ground: Ground<'_>) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    let strangers = committee.posts.iter().filter(|p| !ground.members.contains(&p.member)).count();
    if strangers > 0 {
        faults.push(Refusal::NotInCircle { field: "posts", names: format!("{strangers} 人") });
    }
    let offered = Post::offered(ground.added);
    if committee.posts.iter().any(|p| !offered.contains(&p.held())) {
        faults.push(BranchRefusal::PostNotOffered.into());
    }
    for post in CommitteePost::ALL.iter().filter(|p| p.single()) {
        if committee.posts.iter().filter(|p| p.post == *post).count() > 1 {
            faults.push(BranchRefusal::PostHeldTwice { post: post.label() }.into());
        }
    }
    if committee.posts.iter().all(|p| p.post != CommitteePost::Secretary) {
        faults.push(BranchRefusal::NoSecretary.into());
    }
    check_term(&mut faults, committee, ground.before);
    Refusal::collect(faults)
}

fn check_term(faults: &mut Vec<Refusal>, committee: &BranchCommittee, before: Option<&str>) {
    let begins = date(faults, "term_begins", committee.term_begins.as_deref());
    let ends = date(faults, "term_ends", committee.term_ends.as_deref());
    if begins.zip(ends).is_some_and(|(begins, ends)| ends <= begins) {
        faults.push(BranchRefusal::TermEndsBeforeItBegins.into());
    }
    if !committee.new_term {
        return;
    }
    for (field, label, text) in
        [("term_begins", "任期开始", &committee.term_begins), ("term_ends", "任期结束", &committee.term_ends)]
    {
        if text.as_deref().is_none_or(str::is_empty) {
            faults.push(Refusal::Missing { field, label });
        }
    }
    let last = before.and_then(|before| Some((before, term::date(before)?)));
    if let Some((before, _)) = last.zip(begins).filter(|((_, last), begins)| begins <= last).map(|(last, _)| last) {
        faults.push(BranchRefusal::NewTermTooEarly { before: before.into() }.into());
    }
}

fn date(faults: &mut Vec<Refusal>, field: &'static str, text: Option<&str>) -> Option<NaiveDate> {
    let text = text.filter(|t| !t.is_empty())?;
    let parsed = term::date(text);
    if parsed.is_none() {
        faults.push(Refusal::NotADate { field });
    }
    parsed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(member: i64, post: CommitteePost) -> CommitteeMember {
        CommitteeMember { member: MemberId(member), name: String::new(), post, added: None }
    }

    fn code(committee: &BranchCommittee) -> Result<(), &'static str> {
        let added = [AddedPost { id: PostId(5), name: "调解委员".into() }];
        let ground = Ground { members: &[MemberId(1), MemberId(2)], added: &added, before: Some("2025-01-01") };
        check_committee(committee, ground).map_err(|r| r.code())
    }

    fn with(posts: Vec<CommitteeMember>) -> BranchCommittee {
        let (begins, ends) = ("2026-01-01".into(), "2029-01-01".into());
        BranchCommittee { posts, term_begins: Some(begins), term_ends: Some(ends), ..BranchCommittee::default() }
    }

    #[test]
    fn a_committee_has_one_secretary_from_the_branch() {
        let check = |posts| code(&with(posts));
        assert_eq!(check(vec![held(1, CommitteePost::Secretary), held(2, CommitteePost::Publicity)]), Ok(()));
        assert_eq!(check(vec![]), Err("no_secretary"));
        assert_eq!(
            check(vec![held(1, CommitteePost::Secretary), held(2, CommitteePost::Secretary)]),
            Err("post_held_twice")
        );
        assert_eq!(check(vec![held(9, CommitteePost::Secretary)]), Err("not_in_circle"));
    }

    #[test]
    fn only_added_posts_that_were_granted_are_filled() {
        let added = |id| CommitteeMember { added: Some(PostId(id)), ..held(2, CommitteePost::Added) };
        let check = |held_too| code(&with(vec![held(1, CommitteePost::Secretary), held_too]));
        assert_eq!(check(added(5)), Ok(()));
        assert_eq!(check(added(6)), Err("post_not_offered"));
        assert_eq!(check(held(2, CommitteePost::Added)), Err("post_not_offered"));
        // an id beside a post of the list would make two posts of one
        assert_eq!(check(CommitteeMember { post: CommitteePost::Youth, ..added(5) }), Err("post_not_offered"));
    }

    #[test]
    fn a_term_ends_after_it_begins() {
        let term = |a: &str, b: &str| BranchCommittee {
            term_begins: Some(a.into()),
            term_ends: Some(b.into()),
            ..with(vec![held(1, CommitteePost::Secretary)])
        };
        assert_eq!(code(&term("2026-01-01", "2026-01-01")), Err("term_ends_before_it_begins"));
        assert_eq!(code(&term("2026-02-30", "2029-01-01")), Err("not_a_date"));
        assert_eq!(code(&term("2026-1-1", "2029-01-01")), Err("not_a_date"));
        // without a new election the dates may be put right, backwards too
        assert_eq!(code(&term("2024-01-01", "2029-01-01")), Ok(()));
    }

    #[test]
    fn a_new_committee_begins_after_the_one_before() {
        let elected = |begins: Option<&str>| BranchCommittee {
            new_term: true,
            term_begins: begins.map(Into::into),
            ..with(vec![held(1, CommitteePost::Secretary)])
        };
        assert_eq!(code(&elected(Some("2026-01-01"))), Ok(()));
        assert_eq!(code(&elected(Some("2025-01-01"))), Err("new_term_too_early"));
        assert_eq!(code(&elected(None)), Err("missing"));
    }

    #[test]
    fn a_post_is_called_what_it_is() {
        let added = [AddedPost { id: PostId(5), name: "调解委员".into() }];
        assert_eq!(Post::added(PostId(5)).label(&added), "调解委员");
        assert_eq!(Post::listed(CommitteePost::Welfare).label(&added), "生活委员");
        assert_eq!(Post::offered(&added).len(), CommitteePost::ALL.len());
    }
}
