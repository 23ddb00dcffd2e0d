//! What may happen to a meeting next, and to what it leads: the only place that decides (FEATURES 3.2–3.12).
//!
//! Pure: the backend loads a [`Meeting`], asks [`Meeting::allow`], stores what [`Meeting::after`] says. The pages ask the
//! same functions to explain a greyed button.

use super::kind::KindRow;
use super::refusal::MeetingRefusal;
use super::share::Tally;
use super::step::{Party, Step};
use crate::time::{HOUR, Instant};
use crate::{MeetingId, Refusal};

/// Between two reminders of one meeting, in milliseconds.
pub const REMINDER_PAUSE: i64 = HOUR;

coded! {
    /// Something a person does to a meeting.
    pub enum Act {
        /// Change what was announced.
        Edit = "edit" "修改会议",
        /// Call it off.
        Cancel = "cancel" "取消会议",
        /// Announce a life meeting beforehand.
        SendPreNotice = "send_pre_notice" "发预通知",
        /// Upload one's speech outline.
        UploadOutline = "upload_outline" "上传发言提纲",
        /// Put the materials together.
        SubmitMaterials = "submit_materials" "提交会议材料",
        /// Tell the members ticked.
        SendNotice = "send_notice" "发通知",
        /// Remind those who are silent.
        Remind = "remind" "提醒未反馈的党员",
        /// Answer in person.
        Answer = "answer" "反馈",
        /// Upload the record or change it.
        UploadRecord = "upload_record" "上传会议记录",
        /// Appraise oneself and vote on the others.
        Appraise = "appraise" "自评和互评",
        /// End the vote on each other.
        CloseBallot = "close_ballot" "结束互评",
        /// Enter the organisation's grades.
        UploadAppraisal = "upload_appraisal" "上传民主评议",
        /// Hand in what the kind asks for: 报批, 报审, 报备 or the branch's own confirmation.
        Submit = "submit" "提交",
        /// Take it back while nobody has looked at it.
        Withdraw = "withdraw" "撤回",
        /// Return it with a reason.
        Return = "return" "退回",
        /// Approve it.
        Approve = "approve" "审核通过",
        /// Upload what was done after the meeting.
        UploadAfterWork = "upload_after_work" "上传会后工作",
    }
}

impl Act {
    /// Whose act it is. Outlines and appraisals are a member's own; the branch may hand an outline in for somebody.
    #[must_use]
    pub const fn party(self) -> Party {
        match self {
            Self::Answer | Self::UploadOutline | Self::Appraise => Party::Members,
            Self::Approve | Self::Return => Party::Superior,
            Self::Edit
            | Self::Cancel
            | Self::SendPreNotice
            | Self::SubmitMaterials
            | Self::SendNotice
            | Self::Remind
            | Self::UploadRecord
            | Self::CloseBallot
            | Self::UploadAppraisal
            | Self::Submit
            | Self::Withdraw
            | Self::UploadAfterWork => Party::Branch,
        }
    }

    /// The step without which a kind does not know the act; `None` for acts that every kind with the right step knows.
    #[must_use]
    pub const fn home(self) -> Option<Step> {
        match self {
            Self::SendPreNotice => Some(Step::PreNotice),
            Self::UploadOutline => Some(Step::SpeechOutline),
            Self::SubmitMaterials => Some(Step::SubmitMaterials),
            Self::Appraise | Self::CloseBallot | Self::UploadAppraisal => Some(Step::UploadAppraisal),
            Self::UploadAfterWork => Some(Step::AfterWork),
            Self::Edit
            | Self::Cancel
            | Self::SendNotice
            | Self::Remind
            | Self::Answer
            | Self::UploadRecord
            | Self::Submit
            | Self::Withdraw
            | Self::Return
            | Self::Approve => None,
        }
    }
}

coded! {
    /// Where a meeting stands, as lists show and filter it.
    pub enum Stage {
        /// Nobody told yet, or not formally.
        Draft = "draft" "待发通知",
        /// Outlines and materials are being prepared.
        Preparing = "preparing" "会前准备",
        /// Members are answering.
        Answering = "answering" "反馈中",
        /// The deadline passed below the required share: it can't be held as it is.
        Blocked = "blocked" "未达比例",
        /// The share is reached; it waits for its time.
        Ready = "ready" "待召开",
        /// It has begun; the record is due.
        RecordDue = "record_due" "待上传记录",
        /// The record is in; the appraisal of the members is due.
        AppraisalDue = "appraisal_due" "待上传评议",
        /// It waits to be handed in.
        SubmitDue = "submit_due" "待提交",
        /// It waits for the superior.
        InReview = "in_review" "待审核",
        /// Returned with a reason; edit and submit again.
        Returned = "returned" "已退回",
        /// Done.
        Done = "done" "已完成",
        /// Called off.
        Cancelled = "cancelled" "已取消",
    }
}

/// What the rules need to know of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The meeting.
    pub id: MeetingId,
    /// Its kind's table.
    pub kind: &'static KindRow,
    /// The step that is to be done next.
    pub step: Step,
    /// When it starts.
    pub starts_at: Instant,
    /// Until when answers are taken.
    pub answer_deadline: Instant,
    /// Called off.
    pub cancelled: bool,
    /// Returned by the superior and not handed in again yet.
    pub returned: bool,
    /// The superior has opened what was handed in.
    pub looked_at: bool,
    /// When the silent ones were last reminded.
    pub reminded_at: Option<Instant>,
    /// How many of those expected have neither handed in an outline nor been excused; 0 where the kind asks for none.
    pub outlines_missing: u32,
    /// The vote on each other has ended; what was voted may be seen.
    pub ballot_closed: bool,
    /// Heads.
    pub tally: Tally,
}

