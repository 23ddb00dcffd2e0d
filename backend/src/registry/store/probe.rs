//! What the tests look at and put into the store by hand.

use crate::bind;
use crate::error::Result;
use crate::store::{Conn, Store};

/// Everything that a run may change, row by row as text.
pub fn everything(store: &Store) -> Vec<String> {
    let orgs = "SELECT id || code || name || kind || COALESCE(superior_id, 0) || path || COALESCE(unit_category, '-')
        || prefecture || address || COALESCE(longitude, 0) || COALESCE(latitude, 0) || COALESCE(founded, '-') || active
        FROM org ORDER BY id";
    let members =
        "SELECT id || citizen_hash || quote(citizen_cipher) || name || COALESCE(sex, '-') || COALESCE(birth, '-')
        || ethnicity || education || COALESCE(joined, '-') || class || org_id || COALESCE(phone_hash, '-')
        || quote(phone_cipher) || phone_mask || status FROM member ORDER BY id";
    let posts = "SELECT org_id || '-' || member_id FROM committee_post ORDER BY org_id, seat";
    let scopes = "SELECT ancestor_id || '-' || meeting_id FROM meeting_scope ORDER BY ancestor_id, meeting_id";
    let all = move |c: &mut Conn<'_>| {
        let mut rows = Vec::new();
        for sql in [orgs, members, posts, scopes] {
            rows.extend(c.rows(sql, &[], |r| r.get::<String>(0))?);
        }
        Ok(rows)
    };
    store.read_now(all).unwrap()
}

/// The answer to a question of one row and one column, as text.
fn one(store: &Store, sql: &'static str, key: &str) -> Option<String> {
    let key = key.to_owned();
    store.read_now(move |c| c.first(sql, bind![&key], |r| r.get(0))).unwrap()
}

/// The path of an organisation, in names: `省/市/`.
pub fn path(store: &Store, code: &str) -> String {
    let ids = one(store, "SELECT path FROM org WHERE code = ?1", code).unwrap();
    let name = |id: &str| one(store, "SELECT name FROM org WHERE CAST(id AS TEXT) = ?1", id).unwrap();
    ids.split('/').filter(|id| !id.is_empty()).map(name).collect::<Vec<_>>().join("/")
}

/// The branch and status of the member of this name.
pub fn member(store: &Store, name: &str) -> Option<String> {
    let sql = "SELECT o.name || ' ' || m.status FROM member m JOIN org o ON o.id = m.org_id WHERE m.name = ?1";
    one(store, sql, name)
}

/// The masked phone of the member of this name.
pub fn phone(store: &Store, name: &str) -> String {
    one(store, "SELECT phone_mask FROM member WHERE name = ?1", name).unwrap()
}

/// The founding day of the organisation of this name.
pub fn founded(store: &Store, name: &str) -> Option<String> {
    one(store, "SELECT founded FROM org WHERE name = ?1", name)
}

/// How many committee posts are held.
pub fn posts(store: &Store) -> i64 {
    store.read_now(|c| c.number("SELECT COUNT(*) FROM committee_post", &[])).unwrap()
}

/// Whether an organisation is active.
pub fn active(store: &Store, code: &str) -> bool {
    one(store, "SELECT CAST(active AS TEXT) FROM org WHERE code = ?1", code).as_deref() == Some("1")
}

/// The sealed citizen's number of the member of this name.
pub fn sealed(store: &Store, name: &'static str) -> Vec<u8> {
    let sql = "SELECT citizen_cipher FROM member WHERE name = ?1";
    store.read_now(move |c| c.first(sql, bind![name], |r| r.get(0))).unwrap().unwrap()
}

/// Gives the member of this name a post in their branch.
pub fn give_post(store: &Store, name: &'static str) {
    let sql = "INSERT INTO committee_post (org_id, seat, member_id, post) SELECT org_id, 0, id, 'secretary' FROM member WHERE name = ?1";
    store.write_now(move |c| c.execute(sql, bind![name])).unwrap();
}

/// Lets a branch hold a meeting, seen by whoever stands above it.
pub fn hold_meeting(store: &Store, code: &'static str) {
    let hold = move |c: &mut Conn<'_>| -> Result<()> {
        let sql =
            "INSERT INTO meeting (id, org_id, kind, title, place, agenda, starts_at, length, chair_id, chair_name,
            answer_deadline, step, cancelled, returned, looked_at, expected, excluded, told, attending, on_leave,
            created_at, version)
            SELECT 7, id, 'congress', '示例', '', '', 1, 'half_day', 0, '', 0, 'notice', 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
            FROM org WHERE code = ?1";
        c.execute(sql, bind![code])?;
        let path = c.first("SELECT path FROM org WHERE code = ?1", bind![code], |r| r.get::<String>(0))?.unwrap();
        for ancestor in path.split('/').filter_map(|id| id.parse::<i64>().ok()) {
            let sql = "INSERT INTO meeting_scope (ancestor_id, starts_at, meeting_id) VALUES (?1, 1, 7)";
            c.execute(sql, bind![ancestor])?;
        }
        Ok(())
    };
    store.write_now(hold).unwrap();
}

/// The names of those above the meeting.
pub fn sees_meeting(store: &Store) -> Vec<String> {
    let sql = "SELECT o.name FROM meeting_scope s JOIN org o ON o.id = s.ancestor_id ORDER BY o.path";
    store.read_now(move |c| c.rows(sql, &[], |r| r.get(0))).unwrap()
}

/// How many runs are kept and noted.
pub fn runs(store: &Store) -> (i64, i64) {
    let count = |c: &mut Conn<'_>| {
        let kept = c.number("SELECT COUNT(*) FROM registry_run", &[])?;
        Ok((kept, c.number("SELECT COUNT(*) FROM audit WHERE deed = 'registry_sync' AND org_id IS NOT NULL", &[])?))
    };
    store.read_now(count).unwrap()
}

/// Makes the store refuse a member of this name, in the middle of whatever goes on.
pub fn refuse_member(store: &Store, name: &'static str) {
    let sql = format!(
        "CREATE TRIGGER stop BEFORE INSERT ON member WHEN NEW.name = '{name}' BEGIN SELECT RAISE(ABORT, 'stop'); END"
    );
    store.write_now(move |c| c.execute(&sql, &[])).unwrap();
}
