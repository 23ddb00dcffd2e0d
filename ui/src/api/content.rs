//! What everybody reads: sites, columns, articles, links out; and reading that counts.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send};
use gsdj_domain::content::{
    Area, ArticleRow, ArticleView, ColumnTree, ColumnView, FrontPage, LinkVisitForm, LinkVisited, Links, LinksForm,
    ReadTold, ReadingForm, Site,
};
use gsdj_domain::{ArticleId, ColumnId, Page};

/// The front page of a site, or of a part of the province's.
pub async fn front(site: Site, area: Area) -> Result<Fetched<FrontPage>, ApiError> {
    get(query::with("/api/front", &[("site", site.code().into()), ("area", area.code().into())])).await
}

/// The columns of a site that are shown.
pub async fn columns(site: Site) -> Result<Fetched<ColumnTree>, ApiError> {
    get(query::with("/api/columns", &[("site", site.code().into())])).await
}

/// A column with where it stands.
pub async fn column(id: ColumnId) -> Result<Fetched<ColumnView>, ApiError> {
    get(format!("/api/columns/{id}")).await
}

/// The articles of a column and of those below it.
pub async fn articles(
    column: ColumnId,
    q: String,
    year: Option<i32>,
    cursor: Option<String>,
) -> Result<Fetched<Page<ArticleRow>>, ApiError> {
    let pairs = [
        ("q", q.trim().to_owned()),
        ("year", year.map(|y| y.to_string()).unwrap_or_default()),
        ("cursor", cursor.unwrap_or_default()),
    ];
    get(query::with(&format!("/api/columns/{column}/articles"), &pairs)).await
}

/// An article, whole.
pub async fn article(id: ArticleId) -> Result<Fetched<ArticleView>, ApiError> {
    get(format!("/api/articles/{id}")).await
}

/// The address of a column's feed.
#[must_use]
pub fn rss_address(column: ColumnId) -> String {
    format!("/api/columns/{column}/rss")
}

/// Begins to read.
pub async fn begin_reading(id: ArticleId, key: IdempotencyKey) -> Result<(), ApiError> {
    send::<_, Option<()>>(Method::Post, format!("/api/articles/{id}/reading"), &(), key).await.map(drop)
}

/// Has read; what was read without a network waits in the outbox.
pub async fn finish_reading(
    id: ArticleId,
    offline: Option<i64>,
    key: IdempotencyKey,
) -> Result<Sent<ReadTold>, ApiError> {
    send(Method::Post, format!("/api/articles/{id}/reading/done"), &ReadingForm { offline }, key).await
}

/// The catalogue of links.
pub async fn links() -> Result<Fetched<Links>, ApiError> {
    get("/api/links".into()).await
}

/// Replaces it; with none, the platform's own stands again.
pub async fn set_links(form: LinksForm, key: IdempotencyKey) -> Result<Sent<Links>, ApiError> {
    send(Method::Put, "/api/links".into(), &form, key).await
}

/// Goes out.
pub async fn visit(code: String, key: IdempotencyKey) -> Result<Sent<LinkVisited>, ApiError> {
    send(Method::Post, "/api/links/visit".into(), &LinkVisitForm { code }, key).await
}
