//! Points on the wire.

use super::rule::{PointKind, Rule};
use crate::Instant;

wire! {
    /// One entry of the ledger.
    pub struct LedgerEntry {
        /// For what.
        pub rule: Rule,
        /// Of which kind.
        pub kind: PointKind,
        /// How many: 0 when a cap was reached, below zero for a reversal.
        pub points: i32,
        /// When.
        pub at: Instant,
        /// The deed, in words: 「支部党员大会 · 讨论预备党员转正」.
        pub note: String,
    }

    /// The sum of one kind.
    pub struct KindTotal {
        /// Which.
        pub kind: PointKind,
        /// How many, this year.
        pub points: i64,
    }

    /// `GET /api/points/mine`.
    pub struct MyPoints {
        /// This year, all kinds together.
        pub total: i64,
        /// This year, by kind.
        pub by_kind: Vec<KindTotal>,
        /// The latest entries, newest first, at most 100.
        pub entries: Vec<LedgerEntry>,
    }
}
