//! Which acts a meeting's page offers, in which order, under which names; whether they are open is the server's word.

use super::why::responsible;
use gsdj_domain::meeting::{Act, LifeView, MeetingView, Party, Stage, Step};

/// A button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What it does.
    pub act: Act,
    /// What it says.
    pub label: String,
    /// Open now.
    pub allowed: bool,
    /// Why not.
    pub why: String,
    /// What to do instead.
    pub next: String,
    /// Who is responsible for what it waits for; empty where nobody is.
    pub who: String,
}

/// The buttons of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The one that matters now; always open.
    pub primary: Option<Button>,
    /// Open as well.
    pub others: Vec<Button>,
    /// Shut, each with its reason; for 「为什么不能？」.
    pub shut: Vec<Button>,
}

/// Puts the caller's acts in order. What members do has cards of its own and is left out.
#[must_use]
pub fn plan(view: &MeetingView) -> Plan {
    let mut plan = Plan::default();
    let order = preference(view);
    let rank = |act: Act| order.iter().position(|a| *a == act).unwrap_or(order.len());
    let mut states: Vec<_> = view.acts.iter().filter(|s| s.act.party() != Party::Members).collect();
    states.sort_by_key(|s| rank(s.act));
    for state in states {
        let button = Button {
            act: state.act,
            label: label(state.act, view),
            allowed: state.allowed,
            why: state.why.clone().unwrap_or_default(),
            next: state.next.clone().unwrap_or_default(),
            who: state.waits_for.filter(|_| !state.allowed).map(|party| responsible(view, party)).unwrap_or_default(),
        };
        match (state.allowed, plan.primary.is_none() && order.contains(&state.act)) {
            (true, true) => plan.primary = Some(button),
            (true, false) => plan.others.push(button),
            (false, _) => plan.shut.push(button),
        }
    }
    plan
}

/// What comes first; acts left out are never the primary one.
fn preference(view: &MeetingView) -> &'static [Act] {
    match view.row.stage {
        Stage::Draft => &[Act::SendNotice, Act::SendPreNotice, Act::Edit],
        Stage::Preparing => &[Act::SubmitMaterials, Act::Remind, Act::SendPreNotice, Act::Edit],
        Stage::Answering => &[Act::Remind, Act::SendNotice, Act::Edit],
        Stage::Blocked | Stage::Ready => &[Act::Edit],
        Stage::RecordDue => &[Act::UploadRecord],
        Stage::SubmitDue => &[Act::Submit, Act::UploadRecord],
        Stage::AppraisalDue => &[Act::UploadAppraisal, Act::CloseBallot, Act::UploadRecord],
        Stage::Returned => &[Act::UploadRecord, Act::SubmitMaterials, Act::Submit],
        Stage::InReview => &[Act::Approve, Act::Return, Act::Withdraw],
        Stage::Done => &[Act::UploadAfterWork],
        Stage::Cancelled => &[],
    }
}

/// What a button says for this meeting.
#[must_use]
pub fn label(act: Act, view: &MeetingView) -> String {
    match act {
        Act::Remind => match (view.row.stage, view.row.tally.silent(), outlines_missing(view)) {
            (Stage::Preparing, _, n) => format!("提醒未交提纲的 {n} 人"),
            (_, 0, _) => "提醒".into(),
            (_, n, _) => format!("提醒未反馈的 {n} 人"),
        },
        Act::SendNotice if view.row.tally.told > 0 => "补发通知".into(),
        Act::SendPreNotice if view.row.stage == Stage::Preparing => "补发预通知".into(),
        Act::SubmitMaterials if has(view, |l| l.materials.is_some()) => "修改会议材料".into(),
        Act::UploadAppraisal if view.step != Step::UploadAppraisal => "修改民主评议".into(),
        Act::UploadAfterWork if has(view, |l| l.after_work.is_some()) => "修改会后工作".into(),
        Act::UploadRecord if view.record.is_some() => "修改会议记录".into(),
        Act::Submit => handing_in(view).label().into(),
        Act::Edit => "修改".into(),
        Act::Approve if view.step == Step::Approve => "审批通过".into(),
        Act::SendNotice
        | Act::SendPreNotice
        | Act::UploadOutline
        | Act::SubmitMaterials
        | Act::UploadRecord
        | Act::Appraise
        | Act::CloseBallot
        | Act::UploadAppraisal
        | Act::UploadAfterWork
        | Act::Cancel
        | Act::Answer
        | Act::Withdraw
        | Act::Return
        | Act::Approve => act.label().into(),
    }
}

