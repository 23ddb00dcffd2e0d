//! The kinds of meeting and their steps (FEATURES 3.1): one table, from which API, timeline and manual are made.
//!
//! Adding a kind means adding a row here; `state` walks whatever the table says.

use crate::points::Rule;

coded! {
    /// The six kinds (FEATURES 3.1).
    pub enum MeetingKind {
        /// 支部党员大会.
        GeneralMeeting = "general_meeting" "支部党员大会",
        /// 支部委员会会议.
        CommitteeMeeting = "committee_meeting" "支部委员会会议",
        /// 党小组会.
        GroupMeeting = "group_meeting" "党小组会",
        /// 支部党课.
        PartyLecture = "party_lecture" "支部党课",
        /// 主题党日.
        ThemeDay = "theme_day" "主题党日",
        /// 组织生活会和民主评议党员.
        LifeMeeting = "life_meeting" "组织生活会和民主评议党员",
    }
}

coded! {
    /// One step of a kind; a meeting *stands at* the step that is to be done next.
    pub enum Step {
        /// The branch tells the members ticked.
        SendNotice = "send_notice" "发通知",
        /// Members answer.
        Answer = "answer" "党员反馈",
        /// The branch uploads the record.
        UploadRecord = "upload_record" "上传会议记录",
        /// The branch confirms the record itself.
        ConfirmRecord = "confirm_record" "确认会议记录",
        /// The branch submits for review.
        SubmitForReview = "submit_for_review" "报审",
        /// The immediate superior reviews.
        Review = "review" "上级审核",
        /// The branch files with its superior, who only reads.
        File = "file" "报备",
        /// The branch announces a life meeting beforehand.
        PreNotice = "pre_notice" "预通知",
        /// Members upload their speech outline.
        SpeechOutline = "speech_outline" "上传发言提纲",
        /// The branch submits the materials.
        SubmitMaterials = "submit_materials" "提交会议材料",
        /// The branch submits for approval.
        SubmitForApproval = "submit_for_approval" "报批",
        /// The immediate superior approves.
        Approve = "approve" "上级审批",
        /// The branch uploads the members' appraisal.
        UploadAppraisal = "upload_appraisal" "上传民主评议",
        /// Nothing waits for anyone.
        Done = "done" "完成",
        /// The after-meeting work of a life meeting; follows 完成.
        AfterWork = "after_work" "上传会后工作",
    }
}

/// Whose meeting it is: the circle from which 应到 is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Every member of the branch.
    Branch,
    /// The branch committee.
    Committee,
    /// One party group.
    Group,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct KindRow {
    /// The kind.
    pub kind: MeetingKind,
    /// What follows 创建, in order; ends with [`Step::Done`] or the work after it.
    pub steps: &'static [Step],
    /// Whose meeting it is.
    pub audience: Audience,
    /// Whether a required share is set and is the condition for holding it (FEATURES 3.10).
    pub share_required: bool,
    /// Whether the platform offers it already.
    pub offered: bool,
    /// The rule by which those who answered earn points (FEATURES 6.1).
    pub points: Rule,
}

const REVIEWED: &[Step] =
    &[Step::SendNotice, Step::Answer, Step::UploadRecord, Step::SubmitForReview, Step::Review, Step::Done];
const FILED: &[Step] = &[Step::SendNotice, Step::Answer, Step::UploadRecord, Step::File, Step::Done];

/// The table of FEATURES 3.1.
pub const KINDS: &[KindRow] = &[
    KindRow {
        kind: MeetingKind::GeneralMeeting,
        steps: REVIEWED,
        audience: Audience::Branch,
        share_required: true,
        offered: true,
        points: Rule::GeneralMeeting,
    },
    KindRow {
        kind: MeetingKind::CommitteeMeeting,
        steps: REVIEWED,
        audience: Audience::Committee,
        share_required: true,
        offered: true,
        points: Rule::CommitteeMeeting,
    },
    KindRow {
        kind: MeetingKind::GroupMeeting,
        steps: &[Step::SendNotice, Step::Answer, Step::UploadRecord, Step::ConfirmRecord, Step::Done],
        audience: Audience::Group,
        share_required: false,
        offered: false,
        points: Rule::GroupMeeting,
    },
    KindRow {
        kind: MeetingKind::PartyLecture,
        steps: FILED,
        audience: Audience::Branch,
        share_required: false,
        offered: true,
        points: Rule::PartyLecture,
    },
    KindRow {
        kind: MeetingKind::ThemeDay,
        steps: FILED,
        audience: Audience::Branch,
        share_required: true,
        offered: true,
        points: Rule::ThemeDay,
    },
    KindRow {
        kind: MeetingKind::LifeMeeting,
        steps: &[
            Step::PreNotice,
            Step::SpeechOutline,
            Step::SubmitMaterials,
            Step::SubmitForApproval,
            Step::Approve,
            Step::SendNotice,
            Step::Answer,
            Step::UploadRecord,
            Step::UploadAppraisal,
            Step::SubmitForReview,
            Step::Review,
            Step::Done,
            Step::AfterWork,
        ],
        audience: Audience::Branch,
        share_required: true,
        offered: false,
        points: Rule::LifeMeeting,
    },
];

impl MeetingKind {
    /// Its row of the table.
    #[must_use]
    pub fn row(self) -> &'static KindRow {
        // the test below holds the table to one row a kind, in order
        &KINDS[Self::ALL.iter().position(|k| *k == self).unwrap_or(0)]
    }

    /// The step after `step`; `None` at the end of the table or when the kind has no such step.
    #[must_use]
    pub fn after(self, step: Step) -> Option<Step> {
        let steps = self.row().steps;
        let at = steps.iter().position(|s| *s == step)?;
        steps.get(at + 1).copied()
    }

    /// The first step that waits after 创建.
    #[must_use]
    pub fn first(self) -> Step {
        self.row().steps.first().copied().unwrap_or(Step::Done)
    }

    /// Whether `a` comes before `b` in this kind.
    #[must_use]
    pub fn before(self, a: Step, b: Step) -> bool {
        let at = |s| self.row().steps.iter().position(|x| *x == s);
        matches!((at(a), at(b)), (Some(a), Some(b)) if a < b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_row_and_ends_done() {
        assert_eq!(KINDS.len(), MeetingKind::ALL.len());
        for kind in MeetingKind::ALL {
            let row = kind.row();
            assert_eq!(row.kind, *kind);
            assert!(row.steps.contains(&Step::Done), "{}", kind.label());
            assert!(kind.before(Step::SendNotice, Step::Answer));
            assert!(kind.before(Step::Answer, Step::UploadRecord));
        }
    }

    #[test]
    fn kinds_without_a_required_share_are_the_two_of_features_3_10() {
        let without: Vec<_> = KINDS.iter().filter(|r| !r.share_required).map(|r| r.kind).collect();
        assert_eq!(without, [MeetingKind::GroupMeeting, MeetingKind::PartyLecture]);
    }
}
