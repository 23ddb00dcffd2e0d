//! The SQL of 党务公开: the thing itself, its versions and files. Who reads it stands in `store/readers.rs`.

mod readers;

pub use readers::shows_file;
pub(super) use readers::{chosen_groups, chosen_members, groups, is_same_reach, members, readers, set_targets};

use crate::bind;
use crate::error::Result;
use crate::http::Caller;
use crate::store::{Conn, Row, Value};
use gsdj_domain::disclosure::{
    DisclosureCategory, DisclosureForm, DisclosureReach, DisclosureRefusal, DisclosureRow, DisclosureState,
    DisclosureVersion, Period, days_left,
};
use gsdj_domain::file::FileInfo;
use gsdj_domain::org::OrgRef;
use gsdj_domain::time::DAY;
use gsdj_domain::{DisclosureId, FileId, Instant, MemberId, OrgId, Refusal};

/// A disclosure as stored, in its present version.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    /// The disclosure.
    pub id: DisclosureId,
    /// Whose it is.
    pub org: OrgRef,
    /// Its period.
    pub period: Period,
    /// Whom it is for.
    pub reach: DisclosureReach,
    /// Counts its texts: 1 for what it began with.
    pub version: u32,
    /// Counts all changes.
    pub revision: u32,
    /// What it is about.
    pub category: DisclosureCategory,
    /// What it is called.
    pub title: String,
    /// The text.
    pub text: String,
    /// When this version was written.
    pub at: Instant,
    /// What this version corrects.
    pub note: String,
    /// Why it was taken back.
    pub withdrawn_for: String,
}

impl Stored {
    /// As a row of a list.
    pub fn row(&self, now: Instant) -> DisclosureRow {
        let state = self.period.state(now);
        DisclosureRow {
            id: self.id,
            org: self.org.clone(),
            title: self.title.clone(),
            category: self.category,
            state,
            begins_on: self.period.begins.to_string(),
            ends_on: self.period.ends.to_string(),
            days_left: (state == DisclosureState::Running).then(|| days_left(self.period.ends, now.day())),
            reach: self.reach,
            corrected_at: (self.version > 1).then_some(self.at),
        }
    }
}

const WHOLE: &str = "d.id, d.org_id, o.name, d.begins_at, d.ends_at, d.withdrawn_at, d.reach, d.version, d.revision,
    v.category, v.title, v.body, v.at, v.note, d.withdrawn_for";
/// What belongs to a disclosure `d`.
const WITH: &str = "JOIN org o ON o.id = d.org_id
    JOIN disclosure_version v ON v.disclosure_id = d.id AND v.version = d.version";

fn stored(r: &Row<'_>) -> Result<Stored> {
    let (begins_at, ends_at): (Instant, Instant) = (r.get(3)?, r.get(4)?);
    Ok(Stored {
        id: r.get(0)?,
        org: OrgRef { id: r.get(1)?, name: r.get(2)? },
        period: Period {
            begins: begins_at.day(),
            ends: ends_at.plus(-1).day(),
            withdrawn: r.get::<Option<i64>>(5)?.is_some(),
        },
        reach: r.coded(6)?,
        version: r.get(7)?,
        revision: r.get(8)?,
        category: r.coded(9)?,
        title: r.get(10)?,
        text: r.get(11)?,
        at: r.get(12)?,
        note: r.get(13)?,
        withdrawn_for: r.get(14)?,
    })
}

/// The first instant of a period, and the first after it.
fn instants(period: &Period) -> (Instant, Instant) {
    (Instant::midnight(period.begins), Instant::midnight(period.ends).plus(DAY))
}

/// A disclosure that the caller may see now: of their subtree, or for a member one that runs and is for them.
pub(super) fn load(c: &mut Conn<'_>, who: &Caller, id: DisclosureId, now: Instant) -> Result<Stored> {
    let sql = format!("SELECT {WHOLE}, o.path FROM disclosure d {WITH} WHERE d.id = ?1");
    let found = c.first(&sql, bind![id], |r| Ok((stored(r)?, r.get::<String>(15)?)))?;
    let (stored, path) = found.ok_or(Refusal::NotFound)?;
    let Some(member) = who.member else {
        return if path.starts_with(&who.org_path) { Ok(stored) } else { Err(Refusal::NotFound.into()) };
    };
    if stored.org.id != who.org || !readers::is_for(c, id, member)? {
        return Err(Refusal::NotFound.into());
    }
    match stored.period.state(now) {
        DisclosureState::Running => Ok(stored),
        DisclosureState::Planned => Err(Refusal::NotFound.into()),
        DisclosureState::Ended => Err(Refusal::from(DisclosureRefusal::Over).into()),
        DisclosureState::Withdrawn => Err(Refusal::from(DisclosureRefusal::TakenBack).into()),
    }
}

/// What a list shows.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// Of this organisation's subtree.
    pub org: OrgId,
    /// Only what runs and is for this member.
    pub member: Option<MemberId>,
    /// Only where it stands so.
    pub state: Option<DisclosureState>,
    /// Only about this.
    pub category: Option<DisclosureCategory>,
}

