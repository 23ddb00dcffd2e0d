//! The inbox.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send, session};
use gsdj_domain::inbox::{InboxItem, ReadForm, Topic, Unread};
use gsdj_domain::{InboxId, Page};

/// Messages, the latest first.
///
/// # Errors
/// As [`ApiError`].
pub async fn list(
    unread: bool,
    topic: Option<Topic>,
    cursor: Option<String>,
) -> Result<Fetched<Page<InboxItem>>, ApiError> {
    let pairs = [
        ("unread", if unread { "true".into() } else { String::new() }),
        ("topic", topic.map(|t| t.code().to_owned()).unwrap_or_default()),
        ("cursor", cursor.unwrap_or_default()),
    ];
    get(query::with("/api/inbox", &pairs)).await
}

/// Marks one as read.
///
/// # Errors
/// As [`ApiError`].
pub async fn read(id: InboxId, key: IdempotencyKey) -> Result<(), ApiError> {
    note(send(Method::Post, format!("/api/inbox/{id}/read"), &(), key).await?);
    Ok(())
}

/// Marks several as read: those named, those about a topic, or all.
///
/// # Errors
/// As [`ApiError`].
pub async fn read_many(form: ReadForm, key: IdempotencyKey) -> Result<(), ApiError> {
    note(send(Method::Post, "/api/inbox/read".into(), &form, key).await?);
    Ok(())
}

/// The badge follows at once.
fn note(sent: Sent<Unread>) {
    if let Sent::Done(Unread { unread }) = sent {
        session::set_unread(unread);
    }
}
