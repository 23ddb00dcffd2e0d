//! Handing files out, whole or by ranges, to those who may see them.

use super::{HOLDERS, store};
use crate::app::App;
use crate::content;
use crate::error::Result;
use crate::http::{Allowed, Caller, PathId, ReadProblems, needs};
use crate::store::Conn;
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
            (Vec<u8> = "image/jpeg"), (Vec<u8> = "application/pdf"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 206, description = "the range asked for", content(
            (Vec<u8> = "image/jpeg"), (Vec<u8> = "application/pdf"),
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
    let asked = headers.get(header::RANGE).and_then(|v| v.to_str().ok());
    let Ok(range) = asked.map(|text| parse_range(text, file.bytes)).transpose() else {
        let total = format!("bytes */{}", file.bytes);
        return Ok((StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, total)]).into_response());
    };
    let range = range.flatten();
    let bytes = app.files.get(&file.stored_as, range.clone().unwrap_or(0..file.bytes)).await?;
    let disposition = if file.kind == FileKind::Photo { "inline" } else { "attachment" };
    let disposition = self::disposition(disposition, &file.name);
    let mut response = bytes.into_response();
    let set = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, file.media_type.as_str()),
        (header::CONTENT_DISPOSITION, &disposition),
        (header::ACCEPT_RANGES, "bytes"),
        (header::CACHE_CONTROL, "private, max-age=86400, immutable"),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            set.insert(name, value);
        }
    }
    if let Some(range) = range {
        let content_range = format!("bytes {}-{}/{}", range.start, range.end - 1, file.bytes);
        if let Ok(value) = HeaderValue::from_str(&content_range) {
            set.insert(header::CONTENT_RANGE, value);
        }
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

/// The file, if a meeting or another feature's thing shows it to the caller.
fn visible(c: &mut Conn<'_>, who: &Caller, id: FileId, now: Instant) -> Result<Option<store::Stored>> {
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
