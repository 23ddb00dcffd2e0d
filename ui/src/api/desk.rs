//! The editors' desk: articles in every state, their versions, columns, and who edits.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send, send_if};
use gsdj_domain::account::FirstPassword;
use gsdj_domain::content::{
    ArticleDecision, ArticleForm, ArticleState, ArticleWithdrawalForm, ColumnForm, ColumnOrder, DeskColumns,
    DeskCounts, DeskRow, DeskView, EditorAppointed, EditorForm, EditorRow, PinForm, Site, TopicForm, VersionRow,
    VersionView,
};
use gsdj_domain::{AccountId, ArticleId, ColumnId, Page};

/// What a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Only this site.
    pub site: Option<Site>,
    /// Only what stands so.
    pub state: Option<ArticleState>,
    /// Only this column.
    pub column: Option<ColumnId>,
    /// Only the caller's own.
    pub mine: bool,
    /// Only titles with this text.
    pub q: String,
}

/// Articles, what was written last first.
pub async fn list(shown: Shown, cursor: Option<String>) -> Result<Fetched<Page<DeskRow>>, ApiError> {
    let pairs = [
        ("site", shown.site.map(|s| s.code().to_owned()).unwrap_or_default()),
        ("state", shown.state.map(|s| s.code().to_owned()).unwrap_or_default()),
        ("column", shown.column.map(|c| c.to_string()).unwrap_or_default()),
        ("mine", if shown.mine { "true".into() } else { String::new() }),
        ("q", shown.q.trim().to_owned()),
        ("cursor", cursor.unwrap_or_default()),
    ];
    get(query::with("/api/desk/articles", &pairs)).await
}

/// How many stand where.
pub async fn counts(site: Option<Site>) -> Result<Fetched<DeskCounts>, ApiError> {
    get(of_site("/api/desk/articles/counts", site)).await
}

fn of_site(path: &str, site: Option<Site>) -> String {
    query::with(path, &[("site", site.map(|s| s.code().to_owned()).unwrap_or_default())])
}

/// One, whole.
pub async fn view(id: ArticleId) -> Result<Fetched<DeskView>, ApiError> {
    get(of(id, "")).await
}

/// Writes a draft.
pub async fn create(form: ArticleForm, key: IdempotencyKey) -> Result<Sent<DeskView>, ApiError> {
    send(Method::Post, "/api/desk/articles".into(), &form, key).await
}

/// Changes one as it stood at `revision`.
pub async fn change(
    id: ArticleId,
    revision: u32,
    form: ArticleForm,
    key: IdempotencyKey,
) -> Result<Sent<DeskView>, ApiError> {
    send_if(Method::Put, of(id, ""), &form, key, revision).await
}

/// Throws away what is being written.
pub async fn discard(id: ArticleId, key: IdempotencyKey) -> Result<(), ApiError> {
    send::<_, Option<()>>(Method::Delete, of(id, ""), &(), key).await.map(drop)
}

/// 报审.
pub async fn submit(id: ArticleId, key: IdempotencyKey) -> Result<Sent<DeskView>, ApiError> {
    send(Method::Post, of(id, "/submission"), &(), key).await
}

/// 撤回.
pub async fn take_back(id: ArticleId, key: IdempotencyKey) -> Result<Sent<DeskView>, ApiError> {
    send(Method::Delete, of(id, "/submission"), &(), key).await
}

/// Publishes, schedules or returns one as it stood at `revision`.
pub async fn decide(
    id: ArticleId,
    revision: u32,
    form: ArticleDecision,
    key: IdempotencyKey,
) -> Result<Sent<DeskView>, ApiError> {
    send_if(Method::Post, of(id, "/review"), &form, key, revision).await
}

/// 撤稿.
pub async fn withdraw(id: ArticleId, reason: String, key: IdempotencyKey) -> Result<Sent<DeskView>, ApiError> {
    send(Method::Post, of(id, "/withdrawal"), &ArticleWithdrawalForm { reason }, key).await
}

/// 置顶.
pub async fn pin(id: ArticleId, pinned: bool, key: IdempotencyKey) -> Result<Sent<DeskView>, ApiError> {
    send(Method::Put, of(id, "/pin"), &PinForm { pinned }, key).await
}

/// Every published version.
pub async fn versions(id: ArticleId) -> Result<Fetched<Page<VersionRow>>, ApiError> {
    get(of(id, "/versions")).await
}

/// One of them.
pub async fn version(id: ArticleId, number: u32) -> Result<Fetched<VersionView>, ApiError> {
    get(query::with(&of(id, "/version"), &[("number", number.to_string())])).await
}

/// Every column of a site.
pub async fn columns(site: Option<Site>) -> Result<Fetched<DeskColumns>, ApiError> {
    get(of_site("/api/desk/columns", site)).await
}

/// Adds a topic.
pub async fn add_topic(form: TopicForm, key: IdempotencyKey) -> Result<Sent<DeskColumns>, ApiError> {
    send(Method::Post, "/api/desk/columns".into(), &form, key).await
}

/// Renames, hides, or says when a topic is shown.
pub async fn change_column(id: ColumnId, form: ColumnForm, key: IdempotencyKey) -> Result<Sent<DeskColumns>, ApiError> {
    send(Method::Put, format!("/api/desk/columns/{id}"), &form, key).await
}

/// Puts columns in another order.
pub async fn order_columns(columns: Vec<ColumnId>, key: IdempotencyKey) -> Result<Sent<DeskColumns>, ApiError> {
    send(Method::Put, "/api/desk/columns/order".into(), &ColumnOrder { columns }, key).await
}

/// Every editor.
pub async fn editors() -> Result<Fetched<Page<EditorRow>>, ApiError> {
    get("/api/editors".into()).await
}

/// Appoints one.
pub async fn appoint(form: EditorForm, key: IdempotencyKey) -> Result<Sent<EditorAppointed>, ApiError> {
    send(Method::Post, "/api/editors".into(), &form, key).await
}

/// Takes one back.
pub async fn remove_editor(id: AccountId, key: IdempotencyKey) -> Result<Sent<EditorRow>, ApiError> {
    send(Method::Post, format!("/api/editors/{id}/removal"), &(), key).await
}

/// Gives one a new first password.
pub async fn reset_editor(id: AccountId, key: IdempotencyKey) -> Result<Sent<FirstPassword>, ApiError> {
    send(Method::Post, format!("/api/editors/{id}/password-reset"), &(), key).await
}

fn of(id: ArticleId, part: &str) -> String {
    format!("/api/desk/articles/{id}{part}")
}
