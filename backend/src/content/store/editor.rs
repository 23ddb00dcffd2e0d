//! The SQL of editors, and of the catalogue of links that the province keeps.

use crate::bind;
use crate::content::Editor;
use crate::error::Result;
use crate::store::{Conn, Row};
use gsdj_domain::content::{EditorForm, EditorRow, Site};
use gsdj_domain::{AccountId, Instant, OrgId};

/// The setting under which the catalogue of links lies.
const LINKS: &str = "content.links";

/// The editor of an account.
pub(in crate::content) fn editor(c: &mut Conn<'_>, account: AccountId) -> Result<Option<Editor>> {
    let sql = "SELECT name, login, site, org_id, active FROM editor WHERE id = ?1";
    c.first(sql, bind![account], |r| {
        Ok(Editor { name: r.get(0)?, login: r.get(1)?, site: r.coded(2)?, org: r.get(3)?, active: r.get(4)? })
    })
}

/// The account that is typed so.
pub(in crate::content) fn editor_of_login(c: &mut Conn<'_>, login: &str) -> Result<Option<AccountId>> {
    c.first("SELECT id FROM editor WHERE login = ?1", bind![login], |r| r.get(0))
}

fn row(r: &Row<'_>) -> Result<EditorRow> {
    Ok(EditorRow {
        id: r.get(0)?,
        name: r.get(1)?,
        login: r.get(2)?,
        site: r.coded(3)?,
        active: r.get(4)?,
        since: r.get(5)?,
    })
}

/// An editor as a row.
pub(in crate::content) fn editor_row(c: &mut Conn<'_>, id: AccountId) -> Result<Option<EditorRow>> {
    c.first("SELECT id, name, login, site, active, since FROM editor WHERE id = ?1", bind![id], row)
}

/// Every editor, in the order of the sites, those who may sign in first.
pub(in crate::content) fn editors(c: &mut Conn<'_>) -> Result<Vec<EditorRow>> {
    let sql = "SELECT id, name, login, site, active, since FROM editor ORDER BY active DESC, id LIMIT 2000";
    let mut all = c.rows(sql, bind![], row)?;
    all.sort_by_key(|editor| editor.site);
    Ok(all)
}

/// The accounts of a site's editors who may sign in.
pub(in crate::content) fn editors_of(c: &mut Conn<'_>, site: Site) -> Result<Vec<AccountId>> {
    c.rows("SELECT id FROM editor WHERE site = ?1 AND active = 1 ORDER BY id", bind![site.code()], |r| r.get(0))
}

/// Enters an editor under the next free name of the site: LANZHOU01.
pub(in crate::content) fn enter_editor(
    c: &mut Conn<'_>,
    org: OrgId,
    form: &EditorForm,
    now: Instant,
) -> Result<EditorRow> {
    let before = c.number("SELECT COUNT(*) FROM editor WHERE site = ?1", bind![form.site.code()])?;
    let login = format!("{}{:02}", form.site.code().to_ascii_uppercase(), before + 1);
    let id = AccountId(c.next_id());
    let sql = "INSERT INTO editor (id, login, name, site, org_id, active, since) VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6)";
    let name = form.name.trim();
    c.execute(sql, bind![id, &login, name, form.site.code(), org, now])?;
    Ok(EditorRow { id, name: name.to_owned(), login, site: form.site, active: true, since: now })
}

/// Takes an editor back.
pub(in crate::content) fn remove_editor(c: &mut Conn<'_>, id: AccountId) -> Result<()> {
    c.execute("UPDATE editor SET active = 0 WHERE id = ?1", bind![id])?;
    Ok(())
}

/// The organisation at the top of the tree.
pub(in crate::content) fn province(c: &mut Conn<'_>) -> Result<Option<OrgId>> {
    c.first("SELECT id FROM org WHERE kind = 'province' AND active = 1 ORDER BY id LIMIT 1", bind![], |r| r.get(0))
}

/// The province's catalogue of links, if it keeps one of its own.
pub(in crate::content) fn links(c: &mut Conn<'_>) -> Result<Option<String>> {
    c.first("SELECT value FROM setting WHERE name = ?1", bind![LINKS], |r| r.get(0))
}

/// Keeps it, or goes back to the platform's.
pub(in crate::content) fn set_links(c: &mut Conn<'_>, text: Option<&str>) -> Result<()> {
    match text {
        Some(text) => {
            let sql = "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
            c.execute(sql, bind![LINKS, text])?;
        }
        None => {
            c.execute("DELETE FROM setting WHERE name = ?1", bind![LINKS])?;
        }
    }
    Ok(())
}
