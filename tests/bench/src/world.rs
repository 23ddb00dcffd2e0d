//! The data that is measured on: one committee, 40 branches of 50 members, meetings, messages and sessions, written
//! straight into a store that the server's own code has migrated.

use crate::{articles, study};
use anyhow::Result;
use argon2::password_hash::{PasswordHasher, SaltString};
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// Branches.
pub const BRANCHES: i64 = 40;
/// Members of each.
pub const MEMBERS: i64 = 50;
/// The id of the first of them; the others follow.
pub const FIRST_MEMBER: i64 = 100_000;
/// Meetings of each branch beside the one that is answered.
const MEETINGS: i64 = 60;
/// Public articles.
const ARTICLES: i64 = 1_600;
/// Messages that each branch sent to all of its members.
const MESSAGES: i64 = 30;
/// The password of whoever signs in.
pub const PASSWORD: &str = "bench-2026-password";
const HOUR: i64 = 3_600_000;

/// What the scenes need to know.
pub struct World {
    /// Member `(branch, n)`'s meeting and token.
    pub members: Vec<(i64, String)>,
    /// Branch accounts' tokens.
    pub branches: Vec<String>,
    /// Codes of organisations that can sign in with [`PASSWORD`].
    pub codes: Vec<String>,
    /// The branch of a thousand.
    pub storm: Storm,
    /// Public articles.
    pub articles: Vec<i64>,
    /// Columns that hold them.
    pub columns: Vec<i64>,
}

/// A branch of [`CROWD`] members with a meeting that they are all invited to and that is about to begin.
pub struct Storm {
    /// The meeting.
    pub meeting: i64,
    /// The branch account's token.
    pub chair: String,
    /// The members' tokens.
    pub members: Vec<String>,
}

/// Members of the branch of a thousand.
pub const CROWD: i64 = 1_000;

