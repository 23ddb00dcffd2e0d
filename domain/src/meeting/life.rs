//! What a life meeting has beside: speech outlines, materials, the appraisal of each member, work after it (FEATURES 3.1).
//!
//! Whichever kind has the steps has the parts: nothing here asks for a kind. Mutual votes are kept as counts, and who voted
//! is kept apart from what was voted (FEATURES 12.8).

use super::form::FILES_MAX;
use super::refusal::MeetingRefusal;
use crate::file::FileInfo;
use crate::file::FileRefusal;
use crate::refusal::{check_length, check_text};
use crate::{FileId, Instant, MemberId, Refusal};
use std::collections::BTreeSet;

/// The most characters of an outline, of materials and of the after-meeting work.
pub const PAPER_MAX: usize = 20_000;
/// The most files of an outline.
pub const OUTLINE_FILES: usize = 5;
/// The most characters of what a member writes of themselves, and of the organisation's opinion.
pub const OPINION_MAX: usize = 2_000;
/// With fewer ballots than this, counts are not shown: they would tell who voted what.
pub const BALLOTS_SHOWN: u32 = 5;

coded! {
    /// The grades of an appraisal.
    pub enum Grade {
        /// 优秀.
        Excellent = "excellent" "优秀",
        /// 合格.
        Qualified = "qualified" "合格",
        /// 基本合格.
        Basic = "basic" "基本合格",
        /// 不合格.
        Unqualified = "unqualified" "不合格",
    }
}

wire! {
    /// `PUT /api/meetings/{id}/outline`: one's own outline; the branch may hand one in for a member, or excuse them.
    pub struct OutlineForm {
        /// For whom; left out by a member.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub member: Option<MemberId>,
        /// The outline, at most 20,000 characters; the reason when excused, at most 300.
        pub text: String,
        /// Files uploaded before, at most 5.
        #[serde(default)]
        pub files: Vec<FileId>,
        /// The member need not hand one in; only the branch says so.
        #[serde(default)]
        pub excused: bool,
    }

    /// `PUT /api/meetings/{id}/materials` and `…/after-work`.
    pub struct PaperForm {
        /// The text, 1 to 20,000 characters.
        pub text: String,
        /// Files uploaded before, at most 20.
        #[serde(default)]
        pub files: Vec<FileId>,
    }

    /// What was handed in.
    pub struct PaperView {
        /// The text.
        pub text: String,
        /// Files.
        pub files: Vec<FileInfo>,
        /// When it was last changed.
        pub at: Instant,
        /// Who did it.
        pub by: String,
    }

    /// A member and their outline.
    pub struct OutlineRow {
        /// Who.
        pub member: MemberId,
        /// Their name.
        pub name: String,
        /// What they handed in, or why they need not; absent while it is missing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub paper: Option<PaperView>,
        /// They need not; the text says why.
        pub excused: bool,
    }

    /// `PUT /api/meetings/{id}/self-appraisal`.
    pub struct SelfAppraisal {
        /// One's own grade.
        pub grade: Grade,
        /// What one says of oneself, at most 2,000 characters.
        #[serde(default)]
        pub text: String,
    }

    /// A grade for somebody.
    pub struct Graded {
        /// Whom.
        pub member: MemberId,
        /// The grade.
        pub grade: Grade,
    }

    /// `POST /api/meetings/{id}/ballot`: one grade for everybody else, once.
    pub struct Ballot {
        /// The grades.
        pub grades: Vec<Graded>,
    }

    /// The organisation's grade for a member.
    pub struct Verdict {
        /// Whom.
        pub member: MemberId,
        /// The grade.
        pub grade: Grade,
        /// In words, at most 2,000 characters.
        #[serde(default)]
        pub opinion: String,
    }

    /// `PUT /api/meetings/{id}/appraisal`: the organisation's grade for everybody.
    pub struct AppraisalForm {
        /// One for each of those expected.
        pub verdicts: Vec<Verdict>,
    }

    /// How many gave each grade.
    #[derive(Copy, Default)]
    pub struct GradeCounts {
        /// 优秀.
        pub excellent: u32,
        /// 合格.
        pub qualified: u32,
        /// 基本合格.
        pub basic: u32,
        /// 不合格.
        pub unqualified: u32,
    }

    /// A member's appraisal.
    pub struct AppraisalRow {
        /// Whom.
        pub member: MemberId,
        /// Their name.
        pub name: String,
        /// What they said of themselves.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub own: Option<SelfAppraisal>,
        /// What the others voted; absent while the vote is open, and for small groups for good.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub votes: Option<GradeCounts>,
        /// The organisation's grade.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub grade: Option<Grade>,
        /// The organisation's opinion.
        #[serde(default)]
        pub opinion: String,
    }

    /// The appraisal of all.
    pub struct AppraisalView {
        /// One row for each; for a member, only their own with the organisation's grade once it is done.
        pub rows: Vec<AppraisalRow>,
        /// Those a member grades.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub others: Vec<Appraisee>,
        /// How many have a vote.
        pub voters: u32,
        /// How many have voted.
        pub voted: u32,
        /// Whether the caller has.
        pub has_voted: bool,
        /// Counts are held back because too few voted.
        pub suppressed: bool,
    }

    /// Somebody to be graded.
    pub struct Appraisee {
        /// Who.
        pub member: MemberId,
        /// Their name.
        pub name: String,
    }

    /// What such a meeting has beside.
    pub struct LifeView {
        /// Outlines; for a member, their own.
        pub outlines: Vec<OutlineRow>,
        /// How many are missing.
        pub outlines_missing: u32,
        /// The materials.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub materials: Option<PaperView>,
        /// The appraisal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub appraisal: Option<AppraisalView>,
        /// The work after the meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub after_work: Option<PaperView>,
    }
}