/// `limit + 1` disclosures after the cursor (beginning and id), the latest beginning first, each with its beginning.
pub(super) fn list(
    c: &mut Conn<'_>,
    shown: &Shown,
    after: Option<(i64, i64)>,
    limit: usize,
    now: Instant,
) -> Result<Vec<(Instant, DisclosureRow)>> {
    let (at, id) = after.unwrap_or((i64::MAX, 0));
    let mut values: Vec<Value<'_>> = bind![shown.org, now, at, id, limit as i64 + 1].to_vec();
    let state = if shown.member.is_some() { Some(DisclosureState::Running) } else { shown.state };
    let mut only = state.map_or("", state_sql).to_owned();
    if let Some(category) = shown.category {
        values.push(category.code().into());
        only += &format!(" AND v.category = ?{}", values.len());
    }
    if let Some(member) = shown.member {
        values.push(member.into());
        only += &format!(" AND {}", readers::is_for_sql(values.len()));
    }
    let sql = format!(
        "SELECT {WHOLE} FROM disclosure_scope s JOIN disclosure d ON d.id = s.disclosure_id {WITH}
         WHERE s.ancestor_id = ?1 AND CAST(?2 AS BIGINT) > 0
           AND (s.begins_at < ?3 OR (s.begins_at = ?3 AND s.disclosure_id < ?4)) {only}
         ORDER BY s.begins_at DESC, s.disclosure_id DESC LIMIT ?5"
    );
    c.rows(&sql, &values, |r| Ok((r.get(3)?, stored(r)?.row(now))))
}

/// [`Period::state`] in SQL; ?2 is now. A test holds the two together.
const fn state_sql(state: DisclosureState) -> &'static str {
    match state {
        DisclosureState::Planned => " AND d.withdrawn_at IS NULL AND d.begins_at > ?2",
        // none runs longer than a month: the walk ends there
        DisclosureState::Running => {
            " AND d.withdrawn_at IS NULL AND s.begins_at <= ?2 AND s.begins_at > ?2 - 2764800000 AND d.ends_at > ?2"
        }
        DisclosureState::Ended => " AND d.withdrawn_at IS NULL AND d.ends_at <= ?2",
        DisclosureState::Withdrawn => " AND d.withdrawn_at IS NOT NULL",
    }
}

/// Writes a new one; scope, targets and text come separately.
pub(super) fn insert(c: &mut Conn<'_>, org: OrgId, form: &DisclosureForm, period: &Period) -> Result<DisclosureId> {
    let id = DisclosureId(c.next_id());
    let (begins_at, ends_at) = instants(period);
    let sql = "INSERT INTO disclosure (id, org_id, begins_at, ends_at, reach, version, revision, withdrawn_for)
               VALUES (?1, ?2, ?3, ?4, ?5, 1, 1, '')";
    c.execute(sql, bind![id, org, begins_at, ends_at, form.reach.code()])?;
    Ok(id)
}

/// Writes what may change before it begins.
pub(super) fn replan(c: &mut Conn<'_>, id: DisclosureId, form: &DisclosureForm, period: &Period) -> Result<()> {
    let (begins_at, ends_at) = instants(period);
    let sql = "UPDATE disclosure SET begins_at = ?2, ends_at = ?3, reach = ?4, revision = revision + 1 WHERE id = ?1";
    c.execute(sql, bind![id, begins_at, ends_at, form.reach.code()])?;
    Ok(())
}

/// Writes what a correction may change.
pub(super) fn corrected(c: &mut Conn<'_>, id: DisclosureId, period: &Period) -> Result<()> {
    let sql = "UPDATE disclosure SET ends_at = ?2, version = version + 1, revision = revision + 1 WHERE id = ?1";
    c.execute(sql, bind![id, instants(period).1])?;
    Ok(())
}

/// Takes it back.
pub(super) fn withdraw(c: &mut Conn<'_>, id: DisclosureId, reason: &str, now: Instant) -> Result<()> {
    let sql = "UPDATE disclosure SET withdrawn_at = ?2, withdrawn_for = ?3, revision = revision + 1 WHERE id = ?1";
    c.execute(sql, bind![id, now, reason])?;
    Ok(())
}

/// Puts it under every organisation above its branch.
pub(super) fn put_in_scope(c: &mut Conn<'_>, id: DisclosureId, path: &str, period: &Period) -> Result<()> {
    in_scope(c, id, path, instants(period).0)
}

fn in_scope(c: &mut Conn<'_>, id: DisclosureId, path: &str, begins_at: Instant) -> Result<()> {
    c.execute("DELETE FROM disclosure_scope WHERE disclosure_id = ?1", bind![id])?;
    for ancestor in path.split('/').filter_map(|part| part.parse::<i64>().ok()) {
        let sql = "INSERT INTO disclosure_scope (ancestor_id, begins_at, disclosure_id) VALUES (?1, ?2, ?3)";
        c.execute(sql, bind![ancestor, begins_at, id])?;
    }
    Ok(())
}

