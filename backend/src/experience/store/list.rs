//! The SQL of the lists: a strand for each organisation through which the caller finds posts, merged.
//!
//! Each strand is one range of an index, so that a page costs the same however many posts the province has.

use super::{WHOLE, stored};
use crate::bind;
use crate::error::Result;
use crate::http::Caller;
use crate::store::{Conn, Value};
use gsdj_domain::experience::{ExperienceOrder, ExperienceRow, ExperienceState};
use gsdj_domain::{ExperienceId, OrgId, Refusal};

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

/// A post's place in a list, with what its line is known by.
#[derive(Debug)]
pub(in crate::experience) struct Spot {
    /// What the list is ordered by.
    rank: i64,
    /// The post.
    pub id: ExperienceId,
    /// Rises with everything that a line shows.
    pub stamp: i64,
}

impl Spot {
    /// The cursor of the next page.
    pub fn cursor(&self) -> String {
        format!("{}_{}", self.rank, self.id)
    }
}

/// The ids along a path, the root first.
fn ids(path: &str) -> impl Iterator<Item = OrgId> + '_ {
    path.split('/').filter_map(|id| id.parse().ok()).map(OrgId)
}

/// Published posts that the caller may read: a strand for each organisation above, whose posts are meant for those below it,
/// and one for an organisation's own look down. A post is found through one of them alone.
pub(in crate::experience) fn published(c: &mut Conn<'_>, who: &Caller, shown: &Shown) -> Result<Vec<Spot>> {
    let down = Some((who.org, false)).filter(|_| who.member.is_none());
    let through: Vec<_> = ids(&who.org_path).map(|org| (org, true)).chain(down).collect();
    // likes and titles stand on the post alone
    let looks = shown.order == ExperienceOrder::Liked || shown.q.is_some();
    let post = if looks { "JOIN experience e ON e.id = x.experience_id" } else { "" };
    let rank = match shown.order {
        ExperienceOrder::Newest => "x.published_at",
        ExperienceOrder::Liked => "e.likes",
    };
    let strand = |n: usize, below: bool| {
        let org = n + AFTER_SHOWN;
        let from = format!("experience_reader x {post} WHERE x.org_id = ?{org} AND x.below = {}", i64::from(below));
        format!("SELECT * FROM ({}) AS x{n}", walk(&from, rank, "x.experience_id", shown))
    };
    let strands: Vec<_> = through.iter().enumerate().map(|(n, (_, below))| strand(n, *below)).collect();
    let pattern = shown.q.as_deref().map(crate::org::contains);
    let mut values = shown.values(pattern.as_deref());
    values.extend(through.iter().map(|(org, _)| Value::from(*org)));
    spots(c, &strands.join(" UNION ALL "), &values)
}

/// The branch's own posts wherever they stand, the latest first; its members see the published ones.
pub(in crate::experience) fn own(c: &mut Conn<'_>, who: &Caller, shown: &Shown) -> Result<Vec<Spot>> {
    let only = if who.member.is_some() { "AND e.state = 'published'" } else { "" };
    let from = format!("experience e WHERE e.org_id = ?{AFTER_SHOWN} {only}");
    let pattern = shown.q.as_deref().map(crate::org::contains);
    let mut values = shown.values(pattern.as_deref());
    values.push(Value::from(who.org));
    spots(c, &walk(&from, "e.id", "e.id", shown), &values)
}

/// The first parameter after those of [`Shown::values`].
const AFTER_SHOWN: usize = 5;

impl Shown {
    /// ?1 and ?2 are the place after which, ?3 how many, ?4 the title's pattern.
    fn values<'v>(&self, pattern: Option<&'v str>) -> Vec<Value<'v>> {
        let (at, id) = self.after.unwrap_or((i64::MAX, 0));
        bind![at, id, self.limit as i64, pattern.unwrap_or("%")].to_vec()
    }
}

/// The ranks and ids of what `from` finds.
fn walk(from: &str, rank: &str, id: &str, shown: &Shown) -> String {
    let search = if shown.q.is_some() { "AND e.title LIKE ?4 ESCAPE '!'" } else { "" };
    format!(
        "SELECT {rank} AS place, {id} AS id FROM {from} AND ({rank}, {id}) < (?1, ?2) {search}
         ORDER BY {rank} DESC, {id} DESC LIMIT ?3"
    )
}

/// The first of these places and ids, with their posts' stamps.
fn spots(c: &mut Conn<'_>, found: &str, values: &[Value<'_>]) -> Result<Vec<Spot>> {
    let sql = format!(
        "SELECT f.place, f.id, e.stamp FROM (SELECT * FROM ({found}) AS a ORDER BY place DESC, id DESC LIMIT ?3) AS f
         JOIN experience e ON e.id = f.id WHERE CAST(?4 AS TEXT) <> '' ORDER BY f.place DESC, f.id DESC"
    );
    c.rows(&sql, values, |r| Ok(Spot { rank: r.get(0)?, id: r.get(1)?, stamp: r.get(2)? }))
}

/// What the line of a post shows.
pub(in crate::experience) fn line(c: &mut Conn<'_>, id: ExperienceId) -> Result<ExperienceRow> {
    let sql = format!("SELECT {WHOLE} FROM experience e JOIN org o ON o.id = e.org_id WHERE e.id = ?1");
    let stored = c.first(&sql, bind![id], stored)?.ok_or(Refusal::NotFound)?;
    let cover = super::cover(c, id)?;
    Ok(stored.row(cover))
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
