//! The SQL of the home page: the shortcuts that an account has chosen.

use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::AccountId;

/// What the account has chosen; nothing while it has not.
pub(super) fn shortcuts(c: &mut Conn<'_>, account: AccountId) -> Result<Option<Vec<String>>> {
    let ways: Option<String> =
        c.first("SELECT ways FROM shortcut WHERE account_id = ?1", bind![account], |r| r.get(0))?;
    Ok(ways.map(|ways| ways.lines().map(str::to_owned).collect()))
}

/// Keeps a choice, or forgets it.
pub(super) fn set_shortcuts(c: &mut Conn<'_>, account: AccountId, ways: Option<&[String]>) -> Result<()> {
    let Some(ways) = ways else {
        c.execute("DELETE FROM shortcut WHERE account_id = ?1", bind![account])?;
        return Ok(());
    };
    let sql = "INSERT INTO shortcut (account_id, ways) VALUES (?1, ?2)
               ON CONFLICT (account_id) DO UPDATE SET ways = excluded.ways";
    c.execute(sql, bind![account, &ways.join("\n")])?;
    Ok(())
}
