//! What may happen to a meeting next, and to what it leads: the only place that decides (FEATURES 3.2–3.12).
//!
//! Pure: the backend loads a [`Meeting`], asks [`Meeting::allow`], stores what [`Meeting::after`] says. The pages ask the
//! same functions to explain a greyed button.

use super::kind::{MeetingKind, Step};
use super::share::Tally;
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
        /// Tell the members ticked.
        SendNotice = "send_notice" "发通知",
        /// Remind those who have not answered.
        Remind = "remind" "提醒未反馈的党员",
        /// Answer in person.
        Answer = "answer" "反馈",
        /// Upload the record or change it.
        UploadRecord = "upload_record" "上传会议记录",
        /// Hand in what the kind asks for: 报审, 报备 or the branch's own confirmation.
        Submit = "submit" "提交",
        /// Take it back while nobody has looked at it.
        Withdraw = "withdraw" "撤回",
        /// Return it with a reason.
        Return = "return" "退回",
        /// Approve it.
        Approve = "approve" "审核通过",
    }
}

coded! {
    /// Where a meeting stands, as lists show and filter it.
    pub enum Stage {
        /// Created, nobody told.
        Draft = "draft" "待发通知",
        /// Members are answering.
        Answering = "answering" "反馈中",
        /// The deadline passed below the required share: it can't be held as it is.
        Blocked = "blocked" "未达比例",
        /// The share is reached; it waits for its time.
        Ready = "ready" "待召开",
        /// It has begun; the record is due.
        RecordDue = "record_due" "待上传记录",
        /// The record is in; it waits to be handed in.
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
    /// Its kind.
    pub kind: MeetingKind,
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
        match self.step {
            Step::SendNotice | Step::PreNotice => Stage::Draft,
            Step::Answer => self.answering_stage(now),
            Step::UploadRecord => Stage::RecordDue,
            Step::SubmitForReview
            | Step::ConfirmRecord
            | Step::File
            | Step::SpeechOutline
            | Step::SubmitMaterials
            | Step::SubmitForApproval
            | Step::UploadAppraisal => Stage::SubmitDue,
            Step::Review | Step::Approve => Stage::InReview,
            Step::Done | Step::AfterWork => Stage::Done,
        }
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
            return Err(Refusal::MeetingCancelled);
        }
        match act {
            Act::Edit => self.at_steps(act, &[Step::SendNotice, Step::Answer]),
            Act::Cancel => self.at_steps(act, &[Step::SendNotice, Step::Answer, Step::UploadRecord]),
            Act::SendNotice => {
                self.at_steps(act, &[Step::SendNotice, Step::Answer])?;
                refuse_if(now >= self.starts_at, Refusal::NoticeTooLate)
            }
            Act::Remind => self.allow_remind(now),
            Act::Answer => {
                self.at_steps(act, &[Step::Answer])?;
                refuse_if(now > self.answer_deadline, Refusal::AnswerTooLate { deadline: self.answer_deadline })
            }
            Act::UploadRecord => self.allow_record(now),
            Act::Submit => self.at_steps(act, &[Step::SubmitForReview, Step::ConfirmRecord, Step::File]),
            Act::Withdraw => {
                self.at_steps(act, &[Step::Review])?;
                refuse_if(self.looked_at, Refusal::AlreadyLookedAt)
            }
            Act::Return | Act::Approve => self.at_steps(act, &[Step::Review]),
        }
    }

    fn allow_remind(&self, now: Instant) -> Result<(), Refusal> {
        self.at_steps(Act::Remind, &[Step::Answer])?;
        refuse_if(now > self.answer_deadline, Refusal::AnswerTooLate { deadline: self.answer_deadline })?;
        refuse_if(self.tally.silent() == 0, Refusal::NobodyToRemind)?;
        match self.reminded_at.map(|t| t.plus(REMINDER_PAUSE)) {
            Some(until) if now < until => Err(Refusal::RemindedRecently { until, now }),
            Some(_) | None => Ok(()),
        }
    }

    fn allow_record(&self, now: Instant) -> Result<(), Refusal> {
        let editable = [Step::Answer, Step::UploadRecord, Step::SubmitForReview, Step::ConfirmRecord, Step::File];
        self.at_steps(Act::UploadRecord, &editable)?;
        if self.step == Step::Answer {
            refuse_if(!self.tally.reached(), Refusal::ShareNotReached { missing: self.tally.missing() })?;
            refuse_if(now < self.starts_at, Refusal::NotBegun { starts_at: self.starts_at })?;
        }
        Ok(())
    }

    fn at_steps(&self, act: Act, steps: &[Step]) -> Result<(), Refusal> {
        let step = self.step.label();
        refuse_if(!steps.contains(&self.step), Refusal::NotAtThisStep { act: act.label(), step })
    }

    /// The meeting after `act`; call only when [`Self::allow`] said yes.
    #[must_use]
    pub fn after(&self, act: Act) -> Self {
        let mut next = self.clone();
        match act {
            Act::Edit | Act::Remind | Act::Answer => {}
            Act::Cancel => next.cancelled = true,
            Act::SendNotice => next.advance_past(Step::SendNotice),
            Act::UploadRecord => {
                next.advance_past(Step::Answer);
                next.advance_past(Step::UploadRecord);
            }
            Act::Submit => {
                next.returned = false;
                next.looked_at = false;
                next.step = self.kind.after(self.step).unwrap_or(Step::Done);
            }
            Act::Withdraw => next.step = Step::SubmitForReview,
            Act::Return => {
                next.step = Step::SubmitForReview;
                next.returned = true;
            }
            Act::Approve => next.step = self.kind.after(Step::Review).unwrap_or(Step::Done),
        }
        next
    }

    fn advance_past(&mut self, step: Step) {
        if self.step == step {
            self.step = self.kind.after(step).unwrap_or(Step::Done);
        }
    }

    /// Whether members who answered earn their points by this act: the record is submitted (FEATURES 6.1).
    #[must_use]
    pub fn earns_points(&self, act: Act) -> bool {
        act == Act::Submit && self.allow(act, self.starts_at).is_ok()
    }
}

