//! Large files that come in pieces and go on where a cut has ended them: tus 1.0 with creation, termination and expiration
//! (<https://tus.io/protocols/resumable-upload>). What has come is looked at once it is whole.

use super::store::parts::{self, Upload};
use super::{sniff, store};
use crate::app::App;
use crate::audit;
use crate::error::{Error, Result};
use crate::http::{Allowed, Caller, PathId, ReadProblems, WriteProblems, needs};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use gsdj_domain::audit::Deed;
use gsdj_domain::file::{FileInfo, FileRefusal, TUS, UPLOAD_KEPT, UploadInfo, clean_name};
use gsdj_domain::{FileId, Problem, Refusal, UploadId};

/// What is kept of a piece at once: what a cut can cost at most.
const KEPT: usize = 1 << 20;
/// The media type of a piece.
const PIECE: &str = "application/offset+octet-stream";

const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const VERSION: HeaderName = HeaderName::from_static("tus-version");
const EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
const MAX_SIZE: HeaderName = HeaderName::from_static("tus-max-size");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");

/// The largest file, in bytes.
fn max(app: &App) -> u64 {
    app.config.upload_max << 20
}

/// An answer with the protocol's headers.
fn told(status: StatusCode, headers: &[(HeaderName, String)]) -> Response {
    let mut response = status.into_response();
    let set = response.headers_mut();
    set.insert(RESUMABLE, HeaderValue::from_static(TUS));
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            set.insert(name, value);
        }
    }
    response
}

fn standing(upload: &Upload) -> [(HeaderName, String); 3] {
    // RFC 9110 dates are those of RFC 2822 with GMT for a zone
    let expires = chrono::DateTime::from_timestamp_millis(upload.expires_at.0).unwrap_or_default();
    let expires = expires.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    [(OFFSET, upload.received.to_string()), (LENGTH, upload.length.to_string()), (EXPIRES, expires)]
}

/// A header as a number.
fn number(headers: &HeaderMap, name: &HeaderName) -> Result<u64> {
    let text = headers.get(name).and_then(|v| v.to_str().ok()).and_then(|v| v.trim().parse().ok());
    text.ok_or_else(|| Refusal::Malformed { what: format!("缺少 {name}，或者不是数字") }.into())
}

fn check_version(headers: &HeaderMap) -> Result<()> {
    let version = headers.get(&RESUMABLE).and_then(|v| v.to_str().ok());
    if version == Some(TUS) { Ok(()) } else { Err(Refusal::from(FileRefusal::UploadVersion).into()) }
}

/// The file's name out of `Upload-Metadata`: pairs of a key and a base64 value, separated by commas.
fn name(headers: &HeaderMap) -> String {
    let metadata = headers.get("upload-metadata").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let pairs = metadata.split(',').filter_map(|pair| pair.trim().split_once(' '));
    let name = pairs.filter(|(key, _)| *key == "filename").find_map(|(_, value)| STANDARD.decode(value.trim()).ok());
    clean_name(&String::from_utf8(name.unwrap_or_default()).unwrap_or_default())
}

/// What uploads can do here, for clients of the protocol.
#[utoipa::path(options, path = "/api/uploads", tag = "file", responses((status = 204, description = "see the headers")), security(()))]
pub(super) async fn options(State(app): State<App>) -> Response {
    let headers = [
        (VERSION, TUS.to_owned()),
        (EXTENSION, "creation,termination,expiration".to_owned()),
        (MAX_SIZE, max(&app).to_string()),
    ];
    told(StatusCode::NO_CONTENT, &headers)
}

