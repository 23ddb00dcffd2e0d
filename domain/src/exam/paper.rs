//! An exam as it is set up: its form, and what may happen to it next.

use super::draw::GROUP;
use super::wire::{ExamAct, ExamForm, ExamState, ExamWithdrawForm};
use super::{ExamRefusal, Subject};
use crate::refusal::{check_length, check_reason, check_text};
use crate::time::{DAY, MINUTE};
use crate::{Instant, Refusal};

/// The most characters of a title.
pub const TITLE_MAX: usize = 80;
/// The most characters of what is said about it.
const NOTE_MAX: usize = 500;
/// The most groups of five.
pub const GROUPS_MAX: u32 = 20;
/// The most minutes.
pub const MINUTES_MAX: u32 = 180;
/// The most tries, where they are counted.
pub const TRIES_MAX: u32 = 20;
/// The most characters of why an exam is withdrawn.
pub const WITHDRAWAL_MAX: usize = 300;
/// The longest an exam is open, in milliseconds.
const OPEN_MAX: i64 = 366 * DAY;

/// Checks an exam's form.
///
/// # Errors
/// Every fault at once.
pub fn check_exam(form: &ExamForm) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "title", "名称", &form.title, TITLE_MAX);
    check_length(&mut faults, "note", "说明", form.note.trim(), NOTE_MAX);
    if form.subjects.is_empty() || form.subjects.len() > Subject::ALL.len() {
        faults.push(ExamRefusal::NoSubject.into());
    }
    let ranges = [
        (form.groups, GROUPS_MAX, ExamRefusal::GroupsOutOfRange),
        (form.minutes, MINUTES_MAX, ExamRefusal::MinutesOutOfRange),
        (form.pass_mark, 100, ExamRefusal::PassMarkOutOfRange),
        (form.tries.unwrap_or(1), TRIES_MAX, ExamRefusal::TriesOutOfRange),
    ];
    faults.extend(ranges.into_iter().filter(|(got, most, _)| !(1..=*most).contains(got)).map(|(.., r)| r.into()));
    let open = form.closes_at.0.saturating_sub(form.opens_at.0);
    if open < i64::from(form.minutes) * MINUTE {
        faults.push(ExamRefusal::OpenTooShort.into());
    } else if open > OPEN_MAX {
        faults.push(ExamRefusal::OpenTooLong.into());
    }
    Refusal::collect(faults)
}

/// The reason of a withdrawal, without the blanks around it.
///
/// # Errors
/// When there is none, or it is too long.
pub fn check_withdrawal(form: &ExamWithdrawForm) -> Result<&str, Refusal> {
    check_reason(&form.reason, WITHDRAWAL_MAX, ExamRefusal::WithdrawalNeedsReason)
}

impl ExamForm {
    /// The questions of one sitting.
    #[must_use]
    pub const fn questions(&self) -> u32 {
        self.groups * GROUP as u32
    }
}

/// What the rules need to know of an exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exam {
    /// Where it stands.
    pub state: ExamState,
    /// Somebody has begun a sitting.
    pub was_sat: bool,
    /// When it closes.
    pub closes_at: Instant,
}

impl Exam {
    /// Whether `act` may be done now by who keeps the exams. What was sat never changes: its results must stay comparable.
    ///
    /// # Errors
    /// The refusal that says why not.
    pub fn allow(&self, act: ExamAct, now: Instant) -> Result<(), Refusal> {
        let fits = match (act, self.state) {
            (ExamAct::Edit | ExamAct::Delete | ExamAct::Publish, ExamState::Draft)
            | (ExamAct::Publish, ExamState::Withdrawn)
            | (ExamAct::Withdraw, ExamState::Published) => true,
            (ExamAct::Edit | ExamAct::Delete, ExamState::Withdrawn) => !self.was_sat,
            (ExamAct::Edit | ExamAct::Delete | ExamAct::Publish, ExamState::Published)
            | (ExamAct::Withdraw, ExamState::Draft | ExamState::Withdrawn) => false,
        };
        if !fits {
            let refusal = if self.was_sat && self.state == ExamState::Withdrawn {
                ExamRefusal::WasSat { act: act.label() }
            } else {
                ExamRefusal::NotNow { act: act.label(), state: self.state.label() }
            };
            return Err(refusal.into());
        }
        if act == ExamAct::Publish && now >= self.closes_at {
            return Err(ExamRefusal::ClosesInThePast.into());
        }
        Ok(())
    }

    /// The acts that are open now.
    #[must_use]
    pub fn acts(&self, now: Instant) -> Vec<ExamAct> {
        ExamAct::ALL.iter().copied().filter(|act| self.allow(*act, now).is_ok()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exam::DrawMode;

    fn form() -> ExamForm {
        ExamForm {
            title: "示例：组织生活应知应会".into(),
            note: String::new(),
            subjects: vec![Subject::OrgLife],
            groups: 2,
            draw: DrawMode::Random,
            minutes: 20,
            opens_at: Instant(0),
            closes_at: Instant(DAY),
            tries: None,
            pass_mark: 60,
        }
    }

    fn code(change: impl FnOnce(&mut ExamForm)) -> Result<(), &'static str> {
        let mut form = form();
        change(&mut form);
        check_exam(&form).map_err(|r| r.code())
    }

    #[test]
    fn each_fault_is_named() {
        assert_eq!(code(|_| ()), Ok(()));
        assert_eq!(code(|f| f.title = " ".into()), Err("missing"));
        assert_eq!(code(|f| f.subjects.clear()), Err("exam_no_subject"));
        assert_eq!(code(|f| f.groups = 0), Err("exam_groups_out_of_range"));
        assert_eq!(code(|f| f.groups = GROUPS_MAX + 1), Err("exam_groups_out_of_range"));
        assert_eq!(code(|f| f.pass_mark = 101), Err("exam_pass_mark_out_of_range"));
        assert_eq!(code(|f| f.tries = Some(0)), Err("exam_tries_out_of_range"));
        assert_eq!(code(|f| f.closes_at = Instant(20 * MINUTE - 1)), Err("exam_open_short"));
        assert_eq!(code(|f| f.closes_at = Instant(20 * MINUTE)), Ok(()));
        assert_eq!(code(|f| f.closes_at = Instant(OPEN_MAX + 1)), Err("exam_open_long"));
        assert_eq!(code(|f| (f.opens_at, f.closes_at) = (Instant(i64::MIN), Instant(i64::MAX))), Err("exam_open_long"));
        assert_eq!(form().questions(), 10);
    }

    #[test]
    fn what_was_sat_never_changes() {
        let exam = |state, was_sat| Exam { state, was_sat, closes_at: Instant(10) };
        let acts = |state, was_sat| exam(state, was_sat).acts(Instant(9));
        assert_eq!(acts(ExamState::Draft, false), [ExamAct::Edit, ExamAct::Publish, ExamAct::Delete]);
        assert_eq!(acts(ExamState::Published, false), [ExamAct::Withdraw]);
        assert_eq!(acts(ExamState::Withdrawn, false), [ExamAct::Edit, ExamAct::Publish, ExamAct::Delete]);
        assert_eq!(acts(ExamState::Withdrawn, true), [ExamAct::Publish]);
        let late = exam(ExamState::Draft, false).allow(ExamAct::Publish, Instant(10));
        assert_eq!(late.map_err(|r| r.code()), Err("exam_closes_in_past"));
        let sat = exam(ExamState::Withdrawn, true).allow(ExamAct::Edit, Instant(0));
        assert_eq!(sat.map_err(|r| r.code()), Err("exam_was_sat"));
    }
}
