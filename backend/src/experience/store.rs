//! The SQL of 经验交流: a post, its files, likes and views. Lists stand in `store/list.rs`, rounds of review in
//! `store/review.rs`, comments in `store/comment.rs`.

mod comment;
mod list;
mod review;

pub(super) use comment::{add_comment, comment, comment_before, comments, remove_comment};
pub(super) use list::{Shown, Spot, line, own, published, set_readers};
pub use review::rescope;
pub(super) use review::{begin_round, decided, end_round, looked_at, reviews, reviews_waiting, rounds};

use crate::bind;
use crate::error::{Error, Result};
use crate::http::Caller;
use crate::store::{Conn, Row};
use gsdj_domain::experience::{
    Experience, ExperienceAudience, ExperienceForm, ExperienceRow, ExperienceState, excerpt,
};
use gsdj_domain::file::FileInfo;
use gsdj_domain::org::OrgRef;
use gsdj_domain::{AccountId, ExperienceId, FileId, Instant, OrgId, Refusal};

/// A post as stored.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    /// The post.
    pub id: ExperienceId,
    /// What the rules need.
    pub rules: Experience,
    /// Whose it is.
    pub org: OrgRef,
    /// That organisation's path.
    pub org_path: String,
    /// What it is called.
    pub title: String,
    /// The text.
    pub text: String,
    /// To whom it was handed in.
    pub reviewer: Option<OrgId>,
    /// Who reads it.
    pub audience: Option<ExperienceAudience>,
    /// When it was published.
    pub published_at: Option<Instant>,
    /// Why it was taken down.
    pub taken_down_for: String,
    /// When it was last written.
    pub written_at: Instant,
    /// ExperienceLikes, comments, views.
    pub counts: [u32; 3],
    /// Counts the branch's changes.
    pub revision: u32,
}

const WHOLE: &str = "e.id, e.state, e.looked_at, e.rounds, e.org_id, o.name, o.path, e.title, e.body, e.reviewer_id,
    e.audience, e.published_at, e.taken_down_for, e.written_at, e.likes, e.comments, e.views, e.revision";

fn stored(r: &Row<'_>) -> Result<Stored> {
    Ok(Stored {
        id: r.get(0)?,
        rules: Experience { state: r.coded(1)?, looked_at: r.get(2)?, has_history: r.get::<i64>(3)? > 0 },
        org: OrgRef { id: r.get(4)?, name: r.get(5)? },
        org_path: r.get(6)?,
        title: r.get(7)?,
        text: r.get(8)?,
        reviewer: r.get::<Option<i64>>(9)?.map(OrgId),
        audience: r.coded_option(10)?,
        published_at: r.get::<Option<i64>>(11)?.map(Instant),
        taken_down_for: r.get(12)?,
        written_at: r.get(13)?,
        counts: [r.get(14)?, r.get(15)?, r.get(16)?],
        revision: r.get(17)?,
    })
}

impl Stored {
    /// As a row of a list.
    pub fn row(&self, cover: Option<FileId>) -> ExperienceRow {
        let [likes, comments, views] = self.counts;
        ExperienceRow {
            id: self.id,
            org: self.org.clone(),
            title: self.title.clone(),
            excerpt: excerpt(&self.text),
            state: self.rules.state,
            cover,
            audience: self.audience,
            published_at: self.published_at,
            written_at: self.written_at,
            likes,
            comments,
            views,
        }
    }
}

/// Whether the caller is the branch's own account or an organisation above it.
pub(super) fn is_above_or_own(stored: &Stored, who: &Caller) -> bool {
    stored.org_path.starts_with(&who.org_path)
}

/// A post that the caller may read: published and meant for them; the own branch's; from above, once it was handed in.
pub(super) fn load(c: &mut Conn<'_>, who: &Caller, id: ExperienceId) -> Result<Stored> {
    let sql = format!("SELECT {WHOLE} FROM experience e JOIN org o ON o.id = e.org_id WHERE e.id = ?1");
    let stored = c.first(&sql, bind![id], stored)?.ok_or(Refusal::NotFound)?;
    let from_above = who.member.is_none() && is_above_or_own(&stored, who);
    let visible = match stored.rules.state {
        ExperienceState::Published => from_above || list::is_reader(c, id, who)?,
        ExperienceState::Draft | ExperienceState::Waiting | ExperienceState::Returned | ExperienceState::TakenDown => {
            from_above && (stored.org.id == who.org || stored.rules.has_history)
        }
    };
    if visible { Ok(stored) } else { Err(Refusal::NotFound.into()) }
}

/// Writes a new draft.
pub(super) fn insert(c: &mut Conn<'_>, org: OrgId, form: &ExperienceForm, now: Instant) -> Result<ExperienceId> {
    let id = ExperienceId(c.next_id());
    let sql =
        "INSERT INTO experience (id, org_id, title, body, state, looked_at, rounds, taken_down_for, likes, comments,
                 views, written_at, revision) VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, '', 0, 0, 0, ?6, 1)";
    let state = ExperienceState::Draft.code();
    c.execute(sql, bind![id, org, form.title.trim(), form.text.trim(), state, now])?;
    Ok(id)
}

/// Writes what a change may change.
pub(super) fn update(c: &mut Conn<'_>, id: ExperienceId, form: &ExperienceForm, now: Instant) -> Result<()> {
    let sql = "UPDATE experience SET title = ?2, body = ?3, written_at = ?4, revision = revision + 1 WHERE id = ?1";
    c.execute(sql, bind![id, form.title.trim(), form.text.trim(), now])?;
    Ok(())
}