/// Begin an upload: `Upload-Length` says how long it will be, `Upload-Metadata` its `filename`. `Location` is where the
/// pieces go.
#[utoipa::path(post, path = "/api/uploads", tag = "file",
    responses((status = 201, description = "begun: see Location", body = UploadInfo),
        (status = 412, description = "another version", body = Problem, content_type = "application/problem+json"), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::UploadMedia>,
    headers: HeaderMap,
) -> Result<Response> {
    check_version(&headers)?;
    let (length, name) = (number(&headers, &LENGTH)?, name(&headers));
    if length == 0 {
        return Err(Refusal::from(FileRefusal::UploadEmpty).into());
    }
    if length > max(&app) {
        return Err(Refusal::TooLarge { limit: max(&app) }.into());
    }
    sweep(&app).await?;
    let (caller, now) = (who.clone(), app.now());
    let upload = app.store.write(move |c| parts::begin(c, &caller, &name, length, now.plus(UPLOAD_KEPT))).await?;
    let mut answer = standing(&upload).to_vec();
    answer.push((header::LOCATION, format!("/api/uploads/{}", upload.id)));
    described(told(StatusCode::CREATED, &answer), upload)
}

/// The answer with the upload as its body.
fn described(mut response: Response, upload: Upload) -> Result<Response> {
    *response.body_mut() = Body::from(serde_json::to_vec(&upload.info())?);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}

/// How far an upload has come, and its file once it is whole. `HEAD` gives the same without a body.
#[utoipa::path(get, path = "/api/uploads/{id}", tag = "file", params(("id" = UploadId, Path)),
    responses((status = 200, body = UploadInfo),
        (status = 415, description = "no such kind is taken", body = Problem, content_type = "application/problem+json"), ReadProblems))]
pub(super) async fn get(
    State(app): State<App>,
    who: Allowed<needs::UploadMedia>,
    PathId(id): PathId<UploadId>,
) -> Result<Response> {
    let caller = who.clone();
    let mut upload = app.store.read(move |c| parts::find(c, &caller, id)).await?;
    if upload.is_whole() && upload.file.is_none() && !upload.refused {
        // whoever finished it has gone away before it was looked at
        upload = finish(&app, &who, id).await?;
    }
    if upload.refused {
        return Err(Refusal::from(FileRefusal::MediaNotTaken).into());
    }
    described(told(StatusCode::OK, &standing(&upload)), upload)
}

/// A piece of an upload; `Upload-Offset` says where it begins, and must be where the last one ended. What comes is kept
/// although the line may be cut.
#[utoipa::path(patch, path = "/api/uploads/{id}", tag = "file", params(("id" = UploadId, Path)),
    responses((status = 204, description = "kept: see Upload-Offset"),
        (status = 412, description = "another version", body = Problem, content_type = "application/problem+json"), WriteProblems))]
pub(super) async fn patch(
    State(app): State<App>,
    who: Allowed<needs::UploadMedia>,
    PathId(id): PathId<UploadId>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response> {
    let caller = who.clone();
    let mut upload = app.store.read(move |c| parts::find(c, &caller, id)).await?;
    check_version(&headers)?;
    if headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()) != Some(PIECE) {
        return Err(Refusal::UnsupportedMediaType.into());
    }
    let offset = number(&headers, &OFFSET)?;
    if offset != upload.received {
        return Err(Refusal::from(FileRefusal::UploadOffset { at: upload.received }).into());
    }
    let mut pieces = body.into_data_stream();
    let mut kept = BytesMut::new();
    while let Some(piece) = pieces.next().await {
        // a cut line ends the piece: what has come is kept, and the client asks how much that is
        let Ok(piece) = piece else { break };
        kept.extend_from_slice(&piece);
        if kept.len() >= KEPT {
            keep(&app, &mut upload, kept.split().freeze()).await?;
        }
    }
    if !kept.is_empty() {
        keep(&app, &mut upload, kept.freeze()).await?;
    }
    if upload.is_whole() && upload.file.is_none() {
        upload = finish(&app, &who, id).await?;
        if upload.refused {
            return Err(Refusal::from(FileRefusal::MediaNotTaken).into());
        }
    }
    Ok(told(StatusCode::NO_CONTENT, &standing(&upload)))
}

