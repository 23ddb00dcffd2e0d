//! What is said about downloads, decided without a browser.

use crate::kit::{Tone, size};
use gsdj_domain::LessonId;
use gsdj_domain::shell::{Download, DownloadState};

/// 「12.3 MB / 45.0 MB」 while it comes, 「45.0 MB」 when it is here.
#[must_use]
pub fn amount(download: &Download) -> String {
    match download.state {
        _ if download.size == 0 => "图文".to_owned(),
        DownloadState::Whole => size(download.size),
        DownloadState::Loading | DownloadState::Failed => format!("{} / {}", size(download.have), size(download.size)),
    }
}

/// How much of it is here, in percent.
#[must_use]
pub fn percent(download: &Download) -> u64 {
    (download.have.min(download.size) * 100).checked_div(download.size).unwrap_or(100)
}

/// How its state looks.
#[must_use]
pub const fn tone(state: DownloadState) -> Tone {
    match state {
        DownloadState::Loading => Tone::Info,
        DownloadState::Whole => Tone::Ok,
        DownloadState::Failed => Tone::Bad,
    }
}

/// 「3 个课时，共 120.5 MB」.
#[must_use]
pub fn summary(all: &[Download]) -> String {
    let bytes = all.iter().map(|download| download.have).sum();
    format!("{} 个课时，占用 {}", all.len(), size(bytes))
}

/// The lessons among these that are not here and not on their way.
#[must_use]
pub fn missing(all: &[Download], lessons: &[LessonId]) -> Vec<LessonId> {
    let there = |lesson: &&LessonId| {
        all.iter().any(|download| download.lesson == **lesson && download.state != DownloadState::Failed)
    };
    lessons.iter().filter(|lesson| !there(lesson)).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::{CourseId, Instant};

    fn download(lesson: i64, state: DownloadState, have: u64, size: u64) -> Download {
        Download {
            lesson: LessonId(lesson),
            title: "示例".into(),
            course: CourseId(1),
            course_title: "示例课程".into(),
            state,
            have,
            size,
            sentence: None,
            asked_at: Instant(0),
        }
    }

    #[test]
    fn how_far_it_has_come_is_said_in_figures() {
        let half = download(1, DownloadState::Loading, 1 << 20, 2 << 20);
        assert_eq!((amount(&half), percent(&half)), ("1.0 MB / 2.0 MB".into(), 50));
        let whole = download(1, DownloadState::Whole, 2 << 20, 2 << 20);
        assert_eq!((amount(&whole), percent(&whole)), ("2.0 MB".into(), 100));
        let text = download(1, DownloadState::Whole, 0, 0);
        assert_eq!((amount(&text), percent(&text)), ("图文".into(), 100));
        assert_eq!(summary(&[half, whole, text]), "3 个课时，占用 3.0 MB");
    }

    #[test]
    fn what_failed_is_asked_for_again_and_the_rest_once() {
        let all = [download(1, DownloadState::Whole, 9, 9), download(2, DownloadState::Failed, 3, 9)];
        assert_eq!(missing(&all, &[LessonId(1), LessonId(2), LessonId(3)]), [LessonId(2), LessonId(3)]);
    }
}
