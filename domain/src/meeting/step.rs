//! What each step is: who is responsible for it, which acts are open while a meeting stands at it, which act completes it.
//!
//! The kinds' tables only put these steps in an order; timeline, allowed acts, explanations and the manual read the rows.

use super::state::{Act, Stage};

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

coded! {
    /// Who is responsible.
    pub enum Party {
        /// The branch's administrator.
        Branch = "branch" "党支部管理员",
        /// The members, in person.
        Members = "members" "党员本人",
        /// The immediate superior.
        Superior = "superior" "直接上级党组织",
    }
}

/// A step's row.
#[derive(Debug, Clone, Copy)]
pub struct StepRow {
    /// Who has to do it.
    pub party: Party,
    /// What they do, for the manual.
    pub says: &'static str,
    /// The acts open while a meeting stands here, the one most wanted first.
    pub acts: &'static [Act],
    /// What completes it.
    pub completed_by: Option<Act>,
    /// It has no act of its own and ends with the next step's: answers end when the record comes.
    pub ends_with_next: bool,
    /// Where a meeting standing here is shown; the stage of [`Step::Answer`] also depends on clock and heads.
    pub stage: Stage,
}

const fn row(
    party: Party,
    says: &'static str,
    stage: Stage,
    completed_by: Option<Act>,
    acts: &'static [Act],
) -> StepRow {
    StepRow { party, says, acts, completed_by, ends_with_next: completed_by.is_none(), stage }
}

impl Step {
    /// Its row.
    #[must_use]
    pub const fn row(self) -> StepRow {
        use Act::{
            Answer, Appraise, Approve, Cancel, CloseBallot, Edit, Remind, Return, SendNotice, SendPreNotice, Submit,
            SubmitMaterials, UploadAfterWork, UploadAppraisal, UploadOutline, UploadRecord, Withdraw,
        };
        use Party::{Branch, Members, Superior};
        match self {
            Self::PreNotice => {
                row(Branch, "提前告知党员准备", Stage::Draft, Some(SendPreNotice), &[SendPreNotice, Edit, Cancel])
            }
            Self::SpeechOutline => row(
                Members,
                "上传自己的发言提纲",
                Stage::Preparing,
                None,
                &[SubmitMaterials, UploadOutline, Remind, SendPreNotice, Edit, Cancel],
            ),
            Self::SubmitMaterials => row(
                Branch,
                "提交会议材料",
                Stage::Preparing,
                Some(SubmitMaterials),
                &[SubmitMaterials, UploadOutline, Edit, Cancel],
            ),
            Self::SubmitForApproval => row(
                Branch,
                "报直接上级党组织审批",
                Stage::SubmitDue,
                Some(Submit),
                &[Submit, SubmitMaterials, UploadOutline, Edit, Cancel],
            ),
            Self::Approve => {
                row(Superior, "审批通过，或写明原因退回", Stage::InReview, Some(Approve), &[Approve, Return, Withdraw])
            }
            Self::SendNotice => {
                row(Branch, "勾选党员，按“发通知”", Stage::Draft, Some(SendNotice), &[SendNotice, Edit, Cancel])
            }
            Self::Answer => row(
                Members,
                "在截止时间前反馈参加或请假",
                Stage::Answering,
                None,
                &[UploadRecord, Answer, Remind, SendNotice, Appraise, Edit, Cancel],
            ),
            Self::UploadRecord => row(
                Branch,
                "会后上传正文、实到人员、照片和附件",
                Stage::RecordDue,
                Some(UploadRecord),
                &[UploadRecord, Appraise, Cancel],
            ),
            Self::UploadAppraisal => row(
                Branch,
                "党员自评、互评后，填写组织评定等次",
                Stage::AppraisalDue,
                Some(UploadAppraisal),
                &[UploadAppraisal, CloseBallot, Appraise, UploadRecord],
            ),
            Self::ConfirmRecord => {
                row(Branch, "核对后确认，不需要上级审核", Stage::SubmitDue, Some(Submit), &[Submit, UploadRecord])
            }
            Self::SubmitForReview => row(
                Branch,
                "提交给直接上级党组织",
                Stage::SubmitDue,
                Some(Submit),
                &[Submit, UploadRecord, UploadAppraisal],
            ),
            Self::Review => {
                row(Superior, "审核通过，或写明原因退回", Stage::InReview, Some(Approve), &[Approve, Return, Withdraw])
            }
            Self::File => {
                row(Branch, "报直接上级党组织查阅，不需要等待", Stage::SubmitDue, Some(Submit), &[Submit, UploadRecord])
            }
            Self::Done => row(Branch, "", Stage::Done, None, &[]),
            Self::AfterWork => {
                row(Branch, "上传整改等会后工作", Stage::Done, Some(UploadAfterWork), &[UploadAfterWork])
            }
        }
    }

    /// Whether the immediate superior decides here.
    #[must_use]
    pub const fn is_decided(self) -> bool {
        matches!(self.row().completed_by, Some(Act::Approve))
    }

    /// Whether what is done here is handed in with the immediate superior.
    #[must_use]
    pub const fn goes_up(self) -> bool {
        matches!(self, Self::SubmitForReview | Self::SubmitForApproval | Self::File)
    }
}
