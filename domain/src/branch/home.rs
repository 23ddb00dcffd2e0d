//! A branch at a glance (FEATURES 2.5).

use super::{BranchCommittee, Groups, Overview};
use crate::meeting::MeetingRow;
use crate::member::MemberCounts;
use crate::org::OrgView;

/// How many meetings a branch's page shows.
pub const NEXT_MEETINGS: usize = 4;

wire! {
    /// `GET /api/branch`: all that a branch's page shows, in one answer.
    pub struct BranchHome {
        /// The branch itself.
        pub org: OrgView,
        /// 支部概述.
        pub overview: Overview,
        /// 支委会.
        pub committee: BranchCommittee,
        /// 党小组.
        pub groups: Groups,
        /// The next meetings, at most [`NEXT_MEETINGS`]; for a member those they were told of.
        pub meetings: Vec<MeetingRow>,
        /// The members, counted.
        pub counts: MemberCounts,
    }
}
