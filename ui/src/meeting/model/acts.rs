//! Which acts a meeting's page offers, in which order, under which names; whether they are open is the server's word.

use gsdj_domain::meeting::{Act, MeetingView, Stage, Step};

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

/// Puts the caller's acts in order. Answering has a card of its own and is left out.
#[must_use]
pub fn plan(view: &MeetingView) -> Plan {
    let mut plan = Plan::default();
    let order = preference(view.row.stage);
    let rank = |act: Act| order.iter().position(|a| *a == act).unwrap_or(order.len());
    let mut states: Vec<_> = view.acts.iter().filter(|s| s.act != Act::Answer).collect();
    states.sort_by_key(|s| rank(s.act));
    for state in states {
        let button = Button {
            act: state.act,
            label: label(state.act, view),
            allowed: state.allowed,
            why: state.why.clone().unwrap_or_default(),
            next: state.next.clone().unwrap_or_default(),
        };
        match (state.allowed, plan.primary.is_none() && order.contains(&state.act)) {
            (true, true) => plan.primary = Some(button),
            (true, false) => plan.others.push(button),
            (false, _) => plan.shut.push(button),
        }
    }
    plan
}

/// What comes first at a stage; acts left out are never the primary one.
const fn preference(stage: Stage) -> &'static [Act] {
    match stage {
        Stage::Draft => &[Act::SendNotice, Act::Edit],
        Stage::Answering => &[Act::Remind, Act::SendNotice, Act::Edit],
        Stage::Blocked | Stage::Ready => &[Act::Edit],
        Stage::RecordDue => &[Act::UploadRecord],
        Stage::SubmitDue => &[Act::Submit, Act::UploadRecord],
        Stage::Returned => &[Act::UploadRecord, Act::Submit],
        Stage::InReview => &[Act::Approve, Act::Return, Act::Withdraw],
        Stage::Done | Stage::Cancelled => &[],
    }
}

/// What a button says for this meeting.
#[must_use]
pub fn label(act: Act, view: &MeetingView) -> String {
    match act {
        Act::Remind => match view.row.tally.silent() {
            0 => "提醒".into(),
            n => format!("提醒未反馈的 {n} 人"),
        },
        Act::SendNotice if view.row.tally.told > 0 => "补发通知".into(),
        Act::UploadRecord if view.record.is_some() => "修改会议记录".into(),
        Act::Submit => handing_in(view).label().into(),
        Act::Edit => "修改".into(),
        Act::SendNotice
        | Act::UploadRecord
        | Act::Cancel
        | Act::Answer
        | Act::Withdraw
        | Act::Return
        | Act::Approve => act.label().into(),
    }
}

/// What this kind asks for after the record: 报审, 报备 or 确认会议记录.
#[must_use]
pub fn handing_in(view: &MeetingView) -> Step {
    let wanted = [Step::SubmitForReview, Step::File, Step::ConfirmRecord];
    let steps = view.row.kind.row().steps;
    steps.iter().copied().find(|s| wanted.contains(s)).unwrap_or(Step::SubmitForReview)
}

/// What is said once an act succeeded.
#[must_use]
pub fn success(act: Act) -> &'static str {
    match act {
        Act::Edit => "会议已修改",
        Act::Cancel => "会议已取消，已通知过的党员会收到消息",
        Act::SendNotice => "通知已发出",
        Act::Remind => "已提醒未反馈的党员",
        Act::Answer => "反馈已提交",
        Act::UploadRecord => "会议记录已保存",
        Act::Submit => "已提交",
        Act::Withdraw => "已撤回，可以修改后再提交",
        Act::Return => "已退回，支部会看到您写的原因",
        Act::Approve => "已审核通过",
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
        assert_eq!(plan.shut.iter().map(|b| b.why.as_str()).collect::<Vec<_>>(), ["因为 not_begun"]);
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
        for (kind, name) in [
            (MeetingKind::GeneralMeeting, "报审"),
            (MeetingKind::PartyLecture, "报备"),
            (MeetingKind::GroupMeeting, "确认会议记录"),
        ] {
            view.row.kind = kind;
            assert_eq!(label(Act::Submit, &view), name);
        }
    }
}
