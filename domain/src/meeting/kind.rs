//! The kinds of meeting and their steps (FEATURES 3.1): one table, from which API, timeline, reminders, points and manual
//! are made.
//!
//! Adding a kind means adding a row here; `state` walks whatever the table says. What a step is stands in `step`.

use super::state::Act;
use super::step::Step;
use crate::points::Rule;
use crate::time::{DAY, HOUR};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindRow {
    /// The stable code.
    pub code: &'static str,
    /// What users call it.
    pub label: &'static str,
    /// What follows 创建, in order; ends with [`Step::Done`] or the work after it.
    pub steps: &'static [Step],
    /// Whose meeting it is.
    pub audience: Audience,
    /// Whether a required share is set and is the condition for holding it (FEATURES 3.10).
    pub share_required: bool,
    /// How long before the answer deadline the silent ones are reminded by the platform, in milliseconds, the longest
    /// first (FEATURES 3.14).
    pub reminders: &'static [i64],
    /// How long before the start those without a speech outline are, likewise; empty where the kind asks for none.
    pub outline_reminders: &'static [i64],
    /// The rule by which those who answered earn points (FEATURES 6.1).
    pub points: Rule,
}

const REVIEWED: &[Step] =
    &[Step::SendNotice, Step::Answer, Step::UploadRecord, Step::SubmitForReview, Step::Review, Step::Done];
const FILED: &[Step] = &[Step::SendNotice, Step::Answer, Step::UploadRecord, Step::File, Step::Done];
const REMINDERS: &[i64] = &[DAY, 3 * HOUR];

/// The table of FEATURES 3.1, in the order of [`MeetingKind::ALL`].
pub const KINDS: &[KindRow] = &[
    KindRow {
        code: MeetingKind::GeneralMeeting.code(),
        label: MeetingKind::GeneralMeeting.label(),
        steps: REVIEWED,
        audience: Audience::Branch,
        share_required: true,
        reminders: REMINDERS,
        outline_reminders: &[],
        points: Rule::GeneralMeeting,
    },
    KindRow {
        code: MeetingKind::CommitteeMeeting.code(),
        label: MeetingKind::CommitteeMeeting.label(),
        steps: REVIEWED,
        audience: Audience::Committee,
        share_required: true,
        reminders: REMINDERS,
        outline_reminders: &[],
        points: Rule::CommitteeMeeting,
    },
    KindRow {
        code: MeetingKind::GroupMeeting.code(),
        label: MeetingKind::GroupMeeting.label(),
        steps: &[Step::SendNotice, Step::Answer, Step::UploadRecord, Step::ConfirmRecord, Step::Done],
        audience: Audience::Group,
        share_required: false,
        reminders: REMINDERS,
        outline_reminders: &[],
        points: Rule::GroupMeeting,
    },
    KindRow {
        code: MeetingKind::PartyLecture.code(),
        label: MeetingKind::PartyLecture.label(),
        steps: FILED,
        audience: Audience::Branch,
        share_required: false,
        reminders: REMINDERS,
        outline_reminders: &[],
        points: Rule::PartyLecture,
    },
    KindRow {
        code: MeetingKind::ThemeDay.code(),
        label: MeetingKind::ThemeDay.label(),
        steps: FILED,
        audience: Audience::Branch,
        share_required: true,
        reminders: REMINDERS,
        outline_reminders: &[],
        points: Rule::ThemeDay,
    },
    KindRow {
        code: MeetingKind::LifeMeeting.code(),
        label: MeetingKind::LifeMeeting.label(),
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
        reminders: REMINDERS,
        outline_reminders: &[7 * DAY, 3 * DAY],
        points: Rule::LifeMeeting,
    },
];

impl KindRow {
    fn at(&self, step: Step) -> Option<usize> {
        self.steps.iter().position(|s| *s == step)
    }

    /// Whether the kind has this step.
    #[must_use]
    pub fn has(&self, step: Step) -> bool {
        self.at(step).is_some()
    }

    /// The step after `step`; `None` at the end of the table or when the kind has no such step. 完成 is not stood at when
    /// work follows it: the meeting is done, and that work is what may still be uploaded.
    #[must_use]
    pub fn after(&self, step: Step) -> Option<Step> {
        let next = |s| self.steps.get(self.at(s)? + 1).copied();
        let following = next(step)?;
        if following == Step::Done { next(Step::Done).or(Some(Step::Done)) } else { Some(following) }
    }

