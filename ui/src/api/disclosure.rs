//! 党务公开.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send, send_if};
use gsdj_domain::disclosure::{
    DisclosureCategory, DisclosureDraft, DisclosureForm, DisclosureRow, DisclosureState, DisclosureView,
    DisclosureWithdrawForm,
};
use gsdj_domain::{DisclosureId, OrgId, Page};

/// What to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only where it stands so.
    pub state: Option<DisclosureState>,
    /// Only about this.
    pub category: Option<DisclosureCategory>,
    /// Only one organisation's subtree.
    pub org: Option<OrgId>,
}

impl Filter {
    /// As a query.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        vec![
            ("state", self.state.map(|s| s.code().to_owned()).unwrap_or_default()),
            ("category", self.category.map(|c| c.code().to_owned()).unwrap_or_default()),
            ("org", self.org.map(|o| o.to_string()).unwrap_or_default()),
        ]
    }
}

/// The latest beginning first.
pub async fn list(filter: Filter, cursor: Option<String>) -> Result<Fetched<Page<DisclosureRow>>, ApiError> {
    let mut pairs = filter.pairs();
    pairs.push(("cursor", cursor.unwrap_or_default()));
    get(query::with("/api/disclosures", &pairs)).await
}

/// What the form starts from.
pub async fn draft() -> Result<Fetched<DisclosureDraft>, ApiError> {
    get("/api/disclosures/draft".into()).await
}

/// One, whole.
pub async fn view(id: DisclosureId) -> Result<Fetched<DisclosureView>, ApiError> {
    get(of(id)).await
}

/// Sets one up.
pub async fn create(form: DisclosureForm, key: IdempotencyKey) -> Result<Sent<DisclosureView>, ApiError> {
    send(Method::Post, "/api/disclosures".into(), &form, key).await
}

/// Changes or corrects one as it stood at `revision`; refused when somebody else changed it since.
pub async fn change(
    id: DisclosureId,
    revision: u32,
    form: DisclosureForm,
    key: IdempotencyKey,
) -> Result<Sent<DisclosureView>, ApiError> {
    send_if(Method::Put, of(id), &form, key, revision).await
}

/// Takes one back.
pub async fn withdraw(
    id: DisclosureId,
    form: DisclosureWithdrawForm,
    key: IdempotencyKey,
) -> Result<Sent<DisclosureView>, ApiError> {
    send(Method::Post, format!("{}/withdrawal", of(id)), &form, key).await
}

fn of(id: DisclosureId) -> String {
    format!("/api/disclosures/{id}")
}