/// Keeps bytes behind those that have come.
async fn keep(app: &App, upload: &mut Upload, bytes: Bytes) -> Result<()> {
    let length = bytes.len() as u64;
    if upload.received + length > upload.length {
        return Err(Refusal::from(FileRefusal::UploadTooLong).into());
    }
    let name = format!("{:032x}", rand::random::<u128>());
    app.files.put(&name, bytes).await?;
    let (id, at, expires, stored_as) = (upload.id, upload.received, app.now().plus(UPLOAD_KEPT), name.clone());
    let kept = app.store.write(move |c| parts::keep(c, id, at, length, &stored_as, expires)).await;
    if let Err(refused) = kept {
        // another piece was quicker: these bytes belong to nothing
        app.files.discard(&name).await?;
        return Err(refused);
    }
    upload.received += length;
    upload.expires_at = expires;
    Ok(())
}

/// Throw an upload away.
#[utoipa::path(delete, path = "/api/uploads/{id}", tag = "file", params(("id" = UploadId, Path)),
    responses((status = 204, description = "thrown away"), WriteProblems))]
pub(super) async fn delete(
    State(app): State<App>,
    who: Allowed<needs::UploadMedia>,
    PathId(id): PathId<UploadId>,
) -> Result<Response> {
    let caller = who.clone();
    let names = app
        .store
        .write(move |c| {
            parts::find(c, &caller, id)?;
            parts::forget(c, id)
        })
        .await?;
    discard(&app, names).await?;
    Ok(told(StatusCode::NO_CONTENT, &[]))
}

async fn discard(app: &App, names: Vec<String>) -> Result<()> {
    for name in names {
        app.files.discard(&name).await?;
    }
    Ok(())
}

/// Throws away some of what was begun and never went on.
async fn sweep(app: &App) -> Result<()> {
    let now = app.now();
    let names = app.store.write(move |c| parts::sweep(c, now)).await?;
    discard(app, names).await
}

/// Puts the pieces together in a task of its own, which goes on though nobody waits for it any more.
async fn finish(app: &App, who: &Caller, id: UploadId) -> Result<Upload> {
    let (app, who) = (app.clone(), who.clone());
    tokio::spawn(async move { put_together(&app, &who, id).await }).await.map_err(Error::broken)?
}

async fn put_together(app: &App, who: &Caller, id: UploadId) -> Result<Upload> {
    let pieces = app.store.read(move |c| parts::pieces(c, id)).await?;
    let stored_as = format!("{:032x}", rand::random::<u128>());
    let files = app.files.clone();
    let all = futures_util::stream::iter(pieces.clone()).then(move |(name, bytes)| {
        let files = files.clone();
        async move { files.get(&name, 0..bytes).await }
    });
    app.files.gather(&stored_as, all).await?;
    let length: u64 = pieces.iter().map(|(_, bytes)| bytes).sum();
    let found = sniff::media(&app.files, &stored_as, length).await?;
    let (caller, name, now) = (who.clone(), stored_as.clone(), app.now());
    let (upload, mine) = app
        .store
        .write(move |c| {
            let upload = parts::find(c, &caller, id)?;
            if upload.file.is_some() || upload.refused {
                return Ok((upload, false));
            }
            let Some((kind, media_type)) = found else {
                parts::refuse(c, id)?;
                return Ok((parts::find(c, &caller, id)?, false));
            };
            let info = FileInfo { id: FileId(0), name: upload.name, kind, bytes: length, width: None, height: None };
            let file = store::insert(c, &caller, &info, media_type, &name, now)?;
            parts::complete(c, id, file)?;
            audit::write(c, &caller, now, Deed::FileUploaded, &info.name)?;
            Ok((parts::find(c, &caller, id)?, true))
        })
        .await?;
    if !mine {
        app.files.discard(&stored_as).await?;
    }
    discard(app, pieces.into_iter().map(|(name, _)| name).collect()).await?;
    Ok(upload)
}
