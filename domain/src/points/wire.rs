//! Points on the wire.

use super::rule::{PointKind, Rule};
use super::sums::KindSums;
use crate::org::OrgRef;
use crate::{Instant, MemberId, OrgId};

wire! {
    /// One entry of the ledger.
    pub struct LedgerEntry {
        /// The entry.
        pub id: i64,
        /// For what.
        pub rule: Rule,
        /// Of which kind.
        pub kind: PointKind,
        /// How many: 0 when a cap was reached, below zero for a reversal.
        pub points: i32,
        /// When the deed was done; for a reversal, when the deed was that it undoes.
        pub at: Instant,
        /// The deed, in words: 「支部党员大会 · 讨论预备党员转正」.
        pub note: String,
        /// Where the deed can be looked at, if anywhere.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub link: Option<String>,
        /// Whether the entry undoes another one.
        #[serde(default)]
        pub reversal: bool,
        /// Whether another entry has undone it.
        #[serde(default)]
        pub undone: bool,
    }

    /// What a rule has given in its present period, and what it still can.
    pub struct OpenRule {
        /// Which.
        pub rule: Rule,
        /// What came in since its period began.
        pub earned: u32,
        /// What is still to be had in it; nothing where every deed counts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub left: Option<u32>,
    }

    /// `GET /api/points/mine`: live.
    pub struct MyPoints {
        /// Which year the sums are of.
        pub year: i32,
        /// The years that there are entries of, with the present one; the latest first.
        pub years: Vec<i32>,
        /// That year, all kinds together.
        pub total: i64,
        /// That year, by kind.
        pub by_kind: KindSums,
        /// Today, all kinds together.
        pub today: i64,
        /// What every rule gave and still gives, in the order of the table.
        pub open: Vec<OpenRule>,
    }

    /// What one day brought.
    pub struct DaySums {
        /// YYYY-MM-DD.
        pub day: String,
        /// By kind.
        pub sums: KindSums,
    }

    /// A line of a ranking.
    pub struct RankRow {
        /// Its place in the list, from 1; no two have the same.
        pub place: u32,
        /// Its rank, from 1; ties share one.
        pub rank: u32,
        /// Whose it is; empty where names are hidden.
        pub name: String,
        /// Points of education.
        pub points: i64,
        /// Whether it is the caller's own, or of the caller's branch.
        pub own: bool,
        /// The branch, where the caller may open it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub org: Option<OrgId>,
    }

    /// `GET /api/rankings/learning`: what the lists below are of, and where the caller stands in them.
    pub struct RankingHead {
        /// `2026` or `2026-11`.
        pub span: String,
        /// The last day that is counted, YYYY-MM-DD; nothing before the first night.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub as_of: Option<String>,
        /// Whose members are ranked; nothing where the caller may not see them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub members_of: Option<OrgRef>,
        /// Below which organisation the branches stand that are ranked.
        pub branches_of: OrgRef,
        /// Whether persons are named.
        pub names: bool,
        /// The caller's own line among the members.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub own: Option<RankRow>,
        /// The line of the caller's branch among the branches.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub own_branch: Option<RankRow>,
    }

    /// `GET /api/orgs/{id}/points`: an organisation's sums, with all below it.
    pub struct OrgPoints {
        /// Of which year.
        pub year: i32,
        /// The last day that is counted, YYYY-MM-DD; nothing before the first night.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub as_of: Option<String>,
        /// The year whole.
        pub sums: KindSums,
        /// Its months, January first.
        pub months: Vec<KindSums>,
    }

    /// `GET /api/members/{id}/points-sheet`: 年度积分表 of a member; live.
    pub struct MemberSheet {
        /// Whose.
        pub member: MemberId,
        /// Their name.
        pub name: String,
        /// Their branch now.
        pub org: OrgRef,
        /// Of which year.
        pub year: i32,
        /// Up to when, while the year is not over.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub until: Option<Instant>,
        /// The year whole.
        pub sums: KindSums,
        /// Its months, January first.
        pub months: Vec<KindSums>,
        /// What each rule gave; rules that nothing was entered for are left out.
        pub rules: Vec<RuleSum>,
    }

    /// What one rule gave in a year.
    pub struct RuleSum {
        /// Which.
        pub rule: Rule,
        /// Deeds entered, reversals apart.
        pub deeds: u32,
        /// Of them, those undone since.
        pub undone: u32,
        /// Points.
        pub points: i64,
    }

    /// `GET /api/orgs/{id}/points-sheet`: 年度积分表 of a branch; as of the night before.
    pub struct BranchSheet {
        /// Whose.
        pub org: OrgRef,
        /// Of which year.
        pub year: i32,
        /// The last day that is counted, YYYY-MM-DD; nothing before the first night.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub as_of: Option<String>,
        /// What the branch's members earned while they belonged to it.
        pub sums: KindSums,
        /// Its months, January first.
        pub months: Vec<KindSums>,
        /// Present members: those of the list.
        pub members: u32,
    }

    /// A line of a branch's sheet: a present member, with all they earned that year, wherever they belonged.
    pub struct SheetRow {
        /// Who.
        pub member: MemberId,
        /// Their name.
        pub name: String,
        /// By kind.
        pub sums: KindSums,
    }
}
