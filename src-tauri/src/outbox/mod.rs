//! What the user did and the server doesn't have yet (FEATURES 10.2): kept in order, sent exactly once.
//!
//! Every row is on the disk before anything is sent, and carries the idempotency key it will be sent with each time,
//! so that neither a killed app nor an answer lost on the way makes it happen twice. A refusal stays until the user
//! has dismissed it. Which writes may wait is said by [`gsdj_domain::routes`]; sending is `core`'s.

mod shown;
mod wording;

use crate::owner::Owner;
use crate::trouble::Result;
use gsdj_domain::Instant;
use gsdj_domain::shell::RowState;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

pub use shown::{count_waiting, meeting_of, title};
pub use wording::{refused, what};

/// How long a sent row is kept to be looked at, in milliseconds.
const SENT_KEPT: i64 = 3 * gsdj_domain::time::DAY;
/// How many rows the list shows.
const SHOWN: i64 = 200;

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS outbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        server TEXT NOT NULL, account INTEGER NOT NULL,
        key TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, body TEXT NOT NULL, what TEXT NOT NULL,
        queued_at INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'refused')),
        tried INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
        status INTEGER, answer TEXT, decided_at INTEGER,
        UNIQUE (server, account, key));
    CREATE INDEX IF NOT EXISTS outbox_order ON outbox (server, account, state, id);
";

const COLUMNS: &str = "id, key, method, path, body, what, queued_at, state, tried, status, answer, decided_at";

/// A write that may wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// `PUT`, `POST`.
    pub method: String,
    /// The address, from `/api/` on.
    pub path: String,
    /// The JSON text.
    pub body: String,
    /// The idempotency key it is sent with.
    pub key: String,
}

/// A row of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The row; rows are sent by rising id.
    pub id: i64,
    /// What is sent.
    pub write: Write,
    /// What it is, in the user's words.
    pub what: String,
    /// When the user did it.
    pub queued_at: Instant,
    /// What has become of it.
    pub state: RowState,
    /// It may have reached the server already: it must be sent again under the same key, never replaced.
    pub tried: bool,
    /// The server's status, once it has decided.
    pub status: Option<u16>,
    /// The server's answer, once it has decided.
    pub answer: Option<String>,
    /// When the server's answer came.
    pub decided_at: Option<Instant>,
}

/// The outbox.
pub struct Outbox {
    db: Mutex<Connection>,
}

impl Outbox {
    /// Opens the outbox in `file`.
    ///
    /// # Errors
    /// When the file can't be made or is damaged: what the user did must not vanish silently.
    pub fn open(file: &Path) -> Result<Self> {
        let db = Connection::open(file)?;
        db.busy_timeout(std::time::Duration::from_secs(5))?;
        db.execute_batch(SCHEMA)?;
        Ok(Self { db: Mutex::new(db) })
    }

