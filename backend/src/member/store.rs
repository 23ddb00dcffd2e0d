//! The roll's SQL. Two walks, each along one index: an organisation's members by id, a subtree's by place and id.

use crate::bind;
use crate::error::Result;
use crate::http::{OrgInScope, caller};
use crate::store::{Conn, Row, Value};
use chrono::NaiveDate;
use gsdj_domain::branch::CommitteePost;
use gsdj_domain::member::list::age;
use gsdj_domain::member::{ExportForm, MemberCounts, MemberFilter, MemberRow, MemberScope, Sex};
use gsdj_domain::member::{MemberClass, MemberStatus};
use gsdj_domain::{AccountId, Instant, MemberId, OrgId, Refusal};

/// The most members that are counted at a look.
const COUNTED_MAX: i64 = 60_000;

/// Those who count among the members; as in the index, word for word.
const PRESENT: &str = "m.status IN ('present', 'mobile')";

/// A list as it is asked for.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// Whose members, or below which organisation.
    pub org: &'a OrgInScope,
    /// Which of the two.
    pub whose: MemberScope,
    /// What it is narrowed by.
    pub filter: &'a MemberFilter,
    /// Ages are of this day.
    pub today: NaiveDate,
    /// Whether age, education and ethnicity are shown.
    pub closely: bool,
}

/// Where a page begins.
#[derive(Debug, Clone, Copy)]
pub(super) enum After {
    /// At the first.
    Nothing,
    /// After this member of the one organisation.
    Member(i64),
    /// After this member of this organisation of the subtree.
    Place(OrgId, i64),
}

/// A value that a statement under construction owns.
enum Bound {
    Int(i64),
    Text(String),
}

/// A statement put together piece by piece.
struct Walk {
    sql: String,
    bound: Vec<Bound>,
}

impl Walk {
    fn int(&mut self, value: i64) -> usize {
        self.bound.push(Bound::Int(value));
        self.bound.len()
    }

    fn text(&mut self, value: &str) -> usize {
        self.bound.push(Bound::Text(value.into()));
        self.bound.len()
    }

    fn and(&mut self, condition: &str) {
        self.sql += " AND ";
        self.sql += condition;
    }

    /// `column` is this code, if one is given.
    fn is(&mut self, column: &str, code: Option<&'static str>) {
        if let Some(code) = code {
            let n = self.text(code);
            self.and(&format!("{column} = ?{n}"));
        }
    }

    fn values(&self) -> Vec<Value<'_>> {
        self.bound
            .iter()
            .map(|bound| match bound {
                Bound::Int(n) => Value::Int(*n),
                Bound::Text(text) => Value::Text(text),
            })
            .collect()
    }
}

/// The walk over those asked for: their ids, by `path` and id for a subtree, by id for one organisation.
fn walk(c: &mut Conn<'_>, asked: &Asked<'_>, after: After) -> Result<Walk> {
    let mut walk = Walk { sql: String::with_capacity(1_024), bound: Vec::new() };
    match asked.whose {
        MemberScope::Own => {
            let from = if let After::Member(id) = after { id } else { 0 };
            let (org, from) = (walk.int(asked.org.id().0), walk.int(from));
            walk.sql += &format!(
                "SELECT m.id AS id, '' AS path, m.org_id, m.stamp FROM member m WHERE m.org_id = ?{org} AND m.id > ?{from} AND {PRESENT}"
            );
        }
        MemberScope::Subtree => {
            let (top, end) = caller::range(asked.org.path());
            let (from, id) = match after {
                After::Place(org, member) => (path_of(c, org)?.filter(|p| *p >= top).ok_or_else(no_place)?, member),
                After::Nothing | After::Member(_) => (top, 0),
            };
            let (from, end, id) = (walk.text(&from), walk.text(&end), walk.int(id));
            walk.sql += &format!(
                "SELECT m.id AS id, o.path AS path, m.org_id, m.stamp FROM org o JOIN member m ON m.org_id = o.id
                 WHERE o.path >= ?{from} AND o.path < ?{end} AND (o.path > ?{from} OR m.id > ?{id}) AND {PRESENT}"
            );
        }
    }
    narrow(&mut walk, asked.filter, asked.today);
    Ok(walk)
}

fn no_place() -> Refusal {
    Refusal::Malformed { what: "翻页位置无效".into() }
}

fn path_of(c: &mut Conn<'_>, org: OrgId) -> Result<Option<String>> {
    c.first("SELECT path FROM org WHERE id = ?1", bind![org], |r| r.get(0))
}

