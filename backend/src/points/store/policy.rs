//! The province's decision about points: one setting of the platform.

use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::points::PointsPolicy;

/// The setting's name.
const NAME: &str = "points_policy";

/// What holds now.
pub(in crate::points) fn policy(c: &mut Conn<'_>) -> Result<PointsPolicy> {
    let kept = c.first("SELECT value FROM setting WHERE name = ?1", bind![NAME], |r| r.get::<String>(0))?;
    kept.map_or_else(|| Ok(PointsPolicy::default()), |text| Ok(serde_json::from_str(&text)?))
}

/// Keeps a decision.
pub(in crate::points) fn set_policy(c: &mut Conn<'_>, policy: &PointsPolicy) -> Result<()> {
    let sql =
        "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    c.execute(sql, bind![NAME, &serde_json::to_string(policy)?])?;
    Ok(())
}
