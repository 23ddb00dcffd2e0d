//! The record as it is written: text, who was there, files; and what its figures mean.

use gsdj_domain::archive::{TextFormat, rich};
use gsdj_domain::branch::PHOTOS_MAX;
use gsdj_domain::file::{ATTACHMENT_MAX, FileInfo, PHOTO_MAX};
use gsdj_domain::meeting::form::{FILES_MAX, RECORD_MAX};
use gsdj_domain::meeting::{Answer, Attendee, MeetingView, Motion, RecordForm, Tally, share};
use gsdj_domain::{FileId, MemberId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a file is uploaded for; the word is the address's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// A picture of the meeting.
    Photo,
    /// A picture of the branch itself.
    BranchPhoto,
    /// PDF, Word, Excel.
    Attachment,
}

impl Purpose {
    /// The word of the address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Photo | Self::BranchPhoto => "photo",
            Self::Attachment => "attachment",
        }
    }

    /// The most files of it.
    const fn most(self) -> usize {
        match self {
            Self::Photo | Self::Attachment => FILES_MAX,
            Self::BranchPhoto => PHOTOS_MAX,
        }
    }
}

/// The record on the page; survives a reload as JSON (uploads are already on the server).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// 正文.
    pub text: String,
    /// How it is written down; drafts from before there was formatting have none.
    #[serde(default)]
    pub format: TextFormat,
    /// 实到.
    pub present: BTreeSet<MemberId>,
    /// Photos, uploaded.
    pub photos: Vec<FileInfo>,
    /// Attachments, uploaded.
    pub attachments: Vec<FileInfo>,
    /// 表决事项.
    #[serde(default)]
    pub motions: Vec<Motion>,
}

impl Written {
    /// What a meeting has: its record, or, before there is one, those who checked in (or said that they attend).
    #[must_use]
    pub fn of(view: &MeetingView) -> Self {
        match &view.record {
            Some(record) => Self {
                text: record.text.clone(),
                format: record.format,
                present: view.people.iter().filter(|p| p.present == Some(true)).map(|p| p.member).collect(),
                photos: record.photos.clone(),
                attachments: record.attachments.clone(),
                motions: record.motions.clone(),
            },
            None => Self { present: proposed(&view.people), ..Self::default() },
        }
    }

    /// As it is sent.
    #[must_use]
    pub fn form(&self) -> RecordForm {
        let ids = |files: &[FileInfo]| files.iter().map(|f| f.id).collect::<Vec<FileId>>();
        RecordForm {
            text: self.text.trim().into(),
            format: self.format,
            present: self.present.iter().copied().collect(),
            photos: ids(&self.photos),
            attachments: ids(&self.attachments),
            motions: self.motions.clone(),
        }
    }

    /// What is wrong before it is sent, by field.
    #[must_use]
    pub fn faults(&self, tally: &Tally) -> Vec<(&'static str, String)> {
        let mut faults = Vec::new();
        let shown = rich::to_text(&rich::read(self.format, &self.text));
        let chars = shown.chars().count();
        if shown.trim().is_empty() {
            faults.push(("text", "请填写会议记录正文".into()));
        } else if chars > RECORD_MAX {
            faults.push(("text", format!("正文最多 {RECORD_MAX} 个字，现在有 {chars} 个字")));
        }
        if self.present.is_empty() {
            faults.push(("present", "请勾选实到的党员".into()));
        } else if !self.outcome(tally).enough {
            faults.push(("present", self.outcome(tally).sentence));
        }
        let untitled = self.motions.iter().filter(|m| m.title.trim().is_empty()).count();
        if untitled > 0 {
            faults.push(("votes", "请填写表决事项的名称，或删去空的一项".into()));
        }
        for (field, files) in [("photos", &self.photos), ("attachments", &self.attachments)] {
            if files.len() > FILES_MAX {
                faults.push((field, format!("最多上传 {FILES_MAX} 个文件")));
            }
        }
        faults
    }