/// Adds what the list is narrowed by; what other tables must be asked for comes last.
fn narrow(walk: &mut Walk, filter: &MemberFilter, today: NaiveDate) {
    walk.is("m.class", filter.class.map(MemberClass::code));
    walk.is("m.status", filter.status.map(MemberStatus::code));
    walk.is("m.sex", filter.sex.map(Sex::code));
    if let Some(band) = filter.age {
        let (after, until) = band.births(today);
        let (after, until) = (walk.text(&after), walk.text(&until));
        walk.and(&format!("m.birth > ?{after} AND m.birth <= ?{until}"));
    }
    for (column, text) in [("m.name", filter.name()), ("m.ethnicity", filter.ethnicity.trim())] {
        if !text.is_empty() {
            let n = walk.text(text);
            walk.and(&format!("instr({column}, ?{n}) > 0"));
        }
    }
    if let Some(level) = filter.education {
        // the words are the program's own
        let says: Vec<_> = level.words().iter().map(|word| format!("instr(m.education, '{word}') > 0")).collect();
        walk.and(&format!("({})", says.join(" OR ")));
    }
    for (than, day) in [(">=", &filter.joined_from), ("<=", &filter.joined_to)] {
        if !day.is_empty() {
            let n = walk.text(day);
            walk.and(&format!("m.joined {than} ?{n}"));
        }
    }
    if let Some(has) = filter.has_post {
        let not = if has { "" } else { "NOT " };
        walk.and(&format!(
            "{not}EXISTS (SELECT 1 FROM committee_post p WHERE p.member_id = m.id AND p.org_id = m.org_id)"
        ));
    }
    if let Some(group) = filter.group {
        let n = walk.int(group.0);
        walk.and(&format!(
            "EXISTS (SELECT 1 FROM party_group_member g WHERE g.org_id = m.org_id AND g.member_id = m.id AND g.group_id = ?{n})"
        ));
    }
}

const ROW: &str = "m.id, m.name, m.org_id, m.sex, m.class, m.status, m.phone_mask, m.joined,
    (SELECT COALESCE((SELECT a.name FROM added_post a WHERE a.id = p.added_id), p.post) FROM committee_post p
     WHERE p.member_id = m.id AND p.org_id = m.org_id ORDER BY p.seat LIMIT 1),
    (SELECT g.name FROM party_group_member x JOIN party_group g ON g.id = x.group_id
     WHERE x.org_id = m.org_id AND x.member_id = m.id),
    m.birth, m.ethnicity, m.education, (SELECT o.name FROM org o WHERE o.id = m.org_id)";

fn row(r: &Row<'_>, asked: &Asked<'_>) -> Result<MemberRow> {
    let closely = |text: String| Some(text).filter(|t| asked.closely && !t.is_empty());
    Ok(MemberRow {
        id: r.get(0)?,
        name: r.get(1)?,
        org: r.get(2)?,
        sex: r.coded_option(3)?,
        class: r.coded(4)?,
        status: r.coded(5)?,
        phone: r.get(6)?,
        joined: r.get(7)?,
        post: r
            .get::<Option<String>>(8)?
            .map(|post| CommitteePost::from_code(&post).map_or(post, |p| p.label().into())),
        group: r.get(9)?,
        age: r.get::<Option<String>>(10)?.filter(|_| asked.closely).and_then(|birth| age(&birth, asked.today)),
        ethnicity: closely(r.get(11)?),
        education: closely(r.get(12)?),
        org_name: if asked.whose == MemberScope::Subtree { r.get(13)? } else { None },
    })
}

/// A member's place in a list, with what their line is known by.
#[derive(Debug)]
pub(super) struct Spot {
    /// The member.
    pub id: MemberId,
    /// Their branch.
    pub org: OrgId,
    /// Rises with everything that a line shows.
    pub stamp: i64,
}

/// At most `rows` places after a place, in the order of the list.
pub(super) fn spots(c: &mut Conn<'_>, asked: &Asked<'_>, after: After, rows: usize) -> Result<Vec<Spot>> {
    let mut walk = walk(c, asked, after)?;
    let most = walk.int(rows as i64);
    let sql = format!("{} ORDER BY {} LIMIT ?{most}", walk.sql, order(asked.whose));
    c.rows(&sql, &walk.values(), |r| Ok(Spot { id: r.get(0)?, org: r.get(2)?, stamp: r.get(3)? }))
}

/// What a list shows of a member.
pub(super) fn line(c: &mut Conn<'_>, asked: &Asked<'_>, id: MemberId) -> Result<MemberRow> {
    let sql = format!("SELECT {ROW} FROM member m WHERE m.id = ?1");
    Ok(c.first(&sql, bind![id], |r| row(r, asked))?.ok_or(Refusal::NotFound)?)
}

const fn order(whose: MemberScope) -> &'static str {
    match whose {
        MemberScope::Own => "m.id",
        MemberScope::Subtree => "o.path, m.id",
    }
}

