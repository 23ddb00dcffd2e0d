//! The nightly roll-up at the size of the province: a ledger of a year written straight into a store that the server's own code
//! has migrated, then the server's program settles all of it at once, which no ordinary night has to.

use crate::process;
use anyhow::{Context, Result, ensure};
use chrono::NaiveDate;
use gsdj_domain::Instant as At;
use gsdj_domain::points::{PointKind, Rule};
use gsdj_domain::time::{DAY, HOUR};
use rusqlite::{Connection, params};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Branches, members and entries of the province.
const BRANCHES: i64 = 90_000;
const MEMBERS: i64 = 1_900_000;
const ENTRIES: i64 = 20_000_000;
/// Committees above them, level by level below the province.
const LEVELS: [i64; 3] = [14, 84, 1_400];
/// Days over which the entries are spread: all of one year.
const DAYS: u64 = 334;
/// The last of them.
const LAST: (i32, u32, u32) = (2026, 11, 30);

/// What a run came to.
pub struct Seen {
    /// Seconds.
    pub took: f64,
    /// Memory held at most (resident), in MiB.
    pub memory: f64,
}

/// Ids: the province is 1, committees follow, then branches, then members.
fn first_branch() -> i64 {
    2 + LEVELS.iter().sum::<i64>()
}

/// Fills an empty folder with a `part`th of the province.
///
/// # Errors
/// When it can't be written.
pub fn fill(folder: &Path, part: i64) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let file = folder.join("gsdj.sqlite");
    let location = gsdj_backend::store::Location::Sqlite(file.clone());
    drop(gsdj_backend::store::Store::open(&location, Arc::new(drop), 0)?);
    let mut conn = Connection::open(&file)?;
    conn.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA temp_store = FILE")?;
    let (branches, members, entries) = (BRANCHES / part, MEMBERS / part, ENTRIES / part);
    let indexes = without_indexes(&conn)?;
    let tx = conn.transaction()?;
    orgs(&tx, branches)?;
    people(&tx, branches, members)?;
    ledger(&tx, branches, members, entries)?;
    tx.commit()?;
    for sql in indexes {
        conn.execute_batch(&sql)?;
    }
    conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    let there: i64 = conn.query_row("SELECT COUNT(*) FROM ledger", [], |r| r.get(0))?;
    ensure!(there == entries, "{there} entries of {entries}");
    Ok(())
}

