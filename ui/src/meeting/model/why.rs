//! 「为什么」 of a meeting (FEATURES 13.2): the cause, the next steps and who is responsible, for the branch, its superior
//! and its members.

use super::acts::{handing_in, outlines_missing};
use super::tally::needed_sentence;
use gsdj_domain::Instant;
use gsdj_domain::meeting::{Act, MeetingView, Party, Stage, Step, StepState};

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    /// The branch that holds the meeting.
    Branch,
    /// Somebody above it.
    Superior,
    /// A member.
    Member,
}

/// How it sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// All is well.
    Good,
    /// Something is due.
    Due,
    /// Something is wrong.
    Bad,
}

/// The card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// How it sounds.
    pub mood: Mood,
    /// The question or the fact.
    pub title: String,
    /// The cause, in figures.
    pub cause: String,
    /// What can be done.
    pub steps: Vec<Next>,
    /// Who is responsible.
    pub who: String,
}

impl Why {
    /// The same with advice only: no step is a button.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        for step in &mut self.steps {
            step.act = None;
        }
        self
    }
}

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// In words.
    pub text: String,
    /// The act it is, where the asker can do it here and now.
    pub act: Option<Act>,
}

/// The card for `view`, or nothing where nothing is to be explained.
#[must_use]
pub fn why(view: &MeetingView, asker: Asker, now: Instant) -> Option<Why> {
    let card = match view.row.stage {
        Stage::Draft => draft(view, now),
        Stage::Preparing => preparing(view),
        Stage::Answering => answering(view, now),
        Stage::Blocked => blocked(view, now),
        Stage::Ready => ready(view, now),
        Stage::RecordDue => record_due(view),
        Stage::AppraisalDue => appraisal_due(view),
        Stage::SubmitDue => submit_due(view),
        Stage::InReview => in_review(view, now),
        Stage::Returned => returned(view),
        Stage::Cancelled => cancelled(view),
        Stage::Done => return None,
    };
    Some(for_asker(card, view, asker))
}

/// Keeps only the acts the server opened; others than the branch read what happens, without its buttons.
fn for_asker(mut card: Why, view: &MeetingView, asker: Asker) -> Why {
    let open = |act: Act| view.acts.iter().any(|s| s.act == act && s.allowed);
    for step in &mut card.steps {
        step.act = step.act.filter(|act| open(*act));
    }
    match asker {
        Asker::Branch => {}
        Asker::Superior => card.steps.retain(|s| s.act.is_some()),
        Asker::Member => card.steps.clear(),
    }
    card
}

fn next(text: impl Into<String>, act: Act) -> Next {
    Next { text: text.into(), act: Some(act) }
}

fn draft(view: &MeetingView, now: Instant) -> Why {
    let past = now >= view.row.starts_at;
    let before = view.step == Step::PreNotice;
    let word = if before { "发预通知" } else { "发通知" };
    let send = if before { Act::SendPreNotice } else { Act::SendNotice };
    let cause = if past {
        "会议时间已过，不能再发通知。".to_owned()
    } else {
        format!(
            "创建会议不会自动通知党员，按“{word}”并勾选党员后，他们才会收到。现在有 {} 人等待通知。",
            view.row.tally.expected
        )
    };
    let steps = if past {
        vec![next("把会议改到以后的时间，再发通知", Act::Edit), next("不开了：取消会议并写明原因", Act::Cancel)]
    } else {
        vec![next(format!("勾选党员，{word}"), send), next("先核对时间、地点和应到名单", Act::Edit)]
    };
    Why {
        mood: if past { Mood::Bad } else { Mood::Due },
        title: "为什么党员还没有收到通知？".into(),
        cause,
        steps,
        who: branch(view),
    }
}

fn preparing(view: &MeetingView) -> Why {
    let missing = outlines_missing(view);
    let cause = if missing > 0 {
        format!("还有 {missing} 名党员没有上传发言提纲，交齐（或注明免交）后才能提交会议材料。")
    } else {
        "发言提纲已交齐，还没有提交会议材料；材料提交后报上级审批。".to_owned()
    };
    let mut steps = vec![next("提交会议材料", Act::SubmitMaterials)];
    if missing > 0 {
        steps.insert(0, next(format!("提醒这 {missing} 人"), Act::Remind));
        steps.insert(
            1,
            Next {
                text: "为确有困难的党员代交，或注明免交原因（见“发言提纲”）".into(), act: None
            },
        );
    }
    Why { mood: Mood::Due, title: "为什么还不能报批？".into(), cause, steps, who: who_waits(view) }
}

