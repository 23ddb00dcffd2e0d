//! The learning centre: courses, lessons, studying.

use super::{ApiError, Fetched, IdempotencyKey, Method, Sent, get, query, send, send_if, shell, touch, transport};
use gsdj_domain::learning::{
    BeatForm, BeatTold, Certificate, ChosenCourse, CourseForm, CourseOrder, CourseRow, CourseState, CourseTheme,
    CourseTopic, CourseView, GroupStudyForm, GroupStudyPeopleForm, GroupStudyRow, GroupStudyView, LearningHome,
    LessonForm, LessonView, OfflineForm, OfflineTold, RecommendForm, StudyForm, StudyOpened,
};
use gsdj_domain::routes::Tag;
use gsdj_domain::{CourseId, FileId, GroupStudyId, LessonId, MemberId, Page};

/// The first page.
pub async fn home() -> Result<Fetched<LearningHome>, ApiError> {
    get("/api/learning".into()).await
}

/// Which courses to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Only of this theme.
    pub theme: Option<CourseTheme>,
    /// Only of this topic.
    pub topic: Option<CourseTopic>,
    /// In which order.
    pub order: CourseOrder,
    /// Only with this text.
    pub q: String,
}

impl Wanted {
    /// As pairs of a query.
    #[must_use]
    pub fn pairs(&self) -> [(&'static str, String); 4] {
        let order = if self.order == CourseOrder::Newest { String::new() } else { self.order.code().to_owned() };
        [
            ("theme", self.theme.map(|t| t.code().to_owned()).unwrap_or_default()),
            ("topic", self.topic.map(|t| t.code().to_owned()).unwrap_or_default()),
            ("order", order),
            ("q", self.q.trim().to_owned()),
        ]
    }
}

/// Published courses.
pub async fn courses(wanted: Wanted, cursor: Option<String>) -> Result<Fetched<Page<CourseRow>>, ApiError> {
    let mut pairs = wanted.pairs().to_vec();
    pairs.push(("cursor", cursor.unwrap_or_default()));
    get(query::with("/api/courses", &pairs)).await
}

/// Courses as editors see them.
pub async fn managed(
    state: CourseState,
    q: String,
    cursor: Option<String>,
) -> Result<Fetched<Page<CourseRow>>, ApiError> {
    let pairs = [("state", state.code().to_owned()), ("q", q), ("cursor", cursor.unwrap_or_default())];
    get(query::with("/api/courses/managed", &pairs)).await
}

/// The courses one has chosen.
pub async fn chosen(cursor: Option<String>) -> Result<Fetched<Page<ChosenCourse>>, ApiError> {
    get(query::with("/api/courses/chosen", &[("cursor", cursor.unwrap_or_default())])).await
}

/// One, with its lessons.
pub async fn course(id: CourseId) -> Result<Fetched<CourseView>, ApiError> {
    get(of(id, "")).await
}

/// Chooses a course or gives it up; waits in the outbox when there is no network.
pub async fn choose(id: CourseId, chosen: bool, key: IdempotencyKey) -> Result<Sent<Option<CourseView>>, ApiError> {
    send(if chosen { Method::Put } else { Method::Delete }, of(id, "/choice"), &(), key).await
}

/// One's certificate.
pub async fn certificate(id: CourseId) -> Result<Fetched<Certificate>, ApiError> {
    get(of(id, "/certificate")).await
}

/// A lesson.
pub async fn lesson(id: LessonId) -> Result<Fetched<LessonView>, ApiError> {
    get(format!("/api/lessons/{id}")).await
}

/// The address of a course's picture, shown at most so many points across; in the app it comes whole.
#[must_use]
pub fn cover(course: CourseId, cover: FileId, width: u32) -> String {
    shell::film(&format!("cover-{course}"))
        .unwrap_or_else(|| format!("/api/courses/{course}/cover?v={cover}&width={width}"))
}

/// The address of what a lesson plays or shows.
#[must_use]
pub fn media(id: LessonId) -> String {
    shell::film(&format!("media-{id}")).unwrap_or_else(|| format!("/api/lessons/{id}/media"))
}

/// The address of a lesson's subtitles.
#[must_use]
pub fn subtitles(id: LessonId) -> String {
    shell::film(&format!("subtitles-{id}")).unwrap_or_else(|| format!("/api/lessons/{id}/subtitles"))
}

/// A lesson's subtitles as text, for editors.
pub async fn subtitle_text(id: LessonId) -> Result<String, ApiError> {
    let file = transport::file(&format!("/api/lessons/{id}/subtitles")).await?;
    let text = wasm_bindgen_futures::JsFuture::from(file.blob.text()).await.ok().and_then(|t| t.as_string());
    text.ok_or_else(|| ApiError::Broken("subtitles".into()))
}

/// Opens a player.
pub async fn study(lesson: LessonId, key: IdempotencyKey) -> Result<Sent<StudyOpened>, ApiError> {
    send(Method::Post, "/api/study".into(), &StudyForm { lesson }, key).await
}

fn beats(group_study: Option<GroupStudyId>) -> String {
    group_study.map_or_else(|| "/api/study/beat".to_owned(), |id| format!("/api/group-studies/{id}/beat"))
}

/// Says where a player stands: one's own, or a group study's.
pub async fn beat(group_study: Option<GroupStudyId>, form: BeatForm) -> Result<Sent<BeatTold>, ApiError> {
    let sent = send(Method::Post, beats(group_study), &form, IdempotencyKey::fresh()).await?;
    if let Sent::Done(BeatTold { progress: Some(_), points, .. }) = &sent {
        touch(if *points > 0 { &[Tag::Study, Tag::Points, Tag::Home] } else { &[Tag::Study] });
    }
    Ok(sent)
}

/// The last word of a player whose page is being closed: nobody waits for the answer.
pub fn last_beat(group_study: Option<GroupStudyId>, form: &BeatForm) {
    let text = serde_json::to_string(form).unwrap_or_default();
    if super::is_app() || !transport::beacon(&beats(group_study), &text) {
        let form = form.clone();
        leptos::task::spawn_local(async move {
            // the next opening submits what this could not
            let _ = beat(group_study, form).await;
        });
    }
}

/// The branch's group studies.
pub async fn group_studies(cursor: Option<String>) -> Result<Fetched<Page<GroupStudyRow>>, ApiError> {
    get(query::with("/api/group-studies", &[("cursor", cursor.unwrap_or_default())])).await
}

/// One of them.
pub async fn group_study(id: GroupStudyId) -> Result<Fetched<GroupStudyView>, ApiError> {
    get(format!("/api/group-studies/{id}")).await
}

/// Begins one.
pub async fn begin_group_study(form: GroupStudyForm, key: IdempotencyKey) -> Result<Sent<GroupStudyView>, ApiError> {
    send(Method::Post, "/api/group-studies".into(), &form, key).await
}

/// Opens a group study's player.
pub async fn group_study_study(id: GroupStudyId, key: IdempotencyKey) -> Result<Sent<StudyOpened>, ApiError> {
    send(Method::Post, format!("/api/group-studies/{id}/study"), &(), key).await
}

/// Says who is there.
pub async fn group_study_people(
    id: GroupStudyId,
    members: Vec<MemberId>,
    key: IdempotencyKey,
) -> Result<Sent<GroupStudyView>, ApiError> {
    send(Method::Put, format!("/api/group-studies/{id}/people"), &GroupStudyPeopleForm { members }, key).await
}

/// Ends one.
pub async fn end_group_study(id: GroupStudyId, key: IdempotencyKey) -> Result<Sent<GroupStudyView>, ApiError> {
    send(Method::Post, format!("/api/group-studies/{id}/end"), &(), key).await
}

/// Reports what was played with no network; waits in the outbox when there still is none.
pub async fn offline(form: OfflineForm, key: IdempotencyKey) -> Result<Sent<OfflineTold>, ApiError> {
    send(Method::Post, "/api/study/offline".into(), &form, key).await
}

/// Makes a course.
pub async fn create(form: CourseForm, key: IdempotencyKey) -> Result<Sent<CourseView>, ApiError> {
    send(Method::Post, "/api/courses".into(), &form, key).await
}

/// Changes one as it stood at `revision`.
pub async fn change(
    id: CourseId,
    revision: u32,
    form: CourseForm,
    key: IdempotencyKey,
) -> Result<Sent<CourseView>, ApiError> {
    send_if(Method::Put, of(id, ""), &form, key, revision).await
}

/// Throws one away.
pub async fn delete(id: CourseId, key: IdempotencyKey) -> Result<(), ApiError> {
    send::<_, Option<()>>(Method::Delete, of(id, ""), &(), key).await.map(drop)
}

/// Opens one to all, or takes it down.
pub async fn publish(id: CourseId, public: bool, key: IdempotencyKey) -> Result<Sent<CourseView>, ApiError> {
    send(if public { Method::Post } else { Method::Delete }, of(id, "/publication"), &(), key).await
}

/// Recommends one, or no longer.
pub async fn recommend(id: CourseId, recommended: bool, key: IdempotencyKey) -> Result<Sent<CourseView>, ApiError> {
    send(Method::Put, of(id, "/recommendation"), &RecommendForm { recommended }, key).await
}

/// Adds a lesson.
pub async fn add_lesson(id: CourseId, form: LessonForm, key: IdempotencyKey) -> Result<Sent<LessonView>, ApiError> {
    send(Method::Post, of(id, "/lessons"), &form, key).await
}

/// Changes a lesson.
pub async fn change_lesson(id: LessonId, form: LessonForm, key: IdempotencyKey) -> Result<Sent<LessonView>, ApiError> {
    send(Method::Put, format!("/api/lessons/{id}"), &form, key).await
}

/// Takes a lesson out.
pub async fn delete_lesson(id: LessonId, key: IdempotencyKey) -> Result<Sent<CourseView>, ApiError> {
    send(Method::Delete, format!("/api/lessons/{id}"), &(), key).await
}

fn of(id: CourseId, part: &str) -> String {
    format!("/api/courses/{id}{part}")
}
