//! The committee as it is put together, and what its term means today. Pure.

use crate::kit::{Faults, by_field};
use gsdj_domain::branch::committee::Ground;
use gsdj_domain::branch::{AddedPost, BranchCommittee, CommitteeMember, CommitteePost, Post, check_committee, term};
use gsdj_domain::member::MemberRow;
use gsdj_domain::{Instant, MemberId};
use serde::{Deserialize, Serialize};

/// The committee on the page; survives a reload as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Who holds what, in the order they were added.
    pub posts: Vec<(Post, MemberId, String)>,
    /// YYYY-MM-DD or empty.
    pub begins: String,
    /// YYYY-MM-DD or empty.
    pub ends: String,
    /// Newly elected: the committee before is over.
    pub elected: bool,
}

impl Draft {
    /// What stands now.
    #[must_use]
    pub fn of(committee: &BranchCommittee) -> Self {
        Self {
            posts: committee.posts.iter().map(|p| (p.held(), p.member, p.name.clone())).collect(),
            begins: committee.term_begins.clone().unwrap_or_default(),
            ends: committee.term_ends.clone().unwrap_or_default(),
            elected: false,
        }
    }

    /// Those who hold `post`.
    #[must_use]
    pub fn holders(&self, post: Post) -> Vec<(MemberId, String)> {
        self.posts.iter().filter(|(p, ..)| *p == post).map(|(_, m, n)| (*m, n.clone())).collect()
    }

    /// Gives `post` to somebody; a post for one person passes to them, a post held already stays.
    pub fn give(&mut self, post: Post, member: MemberId, name: String) {
        if post.listed.single() {
            self.posts.retain(|(p, ..)| *p != post);
        }
        if !self.posts.iter().any(|(p, m, _)| *p == post && *m == member) {
            self.posts.push((post, member, name));
        }
    }

    /// Takes `post` from somebody.
    pub fn take(&mut self, post: Post, member: MemberId) {
        self.posts.retain(|(p, m, _)| !(*p == post && *m == member));
    }

    /// How many people are on it.
    #[must_use]
    pub fn people(&self) -> usize {
        self.posts.iter().map(|(_, m, _)| *m).collect::<std::collections::BTreeSet<_>>().len()
    }

    /// As it is sent: in the order of the handbook's list.
    #[must_use]
    pub fn committee(&self) -> BranchCommittee {
        let mut posts: Vec<CommitteeMember> =
            self.posts.iter().map(|(p, member, name)| member_of(*p, *member, name)).collect();
        posts.sort_by_key(CommitteeMember::held);
        let date = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        BranchCommittee {
            posts,
            term_begins: date(&self.begins),
            term_ends: date(&self.ends),
            new_term: self.elected,
            ..BranchCommittee::default()
        }
    }

    /// All faults by field; `now` is the committee in office. Whether everybody is of the branch is the server's to say: the
    /// page holds one page of members only.
    #[must_use]
    pub fn faults(&self, now: &BranchCommittee) -> Faults {
        let everybody: Vec<MemberId> = self.posts.iter().map(|(_, m, _)| *m).collect();
        let ground = Ground { members: &everybody, added: &now.added, before: now.term_begins.as_deref() };
        match check_committee(&self.committee(), ground) {
            Ok(()) => Faults::new(),
            Err(refusal) => by_field(&refusal.problem(String::new())),
        }
    }
}

fn member_of(post: Post, member: MemberId, name: &str) -> CommitteeMember {
    CommitteeMember { member, name: name.into(), post: post.listed, added: post.added }
}

/// Posts that most committees have: they are always shown.
const USUAL: [CommitteePost; 5] = [
    CommitteePost::Secretary,
    CommitteePost::DeputySecretary,
    CommitteePost::Organisation,
    CommitteePost::Publicity,
    CommitteePost::Discipline,
];

/// The posts that are shown at once, and those that are a press away: held ones are never hidden.
#[must_use]
pub fn shelves(added: &[AddedPost], draft: &Draft) -> (Vec<Post>, Vec<Post>) {
    let at_once = |p: &Post| USUAL.contains(&p.listed) || p.added.is_some() || !draft.holders(*p).is_empty();
    Post::offered(added).into_iter().partition(at_once)
}

/// The end that a term beginning on `begins` should have; `None` while the beginning is no date.
#[must_use]
pub fn proposed_end(begins: &str, years: u32) -> Option<String> {
    term::date(begins.trim()).map(|date| term::proposed_end(date, years).to_string())
}

/// What is unusual about a term: it is longer or shorter than the rules have it.
#[must_use]
pub fn unusual(begins: &str, ends: &str, years: u32) -> Option<String> {
    let proposed = proposed_end(begins, years)?;
    let differs = term::date(ends.trim()).is_some() && ends.trim() != proposed;
    differs.then(|| {
        format!("本支部的支委会每届任期一般为 {years} 年，应到 {proposed} 届满。确需延期或者提前换届的，应当报上级党组织批准，一般不超过 1 年。")
    })
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
    ends.and_then(term::date).map_or(Term::Unknown, |end| Term::with((end - now.day()).num_days()))
}

