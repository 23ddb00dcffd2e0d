//! Points: one's own, rankings, sums of organisations, yearly sheets, and what the province decides.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send};
use gsdj_domain::member::ExportTicket;
use gsdj_domain::points::{
    BranchSheet, DaySums, LedgerEntry, MemberSheet, MyPoints, OrgPoints, PointKind, PointsPolicy, PolicyForm, RankRow,
    RankingHead, SheetExport, SheetRow,
};
use gsdj_domain::{MemberId, OrgId, Page};

/// Rows fetched at a time.
const ROWS: &str = "50";

fn year_of(year: Option<i32>) -> (&'static str, String) {
    ("year", year.map(|y| y.to_string()).unwrap_or_default())
}

fn org_of(org: Option<OrgId>) -> (&'static str, String) {
    ("org", org.map(|o| o.to_string()).unwrap_or_default())
}

/// A year's sums, and what is still to be had.
pub async fn mine(year: Option<i32>) -> Result<Fetched<MyPoints>, ApiError> {
    get(query::with("/api/points/mine", &[year_of(year)])).await
}

/// A year's entries, of one kind or all.
pub async fn entries(
    year: Option<i32>,
    kind: Option<PointKind>,
    cursor: Option<String>,
) -> Result<Fetched<Page<LedgerEntry>>, ApiError> {
    let kind = ("kind", kind.map(|k| k.code().to_owned()).unwrap_or_default());
    get(query::with("/api/points/mine/entries", &[year_of(year), kind, ("cursor", cursor.unwrap_or_default())])).await
}

/// A year's days.
pub async fn days(year: Option<i32>) -> Result<Fetched<Vec<DaySums>>, ApiError> {
    get(query::with("/api/points/mine/days", &[year_of(year)])).await
}

/// What is decided.
pub async fn policy() -> Result<Fetched<PointsPolicy>, ApiError> {
    get("/api/points/policy".into()).await
}

/// Decides.
pub async fn set_policy(form: PolicyForm, key: IdempotencyKey) -> Result<Sent<PointsPolicy>, ApiError> {
    send(Method::Put, "/api/points/policy".into(), &form, key).await
}

/// What the rankings are of, and where one stands.
pub async fn head(span: String, org: Option<OrgId>) -> Result<Fetched<RankingHead>, ApiError> {
    get(query::with("/api/rankings/learning", &[("span", span), org_of(org)])).await
}

/// Which list of a ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Board {
    /// A branch's members.
    Members,
    /// A subtree's branches.
    Branches,
}

/// A list of a ranking.
pub async fn board(
    board: Board,
    span: String,
    org: Option<OrgId>,
    cursor: Option<String>,
) -> Result<Fetched<Page<RankRow>>, ApiError> {
    let path = match board {
        Board::Members => "/api/rankings/learning/members",
        Board::Branches => "/api/rankings/learning/branches",
    };
    let pairs = [("span", span), org_of(org), ("limit", ROWS.into()), ("cursor", cursor.unwrap_or_default())];
    get(query::with(path, &pairs)).await
}

/// An organisation's sums.
pub async fn of_org(org: OrgId, year: Option<i32>) -> Result<Fetched<OrgPoints>, ApiError> {
    get(query::with(&format!("/api/orgs/{org}/points"), &[year_of(year)])).await
}

/// A branch's yearly sheet.
pub async fn branch_sheet(org: OrgId, year: Option<i32>) -> Result<Fetched<BranchSheet>, ApiError> {
    get(query::with(&format!("/api/orgs/{org}/points-sheet"), &[year_of(year)])).await
}

/// The members on it.
pub async fn sheet_members(
    org: OrgId,
    year: Option<i32>,
    cursor: Option<String>,
) -> Result<Fetched<Page<SheetRow>>, ApiError> {
    let pairs = [year_of(year), ("limit", ROWS.into()), ("cursor", cursor.unwrap_or_default())];
    get(query::with(&format!("/api/orgs/{org}/points-sheet/members"), &pairs)).await
}

/// A member's yearly sheet.
pub async fn member_sheet(member: MemberId, year: Option<i32>) -> Result<Fetched<MemberSheet>, ApiError> {
    get(query::with(&format!("/api/members/{member}/points-sheet"), &[year_of(year)])).await
}

/// Whose sheet is taken along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A branch's.
    Branch(OrgId),
    /// A member's.
    Member(MemberId),
}

/// Has a file made of a yearly sheet.
pub async fn export(whose: Whose, form: SheetExport, key: IdempotencyKey) -> Result<Sent<ExportTicket>, ApiError> {
    let path = match whose {
        Whose::Branch(org) => format!("/api/orgs/{org}/points-sheet/export"),
        Whose::Member(member) => format!("/api/members/{member}/points-sheet/export"),
    };
    send(Method::Post, path, &form, key).await
}
