//! How a post stands, and its form as it is typed. Pure.

use crate::kit::{Faults, Tone, by_field};
use gsdj_domain::experience::{ExperienceForm, ExperienceRow, ExperienceState, ExperienceView, check};
use gsdj_domain::file::FileInfo;
use gsdj_domain::time::Instant;
use serde::{Deserialize, Serialize};

/// The order in which faults are gone to, which is the order on the page.
pub const FIELDS: [&str; 3] = ["title", "text", "files"];

/// How a state sounds.
#[must_use]
pub const fn tone(state: ExperienceState) -> Tone {
    match state {
        ExperienceState::Draft | ExperienceState::TakenDown => Tone::Plain,
        ExperienceState::Waiting => Tone::Info,
        ExperienceState::Returned => Tone::Bad,
        ExperienceState::Published => Tone::Ok,
    }
}

/// 点赞 3 · 评论 2 · 看过 15.
#[must_use]
pub fn counts(row: &ExperienceRow) -> String {
    format!("点赞 {} · 评论 {} · {} 人看过", row.likes, row.comments, row.views)
}

/// When it was published or last written, in words.
#[must_use]
pub fn when(row: &ExperienceRow, now: Instant) -> String {
    match row.published_at {
        Some(at) => format!("{} 发布", at.spoken(now)),
        None => format!("{} 编写", row.written_at.spoken(now)),
    }
}

/// The form on the page; survives a reload as JSON (uploads are already on the server).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// 标题.
    pub title: String,
    /// 正文.
    pub text: String,
    /// Photos, uploaded.
    pub photos: Vec<FileInfo>,
}

impl Typed {
    /// What stands now.
    #[must_use]
    pub fn of(view: &ExperienceView) -> Self {
        Self { title: view.row.title.clone(), text: view.text.clone(), photos: view.photos.clone() }
    }

    /// As it is sent.
    #[must_use]
    pub fn form(&self) -> ExperienceForm {
        let photos = self.photos.iter().map(|f| f.id).collect();
        ExperienceForm { title: self.title.trim().into(), text: self.text.trim().into(), photos }
    }

    /// All faults by field.
    #[must_use]
    pub fn faults(&self) -> Faults {
        check(&self.form()).map_err(|r| by_field(&r.problem(String::new()))).err().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_stand_beside_their_fields() {
        assert_eq!(Typed::default().faults().keys().map(String::as_str).collect::<Vec<_>>(), ["text", "title"]);
        let typed = Typed { title: "示例".into(), text: " 示例 ".into(), photos: vec![] };
        assert!(typed.faults().is_empty());
        assert_eq!(typed.form().text, "示例");
    }
}
