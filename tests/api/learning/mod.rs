//! The learning centre (FEATURES 5.6–5.8, 5.11, 5.12, 5.15): courses, and studying them so that it counts.

mod cheating;
mod courses;
mod group_studies;
mod media;
mod offline;
mod questions;
mod reactions;
mod study;
mod uploads;

use axum::body::Bytes;
use gsdj_backend::bind;
use gsdj_domain::learning::{BeatTold, CourseView, GroupStudyView, LessonQuestions, LessonView, StudyOpened};
use gsdj_domain::time::MINUTE;
use gsdj_domain::{CourseId, FileId, LessonId, StudyId};
use gsdj_tests::{Actor, Reply, World};
use serde_json::{Value, json};

/// What a lesson lasts here.
pub(super) const LESSON: i64 = 10 * MINUTE;

/// What an editor types of a course.
pub(super) fn course_form(title: &str) -> Value {
    json!({ "theme": "skills", "title": title, "introduction": "示例简介", "speaker": "示例主讲", "year": 2026 })
}

/// What an editor types of a film.
pub(super) fn film_form(file: FileId) -> Value {
    json!({ "kind": "video", "title": "第一讲（示例）", "file": file, "duration": LESSON })
}

/// What an editor types of a text.
pub(super) fn text_form() -> Value {
    json!({ "kind": "text", "title": "读一读（示例）", "body": format!("<p>{}</p>", "字".repeat(400)) })
}

/// What an editor types of a question before the screen.
pub(super) fn question_form(at: i64) -> Value {
    json!({ "at": at, "kind": "single", "text": "示例题目", "options": ["甲", "乙"], "right": [1], "explanation": "示例解析" })
}

/// What is sent to the routes of questions, for the roles' table.
pub(super) fn question_body(operation: &str) -> Option<Value> {
    Some(match operation {
        "POST /api/lessons/{id}/questions" => question_form(5_000),
        "PUT /api/lesson-questions/{id}" => question_form(6_000),
        "POST /api/group-studies/{id}/questions" | "POST /api/group-studies/{id}/questions/close" => {
            json!({ "question": 1 })
        }
        "PUT /api/group-studies/{id}/answer" => json!({ "question": 1, "chosen": [0] }),
        _ => return None,
    })
}

/// A file of the province's, of a kind, with these bytes.
pub(super) async fn stored(w: &World, kind: &'static str, media_type: &'static str, bytes: &[u8]) -> FileId {
    let name = format!("{:032x}", bytes.len());
    w.app().files.put(&name, Bytes::copy_from_slice(bytes)).await.unwrap();
    let length = i64::try_from(bytes.len()).unwrap();
    w.write(move |c| {
        let id = FileId(c.next_id());
        let sql = "INSERT INTO file (id, account_id, org_id, name, kind, media_type, bytes, stored_as, created_at)
                   VALUES (?1, 1, 1, '示例', ?2, ?3, ?4, ?5, 0)";
        c.execute(sql, bind![id, kind, media_type, length, &name])?;
        Ok(id)
    })
    .await
}

/// A film's file.
pub(super) async fn film(w: &World) -> FileId {
    stored(w, "video", "video/webm", &[7; 5_000]).await
}

/// A course with one film, not published.
pub(super) async fn drafted(w: &World, title: &str) -> (CourseId, LessonId) {
    let course: CourseView = w.province().post("/api/courses", &course_form(title)).await.created();
    let file = film(w).await;
    let path = format!("/api/courses/{}/lessons", course.row.id);
    let lesson: LessonView = w.province().post(path, &film_form(file)).await.created();
    (course.row.id, lesson.row.id)
}

/// A course with one film, published.
pub(super) async fn published(w: &World, title: &str) -> (CourseId, LessonId) {
    let (course, lesson) = drafted(w, title).await;
    w.province().post_empty(format!("/api/courses/{course}/publication")).await.is(200);
    (course, lesson)
}

/// Courses of the province that is published, that could be and that was never, and a group study of branch A, by the names of
/// the roles' table.
pub(super) async fn furnish(w: &World) -> Vec<(&'static str, String)> {
    let (course, lesson) = published(w, "示例课程").await;
    let (ready, asked) = drafted(w, "示例课程二").await;
    let (draft, _) = drafted(w, "示例课程三").await;
    let form = json!({ "lesson": lesson, "members": [101] });
    let questions: LessonQuestions =
        w.province().post(format!("/api/lessons/{asked}/questions"), &question_form(20_000)).await.created();
    let group_study: GroupStudyView = w.branch_admin().post("/api/group-studies", &form).await.created();
    vec![
        ("{course}", course.to_string()),
        ("{lesson}", lesson.to_string()),
        ("{group_study}", group_study.row.id.to_string()),
        ("{lesson_asked}", asked.to_string()),
        ("{lesson_question}", questions.questions[0].id.to_string()),
        ("{course_ready}", ready.to_string()),
        ("{course_draft}", draft.to_string()),
    ]
}

/// A player of somebody's.
pub(super) struct Player {
    who: Actor,
    pub(super) study: StudyId,
    pub(super) number: u32,
    pub(super) position: i64,
}

impl Player {
    /// Opens it.
    pub(super) async fn open(who: &Actor, lesson: LessonId) -> Self {
        let opened: StudyOpened = who.post("/api/study", &json!({ "lesson": lesson })).await.created();
        Self { who: who.clone(), study: opened.study, number: 0, position: opened.place }
    }

    /// What a beat says, as it stands.
    pub(super) fn form(&self) -> Value {
        json!({ "study": self.study, "beat": self.number, "position": self.position, "rate": 100, "playing": true, "visible": true })
    }

    /// Sends a beat as the form says.
    pub(super) async fn send(&self, form: &Value) -> Reply {
        self.who.post("/api/study/beat", form).await
    }

    /// Says that it has played on by `ms`; no time passes.
    pub(super) async fn claims(&mut self, ms: i64) -> BeatTold {
        self.number += 1;
        self.position += ms;
        self.send(&self.form()).await.ok()
    }

    /// Plays for `ms` of real time at normal speed, as players do: a beat every quarter of a minute.
    pub(super) async fn plays(&mut self, ms: i64) -> BeatTold {
        let w = self.who.world().clone();
        let mut told = None;
        let mut left = ms;
        while left > 0 {
            let step = left.min(15_000);
            w.only_clock(w.now().plus(step));
            told = Some(self.claims(step).await);
            left -= step;
        }
        told.unwrap()
    }

    /// Stops, and submits.
    pub(super) async fn stops(&mut self) -> BeatTold {
        self.number += 1;
        let mut form = self.form();
        (form["playing"], form["submit"]) = (json!(false), json!(true));
        self.send(&form).await.ok()
    }
}
