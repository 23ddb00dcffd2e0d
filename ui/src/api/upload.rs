//! Large files in pieces (tus 1.0): begun, gone on with where a cut has ended them, thrown away.

use super::{ApiError, Method, accept, is_app, note, parse, transport};
use gsdj_domain::file::UploadInfo;

/// How long a piece may take, in milliseconds: longer, and the server gives up first.
const PATIENCE: i32 = 29_000;

/// Begins an upload; answers where its pieces go.
///
/// # Errors
/// As [`ApiError`].
pub async fn begin(name: &str, length: f64) -> Result<String, ApiError> {
    if is_app() {
        return Err(ApiError::Broken("large uploads are for the browser".into()));
    }
    // the name in base64 of its UTF-8
    let encoded = js_sys::encode_uri_component(name);
    let bytes = String::from(encoded);
    let name = base64(&unescape(&bytes));
    let given = [("Upload-Length", format!("{length}")), ("Upload-Metadata", format!("filename {name}"))];
    let step = transport::step(Method::Post, "/api/uploads", &given, None, PATIENCE).await;
    let (answer, location) = match step {
        Ok(step) => (Ok(step.answer), step.location),
        Err(error) => (Err(error), None),
    };
    accept(note(answer)?)?;
    location.ok_or_else(|| ApiError::Broken("no location".into()))
}

/// The bytes that a percent-encoded text stands for.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let hex: Option<u8> = (byte == b'%').then(|| [rest.next(), rest.next()]).and_then(|hex| {
            let text = [hex[0]?, hex[1]?];
            u8::from_str_radix(std::str::from_utf8(&text).ok()?, 16).ok()
        });
        bytes.push(hex.unwrap_or(byte));
    }
    bytes
}

/// Base64 with padding (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |n: usize| u32::from(three.get(n).copied().unwrap_or(0));
        let all = byte(0) << 16 | byte(1) << 8 | byte(2);
        for n in 0..4 {
            let letter = LETTERS[(all >> (18 - 6 * n)) as usize & 63];
            text.push(if n <= three.len() as u32 { char::from(letter) } else { '=' });
        }
    }
    text
}

/// How far an upload has come, and its file once it is whole.
///
/// # Errors
/// As [`ApiError`].
pub async fn standing(location: &str) -> Result<UploadInfo, ApiError> {
    let step = transport::step(Method::Get, location, &[], None, PATIENCE).await;
    let answer = accept(note(step.map(|s| s.answer))?)?;
    parse(&answer.body)
}

/// Sends a piece that begins at `offset`; answers where the next one begins.
///
/// # Errors
/// As [`ApiError`].
pub async fn piece(location: &str, offset: f64, piece: web_sys::Blob) -> Result<f64, ApiError> {
    let given = [("Upload-Offset", format!("{offset}"))];
    let step = transport::step(Method::Patch, location, &given, Some(piece), PATIENCE).await;
    let (answer, next) = match step {
        Ok(step) => (Ok(step.answer), step.offset),
        Err(error) => (Err(error), None),
    };
    accept(note(answer)?)?;
    next.ok_or_else(|| ApiError::Broken("no offset".into()))
}

/// Throws an upload away.
///
/// # Errors
/// As [`ApiError`].
pub async fn forget(location: &str) -> Result<(), ApiError> {
    let step = transport::step(Method::Delete, location, &[], None, PATIENCE).await;
    accept(note(step.map(|s| s.answer))?).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_travel_in_base64() {
        assert_eq!(
            ["", "f", "fo", "foo", "foob"].map(|t| base64(t.as_bytes())),
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]
        );
        assert_eq!(unescape("a%E7%A4%BA%25"), "a示%".as_bytes());
        assert_eq!(unescape("%zz%"), b"%%");
    }
}
