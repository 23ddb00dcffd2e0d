//! The SQL of 学习平台: the addresses that the province has set.

use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::portals::Portal;

/// Every address that is set; of platforms that this version does not know nothing is said.
pub(super) fn addresses(c: &mut Conn<'_>) -> Result<Vec<(Portal, String)>> {
    let rows: Vec<(String, String)> =
        c.rows("SELECT portal, address FROM portal ORDER BY portal", bind![], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.into_iter().filter_map(|(code, address)| Some((Portal::from_code(&code)?, address))).collect())
}

/// What is set for one of them.
pub(super) fn address(c: &mut Conn<'_>, portal: Portal) -> Result<Option<String>> {
    c.first("SELECT address FROM portal WHERE portal = ?1", bind![portal.code()], |r| r.get(0))
}

/// Sets an address; nothing forgets what was set.
pub(super) fn set(c: &mut Conn<'_>, portal: Portal, address: Option<&str>) -> Result<()> {
    match address {
        Some(address) => {
            let sql = "INSERT INTO portal (portal, address) VALUES (?1, ?2)
                       ON CONFLICT (portal) DO UPDATE SET address = excluded.address";
            c.execute(sql, bind![portal.code(), address])?;
        }
        None => {
            c.execute("DELETE FROM portal WHERE portal = ?1", bind![portal.code()])?;
        }
    }
    Ok(())
}
