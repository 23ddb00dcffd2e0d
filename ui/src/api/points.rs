//! One's own points.

use super::{ApiError, Fetched, get};
use gsdj_domain::points::MyPoints;

/// Totals and entries.
pub async fn mine() -> Result<Fetched<MyPoints>, ApiError> {
    get("/api/points/mine".into()).await
}
