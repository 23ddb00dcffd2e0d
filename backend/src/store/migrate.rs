//! Brings a store's schema up to date: forward-only files, each applied once, in one transaction.
//!
//! One text for both engines. A file holds statements separated by blank lines; a statement above which a line says
//! `-- sqlite` or `-- postgres` is for that engine alone. For PostgreSQL, type names are rewritten.

use crate::error::Result;
use postgres::Client;
use rusqlite::Connection;

/// The files, in order; a released one never changes.
const FILES: &[(i64, &str)] = &[
    (1, include_str!("../../migrations/0001_start.sql")),
    (2, include_str!("../../migrations/0002_shared_lines.sql")),
    (3, include_str!("../../migrations/0003_groups.sql")),
    (4, include_str!("../../migrations/0004_meetings.sql")),
    (6, include_str!("../../migrations/0006_posts.sql")),
    (7, include_str!("../../migrations/0007_calendar.sql")),
    (9, include_str!("../../migrations/0009_archive.sql")),
    (10, include_str!("../../migrations/0010_check_in.sql")),
    (11, include_str!("../../migrations/0011_standards.sql")),
    (12, include_str!("../../migrations/0012_open.sql")),
    (13, include_str!("../../migrations/0013_outlines.sql")),
    (14, include_str!("../../migrations/0014_lines.sql")),
    (15, include_str!("../../migrations/0015_points.sql")),
    (16, include_str!("../../migrations/0016_exam.sql")),
    (17, include_str!("../../migrations/0017_content.sql")),
    (18, include_str!("../../migrations/0018_search.sql")),
    (19, include_str!("../../migrations/0019_learning.sql")),
    (20, include_str!("../../migrations/0020_programmes.sql")),
    (21, include_str!("../../migrations/0021_library.sql")),
    (22, include_str!("../../migrations/0022_question.sql")),
    (23, include_str!("../../migrations/0023_search_withdrawal.sql")),
    (24, include_str!("../../migrations/0024_study_since.sql")),
    (25, include_str!("../../migrations/0025_old_documents.sql")),
];

const TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)";
const LAST: &str = "SELECT COALESCE(MAX(version), 0) FROM schema_version";

/// Migrates a SQLite file.
pub(super) fn sqlite(conn: &mut Connection) -> Result<()> {
    bring_up(conn, FILES)
}

fn bring_up(conn: &mut Connection, files: &[(i64, &str)]) -> Result<()> {
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    tx.execute(TABLE, [])?;
    let last: i64 = tx.query_row(LAST, [], |r| r.get(0))?;
    for (version, text) in files.iter().filter(|(v, _)| *v > last) {
        for statement in statements(text, "sqlite") {
            tx.execute_batch(statement)?;
        }
        tx.execute("INSERT INTO schema_version (version) VALUES (?1)", [version])?;
    }
    tx.commit()?;
    Ok(())
}

/// Migrates a PostgreSQL database; several nodes may start at once.
pub(super) fn postgres(client: &mut Client) -> Result<()> {
    let mut tx = client.transaction()?;
    // any fixed number does: it only has to be the same on every node
    tx.execute("SELECT pg_advisory_xact_lock(7358201)", &[])?;
    tx.batch_execute(TABLE)?;
    let last: i64 = tx.query_one(LAST, &[])?.get(0);
    for (version, text) in FILES.iter().filter(|(v, _)| *v > last) {
        for statement in statements(text, "postgres") {
            tx.batch_execute(&translate(statement))?;
        }
        tx.execute("INSERT INTO schema_version (version) VALUES ($1)", &[version])?;
    }
    tx.commit()?;
    Ok(())
}

fn statements<'t>(text: &'t str, engine: &str) -> impl Iterator<Item = &'t str> {
    let other = if engine == "sqlite" { "-- postgres" } else { "-- sqlite" };
    let apart = move |s: &str| s.lines().take_while(|line| line.starts_with("--")).any(|line| line == other);
    text.split("\n\n").map(str::trim).filter(move |s| !s.is_empty() && !apart(s))
}

