//! The SQL of jobs: how far each has come.

use super::Progress;
use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::Instant;

/// How far a job has come; nothing when it has never run.
pub(super) fn progress(c: &mut Conn<'_>, name: &str) -> Result<Progress> {
    let sql = "SELECT done, period, cursor, holder, held_until FROM job WHERE name = ?1";
    let found = c.first(sql, bind![name], |r| {
        let instant = |at| Ok::<_, crate::Error>(r.get::<Option<i64>>(at)?.map(Instant));
        Ok(Progress {
            done: instant(0)?,
            period: instant(1)?,
            cursor: r.get(2)?,
            holder: r.get(3)?,
            held_until: r.get(4)?,
        })
    })?;
    Ok(found.unwrap_or_default())
}

/// Makes other nodes wait for this transaction: on PostgreSQL two that begin at once would else do the work twice before one
/// is undone.
pub(super) fn lock(c: &mut Conn<'_>, name: &str) -> Result<()> {
    let sql = "INSERT INTO job (name, cursor, held_until) VALUES (?1, 0, 0) ON CONFLICT (name) DO UPDATE SET cursor = job.cursor";
    c.execute(sql, bind![name])?;
    Ok(())
}

/// Keeps it.
pub(super) fn keep(c: &mut Conn<'_>, name: &str, p: &Progress) -> Result<()> {
    let sql = "INSERT INTO job (name, done, period, cursor, holder, held_until) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
               ON CONFLICT (name) DO UPDATE SET done = excluded.done, period = excluded.period, cursor = excluded.cursor,
                 holder = excluded.holder, held_until = excluded.held_until";
    c.execute(sql, bind![name, p.done, p.period, p.cursor, p.holder, p.held_until])?;
    Ok(())
}

/// Keeps a job for another while; says whether it was still held by `me`.
pub(super) fn hold_on(c: &mut Conn<'_>, name: &str, me: i64, until: Instant) -> Result<bool> {
    let sql = "UPDATE job SET held_until = ?3 WHERE name = ?1 AND holder = ?2";
    Ok(c.execute(sql, bind![name, me, until])? > 0)
}