    /// The figures as they would stand.
    #[must_use]
    pub fn outcome(&self, tally: &Tally) -> Outcome {
        let present = u32::try_from(self.present.len()).unwrap_or(u32::MAX);
        let after = Tally { present: Some(present), ..*tally };
        let actual = after.actual_share().map_or_else(|| "–".into(), share::percent);
        let head = format!("实到 {present} 人，应到 {} 人，实际到会比例 {actual}", tally.expected);
        let missing = after.needed().saturating_sub(present);
        let sentence = match (tally.required_share, missing) {
            (None, _) => format!("{head}（此类会议不设参会比例）"),
            (Some(want), 0) => format!("{head}，达到要求的 {want}%（{} 人）", after.needed()),
            (Some(want), n) => {
                format!("{head}，要求 {want}%（{} 人），还差 {n} 人，会议无效，请核对到会名单", after.needed())
            }
        };
        Outcome { enough: missing == 0, actual, sentence }
    }
}

/// What the ticks amount to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Whether the required share is met.
    pub enough: bool,
    /// 实际到会比例.
    pub actual: String,
    /// Explained.
    pub sentence: String,
}

/// Those who checked in on the spot.
#[must_use]
pub fn checked_in(people: &[Attendee]) -> BTreeSet<MemberId> {
    people.iter().filter(|p| p.expected && p.checked_in_at.is_some()).map(|p| p.member).collect()
}

/// Who is ticked at first: those who checked in; where nobody did, those who said that they attend.
fn proposed(people: &[Attendee]) -> BTreeSet<MemberId> {
    let there = checked_in(people);
    if there.is_empty() { answered_attend(people) } else { there }
}

/// Those who said they attend.
#[must_use]
pub fn answered_attend(people: &[Attendee]) -> BTreeSet<MemberId> {
    people.iter().filter(|p| p.expected && p.answer == Some(Answer::Attend)).map(|p| p.member).collect()
}

/// Everybody expected.
#[must_use]
pub fn everybody(people: &[Attendee]) -> BTreeSet<MemberId> {
    people.iter().filter(|p| p.expected).map(|p| p.member).collect()
}

/// Why a file need not even be sent; `None` when it may be tried.
#[must_use]
pub fn refused_at_once(purpose: Purpose, bytes: f64, already: usize) -> Option<String> {
    let limit = match purpose {
        Purpose::Photo | Purpose::BranchPhoto => PHOTO_MAX,
        Purpose::Attachment => ATTACHMENT_MAX,
    };
    let most = purpose.most();
    if already >= most {
        return Some(format!("最多上传 {most} 个文件"));
    }
    if bytes < 1.0 {
        return Some("文件是空的，请重新选择".into());
    }
    #[expect(clippy::cast_precision_loss, reason = "limits are far below 2^53 bytes")]
    let too_large = bytes > limit as f64;
    too_large.then(|| format!("文件过大，最多 {} MB", limit >> 20))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_new_record_starts_from_those_who_said_they_attend() {
        let view = sample::view();
        let written = Written::of(&view);
        assert_eq!(written.present.len(), 18);
        assert_eq!(everybody(&view.people).len(), 26);
        let outcome = written.outcome(&view.row.tally);
        assert!(!outcome.enough);
        assert_eq!(
            outcome.sentence,
            "实到 18 人，应到 26 人，实际到会比例 69.2%，要求 80%（21 人），还差 3 人，会议无效，请核对到会名单"
        );
    }

    #[test]
    fn whoever_checked_in_is_ticked_whatever_they_had_answered() {
        let mut view = sample::view();
        for silent in [20, 21] {
            view.people[silent].checked_in_at = Some(sample::NOW);
        }
        assert_eq!(Written::of(&view).present.iter().map(|m| m.0).collect::<Vec<_>>(), [21, 22]);
    }

    #[test]
    fn a_kind_without_a_share_is_never_short() {
        let view = sample::view();
        let tally = Tally { required_share: None, ..view.row.tally };
        let written = Written { text: "好".into(), present: [MemberId(1)].into(), ..Written::default() };
        assert_eq!(written.faults(&tally), vec![]);
    }

    #[test]
    fn files_that_cannot_pass_are_not_sent() {
        assert_eq!(refused_at_once(Purpose::Photo, 16e6, 0), Some("文件过大，最多 15 MB".into()));
        assert_eq!(refused_at_once(Purpose::Attachment, 16e6, 0), None);
        assert!(refused_at_once(Purpose::Photo, 1e3, 20).is_some());
        assert!(refused_at_once(Purpose::BranchPhoto, 1e3, 9).is_some());
        assert!(refused_at_once(Purpose::Photo, 0.0, 0).is_some());
    }
}
