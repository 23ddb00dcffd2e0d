//! The SQL of committees: who is in office, and who was.

use super::post;
use crate::bind;
use crate::error::Result;
use crate::http::OrgInScope;
use crate::store::{Conn, Row};
use gsdj_domain::branch::{
    AddedPost, BranchCommittee, CommitteeMember, CommitteePost, PastCommittee, Post, Tenure, term,
};
use gsdj_domain::{Instant, MemberId, OrgId, PostId};

/// Who is on the committee, in the order of seats.
///
/// # Errors
/// When the store refuses it.
pub fn committee(c: &mut Conn<'_>, org: OrgId) -> Result<Vec<CommitteeMember>> {
    let sql = "SELECT p.member_id, m.name, p.post, p.added_id FROM committee_post p JOIN member m ON m.id = p.member_id
               WHERE p.org_id = ?1 AND m.org_id = ?1 AND m.status IN ('present', 'mobile') ORDER BY p.seat";
    c.rows(sql, bind![org], |r| {
        Ok(CommitteeMember { member: r.get(0)?, name: r.get(1)?, post: r.coded(2)?, added: r.get(3)? })
    })
}

/// The committee in office with its term, and what it may be formed of.
///
/// # Errors
/// When the store refuses it.
pub fn whole(c: &mut Conn<'_>, org: OrgId) -> Result<BranchCommittee> {
    let term = in_office(c, org)?;
    let category = c.first("SELECT unit_category FROM org WHERE id = ?1", bind![org], |r| r.coded_option(0))?;
    let (term_begins, term_ends) = term.map_or((None, None), |t| (t.begins, t.ends));
    Ok(BranchCommittee {
        posts: committee(c, org)?,
        term_begins,
        term_ends,
        new_term: false,
        added: post::added(c, org)?,
        term_years: Some(term::years(category.flatten())),
    })
}

/// A committee's term.
pub(in super::super) struct Term {
    id: i64,
    /// Its beginning.
    pub begins: Option<String>,
    /// Its end.
    pub ends: Option<String>,
}

/// The term of the committee in office.
pub(in super::super) fn in_office(c: &mut Conn<'_>, org: OrgId) -> Result<Option<Term>> {
    let sql = "SELECT id, begins, ends FROM committee_term WHERE org_id = ?1 AND over_day IS NULL";
    c.first(sql, bind![org], |r| Ok(Term { id: r.get(0)?, begins: r.get(1)?, ends: r.get(2)? }))
}

/// Puts the committee in office: a new one after the one before, or the same with other people or dates.
pub(in super::super) fn set(c: &mut Conn<'_>, org: OrgId, form: &BranchCommittee, now: Instant) -> Result<()> {
    let mut posts = form.posts.clone();
    posts.sort_by_key(|p| (p.held(), p.member));
    posts.dedup_by_key(|p| (p.held(), p.member));
    let filled = |d: &Option<String>| d.clone().filter(|d| !d.is_empty());
    let (begins, ends) = (filled(&form.term_begins), filled(&form.term_ends));
    let before = in_office(c, org)?;
    let (term, since) = match before {
        Some(before) if !form.new_term => {
            change_dates(c, &before, begins.as_ref(), ends.as_ref())?;
            (before.id, now.day().to_string())
        }
        before => {
            if let Some(before) = before {
                end(c, before.id, begins.as_deref().unwrap_or_default())?;
            }
            let id = c.next_id();
            let sql = "INSERT INTO committee_term (id, org_id, begins, ends) VALUES (?1, ?2, ?3, ?4)";
            c.execute(sql, bind![id, org, begins.as_ref(), ends.as_ref()])?;
            (id, begins.unwrap_or_else(|| now.day().to_string()))
        }
    };
    change_tenures(c, term, &posts, &since, now)?;
    seat(c, org, &posts)
}

/// The term is over on the day on which the next one begins.
fn end(c: &mut Conn<'_>, term: i64, day: &str) -> Result<()> {
    c.execute("UPDATE committee_term SET over_day = ?2 WHERE id = ?1", bind![term, day])?;
    let sql = "UPDATE committee_tenure SET until_day = ?2 WHERE term_id = ?1 AND until_day IS NULL";
    c.execute(sql, bind![term, day])?;
    Ok(())
}

/// Puts a term's dates right; who came into office with it did so on the right day too.
fn change_dates(c: &mut Conn<'_>, term: &Term, begins: Option<&String>, ends: Option<&String>) -> Result<()> {
    c.execute("UPDATE committee_term SET begins = ?2, ends = ?3 WHERE id = ?1", bind![term.id, begins, ends])?;
    if begins.is_some() && begins != term.begins.as_ref() {
        let sql = "UPDATE committee_tenure SET since_day = ?2 WHERE term_id = ?1 AND COALESCE(since_day, '') = ?3";
        c.execute(sql, bind![term.id, begins, term.begins.as_deref().unwrap_or_default()])?;
    }
    Ok(())
}

/// A tenure under way: its seat, whose it is, which post, when it was entered.
type Open = (i64, MemberId, Post, Instant);