/// SQLite's type names in PostgreSQL's words. Text is compared byte by byte, as SQLite does: ranges of paths rest on it,
/// whatever language the database was made for.
fn translate(statement: &str) -> String {
    let words = [
        (" TEXT", " TEXT COLLATE \"C\""),
        (" INTEGER", " BIGINT"),
        (" BLOB", " BYTEA"),
        (" REAL", " DOUBLE PRECISION"),
        (" WITHOUT ROWID", ""),
    ];
    words.iter().fold(statement.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrating_twice_changes_nothing() {
        let mut conn = Connection::open_in_memory().unwrap();
        sqlite(&mut conn).unwrap();
        sqlite(&mut conn).unwrap();
        let versions: i64 = conn.query_row("SELECT COUNT(*) FROM schema_version", [], |r| r.get(0)).unwrap();
        assert_eq!(versions, i64::try_from(FILES.len()).unwrap());
        // a store is at the version of the last file: one that came later with a lower number would never be run
        assert!(FILES.is_sorted_by(|a, b| a.0 < b.0));
    }
    #[test]
    fn what_a_store_held_before_is_found_by_the_lists_of_today() {
        let mut conn = Connection::open_in_memory().unwrap();
        let before: Vec<_> = FILES.iter().copied().filter(|(version, _)| *version < 14).collect();
        bring_up(&mut conn, &before).unwrap();
        conn.execute_batch(
            "INSERT INTO org (id, code, name, kind, path, prefecture, address, active)
                 VALUES (3, '1', '示例', 'branch', '/3/', '', '', 1);
             INSERT INTO meeting (id, org_id, kind, title, place, agenda, starts_at, length, chair_id, chair_name, required_share,
                 answer_deadline, step, cancelled, returned, looked_at, expected, excluded, told, attending, on_leave, created_at, version)
                 VALUES (7, 3, 'theme_day', '示例', '', '', 50, 'half_day', 1, '', 80, 40, 'answer', 0, 0, 0, 10, 0, 10, 8, 2, 1, 1);
             INSERT INTO meeting_scope (ancestor_id, starts_at, meeting_id) VALUES (3, 50, 7);
             INSERT INTO attendee (meeting_id, member_id, seat, name, expected, note, told_at, leave_reason)
                 VALUES (7, 1, 0, '示例', 1, '', 1, '')",
        )
        .unwrap();
        sqlite(&mut conn).unwrap();
        let text = |sql: &str| conn.query_row(sql, [], |r| r.get::<_, String>(0)).unwrap();
        assert_eq!(text("SELECT phase || starts_at FROM meeting_scope"), "answered50");
        assert_eq!(text("SELECT CAST(starts_at AS TEXT) FROM attendee"), "50");
    }

    #[test]
    fn old_documents_are_placed_anew_and_what_is_pinned_stays_at_the_head() {
        let mut conn = Connection::open_in_memory().unwrap();
        let before: Vec<_> = FILES.iter().copied().filter(|(version, _)| *version < 25).collect();
        bring_up(&mut conn, &before).unwrap();
        let article = |id: i64, dated: &str, shown: &str| {
            format!(
                "INSERT INTO site_column (id, site, code, name, kind, area, seat, shown_from, hidden)
                     VALUES ({id}, 'province', 'c{id}', '示例', 'topic', 'news', 0, {shown}, 0);
                 INSERT INTO article (id, site, state, looked_at, rounds, versions, live, live_version, writer_id, writer_name,
                     written_at, pinned, withdrawn_for, revision)
                     VALUES ({id}, 'province', 'published', 0, 1, 1, 1, 1, 1, '', 1, 0, '', 1);
                 INSERT INTO article_version (article_id, version, column_id, title, subtitle, source, author, summary, lead, body,
                     dated, note, writer_name, reviewer_name)
                     VALUES ({id}, 1, {id}, '示例', '', '', '', '', '', '', {dated}, '', '', '');
                 INSERT INTO article_place (column_id, rank, article_id) VALUES ({id}, {id}, {id}), ({id}, 8796093022208 + {id}, {id});"
            )
        };
        let rows = [
            article(1, "NULL", "NULL"),
            article(2, "'1945-08-15'", "NULL"),
            article(3, "'2026-03-10'", "90"),
            article(4, "'2026-03-10'", "NULL"),
        ];
        conn.execute_batch(&rows.concat()).unwrap();
        sqlite(&mut conn).unwrap();
        let text = |sql: &str| conn.query_row(sql, [], |r| r.get::<_, String>(0)).unwrap();
        assert_eq!(
            text(
                "SELECT group_concat(rank, ' ') FROM (SELECT rank FROM article_place WHERE article_id = 1 ORDER BY rank)"
            ),
            "1 17592186044417"
        );
        assert_eq!(
            text(
                "SELECT group_concat(article_id, ' ') FROM (SELECT article_id FROM article_ahead WHERE due_at = 0 ORDER BY article_id)"
            ),
            "2 3"
        );
    }
}
