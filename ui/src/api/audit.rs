//! The audit log.

use super::{ApiError, Fetched, get, query};
use gsdj_domain::audit::AuditEntry;
use gsdj_domain::{OrgId, Page};

/// Entries, newest first; of one organisation or of the whole subtree.
pub async fn list(org: Option<OrgId>, cursor: Option<String>) -> Result<Fetched<Page<AuditEntry>>, ApiError> {
    let pairs = [("org", org.map(|o| o.to_string()).unwrap_or_default()), ("cursor", cursor.unwrap_or_default())];
    get(query::with("/api/audit", &pairs)).await
}
