//! 首次完善支部信息: what a branch fills in before it begins.

use super::{BranchCommittee, Groups, Overview};

/// Which parts are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setup {
    /// Introduction, meeting place and contact are written.
    pub overview: bool,
    /// The committee has somebody on it and a term.
    pub committee: bool,
    /// The branch has divided its members, or decided not to.
    pub groups: bool,
}

impl Setup {
    /// Whether nothing is left to do.
    #[must_use]
    pub const fn done(self) -> bool {
        self.overview && self.committee && self.groups
    }
}

/// How far a branch has come.
#[must_use]
pub fn setup(overview: &Overview, committee: &BranchCommittee, groups: &Groups) -> Setup {
    let written = [&overview.introduction, &overview.meeting_place, &overview.contact];
    Setup {
        overview: written.iter().all(|text| !text.trim().is_empty()),
        committee: !committee.posts.is_empty() && committee.term_ends.is_some(),
        groups: groups.version > 0,
    }
}
