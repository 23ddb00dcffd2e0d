//! The SQL of the lists: a strand for each organisation through which the caller finds posts, merged.
//!
//! Each strand is one range of an index, so that a page costs the same however many posts the province has.

use super::{WHOLE, stored};
use crate::bind;
use crate::error::Result;
use crate::http::Caller;
use crate::store::{Conn, Value};
use gsdj_domain::experience::{ExperienceOrder, ExperienceRow, ExperienceState};
use gsdj_domain::{ExperienceId, FileId, OrgId};
use std::cmp::Reverse;

/// What a list shows.
#[derive(Debug, Clone)]
pub(in crate::experience) struct Shown {
    /// In which order.
    pub order: ExperienceOrder,
    /// Only titles with this text.
    pub q: Option<String>,
    /// After this rank (a time, or likes) and id.
    pub after: Option<(i64, i64)>,
    /// The most rows.
    pub limit: usize,
}

/// A row with its place.
#[derive(Debug, Clone)]
pub(in crate::experience) struct Listed {
    /// What the list is ordered by.
    rank: i64,
    /// The row.
    pub row: ExperienceRow,
}

impl Listed {
    /// The cursor of the next page.
    pub fn cursor(&self) -> String {
        format!("{}_{}", self.rank, self.row.id)
    }

    const fn place(&self) -> (i64, i64) {
        (self.rank, self.row.id.0)
    }
}

/// The first photo of a post `e`.
const COVER: &str =
    "(SELECT ef.file_id FROM experience_file ef WHERE ef.experience_id = e.id ORDER BY ef.seat LIMIT 1)";

/// The ids along a path, the root first.
fn ids(path: &str) -> impl Iterator<Item = OrgId> + '_ {
    path.split('/').filter_map(|id| id.parse().ok()).map(OrgId)
}

/// Published posts that the caller may read.
pub(in crate::experience) fn published(c: &mut Conn<'_>, who: &Caller, shown: &Shown) -> Result<Vec<Listed>> {
    let mut all = Vec::new();
    for org in ids(&who.org_path) {
        all.extend(strand(c, org, true, shown)?);
    }
    if who.member.is_none() {
        all.extend(strand(c, who.org, false, shown)?);
    }
    all.sort_by_key(|listed| Reverse(listed.place()));
    all.dedup_by_key(|listed| listed.row.id);
    all.truncate(shown.limit);
    Ok(all)
}

/// The posts found through one organisation: by those below it, or by itself looking down.
fn strand(c: &mut Conn<'_>, org: OrgId, below: bool, shown: &Shown) -> Result<Vec<Listed>> {
    let rank = match shown.order {
        ExperienceOrder::Newest => "x.published_at",
        ExperienceOrder::Liked => "e.likes",
    };
    let from = "experience_reader x JOIN experience e ON e.id = x.experience_id";
    let only = format!("x.org_id = ?1 AND x.below = {}", i64::from(below));
    walk(c, &format!("{from} JOIN org o ON o.id = e.org_id WHERE {only}"), rank, org, shown)
}

/// The branch's own posts wherever they stand, the latest first; its members see the published ones.
pub(in crate::experience) fn own(c: &mut Conn<'_>, who: &Caller, shown: &Shown) -> Result<Vec<Listed>> {
    let only = if who.member.is_some() { "AND e.state = 'published'" } else { "" };
    let from = format!("experience e JOIN org o ON o.id = e.org_id WHERE e.org_id = ?1 {only}");
    walk(c, &from, "e.id", who.org, shown)
}

fn walk(c: &mut Conn<'_>, from: &str, rank: &str, org: OrgId, shown: &Shown) -> Result<Vec<Listed>> {
    let (at, id) = shown.after.unwrap_or((i64::MAX, 0));
    let mut values: Vec<Value<'_>> = bind![org, at, id, shown.limit as i64].to_vec();
    let pattern = shown.q.as_deref().map(crate::org::contains);
    let mut search = "";
    if let Some(pattern) = &pattern {
        search = "AND e.title LIKE ?5 ESCAPE '!'";
        values.push(pattern.into());
    }
    let sql = format!(
        "SELECT {WHOLE}, {COVER}, {rank} FROM {from} AND ({rank} < ?2 OR ({rank} = ?2 AND e.id < ?3)) {search}
         ORDER BY {rank} DESC, e.id DESC LIMIT ?4"
    );
    c.rows(&sql, &values, |r| {
        let cover = r.get::<Option<i64>>(18)?.map(FileId);
        Ok(Listed { rank: r.get(19)?, row: stored(r)?.row(cover) })
    })
}

/// Whether a published post is meant for the caller, who is not above its branch.
pub(super) fn is_reader(c: &mut Conn<'_>, id: ExperienceId, who: &Caller) -> Result<bool> {
    let sql = "SELECT org_id FROM experience_reader WHERE experience_id = ?1 AND below = 1";
    let below = c.rows(sql, bind![id], |r| r.get::<OrgId>(0))?;
    Ok(ids(&who.org_path).any(|org| below.contains(&org)))
}

/// Writes down who finds a published post: everybody below its audience's organisation, and those above that one.
pub(in crate::experience) fn set_readers(c: &mut Conn<'_>, id: ExperienceId) -> Result<()> {
    c.execute("DELETE FROM experience_reader WHERE experience_id = ?1", bind![id])?;
    let sql = "SELECT a.path, e.published_at FROM experience e JOIN org a ON a.id = e.audience_id
               WHERE e.id = ?1 AND e.state = ?2";
    let found =
        c.first(sql, bind![id, ExperienceState::Published.code()], |r| Ok((r.get::<String>(0)?, r.get::<i64>(1)?)))?;
    let Some((path, published_at)) = found else { return Ok(()) };
    let orgs: Vec<OrgId> = ids(&path).collect();
    for (at, org) in orgs.iter().enumerate() {
        let below = at + 1 == orgs.len();
        let sql = "INSERT INTO experience_reader (org_id, below, published_at, experience_id) VALUES (?1, ?2, ?3, ?4)";
        c.execute(sql, bind![*org, below, published_at, id])?;
    }
    Ok(())
}
