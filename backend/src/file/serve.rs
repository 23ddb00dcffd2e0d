//! Handing files out, whole or by ranges, to those who may see them.

use super::store::Stored;
use super::{Files, HOLDERS, store};
use crate::app::App;
use crate::content;
use crate::error::Result;
use crate::http::{Allowed, Caller, PathId, ReadProblems, needs};
use crate::store::Conn;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gsdj_domain::account::Role;
use gsdj_domain::file::FileKind;
use gsdj_domain::{FileId, Instant, Refusal};
use std::ops::Range;

/// A file's bytes: to whoever uploaded it, and to all who see what it belongs to; to everybody when a published article
/// holds it.
#[utoipa::path(get, path = "/api/files/{id}", tag = "file", security((), ("bearer" = []), ("cookie" = [])), params(("id" = FileId, Path)),
    responses(
        (status = 200, description = "the whole file", content(
            (Vec<u8> = "image/jpeg"), (Vec<u8> = "video/mp4"), (Vec<u8> = "video/webm"), (Vec<u8> = "audio/mpeg"),
            (Vec<u8> = "audio/mp4"), (Vec<u8> = "audio/ogg"), (Vec<u8> = "audio/wav"), (Vec<u8> = "application/pdf"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 206, description = "the range asked for", content(
            (Vec<u8> = "image/jpeg"), (Vec<u8> = "video/mp4"), (Vec<u8> = "video/webm"), (Vec<u8> = "audio/mpeg"),
            (Vec<u8> = "audio/mp4"), (Vec<u8> = "audio/ogg"), (Vec<u8> = "audio/wav"), (Vec<u8> = "application/pdf"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 416, description = "no such range"),
        ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    who: Result<Allowed<needs::OwnAccount>>,
    PathId(id): PathId<FileId>,
    headers: HeaderMap,
) -> Result<Response> {
    let (caller, now) = (who.as_deref().ok().cloned(), app.now());
    let found = move |c: &mut Conn<'_>| {
        let own = caller.as_ref().map(|who| visible(c, who, id, now)).transpose()?.flatten();
        match own {
            None if content::shows_file(c, id)? => store::any(c, id),
            own => Ok(own),
        }
    };
    let file = match (app.store.read(found).await?, who) {
        (Some(file), _) => file,
        (None, Err(refused)) => return Err(refused),
        (None, Ok(_)) => return Err(Refusal::NotFound.into()),
    };
    let how = if file.kind == FileKind::Photo { "inline" } else { "attachment" };
    Ok(answer(&app.files, id, &file, how, &headers))
}

/// How long a client may keep a file: under its id it never changes.
const KEPT: &str = "private, max-age=86400, immutable";

/// A file or the range of it that was asked for, as the storage brings it. What is broken off is asked for again from
/// where it ended (`If-Range`); a client that has another file than this one gets the whole.
pub fn answer(files: &Files, id: FileId, file: &Stored, how: &str, headers: &HeaderMap) -> Response {
    let etag = format!("\"f{id}\"");
    let text = |name| headers.get(name).and_then(|v: &HeaderValue| v.to_str().ok());
    let same = text(header::IF_RANGE).is_none_or(|known| known == etag);
    let Ok(range) = text(header::RANGE).filter(|_| same).map(|text| parse_range(text, file.bytes)).transpose() else {
        let total = format!("bytes */{}", file.bytes);
        return (StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, total)]).into_response();
    };
    let range = range.flatten();
    let part = range.clone().unwrap_or(0..file.bytes);
    let mut response = Response::new(Body::from_stream(files.stream(file.stored_as.clone(), part.clone())));
    let set = response.headers_mut();
    let length = (part.end - part.start).to_string();
    let disposition = disposition(how, &file.name);
    let mut head = vec![
        (header::CONTENT_TYPE, file.media_type.clone()),
        (header::CONTENT_LENGTH, length),
        (header::CONTENT_DISPOSITION, disposition),
        (header::ACCEPT_RANGES, "bytes".into()),
        (header::ETAG, etag),
        (header::CACHE_CONTROL, KEPT.into()),
    ];
    if let Some(range) = range {
        head.push((header::CONTENT_RANGE, format!("bytes {}-{}/{}", range.start, range.end - 1, file.bytes)));
    }
    for (name, value) in head {
        if let Ok(value) = HeaderValue::from_str(&value) {
            set.insert(name, value);
        }
    }
    if set.contains_key(header::CONTENT_RANGE) {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    response
}

/// The file, if a meeting or another feature's thing shows it to the caller.
fn visible(c: &mut Conn<'_>, who: &Caller, id: FileId, now: Instant) -> Result<Option<Stored>> {
    // an editor is of no organisation whose meetings could show it
    let shown = if who.role == Role::Editor { store::uploaded(c, who, id)? } else { store::visible(c, who, id)? };
    if let Some(file) = shown {
        return Ok(Some(file));
    }
    for shows in HOLDERS {
        if shows(c, who, id, now)? {
            return store::any(c, id);
        }
    }
    Ok(None)
}

/// One range of a file of `total` bytes (RFC 9110 §14.1.2); `Ok(None)` for what is to be ignored: other units, several
/// ranges, nonsense.
///
/// # Errors
/// When the range lies outside the file.
fn parse_range(text: &str, total: u64) -> Result<Option<Range<u64>>, ()> {
    let Some((from, to)) = text.strip_prefix("bytes=").filter(|r| !r.contains(',')).and_then(|r| r.split_once('-'))
    else {
        return Ok(None);
    };
    let range = match (from.trim().parse::<u64>(), to.trim().parse::<u64>()) {
        (Ok(from), Ok(to)) if from <= to => from..to.saturating_add(1).min(total),
        (Ok(from), Err(_)) if to.trim().is_empty() => from..total,
        (Err(_), Ok(last)) if from.trim().is_empty() => total.saturating_sub(last)..total,
        _ => return Ok(None),
    };
    if range.is_empty() { Err(()) } else { Ok(Some(range)) }
}

/// The `Content-Disposition` of a file with this name, in any script (RFC 8187).
#[must_use]
pub fn disposition(how: &str, name: &str) -> String {
    format!("{how}; filename*=UTF-8''{}", percent_encoded(name))
}

fn percent_encoded(name: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    name.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        assert_eq!(parse_range("bytes=0-99", 1000), Ok(Some(0..100)));
        assert_eq!(parse_range("bytes=900-", 1000), Ok(Some(900..1000)));
        assert_eq!(parse_range("bytes=-100", 1000), Ok(Some(900..1000)));
        assert_eq!(parse_range("bytes=990-5000", 1000), Ok(Some(990..1000)));
        assert_eq!(parse_range("bytes=1000-", 1000), Err(()));
        assert_eq!(parse_range("bytes=-0", 1000), Err(()));
        assert_eq!(parse_range("bytes=5-1", 1000), Ok(None));
        assert_eq!(parse_range("bytes=0-1,5-6", 1000), Ok(None));
        assert_eq!(parse_range("lines=0-1", 1000), Ok(None));
    }
}
