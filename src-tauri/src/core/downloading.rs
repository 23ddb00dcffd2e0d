//! Downloading lessons for when there is no network, one after the other; after a cut each goes on where it stopped.

use super::media::{Medium, Part, bounded};
use super::{ApiAnswer, Core, Line};
use crate::clock;
use crate::downloads::Stored;
use crate::outside::Event;
use crate::owner::Owner;
use crate::remote::{Ask, next_piece};
use crate::trouble::{Result, Trouble};
use gsdj_domain::learning::LessonView;
use gsdj_domain::shell::{Download, DownloadState};
use gsdj_domain::{LessonId, Problem};
use reqwest::Response;
use reqwest::header::{CONTENT_TYPE, ETAG};
use serde_json::Value;
use std::io::{ErrorKind, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};

/// How often the pages are told how far it has come.
const TOLD_EVERY: Duration = Duration::from_millis(500);

/// What a try has come to.
enum Outcome {
    /// It is whole, or nobody wants it any more.
    Done,
    /// Not now: it goes on when the network is back.
    Later,
    /// It can't be had: why, for the user.
    Never(&'static str),
}

/// What lies on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// A file of this media type.
    File(String, PathBuf),
    /// Something small: its media type and its content.
    Bytes(String, Vec<u8>),
}

impl Core {
    /// What was downloaded for whoever is signed in, or for guests, the youngest first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn downloads(&self) -> Result<Vec<Download>> {
        let Some(line) = self.line() else { return Ok(Vec::new()) };
        Ok(self.0.downloads.list(&line.owner())?.into_iter().map(|found| found.shown).collect())
    }

    /// Downloads a lesson with everything its page and its course's page show; returns once it has begun.
    ///
    /// # Errors
    /// When it can't be had; the sentence is for the user.
    pub async fn download(&self, lesson: LessonId) -> Result<()> {
        let line = self.line().ok_or_else(|| Trouble::Server("尚未设置服务器".into()))?;
        let view = self.read(line.clone(), format!("/api/lessons/{lesson}")).await?;
        let view: LessonView = taken(view)?;
        taken::<Value>(self.read(line.clone(), format!("/api/courses/{}", view.course)).await?)?;
        self.0.downloads.ask(&line.owner(), &view, clock::now())?;
        self.tell_downloads();
        self.download_soon();
        Ok(())
    }

    /// Ends a download and removes what lies here of it.
    ///
    /// # Errors
    /// When the store or the folder fails.
    pub fn drop_download(&self, lesson: LessonId) -> Result<()> {
        if let Some(line) = self.line() {
            self.0.downloads.remove(&line.owner(), lesson)?;
        }
        self.tell_downloads();
        Ok(())
    }

    /// Goes on with what has not ended; the handle ends when nothing more can be had for now.
    pub fn download_soon(&self) -> tokio::task::JoinHandle<()> {
        let core = self.clone();
        tokio::spawn(async move {
            if let Err(error) = core.go_on_downloading().await {
                tracing::error!(%error, "the downloads can't go on");
            }
        })
    }

    async fn go_on_downloading(&self) -> Result<()> {
        let _alone = self.0.downloading.lock().await;
        while let Some(line) = self.line() {
            let owner = line.owner();
            let Some(found) = self.0.downloads.next(&owner)? else { break };
            let outcome = match self.fetch_lesson(&line, &owner, &found).await {
                Err(Trouble::File(error)) if error.kind() == ErrorKind::StorageFull => {
                    Outcome::Never("本机存储空间不足，请清理后重新下载")
                }
                outcome => outcome?,
            };
            match outcome {
                Outcome::Done => {}
                Outcome::Never(sentence) => self.0.downloads.failed(found.id, sentence)?,
                Outcome::Later => break,
            }
            self.tell_downloads();
        }
        Ok(())
    }

    async fn fetch_lesson(&self, line: &Line, owner: &Owner, found: &Stored) -> Result<Outcome> {
        let downloads = &self.0.downloads;
        if downloads.whole(found.id).exists() {
            // it was renamed, and the app ended before that was written down
            downloads.ended(found.id)?;
            return Ok(Outcome::Done);
        }
        let (lesson, course) = (found.shown.lesson, found.shown.course);
        let subtitles = found.subtitled.then_some(Medium::Subtitles(lesson));
        for medium in subtitles.into_iter().chain([Medium::Cover(course)]) {
            if !self.fetch_beside(line, owner, medium).await? {
                return Ok(Outcome::Later);
            }
        }
        let have = found.shown.have;
        let range = (have > 0).then(|| format!("bytes={have}-"));
        let token = line.ticket.as_ref().map(|ticket| &ticket.token);
        let Ok(response) = line.remote.open(&Medium::Lesson(lesson).path(), token, range.as_deref()).await else {
            self.lost();
            return Ok(Outcome::Later);
        };
        let header = |name| response.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let (kind, etag) = (header(CONTENT_TYPE), header(ETAG));
        match response.status().as_u16() {
            200 | 206 if kind.starts_with("text/html") => Ok(Outcome::Later),
            200 => {
                // the file may have been replaced since the lesson was read
                downloads.begun(found.id, &kind, &etag, response.content_length())?;
                self.take(found, 0, response).await
            }
            206 if etag == found.etag => self.take(found, have, response).await,
            // another version lies there than the one that was begun, or nothing behind what is here
            206 | 416 => {
                tokio::fs::remove_file(downloads.part(found.id)).await?;
                Ok(Outcome::Done)
            }
            401 => {
                self.session_ended(line)?;
                Ok(Outcome::Later)
            }
            403 | 404 | 410 => Ok(Outcome::Never("课时已下架，不能下载")),
            _ => Ok(Outcome::Later),
        }
    }

    /// Writes what comes behind what is here already.
    async fn take(&self, found: &Stored, from: u64, mut response: Response) -> Result<Outcome> {
        self.heard();
        let part = self.0.downloads.part(found.id);
        let mut file = tokio::fs::File::options().create(true).truncate(false).write(true).open(&part).await?;
        file.set_len(from).await?;
        file.seek(SeekFrom::Start(from)).await?;
        let mut told = Instant::now();
        loop {
            let Ok(piece) = next_piece(&mut response).await else {
                file.flush().await?;
                self.lost();
                return Ok(Outcome::Later);
            };
            let Some(piece) = piece else { break };
            file.write_all(&piece).await?;
            if told.elapsed() > TOLD_EVERY {
                told = Instant::now();
                file.flush().await?;
                if !self.0.downloads.is_wanted(found.id)? {
                    drop(file);
                    tokio::fs::remove_file(&part).await.ok();
                    return Ok(Outcome::Done);
                }
                self.tell_downloads();
            }
        }
        file.sync_all().await?;
        if self.0.downloads.is_wanted(found.id)? {
            self.0.downloads.ended(found.id)?;
        } else {
            tokio::fs::remove_file(&part).await.ok();
        }
        Ok(Outcome::Done)
    }

    /// Whether it is here, or there is none.
    async fn fetch_beside(&self, line: &Line, owner: &Owner, medium: Medium) -> Result<bool> {
        let token = line.ticket.as_ref().map(|ticket| &ticket.token);
        let Ok(reply) = line.remote.ask(Ask::get(&medium.path(), token)).await else {
            self.lost();
            return Ok(false);
        };
        if reply.is_ok() && !reply.kind.starts_with("text/html") {
            self.0.downloads.put_beside(owner, &medium.name(), &reply.kind, &reply.body)?;
        }
        Ok(reply.is_ok() || reply.status == 404)
    }

    /// What lies on this device of what a page asks for.
    #[must_use]
    pub fn kept(&self, medium: Medium) -> Option<Kept> {
        let owner = self.line()?.owner();
        let found = match medium {
            Medium::Lesson(lesson) => self.0.downloads.find(&owner, lesson).map(|found| {
                let whole = found.filter(|found| found.shown.have > 0 && found.shown.state == DownloadState::Whole);
                whole.map(|found| Kept::File(found.kind, self.0.downloads.whole(found.id)))
            }),
            Medium::Subtitles(_) | Medium::Cover(_) => {
                let found = self.0.downloads.beside(&owner, &medium.name());
                found.map(|found| found.map(|(kind, bytes)| Kept::Bytes(kind, bytes)))
            }
        };
        found.unwrap_or_else(|error| {
            tracing::error!(%error, "the downloads can't be read");
            None
        })
    }

    fn tell_downloads(&self) {
        self.0.outside.tell(Event::Downloads, Value::Null);
    }
}

