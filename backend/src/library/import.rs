//! Taking works over from files: EPUB and PDF become works. What comes is measured before it is
//! unpacked, read off the threads that answer, and told of honestly: what could not be taken over is named.

mod epub;
mod guard;
mod pdf;
pub(super) mod sound;

use super::chapter::Filed;
use super::store;
use crate::app::App;
use crate::audit;
use crate::error::{Error, Result};
use crate::file::{self, Clean};
use crate::http::{Allowed, Caller, WriteProblems, needs};
use crate::store::Conn;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use gsdj_domain::audit::Deed;
use gsdj_domain::file::{FileInfo, FileKind};
use gsdj_domain::library::{
    AUTHOR_MAX, BookImport, BookPicture, BookPiece, CHAPTERS_MAX, IMPORT_MAX, INTRODUCTION_MAX, LibraryRefusal,
    TITLE_MAX, WorkForm, WorkKind,
};
use gsdj_domain::{FileId, Instant, Refusal};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

/// The form of an upload.
#[derive(ToSchema)]
#[expect(dead_code, reason = "read by the OpenAPI derive only")]
pub(super) struct BookUpload {
    /// The file.
    #[schema(value_type = String, format = Binary, content_media_type = "application/octet-stream")]
    file: Vec<u8>,
}

/// The body limit of taking over a book.
pub(super) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(usize::try_from(IMPORT_MAX + (64 << 10)).unwrap_or(usize::MAX))
}

/// A piece of a chapter on its way: its picture by where it stands among those of the book.
#[derive(Debug, Clone)]
enum Part {
    Text(String),
    Picture { at: usize, caption: String },
}

/// A chapter on its way.
#[derive(Debug, Clone, Default)]
struct Draft {
    title: String,
    level: u8,
    heading: bool,
    parts: Vec<Part>,
    pages: u32,
}

/// A book on its way.
#[derive(Debug, Clone, Default)]
struct Book {
    title: String,
    author: String,
    publisher: String,
    introduction: String,
    /// Which of the pictures is the cover.
    cover: Option<usize>,
    pictures: Vec<Clean>,
    chapters: Vec<Draft>,
    notes: Vec<String>,
    /// The file itself belongs to the first chapter.
    keeps_file: bool,
}

/// Take a book over from an EPUB or a PDF. It is not published; the answer says what could not be taken over.
#[utoipa::path(post, path = "/api/works/import", tag = "library",
    request_body(content = BookUpload, content_type = "multipart/form-data"), responses((status = 201, body = BookImport), WriteProblems))]
pub(super) async fn book(
    State(app): State<App>,
    who: Allowed<needs::EditLibrary>,
    form: std::result::Result<Multipart, MultipartRejection>,
) -> Result<Response> {
    let form = form.map_err(|_| Refusal::UnsupportedMediaType)?;
    let (name, bytes) = file::read_form(form, IMPORT_MAX).await?;
    let source: String = Sha256::digest(&bytes)[..16].iter().map(|b| format!("{b:02x}")).collect();
    let known = source.clone();
    if let Some(title) = app.store.read(move |c| store::of_source(c, &known)).await? {
        return Err(Refusal::from(LibraryRefusal::Imported { title }).into());
    }
    let (content, stem) = (bytes.clone(), stem(&name));
    let read = move || -> Result<Book> {
        match infer::get(&content).map(|kind| kind.mime_type()) {
            Some("application/epub+zip" | "application/zip") => epub::read(content, &stem),
            Some("application/pdf") => pdf::read(&content, &stem),
            Some(_) | None => Err(Refusal::from(LibraryRefusal::NotABook).into()),
        }
    };
    // what makes a reader stumble is a broken file
    let broken = |_| Refusal::from(LibraryRefusal::Broken { why: "内容已损坏" });
    let book = tokio::task::spawn_blocking(read).await.map_err(broken)??;
    let kept = keep_pictures(&app, &book).await?;
    let original = if book.keeps_file { Some(keep(&app, bytes.clone()).await?) } else { None };
    let original = original.map(|stored_as| Stored { stored_as, name, bytes: bytes.len() as u64 });
    let (caller, now) = (who.clone(), app.now());
    let write = move |c: &mut Conn<'_>| take(c, &caller, &book, &kept, original.as_ref(), &source, now);
    let report = app.store.write(write).await?;
    Ok((StatusCode::CREATED, axum::Json(report)).into_response())
}

/// A file that lies in the storage already.
#[derive(Debug, Clone)]
struct Stored {
    stored_as: String,
    name: String,
    bytes: u64,
}

