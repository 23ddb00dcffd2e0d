//! 党建数字图书库: works, chapters, places, the shelf; and the editors' side of it.

use super::{
    ApiError, Fetched, IdempotencyKey, Method, Sent, accept, get, note, parse, query, send, send_if, shell, touch_for,
    transport,
};
use gsdj_domain::file::FileInfo;
use gsdj_domain::library::{
    BookChapter, BookImport, BookPlace, ChapterForm, ContentsForm, LibraryFront, OnShelf, PlaceKept, RecordingForm,
    ShelfItem, WorkForm, WorkKind, WorkOrder, WorkRow, WorkState, WorkView,
};
use gsdj_domain::{ChapterId, Page, WorkId};

/// The front page.
pub async fn front() -> Result<Fetched<LibraryFront>, ApiError> {
    get("/api/library".into()).await
}

/// Published works.
pub async fn works(
    kind: Option<WorkKind>,
    order: WorkOrder,
    q: String,
    cursor: Option<String>,
) -> Result<Fetched<Page<WorkRow>>, ApiError> {
    let pairs = [
        ("kind", kind.map(|k| k.code().to_owned()).unwrap_or_default()),
        ("order", order.code().to_owned()),
        ("q", q.trim().to_owned()),
        ("cursor", cursor.unwrap_or_default()),
    ];
    get(query::with("/api/works", &pairs)).await
}

/// Works as editors list them.
pub async fn managed(state: WorkState, q: String, cursor: Option<String>) -> Result<Fetched<Page<WorkRow>>, ApiError> {
    let pairs =
        [("state", state.code().to_owned()), ("q", q.trim().to_owned()), ("cursor", cursor.unwrap_or_default())];
    get(query::with("/api/works/managed", &pairs)).await
}

/// One work.
pub async fn work(id: WorkId) -> Result<Fetched<WorkView>, ApiError> {
    get(of(id, "")).await
}

/// One chapter.
pub async fn chapter(id: ChapterId) -> Result<Fetched<BookChapter>, ApiError> {
    get(format!("/api/chapters/{id}")).await
}

/// One's own shelf.
pub async fn shelf(cursor: Option<String>) -> Result<Fetched<Page<ShelfItem>>, ApiError> {
    get(query::with("/api/bookshelf", &[("cursor", cursor.unwrap_or_default())])).await
}

/// Puts a work on the shelf or takes it from there; waits in the outbox when there is no network.
pub async fn put_on_shelf(id: WorkId, on_shelf: bool, key: IdempotencyKey) -> Result<Sent<OnShelf>, ApiError> {
    let method = if on_shelf { Method::Put } else { Method::Delete };
    send(method, of(id, "/shelf"), &(), key).await
}

/// Tells where one is; waits in the outbox when there is no network.
pub async fn tell_place(id: WorkId, place: BookPlace, key: IdempotencyKey) -> Result<Sent<PlaceKept>, ApiError> {
    send(Method::Put, of(id, "/place"), &place, key).await
}

/// The address of a chapter's PDF or recording as a page shows it; through the shell in the app.
#[must_use]
pub fn media_address(chapter: ChapterId, file: &FileInfo) -> String {
    shell::address(&file.id.to_string()).unwrap_or_else(|| format!("/api/chapters/{chapter}/media"))
}

/// Makes a work.
pub async fn create(form: WorkForm, key: IdempotencyKey) -> Result<Sent<WorkView>, ApiError> {
    send(Method::Post, "/api/works".into(), &form, key).await
}

/// Changes the head of a work as it stood at `revision`.
pub async fn change(
    id: WorkId,
    revision: u32,
    form: WorkForm,
    key: IdempotencyKey,
) -> Result<Sent<WorkView>, ApiError> {
    send_if(Method::Put, of(id, ""), &form, key, revision).await
}

/// Opens a work to all, or takes it off.
pub async fn set_public(id: WorkId, public: bool, key: IdempotencyKey) -> Result<Sent<WorkView>, ApiError> {
    let method = if public { Method::Post } else { Method::Delete };
    send(method, of(id, "/publication"), &(), key).await
}

/// Throws a work away.
pub async fn delete(id: WorkId, key: IdempotencyKey) -> Result<(), ApiError> {
    send::<_, Option<()>>(Method::Delete, of(id, ""), &(), key).await.map(drop)
}

/// Adds a chapter.
pub async fn add_chapter(id: WorkId, form: ChapterForm, key: IdempotencyKey) -> Result<Sent<BookChapter>, ApiError> {
    send(Method::Post, of(id, "/chapters"), &form, key).await
}

/// Changes a chapter as it stood at `revision`.
pub async fn change_chapter(
    id: ChapterId,
    revision: u32,
    form: ChapterForm,
    key: IdempotencyKey,
) -> Result<Sent<BookChapter>, ApiError> {
    send_if(Method::Put, format!("/api/chapters/{id}"), &form, key, revision).await
}

/// Throws a chapter away.
pub async fn delete_chapter(id: ChapterId, key: IdempotencyKey) -> Result<(), ApiError> {
    send::<_, Option<()>>(Method::Delete, format!("/api/chapters/{id}"), &(), key).await.map(drop)
}

/// Puts the chapters into another order.
pub async fn arrange(
    id: WorkId,
    revision: u32,
    form: ContentsForm,
    key: IdempotencyKey,
) -> Result<Sent<WorkView>, ApiError> {
    send_if(Method::Put, of(id, "/contents"), &form, key, revision).await
}

/// Takes a book over from a file. In a browser only: the app's shell passes on photos and attachments and nothing larger.
pub async fn import(file: web_sys::File) -> Result<BookImport, ApiError> {
    let path = "/api/works/import".to_owned();
    let answer = accept(note(transport::send_file(&path, &file).await)?)?;
    touch_for(&path);
    parse(&answer.body)
}

/// Makes a recording that was uploaded before a chapter.
pub async fn add_recording(
    id: WorkId,
    form: RecordingForm,
    key: IdempotencyKey,
) -> Result<Sent<BookChapter>, ApiError> {
    send(Method::Post, of(id, "/recordings"), &form, key).await
}

fn of(id: WorkId, part: &str) -> String {
    format!("/api/works/{id}{part}")
}
