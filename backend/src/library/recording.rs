//! Recordings as chapters: a file that came up before becomes a chapter of its own length.

use super::chapter::{self, Filed};
use super::edit::allowed;
use super::import::{cut, sound, stem};
use super::view;
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::file::{self, Stored};
use crate::http::{Act, Allowed, Caller, PathId, WriteProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::library::{
    BookChapter, ChapterForm, LibraryRefusal, RECORDING_MAX, RecordingForm, TITLE_MAX, WorkAct,
};
use gsdj_domain::{FileId, Refusal, WorkId};

/// Add a recording as a chapter at the end: MP3, M4A or WAV, uploaded before by `/api/uploads`. It is called like its file.
#[utoipa::path(post, path = "/api/works/{id}/recordings", tag = "library", params(("id" = WorkId, Path)),
    request_body = RecordingForm, responses((status = 201, body = BookChapter), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::EditLibrary>,
    PathId(id): PathId<WorkId>,
    act: Act<RecordingForm>,
) -> Result<Response> {
    let (caller, file) = (who.clone(), act.form.file);
    let stored = app.store.read(move |c| recorded(c, &caller, id, file)).await?;
    if stored.bytes > RECORDING_MAX {
        return Err(Refusal::TooLarge { limit: RECORDING_MAX }.into());
    }
    let bytes = app.files.get(&stored.stored_as, 0..stored.bytes).await?;
    // what makes a reader stumble is a broken file
    let broken = |_| Refusal::from(LibraryRefusal::Broken { why: "内容已损坏" });
    let seconds = tokio::task::spawn_blocking(move || sound::seconds(bytes)).await.map_err(broken)??;
    let title = cut(&stem(&stored.name), TITLE_MAX);
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let work = allowed(c, &caller, id, WorkAct::Edit)?;
        let form = ChapterForm { title: title.clone(), level: 1, heading: false, pieces: None };
        let filed = Filed { file: Some(file), pages: 0, duration: seconds };
        let chapter = chapter::add(c, &caller, id, &form, filed)?;
        audit::write(c, &caller, now, Deed::WorkWritten, &format!("《{}》{title}", work.row.title))?;
        view::chapter_of(c, &caller, chapter)
    })
    .await
}

/// The editor's own file, for a work that may be changed.
fn recorded(c: &mut Conn<'_>, who: &Caller, work: WorkId, file: FileId) -> Result<Stored> {
    allowed(c, who, work, WorkAct::Edit)?;
    file::check_owned(c, who, &[file], false)?;
    Ok(file::any(c, file)?.ok_or(Refusal::NotFound)?)
}
