//! A connection inside a transaction, and its rows: what features' `store.rs` files speak to.

use super::IdSource;
use super::value::{Column, Value};
use crate::error::{Error, Result};
use crate::live::Event;
use gsdj_domain::Coded;
use std::collections::HashMap;

/// A connection of either engine, inside a transaction.
pub struct Conn<'a> {
    inner: Inner<'a>,
    ids: &'a IdSource,
    events: Vec<Event>,
}

/// The engine behind a [`Conn`].
pub(super) enum Inner<'a> {
    /// SQLite; statements are cached by the connection.
    Sqlite(&'a rusqlite::Connection),
    /// PostgreSQL; statements are cached by text.
    Postgres(Box<postgres::Transaction<'a>>, &'a mut HashMap<String, postgres::Statement>),
}

/// One row of an answer; columns count from 0.
pub enum Row<'a> {
    /// From SQLite.
    Sqlite(&'a rusqlite::Row<'a>),
    /// From PostgreSQL.
    Postgres(&'a postgres::Row),
}

impl Row<'_> {
    /// The column `at`.
    ///
    /// # Errors
    /// When it holds something else.
    pub fn get<T: Column>(&self, at: usize) -> Result<T> {
        Ok(match self {
            Self::Sqlite(row) => T::sqlite(row, at)?,
            Self::Postgres(row) => T::postgres(row, at)?,
        })
    }

    /// The column `at`, read as the code of a closed list.
    ///
    /// # Errors
    /// When the code is unknown.
    pub fn coded<T: Coded>(&self, at: usize) -> Result<T> {
        self.coded_option(at)?.ok_or_else(|| Error::broken("a code is missing"))
    }

    /// Likewise for a column that may be empty.
    ///
    /// # Errors
    /// When the code is unknown.
    pub fn coded_option<T: Coded>(&self, at: usize) -> Result<Option<T>> {
        let code = match self {
            Self::Sqlite(row) => row.get_ref(at)?.as_str_or_null().map_err(Error::broken)?,
            Self::Postgres(row) => row.try_get::<_, Option<&str>>(at)?,
        };
        code.map(|c| T::from_code(c).ok_or_else(|| Error::broken(format!("unknown code {c}")))).transpose()
    }
}

impl<'a> Conn<'a> {
    pub(super) const fn new(inner: Inner<'a>, ids: &'a IdSource) -> Self {
        Self { inner, ids, events: Vec::new() }
    }

    /// A fresh id.
    #[must_use]
    pub fn next_id(&self) -> i64 {
        self.ids.next()
    }

    /// Sends `event` to whoever listens, once this transaction is committed.
    pub fn after_commit(&mut self, event: Event) {
        if !self.events.contains(&event) {
            self.events.push(event);
        }
    }

    pub(super) fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// Keeps or undoes a PostgreSQL transaction; SQLite's is the writer's own affair.
    pub(super) fn end(self, keep: bool) -> Result<()> {
        match self.inner {
            Inner::Sqlite(_) => {}
            Inner::Postgres(tx, _) if keep => tx.commit()?,
            Inner::Postgres(tx, _) => tx.rollback()?,
        }
        Ok(())
    }

    /// Runs a statement that answers no rows; says how many rows it changed.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64> {
        match &mut self.inner {
            Inner::Sqlite(conn) => {
                let changed = conn.prepare_cached(sql)?.execute(rusqlite::params_from_iter(values))?;
                Ok(changed as u64)
            }
            Inner::Postgres(tx, statements) => {
                let statement = prepared(tx, statements, sql)?;
                Ok(tx.execute(&statement, &pg(values))?)
            }
        }
    }

    /// Runs a query and hands each row to `f`.
    ///
    /// # Errors
    /// When the engine refuses it, or what `f` says.
    pub fn each(&mut self, sql: &str, values: &[Value<'_>], mut f: impl FnMut(&Row<'_>) -> Result<()>) -> Result<()> {
        match &mut self.inner {
            Inner::Sqlite(conn) => {
                let mut statement = conn.prepare_cached(sql)?;
                let mut rows = statement.query(rusqlite::params_from_iter(values))?;
                while let Some(row) = rows.next()? {
                    f(&Row::Sqlite(row))?;
                }
            }
            Inner::Postgres(tx, statements) => {
                let statement = prepared(tx, statements, sql)?;
                for row in tx.query(&statement, &pg(values))? {
                    f(&Row::Postgres(&row))?;
                }
            }
        }
        Ok(())
    }

    /// All rows, each read by `f`.
    ///
    /// # Errors
    /// As [`Self::each`].
    pub fn rows<T>(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        mut f: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        // a page of twenty and the one that says whether there is more
        let mut out = Vec::with_capacity(21);
        self.each(sql, values, |row| {
            out.push(f(row)?);
            Ok(())
        })?;
        Ok(out)
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// As [`Self::each`].
    pub fn first<T>(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        mut f: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut out = None;
        self.each(sql, values, |row| {
            if out.is_none() {
                out = Some(f(row)?);
            }
            Ok(())
        })?;
        Ok(out)
    }

    /// A number that the query surely answers (a count, a sum), 0 when it answers none.
    ///
    /// # Errors
    /// As [`Self::each`].
    pub fn number(&mut self, sql: &str, values: &[Value<'_>]) -> Result<i64> {
        Ok(self.first(sql, values, |r| r.get::<Option<i64>>(0))?.flatten().unwrap_or(0))
    }
}

fn pg<'v>(values: &'v [Value<'_>]) -> Vec<&'v (dyn postgres::types::ToSql + Sync)> {
    values.iter().map(|v| v as &(dyn postgres::types::ToSql + Sync)).collect()
}

fn prepared(
    tx: &mut postgres::Transaction<'_>,
    statements: &mut HashMap<String, postgres::Statement>,
    sql: &str,
) -> Result<postgres::Statement> {
    if let Some(statement) = statements.get(sql) {
        return Ok(statement.clone());
    }
    let statement = tx.prepare(&dollars(sql))?;
    statements.insert(sql.to_owned(), statement.clone());
    Ok(statement)
}

/// Rewrites `?1` to `$1`: SQLite numbers `$1` by first appearance, PostgreSQL knows no `?1`. Question marks inside
/// quotes stay.
fn dollars(sql: &str) -> String {
    let mut quoted = false;
    let mut chars = sql.chars().peekable();
    let mut out = String::with_capacity(sql.len());
    while let Some(c) = chars.next() {
        quoted ^= c == '\'';
        let numbered = c == '?' && !quoted && chars.peek().is_some_and(char::is_ascii_digit);
        out.push(if numbered { '$' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_rewritten_outside_quotes_only() {
        assert_eq!(dollars("a = ?1 AND b = '?2' AND c IN (?2, ?13)"), "a = $1 AND b = '?2' AND c IN ($2, $13)");
    }
}