/// Drops the ledger's own indexes, to be made at once when it is full; answers how.
fn without_indexes(conn: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'ledger' AND sql IS NOT NULL";
    let mut found = conn.prepare(sql)?;
    let all: Vec<(String, String)> = found.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?;
    for (name, _) in &all {
        conn.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    Ok(all.into_iter().map(|(_, sql)| sql).collect())
}

fn orgs(c: &Connection, branches: i64) -> Result<()> {
    let mut put = c.prepare(
        "INSERT INTO org (id, code, name, kind, superior_id, path, unit_category, prefecture, address, active)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '张掖', '', 1)",
    )?;
    let none: Option<i64> = None;
    let category = |kind: &str| (kind == "branch").then_some("rural");
    put.execute(params![1, "100000000000", "省委组织部", "province", none, "/1/", category("province")])?;
    let mut above = vec![(1_i64, "/1/".to_owned())];
    let mut next = 2_i64;
    for (level, kind) in LEVELS.into_iter().map(|n| (n, "committee")).chain([(branches, "branch")]) {
        let mut here = Vec::new();
        for n in 0..level {
            let (superior, path) = &above[usize::try_from(n)? % above.len()];
            let (id, path) = (next, format!("{path}{next}/"));
            put.execute(params![
                id,
                format!("2{id:011}"),
                format!("测速第{id}组织"),
                kind,
                superior,
                path,
                category(kind)
            ])?;
            here.push((id, path));
            next += 1;
        }
        above = here;
    }
    Ok(())
}

/// The id of the `n`th member, and of their branch.
fn placed(branches: i64, n: i64) -> (i64, i64) {
    (10_000_000 + n, first_branch() + n % branches)
}

fn people(c: &Connection, branches: i64, members: i64) -> Result<()> {
    let mut put = c.prepare(
        "INSERT INTO member (id, citizen_hash, citizen_cipher, name, ethnicity, education, class, org_id, phone_mask, status)
         VALUES (?1, ?2, x'00', '测速', '汉族', '', 'full', ?3, '', 'present')",
    )?;
    for n in 0..members {
        let (id, org) = placed(branches, n);
        put.execute(params![id, format!("{id:x}"), org])?;
    }
    Ok(())
}

/// The finaliser of SplitMix64.
const fn mix(n: u64) -> u64 {
    let n = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

/// What people do, by how often.
const DEEDS: [Rule; 10] = [
    Rule::SignIn,
    Rule::SignIn,
    Rule::Reading,
    Rule::Reading,
    Rule::Video,
    Rule::Video,
    Rule::Comment,
    Rule::Like,
    Rule::ThemeDay,
    Rule::SnapshotPassed,
];

fn ledger(c: &Connection, branches: i64, members: i64, entries: i64) -> Result<()> {
    let mut put = c.prepare(
        "INSERT INTO ledger (id, member_id, rule, kind, deed, points, at, period_start, note, org_id, entered_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '测速', ?9, ?7)",
    )?;
    let last = At::midnight(last_day());
    // as people come to the platform: everybody's entries lie all over the year
    for n in 0..entries {
        let (member, org) = placed(branches, n * members / entries);
        let dice = mix(n.cast_unsigned());
        let rule = DEEDS[usize::try_from(dice % 10)?];
        let ago = i64::try_from(dice / 16 % DAYS)?;
        let at =
            last.plus(-ago * DAY).plus(i64::try_from(dice / 8_192 % 16)? * HOUR).plus(i64::try_from(dice % 3_600_000)?);
        let (row, period) = (rule.row(), rule.row().counted_from(at).to_string());
        let (kind, points) = (row.kind.code(), row.points);
        put.execute(params![n + 1, member, rule.code(), kind, format!("e{n}"), points, at.0, period, org])?;
    }
    Ok(())
}

fn last_day() -> NaiveDate {
    let (year, month, day) = LAST;
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// Has the program settle all of it, and holds the sums against the ledger.
///
/// # Errors
/// When it fails, or when the sums are wrong.
pub fn run(program: &Path, folder: &Path) -> Result<Seen> {
    let begun = Instant::now();
    let mut child = Command::new(program)
        .args(["rollup", "--date", &last_day().to_string(), "--data"])
        .arg(folder)
        .env("GSDJ_LOG", "warn")
        .stdout(Stdio::null())
        .spawn()
        .with_context(|| format!("starting {}", program.display()))?;
    let mut memory = 0.0_f64;
    let status = loop {
        // the system keeps the most that was held, as long as the process is there
        memory = memory.max(process::memory_at_most(child.id()));
        match child.try_wait()? {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(10)),
        }
    };
    let took = begun.elapsed().as_secs_f64();
    ensure!(status.success(), "the roll-up failed");
    check(folder)?;
    Ok(Seen { took, memory })
}

/// Members, organisations at the top and the ledger agree.
fn check(folder: &Path) -> Result<()> {
    let conn = Connection::open(folder.join("gsdj.sqlite"))?;
    let one = |sql: &str| -> Result<i64> { Ok(conn.query_row(sql, [], |r| r.get::<_, Option<i64>>(0))?.unwrap_or(0)) };
    let education = PointKind::Education.code();
    let ledger = one(&format!("SELECT SUM(points) FROM ledger WHERE kind = '{education}'"))?;
    let members = one("SELECT SUM(education) FROM points_member WHERE span = 202600")?;
    let months = one("SELECT SUM(education) FROM points_org WHERE org_id = 1 AND span > 202600 AND span < 202700")?;
    let top = one("SELECT education FROM points_org WHERE org_id = 1 AND span = 202600")?;
    ensure!([members, months, top] == [ledger; 3], "{ledger} earned, {members}, {months} and {top} settled");
    Ok(())
}