/// Throws a draft away.
pub(super) fn delete(c: &mut Conn<'_>, id: ExperienceId) -> Result<()> {
    c.execute("DELETE FROM experience_file WHERE experience_id = ?1", bind![id])?;
    c.execute("DELETE FROM experience WHERE id = ?1", bind![id])?;
    Ok(())
}

/// Writes what the state machine said.
pub(super) fn advance(c: &mut Conn<'_>, id: ExperienceId, next: &Experience, reviewer: Option<OrgId>) -> Result<()> {
    let sql = "UPDATE experience SET state = ?2, looked_at = ?3, reviewer_id = COALESCE(?4, reviewer_id),
                 revision = revision + 1 WHERE id = ?1";
    c.execute(sql, bind![id, next.state.code(), next.looked_at, reviewer.map(|o| o.0)])?;
    Ok(())
}

/// Writes for whom it is published.
pub(super) fn publish(
    c: &mut Conn<'_>,
    id: ExperienceId,
    audience: ExperienceAudience,
    below: OrgId,
    now: Instant,
) -> Result<()> {
    let sql = "UPDATE experience SET audience = ?2, audience_id = ?3, published_at = ?4 WHERE id = ?1";
    c.execute(sql, bind![id, audience.code(), below, now])?;
    Ok(())
}

/// Writes why it was taken down; nobody finds it any more.
pub(super) fn take_down(c: &mut Conn<'_>, id: ExperienceId, reason: &str) -> Result<()> {
    c.execute("UPDATE experience SET taken_down_for = ?2 WHERE id = ?1", bind![id, reason])?;
    c.execute("DELETE FROM experience_reader WHERE experience_id = ?1", bind![id])?;
    Ok(())
}

/// Replaces the photos.
pub(super) fn set_files(c: &mut Conn<'_>, id: ExperienceId, files: &[FileId]) -> Result<()> {
    c.execute("DELETE FROM experience_file WHERE experience_id = ?1", bind![id])?;
    for (seat, file) in files.iter().enumerate() {
        let sql = "INSERT INTO experience_file (experience_id, seat, file_id) VALUES (?1, ?2, ?3)";
        c.execute(sql, bind![id, seat as i64, *file])?;
    }
    Ok(())
}

/// The photos.
pub(super) fn files(c: &mut Conn<'_>, id: ExperienceId) -> Result<Vec<FileInfo>> {
    let sql = "SELECT f.id, f.name, f.kind, f.bytes, f.width, f.height FROM experience_file ef
               JOIN file f ON f.id = ef.file_id WHERE ef.experience_id = ?1 ORDER BY ef.seat";
    c.rows(sql, bind![id], crate::file::info)
}

/// The first photo.
pub(super) fn cover(c: &mut Conn<'_>, id: ExperienceId) -> Result<Option<FileId>> {
    let sql = "SELECT file_id FROM experience_file WHERE experience_id = ?1 ORDER BY seat LIMIT 1";
    c.first(sql, bind![id], |r| r.get(0))
}

/// Whether a post that the caller may read holds this file.
///
/// # Errors
/// When the store refuses it.
pub fn shows_file(c: &mut Conn<'_>, who: &Caller, file: FileId, _: Instant) -> Result<bool> {
    for id in c.rows("SELECT experience_id FROM experience_file WHERE file_id = ?1", bind![file], |r| r.get(0))? {
        match load(c, who, id) {
            Ok(_) => return Ok(true),
            Err(Error::Refused(_)) => {}
            Err(broken) => return Err(broken),
        }
    }
    Ok(false)
}

/// Whether the account likes it.
pub(super) fn likes_it(c: &mut Conn<'_>, id: ExperienceId, account: AccountId) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM experience_like WHERE experience_id = ?1 AND account_id = ?2";
    Ok(c.number(sql, bind![id, account])? > 0)
}

/// Writes a like or takes it back; answers how many there are.
pub(super) fn set_like(c: &mut Conn<'_>, id: ExperienceId, account: AccountId, liked: bool) -> Result<u32> {
    let sql = if liked {
        "INSERT INTO experience_like (experience_id, account_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM experience_like WHERE experience_id = ?1 AND account_id = ?2"
    };
    if c.execute(sql, bind![id, account])? > 0 {
        let by = if liked { 1 } else { -1 };
        c.execute("UPDATE experience SET likes = likes + ?2 WHERE id = ?1", bind![id, by])?;
    }
    let likes = c.number("SELECT likes FROM experience WHERE id = ?1", bind![id])?;
    Ok(u32::try_from(likes).unwrap_or(0))
}

/// Whether the caller has opened it before.
pub(super) fn has_viewed(c: &mut Conn<'_>, id: ExperienceId, who: &Caller) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM experience_view WHERE experience_id = ?1 AND account_id = ?2";
    Ok(c.number(sql, bind![id, who.account])? > 0)
}

/// Counts the caller's first opening.
pub(super) fn view(c: &mut Conn<'_>, id: ExperienceId, who: &Caller) -> Result<()> {
    let sql = "INSERT INTO experience_view (experience_id, account_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    if c.execute(sql, bind![id, who.account])? > 0 {
        c.execute("UPDATE experience SET views = views + 1 WHERE id = ?1", bind![id])?;
    }
    Ok(())
}
