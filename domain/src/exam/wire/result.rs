//! How exams went, on the wire: members for their branch, branches by counts for those above.

use super::paper::ExamState;
use crate::org::OrgRef;
use crate::{ExamId, Instant, MemberId};

coded! {
    /// Which members of a branch are listed with their results.
    pub enum ResultFilter {
        /// Those who have not sat.
        NotSat = "not_sat" "未参加",
        /// Those who have sat and not passed yet.
        Failed = "failed" "未合格",
        /// Those who have passed.
        Passed = "passed" "已合格",
    }
}

wire! {
    /// An exam in the list of results.
    pub struct ExamResultRow {
        /// The exam.
        pub id: ExamId,
        /// What it is called.
        pub title: String,
        /// From when on.
        pub opens_at: Instant,
        /// Until when.
        pub closes_at: Instant,
        /// Where it stands.
        pub state: ExamState,
        /// Out of a hundred.
        pub pass_mark: u32,
    }

    /// `GET /api/exam-results/{id}`: how an exam went in the caller's subtree, by where people belonged when they first sat it.
    pub struct ExamResultView {
        /// The exam.
        #[serde(flatten)]
        pub row: ExamResultRow,
        /// Members who have sat it.
        pub sat: u32,
        /// Members who have passed it.
        pub passed: u32,
        /// Branches of which somebody has.
        pub branches: u32,
    }

    /// A member of the branch with their best result.
    pub struct MemberResult {
        /// Who.
        pub member: MemberId,
        /// The name.
        pub name: String,
        /// The best, out of a hundred; absent when they have not sat.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub best: Option<u32>,
        /// Whether it is passed.
        pub passed: bool,
        /// How often they have handed it in.
        pub sat: u32,
        /// When the best was handed in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<Instant>,
    }

    /// A branch with its counts, and nobody's name.
    pub struct BranchResult {
        /// Which.
        pub org: OrgRef,
        /// Its members today.
        pub members: u32,
        /// Those who sat as its members.
        pub sat: u32,
        /// Those of them who passed.
        pub passed: u32,
    }
}