/// Who is responsible for the step that is waited for.
fn who_waits(view: &MeetingView) -> String {
    match view.step.row().party {
        Party::Members if outlines_missing(view) > 0 => format!("没有交提纲的党员；{}", branch(view)),
        Party::Members | Party::Branch => branch(view),
        Party::Superior => superior(view),
    }
}

/// A party of the meeting by name.
#[must_use]
pub fn responsible(view: &MeetingView, party: Party) -> String {
    match party {
        Party::Members => "受通知的党员".into(),
        Party::Branch => branch(view),
        Party::Superior => superior(view),
    }
}

fn appraisal_due(view: &MeetingView) -> Why {
    let appraisal = view.life.as_ref().and_then(|l| l.appraisal.as_ref());
    let (voted, voters) = appraisal.map_or((0, 0), |a| (a.voted, a.voters));
    Why {
        mood: Mood::Due,
        title: "为什么还没有完成？".into(),
        cause: format!("会议记录已保存，还没有完成民主评议。互评已投票 {voted} 人，有表决权 {voters} 人。"),
        steps: vec![
            next("投票的人都投完后，结束互评", Act::CloseBallot),
            next("根据自评、互评结果，填写组织评定等次", Act::UploadAppraisal),
        ],
        who: branch(view),
    }
}

fn answering(view: &MeetingView, now: Instant) -> Why {
    let t = &view.row.tally;
    let until = view.row.answer_deadline.spoken(now);
    if t.required_share.is_none() {
        return Why {
            mood: Mood::Good,
            title: "党员正在反馈".into(),
            cause: format!("此类会议不设参会比例，到了会议时间即可召开。{} 人未反馈，截止{until}。", t.silent()),
            steps: remind(view),
            who: branch(view),
        };
    }
    let sums = format!("{}，目前 {} 人参加。", needed_sentence(t.expected, t.required_share), t.attending);
    if t.reached() {
        return Why {
            mood: Mood::Good,
            title: "已达到参会比例".into(),
            cause: format!("{sums}{} 人未反馈，截止{until}。", t.silent()),
            steps: remind(view),
            who: branch(view),
        };
    }
    let mut steps = remind(view);
    if t.on_leave > 0 {
        steps.push(Next {
            text: format!("与请假的 {} 人沟通，截止前他们可以更改反馈", t.on_leave), act: None
        });
    }
    steps.push(next("仍不够时，修改会议时间", Act::Edit));
    Why {
        mood: Mood::Due,
        title: "为什么还不能召开？".into(),
        cause: format!("{sums}{} 人未反馈，截止{until}。", t.silent()),
        steps,
        who: format!("{}；未反馈的党员", branch(view)),
    }
}

fn remind(view: &MeetingView) -> Vec<Next> {
    match view.row.tally.silent() {
        0 => Vec::new(),
        n => vec![next(format!("提醒这 {n} 人"), Act::Remind)],
    }
}

fn blocked(view: &MeetingView, now: Instant) -> Why {
    let t = &view.row.tally;
    Why {
        mood: Mood::Bad,
        title: "为什么不能召开？".into(),
        cause: format!(
            "{}，反馈截止（{}）时只有 {} 人参加，还差 {} 人。",
            needed_sentence(t.expected, t.required_share),
            view.row.answer_deadline.spoken(now),
            t.attending,
            t.missing()
        ),
        steps: vec![
            next("修改会议时间和反馈截止时间，党员会收到变更并可重新反馈", Act::Edit),
            next("不开了：取消会议并写明原因", Act::Cancel),
        ],
        who: branch(view),
    }
}

fn ready(view: &MeetingView, now: Instant) -> Why {
    let t = &view.row.tally;
    let sums = needed_sentence(t.expected, t.required_share);
    Why {
        mood: Mood::Good,
        title: "会议可以召开".into(),
        cause: format!(
            "{sums}，已有 {} 人参加。会议 {} 开始，开始后才能上传会议记录。",
            t.attending,
            view.row.starts_at.spoken(now)
        ),
        steps: vec![next("时间有变就修改会议，已通知的党员会收到消息", Act::Edit)],
        who: branch(view),
    }
}

