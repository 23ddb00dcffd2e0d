//! Lessons downloaded for when there is no network (FEATURES 5.12, 12.2): per server and account, the files in a folder and
//! what they are in a store beside them.
//!
//! A file grows under a name of its own and is renamed once it is whole, so what is played is never half a film; after a
//! cut, and after `kill -9`, the rest is asked for.

use crate::owner::Owner;
use crate::trouble::Result;
use gsdj_domain::learning::LessonView;
use gsdj_domain::shell::{Download, DownloadState};
use gsdj_domain::{CourseId, Instant, LessonId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS lesson (
        id INTEGER PRIMARY KEY AUTOINCREMENT, server TEXT NOT NULL, account INTEGER NOT NULL, lesson INTEGER NOT NULL,
        title TEXT NOT NULL, course INTEGER NOT NULL, course_title TEXT NOT NULL, size INTEGER NOT NULL, subtitled INTEGER NOT NULL,
        kind TEXT NOT NULL DEFAULT '', etag TEXT NOT NULL DEFAULT '', state TEXT NOT NULL, sentence TEXT, asked_at INTEGER NOT NULL,
        UNIQUE (server, account, lesson));
    CREATE TABLE IF NOT EXISTS beside (
        server TEXT NOT NULL, account INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, bytes BLOB NOT NULL,
        PRIMARY KEY (server, account, name)) WITHOUT ROWID;
";

const COLUMNS: &str = "id, lesson, title, course, course_title, size, subtitled, kind, etag, state, sentence, asked_at";

/// A download as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The row, whose number is never used again.
    pub id: i64,
    /// What the pages see of it; `have` is filled in from the folder.
    pub shown: Download,
    /// It has subtitles.
    pub subtitled: bool,
    /// The media type of its file.
    pub kind: String,
    /// The server's mark of the version that is being downloaded.
    pub etag: String,
}

/// The downloads.
pub struct Downloads {
    folder: PathBuf,
    db: Mutex<Connection>,
}

impl Downloads {
    /// Opens what lies in `folder`, and removes files that belong to nothing.
    ///
    /// # Errors
    /// When the folder can't be used.
    pub fn open(folder: &Path) -> Result<Self> {
        crate::settings::make_private_dir(folder)?;
        let db = Connection::open(folder.join("downloads.db"))?;
        db.busy_timeout(std::time::Duration::from_secs(5))?;
        db.execute_batch(SCHEMA)?;
        let downloads = Self { folder: folder.to_owned(), db: Mutex::new(db) };
        downloads.sweep()?;
        Ok(downloads)
    }

    fn sweep(&self) -> Result<()> {
        for entry in fs::read_dir(&self.folder)?.flatten() {
            let name = entry.file_name();
            let id =
                Path::new(&name).file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse::<i64>().ok());
            let Some(id) = id else { continue };
            let sql = "SELECT COUNT(*) FROM lesson WHERE id = ?1";
            let known: i64 = self.db().query_row(sql, [id], |row| row.get(0))?;
            if known == 0 {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Where a whole file lies.
    #[must_use]
    pub fn whole(&self, id: i64) -> PathBuf {
        self.folder.join(format!("{id}.whole"))
    }

    /// Where it grows.
    #[must_use]
    pub fn part(&self, id: i64) -> PathBuf {
        self.folder.join(format!("{id}.part"))
    }

    /// Asks for a lesson; one that failed, or whose file was replaced meanwhile, is begun anew.
    ///
    /// # Errors
    /// When the store fails.
    pub fn ask(&self, owner: &Owner, view: &LessonView, at: Instant) -> Result<()> {
        let size = view.file.as_ref().map_or(0, |file| file.bytes);
        let before = self.find(owner, view.row.id)?;
        if before.as_ref().is_some_and(|old| old.shown.state == DownloadState::Whole && old.shown.size != size) {
            self.remove(owner, view.row.id)?;
        }
        let state = if size == 0 { DownloadState::Whole } else { DownloadState::Loading };
        self.db().execute(
            "INSERT INTO lesson (server, account, lesson, title, course, course_title, size, subtitled, state, asked_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (server, account, lesson) DO UPDATE SET title = excluded.title, course_title = excluded.course_title,
                 size = excluded.size, subtitled = excluded.subtitled, sentence = NULL,
                 state = CASE lesson.state WHEN 'whole' THEN 'whole' ELSE excluded.state END",
            params![
                owner.server,
                owner.account.0,
                view.row.id.0,
                view.row.title,
                view.course.0,
                view.course_title,
                i64::try_from(size).unwrap_or(i64::MAX),
                view.subtitled,
                state.code(),
                at.0
            ],
        )?;
        Ok(())
    }

    /// One of them.
    ///
    /// # Errors
    /// When the store fails.
    pub fn find(&self, owner: &Owner, lesson: LessonId) -> Result<Option<Stored>> {
        let sql = format!("SELECT {COLUMNS} FROM lesson WHERE server = ?1 AND account = ?2 AND lesson = ?3");
        let found = self.db().query_row(&sql, params![owner.server, owner.account.0, lesson.0], stored).optional()?;
        Ok(found.map(|found| self.weighed(found)))
    }

    /// All of them, the youngest first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn list(&self, owner: &Owner) -> Result<Vec<Stored>> {
        let sql =
            format!("SELECT {COLUMNS} FROM lesson WHERE server = ?1 AND account = ?2 ORDER BY asked_at DESC, id DESC");
        let db = self.db();
        let mut find = db.prepare_cached(&sql)?;
        let rows = find.query_map(params![owner.server, owner.account.0], stored)?;
        Ok(rows.map(|row| row.map(|found| self.weighed(found))).collect::<rusqlite::Result<_>>()?)
    }

    /// The first that has not ended.
    ///
    /// # Errors
    /// When the store fails.
    pub fn next(&self, owner: &Owner) -> Result<Option<Stored>> {
        let all = self.list(owner)?;
        Ok(all.into_iter().rev().find(|found| found.shown.state == DownloadState::Loading))
    }

    /// Whether it is still wanted: nobody has removed it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn is_wanted(&self, id: i64) -> Result<bool> {
        Ok(self.db().query_row("SELECT COUNT(*) FROM lesson WHERE id = ?1", [id], |row| row.get::<_, i64>(0))? > 0)
    }

