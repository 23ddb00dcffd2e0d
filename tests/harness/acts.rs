//! The main story's acts in short: what a test says when it is about what comes after them.

use super::actor::Actor;
use super::world::{Place, World};
use gsdj_domain::meeting::{
    Answer, AnswerForm, Exclusion, Length, MeetingForm, MeetingKind, MeetingView, RecordForm, SendNotice,
};
use gsdj_domain::points::{LedgerEntry, Rule};
use gsdj_domain::time::{DAY, HOUR};
use gsdj_domain::{Instant, MeetingId, MemberId, Page};

impl World {
    /// A form of branch A that every rule accepts: starts in three days, answers until two hours before, all ten
    /// expected (for a committee meeting: its three), 80 percent.
    #[must_use]
    pub fn form(&self, kind: MeetingKind) -> MeetingForm {
        let circle = if kind == MeetingKind::CommitteeMeeting { 101..=103 } else { 101..=110 };
        let starts_at = self.now().plus(3 * DAY);
        MeetingForm {
            kind,
            title: "示例：讨论示例事项".into(),
            place: "示例村部二楼".into(),
            agenda: "一、示例议程".into(),
            starts_at,
            length: Length::HalfDay,
            chair: MemberId(101),
            group: None,
            required_share: kind.row().share_required.then_some(80),
            answer_deadline: starts_at.plus(-2 * HOUR),
            expected: circle.map(MemberId).collect(),
            excluded: Vec::new(),
        }
    }

    /// Creates what the form says.
    pub async fn create(&self, form: &MeetingForm) -> MeetingView {
        self.branch_admin().post("/api/meetings", form).await.created()
    }

    /// A general meeting that nobody was told of.
    pub async fn drafted(&self) -> MeetingView {
        self.create(&self.form(MeetingKind::GeneralMeeting)).await
    }

    /// A meeting of which all expected were told.
    pub async fn announced_as(&self, form: &MeetingForm) -> MeetingView {
        let drafted = self.create(form).await;
        self.notice(drafted.row.id, &form.expected).await
    }

    /// A general meeting of which all ten were told.
    pub async fn announced(&self) -> MeetingView {
        self.announced_as(&self.form(MeetingKind::GeneralMeeting)).await
    }

    /// Branch A tells these members.
    pub async fn notice(&self, meeting: MeetingId, members: &[MemberId]) -> MeetingView {
        let form = SendNotice { members: members.to_vec() };
        self.branch_admin().post(at(meeting, "/notice"), &form).await.ok()
    }

    /// A meeting that all told will attend, and that has just begun.
    pub async fn begun_as(&self, form: &MeetingForm) -> MeetingView {
        let told = self.announced_as(form).await;
        for member in &form.expected {
            self.account(member.0).attends(told.row.id).await;
        }
        self.at(form.starts_at).await;
        self.branch_admin().get(at(told.row.id, "")).await.ok()
    }

    /// A meeting whose record is in.
    pub async fn recorded_as(&self, form: &MeetingForm) -> MeetingView {
        let begun = self.begun_as(form).await;
        self.record(begun.row.id, &form.expected).await
    }

    /// Branch A uploads a record.
    pub async fn record(&self, meeting: MeetingId, present: &[MemberId]) -> MeetingView {
        self.branch_admin().put(at(meeting, "/record"), &record(present)).await.ok()
    }

    /// A meeting that was handed in.
    pub async fn submitted_as(&self, form: &MeetingForm) -> MeetingView {
        let recorded = self.recorded_as(form).await;
        self.branch_admin().post_empty(at(recorded.row.id, "/submission")).await.ok()
    }

    /// A general meeting that was handed in for review.
    pub async fn submitted(&self) -> MeetingView {
        self.submitted_as(&self.form(MeetingKind::GeneralMeeting)).await
    }

    /// Gives branch B a committee: its first member as secretary.
    pub async fn committee_for_b(&self) {
        let form = serde_json::json!({ "posts": [{ "member": 201, "post": "secretary" }] });
        self.branch_of(Place::B).put("/api/orgs/13/committee", &form).await.is(200);
    }
}

impl Actor {
    /// Answers that they attend.
    pub async fn attends(&self, meeting: MeetingId) {
        let form = AnswerForm { answer: Answer::Attend, reason: String::new(), for_member: None };
        self.put(at(meeting, "/answer"), &form).await.is(200);
    }

    /// Answers that they are on leave.
    pub async fn leaves(&self, meeting: MeetingId, reason: &str) {
        let form = AnswerForm { answer: Answer::Leave, reason: reason.into(), for_member: None };
        self.put(at(meeting, "/answer"), &form).await.is(200);
    }

    /// The meeting as they see it.
    pub async fn sees(&self, meeting: MeetingId) -> MeetingView {
        self.get(at(meeting, "")).await.ok()
    }
}

/// The address of a meeting, or of something of it.
#[must_use]
pub fn at(meeting: MeetingId, of: &str) -> String {
    format!("/api/meetings/{meeting}{of}")
}

/// A record with these people present.
#[must_use]
pub fn record(present: &[MemberId]) -> RecordForm {
    RecordForm {
        format: Default::default(),
        text: "示例会议记录：会议讨论了示例事项。".into(),
        present: present.to_vec(),
        photos: Vec::new(),
        attachments: Vec::new(),
        motions: Vec::new(),
    }
}

/// The same form at another time, deadline and all.
#[must_use]
pub fn starting(mut form: MeetingForm, starts_at: Instant) -> MeetingForm {
    form.starts_at = starts_at;
    form.answer_deadline = starts_at.plus(-2 * HOUR);
    form
}

/// Excludes one of the expected for illness.
#[must_use]
pub fn without(mut form: MeetingForm, member: i64) -> MeetingForm {
    form.expected.retain(|m| m.0 != member);
    let reason = gsdj_domain::meeting::ExclusionReason::Illness;
    form.excluded.push(Exclusion { member: MemberId(member), reason, note: String::new() });
    form
}

/// What a member's latest hundred entries of the ledger come to by one rule.
pub async fn earned(who: &Actor, rule: Rule) -> i64 {
    let page: Page<LedgerEntry> = who.get("/api/points/mine/entries?limit=100").await.ok();
    page.items.iter().filter(|e| e.rule == rule).map(|e| i64::from(e.points)).sum()
}