fn has(view: &MeetingView, part: impl Fn(&LifeView) -> bool) -> bool {
    view.life.as_ref().is_some_and(part)
}

/// How many outlines are missing; 0 where the kind asks for none.
#[must_use]
pub fn outlines_missing(view: &MeetingView) -> u32 {
    view.life.as_ref().map_or(0, |l| l.outlines_missing)
}

/// What is handed in next, or was last: 报批, 报审, 报备 or 确认会议记录.
#[must_use]
pub fn handing_in(view: &MeetingView) -> Step {
    let kind = view.row.kind.row();
    let handed = |s: &Step| s.row().completed_by == Some(Act::Submit);
    let ahead = kind.steps.iter().copied().find(|s| handed(s) && !kind.before(*s, view.step));
    let decided = kind.preceding(view.step).filter(|_| view.step.is_decided());
    decided.or(ahead).or_else(|| kind.steps.iter().copied().rfind(handed)).unwrap_or(Step::SubmitForReview)
}

/// What is said once an act succeeded.
#[must_use]
pub fn success(act: Act) -> &'static str {
    match act {
        Act::Edit => "会议已修改",
        Act::Cancel => "会议已取消，已通知过的党员会收到消息",
        Act::SendNotice => "通知已发出",
        Act::SendPreNotice => "预通知已发出",
        Act::UploadOutline => "发言提纲已提交",
        Act::SubmitMaterials => "会议材料已保存",
        Act::Appraise => "已提交",
        Act::CloseBallot => "互评已结束，可以查看结果并评定等次",
        Act::UploadAppraisal => "民主评议已保存",
        Act::UploadAfterWork => "会后工作已保存",
        Act::Remind => "已提醒未反馈的党员",
        Act::Answer => "反馈已提交",
        Act::UploadRecord => "会议记录已保存",
        Act::Submit => "已提交",
        Act::Withdraw => "已撤回，可以修改后再提交",
        Act::Return => "已退回，支部会看到您写的原因",
        Act::Approve => "已通过",
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use gsdj_domain::meeting::MeetingKind;

    #[test]
    fn reminding_comes_first_while_members_answer() {
        let mut view = sample::view();
        view.acts.push(sample::act(Act::UploadRecord, Some("not_begun")));
        view.acts.push(sample::act(Act::Answer, None));
        let plan = plan(&view);
        assert_eq!(plan.primary.map(|b| b.label), Some("提醒未反馈的 6 人".into()));
        assert_eq!(plan.others.iter().map(|b| b.label.as_str()).collect::<Vec<_>>(), ["修改", "取消会议"]);
        let shut: Vec<_> = plan.shut.iter().map(|b| (b.why.as_str(), b.who.as_str())).collect();
        assert_eq!(shut, [("因为 not_begun", "示例村党支部管理员")]);
    }

    #[test]
    fn calling_off_is_never_the_first_choice() {
        let mut view = sample::view();
        view.acts = vec![sample::act(Act::Cancel, None)];
        assert_eq!(plan(&view).primary, None);
    }

    #[test]
    fn handing_in_is_called_what_the_kind_calls_it() {
        let mut view = sample::view();
        for (kind, step, name) in [
            (MeetingKind::GeneralMeeting, Step::Answer, "报审"),
            (MeetingKind::PartyLecture, Step::UploadRecord, "报备"),
            (MeetingKind::GroupMeeting, Step::ConfirmRecord, "确认会议记录"),
            (MeetingKind::LifeMeeting, Step::SubmitMaterials, "报批"),
            (MeetingKind::LifeMeeting, Step::Approve, "报批"),
            (MeetingKind::LifeMeeting, Step::UploadAppraisal, "报审"),
            (MeetingKind::LifeMeeting, Step::AfterWork, "报审"),
        ] {
            (view.row.kind, view.step) = (kind, step);
            assert_eq!(label(Act::Submit, &view), name);
        }
    }
}