    /// Which version is being downloaded, of what type it is, and how large if that was said.
    ///
    /// # Errors
    /// When the store fails.
    pub fn begun(&self, id: i64, kind: &str, etag: &str, size: Option<u64>) -> Result<()> {
        let size = size.and_then(|size| i64::try_from(size).ok());
        let sql = "UPDATE lesson SET kind = ?2, etag = ?3, size = COALESCE(?4, size) WHERE id = ?1";
        self.db().execute(sql, params![id, kind, etag, size])?;
        Ok(())
    }

    /// All of it is here, whole already or still under the name under which it grew.
    ///
    /// # Errors
    /// When the file can't be moved, or the store fails.
    pub fn ended(&self, id: i64) -> Result<()> {
        if self.part(id).exists() {
            fs::rename(self.part(id), self.whole(id))?;
        }
        self.db().execute("UPDATE lesson SET state = 'whole' WHERE id = ?1", [id])?;
        Ok(())
    }

    /// It can't be had.
    ///
    /// # Errors
    /// When the store fails.
    pub fn failed(&self, id: i64, sentence: &str) -> Result<()> {
        self.db().execute("UPDATE lesson SET state = 'failed', sentence = ?2 WHERE id = ?1", params![id, sentence])?;
        Ok(())
    }

    /// Removes one, and what lies here of it.
    ///
    /// # Errors
    /// When the store or the folder fails.
    pub fn remove(&self, owner: &Owner, lesson: LessonId) -> Result<()> {
        let Some(found) = self.find(owner, lesson)? else { return Ok(()) };
        self.db().execute("DELETE FROM lesson WHERE id = ?1", [found.id])?;
        let name = format!("subtitles-{lesson}");
        self.db().execute(
            "DELETE FROM beside WHERE server = ?1 AND account = ?2 AND name = ?3",
            params![owner.server, owner.account.0, name],
        )?;
        for file in [self.whole(found.id), self.part(found.id)] {
            // one that is not there is as good as removed
            fs::remove_file(file).ok();
        }
        Ok(())
    }

    /// Removes everything of `owner`.
    ///
    /// # Errors
    /// When the store or the folder fails.
    pub fn clear(&self, owner: &Owner) -> Result<()> {
        for found in self.list(owner)? {
            self.remove(owner, found.shown.lesson)?;
        }
        let sql = "DELETE FROM beside WHERE server = ?1 AND account = ?2";
        self.db().execute(sql, params![owner.server, owner.account.0])?;
        Ok(())
    }

    /// Keeps something small that belongs to a lesson under its name: subtitles, the picture of the course.
    ///
    /// # Errors
    /// When the store fails.
    pub fn put_beside(&self, owner: &Owner, name: &str, kind: &str, bytes: &[u8]) -> Result<()> {
        self.db().execute(
            "INSERT OR REPLACE INTO beside (server, account, name, kind, bytes) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![owner.server, owner.account.0, name, kind, bytes],
        )?;
        Ok(())
    }

    /// It, with its media type.
    ///
    /// # Errors
    /// When the store fails.
    pub fn beside(&self, owner: &Owner, name: &str) -> Result<Option<(String, Vec<u8>)>> {
        let sql = "SELECT kind, bytes FROM beside WHERE server = ?1 AND account = ?2 AND name = ?3";
        let place = params![owner.server, owner.account.0, name];
        Ok(self.db().query_row(sql, place, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    fn weighed(&self, mut found: Stored) -> Stored {
        let whole = found.shown.state == DownloadState::Whole;
        let file = if whole { self.whole(found.id) } else { self.part(found.id) };
        found.shown.have = fs::metadata(file).map_or(0, |file| file.len());
        found
    }

    fn db(&self) -> MutexGuard<'_, Connection> {
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let state: String = row.get("state")?;
    Ok(Stored {
        id: row.get("id")?,
        shown: Download {
            lesson: LessonId(row.get("lesson")?),
            title: row.get("title")?,
            course: CourseId(row.get("course")?),
            course_title: row.get("course_title")?,
            state: DownloadState::from_code(&state).unwrap_or(DownloadState::Loading),
            have: 0,
            size: row.get::<_, i64>("size")?.unsigned_abs(),
            sentence: row.get("sentence")?,
            asked_at: Instant(row.get("asked_at")?),
        },
        subtitled: row.get("subtitled")?,
        kind: row.get("kind")?,
        etag: row.get("etag")?,
    })
}
