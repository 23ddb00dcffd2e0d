//! The registry's SQL. Rows go in by the fifty: that many fit one statement on either engine, and on PostgreSQL a
//! statement is a journey.

use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Row, Value};
use chrono::NaiveDate;
use gsdj_domain::member::MemberStatus;
use gsdj_domain::registry::{OrgRecord, Report};
use gsdj_domain::{Instant, MemberId, OrgId};
use std::sync::LazyLock;

/// Rows of one INSERT.
pub(super) const TOGETHER: usize = 50;
/// Keys of one look-up.
pub(super) const LOOK_UP: usize = 100;
/// Members read at once where all are gone through.
const PAGE: i64 = 10_000;

/// What a bulk run may hold of SQLite's pages: with less, the hashes' random order writes the same pages again and again.
const ROOM: i64 = -(256 << 10);

/// Runs `f` with room for many pages, where the engine leaves that to us.
pub(super) fn with_room<T>(c: &mut Conn<'_>, sqlite: bool, f: impl FnOnce(&mut Conn<'_>) -> Result<T>) -> Result<T> {
    if !sqlite {
        return f(c);
    }
    let before = c.number("PRAGMA cache_size", &[])?;
    c.each(&format!("PRAGMA cache_size = {ROOM}"), &[], |_| Ok(()))?;
    let done = f(c);
    c.each(&format!("PRAGMA cache_size = {before}"), &[], |_| Ok(()))?;
    done
}

/// An organisation as kept.
pub(super) struct KeptOrg {
    pub id: OrgId,
    pub path: String,
    /// The superior's id; the record's own field is filled in by whoever knows the codes.
    pub superior: Option<OrgId>,
    pub record: OrgRecord,
}

/// All organisations.
pub(super) fn orgs(c: &mut Conn<'_>) -> Result<Vec<KeptOrg>> {
    let sql = "SELECT id, path, superior_id, code, name, kind, unit_category, prefecture, address, longitude, latitude,
                 founded, active FROM org ORDER BY id";
    c.rows(sql, &[], |r| {
        let record = OrgRecord {
            code: r.get(3)?,
            name: r.get(4)?,
            kind: r.coded(5)?,
            superior: None,
            unit_category: r.coded_option(6)?,
            prefecture: r.get(7)?,
            address: r.get(8)?,
            longitude: r.get(9)?,
            latitude: r.get(10)?,
            founded: date(r, 11)?,
            active: r.get(12)?,
        };
        Ok(KeptOrg { id: r.get(0)?, path: r.get(1)?, superior: r.get(2)?, record })
    })
}

fn date(r: &Row<'_>, at: usize) -> Result<Option<NaiveDate>> {
    Ok(r.get::<Option<String>>(at)?.and_then(|text| text.parse().ok()))
}

/// Writes an organisation, new or known.
pub(super) fn put_org(c: &mut Conn<'_>, id: OrgId, superior: Option<OrgId>, path: &str, o: &OrgRecord) -> Result<()> {
    let sql = "INSERT INTO org (id, code, name, kind, superior_id, path, unit_category, prefecture, address, longitude,
                 latitude, founded, active) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
               ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind,
                 superior_id = excluded.superior_id, path = excluded.path, unit_category = excluded.unit_category,
                 prefecture = excluded.prefecture, address = excluded.address, longitude = excluded.longitude,
                 latitude = excluded.latitude, founded = excluded.founded, active = excluded.active";
    let founded = o.founded.map(|d| d.to_string());
    let category = o.unit_category.map(|u| u.code());
    let values = bind![
        id,
        &o.code,
        &o.name,
        o.kind.code(),
        superior,
        path,
        category,
        &o.prefecture,
        &o.address,
        o.longitude,
        o.latitude,
        founded.as_ref(),
        o.active,
    ];
    c.execute(sql, values)?;
    Ok(())
}

/// Moves an organisation's path along with its superiors'.
pub(super) fn set_path(c: &mut Conn<'_>, id: OrgId, path: &str) -> Result<()> {
    c.execute("UPDATE org SET path = ?2 WHERE id = ?1", bind![id, path])?;
    Ok(())
}

