//! Questions before the screen (FEATURES 13.5): editors write them, the screen asks them, phones answer.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, send};
use gsdj_domain::learning::{
    AskForm, GroupAnswerForm, GroupStudyForMe, GroupStudyQuestions, LessonQuestionForm, LessonQuestions,
};
use gsdj_domain::{GroupStudyId, LessonId, LessonQuestionId};

/// The questions of a lesson.
pub async fn of_lesson(id: LessonId) -> Result<Fetched<LessonQuestions>, ApiError> {
    get(format!("/api/lessons/{id}/questions")).await
}

/// Adds one.
pub async fn add(
    id: LessonId,
    form: LessonQuestionForm,
    key: IdempotencyKey,
) -> Result<Sent<LessonQuestions>, ApiError> {
    send(Method::Post, format!("/api/lessons/{id}/questions"), &form, key).await
}

/// Changes one.
pub async fn change(
    id: LessonQuestionId,
    form: LessonQuestionForm,
    key: IdempotencyKey,
) -> Result<Sent<LessonQuestions>, ApiError> {
    send(Method::Put, format!("/api/lesson-questions/{id}"), &form, key).await
}

/// Takes one out.
pub async fn remove(id: LessonQuestionId, key: IdempotencyKey) -> Result<Sent<LessonQuestions>, ApiError> {
    send(Method::Delete, format!("/api/lesson-questions/{id}"), &(), key).await
}

/// The questions of a group study, as its screen shows them.
pub async fn of_group_study(id: GroupStudyId) -> Result<Fetched<GroupStudyQuestions>, ApiError> {
    get(format!("/api/group-studies/{id}/questions")).await
}

/// Asks one.
pub async fn ask(
    id: GroupStudyId,
    question: LessonQuestionId,
    key: IdempotencyKey,
) -> Result<Sent<GroupStudyQuestions>, ApiError> {
    send(Method::Post, format!("/api/group-studies/{id}/questions"), &AskForm { question }, key).await
}

/// Closes one.
pub async fn close(
    id: GroupStudyId,
    question: LessonQuestionId,
    key: IdempotencyKey,
) -> Result<Sent<GroupStudyQuestions>, ApiError> {
    send(Method::Post, format!("/api/group-studies/{id}/questions/close"), &AskForm { question }, key).await
}

/// A member's side of a group study.
pub async fn mine(id: GroupStudyId) -> Result<Fetched<GroupStudyForMe>, ApiError> {
    get(format!("/api/group-studies/{id}/answer")).await
}

/// Answers the question on the screen.
pub async fn answer(
    id: GroupStudyId,
    form: GroupAnswerForm,
    key: IdempotencyKey,
) -> Result<Sent<GroupStudyForMe>, ApiError> {
    send(Method::Put, format!("/api/group-studies/{id}/answer"), &form, key).await
}
