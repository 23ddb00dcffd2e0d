//! The SQL of posts beside the handbook's list, and of the requests for them.

use crate::bind;
use crate::error::Result;
use crate::review::Span;
use crate::store::{Conn, Row};
use gsdj_domain::branch::{AddedPost, PostDecision, PostRequest, PostRequestForm, PostRound, RequestState};
use gsdj_domain::org::OrgRef;
use gsdj_domain::review::{ReviewItem, ReviewKind};
use gsdj_domain::{Instant, OrgId, PostId, PostRequestId};

/// The posts beside the list that a branch may fill: those granted to all, and its own.
pub(in super::super) fn added(c: &mut Conn<'_>, branch: OrgId) -> Result<Vec<AddedPost>> {
    let sql = "SELECT id, name FROM added_post WHERE org_id IS NULL OR org_id = ?1 ORDER BY id";
    c.rows(sql, bind![branch], |r| Ok(AddedPost { id: r.get(0)?, name: r.get(1)? }))
}

/// Grants a post to a branch, or to all.
pub(in super::super) fn grant(c: &mut Conn<'_>, name: &str, branch: Option<OrgId>, now: Instant) -> Result<()> {
    let id = PostId(c.next_id());
    let sql = "INSERT INTO added_post (id, name, org_id, at) VALUES (?1, ?2, ?3, ?4)";
    c.execute(sql, bind![id, name, branch, now])?;
    Ok(())
}

/// The province: the top of the tree.
pub(in super::super) fn province(c: &mut Conn<'_>) -> Result<Option<OrgRef>> {
    let sql = "SELECT id, name FROM org WHERE kind = 'province' ORDER BY id LIMIT 1";
    c.first(sql, bind![], |r| Ok(OrgRef { id: r.get(0)?, name: r.get(1)? }))
}

/// The names that a branch asks for in requests that are not granted, but for the request `but`.
pub(in super::super) fn asked(c: &mut Conn<'_>, branch: OrgId, but: Option<PostRequestId>) -> Result<Vec<String>> {
    let sql = "SELECT name FROM post_request WHERE org_id = ?1 AND state <> 'approved' AND id <> ?2";
    c.rows(sql, bind![branch, but.map_or(0, |id| id.0)], |r| r.get(0))
}

/// Hands a request in.
pub(in super::super) fn ask(
    c: &mut Conn<'_>,
    branch: OrgId,
    form: &PostRequestForm,
    now: Instant,
) -> Result<PostRequestId> {
    let id = PostRequestId(c.next_id());
    let sql = "INSERT INTO post_request (id, org_id, name, state, round, at) VALUES (?1, ?2, ?3, 'waiting', 1, ?4)";
    c.execute(sql, bind![id, branch, form.name.trim(), now])?;
    begin_round(c, id, 1, form, now)?;
    Ok(id)
}

/// Hands a returned request in again.
pub(in super::super) fn ask_again(
    c: &mut Conn<'_>,
    id: PostRequestId,
    form: &PostRequestForm,
    now: Instant,
) -> Result<()> {
    let sql = "UPDATE post_request SET name = ?2, state = 'waiting', round = round + 1 WHERE id = ?1";
    c.execute(sql, bind![id, form.name.trim()])?;
    let round = c.number("SELECT round FROM post_request WHERE id = ?1", bind![id])?;
    begin_round(c, id, round, form, now)
}

fn begin_round(c: &mut Conn<'_>, id: PostRequestId, round: i64, form: &PostRequestForm, now: Instant) -> Result<()> {
    let sql =
        "INSERT INTO post_request_round (request_id, round, name, reason, at, reply) VALUES (?1, ?2, ?3, ?4, ?5, '')";
    c.execute(sql, bind![id, round, form.name.trim(), form.reason.trim(), now])?;
    Ok(())
}

/// Enters the decision.
pub(in super::super) fn decide(
    c: &mut Conn<'_>,
    id: PostRequestId,
    state: RequestState,
    form: &PostDecision,
    now: Instant,
) -> Result<()> {
    c.execute("UPDATE post_request SET state = ?2 WHERE id = ?1", bind![id, state.code()])?;
    let sql = "UPDATE post_request_round SET decision = ?2, reply = ?3, decided_at = ?4
               WHERE request_id = ?1 AND decided_at IS NULL";
    c.execute(sql, bind![id, form.decision.code(), form.reply.trim(), now])?;
    Ok(())
}

const REQUEST: &str =
    "SELECT q.id, q.org_id, o.name, q.name, q.state FROM post_request q JOIN org o ON o.id = q.org_id";

fn request(r: &Row<'_>) -> Result<PostRequest> {
    let org = OrgRef { id: r.get(1)?, name: r.get(2)? };
    Ok(PostRequest { id: r.get(0)?, org, name: r.get(3)?, state: r.coded(4)?, rounds: Vec::new() })
}