    /// The step before `step`.
    #[must_use]
    pub fn preceding(&self, step: Step) -> Option<Step> {
        self.steps.get(self.at(step)?.checked_sub(1)?).copied()
    }

    /// The first step that waits after 创建.
    #[must_use]
    pub fn first(&self) -> Step {
        self.steps.first().copied().unwrap_or(Step::Done)
    }

    /// Whether `a` comes before `b` in this kind.
    #[must_use]
    pub fn before(&self, a: Step, b: Step) -> bool {
        matches!((self.at(a), self.at(b)), (Some(a), Some(b)) if a < b)
    }

    /// Where `act` leads from `step`: past the step that it completes, and past those between that end with it. `None`
    /// when it completes nothing from here.
    #[must_use]
    pub fn led(&self, step: Step, act: Act) -> Option<Step> {
        let from = self.steps.get(self.at(step)?..)?;
        let ends = from.iter().position(|s| !s.row().ends_with_next)?;
        let completed = from.iter().take(ends + 1).find(|s| s.row().completed_by == Some(act))?;
        self.after(*completed)
    }

    /// Whether `act` is open while a meeting of this kind stands at `step`.
    #[must_use]
    pub fn offers(&self, step: Step, act: Act) -> bool {
        self.has(step) && step.row().acts.contains(&act) && act.home().is_none_or(|home| self.has(home))
    }

    /// Every act that this kind knows, in the order in which its steps offer them.
    #[must_use]
    pub fn acts(&self) -> Vec<Act> {
        let mut all = Vec::new();
        for step in self.steps {
            for act in step.row().acts {
                if self.offers(*step, *act) && !all.contains(act) {
                    all.push(*act);
                }
            }
        }
        all
    }
}

impl MeetingKind {
    /// Its row of the table.
    #[must_use]
    pub fn row(self) -> &'static KindRow {
        // the test below holds the table to one row a kind, in order
        &KINDS[Self::ALL.iter().position(|k| *k == self).unwrap_or(0)]
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
            assert_eq!((row.code, row.label), (kind.code(), kind.label()));
            assert!(row.has(Step::Done), "{}", row.label);
            assert!(row.before(Step::SendNotice, Step::Answer));
            assert!(row.before(Step::Answer, Step::UploadRecord));
            assert!(row.reminders.is_sorted_by(|a, b| a > b) && row.outline_reminders.is_sorted_by(|a, b| a > b));
            assert_eq!(row.outline_reminders.is_empty(), !row.has(Step::SpeechOutline), "{}", row.label);
        }
    }

    #[test]
    fn the_steps_are_those_of_features_3_1() {
        let labels = |kind: MeetingKind| kind.row().steps.iter().map(|s| s.label()).collect::<Vec<_>>().join(" ");
        for kind in [MeetingKind::GeneralMeeting, MeetingKind::CommitteeMeeting] {
            assert_eq!(labels(kind), "发通知 党员反馈 上传会议记录 报审 上级审核 完成");
        }
        assert_eq!(labels(MeetingKind::GroupMeeting), "发通知 党员反馈 上传会议记录 确认会议记录 完成");
        for kind in [MeetingKind::PartyLecture, MeetingKind::ThemeDay] {
            assert_eq!(labels(kind), "发通知 党员反馈 上传会议记录 报备 完成");
        }
        assert_eq!(
            labels(MeetingKind::LifeMeeting),
            "预通知 上传发言提纲 提交会议材料 报批 上级审批 发通知 党员反馈 上传会议记录 上传民主评议 报审 上级审核 完成 \
             上传会后工作"
        );
    }

    #[test]
    fn kinds_without_a_required_share_are_the_two_of_features_3_10() {
        let without: Vec<_> = KINDS.iter().filter(|r| !r.share_required).map(|r| r.code).collect();
        assert_eq!(without, ["group_meeting", "party_lecture"]);
    }

    #[test]
    fn what_was_handed_in_goes_back_to_where_it_was_handed_in() {
        let life = MeetingKind::LifeMeeting.row();
        assert_eq!(life.preceding(Step::Approve), Some(Step::SubmitForApproval));
        assert_eq!(life.preceding(Step::Review), Some(Step::SubmitForReview));
        assert_eq!(life.preceding(life.first()), None);
        assert_eq!(life.after(Step::Review), Some(Step::AfterWork));
        assert_eq!(MeetingKind::ThemeDay.row().after(Step::File), Some(Step::Done));
    }
}
