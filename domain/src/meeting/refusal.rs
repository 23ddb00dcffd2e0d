//! What meetings are refused for: each row a code, a status, a field and a sentence.

use super::share::MIN_REQUIRED;
use crate::time::{Instant, lasting};

refusals! {
    /// Why something about a meeting is not done.
    pub enum MeetingRefusal {
        /// A meeting cannot be created for a time already past (3.4).
        MeetingInThePast = "meeting_in_the_past" 422 in "starts_at" => "会议时间已过，不能补录，请选择以后的时间";
        /// A meeting further ahead than a year is taken for a slip of the pen.
        MeetingTooFarAhead = "meeting_too_far_ahead" 422 in "starts_at" => "会议时间超过一年以后，请核对";
        /// The chair is not on the branch's committee (3.5).
        ChairNotOnCommittee = "chair_not_on_committee" 422 in "chair" => "主持人必须是支委会成员";
        /// The branch has no committee yet (3.5).
        NoCommittee = "no_committee" 422 in "chair" => "本支部还没有支委会，不能指定主持人",
            next "请先到“在线用标—支委会”组建支委会。";
        /// The answer deadline is not before the start (3.7).
        DeadlineAfterStart = "deadline_after_start" 422 in "answer_deadline" => "反馈截止时间必须早于会议开始时间";
        /// The answer deadline is already past.
        DeadlineInThePast = "deadline_in_the_past" 422 in "answer_deadline" => "反馈截止时间已过，请选择以后的时间";
        /// The required share is missing or out of bounds (3.10).
        ShareOutOfBounds = "share_out_of_bounds" 422 in "required_share" => format!("参会比例应在 {MIN_REQUIRED}% 到 100% 之间");
        /// This kind of meeting takes no required share (3.10).
        ShareNotTaken = "share_not_taken" 422 in "required_share" => "此类会议不设参会比例";
        /// Nobody is expected at the meeting.
        NobodyExpected = "nobody_expected" 422 in "expected" => "请至少选择一名应到党员";
        /// Somebody of the circle is neither expected nor excluded with a reason.
        Unplaced {
            /// Their names.
            names: String,
        } = "unplaced" 422 in "expected" => format!("请说明以下党员应到，或者不计入应到的原因：{names}");
        /// Somebody is both expected and excluded.
        PlacedTwice {
            /// Their names.
            names: String,
        } = "placed_twice" 422 in "expected" => format!("不能既应到又不计入：{names}");
        /// Excluding somebody for another reason needs that reason in words.
        ExclusionNeedsNote {
            /// Who it is about.
            names: String,
        } = "exclusion_needs_note" 422 in "excluded" => format!("请写明不计入应到的原因：{names}");
        /// Nobody was ticked to be told (3.8).
        NobodyTicked = "nobody_ticked" 422 in "members" => "请勾选要通知的党员";
        /// A meeting past its time can't be announced (3.8).
        NoticeTooLate = "notice_too_late" 409 => "会议时间已过，不能再发通知";
        /// The answer deadline has passed (3.7).
        AnswerTooLate {
            /// The deadline that passed.
            deadline: Instant,
        } = "answer_too_late" 409 => format!("已超出反馈截止时间（{}）", deadline.written());
        /// The caller was not asked to this meeting.
        NotInvited = "not_invited" 403 => "您不在本次会议的通知范围内";
        /// Leave needs a reason (3.9).
        LeaveNeedsReason = "leave_needs_reason" 422 in "reason" => "请填写请假原因";
        /// The act does not fit the step the meeting is at.
        NotAtThisStep {
            /// What was tried, as a Chinese label.
            act: &'static str,
            /// The step it is at, as a Chinese label.
            step: &'static str,
        } = "not_at_this_step" 409 => format!("现在不能{act}：会议处于“{step}”");
        /// The meeting was cancelled.
        MeetingCancelled = "meeting_cancelled" 409 => "会议已取消";
        /// The meeting has not begun: no record yet.
        NotBegun {
            /// When it begins.
            starts_at: Instant,
        } = "not_begun" 409 => format!("会议尚未开始（{}），会后才能上传会议记录", starts_at.written());
        /// Fewer than the required share will attend: the meeting cannot be held (3.1, 3.10).
        ShareNotReached {
            /// How many more must say they attend.
            missing: u32,
        } = "share_not_reached" 409 => format!("未达到参会比例，会议不能召开，还差 {missing} 人"),
            next "可以提醒未反馈的党员、与请假的党员沟通，或者修改会议时间后重新通知。";
        /// Somebody marked present was not expected.
        PresentNotExpected {
            /// Their names.
            names: String,
        } = "present_not_expected" 422 in "present" => format!("不在应到名单中，不能记为到会：{names}");
        /// Fewer than the required share were really present.
        ActualShareTooLow {
            /// How many were missing.
            missing: u32,
        } = "actual_share_too_low" 422 in "present" => format!("实到人数未达到参会比例，还差 {missing} 人，会议无效，请核对到会名单");
        /// Everybody has answered: nobody is left to remind.
        NobodyToRemind = "nobody_to_remind" 409 => "所有党员都已反馈，无需提醒";
        /// Reminded a short while ago.
        RemindedRecently {
            /// When the next reminder may go out.
            until: Instant,
            /// When the refusal was made.
            now: Instant,
        } = "reminded_recently" 429 => format!("刚刚提醒过，请{}后再提醒", lasting(until.0 - now.0 + 59_999));
        /// Cancelling needs a reason (3.12).
        CancelNeedsReason = "cancel_needs_reason" 422 in "reason" => "取消会议请写明原因";
        /// The member is in no party group, or the form names none (FEATURES 3.1).
        GroupMissing = "group_missing" 422 in "group" => "请选择召开会议的党小组",
            next "还没有党小组的，请先到“在线用标—党小组”划分党小组。";
        /// A kind whose circle is no group was given one.
        GroupNotTaken = "group_not_taken" 422 in "group" => "此类会议不按党小组召开";
        /// Somebody expected has neither handed in an outline nor been excused (FEATURES 3.1).
        OutlinesMissing {
            /// How many.
            missing: u32,
        } = "outlines_missing" 409 => format!("还有 {missing} 名党员没有上传发言提纲，不能提交会议材料"),
            next "可以提醒他们，为确有困难的党员代交，或注明免交的原因。";
        /// An outline without text and files.
        OutlineEmpty = "outline_empty" 422 in "text" => "请填写发言提纲，或者上传文件";
        /// Excusing needs a reason.
        ExcuseNeedsReason = "excuse_needs_reason" 422 in "text" => "请写明免交的原因";
        /// No present member of the meeting by that id.
        NotOneOfThem = "not_one_of_them" 422 in "member" => "不在本次会议的应到名单中";
        /// Only full members vote (FEATURES 13.1).
        NoVote = "no_vote" 403 => "预备党员没有表决权，不参加互评投票";
        /// Only those who were there vote.
        NotPresent = "not_present" 403 => "您没有到会，不参加互评投票";
        /// One ballot a person.
        AlreadyVoted = "already_voted" 409 => "您已经投过票，每人只能投一次";
        /// The vote has ended.
        BallotClosed = "ballot_closed" 409 => "互评投票已经结束";
        /// The vote has not ended: nobody may see it yet, and no grade be drawn from it.
        BallotOpen = "ballot_open" 409 => "互评投票还没有结束，不能填写组织评定等次",
            next "请先按“结束互评”，再根据自评、互评结果评定等次。";
        /// The ballot leaves somebody out, or names somebody who is not up for appraisal.
        BallotIncomplete {
            /// How many are left out.
            missing: usize,
        } = "ballot_incomplete" 422 in "grades" => format!("还有 {missing} 名党员没有评定等次"),
            next "请为每位评议对象选择一个等次。";
        /// More votes than voters were there.
        VotesExceedVoters {
            /// The motion.
            title: String,
            /// Votes counted.
            votes: u32,
            /// Voters there.
            voters: u32,
        } = "votes_exceed_voters" 422 in "votes"
            => format!("“{title}”的票数共 {votes} 票，多于到会有表决权的 {voters} 人");
        /// More motions than a record holds.
        TooManyVotes {
            /// The most.
            max: usize,
        } = "too_many_votes" 422 in "votes" => format!("表决事项最多 {max} 项");
    }
}
