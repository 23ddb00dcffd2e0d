//! What may be done to a work: the only place that decides.

use super::{LibraryRefusal, WorkAct, WorkState};
use crate::Refusal;

/// What the rules need to know of a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// Where it stands.
    pub state: WorkState,
    /// Chapters that can be opened.
    pub chapters: u32,
    /// Somebody has read in it or has it on the shelf.
    pub used: bool,
}

impl Work {
    /// Whether `act` may be done by an editor.
    ///
    /// # Errors
    /// The refusal that says why not.
    pub fn allow(&self, act: WorkAct) -> Result<(), Refusal> {
        use WorkState::{Draft, Published, Withdrawn};
        let at: &[WorkState] = match act {
            WorkAct::Edit => WorkState::ALL,
            WorkAct::Publish | WorkAct::Delete => &[Draft, Withdrawn],
            WorkAct::Withdraw => &[Published],
        };
        if !at.contains(&self.state) {
            return Err(LibraryRefusal::NotNow { act: act.label(), state: self.state.label() }.into());
        }
        match act {
            WorkAct::Publish if self.chapters == 0 => Err(LibraryRefusal::Empty.into()),
            WorkAct::Delete if self.used => Err(LibraryRefusal::InUse.into()),
            WorkAct::Publish | WorkAct::Delete | WorkAct::Edit | WorkAct::Withdraw => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(state: WorkState, chapters: u32, used: bool, act: WorkAct) -> Result<(), &'static str> {
        Work { state, chapters, used }.allow(act).map_err(|r| r.code())
    }

    #[test]
    fn nothing_empty_is_published() {
        assert_eq!(code(WorkState::Draft, 0, false, WorkAct::Publish), Err("book_empty"));
        assert_eq!(code(WorkState::Draft, 1, false, WorkAct::Publish), Ok(()));
        assert_eq!(code(WorkState::Published, 1, false, WorkAct::Publish), Err("book_not_now"));
    }

    #[test]
    fn what_somebody_reads_is_taken_off_and_not_thrown_away() {
        assert_eq!(code(WorkState::Withdrawn, 3, true, WorkAct::Delete), Err("book_in_use"));
        assert_eq!(code(WorkState::Withdrawn, 3, false, WorkAct::Delete), Ok(()));
        assert_eq!(code(WorkState::Published, 3, false, WorkAct::Delete), Err("book_not_now"));
        assert_eq!(code(WorkState::Draft, 3, false, WorkAct::Withdraw), Err("book_not_now"));
        assert_eq!(code(WorkState::Withdrawn, 3, true, WorkAct::Publish), Ok(()));
    }
}
