//! Uploading.

use super::{picture, sniff, store};
use crate::app::App;
use crate::audit;
use crate::error::{Error, Result};
use crate::http::{Allowed, Params, WriteProblems, needs};
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use gsdj_domain::audit::Deed;
use gsdj_domain::file::FileRefusal;
use gsdj_domain::file::{ATTACHMENT_MAX, FileInfo, FileKind, PHOTO_MAX, clean_name};
use gsdj_domain::{FileId, Refusal};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// What a file is uploaded for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Purpose {
    /// A picture, at most 15 MB.
    Photo,
    /// A picture, PDF, DOCX or XLSX, at most 30 MB.
    Attachment,
}

impl Purpose {
    const fn max(self) -> u64 {
        match self {
            Self::Photo => PHOTO_MAX,
            Self::Attachment => ATTACHMENT_MAX,
        }
    }
}

/// For what.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct UploadParams {
    /// Photo or attachment.
    #[param(inline)]
    purpose: Purpose,
}

/// The form of an upload.
#[derive(ToSchema)]
#[expect(dead_code, reason = "read by the OpenAPI derive only")]
pub(super) struct UploadForm {
    /// The file.
    #[schema(value_type = String, format = Binary, content_media_type = "application/octet-stream")]
    file: Vec<u8>,
}

/// The body limit of this route: the largest file and the form around it.
pub(super) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(usize::try_from(ATTACHMENT_MAX + (64 << 10)).unwrap_or(usize::MAX))
}

/// Upload one file. Pictures are made anew without hidden data; the same file may be uploaded again at no harm.
#[utoipa::path(post, path = "/api/files", tag = "file", params(UploadParams),
    request_body(content = UploadForm, content_type = "multipart/form-data"), responses((status = 201, body = FileInfo), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::UploadFiles>,
    Params(params): Params<UploadParams>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response> {
    let form = form.map_err(|_| Refusal::UnsupportedMediaType)?;
    let (name, bytes) = read(form, params.purpose.max()).await?;
    let (kind, media_type) = sniff::recognise(&bytes)?;
    if params.purpose == Purpose::Photo && kind != FileKind::Photo {
        return Err(Refusal::from(FileRefusal::FileKindNotTaken).into());
    }
    let (bytes, size) = match kind {
        FileKind::Photo => {
            let clean = tokio::task::spawn_blocking(move || picture::clean(&bytes)).await.map_err(Error::broken)??;
            (Bytes::from(clean.bytes), Some((clean.width, clean.height)))
        }
        FileKind::Pdf | FileKind::Word | FileKind::Excel | FileKind::Video | FileKind::Audio => (bytes, None),
    };
    let info = FileInfo {
        id: FileId(0),
        name,
        kind,
        bytes: bytes.len() as u64,
        width: size.map(|s| s.0),
        height: size.map(|s| s.1),
    };
    let stored_as = format!("{:032x}", rand::random::<u128>());
    app.files.put(&stored_as, bytes).await?;
    let (caller, now) = (who.clone(), app.now());
    let info = app
        .store
        .write(move |c| {
            let mut info = info.clone();
            info.id = store::insert(c, &caller, &info, media_type, &stored_as, now)?;
            audit::write(c, &caller, now, Deed::FileUploaded, &info.name)?;
            Ok(info)
        })
        .await?;
    Ok((StatusCode::CREATED, axum::Json(info)).into_response())
}

/// The file's name and content; stops reading as soon as it is too large.
///
/// # Errors
/// When there is no file in the form, or more than `max` bytes of it.
pub async fn read(mut form: Multipart, max: u64) -> Result<(String, Bytes)> {
    while let Some(mut field) = form.next_field().await.map_err(|e| fault(&e, max))? {
        if field.name() != Some("file") {
            continue;
        }
        let name = clean_name(field.file_name().unwrap_or_default());
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(|e| fault(&e, max))? {
            if (bytes.len() + chunk.len()) as u64 > max {
                return Err(Refusal::TooLarge { limit: max }.into());
            }
            bytes.extend_from_slice(&chunk);
        }
        return Ok((name, bytes.into()));
    }
    Err(Refusal::Missing { field: "file", label: "文件" }.into())
}

fn fault(error: &MultipartError, max: u64) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Refusal::TooLarge { limit: max }.into()
    } else {
        Refusal::Malformed { what: "上传的内容不完整".into() }.into()
    }
}
