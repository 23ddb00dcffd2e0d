//! The SQL of content: columns in `column.rs`, what readers list in `place.rs`, articles and their versions in `article.rs`
//! and `version.rs`, the desk's lists in `desk.rs`, what the search finds in `found.rs`, rounds of review in `round.rs`, editors in `editor.rs`, reading in
//! `reading.rs`.

mod article;
mod column;
mod desk;
mod editor;
mod found;
mod place;
mod reading;
mod round;
mod version;

pub(super) use article::{
    Stored, advance, delete, due, insert, load, looked_at, set_live, set_pinned, set_publish_at, set_submitted,
    set_withdrawn, touch,
};
pub use column::column_of_code;
pub(super) use column::{
    column_stamp, columns, enter_column, enter_site, own_columns, places, rename, seat, seats, site_of_column,
    site_stamp, topic, upwards,
};
pub(super) use desk::{Shown, counts, list};
pub(super) use editor::{
    editor, editor_of_login, editor_row, editors, editors_of, enter_editor, links, province, remove_editor, set_links,
};
pub(super) use found::{found, found_one};
pub(super) use place::{
    Spot, Strand, ahead, article_stamp, latest, line, move_topic, place, place_anew, public, years,
};
pub(super) use reading::{add_views, first_today, forget_viewers, keep_reader, reader, views};
pub(super) use round::{begin_round, end_round, last_reviewer, reviews, reviews_decided, reviews_waiting, rounds};
pub(super) use version::{
    Written, attachments, drop_version, form, publish_version, usable, versions, write_version, written,
};

use crate::bind;
use crate::error::Result;
use crate::http::Caller;
use crate::store::Conn;
use gsdj_domain::content::Site;
use gsdj_domain::{FileId, Instant};

/// Whether a version that everybody may read holds this file.
///
/// # Errors
/// When the store refuses it.
pub fn shows_file(c: &mut Conn<'_>, file: FileId) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM article_file f JOIN article a ON a.id = f.article_id AND a.live_version = f.version
               WHERE f.file_id = ?1 AND a.live = 1";
    Ok(c.number(sql, bind![file])? > 0)
}

/// Whether an article on the caller's desk holds this file.
///
/// # Errors
/// When the store refuses it.
pub fn desk_shows_file(c: &mut Conn<'_>, who: &Caller, file: FileId, _: Instant) -> Result<bool> {
    use gsdj_domain::account::{Permission, allows};
    if !allows(who.role, Permission::EnterDesk) {
        return Ok(false);
    }
    let sql = "SELECT DISTINCT a.site FROM article_file f JOIN article a ON a.id = f.article_id WHERE f.file_id = ?1";
    let sites = c.rows(sql, bind![file], |r| r.coded::<Site>(0))?;
    Ok(sites.iter().any(|site| who.site.is_none_or(|own| own == *site)))
}