/// Puts all of a branch's anew: after it moved in the tree.
///
/// # Errors
/// When the store refuses it.
pub fn rescope(c: &mut Conn<'_>, branch: OrgId, path: &str) -> Result<()> {
    let all = c.rows("SELECT id, begins_at FROM disclosure WHERE org_id = ?1", bind![branch], |r| {
        Ok((r.get(0)?, r.get(1)?))
    })?;
    all.into_iter().try_for_each(|(id, begins_at)| in_scope(c, id, path, begins_at))
}

/// Writes a version with its files.
pub(super) fn add_version(
    c: &mut Conn<'_>,
    id: DisclosureId,
    version: u32,
    form: &DisclosureForm,
    period: &Period,
    now: Instant,
) -> Result<()> {
    let sql = "INSERT INTO disclosure_version (disclosure_id, version, at, category, title, body, ends_at, note)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let note = if version == 1 { "" } else { form.note.trim() };
    let (category, ends_at) = (form.category.code(), instants(period).1);
    c.execute(sql, bind![id, version, now, category, form.title.trim(), form.text.trim(), ends_at, note])?;
    for (photo, files) in [(true, &form.photos), (false, &form.attachments)] {
        add_files(c, id, version, photo, files)?;
    }
    Ok(())
}

fn add_files(c: &mut Conn<'_>, id: DisclosureId, version: u32, photo: bool, files: &[FileId]) -> Result<()> {
    for (seat, file) in files.iter().enumerate() {
        let sql =
            "INSERT INTO disclosure_file (disclosure_id, version, photo, seat, file_id) VALUES (?1, ?2, ?3, ?4, ?5)";
        c.execute(sql, bind![id, version, photo, seat as i64, *file])?;
    }
    Ok(())
}

/// Forgets the text of what has not begun: it is written anew.
pub(super) fn remove_versions(c: &mut Conn<'_>, id: DisclosureId) -> Result<()> {
    c.execute("DELETE FROM disclosure_file WHERE disclosure_id = ?1", bind![id])?;
    c.execute("DELETE FROM disclosure_version WHERE disclosure_id = ?1", bind![id])?;
    Ok(())
}

/// The versions before the present one, the latest first.
pub(super) fn earlier(c: &mut Conn<'_>, stored: &Stored) -> Result<Vec<DisclosureVersion>> {
    let sql = "SELECT version, at, note, title, body, ends_at FROM disclosure_version
               WHERE disclosure_id = ?1 AND version < ?2 ORDER BY version DESC";
    c.rows(sql, bind![stored.id, stored.version], |r| {
        Ok(DisclosureVersion {
            version: r.get(0)?,
            at: r.get(1)?,
            note: r.get(2)?,
            title: r.get(3)?,
            text: r.get(4)?,
            ends_on: r.get::<Instant>(5)?.plus(-1).day().to_string(),
        })
    })
}

/// The present version's photos or attachments.
pub(super) fn files(c: &mut Conn<'_>, stored: &Stored, photo: bool) -> Result<Vec<FileInfo>> {
    let sql = "SELECT f.id, f.name, f.kind, f.bytes, f.width, f.height FROM disclosure_file df
               JOIN file f ON f.id = df.file_id
               WHERE df.disclosure_id = ?1 AND df.version = ?2 AND df.photo = ?3 ORDER BY df.seat";
    c.rows(sql, bind![stored.id, stored.version, photo], crate::file::info)
}

/// What has begun and nobody was told of, the earliest first.
pub(super) fn due(c: &mut Conn<'_>, now: Instant, limit: usize) -> Result<Vec<DisclosureId>> {
    let sql = "SELECT id FROM disclosure WHERE announced_at IS NULL AND withdrawn_at IS NULL AND begins_at <= ?1
               ORDER BY begins_at, id LIMIT ?2";
    c.rows(sql, bind![now, limit as i64], |r| r.get(0))
}

/// What an announcement says.
pub(super) struct Begun {
    /// What it is called.
    pub title: String,
    /// Whose it is.
    pub org: String,
    /// The first instant after it.
    pub ends_at: Instant,
}

/// Notes that its readers are told; `None` when it has not begun or they were told before.
pub(super) fn set_announced(c: &mut Conn<'_>, id: DisclosureId, now: Instant) -> Result<Option<Begun>> {
    let sql = "UPDATE disclosure SET announced_at = ?2
               WHERE id = ?1 AND announced_at IS NULL AND withdrawn_at IS NULL AND begins_at <= ?2";
    if c.execute(sql, bind![id, now])? == 0 {
        return Ok(None);
    }
    let sql = format!("SELECT v.title, o.name, d.ends_at FROM disclosure d {WITH} WHERE d.id = ?1");
    c.first(&sql, bind![id], |r| Ok(Begun { title: r.get(0)?, org: r.get(1)?, ends_at: r.get(2)? }))
}