impl Meeting {
    /// Where it stands at `now`.
    #[must_use]
    pub fn stage(&self, now: Instant) -> Stage {
        if self.cancelled {
            return Stage::Cancelled;
        }
        if self.returned {
            return Stage::Returned;
        }
        let stage = self.step.row().stage;
        if stage == Stage::Answering { self.answering_stage(now) } else { stage }
    }

    /// The next instant at which the clock alone may change the stage or whether answers are taken.
    #[must_use]
    pub fn holds_until(&self, now: Instant) -> Instant {
        if self.cancelled || self.step != Step::Answer {
            return Instant(i64::MAX);
        }
        let turns = [self.answer_deadline.plus(1), self.starts_at];
        turns.into_iter().filter(|turn| *turn > now).min().unwrap_or(Instant(i64::MAX))
    }

    fn answering_stage(&self, now: Instant) -> Stage {
        match (self.tally.reached(), now >= self.starts_at) {
            (true, true) => Stage::RecordDue,
            (false, _) if now > self.answer_deadline => Stage::Blocked,
            // without a required share the timeline moves on with the clock, not on answers (FEATURES 3.10)
            (true, false) if now > self.answer_deadline || self.tally.silent() == 0 => Stage::Ready,
            (_, _) => Stage::Answering,
        }
    }

    /// Whether `act` may be done at `now`, by somebody whose role and scope the caller has checked already.
    ///
    /// # Errors
    /// The refusal that says why not, and by that what to do.
    pub fn allow(&self, act: Act, now: Instant) -> Result<(), Refusal> {
        if self.cancelled {
            return Err(MeetingRefusal::MeetingCancelled.into());
        }
        let offered = self.kind.offers(self.step, act);
        refuse_if(!offered, MeetingRefusal::NotAtThisStep { act: act.label(), step: self.step.label() })?;
        match act {
            Act::SendNotice | Act::SendPreNotice => refuse_if(now >= self.starts_at, MeetingRefusal::NoticeTooLate),
            Act::Remind => self.allow_remind(now),
            Act::Answer => self.still_answering(now),
            Act::UploadRecord | Act::Appraise => self.allow_after_the_start(now),
            Act::SubmitMaterials => {
                let missing = self.outlines_missing;
                refuse_if(missing > 0, MeetingRefusal::OutlinesMissing { missing })
            }
            Act::CloseBallot => refuse_if(self.ballot_closed, MeetingRefusal::BallotClosed),
            Act::UploadAppraisal => refuse_if(!self.ballot_closed, MeetingRefusal::BallotOpen),
            Act::Withdraw => refuse_if(self.looked_at, Refusal::AlreadyLookedAt),
            Act::Edit
            | Act::Cancel
            | Act::UploadOutline
            | Act::Submit
            | Act::Return
            | Act::Approve
            | Act::UploadAfterWork => Ok(()),
        }
    }

    fn still_answering(&self, now: Instant) -> Result<(), Refusal> {
        refuse_if(now > self.answer_deadline, MeetingRefusal::AnswerTooLate { deadline: self.answer_deadline })
    }

    fn allow_remind(&self, now: Instant) -> Result<(), Refusal> {
        let silent = if self.step == Step::Answer {
            self.still_answering(now)?;
            self.tally.silent()
        } else {
            self.outlines_missing
        };
        refuse_if(silent == 0, MeetingRefusal::NobodyToRemind)?;
        match self.reminded_at.map(|t| t.plus(REMINDER_PAUSE)) {
            Some(until) if now < until => Err(MeetingRefusal::RemindedRecently { until, now }.into()),
            Some(_) | None => Ok(()),
        }
    }

    /// What happens at the meeting or after it: it must be one that can be held, and it must have begun.
    fn allow_after_the_start(&self, now: Instant) -> Result<(), Refusal> {
        if self.step == Step::Answer {
            refuse_if(!self.tally.reached(), MeetingRefusal::ShareNotReached { missing: self.tally.missing() })?;
            refuse_if(now < self.starts_at, MeetingRefusal::NotBegun { starts_at: self.starts_at })?;
        }
        Ok(())
    }

    /// The meeting after `act`; call only when [`Self::allow`] said yes.
    #[must_use]
    pub fn after(&self, act: Act) -> Self {
        let mut next = self.clone();
        match act {
            Act::Cancel => next.cancelled = true,
            Act::CloseBallot => next.ballot_closed = true,
            Act::Withdraw | Act::Return => {
                next.step = self.kind.preceding(self.step).unwrap_or(self.step);
                next.returned = act == Act::Return;
            }
            Act::Submit => {
                next.returned = false;
                next.looked_at = false;
                next.step = self.kind.led(self.step, act).unwrap_or(self.step);
            }
            Act::SendPreNotice
            | Act::SubmitMaterials
            | Act::SendNotice
            | Act::UploadRecord
            | Act::UploadAppraisal
            | Act::Approve
            | Act::UploadAfterWork => next.step = self.kind.led(self.step, act).unwrap_or(self.step),
            Act::Edit | Act::Remind | Act::Answer | Act::UploadOutline | Act::Appraise => {}
        }
        next
    }

    /// Whether members who answered earn their points by this act: the record is submitted (FEATURES 6.1).
    #[must_use]
    pub fn earns_points(&self, act: Act) -> bool {
        act == Act::Submit && self.kind.before(Step::UploadRecord, self.step)
    }

    /// Whether nothing is waited for any more.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.step.row().stage == Stage::Done
    }
}

fn refuse_if(condition: bool, refusal: impl Into<Refusal>) -> Result<(), Refusal> {
    if condition { Err(refusal.into()) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