fn refuse_if(condition: bool, refusal: Refusal) -> Result<(), Refusal> {
    if condition { Err(refusal) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::DAY;
    use proptest::prelude::*;

    fn fresh(kind: MeetingKind) -> Meeting {
        Meeting {
            id: MeetingId(1),
            kind,
            step: kind.first(),
            starts_at: Instant(10 * DAY),
            answer_deadline: Instant(9 * DAY),
            cancelled: false,
            returned: false,
            looked_at: false,
            reminded_at: None,
            tally: Tally { expected: 10, required_share: kind.row().share_required.then_some(80), ..Tally::default() },
        }
    }

    fn offered() -> impl Strategy<Value = MeetingKind> {
        let kinds: Vec<_> = MeetingKind::ALL.iter().copied().filter(|k| k.row().offered).collect();
        proptest::sample::select(kinds)
    }

    #[test]
    fn the_main_story_runs_with_one_return() {
        let mut m = fresh(MeetingKind::GeneralMeeting);
        m = m.after(Act::SendNotice);
        assert_eq!(m.stage(Instant(0)), Stage::Answering);
        m.tally.attending = 7;
        assert_eq!(m.stage(Instant(9 * DAY + 1)), Stage::Blocked);
        assert_eq!(m.allow(Act::UploadRecord, Instant(11 * DAY)), Err(Refusal::ShareNotReached { missing: 1 }));
        m.tally.attending = 8;
        assert_eq!(m.stage(Instant(9 * DAY + 1)), Stage::Ready);
        assert!(matches!(m.allow(Act::UploadRecord, Instant(9 * DAY)), Err(Refusal::NotBegun { .. })));
        m.allow(Act::UploadRecord, Instant(10 * DAY)).unwrap();
        m = m.after(Act::UploadRecord);
        assert!(m.earns_points(Act::Submit));
        m = m.after(Act::Submit);
        assert_eq!(m.stage(Instant(11 * DAY)), Stage::InReview);
        m = m.after(Act::Return);
        assert_eq!(m.stage(Instant(11 * DAY)), Stage::Returned);
        m = m.after(Act::UploadRecord).after(Act::Submit).after(Act::Approve);
        assert_eq!((m.step, m.stage(Instant(12 * DAY))), (Step::Done, Stage::Done));
    }

    #[test]
    fn answers_end_with_the_deadline_s_own_millisecond() {
        let m = fresh(MeetingKind::ThemeDay).after(Act::SendNotice);
        assert_eq!(m.allow(Act::Answer, m.answer_deadline), Ok(()));
        assert!(matches!(m.allow(Act::Answer, m.answer_deadline.plus(1)), Err(Refusal::AnswerTooLate { .. })));
    }

    #[test]
    fn what_the_superior_has_looked_at_cannot_be_taken_back() {
        let mut m = fresh(MeetingKind::GeneralMeeting);
        m.step = Step::Review;
        assert_eq!(m.allow(Act::Withdraw, Instant(0)), Ok(()));
        m.looked_at = true;
        assert_eq!(m.allow(Act::Withdraw, Instant(0)), Err(Refusal::AlreadyLookedAt));
    }

    proptest! {
        /// A random walk over the acts never leaves the kind's table, never goes back past a notice, and never comes out
        /// of 完成 or a cancellation.
        #[test]
        fn a_random_walk_never_reaches_an_illegal_state(
            kind in offered(),
            walk in prop::collection::vec((proptest::sample::select(Act::ALL), 0i64..14, 0u32..=10), 0..60),
        ) {
            let mut m = fresh(kind);
            let mut told = false;
            for (act, day, attending) in walk {
                let now = Instant(day * DAY);
                let before = m.clone();
                if m.allow(act, now).is_err() {
                    continue;
                }
                prop_assert!(!before.cancelled && before.step != Step::Done);
                m = m.after(act);
                if act == Act::Answer {
                    prop_assert!(now <= m.answer_deadline);
                    m.tally.attending = attending;
                }
                told |= act == Act::SendNotice;
                prop_assert!(kind.row().steps.contains(&m.step));
                prop_assert!(told || m.step == kind.first());
                if before.step == Step::Answer && m.step != Step::Answer {
                    prop_assert!(before.tally.reached() && now >= before.starts_at);
                }
                prop_assert!(!m.returned || m.step == Step::SubmitForReview);
                let back = kind.before(m.step, before.step);
                prop_assert!(!back || matches!(act, Act::Return | Act::Withdraw), "{} went back", act.label());
                let _ = m.stage(now);
            }
        }

        /// Between now and the instant that it names itself, a meeting's stage stands still.
        #[test]
        fn a_stage_holds_until_it_says(
            kind in offered(), attending in 0u32..=10, on_leave in 0u32..=3, now in 0i64..14, later in 0i64..14,
        ) {
            let mut m = fresh(kind).after(Act::SendNotice);
            (m.tally.attending, m.tally.on_leave) = (attending.min(10 - on_leave), on_leave);
            let now = Instant(now * DAY);
            let then = now.plus(later * DAY).0.min(m.holds_until(now).0 - 1);
            prop_assert_eq!(m.stage(now), m.stage(Instant(then)));
            prop_assert_eq!(m.allow(Act::Answer, now).is_ok(), m.allow(Act::Answer, Instant(then)).is_ok());
        }

        /// From every state that a walk can reach, 完成 can still be reached, unless the meeting was called off.
        #[test]
        fn done_is_reachable_from_everywhere(
            kind in offered(),
            walk in prop::collection::vec((proptest::sample::select(Act::ALL), 0i64..14), 0..40),
        ) {
            let mut m = fresh(kind);
            for (act, day) in walk {
                if act != Act::Cancel && m.allow(act, Instant(day * DAY)).is_ok() {
                    m = m.after(act);
                }
            }
            m.tally.attending = 10;
            let late = Instant(11 * DAY);
            for (act, now) in [
                (Act::SendNotice, Instant(0)), (Act::UploadRecord, late), (Act::Submit, late), (Act::Approve, late),
            ] {
                if m.allow(act, now).is_ok() {
                    m = m.after(act);
                }
            }
            prop_assert_eq!(m.step, Step::Done);
        }
    }
}