/// Marks an organisation as dissolved; what it did stays.
pub(super) fn dissolve(c: &mut Conn<'_>, id: OrgId) -> Result<()> {
    c.execute("UPDATE org SET active = 0 WHERE id = ?1", bind![id])?;
    Ok(())
}

/// How many present members an organisation has.
pub(super) fn present(c: &mut Conn<'_>, org: OrgId) -> Result<i64> {
    c.number("SELECT COUNT(*) FROM member WHERE org_id = ?1 AND status IN ('present', 'mobile')", bind![org])
}

/// A member as kept; the numbers only as hashes.
#[derive(Debug, Clone)]
pub(super) struct KeptMember {
    pub id: MemberId,
    pub hash: String,
    pub name: String,
    pub sex: Option<String>,
    pub birth: Option<String>,
    pub ethnicity: String,
    pub education: String,
    pub joined: Option<String>,
    pub class: String,
    pub org: OrgId,
    pub phone_hash: Option<String>,
    pub status: MemberStatus,
}

static FIND: LazyLock<String> = LazyLock::new(|| {
    let places: Vec<String> = (1..=LOOK_UP).map(|n| format!("?{n}")).collect();
    format!(
        "SELECT id, citizen_hash, name, sex, birth, ethnicity, education, joined, class, org_id, phone_hash, status
         FROM member WHERE citizen_hash IN ({})",
        places.join(", ")
    )
});

/// The members with these numbers, in any order; at most [`LOOK_UP`].
pub(super) fn find(c: &mut Conn<'_>, hashes: &[&str]) -> Result<Vec<KeptMember>> {
    let Some(last) = hashes.last() else { return Ok(Vec::new()) };
    // the statement is the same for every number of keys: the last one stands in for those that are missing
    let keys: Vec<Value<'_>> = (0..LOOK_UP).map(|n| Value::Text(hashes.get(n).unwrap_or(last))).collect();
    c.rows(&FIND, &keys, |r| {
        Ok(KeptMember {
            id: r.get(0)?,
            hash: r.get(1)?,
            name: r.get(2)?,
            sex: r.get(3)?,
            birth: r.get(4)?,
            ethnicity: r.get(5)?,
            education: r.get(6)?,
            joined: r.get(7)?,
            class: r.get(8)?,
            org: r.get(9)?,
            phone_hash: r.get(10)?,
            status: r.coded(11)?,
        })
    })
}

/// Any member's number, hashed and sealed.
pub(super) fn any_number(c: &mut Conn<'_>) -> Result<Option<(String, Vec<u8>)>> {
    c.first("SELECT citizen_hash, citizen_cipher FROM member LIMIT 1", &[], |r| Ok((r.get(0)?, r.get(1)?)))
}

/// A phone number as it is kept.
#[derive(Debug, Default)]
pub(super) struct KeptPhone {
    pub cipher: Option<Vec<u8>>,
    pub mask: String,
}

/// A member about to be kept for the first time.
pub(super) struct NewMember {
    pub kept: KeptMember,
    pub citizen_cipher: Vec<u8>,
    pub phone: KeptPhone,
}

const COLUMNS: usize = 15;
const INSERT: &str =
    "INSERT INTO member (id, citizen_hash, citizen_cipher, name, sex, birth, ethnicity, education, joined,
    class, org_id, phone_hash, phone_cipher, phone_mask, status) VALUES ";

fn insert_sql(rows: usize) -> String {
    let row = |n: usize| (1..=COLUMNS).map(|at| format!("?{}", n * COLUMNS + at)).collect::<Vec<_>>().join(", ");
    let rows: Vec<String> = (0..rows).map(|n| format!("({})", row(n))).collect();
    format!("{INSERT}{}", rows.join(", "))
}

static INSERT_MANY: LazyLock<String> = LazyLock::new(|| insert_sql(TOGETHER));
static INSERT_ONE: LazyLock<String> = LazyLock::new(|| insert_sql(1));

/// Keeps new members.
pub(super) fn insert(c: &mut Conn<'_>, members: &[NewMember]) -> Result<()> {
    let (many, rest) = members.as_chunks::<TOGETHER>();
    for chunk in many {
        let values: Vec<Value<'_>> = chunk.iter().flat_map(values).collect();
        c.execute(&INSERT_MANY, &values)?;
    }
    for member in rest {
        c.execute(&INSERT_ONE, &values(member))?;
    }
    Ok(())
}