impl Term {
    /// A term with so many days left.
    #[must_use]
    pub const fn with(left: i64) -> Self {
        match left {
            left if left < 0 => Self::Over(-left),
            left if left <= SOON => Self::EndsSoon(left),
            left => Self::Runs(left),
        }
    }

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
pub fn holds(draft: &Draft, added: &[AddedPost], member: &MemberRow) -> String {
    let own = draft.posts.iter().filter(|(_, m, _)| *m == member.id);
    let posts: Vec<String> = own.map(|(p, ..)| p.label(added)).collect();
    if posts.is_empty() { String::new() } else { format!("已任{}", posts.join("、")) }
}

/// A span of days as people write it: 2023-05-01 至 2026-05-01, 2023-05-01 起, 至今.
#[must_use]
pub fn span(since: Option<&str>, until: Option<&str>) -> String {
    match (since, until) {
        (Some(a), Some(b)) => format!("{a} 至 {b}"),
        (Some(a), None) => format!("{a} 起"),
        (None, Some(b)) => format!("至 {b}"),
        (None, None) => "日期未登记".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::PostId;
    use gsdj_domain::time::DAY;

    const SECRETARY: Post = Post::listed(CommitteePost::Secretary);
    const PUBLICITY: Post = Post::listed(CommitteePost::Publicity);

    fn draft() -> Draft {
        let mut d = Draft::default();
        d.give(PUBLICITY, MemberId(2), "示例二".into());
        d.give(SECRETARY, MemberId(1), "示例一".into());
        d
    }

    fn now() -> BranchCommittee {
        BranchCommittee { term_begins: Some("2025-01-01".into()), ..BranchCommittee::default() }
    }

    #[test]
    fn the_secretary_s_post_passes_on_and_others_are_shared() {
        let mut d = draft();
        d.give(SECRETARY, MemberId(3), "示例三".into());
        d.give(PUBLICITY, MemberId(3), "示例三".into());
        d.give(PUBLICITY, MemberId(3), "示例三".into());
        assert_eq!(d.holders(SECRETARY), [(MemberId(3), "示例三".into())]);
        assert_eq!((d.holders(PUBLICITY).len(), d.people()), (2, 2));
        d.take(PUBLICITY, MemberId(3));
        assert_eq!(d.holders(PUBLICITY).len(), 1);
    }

    #[test]
    fn it_is_sent_in_the_order_of_the_handbook() {
        let posts: Vec<_> = draft().committee().posts.iter().map(CommitteeMember::held).collect();
        assert_eq!(posts, [SECRETARY, PUBLICITY]);
        assert_eq!(Draft::of(&draft().committee()).committee(), draft().committee());
    }

    #[test]
    fn faults_stand_beside_their_fields() {
        assert_eq!(Draft::default().faults(&now())["posts"], "支委会须有一名支部书记");
        let d = Draft { begins: "2026-01-01".into(), ends: "2025-01-01".into(), ..draft() };
        assert!(d.faults(&now()).contains_key("term_ends"));
        assert!(draft().faults(&now()).is_empty());
        // newly elected, it needs both dates, and later ones
        assert_eq!(Draft { elected: true, ..draft() }.faults(&now()).len(), 2);
        let early = Draft { elected: true, begins: "2025-01-01".into(), ends: "2028-01-01".into(), ..draft() };
        assert!(early.faults(&now())["term_begins"].contains("上一届"));
    }

    #[test]
    fn what_is_held_and_what_was_granted_is_always_shown() {
        let added = [AddedPost { id: PostId(5), name: "调解委员".into() }];
        let mut d = draft();
        d.give(Post::listed(CommitteePost::Welfare), MemberId(2), "示例二".into());
        let (shown, more) = shelves(&added, &d);
        assert_eq!(shown.len(), 7);
        assert!(shown.contains(&Post::added(PostId(5))) && shown.contains(&Post::listed(CommitteePost::Welfare)));
        assert_eq!(shown.len() + more.len(), CommitteePost::ALL.len());
    }

    #[test]
    fn an_end_is_proposed_and_another_one_is_pointed_out() {
        assert_eq!(proposed_end("2026-03-10", 5).as_deref(), Some("2031-03-10"));
        assert_eq!(proposed_end("2026-03", 5), None);
        assert_eq!(unusual("2026-03-10", "2031-03-10", 5), None);
        assert_eq!(unusual("2026-03-10", "", 5), None);
        assert!(unusual("2026-03-10", "2029-03-10", 5).is_some_and(|says| says.contains("2031-03-10")));
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
