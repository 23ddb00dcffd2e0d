//! The acts of a life meeting in short: what a test says when it is about what comes after them.

use super::actor::Actor;
use super::acts::at;
use super::world::World;
use gsdj_domain::meeting::life::{AppraisalForm, Ballot, Graded, OutlineForm, PaperForm, SelfAppraisal, Verdict};
use gsdj_domain::meeting::{Decision, Grade, MeetingForm, MeetingKind, MeetingView, ReviewForm, SendNotice, Step};
use gsdj_domain::{MeetingId, MemberId};

use super::acts::without;

impl World {
    /// A life meeting's form with only the first `n` members of branch A expected, the others ill.
    #[must_use]
    pub fn life_form(&self, n: i64) -> MeetingForm {
        (101 + n..=110).fold(self.form(MeetingKind::LifeMeeting), without)
    }

    /// Brings a life meeting of this form to `step`, everybody doing what they should. From the record on the clock stands
    /// at its start.
    pub async fn life_at(&self, form: &MeetingForm, step: Step) -> MeetingId {
        let meeting = self.create(form).await.row.id;
        self.life_on(meeting, form, step).await;
        meeting
    }

    /// Brings it on to `step` from wherever it stands.
    pub async fn life_on(&self, meeting: MeetingId, form: &MeetingForm, step: Step) {
        loop {
            let now = self.branch_admin().sees(meeting).await.step;
            if now == step {
                return;
            }
            self.do_step(meeting, form, now).await;
        }
    }

    async fn do_step(&self, meeting: MeetingId, form: &MeetingForm, step: Step) {
        let branch = self.branch_admin();
        let all = SendNotice { members: form.expected.clone() };
        match step {
            Step::PreNotice => drop(branch.post(at(meeting, "/pre-notice"), &all).await.is(200)),
            Step::SpeechOutline => {
                for member in &form.expected {
                    self.account(member.0).hands_in(meeting).await;
                }
                branch.put(at(meeting, "/materials"), &paper("示例会议方案")).await.is(200);
            }
            Step::SubmitForApproval | Step::SubmitForReview => {
                branch.post_empty(at(meeting, "/submission")).await.is(200);
            }
            Step::Approve | Step::Review => {
                let form = ReviewForm { decision: Decision::Approve, reason: String::new() };
                self.superior().post(at(meeting, "/review"), &form).await.is(200);
            }
            Step::SendNotice => drop(self.notice(meeting, &form.expected).await),
            Step::Answer => {
                for member in &form.expected {
                    self.account(member.0).attends(meeting).await;
                }
                self.at(form.starts_at).await;
                self.record(meeting, &form.expected).await;
            }
            Step::UploadAppraisal => {
                for member in &form.expected {
                    self.account(member.0).votes(meeting, &others(form, *member), Grade::Qualified).await;
                }
                branch.post_empty(at(meeting, "/ballot/end")).await.is(200);
                branch.put(at(meeting, "/appraisal"), &verdicts(form, Grade::Qualified)).await.is(200);
            }
            Step::UploadRecord
            | Step::ConfirmRecord
            | Step::File
            | Step::SubmitMaterials
            | Step::Done
            | Step::AfterWork => panic!("no life meeting waits at {}", step.label()),
        }
    }
}

impl Actor {
    /// Hands in an outline.
    pub async fn hands_in(&self, meeting: MeetingId) {
        let form = OutlineForm { member: None, text: "示例发言提纲".into(), files: Vec::new(), excused: false };
        self.put(at(meeting, "/outline"), &form).await.is(200);
    }

    /// Appraises oneself.
    pub async fn appraises_oneself(&self, meeting: MeetingId, grade: Grade) -> MeetingView {
        let form = SelfAppraisal { grade, text: "示例自评".into() };
        self.put(at(meeting, "/self-appraisal"), &form).await.ok()
    }

    /// Gives all of these people the same grade.
    pub async fn votes(&self, meeting: MeetingId, others: &[MemberId], grade: Grade) {
        self.post(at(meeting, "/ballot"), &ballot(others, grade)).await.is(200);
    }
}

/// A ballot with the same grade for all.
#[must_use]
pub fn ballot(others: &[MemberId], grade: Grade) -> Ballot {
    Ballot { grades: others.iter().map(|member| Graded { member: *member, grade }).collect() }
}

/// Everybody expected but one.
#[must_use]
pub fn others(form: &MeetingForm, than: MemberId) -> Vec<MemberId> {
    form.expected.iter().copied().filter(|m| *m != than).collect()
}

/// The organisation's grades, the same for all.
#[must_use]
pub fn verdicts(form: &MeetingForm, grade: Grade) -> AppraisalForm {
    let verdict = |member: &MemberId| Verdict { member: *member, grade, opinion: "示例意见".into() };
    AppraisalForm { verdicts: form.expected.iter().map(verdict).collect() }
}

/// Materials, or after-meeting work.
#[must_use]
pub fn paper(text: &str) -> PaperForm {
    PaperForm { text: text.into(), files: Vec::new() }
}