fn values(m: &NewMember) -> [Value<'_>; COLUMNS] {
    let k = &m.kept;
    [
        k.id.into(),
        (&k.hash).into(),
        (&m.citizen_cipher).into(),
        (&k.name).into(),
        k.sex.as_ref().into(),
        k.birth.as_ref().into(),
        (&k.ethnicity).into(),
        (&k.education).into(),
        k.joined.as_ref().into(),
        (&k.class).into(),
        k.org.into(),
        k.phone_hash.as_ref().into(),
        m.phone.cipher.as_ref().into(),
        (&m.phone.mask).into(),
        k.status.code().into(),
    ]
}

/// Changes a member, all but the phone.
pub(super) fn update(c: &mut Conn<'_>, k: &KeptMember) -> Result<()> {
    let sql =
        "UPDATE member SET name = ?2, sex = ?3, birth = ?4, ethnicity = ?5, education = ?6, joined = ?7, class = ?8,
                 org_id = ?9, status = ?10 WHERE id = ?1";
    let values = bind![
        k.id,
        &k.name,
        k.sex.as_ref(),
        k.birth.as_ref(),
        &k.ethnicity,
        &k.education,
        k.joined.as_ref(),
        &k.class,
        k.org,
        k.status.code(),
    ];
    c.execute(sql, values)?;
    Ok(())
}

/// Changes a member's phone.
pub(super) fn set_phone(c: &mut Conn<'_>, k: &KeptMember, phone: &KeptPhone) -> Result<()> {
    let sql = "UPDATE member SET phone_hash = ?2, phone_cipher = ?3, phone_mask = ?4 WHERE id = ?1";
    c.execute(sql, bind![k.id, k.phone_hash.as_ref(), phone.cipher.as_ref(), &phone.mask])?;
    Ok(())
}

/// Goes through the number hashes of all members that have not been removed, in the order of ids.
pub(super) fn each_member(c: &mut Conn<'_>, mut f: impl FnMut(MemberId, &str)) -> Result<()> {
    let sql = "SELECT id, citizen_hash FROM member WHERE id > ?1 AND status <> 'removed' ORDER BY id LIMIT ?2";
    let mut after = MemberId(0);
    loop {
        let mut found = 0;
        c.each(sql, bind![after, PAGE], |r| {
            (after, found) = (r.get(0)?, found + 1);
            f(after, &r.get::<String>(1)?);
            Ok(())
        })?;
        if found < PAGE {
            return Ok(());
        }
    }
}

/// What a removal is reported with.
pub(super) struct Leaving {
    pub name: String,
    pub citizen_cipher: Vec<u8>,
    pub org: OrgId,
    /// Whether they counted among the branch's members until now.
    pub present: bool,
}

/// Somebody about to be removed.
pub(super) fn leaving(c: &mut Conn<'_>, member: MemberId) -> Result<Option<Leaving>> {
    let sql = "SELECT name, citizen_cipher, org_id, status FROM member WHERE id = ?1";
    c.first(sql, bind![member], |r| {
        let present = r.coded::<MemberStatus>(3)?.counts();
        Ok(Leaving { name: r.get(0)?, citizen_cipher: r.get(1)?, org: r.get(2)?, present })
    })
}

/// Marks a member as removed; points, records and answers stay.
pub(super) fn remove(c: &mut Conn<'_>, member: MemberId) -> Result<()> {
    c.execute("UPDATE member SET status = ?2 WHERE id = ?1", bind![member, MemberStatus::Removed.code()])?;
    Ok(())
}

/// Keeps the report.
pub(super) fn keep_report(c: &mut Conn<'_>, files: &str, now: Instant, report: &Report) -> Result<()> {
    let sql = "INSERT INTO registry_run (id, at, file_name, full_file, report) VALUES (?1, ?2, ?3, ?4, ?5)";
    let text = serde_json::to_string(report)?;
    c.execute(sql, bind![c.next_id(), now, files, report.full, &text])?;
    Ok(())
}

#[cfg(test)]
pub(super) mod probe;
