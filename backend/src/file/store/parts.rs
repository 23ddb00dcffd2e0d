//! The SQL of large files on their way up.

use crate::bind;
use crate::error::Result;
use crate::http::Caller;
use crate::store::{Conn, Row};
use gsdj_domain::file::{FileInfo, FileRefusal, UploadInfo};
use gsdj_domain::{FileId, Instant, Refusal, UploadId};

/// How many uploads are swept away at once.
const SWEPT: i64 = 5;

/// An upload as stored.
#[derive(Debug, Clone)]
pub(in crate::file) struct Upload {
    /// The upload.
    pub id: UploadId,
    /// Its name for people.
    pub name: String,
    /// How many bytes it has in all.
    pub length: u64,
    /// How many have come.
    pub received: u64,
    /// When it is thrown away.
    pub expires_at: Instant,
    /// It was whole and of no kind that is taken.
    pub refused: bool,
    /// The file it has become.
    pub file: Option<FileInfo>,
}

impl Upload {
    /// Whether all of it has come.
    pub const fn is_whole(&self) -> bool {
        self.received == self.length
    }

    /// As clients see it.
    pub fn info(self) -> UploadInfo {
        let Self { id, name, length, received, expires_at, file, .. } = self;
        UploadInfo { id, name, length, received, expires_at, file }
    }
}

fn bytes(of: u64) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}

fn size(r: &Row<'_>, at: usize) -> Result<u64> {
    Ok(u64::try_from(r.get::<i64>(at)?).unwrap_or(0))
}

/// Begins one.
pub(in crate::file) fn begin(
    c: &mut Conn<'_>,
    who: &Caller,
    name: &str,
    length: u64,
    expires: Instant,
) -> Result<Upload> {
    let id = UploadId(c.next_id());
    let sql = "INSERT INTO upload (id, account_id, org_id, name, length, received, expires_at, refused)
               VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, '')";
    c.execute(sql, bind![id, who.account, who.org, name, bytes(length), expires])?;
    find(c, who, id)
}

/// One of the caller's own.
pub(in crate::file) fn find(c: &mut Conn<'_>, who: &Caller, id: UploadId) -> Result<Upload> {
    let sql =
        "SELECT id, name, length, received, expires_at, refused, file_id FROM upload WHERE id = ?1 AND account_id = ?2";
    let found = c.first(sql, bind![id, who.account], |r| {
        let upload = Upload {
            id: r.get(0)?,
            name: r.get(1)?,
            length: size(r, 2)?,
            received: size(r, 3)?,
            expires_at: r.get(4)?,
            refused: !r.get::<String>(5)?.is_empty(),
            file: None,
        };
        Ok((upload, r.get::<Option<FileId>>(6)?))
    })?;
    let (upload, file) = found.ok_or(Refusal::NotFound)?;
    let file = file.map(|file| super::describe(c, file)).transpose()?.flatten();
    Ok(Upload { file, ..upload })
}

/// Notes a piece that lies in the storage, behind those that have come.
pub(in crate::file) fn keep(
    c: &mut Conn<'_>,
    id: UploadId,
    at: u64,
    length: u64,
    stored_as: &str,
    expires: Instant,
) -> Result<()> {
    let sql = "UPDATE upload SET received = received + ?3, expires_at = ?4 WHERE id = ?1 AND received = ?2";
    if c.execute(sql, bind![id, bytes(at), bytes(length), expires])? == 0 {
        let now = c.number("SELECT received FROM upload WHERE id = ?1", bind![id])?;
        return Err(Refusal::from(FileRefusal::UploadOffset { at: u64::try_from(now).unwrap_or(0) }).into());
    }
    let sql = "INSERT INTO upload_part (upload_id, at, bytes, stored_as) VALUES (?1, ?2, ?3, ?4)";
    c.execute(sql, bind![id, bytes(at), bytes(length), stored_as])?;
    Ok(())
}

/// The names and lengths of what has come, in order.
pub(in crate::file) fn pieces(c: &mut Conn<'_>, id: UploadId) -> Result<Vec<(String, u64)>> {
    let sql = "SELECT stored_as, bytes FROM upload_part WHERE upload_id = ?1 ORDER BY at";
    c.rows(sql, bind![id], |r| Ok((r.get(0)?, size(r, 1)?)))
}

/// Notes what it has become; its pieces are no longer needed.
pub(in crate::file) fn complete(c: &mut Conn<'_>, id: UploadId, file: FileId) -> Result<()> {
    c.execute("UPDATE upload SET file_id = ?2 WHERE id = ?1", bind![id, file])?;
    c.execute("DELETE FROM upload_part WHERE upload_id = ?1", bind![id])?;
    Ok(())
}

/// Notes that it is of no kind that is taken.
pub(in crate::file) fn refuse(c: &mut Conn<'_>, id: UploadId) -> Result<()> {
    let code = FileRefusal::MediaNotTaken.code();
    c.execute("UPDATE upload SET refused = ?2 WHERE id = ?1", bind![id, code])?;
    c.execute("DELETE FROM upload_part WHERE upload_id = ?1", bind![id])?;
    Ok(())
}

/// Forgets one; answers the names of what lies in the storage for it.
pub(in crate::file) fn forget(c: &mut Conn<'_>, id: UploadId) -> Result<Vec<String>> {
    let names = pieces(c, id)?.into_iter().map(|(name, _)| name).collect();
    c.execute("DELETE FROM upload_part WHERE upload_id = ?1", bind![id])?;
    c.execute("DELETE FROM upload WHERE id = ?1", bind![id])?;
    Ok(names)
}

/// Forgets some of those that have expired; likewise.
pub(in crate::file) fn sweep(c: &mut Conn<'_>, now: Instant) -> Result<Vec<String>> {
    let sql = "SELECT id FROM upload WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2";
    let mut names = Vec::new();
    for id in c.rows(sql, bind![now, SWEPT], |r| r.get(0))? {
        names.extend(forget(c, id)?);
    }
    Ok(names)
}
