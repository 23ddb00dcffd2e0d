//! Meetings on the wire.

use super::kind::MeetingKind;
use super::life::LifeView;
use super::quorum::{Motion, Quorum};
use super::share::Tally;
use super::state::{Act, Stage};
use super::step::{Party, Step};
use super::words::{Answer, Decision, ExclusionReason, Length, StepState};
use crate::archive::TextFormat;
use crate::branch::CommitteeMember;
use crate::file::FileInfo;
use crate::member::MemberClass;
use crate::org::OrgRef;
use crate::{GroupId, Instant, MeetingId, MemberId};

wire! {
    /// Somebody not counted towards 应到, and why.
    pub struct Exclusion {
        /// Who.
        pub member: MemberId,
        /// Why.
        pub reason: ExclusionReason,
        /// In words; required for [`ExclusionReason::Other`].
        #[serde(default)]
        pub note: String,
    }

    /// `POST /api/meetings` and `PUT /api/meetings/{id}`: what the branch types. Everybody of the circle is either
    /// expected or excluded.
    pub struct MeetingForm {
        /// Which kind; can't be changed later.
        pub kind: MeetingKind,
        /// What it is about, at most 80 characters.
        pub title: String,
        /// Where, at most 80 characters.
        pub place: String,
        /// The agenda, at most 5,000 characters.
        #[serde(default)]
        pub agenda: String,
        /// When it starts.
        pub starts_at: Instant,
        /// How long it takes.
        pub length: Length,
        /// 主持人: somebody of the committee.
        pub chair: MemberId,
        /// The party group whose meeting it is; for kinds that draw from one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub group: Option<GroupId>,
        /// 参会比例 in percent, 50 to 100; only for kinds that have one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub required_share: Option<u8>,
        /// 反馈截止时间, before the start.
        pub answer_deadline: Instant,
        /// Who should attend.
        pub expected: Vec<MemberId>,
        /// Who does not count, and why.
        #[serde(default)]
        pub excluded: Vec<Exclusion>,
    }

    /// Somebody who can be ticked in the form.
    pub struct Candidate {
        /// The member.
        pub id: MemberId,
        /// Their name.
        pub name: String,
        /// 正式 or 预备.
        pub class: MemberClass,
        /// The exclusion that the registry suggests, e.g. for 流动党员.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub suggested: Option<ExclusionReason>,
    }

    /// A party group that can be chosen in the form.
    pub struct GroupChoice {
        /// The group.
        pub id: GroupId,
        /// Its name.
        pub name: String,
        /// Its present members.
        pub members: Vec<MemberId>,
    }

    /// `GET /api/meetings/draft`: what the form starts from.
    pub struct MeetingDraft {
        /// The kind asked for.
        pub kind: MeetingKind,
        /// The circle; for a kind that draws from a group, everybody who is in one.
        pub circle: Vec<Candidate>,
        /// For a kind that draws from a group: the branch's groups.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub groups: Vec<GroupChoice>,
        /// Who may chair; empty means that the committee has to be formed first (FEATURES 3.5).
        pub committee: Vec<CommitteeMember>,
        /// The required share proposed, for kinds that have one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub required_share: Option<u8>,
        /// The server's clock, to explain deadlines by.
        pub now: Instant,
    }

    /// A meeting as a row of a list.
    pub struct MeetingRow {
        /// The meeting.
        pub id: MeetingId,
        /// Its kind.
        pub kind: MeetingKind,
        /// What it is about.
        pub title: String,
        /// Where.
        pub place: String,
        /// When.
        pub starts_at: Instant,
        /// How long.
        pub length: Length,
        /// Who chairs.
        pub chair: String,
        /// Until when answers are taken.
        pub answer_deadline: Instant,
        /// Where it stands now.
        pub stage: Stage,
        /// Heads.
        pub tally: Tally,
        /// Whose meeting it is.
        pub org: OrgRef,
        /// The party group whose meeting it is, by name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub group: Option<String>,
        /// For a member: what they answered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub my_answer: Option<Answer>,
        /// For a member: whether they were told and have not answered while they still can.
        pub waits_for_me: bool,
    }

    /// One step on the timeline.
    pub struct TimelineStep {
        /// Which; absent for 创建会议, which is before the table begins.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub step: Option<Step>,
        /// Its label.
        pub label: String,
        /// Where it stands.
        pub state: StepState,
        /// Who is responsible.
        pub party: Party,
        /// When it was done, where it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<Instant>,
        /// Who did it or has to, and what is noted: 「截止今天 18:00」, 「川口乡党总支」.
        #[serde(default)]
        pub note: String,
    }

    /// Whether an act is open to the caller, and why not (FEATURES 13.2).
    pub struct ActState {
        /// The act.
        pub act: Act,
        /// Open now.
        pub allowed: bool,
        /// Why not, as a refusal's code; absent when open.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub code: Option<String>,
        /// Why not, as a sentence.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub why: Option<String>,
        /// What to do next, where there is something.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub next: Option<String>,
        /// Whom it waits for: who is responsible for the step at which the meeting stands.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub waits_for: Option<Party>,
    }

    /// Somebody of the meeting; the list is for the branch and its superior, members see themselves.
    pub struct Attendee {
        /// Who.
        pub member: MemberId,
        /// Their name.
        pub name: String,
        /// 正式 or 预备, as it was when the people were set.
        pub class: MemberClass,
        /// Counts towards 应到.
        pub expected: bool,
        /// Why not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reason: Option<ExclusionReason>,
        /// The note to it.
        #[serde(default)]
        pub note: String,
        /// When they were told, if they were.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub told_at: Option<Instant>,
        /// What they answered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub answer: Option<Answer>,
        /// The reason they gave for their leave.
        #[serde(default)]
        pub leave_reason: String,
        /// When they answered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub answered_at: Option<Instant>,
        /// Really there; absent until a record is in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub present: Option<bool>,
        /// When they were checked in on the spot.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub checked_in_at: Option<Instant>,
        /// The helper who answered for them (帮办).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub answered_by: Option<String>,
    }

    /// One round of handing in and deciding (FEATURES 3.2): every round is kept.
    pub struct ReviewRound {
        /// 1 for the first.
        pub round: u32,
        /// Which step decides: review of the record, or approval beforehand.
        pub step: Step,
        /// When it was handed in.
        pub submitted_at: Instant,
        /// To whom.
        pub reviewer: String,
        /// What was decided; absent while it waits or after it was taken back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decision: Option<Decision>,
        /// The reason of a return.
        #[serde(default)]
        pub reason: String,
        /// When it was decided or taken back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decided_at: Option<Instant>,
        /// Taken back by the branch.
        pub withdrawn: bool,
    }

    /// What was written down (会议记录).
    pub struct RecordView {
        /// The text.
        pub text: String,
        /// How the text is written down.
        #[serde(default)]
        pub format: TextFormat,
        /// Photos.
        pub photos: Vec<FileInfo>,
        /// Attachments.
        pub attachments: Vec<FileInfo>,
        /// What was voted on.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub motions: Vec<Motion>,
        /// When it was last changed.
        pub at: Instant,
    }

    /// `GET /api/meetings/{id}`: everything a page about it needs.
    pub struct MeetingView {
        /// The row.
        #[serde(flatten)]
        pub row: MeetingRow,
        /// The step it stands at.
        pub step: Step,
        /// The agenda.
        pub agenda: String,
        /// Who chairs.
        pub chair_id: MemberId,
        /// The party group whose meeting it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub group_id: Option<GroupId>,
        /// Why it was cancelled.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cancel_reason: Option<String>,
        /// The steps so far and to come.
        pub timeline: Vec<TimelineStep>,
        /// What the caller may do now, and why not.
        pub acts: Vec<ActState>,
        /// People; for a member, only themselves.
        pub people: Vec<Attendee>,
        /// The record, once there is one and the caller may read it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub record: Option<RecordView>,
        /// All rounds of review; for the branch and its superior.
        pub rounds: Vec<ReviewRound>,
        /// Whether it can be held and its votes count; for the branch and its superior.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub quorum: Option<Quorum>,
        /// What kinds with outlines, materials and an appraisal have beside.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub life: Option<LifeView>,
        /// Names the state that this was read from: send it back with an edit (`If-Match`).
        pub version: u32,
    }

    /// `POST /api/meetings/{id}/notice`.
    pub struct SendNotice {
        /// Who is told; those told before are not told twice.
        pub members: Vec<MemberId>,
    }

    /// `PUT /api/meetings/{id}/answer`.
    pub struct AnswerForm {
        /// Attend or leave.
        pub answer: Answer,
        /// The reason for a leave, at most 300 characters.
        #[serde(default)]
        pub reason: String,
        /// 帮办: the member for whom the caller answers, with their consent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub for_member: Option<MemberId>,
    }

    /// What a member gets back for an answer.
    pub struct Answered {
        /// What stands now.
        pub answer: Answer,
        /// When the server took it.
        pub at: Instant,
    }

    /// `PUT /api/meetings/{id}/record`.
    pub struct RecordForm {
        /// The text: 1 to 50,000 characters, formatting not counted.
        pub text: String,
        /// How the text is written down.
        #[serde(default)]
        pub format: TextFormat,
        /// Who was really there, out of those expected.
        pub present: Vec<MemberId>,
        /// Photos uploaded before, at most 20.
        #[serde(default)]
        pub photos: Vec<crate::FileId>,
        /// Attachments uploaded before, at most 20.
        #[serde(default)]
        pub attachments: Vec<crate::FileId>,
        /// What was voted on, at most 20.
        #[serde(default)]
        pub motions: Vec<Motion>,
    }

    /// `POST /api/meetings/{id}/review`.
    pub struct ReviewForm {
        /// Approve or return.
        pub decision: Decision,
        /// Required for a return, at most 300 characters.
        #[serde(default)]
        pub reason: String,
    }

    /// `POST /api/meetings/{id}/cancellation`.
    pub struct CancelForm {
        /// Why, at most 300 characters.
        pub reason: String,
    }

    /// Counts for the filter chips above the list.
    pub struct StageCount {
        /// Which.
        pub stage: Stage,
        /// How many.
        pub count: u32,
    }
}

impl Attendee {
    /// Expected, and said to attend.
    #[must_use]
    pub fn attends(&self) -> bool {
        self.expected && self.answer == Some(Answer::Attend)
    }
}