impl Kept {
    /// All of it, or the part that a range asks for.
    pub(super) async fn part(self, range: Option<&str>) -> Option<Part> {
        match self {
            Self::Bytes(kind, bytes) => Some(Part { status: 200, kind, range: None, bytes }),
            Self::File(kind, file) => part_of(kind, &file, range).await.ok(),
        }
    }
}

async fn part_of(kind: String, file: &Path, range: Option<&str>) -> std::io::Result<Part> {
    let Some(range) = range.and_then(bounded) else {
        return Ok(Part { status: 200, kind, range: None, bytes: tokio::fs::read(file).await? });
    };
    let mut file = tokio::fs::File::open(file).await?;
    let size = file.metadata().await?.len();
    let to = range.end.min(size.saturating_sub(1));
    if range.start > to {
        return Ok(Part { status: 416, kind, range: Some(format!("bytes */{size}")), bytes: Vec::new() });
    }
    file.seek(SeekFrom::Start(range.start)).await?;
    let mut bytes = Vec::new();
    file.take(to - range.start + 1).read_to_end(&mut bytes).await?;
    Ok(Part { status: 206, kind, range: Some(format!("bytes {}-{to}/{size}", range.start)), bytes })
}

/// What an answer holds; what it refuses is said in its own words.
fn taken<T: serde::de::DeserializeOwned>(answer: ApiAnswer) -> Result<T> {
    let refused = || {
        let problem: Option<Problem> = serde_json::from_value(answer.body.clone()).ok();
        Trouble::Server(problem.map_or_else(|| "课时没有下载，请稍后再试".into(), |problem| problem.title))
    };
    if answer.status == 200 {
        serde_json::from_value(answer.body.clone()).map_err(|_| refused())
    } else {
        Err(refused())
    }
}