/// One request.
pub(in super::super) fn find(c: &mut Conn<'_>, id: PostRequestId) -> Result<Option<PostRequest>> {
    let found = c.first(&format!("{REQUEST} WHERE q.id = ?1"), bind![id], request)?;
    found.map(|found| with_rounds(c, found)).transpose()
}

/// Which requests to list.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Which {
    /// A branch's own.
    Of(OrgId),
    /// All that wait for the province.
    Waiting,
    /// All that the province has decided on.
    Decided,
}

/// `limit + 1` requests before the cursor, the latest first; those that wait come after it, the one that waits longest first.
pub(in super::super) fn list(
    c: &mut Conn<'_>,
    which: Which,
    after: Option<i64>,
    limit: usize,
) -> Result<Vec<PostRequest>> {
    let (condition, key, order, first) = match which {
        Which::Of(org) => ("q.org_id = ?1 AND q.id < ?2", org.0, "DESC", i64::MAX),
        Which::Waiting => ("?1 = 0 AND q.state = 'waiting' AND q.id > ?2", 0, "ASC", 0),
        Which::Decided => ("?1 = 0 AND q.state IN ('returned', 'approved') AND q.id < ?2", 0, "DESC", i64::MAX),
    };
    let sql = format!("{REQUEST} WHERE {condition} ORDER BY q.id {order} LIMIT ?3");
    let rows = c.rows(&sql, bind![key, after.unwrap_or(first), limit as i64 + 1], request)?;
    rows.into_iter().map(|row| with_rounds(c, row)).collect()
}

fn with_rounds(c: &mut Conn<'_>, mut request: PostRequest) -> Result<PostRequest> {
    let sql = "SELECT name, reason, at, decision, reply, decided_at FROM post_request_round WHERE request_id = ?1 ORDER BY round";
    request.rounds = c.rows(sql, bind![request.id], |r| {
        Ok(PostRound {
            name: r.get(0)?,
            reason: r.get(1)?,
            at: r.get(2)?,
            decision: r.coded_option(3)?,
            reply: r.get(4)?,
            decided_at: r.get(5)?,
        })
    })?;
    Ok(request)
}

const ITEM: &str = "q.id, q.name, q.org_id, o.name, rr.at, rr.round, rr.decided_at, rr.decision
    FROM post_request q JOIN post_request_round rr ON rr.request_id = q.id AND rr.round = q.round JOIN org o ON o.id = q.org_id";
/// Requests go to the province, whoever asks for the queue of another organisation finds none.
const PROVINCE: &str = "EXISTS (SELECT 1 FROM org p WHERE p.id = ?1 AND p.kind = 'province')";

fn item(r: &Row<'_>) -> Result<ReviewItem> {
    let id: PostRequestId = r.get(0)?;
    let decided_at: Option<i64> = r.get(6)?;
    Ok(ReviewItem {
        kind: ReviewKind::PostRequest,
        id: id.0,
        title: format!("申请增设“{}”", r.get::<String>(1)?),
        what: ReviewKind::PostRequest.label().into(),
        org: OrgRef { id: r.get(2)?, name: r.get(3)? },
        submitted_at: r.get(4)?,
        round: r.get(5)?,
        decided_at: decided_at.map(Instant),
        decision: r.coded_option(7)?,
        link: if decided_at.is_some() { "/posts?decided=true".into() } else { "/posts".into() },
    })
}

/// Requests that wait for the province, the first handed in first.
pub(in super::super) fn waiting(c: &mut Conn<'_>, reviewer: OrgId, span: Span) -> Result<Vec<ReviewItem>> {
    let sql = format!(
        "SELECT {ITEM} WHERE q.state = 'waiting' AND {PROVINCE}
           AND (rr.at > ?2 OR (rr.at = ?2 AND q.id > ?3)) ORDER BY rr.at, q.id LIMIT ?4"
    );
    let (at, id) = span.after.unwrap_or((i64::MIN, 0));
    c.rows(&sql, bind![reviewer, at, id, span.limit as i64], item)
}

/// How many requests wait for the province.
pub(in super::super) fn count(c: &mut Conn<'_>, reviewer: OrgId) -> Result<u32> {
    let sql = format!("SELECT COUNT(*) FROM post_request WHERE state = 'waiting' AND {PROVINCE}");
    Ok(u32::try_from(c.number(&sql, bind![reviewer])?).unwrap_or(u32::MAX))
}

/// Requests that the province decided on, the latest decision first.
pub(in super::super) fn decided(c: &mut Conn<'_>, reviewer: OrgId, span: Span) -> Result<Vec<ReviewItem>> {
    let sql = format!(
        "SELECT {ITEM} WHERE rr.decided_at IS NOT NULL AND {PROVINCE}
           AND (rr.decided_at < ?2 OR (rr.decided_at = ?2 AND q.id < ?3)) ORDER BY rr.decided_at DESC, q.id DESC LIMIT ?4"
    );
    let (at, id) = span.after.unwrap_or((i64::MAX, 0));
    c.rows(&sql, bind![reviewer, at, id, span.limit as i64], item)
}
