//! Handing out minutes: PDF and Word, sealed, kept while the meeting stays as it is.

use super::code::Code;
use super::photo::Photo;
use super::{docx as word, pdf as paper, store};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::{Allowed, Caller, Params, PathId, ReadProblems, needs};
use crate::{audit, meeting};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use gsdj_domain::archive::{ArchiveRefusal, Claim, Minutes};
use gsdj_domain::audit::Deed;
use gsdj_domain::{MeetingId, Problem, Refusal};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

/// One print that is kept: it holds as long as the meeting's stamp does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Print {
    meeting: MeetingId,
    stamp: i64,
    kind: Kind,
    /// Without the reasons why somebody was away.
    for_members: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Pdf,
    Docx,
}

impl Kind {
    const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }
}

/// How the file is handed out.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Shown {
    /// To be shown in the browser, for printing, and not saved.
    inline: Option<bool>,
}

/// The minutes for print, sealed: for the branch and those above it; for members once the record is done.
#[utoipa::path(get, path = "/api/meetings/{id}/record.pdf", tag = "archive", params(("id" = MeetingId, Path), Shown),
    responses((status = 200, description = "the minutes", body = Vec<u8>, content_type = "application/pdf"),
        (status = 409, description = "there is no record yet", body = Problem, content_type = "application/problem+json"),
        (status = 501, description = "the server has no font for it", body = Problem, content_type = "application/problem+json"),
        ReadProblems))]
pub(super) async fn pdf(
    State(app): State<App>,
    who: Allowed<needs::SeeMeetings>,
    PathId(id): PathId<MeetingId>,
    Params(shown): Params<Shown>,
) -> Result<Response> {
    export(&app, &who, id, Kind::Pdf, shown.inline.unwrap_or(false)).await
}

/// The minutes as a Word file in the handbook's form, sealed.
#[utoipa::path(get, path = "/api/meetings/{id}/record.docx", tag = "archive", params(("id" = MeetingId, Path)),
    responses((status = 200, description = "the minutes", body = Vec<u8>,
            content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (status = 409, description = "there is no record yet", body = Problem, content_type = "application/problem+json"),
        ReadProblems))]
pub(super) async fn docx(
    State(app): State<App>,
    who: Allowed<needs::SeeMeetings>,
    PathId(id): PathId<MeetingId>,
) -> Result<Response> {
    export(&app, &who, id, Kind::Docx, false).await
}

async fn export(app: &App, who: &Caller, id: MeetingId, kind: Kind, inline: bool) -> Result<Response> {
    let (scope, for_members) = (who.scope(), who.member.is_some());
    let (minutes, stamp, photos) = app
        .store
        .read(move |c| {
            let (minutes, stamp) = meeting::minutes(c, &scope, id)?;
            Ok((minutes, stamp, store::photos(c, id)?))
        })
        .await?;
    let print = Print { meeting: id, stamp, kind, for_members };
    let name = minutes.file_name(kind.ending());
    let bytes = match app.archive.prints.get(&print) {
        Some(bytes) => bytes,
        None => {
            let bytes = draw(app, print, minutes.clone(), photos).await?;
            app.archive.prints.insert(print, bytes.clone());
            bytes
        }
    };
    note(app, who, &minutes, kind).await?;
    Ok(answer(bytes, kind, inline, &name))
}

/// Notes the export, and that this key seals.
async fn note(app: &App, who: &Caller, minutes: &Minutes, kind: Kind) -> Result<()> {
    let (who, now, key) = (who.clone(), app.now(), app.signer.public());
    let what = format!("{}《{}》（{}）", minutes.kind.label(), minutes.title, kind.ending().to_uppercase());
    app.store
        .write(move |c| {
            store::keep_key(c, &key, now)?;
            audit::write(c, &who, now, Deed::RecordExported, &what)
        })
        .await
}

async fn draw(app: &App, print: Print, minutes: Minutes, photos: Vec<(String, u64)>) -> Result<Bytes> {
    // before the photos: with many waiting, they are what takes the memory
    let _turn = app.archive.gate.acquire().await.map_err(Error::broken)?;
    let mut stored = Vec::with_capacity(photos.len());
    for (name, bytes) in photos {
        stored.push(app.files.get(&name, 0..bytes).await.ok());
    }
    let app = app.clone();
    let drawn = tokio::task::spawn_blocking(move || compose(&app, print, minutes, stored));
    Ok(drawn.await.map_err(Error::broken)??.into())
}

fn compose(app: &App, print: Print, minutes: Minutes, stored: Vec<Option<Bytes>>) -> Result<Vec<u8>> {
    let captions = minutes.photos.iter().map(|photo| photo.name.clone());
    let photos: Vec<Photo> = captions.zip(stored).map(|(caption, bytes)| Photo::shrunk(caption, bytes)).collect();
    let seal = app.signer.seal(claim(&minutes, app.now()));
    let code = Code::of(&seal.code(&app.config.address))?;
    let minutes = if print.for_members { minutes.without_reasons() } else { minutes };
    let (minutes, photos, claim, code) = (&minutes, photos.as_slice(), &seal.claim, &code);
    let platform = app.config.name.as_str();
    match print.kind {
        Kind::Pdf => {
            let fonts = app.archive.fonts(&app.config).ok_or_else(|| Refusal::from(ArchiveRefusal::NoFonts))?;
            paper::draw(&paper::Print { minutes, photos, claim, code, platform }, fonts)
        }
        Kind::Docx => word::draw(&word::Print { minutes, photos, claim, code, platform }),
    }
}

/// What is sealed of the minutes; always of the whole ones, whoever they are printed for.
pub(super) fn claim(minutes: &Minutes, now: gsdj_domain::Instant) -> Claim {
    Claim {
        meeting: minutes.meeting,
        version: minutes.version,
        kind: minutes.kind,
        starts_at: minutes.starts_at,
        issued_at: now,
        digest: Sha256::digest(minutes.canonical()).into(),
        org: Claim::short_name(&minutes.org),
    }
}

fn answer(bytes: Bytes, kind: Kind, inline: bool, name: &str) -> Response {
    let mut response = bytes.into_response();
    let place = if inline { "inline" } else { "attachment" };
    let disposition = crate::file::disposition(place, name);
    let set = response.headers_mut();
    set.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind.media_type()));
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        set.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