async fn keep(app: &App, bytes: Bytes) -> Result<String> {
    let stored_as = format!("{:032x}", rand::random::<u128>());
    app.files.put(&stored_as, bytes).await?;
    Ok(stored_as)
}

async fn keep_pictures(app: &App, book: &Book) -> Result<Vec<String>> {
    let mut kept = Vec::new();
    for picture in &book.pictures {
        kept.push(keep(app, Bytes::from(picture.bytes.clone())).await?);
    }
    Ok(kept)
}

/// What a file is called without its ending.
pub(super) fn stem(name: &str) -> String {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim().to_owned()
}

/// A line of at most so many characters, without what no line holds.
pub(super) fn cut(text: &str, max: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().filter(|c| !c.is_control()).take(max).collect()
}

/// Writes a book with everything in it.
fn take(
    c: &mut Conn<'_>,
    who: &Caller,
    book: &Book,
    kept: &[String],
    original: Option<&Stored>,
    source: &str,
    now: Instant,
) -> Result<BookImport> {
    if let Some(title) = store::of_source(c, source)? {
        return Err(Refusal::from(LibraryRefusal::Imported { title }).into());
    }
    let mut pictures = Vec::new();
    for (n, (picture, stored_as)) in book.pictures.iter().zip(kept).enumerate() {
        let info = FileInfo {
            id: FileId(0),
            name: format!("插图{}.jpg", n + 1),
            kind: FileKind::Photo,
            bytes: picture.bytes.len() as u64,
            width: Some(picture.width),
            height: Some(picture.height),
        };
        pictures.push(file::insert(c, who, &info, "image/jpeg", stored_as, now)?);
    }
    let form = WorkForm {
        kind: WorkKind::Book,
        title: cut(&book.title, TITLE_MAX),
        author: cut(&book.author, AUTHOR_MAX),
        publisher: cut(&book.publisher, AUTHOR_MAX),
        introduction: book.introduction.replace('\0', "").chars().take(INTRODUCTION_MAX).collect(),
        cover: book.cover.and_then(|at| pictures.get(at).copied()),
    };
    gsdj_domain::library::check_work(&form)?;
    let work = store::insert(c, &form, source, now)?;
    let mut file = original.map(|o| original_row(c, who, o, now)).transpose()?;
    for (seat, draft) in book.chapters.iter().take(CHAPTERS_MAX).enumerate() {
        let filed = if draft.pages > 0 {
            Filed { file: file.take(), pages: draft.pages, duration: 0 }
        } else {
            Filed::default()
        };
        store::add_chapter(c, work, seat, &chapter_of(draft, book, &pictures, filed))?;
    }
    store::set_heads(c, work)?;
    audit::write(c, who, now, Deed::WorkImported, &form.title)?;
    let chapters = book.chapters.iter().filter(|d| !d.heading).count();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (chapters, pictures) = (number(chapters), number(pictures.len()));
    Ok(BookImport { work, title: form.title, chapters, pictures, notes: book.notes.clone() })
}

fn original_row(c: &mut Conn<'_>, who: &Caller, stored: &Stored, now: Instant) -> Result<FileId> {
    let (name, kind, bytes) = (stored.name.clone(), FileKind::Pdf, stored.bytes);
    let info = FileInfo { id: FileId(0), name, kind, bytes, width: None, height: None };
    file::insert(c, who, &info, "application/pdf", &stored.stored_as, now)
}

fn chapter_of(draft: &Draft, book: &Book, pictures: &[FileId], filed: Filed) -> store::Chapter {
    use gsdj_domain::library::ChapterKind::{Pages, Part as Heading, Text};
    let piece = |part: &Part| match part {
        Part::Text(text) => Some(BookPiece { text: text.clone(), picture: None }),
        Part::Picture { at, caption } => {
            let (file, clean) = (*pictures.get(*at)?, book.pictures.get(*at)?);
            let (width, height) = (clean.width, clean.height);
            let picture = BookPicture { file, caption: cut(caption, TITLE_MAX), width, height };
            Some(BookPiece { text: String::new(), picture: Some(picture) })
        }
    };
    let kind = match (draft.heading, draft.pages > 0) {
        (true, _) => Heading,
        (false, true) => Pages,
        (false, false) => Text,
    };
    let title = cut(&draft.title, TITLE_MAX);
    store::Chapter { title, level: draft.level, kind, pieces: draft.parts.iter().filter_map(piece).collect(), filed }
}

fn refused(why: LibraryRefusal) -> Error {
    Refusal::from(why).into()
}
