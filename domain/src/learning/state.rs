//! What may be done with a course next: the only place that decides.

use super::{CourseAct, CourseState, LearningRefusal, LessonKind};
use crate::Refusal;

/// What the rules need to know of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// Where it stands.
    pub state: CourseState,
    /// It has lessons.
    pub has_lessons: bool,
    /// Somebody has chosen or studied it.
    pub is_studied: bool,
}

impl Course {
    /// Whether `act` may be done by somebody who may manage courses.
    ///
    /// # Errors
    /// [`LearningRefusal::NotNow`], [`LearningRefusal::NoLessons`], [`LearningRefusal::Studied`].
    pub fn allow(&self, act: CourseAct) -> Result<(), Refusal> {
        let open = match (act, self.state) {
            (CourseAct::Edit, _) => true,
            (CourseAct::Publish, CourseState::Draft | CourseState::Withdrawn) => {
                if !self.has_lessons {
                    return Err(LearningRefusal::NoLessons.into());
                }
                true
            }
            (CourseAct::Withdraw | CourseAct::Recommend, CourseState::Published) => true,
            (CourseAct::Delete, CourseState::Draft | CourseState::Withdrawn) => {
                if self.is_studied {
                    return Err(LearningRefusal::Studied.into());
                }
                true
            }
            (CourseAct::Publish | CourseAct::Delete, CourseState::Published)
            | (CourseAct::Withdraw | CourseAct::Recommend, CourseState::Draft | CourseState::Withdrawn) => false,
        };
        if open { Ok(()) } else { Err(LearningRefusal::NotNow { act: act.label(), state: self.state.label() }.into()) }
    }

    /// What may be done now.
    #[must_use]
    pub fn acts(&self) -> Vec<CourseAct> {
        CourseAct::ALL.iter().copied().filter(|act| self.allow(*act).is_ok()).collect()
    }
}

/// Whether a lesson is open to those who are not signed in (FEATURES 0.5).
#[must_use]
pub const fn allows_guest(kind: LessonKind) -> bool {
    match kind {
        LessonKind::Video => true,
        LessonKind::Audio | LessonKind::Text | LessonKind::Document => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAFT: Course = Course { state: CourseState::Draft, has_lessons: true, is_studied: false };

    #[test]
    fn a_course_without_lessons_is_not_published() {
        let empty = Course { has_lessons: false, ..DRAFT };
        assert_eq!(empty.allow(CourseAct::Publish).map_err(|r| r.code()), Err("course_no_lessons"));
        assert_eq!(DRAFT.acts(), [CourseAct::Edit, CourseAct::Publish, CourseAct::Delete]);
    }

    #[test]
    fn what_somebody_studied_stays() {
        let public = Course { state: CourseState::Published, is_studied: true, ..DRAFT };
        assert_eq!(public.acts(), [CourseAct::Edit, CourseAct::Withdraw, CourseAct::Recommend]);
        assert_eq!(public.allow(CourseAct::Delete).map_err(|r| r.code()), Err("course_not_now"));
        let down = Course { state: CourseState::Withdrawn, ..public };
        assert_eq!(down.allow(CourseAct::Delete).map_err(|r| r.code()), Err("course_studied"));
        assert_eq!(down.allow(CourseAct::Publish), Ok(()));
    }
}
