//! The bank and the exams as the province sets them up.

use super::super::play::address;
use super::super::store::Actor;
use super::questions;
use crate::error::Result;
use crate::exam::acts;
use crate::http::Caller;
use crate::store::Conn;
use gsdj_domain::exam::{DrawMode, ExamForm, ExamWithdrawForm, Subject};
use gsdj_domain::time::{DAY, HOUR};
use gsdj_domain::{ExamId, Instant};

/// The exams that members sit.
#[derive(Clone, Copy)]
pub(super) struct Papers {
    /// One that is over.
    pub over: ExamId,
    /// One that is open, with the same questions for all.
    pub open: ExamId,
    /// Acts it took.
    pub acts: u64,
}

/// An exam in short.
struct Brief {
    title: &'static str,
    note: &'static str,
    subjects: &'static [Subject],
    groups: u32,
    draw: DrawMode,
    minutes: u32,
    /// From and until which day from today.
    days: (i64, i64),
    tries: Option<u32>,
    pass_mark: u32,
}

const OVER: Brief = Brief {
    title: "组织生活应知应会测试（示例）",
    note: "面向全体党员，两次机会，取最好成绩（示例）。",
    subjects: &[Subject::OrgLife, Subject::Rules],
    groups: 2,
    draw: DrawMode::Random,
    minutes: 20,
    days: (-20, -10),
    tries: Some(2),
    pass_mark: 60,
};

const OPEN: Brief = Brief {
    title: "支部标准化建设知识竞赛（示例）",
    note: "所有人题目相同，三次机会（示例）。",
    subjects: &[Subject::Standards, Subject::Platform],
    groups: 4,
    draw: DrawMode::Fixed,
    minutes: 40,
    days: (-6, 9),
    tries: Some(3),
    pass_mark: 70,
};

const ENDLESS: Brief = Brief {
    title: "党的纪律学习测试（示例）",
    note: "不限次数，可以反复测（示例）。",
    subjects: &[Subject::Discipline, Subject::Rules],
    groups: 2,
    draw: DrawMode::Random,
    minutes: 15,
    days: (-2, 20),
    tries: None,
    pass_mark: 80,
};

const COMING: Brief = Brief {
    title: "党史知识测试（示例）",
    note: "过几天开放（示例）。",
    subjects: &[Subject::History, Subject::Theory],
    groups: 2,
    draw: DrawMode::Random,
    minutes: 20,
    days: (3, 17),
    tries: Some(1),
    pass_mark: 60,
};

const DRAFT: Brief = Brief {
    title: "发展党员知识测试（示例）",
    note: "",
    subjects: &[Subject::Membership],
    groups: 3,
    draw: DrawMode::Random,
    minutes: 30,
    days: (10, 20),
    tries: None,
    pass_mark: 60,
};

const WITHDRAWN: Brief = Brief {
    title: "平台使用小测验（示例）",
    note: "",
    subjects: &[Subject::Platform],
    groups: 1,
    draw: DrawMode::Random,
    minutes: 10,
    days: (-8, 8),
    tries: None,
    pass_mark: 60,
};

impl Brief {
    fn form(&self, anchor: Instant) -> ExamForm {
        let (from, until) = self.days;
        ExamForm {
            title: self.title.into(),
            note: self.note.into(),
            subjects: self.subjects.to_vec(),
            groups: self.groups,
            draw: self.draw,
            minutes: self.minutes,
            opens_at: anchor.plus(from * DAY + 8 * HOUR),
            closes_at: anchor.plus(until * DAY + 18 * HOUR),
            tries: self.tries,
            pass_mark: self.pass_mark,
        }
    }
}

/// Sets everything up.
///
/// # Errors
/// When an act is refused or the store breaks.
pub(super) fn set_up(c: &mut Conn<'_>, province: &Actor, anchor: Instant) -> Result<Papers> {
    let who = |at: Instant| Caller::acting(province.principal(None, at), address(province));
    let begun = anchor.plus(-30 * DAY + 10 * HOUR);
    let bank = questions::bank();
    let said = format!("新增 {} 道（示例）", bank.len());
    acts::fill_bank(c, &who(begun), &bank, &said, begun)?;
    let set = |c: &mut Conn<'_>, brief: &Brief, at: Instant| acts::create(c, &who(at), &brief.form(anchor), at);
    let out = |c: &mut Conn<'_>, id: ExamId, at: Instant| acts::publish(c, &who(at), id, at.0.unsigned_abs(), at);
    let over = set(c, &OVER, anchor.plus(-21 * DAY + 9 * HOUR))?;
    out(c, over, anchor.plus(-21 * DAY + 10 * HOUR))?;
    let withdrawn = set(c, &WITHDRAWN, anchor.plus(-9 * DAY + 9 * HOUR))?;
    out(c, withdrawn, anchor.plus(-9 * DAY + 10 * HOUR))?;
    let at = anchor.plus(-8 * DAY + 15 * HOUR);
    let form = ExamWithdrawForm { reason: "题目需要核对（示例）".into() };
    acts::withdraw(c, &who(at), withdrawn, &form, at)?;
    let open = set(c, &OPEN, anchor.plus(-7 * DAY + 9 * HOUR))?;
    out(c, open, anchor.plus(-7 * DAY + 10 * HOUR))?;
    for brief in [&ENDLESS, &COMING] {
        let id = set(c, brief, anchor.plus(-3 * DAY + 9 * HOUR))?;
        out(c, id, anchor.plus(-3 * DAY + 10 * HOUR))?;
    }
    set(c, &DRAFT, anchor.plus(-DAY + 16 * HOUR))?;
    Ok(Papers { over, open, acts: 13 })
}
