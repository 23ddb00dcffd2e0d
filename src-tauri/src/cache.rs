//! Answers kept for when there is no network (FEATURES 10.2): per server and account, with the moment they were
//! stored. It may be lost at any time without harm; what must not be lost lies in the outbox.
//!
//! A write does not delete what it changes, it marks it outdated: without a network an old copy with its age is
//! better than an empty page. With a network an outdated copy is never shown.

use crate::owner::Owner;
use crate::trouble::Result;
use gsdj_domain::routes::Tag;
use gsdj_domain::{FileId, Instant};
use rusqlite::{Connection, OptionalExtension, params};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The most answers kept; the oldest go first.
const ANSWERS_MAX: i64 = 3_000;
/// The most bytes of pictures kept; the oldest go first.
const PICTURES_MAX: i64 = 200 << 20;

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS answer (
        server TEXT NOT NULL, account INTEGER NOT NULL, path TEXT NOT NULL,
        body TEXT NOT NULL, etag TEXT, tags TEXT NOT NULL, stored_at INTEGER NOT NULL,
        outdated INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (server, account, path)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS picture (
        server TEXT NOT NULL, account INTEGER NOT NULL, file INTEGER NOT NULL,
        kind TEXT NOT NULL, bytes BLOB NOT NULL, size INTEGER NOT NULL, stored_at INTEGER NOT NULL,
        PRIMARY KEY (server, account, file));
";

/// An answer as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The JSON text.
    pub body: String,
    /// The server's mark of this version.
    pub etag: Option<String>,
    /// When the server last said that this is how it stands, by the device's clock.
    pub stored_at: Instant,
    /// Something was changed since that this answer may show.
    pub outdated: bool,
}

/// The cache.
pub struct Cache {
    db: Mutex<Connection>,
}