impl GradeCounts {
    /// How many there are in all.
    #[must_use]
    pub const fn total(&self) -> u32 {
        self.excellent + self.qualified + self.basic + self.unqualified
    }

    /// How many gave `grade`.
    #[must_use]
    pub const fn of(&self, grade: Grade) -> u32 {
        match grade {
            Grade::Excellent => self.excellent,
            Grade::Qualified => self.qualified,
            Grade::Basic => self.basic,
            Grade::Unqualified => self.unqualified,
        }
    }
}

/// Checks an outline; `by_branch` when the branch hands it in for somebody.
///
/// # Errors
/// Every fault at once.
pub fn check_outline(form: &OutlineForm, by_branch: bool) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    if form.excused && by_branch {
        if form.text.trim().is_empty() {
            faults.push(MeetingRefusal::ExcuseNeedsReason.into());
        }
        check_length(&mut faults, "text", "免交原因", &form.text, super::form::REASON_MAX);
        return Refusal::collect(faults);
    }
    if form.text.trim().is_empty() && form.files.is_empty() {
        faults.push(MeetingRefusal::OutlineEmpty.into());
    }
    check_length(&mut faults, "text", "发言提纲", &form.text, PAPER_MAX);
    if form.files.len() > OUTLINE_FILES {
        faults.push(FileRefusal::TooManyFiles { max: OUTLINE_FILES }.into());
    }
    Refusal::collect(faults)
}

/// Checks materials or after-meeting work; `label` is what they are called.
///
/// # Errors
/// Every fault at once.
pub fn check_paper(form: &PaperForm, label: &'static str) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "text", label, &form.text, PAPER_MAX);
    if form.files.len() > FILES_MAX {
        faults.push(FileRefusal::TooManyFiles { max: FILES_MAX }.into());
    }
    Refusal::collect(faults)
}

/// Checks what a member says of themselves.
///
/// # Errors
/// When it is too long.
pub fn check_own(form: &SelfAppraisal) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_length(&mut faults, "text", "自评", &form.text, OPINION_MAX);
    Refusal::collect(faults)
}

/// Checks that exactly `wanted` are graded, each once.
///
/// # Errors
/// When somebody is left out, named twice, or not one of them.
pub fn check_graded(graded: impl Iterator<Item = MemberId>, wanted: &BTreeSet<MemberId>) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for member in graded {
        if !wanted.contains(&member) || !seen.insert(member) {
            return Err(MeetingRefusal::NotOneOfThem.into());
        }
    }
    let missing = wanted.len() - seen.len();
    if missing > 0 { Err(MeetingRefusal::BallotIncomplete { missing }.into()) } else { Ok(()) }
}

/// What may be shown of the votes: nothing while the vote is open, and nothing of so few that they would give each other
/// away.
#[must_use]
pub const fn shown(votes: GradeCounts, open: bool) -> Option<GradeCounts> {
    if open || votes.total() < BALLOTS_SHOWN { None } else { Some(votes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str, excused: bool) -> OutlineForm {
        OutlineForm { member: None, text: text.into(), files: vec![], excused }
    }

    #[test]
    fn an_outline_is_text_or_a_file_and_only_the_branch_excuses() {
        let code = |form: &OutlineForm, by| check_outline(form, by).err().map(|r| r.code());
        assert_eq!(code(&outline("", false), false), Some("outline_empty"));
        assert_eq!(code(&outline("提纲", false), false), None);
        assert_eq!(code(&OutlineForm { files: vec![FileId(1)], ..outline("", false) }, false), None);
        assert_eq!(code(&outline("", true), true), Some("excuse_needs_reason"));
        assert_eq!(code(&outline("住院", true), true), None);
        assert_eq!(code(&outline("", true), false), Some("outline_empty"), "a member can't excuse themselves");
        assert_eq!(code(&outline(&"长".repeat(301), true), true), Some("too_long"));
    }

    #[test]
    fn a_ballot_names_everybody_once() {
        let wanted: BTreeSet<_> = [1, 2, 3].map(MemberId).into();
        let code = |ids: &[i64]| check_graded(ids.iter().map(|i| MemberId(*i)), &wanted).err().map(|r| r.code());
        assert_eq!(code(&[1, 2, 3]), None);
        assert_eq!(code(&[1, 2]), Some("ballot_incomplete"));
        assert_eq!(code(&[1, 2, 2]), Some("not_one_of_them"));
        assert_eq!(code(&[1, 2, 4]), Some("not_one_of_them"));
    }

    #[test]
    fn open_votes_and_tiny_groups_show_nothing() {
        let votes = GradeCounts { excellent: 3, qualified: 2, ..GradeCounts::default() };
        assert_eq!(shown(votes, true), None);
        assert_eq!(shown(votes, false), Some(votes));
        assert_eq!(shown(GradeCounts { qualified: 1, ..votes }, false), None);
    }
}
