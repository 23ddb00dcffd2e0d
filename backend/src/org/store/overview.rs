//! The SQL of what a branch says of itself.

use crate::bind;
use crate::error::Result;
use crate::file;
use crate::http::OrgInScope;
use crate::store::Conn;
use gsdj_domain::branch::{Overview, OverviewForm};
use gsdj_domain::{FileId, OrgId};

/// 支部概述; empty before it is written.
///
/// # Errors
/// When the store refuses it.
pub fn overview(c: &mut Conn<'_>, org: &OrgInScope) -> Result<Overview> {
    let sql = "SELECT introduction, meeting_place, contact FROM overview WHERE org_id = ?1";
    let written = c.first(sql, bind![org.id()], |r| {
        let (introduction, meeting_place, contact) = (r.get(0)?, r.get(1)?, r.get(2)?);
        Ok(Overview { introduction, meeting_place, contact, ..Overview::default() })
    })?;
    let sql = "SELECT founded, unit_category FROM org WHERE id = ?1";
    let registered = c.first(sql, bind![org.id()], |r| Ok((r.get(0)?, r.coded_option(1)?)))?;
    let (founded, unit_category) = registered.unwrap_or_default();
    Ok(Overview { photos: photos(c, org.id())?, founded, unit_category, ..written.unwrap_or_default() })
}

fn photos(c: &mut Conn<'_>, org: OrgId) -> Result<Vec<gsdj_domain::file::FileInfo>> {
    let sql =
        "SELECT f.id, f.name, f.kind, f.bytes, f.width, f.height FROM overview_photo p JOIN file f ON f.id = p.file_id
               WHERE p.org_id = ?1 ORDER BY p.seat";
    c.rows(sql, bind![org], file::info)
}

/// Writes it; the photos only where the form names them.
pub(in super::super) fn set_overview(c: &mut Conn<'_>, org: OrgId, form: &OverviewForm) -> Result<()> {
    let sql = "INSERT INTO overview (org_id, introduction, meeting_place, contact) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (org_id) DO UPDATE SET introduction = excluded.introduction,
                 meeting_place = excluded.meeting_place, contact = excluded.contact";
    c.execute(sql, bind![org, &form.introduction, &form.meeting_place, &form.contact])?;
    form.photos.as_ref().map_or(Ok(()), |photos| set_photos(c, org, photos))
}

fn set_photos(c: &mut Conn<'_>, org: OrgId, photos: &[FileId]) -> Result<()> {
    c.execute("DELETE FROM overview_photo WHERE org_id = ?1", bind![org])?;
    for (seat, photo) in photos.iter().enumerate() {
        let sql = "INSERT INTO overview_photo (org_id, seat, file_id) VALUES (?1, ?2, ?3)";
        c.execute(sql, bind![org, seat as i64, *photo])?;
    }
    Ok(())
}