    /// Takes a write in and returns its row. On return it is on the disk.
    ///
    /// The same key with the same content again is the same write. A later `PUT` to the same address takes the place of an earlier one that
    /// has certainly not reached the server; one that may have is left to be sent before it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn put(&self, owner: &Owner, write: &Write, what: &str, at: Instant) -> Result<i64> {
        let mut db = self.db();
        let tx = db.transaction()?;
        let same = tx
            .query_row(
                "SELECT id, body FROM outbox WHERE server = ?1 AND account = ?2 AND key = ?3",
                params![owner.server, owner.account.0, write.key],
                |row| Ok((row.get(0)?, row.get::<_, String>(1)?)),
            )
            .optional()?;
        let key = match same {
            Some((id, body)) if body == write.body => return Ok(id),
            // another content under a used key is another write
            Some(_) => fresh_key(),
            None => write.key.clone(),
        };
        if write.method == "PUT" {
            tx.execute(
                "DELETE FROM outbox WHERE server = ?1 AND account = ?2 AND method = 'PUT' AND path = ?3 \
                 AND json_extract(body, '$.for_member') IS json_extract(?4, '$.for_member') \
                 AND (state = 'refused' OR (state = 'waiting' AND tried = 0))",
                params![owner.server, owner.account.0, write.path, write.body],
            )?;
        }
        tx.execute(
            "INSERT INTO outbox (server, account, key, method, path, body, what, queued_at, state) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'waiting')",
            params![owner.server, owner.account.0, key, write.method, write.path, write.body, what, at.0],
        )?;
        let id = tx.last_insert_rowid();
        tx.commit()?;
        Ok(id)
    }

    /// Takes the row that is next to be sent, noting on the disk that from now on it may have reached the server.
    ///
    /// # Errors
    /// When the store fails.
    pub fn begin(&self, owner: &Owner) -> Result<Option<Item>> {
        let next = self.one(
            "WHERE server = ?1 AND account = ?2 AND state = 'waiting' ORDER BY id LIMIT 1",
            params![owner.server, owner.account.0],
        )?;
        if let Some(item) = &next {
            self.db().execute("UPDATE outbox SET tried = 1 WHERE id = ?1", [item.id])?;
        }
        Ok(next)
    }

    /// The connection was never made: the row that `begin` gave has certainly not reached the server by this try.
    ///
    /// # Errors
    /// When the store fails.
    pub fn not_sent(&self, item: &Item) -> Result<()> {
        self.db().execute("UPDATE outbox SET tried = ?2 WHERE id = ?1", params![item.id, item.tried])?;
        Ok(())
    }

    /// The server failed over this row; returns how often it has by now.
    ///
    /// # Errors
    /// When the store fails.
    pub fn failed(&self, id: i64) -> Result<u32> {
        let count = self.db().query_row(
            "UPDATE outbox SET failures = failures + 1 WHERE id = ?1 RETURNING failures",
            [id],
            |row| row.get(0),
        );
        Ok(count.optional()?.unwrap_or_default())
    }

    /// The server has decided.
    ///
    /// # Errors
    /// When the store fails.
    pub fn decided(&self, id: i64, state: RowState, status: u16, answer: &str, at: Instant) -> Result<()> {
        let db = self.db();
        db.execute(
            "UPDATE outbox SET state = ?2, status = ?3, answer = ?4, decided_at = ?5 WHERE id = ?1",
            params![id, state.code(), status, answer, at.0],
        )?;
        db.execute("DELETE FROM outbox WHERE state = 'sent' AND decided_at < ?1", [at.plus(-SENT_KEPT).0])?;
        Ok(())
    }

    /// One row of `owner`.
    ///
    /// # Errors
    /// When the store fails.
    pub fn get(&self, owner: &Owner, id: i64) -> Result<Option<Item>> {
        self.one("WHERE server = ?1 AND account = ?2 AND id = ?3", params![owner.server, owner.account.0, id])
    }

    /// What is kept for `owner`, waiting rows in the order in which they will be sent; sent ones not older than three
    /// days.
    ///
    /// # Errors
    /// When the store fails.
    pub fn list(&self, owner: &Owner) -> Result<Vec<Item>> {
        let db = self.db();
        let mut find = db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM outbox WHERE server = ?1 AND account = ?2 ORDER BY id LIMIT ?3"
        ))?;
        let rows = find.query_map(params![owner.server, owner.account.0, SHOWN], item)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many rows of `owner` still wait.
    ///
    /// # Errors
    /// When the store fails.
    pub fn waiting(&self, owner: &Owner) -> Result<u32> {
        Ok(self.db().query_row(
            "SELECT COUNT(*) FROM outbox WHERE server = ?1 AND account = ?2 AND state = 'waiting'",
            params![owner.server, owner.account.0],
            |row| row.get(0),
        )?)
    }

    /// Removes a row, whatever has become of it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn dismiss(&self, owner: &Owner, id: i64) -> Result<()> {
        self.db().execute(
            "DELETE FROM outbox WHERE server = ?1 AND account = ?2 AND id = ?3",
            params![owner.server, owner.account.0, id],
        )?;
        Ok(())
    }

    /// Lets a refused row wait again under a new key: under the old one the server would repeat its refusal.
    ///
    /// # Errors
    /// When the store fails.
    pub fn retry(&self, owner: &Owner, id: i64, key: &str) -> Result<()> {
        self.db().execute(
            "UPDATE outbox SET state = 'waiting', key = ?4, tried = 0, failures = 0, status = NULL, answer = NULL, \
             decided_at = NULL WHERE server = ?1 AND account = ?2 AND id = ?3 AND state = 'refused'",
            params![owner.server, owner.account.0, id, key],
        )?;
        Ok(())
    }

    /// Removes everything of `owner`.
    ///
    /// # Errors
    /// When the store fails.
    pub fn clear(&self, owner: &Owner) -> Result<()> {
        self.db()
            .execute("DELETE FROM outbox WHERE server = ?1 AND account = ?2", params![owner.server, owner.account.0])?;
        Ok(())
    }

    fn one(&self, which: &str, values: impl rusqlite::Params) -> Result<Option<Item>> {
        let db = self.db();
        let mut find = db.prepare_cached(&format!("SELECT {COLUMNS} FROM outbox {which}"))?;
        Ok(find.query_row(values, item).optional()?)
    }

    fn db(&self) -> MutexGuard<'_, Connection> {
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A key that no write has had.
#[must_use]
pub fn fresh_key() -> String {
    format!("{:032x}", rand::random::<u128>())
}

fn item(row: &Row<'_>) -> rusqlite::Result<Item> {
    Ok(Item {
        id: row.get(0)?,
        write: Write { key: row.get(1)?, method: row.get(2)?, path: row.get(3)?, body: row.get(4)? },
        what: row.get(5)?,
        queued_at: Instant(row.get(6)?),
        state: RowState::from_code(&row.get::<_, String>(7)?).unwrap_or(RowState::Waiting),
        tried: row.get(8)?,
        status: row.get(9)?,
        answer: row.get(10)?,
        decided_at: row.get::<_, Option<i64>>(11)?.map(Instant),
    })
}

#[cfg(test)]
mod tests;