/// At most `rows` members after a place, in the order of the list.
pub(super) fn list(c: &mut Conn<'_>, asked: &Asked<'_>, after: After, rows: usize) -> Result<Vec<MemberRow>> {
    let mut walk = walk(c, asked, after)?;
    let most = walk.int(rows as i64);
    let sql = format!(
        "SELECT {ROW} FROM ({} ORDER BY {} LIMIT ?{most}) f JOIN member m ON m.id = f.id ORDER BY f.path, f.id",
        walk.sql,
        order(asked.whose)
    );
    c.rows(&sql, &walk.values(), |r| row(r, asked))
}

/// How many they are, at most `most`.
pub(super) fn number(c: &mut Conn<'_>, asked: &Asked<'_>, most: u32) -> Result<u32> {
    let mut walk = walk(c, asked, After::Nothing)?;
    let most = walk.int(i64::from(most));
    let sql = format!("SELECT COUNT(*) FROM ({} LIMIT ?{most}) f", walk.sql);
    let found = c.number(&sql, &walk.values())?;
    Ok(u32::try_from(found).unwrap_or(u32::MAX))
}

/// How many members there are of each kind; when they are very many, only that.
///
/// # Errors
/// When the store refuses it.
pub fn counts(c: &mut Conn<'_>, org: &OrgInScope, whose: MemberScope) -> Result<MemberCounts> {
    let (from, to) = caller::range(org.path());
    let (all, posts, values) = match whose {
        MemberScope::Own => (
            format!("member m WHERE m.org_id = ?1 AND {PRESENT}"),
            "committee_post p JOIN member m ON m.id = p.member_id AND m.org_id = p.org_id WHERE p.org_id = ?1"
                .to_owned(),
            bind![org.id()].to_vec(),
        ),
        MemberScope::Subtree => (
            format!("org o JOIN member m ON m.org_id = o.id WHERE o.path >= ?1 AND o.path < ?2 AND {PRESENT}"),
            "org o JOIN committee_post p ON p.org_id = o.id JOIN member m ON m.id = p.member_id AND m.org_id = p.org_id
             WHERE o.path >= ?1 AND o.path < ?2"
                .to_owned(),
            bind![&from, &to].to_vec(),
        ),
    };
    let total =
        c.number(&format!("SELECT COUNT(*) FROM (SELECT 1 AS x FROM {all} LIMIT {}) f", COUNTED_MAX + 1), &values)?;
    let mut counts = MemberCounts { total: u32::try_from(total).unwrap_or(0), ..MemberCounts::default() };
    if total > COUNTED_MAX {
        return Ok(MemberCounts { more: true, ..counts });
    }
    let kinds = format!("SELECT m.class, m.status, m.sex, COUNT(*) FROM {all} GROUP BY m.class, m.status, m.sex");
    c.each(&kinds, &values, |r| {
        let (class, status): (_, MemberStatus) = (r.coded(0)?, r.coded(1)?);
        let (sex, n): (Option<Sex>, u32) = (r.coded_option(2)?, r.get(3)?);
        match class {
            MemberClass::Full => counts.full += n,
            MemberClass::Probationary => counts.probationary += n,
        }
        if status == MemberStatus::Mobile {
            counts.mobile += n;
        }
        if sex == Some(Sex::Female) {
            counts.female += n;
        }
        Ok(())
    })?;
    let posts = format!("SELECT COUNT(DISTINCT p.member_id) FROM {posts} AND {PRESENT}");
    counts.posts = u32::try_from(c.number(&posts, &values)?).unwrap_or(0);
    Ok(counts)
}

/// An export that was asked for.
pub(super) struct Prepared {
    /// Whose members.
    pub org: OrgId,
    /// What was asked for.
    pub form: ExportForm,
    /// What the file is called.
    pub name: String,
}

/// Keeps an export; answers its id.
pub(super) fn prepare(
    c: &mut Conn<'_>,
    account: AccountId,
    org: OrgId,
    form: &ExportForm,
    name: &str,
    now: Instant,
) -> Result<i64> {
    let id = c.next_id();
    let sql = "INSERT INTO member_export (id, account_id, org_id, form, name, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    c.execute(sql, bind![id, account, org, &serde_json::to_string(form)?, name, now])?;
    Ok(id)
}

/// The account's own export with this id, asked for since.
pub(super) fn prepared(c: &mut Conn<'_>, account: AccountId, id: i64, since: Instant) -> Result<Option<Prepared>> {
    let sql = "SELECT org_id, form, name FROM member_export WHERE id = ?1 AND account_id = ?2 AND at > ?3";
    c.first(sql, bind![id, account, since], |r| {
        Ok(Prepared { org: r.get(0)?, form: serde_json::from_str(&r.get::<String>(1)?)?, name: r.get(2)? })
    })
}

/// Forgets exports asked for before; the audit log keeps that they were.
///
/// # Errors
/// When the store refuses it.
pub fn forget_exports(c: &mut Conn<'_>, before: Instant) -> Result<u64> {
    c.execute("DELETE FROM member_export WHERE at < ?1", bind![before])
}
