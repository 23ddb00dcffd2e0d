//! Films, recordings, subtitles and the pictures of courses, as pages ask for them by name; nothing of them is kept.

use super::{Core, Line};
use crate::remote::next_piece;
use gsdj_domain::{CourseId, LessonId};
use reqwest::Response;
use reqwest::header::{CONTENT_RANGE, CONTENT_TYPE};

/// The most of a film that is handed out at once where it can't be handed out piece by piece, in bytes.
const PART_MAX: u64 = 2 << 20;

/// What a page asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// What a lesson plays or shows.
    Lesson(LessonId),
    /// Its subtitles.
    Subtitles(LessonId),
    /// The picture of a course.
    Cover(CourseId),
}

impl Medium {
    /// What a name stands for: `media-7`, `subtitles-7`, `cover-7`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let (what, id) = name.split_once('-')?;
        let id = id.parse().ok()?;
        match what {
            "media" => Some(Self::Lesson(LessonId(id))),
            "subtitles" => Some(Self::Subtitles(LessonId(id))),
            "cover" => Some(Self::Cover(CourseId(id))),
            _ => None,
        }
    }

    fn path(self) -> String {
        match self {
            Self::Lesson(id) => format!("/api/lessons/{id}/media"),
            Self::Subtitles(id) => format!("/api/lessons/{id}/subtitles"),
            Self::Cover(id) => format!("/api/courses/{id}/cover"),
        }
    }
}

/// A part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The HTTP status: 200 or 206.
    pub status: u16,
    /// Its media type.
    pub kind: String,
    /// Which part, as `Content-Range` says it.
    pub range: Option<String>,
    /// The content.
    pub bytes: Vec<u8>,
}

/// A range that asks for no more than may be handed out at once: `bytes=5-` for five and two megabytes behind it.
fn bounded(range: &str) -> Option<String> {
    let (from, to) = range.strip_prefix("bytes=")?.split_once('-')?;
    let from: u64 = from.trim().parse().ok()?;
    let most = from + PART_MAX - 1;
    let to = to.trim().parse().map_or(most, |to: u64| to.min(most));
    Some(format!("bytes={from}-{to}"))
}

impl Core {
    /// Opens what a page asks for, or the range of it; its pieces are read by the caller. `None` when it can't be had now.
    pub async fn open_medium(&self, medium: Medium, range: Option<&str>) -> Option<Response> {
        let line: Line = self.line()?;
        let token = line.ticket.as_ref().map(|ticket| &ticket.token);
        match line.remote.open(&medium.path(), token, range).await {
            Ok(response) => {
                self.heard();
                Some(response).filter(|r| r.status().is_success())
            }
            Err(_) => {
                self.lost();
                None
            }
        }
    }

    /// A part of what a page asks for, at most two megabytes of it where it asks for a range.
    pub async fn part(&self, medium: Medium, range: Option<&str>) -> Option<Part> {
        let range = range.and_then(bounded);
        let mut response = self.open_medium(medium, range.as_deref()).await?;
        let header = |name| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let (status, kind) = (response.status().as_u16(), header(CONTENT_TYPE).unwrap_or_default());
        let range = header(CONTENT_RANGE);
        let mut bytes = Vec::new();
        while let Some(piece) = next_piece(&mut response).await.ok()? {
            bytes.extend_from_slice(&piece);
        }
        Some(Part { status, kind, range, bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_what_pages_ask_for() {
        assert_eq!(Medium::named("media-7").map(Medium::path).as_deref(), Some("/api/lessons/7/media"));
        assert_eq!(Medium::named("cover-12").map(Medium::path).as_deref(), Some("/api/courses/12/cover"));
        for none in ["7", "media-", "media-7/../x", "other-7"] {
            assert_eq!(Medium::named(none), None, "{none}");
        }
    }

    #[test]
    fn no_range_is_larger_than_may_be_handed_out() {
        assert_eq!(bounded("bytes=0-").as_deref(), Some("bytes=0-2097151"));
        assert_eq!(bounded("bytes=5-9").as_deref(), Some("bytes=5-9"));
        assert_eq!(bounded("bytes=5-99999999").as_deref(), Some("bytes=5-2097156"));
        assert_eq!(bounded("bytes=-5"), None);
    }
}
