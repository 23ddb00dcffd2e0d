//! The desk (编辑台, FEATURES 9.3): writing, handing in, the second pair of eyes, versions, columns. An editor works on their
//! own site, the province on all.

pub(super) mod column;
pub(super) mod edit;
pub(super) mod list;
pub(super) mod review;
pub(super) mod version;
pub(super) mod view;

use super::store::{self, Stored};
use crate::error::Result;
use crate::http::Caller;
use crate::store::Conn;
use gsdj_domain::content::Site;
use gsdj_domain::{ArticleId, Refusal};

/// The site on which the caller works; `None` for all: who is no editor and got here is the province.
fn own_site(who: &Caller) -> Option<Site> {
    who.site
}

/// Whether the caller's desk is this site's.
fn sees(who: &Caller, site: Site) -> bool {
    own_site(who).is_none_or(|own| own == site)
}

/// An article on the caller's desk.
///
/// # Errors
/// [`Refusal::NotFound`] for every other.
fn own(c: &mut Conn<'_>, who: &Caller, id: ArticleId) -> Result<Stored> {
    let found = store::load(c, id)?.filter(|stored| sees(who, stored.site));
    found.ok_or_else(|| Refusal::NotFound.into())
}
