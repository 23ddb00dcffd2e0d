//! The files' SQL; that of large ones on their way up in `store/parts.rs`.

pub(super) mod parts;

use crate::bind;
use crate::error::Result;
use crate::http::Caller;
use crate::http::caller::range;
use crate::store::{Conn, Row};
use gsdj_domain::file::FileRefusal;
use gsdj_domain::file::{FileInfo, FileKind};
use gsdj_domain::{FileId, Instant, Refusal};

/// Writes the row of a file that lies in the storage as `stored_as`.
///
/// # Errors
/// When the store refuses it.
pub fn insert(
    c: &mut Conn<'_>,
    who: &Caller,
    info: &FileInfo,
    media_type: &str,
    stored_as: &str,
    now: Instant,
) -> Result<FileId> {
    let id = FileId(c.next_id());
    let sql =
        "INSERT INTO file (id, account_id, org_id, name, kind, media_type, bytes, width, height, stored_as, created_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let bytes = i64::try_from(info.bytes).unwrap_or(i64::MAX);
    let values = bind![
        id,
        who.account,
        who.org,
        &info.name,
        info.kind.code(),
        media_type,
        bytes,
        info.width,
        info.height,
        stored_as,
        now
    ];
    c.execute(sql, values)?;
    Ok(id)
}

/// Columns id, name, kind, bytes, width, height as what clients see.
///
/// # Errors
/// When a column holds something else.
pub fn info(r: &Row<'_>) -> Result<FileInfo> {
    let bytes = u64::try_from(r.get::<i64>(3)?).unwrap_or(0);
    Ok(FileInfo { id: r.get(0)?, name: r.get(1)?, kind: r.coded(2)?, bytes, width: r.get(4)?, height: r.get(5)? })
}

/// What clients see of a file.
///
/// # Errors
/// When the store refuses it.
pub fn describe(c: &mut Conn<'_>, id: FileId) -> Result<Option<FileInfo>> {
    c.first("SELECT id, name, kind, bytes, width, height FROM file WHERE id = ?1", bind![id], info)
}

/// Checks that the caller uploaded these files, and that photos are pictures.
///
/// # Errors
/// [`FileRefusal::FileNotYours`], [`FileRefusal::FileKindNotTaken`].
pub fn check_owned(c: &mut Conn<'_>, who: &Caller, files: &[FileId], photos: bool) -> Result<()> {
    for file in files {
        let sql = "SELECT kind FROM file WHERE id = ?1 AND account_id = ?2";
        match c.first(sql, bind![*file, who.account], |r| r.coded::<FileKind>(0))? {
            None => return Err(Refusal::from(FileRefusal::FileNotYours).into()),
            Some(kind) if photos && kind != FileKind::Photo => {
                return Err(Refusal::from(FileRefusal::FileKindNotTaken).into());
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// What is needed to hand a file out.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Its name for people.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// Its media type.
    pub media_type: String,
    /// Its size.
    pub bytes: u64,
    /// Its name in the storage.
    pub stored_as: String,
}

/// The file, if the caller uploaded it, sees a branch whose overview shows it or whose check against the standard leans on it, or sees a meeting that holds it. Who looks from
/// above sees everything of a meeting in their subtree; a member sees the record of one that they were told of once it is done,
/// and its materials and after-meeting work, but nobody else's outline.
pub(super) fn visible(c: &mut Conn<'_>, who: &Caller, id: FileId) -> Result<Option<Stored>> {
    let (through, key) = match who.member {
        Some(member) => (
            "SELECT 1 FROM meeting_file mf JOIN attendee a ON a.meeting_id = mf.meeting_id JOIN meeting m ON m.id = mf.meeting_id
             WHERE mf.file_id = f.id AND a.member_id = ?3 AND a.told_at IS NOT NULL AND m.step IN ('done', 'after_work')
             UNION ALL
             SELECT 1 FROM meeting_paper_file pf JOIN attendee a ON a.meeting_id = pf.meeting_id
             WHERE pf.file_id = f.id AND pf.member_id = 0 AND a.member_id = ?3
               AND (a.told_at IS NOT NULL OR a.pre_told_at IS NOT NULL)",
            member.0,
        ),
        None => (
            "SELECT 1 FROM meeting_file mf JOIN meeting_scope s ON s.meeting_id = mf.meeting_id
             WHERE mf.file_id = f.id AND s.ancestor_id = ?3
             UNION ALL
             SELECT 1 FROM meeting_paper_file pf JOIN meeting_scope s ON s.meeting_id = pf.meeting_id
             WHERE pf.file_id = f.id AND s.ancestor_id = ?3",
            who.org.0,
        ),
    };
    let shown = "SELECT 1 FROM overview_photo p JOIN org o ON o.id = p.org_id
                 WHERE p.file_id = f.id AND o.path >= ?4 AND o.path < ?5";
    let check = "SELECT 1 FROM self_check_evidence e JOIN org o ON o.id = e.org_id
                 WHERE e.target_id = f.id AND e.kind = 'file' AND o.path >= ?4 AND o.path < ?5";
    let sql = format!(
        "SELECT f.name, f.kind, f.media_type, f.bytes, f.stored_as FROM file f
         WHERE f.id = ?1 AND (f.account_id = ?2 OR EXISTS ({through}) OR EXISTS ({shown}) OR EXISTS ({check}))"
    );
    let (from, to) = range(&who.org_path);
    c.first(&sql, bind![id, who.account, key, &from, &to], stored)
}

/// The file, if the caller uploaded it.
pub(super) fn uploaded(c: &mut Conn<'_>, who: &Caller, id: FileId) -> Result<Option<Stored>> {
    let sql =
        "SELECT f.name, f.kind, f.media_type, f.bytes, f.stored_as FROM file f WHERE f.id = ?1 AND f.account_id = ?2";
    c.first(sql, bind![id, who.account], stored)
}

/// The file, whoever may see it: that was asked elsewhere.
///
/// # Errors
/// When the store refuses it.
pub fn any(c: &mut Conn<'_>, id: FileId) -> Result<Option<Stored>> {
    let sql = "SELECT f.name, f.kind, f.media_type, f.bytes, f.stored_as FROM file f WHERE f.id = ?1";
    c.first(sql, bind![id], stored)
}

fn stored(r: &Row<'_>) -> Result<Stored> {
    let bytes = u64::try_from(r.get::<i64>(3)?).unwrap_or(0);
    Ok(Stored { name: r.get(0)?, kind: r.coded(1)?, media_type: r.get(2)?, bytes, stored_as: r.get(4)? })
}