impl Cache {
    /// Opens the cache in `file`; one that is damaged is thrown away and begun anew.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn open(file: &Path) -> Result<Self> {
        let db = match prepare(file) {
            Ok(db) => db,
            Err(error) => {
                tracing::warn!(%error, "the cache is damaged and begun anew");
                for tail in ["", "-wal", "-shm"] {
                    let mut name = file.as_os_str().to_owned();
                    name.push(tail);
                    // one that is not there is as good as removed
                    std::fs::remove_file(name).ok();
                }
                prepare(file)?
            }
        };
        Ok(Self { db: Mutex::new(db) })
    }

    /// The copy of `path`, if there is one.
    ///
    /// # Errors
    /// When the store fails.
    pub fn get(&self, owner: &Owner, path: &str) -> Result<Option<Kept>> {
        let db = self.db();
        let mut find = db.prepare_cached(
            "SELECT body, etag, stored_at, outdated FROM answer WHERE server = ?1 AND account = ?2 AND path = ?3",
        )?;
        let kept = find.query_row(params![owner.server, owner.account.0, path], |row| {
            Ok(Kept { body: row.get(0)?, etag: row.get(1)?, stored_at: Instant(row.get(2)?), outdated: row.get(3)? })
        });
        Ok(kept.optional()?)
    }

    /// The content of every copy that shows `tag`, the newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn showing(&self, owner: &Owner, tag: Tag) -> Result<Vec<String>> {
        let db = self.db();
        let mut find = db.prepare_cached(
            "SELECT body FROM answer WHERE server = ?1 AND account = ?2 AND tags LIKE ?3 ORDER BY stored_at DESC LIMIT 100",
        )?;
        let rows = find.query_map(params![owner.server, owner.account.0, mark(tag)], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Stores an answer under its path, in place of an older one.
    ///
    /// # Errors
    /// When the store fails.
    pub fn put(
        &self,
        owner: &Owner,
        path: &str,
        tags: &[Tag],
        body: &str,
        etag: Option<&str>,
        at: Instant,
    ) -> Result<()> {
        self.db().execute(
            "INSERT OR REPLACE INTO answer (server, account, path, body, etag, tags, stored_at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![owner.server, owner.account.0, path, body, etag, marks(tags), at.0],
        )?;
        Ok(())
    }

    /// The server said that the copy still holds.
    ///
    /// # Errors
    /// When the store fails.
    pub fn confirm(&self, owner: &Owner, path: &str, at: Instant) -> Result<()> {
        self.db().execute(
            "UPDATE answer SET stored_at = ?4, outdated = 0 WHERE server = ?1 AND account = ?2 AND path = ?3",
            params![owner.server, owner.account.0, path, at.0],
        )?;
        Ok(())
    }

    /// Marks everything outdated that shows one of `tags`.
    ///
    /// # Errors
    /// When the store fails.
    pub fn outdate(&self, owner: &Owner, tags: &[Tag]) -> Result<()> {
        let db = self.db();
        let mut update =
            db.prepare_cached("UPDATE answer SET outdated = 1 WHERE server = ?1 AND account = ?2 AND tags LIKE ?3")?;
        for tag in tags {
            update.execute(params![owner.server, owner.account.0, mark(*tag)])?;
        }
        Ok(())
    }

    /// Removes everything kept for `owner`.
    ///
    /// # Errors
    /// When the store fails.
    pub fn clear(&self, owner: &Owner) -> Result<()> {
        let db = self.db();
        for table in ["answer", "picture"] {
            db.execute(
                &format!("DELETE FROM {table} WHERE server = ?1 AND account = ?2"),
                params![owner.server, owner.account.0],
            )?;
        }
        Ok(())
    }

    /// A picture's kind and bytes, if it is kept.
    ///
    /// # Errors
    /// When the store fails.
    pub fn picture(&self, owner: &Owner, file: FileId) -> Result<Option<(String, Vec<u8>)>> {
        let db = self.db();
        let mut find =
            db.prepare_cached("SELECT kind, bytes FROM picture WHERE server = ?1 AND account = ?2 AND file = ?3")?;
        let found =
            find.query_row(params![owner.server, owner.account.0, file.0], |row| Ok((row.get(0)?, row.get(1)?)));
        Ok(found.optional()?)
    }

    /// Keeps a picture; pictures never change.
    ///
    /// # Errors
    /// When the store fails.
    pub fn put_picture(&self, owner: &Owner, file: FileId, kind: &str, bytes: &[u8], at: Instant) -> Result<()> {
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        self.db().execute(
            "INSERT OR REPLACE INTO picture (server, account, file, kind, bytes, size, stored_at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![owner.server, owner.account.0, file.0, kind, bytes, size, at.0],
        )?;
        Ok(())
    }

    fn db(&self) -> MutexGuard<'_, Connection> {
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn prepare(file: &Path) -> rusqlite::Result<Connection> {
    let db = Connection::open(file)?;
    db.busy_timeout(std::time::Duration::from_secs(5))?;
    db.execute_batch(SCHEMA)?;
    trim(&db)?;
    Ok(db)
}

/// Keeps the cache small; once at the start is enough, a session adds little.
fn trim(db: &Connection) -> rusqlite::Result<()> {
    db.execute(
        "DELETE FROM answer WHERE stored_at < (SELECT stored_at FROM answer ORDER BY stored_at DESC LIMIT 1 OFFSET ?1)",
        [ANSWERS_MAX],
    )?;
    db.execute(
        "DELETE FROM picture WHERE rowid IN (SELECT id FROM (SELECT rowid AS id, \
         SUM(size) OVER (ORDER BY stored_at DESC, rowid DESC) AS total FROM picture) WHERE total > ?1)",
        [PICTURES_MAX],
    )?;
    Ok(())
}

/// What finds `tag` among [`marks`].
fn mark(tag: Tag) -> String {
    format!("%|{}|%", tag.code())
}

fn marks(tags: &[Tag]) -> String {
    tags.iter().fold("|".to_owned(), |all, tag| all + tag.code() + "|")
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::AccountId;

    fn owner(account: i64) -> Owner {
        Owner { server: "https://a.example".into(), account: AccountId(account) }
    }

    #[test]
    fn a_copy_belongs_to_one_account_on_one_server() {
        let dir = crate::scratch::dir("cache-owner");
        let cache = Cache::open(&dir.join("cache.db")).unwrap();
        cache.put(&owner(1), "/api/home", &[Tag::Home], "{}", Some("\"1\""), Instant(5)).unwrap();
        assert_eq!(cache.get(&owner(1), "/api/home").unwrap().unwrap().stored_at, Instant(5));
        assert_eq!(cache.get(&owner(2), "/api/home").unwrap(), None);
        let elsewhere = Owner { server: "https://b.example".into(), account: AccountId(1) };
        assert_eq!(cache.get(&elsewhere, "/api/home").unwrap(), None);
    }

    #[test]
    fn a_write_outdates_what_it_changes_and_nothing_else() {
        let dir = crate::scratch::dir("cache-tags");
        let cache = Cache::open(&dir.join("cache.db")).unwrap();
        cache.put(&owner(1), "/api/home", &[Tag::Home], "1", None, Instant(1)).unwrap();
        cache.put(&owner(1), "/api/orgs", &[Tag::Orgs], "2", None, Instant(1)).unwrap();
        cache.outdate(&owner(1), &[Tag::Meetings, Tag::Home]).unwrap();
        assert!(cache.get(&owner(1), "/api/home").unwrap().unwrap().outdated);
        assert!(!cache.get(&owner(1), "/api/orgs").unwrap().unwrap().outdated);
        cache.confirm(&owner(1), "/api/home", Instant(9)).unwrap();
        let home = cache.get(&owner(1), "/api/home").unwrap().unwrap();
        assert!(!home.outdated && home.stored_at == Instant(9));
    }

    #[test]
    fn a_damaged_cache_is_begun_anew() {
        let dir = crate::scratch::dir("cache-damaged");
        std::fs::write(dir.join("cache.db"), b"this is no database, and it is long enough to be taken for none")
            .unwrap();
        let cache = Cache::open(&dir.join("cache.db")).unwrap();
        assert_eq!(cache.get(&owner(1), "/api/home").unwrap(), None);
    }

    #[test]
    fn signing_out_leaves_nothing_of_that_account() {
        let dir = crate::scratch::dir("cache-clear");
        let cache = Cache::open(&dir.join("cache.db")).unwrap();
        cache.put(&owner(1), "/api/home", &[Tag::Home], "1", None, Instant(1)).unwrap();
        cache.put_picture(&owner(1), FileId(3), "image/png", &[1, 2], Instant(1)).unwrap();
        cache.put(&owner(2), "/api/home", &[Tag::Home], "2", None, Instant(1)).unwrap();
        cache.clear(&owner(1)).unwrap();
        assert_eq!(cache.get(&owner(1), "/api/home").unwrap(), None);
        assert_eq!(cache.picture(&owner(1), FileId(3)).unwrap(), None);
        assert!(cache.get(&owner(2), "/api/home").unwrap().is_some());
    }
}