/// Fills an empty folder.
pub fn fill(folder: &Path) -> Result<World> {
    articles::store(folder)?;
    let mut conn = Connection::open(folder.join("gsdj.sqlite"))?;
    let tx = conn.transaction()?;
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?;
    org(&tx, 1, "100000000000", "省委组织部", "province", None, "/1/")?;
    org(&tx, 2, "100000000001", "测速党委", "committee", Some(1), "/1/2/")?;
    study::course(&tx)?;
    let storm = crowd(&tx, now)?;
    let (articles, columns) = articles::fill(&tx, ARTICLES, now)?;
    let mut world = World { members: Vec::new(), branches: Vec::new(), codes: Vec::new(), storm, articles, columns };
    let salt = SaltString::encode_b64(b"bench-bench-salt").map_err(anyhow::Error::msg)?;
    let hash =
        argon2::Argon2::default().hash_password(PASSWORD.as_bytes(), &salt).map_err(anyhow::Error::msg)?.to_string();
    for b in 0..BRANCHES {
        let (id, code) = (1_000 + b, format!("2000000000{b:02}"));
        org(&tx, id, &code, &format!("第{b}党支部"), "branch", Some(2), &format!("/1/2/{id}/"))?;
        tx.execute("INSERT INTO credential (account_id, password, must_change) VALUES (?1, ?2, 0)", params![id, hash])?;
        world.branches.push(session(&tx, id, now)?);
        world.codes.push(code);
        branch(&tx, &mut world, b, id, now)?;
    }
    tx.commit()?;
    conn.execute_batch("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(world)
}

fn org(c: &Connection, id: i64, code: &str, name: &str, kind: &str, superior: Option<i64>, path: &str) -> Result<()> {
    let category = (kind == "branch").then_some("rural");
    c.prepare_cached(
        "INSERT INTO org (id, code, name, kind, superior_id, path, unit_category, prefecture, address, active)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '张掖', '', 1)",
    )?
    .execute(params![id, code, name, kind, superior, path, category])?;
    Ok(())
}

fn session(c: &Connection, account: i64, now: i64) -> Result<String> {
    let token = format!("bench-token-{account}");
    let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
    c.prepare_cached(
        "INSERT INTO session (id, token_hash, account_id, device, address, created_at, last_seen, expires_at)
         VALUES (?1, ?2, ?1, 'bench', '127.0.0.1', ?3, ?3, ?4)",
    )?
    .execute(params![account, hash.as_slice(), now, now + 24 * HOUR])?;
    Ok(token)
}

fn crowd(c: &Connection, now: i64) -> Result<Storm> {
    let (org_id, id) = (3, 999_999);
    org(c, org_id, "100000000003", "千人党支部", "branch", Some(2), "/1/2/3/")?;
    entered(c, org_id)?;
    meeting(c, id, org_id, now + HOUR * 3 / 4, "answer", 0, CROWD)?;
    c.execute("UPDATE meeting SET answer_deadline = starts_at - ?2 WHERE id = ?1", [id, HOUR / 12])?;
    let mut members = Vec::new();
    for n in 0..CROWD {
        let member = 500_000 + n;
        person(c, member, n, org_id)?;
        attendee(c, id, member, n, now)?;
        members.push(session(c, member, now)?);
    }
    Ok(Storm { meeting: id, chair: session(c, org_id, now)?, members })
}

fn person(c: &Connection, id: i64, n: i64, org: i64) -> Result<()> {
    c.prepare_cached(
        "INSERT INTO member (id, citizen_hash, citizen_cipher, name, ethnicity, education, class, org_id, phone_mask, status)
         VALUES (?1, ?2, x'00', ?3, '汉族', '大学', 'full', ?4, '', 'present')",
    )?
    .execute(params![id, format!("hash-{id}"), format!("测速{n}"), org])?;
    entered(c, id)
}

/// The account has a password of its own, which nobody signs in with.
fn entered(c: &Connection, account: i64) -> Result<()> {
    c.prepare_cached("INSERT INTO credential (account_id, password, must_change) VALUES (?1, '-', 0)")?
        .execute([account])?;
    Ok(())
}

fn branch(c: &Connection, world: &mut World, b: i64, org: i64, now: i64) -> Result<()> {
    let open = 1_000_000 + b;
    meeting(c, open, org, now + 48 * HOUR, "answer", 0, MEMBERS)?;
    for n in 0..MEETINGS {
        meeting(c, 2_000_000 + b * MEETINGS + n, org, now - (n + 1) * 24 * HOUR, "done", MEMBERS, MEMBERS)?;
    }
    for m in 0..MESSAGES {
        c.prepare_cached(
            "INSERT INTO message (id, topic, title, body, meeting_id, at)
             VALUES (?1, 'meeting_notice', '支部党员大会 · 讨论预备党员转正', '周五 14:30，村部二楼，会期 0.5 天。', ?2, ?3)",
        )?
        .execute(params![message(b, m), open, now - m * HOUR])?;
    }
    for n in 0..MEMBERS {
        let id = FIRST_MEMBER + b * MEMBERS + n;
        person(c, id, n, org)?;
        attendee(c, open, id, n, now)?;
        for m in 0..MESSAGES {
            c.prepare_cached(
                "INSERT INTO delivery (account_id, message_id, meeting_id, read_at) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![id, message(b, m), open, (m > 3).then_some(now)])?;
        }
        study::open(c, id, now)?;
        world.members.push((open, session(c, id, now)?));
    }
    Ok(())
}

/// The id of a branch's `m`th message, the latest first.
const fn message(branch: i64, m: i64) -> i64 {
    10_000_000 + branch * 100 + MESSAGES - m
}

fn meeting(c: &Connection, id: i64, org: i64, starts_at: i64, step: &str, attending: i64, expected: i64) -> Result<()> {
    c.prepare_cached(
        "INSERT INTO meeting (id, org_id, kind, title, place, agenda, starts_at, length, chair_id, chair_name, required_share,
           answer_deadline, step, cancelled, returned, looked_at, expected, excluded, told, attending, on_leave, created_at, version)
         VALUES (?1, ?2, 'general_meeting', '讨论预备党员转正', '村部二楼', '', ?3, 'half_day', 100000, '测速0', 80,
           ?4, ?5, 0, 0, 0, ?6, 0, ?6, ?7, 0, ?3, 1)",
    )?
    .execute(params![id, org, starts_at, starts_at - 2 * HOUR, step, expected, attending])?;
    for ancestor in [1, 2, org] {
        c.prepare_cached("INSERT INTO meeting_scope (ancestor_id, starts_at, meeting_id) VALUES (?1, ?2, ?3)")?
            .execute([ancestor, starts_at, id])?;
    }
    Ok(())
}

fn attendee(c: &Connection, meeting: i64, member: i64, seat: i64, now: i64) -> Result<()> {
    c.prepare_cached(
        "INSERT INTO attendee (meeting_id, member_id, seat, name, expected, note, told_at, leave_reason)
         VALUES (?1, ?2, ?3, ?4, 1, '', ?5, '')",
    )?
    .execute(params![meeting, member, seat, format!("测速{seat}"), now])?;
    Ok(())
}

/// A registry file of `members` members in as many branches as hold a hundred each; the organisations come first.
pub fn registry_files(folder: &Path, members: u32) -> Result<[std::path::PathBuf; 2]> {
    use std::fmt::Write as _;
    let (orgs, people) = (folder.join("orgs.csv"), folder.join("members.csv"));
    let mut text =
        String::from("组织代码,组织名称,组织类别,上级组织代码,单位性质类别,所在市州,地址,经度,纬度,成立日期,状态\n");
    text += "620000000000,省委组织部（测速）,省委组织部,,,兰州,,,,,正常\n620000000001,测速党委,党委,620000000000,,兰州,,,,,正常\n";
    for b in 0..members.div_ceil(100) {
        writeln!(
            text,
            "62{:010},第{b}党支部,党支部,620000000001,农村,兰州,示例路{b}号,103.8,36.0,2001-07-01,正常",
            100 + b
        )?;
    }
    std::fs::write(&orgs, text)?;
    let mut text =
        String::from("公民身份号码,姓名,性别,出生日期,民族,学历,入党日期,党员类别,所在支部代码,手机号,状态\n");
    for n in 0..members {
        let body =
            format!("620102{}{:02}{:02}{:03}", 1950 + n / 336_000, n / 28_000 % 12 + 1, n / 1_000 % 28 + 1, n % 1_000);
        let check = gsdj_domain::member::citizen::check_char(&body).unwrap_or('0');
        let branch = 100 + n / 100;
        writeln!(text, "{body}{check},测速{n},男,,汉族,大学,2001-07-01,正式党员,62{branch:010},199{n:08},正常")?;
    }
    std::fs::write(&people, text)?;
    Ok([orgs, people])
}
