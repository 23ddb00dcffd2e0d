//! What the app's shell knows beside the platform: the outbox, the server in use, the device. In a browser there is
//! nothing of it. An error is the sentence to show.

use super::{ApiError, IdempotencyKey, Method, send, session, shell};
use gsdj_domain::routes::{self, Tag};
use gsdj_domain::shell::{Choice, OutboxRow, RowState, Server};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// What is to become of unsent work at signing out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unsent {
    /// It waits for the next sign-in.
    Keep,
    /// It is thrown away.
    Discard,
}

/// What lies in the outbox, in the order in which it is sent.
///
/// # Errors
/// When the device fails.
pub async fn outbox() -> Result<Vec<OutboxRow>, String> {
    ask("outbox_list", &[]).await
}

/// The rows that wait and, once they are sent, change what stands under a tag.
#[must_use]
pub fn waiting(rows: Vec<OutboxRow>, tag: Tag) -> Vec<OutboxRow> {
    let changes = |path: &str| {
        // the app's own addresses stand behind a prefix
        let from = path.find("/api/").unwrap_or(0);
        routes::find(&path[from..]).is_some_and(|route| route.changes.contains(&tag))
    };
    rows.into_iter().filter(|row| row.state == RowState::Waiting && changes(&row.path)).collect()
}

/// Removes a row.
///
/// # Errors
/// When the device fails.
pub async fn dismiss(id: i64) -> Result<(), String> {
    ask("outbox_dismiss", &[("id", number(id))]).await
}

/// Sends a refused row again, and all that waits.
///
/// # Errors
/// When the device fails.
pub async fn retry(id: i64) -> Result<(), String> {
    ask("outbox_retry", &[("id", number(id))]).await
}

/// Signs out although something was not sent.
///
/// # Errors
/// As [`ApiError`].
pub async fn sign_out(unsent: Unsent) -> Result<(), ApiError> {
    let body = serde_json::json!({ "outbox": unsent });
    send::<_, Option<bool>>(Method::Delete, "/api/session".into(), &body, IdempotencyKey::fresh()).await?;
    // the answer is "not signed in", and that is what the pages follow
    session::refresh().await;
    Ok(())
}

/// Which server is in use.
///
/// # Errors
/// When the device fails.
pub async fn server() -> Result<Choice, String> {
    ask("server_get", &[]).await
}

/// Tries and takes up a server.
///
/// # Errors
/// When it can't be used; the sentence says why.
pub async fn set_server(server: &Server) -> Result<Choice, String> {
    let text = serde_json::to_string(server).unwrap_or_default();
    let server = js_sys::JSON::parse(&text).unwrap_or(JsValue::NULL);
    ask("server_set", &[("server", server)]).await
}

/// Whether the sign-in lies in the system's keychain; else in a file of the app's.
///
/// # Errors
/// When the device fails.
pub async fn has_keychain() -> Result<bool, String> {
    Ok(ask::<String>("token_store_kind", &[]).await? == "keychain")
}

/// Saves an attachment into the downloads folder, opens it, and returns where it lies.
///
/// # Errors
/// When it can't be had or saved; the sentence says why.
pub async fn save(file: gsdj_domain::FileId, name: &str) -> Result<String, String> {
    ask("file", &[("id", number(file.0)), ("name", name.into())]).await
}

/// Saves minutes (`pdf`, `docx`) into the downloads folder, opens them, and returns where they lie.
///
/// # Errors
/// As [`save`].
pub async fn export(meeting: gsdj_domain::MeetingId, ending: &str) -> Result<String, String> {
    ask("export", &[("meeting", number(meeting.0)), ("ending", ending.into())]).await
}

pub(super) async fn ask<T: DeserializeOwned>(command: &str, args: &[(&str, JsValue)]) -> Result<T, String> {
    let answer = shell::invoke(command, &shell::object(args), None)
        .await
        .map_err(|thrown| thrown.as_string().unwrap_or_else(|| "应用内部出错，请重新打开应用".into()))?;
    let text = js_sys::JSON::stringify(&answer).ok().and_then(|text| text.as_string());
    serde_json::from_str(&text.unwrap_or_else(|| "null".into())).map_err(|_| "应用内部出错，请重新打开应用".into())
}

#[expect(clippy::cast_precision_loss, reason = "ids are below 2^53")]
pub(super) fn number(id: i64) -> JsValue {
    JsValue::from_f64(id as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::Instant;

    #[test]
    fn only_what_waits_and_changes_it_is_pending() {
        let row = |id, path: &str, state| OutboxRow {
            id,
            state,
            what: "反馈会议".into(),
            path: path.into(),
            queued_at: Instant(0),
            decided_at: None,
            sentence: None,
            hint: None,
        };
        let rows = vec![
            row(1, "/api/meetings/7/answer", RowState::Waiting),
            row(2, "/api/inbox/read", RowState::Waiting),
            row(3, "/api/meetings/7/answer", RowState::Sent),
            row(4, "/api/meetings/8/answer", RowState::Refused),
        ];
        assert_eq!(waiting(rows, Tag::Points).iter().map(|r| r.id).collect::<Vec<_>>(), [1]);
    }
}