/// Ends the tenures of those who are not among `posts` any more, begins those of the others on the day `since`.
fn change_tenures(c: &mut Conn<'_>, term: i64, posts: &[CommitteeMember], since: &str, now: Instant) -> Result<()> {
    let sql = "SELECT seat, member_id, post, added_id, entered_at FROM committee_tenure
               WHERE term_id = ?1 AND until_day IS NULL ORDER BY seat";
    let open: Vec<Open> = c.rows(sql, bind![term], |r| {
        let held = Post { listed: r.coded(2)?, added: r.get(3)? };
        Ok((r.get(0)?, r.get(1)?, held, r.get(4)?))
    })?;
    let stays = |o: &Open| posts.iter().any(|p| p.member == o.1 && p.held() == o.2);
    for (seat, .., entered) in open.iter().filter(|o| !stays(o)) {
        // a slip put right on the same day was no time in office
        if entered.day() == now.day() {
            c.execute("DELETE FROM committee_tenure WHERE term_id = ?1 AND seat = ?2", bind![term, *seat])?;
        } else {
            let sql = "UPDATE committee_tenure SET until_day = ?3 WHERE term_id = ?1 AND seat = ?2";
            c.execute(sql, bind![term, *seat, &now.day().to_string()])?;
        }
    }
    let sql = "SELECT COALESCE(MAX(seat), -1) FROM committee_tenure WHERE term_id = ?1";
    let mut seat = c.number(sql, bind![term])?;
    for held in posts.iter().filter(|p| !open.iter().any(|o| p.member == o.1 && p.held() == o.2)) {
        seat += 1;
        let name = c.first("SELECT name FROM member WHERE id = ?1", bind![held.member], |r| r.get::<String>(0))?;
        let sql = "INSERT INTO committee_tenure (term_id, seat, member_id, name, post, added_id, since_day, entered_at)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let name = name.unwrap_or_default();
        c.execute(sql, bind![term, seat, held.member, &name, held.post.code(), held.added, since, now])?;
    }
    Ok(())
}

/// Seats the committee.
fn seat(c: &mut Conn<'_>, org: OrgId, posts: &[CommitteeMember]) -> Result<()> {
    c.execute("DELETE FROM committee_post WHERE org_id = ?1", bind![org])?;
    for (seat, held) in posts.iter().enumerate() {
        let sql = "INSERT INTO committee_post (org_id, seat, member_id, post, added_id) VALUES (?1, ?2, ?3, ?4, ?5)";
        c.execute(sql, bind![org, seat as i64, held.member, held.post.code(), held.added])?;
    }
    Ok(())
}

/// Ends the posts that somebody held in a branch, or wherever they did, when they leave.
///
/// # Errors
/// When the store refuses it.
pub fn end_posts(c: &mut Conn<'_>, member: MemberId, org: Option<OrgId>, now: Instant) -> Result<()> {
    let (only, org) = (org.is_some(), org.map_or(0, |o| o.0));
    let held = "DELETE FROM committee_post WHERE member_id = ?1 AND (?2 = 0 OR org_id = ?3)";
    c.execute(held, bind![member, only, org])?;
    let tenures = "UPDATE committee_tenure SET until_day = ?4 WHERE member_id = ?1 AND until_day IS NULL
                   AND (?2 = 0 OR term_id IN (SELECT t.id FROM committee_term t WHERE t.org_id = ?3))";
    c.execute(tenures, bind![member, only, org, &now.day().to_string()])?;
    Ok(())
}

/// `limit + 1` committees of the branch after the cursor, the one in office first, each with its cursor.
pub(in super::super) fn history(
    c: &mut Conn<'_>,
    org: &OrgInScope,
    after: i64,
    limit: usize,
) -> Result<Vec<(i64, PastCommittee)>> {
    let sql = "SELECT id, begins, ends, over_day FROM committee_term WHERE org_id = ?1 AND id < ?2
               ORDER BY id DESC LIMIT ?3";
    let mut terms = c.rows(sql, bind![org.id(), after, limit as i64 + 1], |r| {
        let past = PastCommittee { begins: r.get(1)?, ends: r.get(2)?, over: r.get(3)?, tenures: Vec::new() };
        Ok((r.get(0)?, past))
    })?;
    for (id, past) in &mut terms {
        past.tenures = tenures(c, *id)?;
    }
    Ok(terms)
}

fn tenures(c: &mut Conn<'_>, term: i64) -> Result<Vec<Tenure>> {
    let sql = "SELECT t.name, t.post, a.id, a.name, t.since_day, t.until_day FROM committee_tenure t
               LEFT JOIN added_post a ON a.id = t.added_id WHERE t.term_id = ?1 ORDER BY t.seat";
    c.rows(sql, bind![term], |r| {
        let post = label(r, 1)?;
        Ok(Tenure { name: r.get(0)?, post, since: r.get(4)?, until: r.get(5)? })
    })
}

/// The name of a post: its code at `at`, then the id and the name of the added one.
fn label(r: &Row<'_>, at: usize) -> Result<String> {
    let (listed, id): (CommitteePost, Option<PostId>) = (r.coded(at)?, r.get(at + 1)?);
    let name = r.get::<Option<String>>(at + 2)?.unwrap_or_default();
    let added: Vec<AddedPost> = id.map(|id| AddedPost { id, name }).into_iter().collect();
    Ok(Post { listed, added: id }.label(&added))
}