fn record_due(view: &MeetingView) -> Why {
    Why {
        mood: Mood::Due,
        title: "为什么还没有完成？".into(),
        cause: format!(
            "会议已到时间，还没有上传会议记录。记录上传并{}后，参加反馈的党员才能得到积分。",
            handing_in(view).label()
        ),
        steps: vec![next("上传会议记录：正文、实到人员、照片和附件", Act::UploadRecord)],
        who: branch(view),
    }
}

fn submit_due(view: &MeetingView) -> Why {
    let (step, to) = (handing_in(view), superior(view));
    let cause = if step == Step::SubmitForApproval {
        format!("会议材料已保存，还没有报批；{to}审批通过后，才能发正式通知。")
    } else if step == Step::SubmitForReview {
        format!("会议记录已保存，还没有报审；报审后{to}才能看到并审核。")
    } else if step == Step::File {
        format!("会议记录已保存，还没有报备；报备后{to}可以查阅，不需要等待审核。")
    } else {
        "会议记录已保存，由支部自行确认后完成。".into()
    };
    Why {
        mood: Mood::Due,
        title: "为什么还没有完成？".into(),
        cause,
        steps: vec![next(step.label(), Act::Submit), check_first(step)],
        who: branch(view),
    }
}

fn check_first(step: Step) -> Next {
    if step == Step::SubmitForApproval {
        next("先核对或修改会议材料", Act::SubmitMaterials)
    } else {
        next("先核对或修改会议记录", Act::UploadRecord)
    }
}

fn in_review(view: &MeetingView, now: Instant) -> Why {
    let (handed, word) = if view.step == Step::Approve { ("报批", "审批") } else { ("报审", "审核") };
    let round = view.rounds.iter().rfind(|r| r.decision.is_none() && !r.withdrawn);
    let (to, since) = match round {
        Some(r) => (r.reviewer.clone(), format!("{} {handed}，", r.submitted_at.spoken(now))),
        None => (superior(view), String::new()),
    };
    Why {
        mood: Mood::Due,
        title: "为什么还没有完成？".into(),
        cause: format!("{since}正在等待{to}{word}。只有直接上级党组织可以{word}；退回的，内容都会保留。"),
        steps: vec![
            next(format!("核对后，{word}通过"), Act::Approve),
            next("退回，写明要改什么", Act::Return),
            next("上级查看之前，可以撤回修改", Act::Withdraw),
        ],
        who: to,
    }
}

fn returned(view: &MeetingView) -> Why {
    let round = view.rounds.iter().rfind(|r| !r.reason.is_empty());
    let cause = match round {
        Some(r) => format!("{}第 {} 次审核时退回：{}", r.reviewer, r.round, r.reason),
        None => "上级党组织已退回。".into(),
    };
    Why {
        mood: Mood::Bad,
        title: "为什么被退回？".into(),
        cause,
        steps: if view.step == Step::SubmitForApproval {
            vec![
                next("按退回原因修改会议材料（原内容都在）", Act::SubmitMaterials),
                next("改好后再次报批", Act::Submit),
            ]
        } else {
            vec![next("按退回原因修改会议记录（原内容都在）", Act::UploadRecord), next("改好后再次报审", Act::Submit)]
        },
        who: branch(view),
    }
}

fn cancelled(view: &MeetingView) -> Why {
    Why {
        mood: Mood::Bad,
        title: "会议已取消".into(),
        cause: match view.cancel_reason.as_deref() {
            Some(reason) if !reason.is_empty() => format!("原因：{reason}"),
            _ => "没有留下原因。".into(),
        },
        steps: Vec::new(),
        who: String::new(),
    }
}

fn branch(view: &MeetingView) -> String {
    format!("{}管理员", view.row.org.name)
}

/// Who reviews or reads it, as the timeline has it; otherwise in general.
fn superior(view: &MeetingView) -> String {
    let steps = view.timeline.iter().filter(|t| t.state != StepState::Done);
    let named = steps.into_iter().find(|t| matches!(t.step, Some(Step::Review | Step::Approve | Step::File)));
    named
        .map(|t| t.note.trim())
        .filter(|n| !n.is_empty() && !n.contains('截'))
        .map_or("上一级党组织".into(), Into::into)
}

#[cfg(test)]
mod tests;
