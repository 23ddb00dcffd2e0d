//! Questions before the screen (FEATURES 13.5): editors put them, the screen asks them, phones of those who are there answer.

use super::*;
use gsdj_backend::jobs::{JOBS, Runner};
use gsdj_domain::home::Home;
use gsdj_domain::learning::{
    GroupStudyForMe, GroupStudyQuestions, LessonQuestion, LessonQuestions, QUESTIONS_MAX, QuestionOutcome,
};
use gsdj_domain::time::SECOND;
use gsdj_domain::{GroupStudyId, LessonQuestionId};
use gsdj_tests::{Place, on_both_engines};

/// What an editor types of a question: B is right.
fn form(at: i64) -> Value {
    json!({ "at": at, "kind": "single", "text": format!("示例题目 {at}"), "options": ["甲", "乙", "丙"], "right": [1], "explanation": "示例解析" })
}

async fn add(w: &World, lesson: LessonId, form: &Value) -> Reply {
    w.province().post(format!("/api/lessons/{lesson}/questions"), form).await
}

/// A question that is there now, at this place.
async fn put(w: &World, lesson: LessonId, form: &Value) -> LessonQuestion {
    let all: LessonQuestions = add(w, lesson, form).await.created();
    let at = form["at"].as_i64().unwrap();
    all.questions.into_iter().find(|q| q.form.at == at).unwrap()
}

/// A group study before a screen.
#[derive(Clone)]
struct Hall {
    w: World,
    id: GroupStudyId,
}

impl Hall {
    async fn begin(w: &World, lesson: LessonId, members: &[i64]) -> Self {
        let form = json!({ "lesson": lesson, "members": members });
        let begun: GroupStudyView = w.branch_admin().post("/api/group-studies", &form).await.created();
        Self { w: w.clone(), id: begun.row.id }
    }

    fn path(&self, of: &str) -> String {
        format!("/api/group-studies/{}{of}", self.id)
    }

    async fn questions(&self) -> GroupStudyQuestions {
        self.w.branch_admin().get(self.path("/questions")).await.ok()
    }

    async fn ask(&self, question: LessonQuestionId) -> Reply {
        self.w.branch_admin().post(self.path("/questions"), &json!({ "question": question })).await
    }

    async fn close(&self, question: LessonQuestionId) -> Reply {
        self.w.branch_admin().post(self.path("/questions/close"), &json!({ "question": question })).await
    }

    async fn mine(&self, member: i64) -> GroupStudyForMe {
        self.w.member(member).get(self.path("/answer")).await.ok()
    }

    async fn answers(&self, member: i64, question: LessonQuestionId, chosen: &[u8]) -> Reply {
        let form = json!({ "question": question, "chosen": chosen });
        self.w.member(member).put(self.path("/answer"), &form).await
    }

    async fn outcome(&self) -> (u32, QuestionOutcome) {
        let asked = self.questions().await.asked.pop().unwrap();
        (asked.answered, asked.outcome.unwrap())
    }
}

on_both_engines! {
    async fn editors_put_questions_at_places_of_what_is_played(w) {
        let (course, film) = drafted(&w, "示例").await;
        let late = put(&w, film, &form(90_000)).await;
        let early = put(&w, film, &form(5_000)).await;
        let path = format!("/api/lessons/{film}/questions");
        let all: LessonQuestions = w.province().get(&path).await.ok();
        assert_eq!(all.questions.iter().map(|q| q.id).collect::<Vec<_>>(), [early.id, late.id]);
        // whole seconds, within the film, one at a place
        add(&w, film, &form(5_400)).await.fault("lesson_question_there", "at");
        for outside in [0, 999, LESSON + 1_000, -5_000] {
            add(&w, film, &form(outside)).await.fault("lesson_question_outside", "at");
        }
        let mut several = form(LESSON);
        several["text"] = json!(" ");
        several["right"] = json!([]);
        let faults = add(&w, film, &several).await.refused(422, "several");
        assert_eq!(faults.errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["text", "right"]);
        let mut lost = form(20_000);
        lost["right"] = json!([3]);
        add(&w, film, &lost).await.fault("exam_right_no_option", "right");
        // changed, where it stands or elsewhere, but not onto another
        let own = format!("/api/lesson-questions/{}", early.id);
        let mut changed = form(5_000);
        changed["kind"] = json!("true_false");
        let now: LessonQuestions = w.province().put(&own, &changed).await.ok();
        assert_eq!((now.questions[0].form.options.len(), now.questions[0].id), (2, early.id));
        w.province().put(&own, &form(90_000)).await.fault("lesson_question_there", "at");
        // a film keeps the length that its questions need
        let short = json!({ "kind": "video", "title": "第一讲（示例）", "file": film_file(&w, film).await, "duration": 60_000 });
        let lesson = format!("/api/lessons/{film}");
        w.province().put(&lesson, &short).await.fault("lesson_question_beyond", "duration");
        w.province().put(&lesson, &text_form()).await.fault("lesson_has_questions", "kind");
        let left: LessonQuestions = w.province().delete(format!("/api/lesson-questions/{}", late.id)).await.ok();
        assert_eq!(left.questions.len(), 1);
        w.province().put(&lesson, &short).await.is(200);
        w.province().delete(format!("/api/lesson-questions/{}", late.id)).await.refused(404, "not_found");
        // what is read has no place to pause at
        let text: LessonView = w.province().post(format!("/api/courses/{course}/lessons"), &text_form()).await.created();
        add(&w, text.row.id, &form(5_000)).await.refused(409, "lesson_no_place_to_ask");
        for who in [w.branch_admin(), w.member(1)] {
            who.get(&path).await.refused(403, "no_permission");
        }
        // a course that nobody studied goes with its questions
        w.province().delete(&lesson).await.is(200);
        assert_eq!(w.number("SELECT COUNT(*) FROM lesson_question").await, 0);
        let (course, film) = drafted(&w, "示例二").await;
        put(&w, film, &form(5_000)).await;
        w.province().delete(format!("/api/courses/{course}")).await.is(204);
        assert_eq!(w.number("SELECT COUNT(*) FROM lesson_question").await, 0);
    }

    async fn a_lesson_holds_twenty_questions(w) {
        let (_, film) = drafted(&w, "示例").await;
        for n in 1..=QUESTIONS_MAX {
            add(&w, film, &form(n as i64 * SECOND)).await.is(201);
        }
        add(&w, film, &form(60_000)).await.refused(409, "lesson_too_many_questions");
    }

    async fn the_screen_asks_phones_answer_and_all_see_what_came_of_it(w) {
        let (_, film) = published(&w, "示例").await;
        let (first, second) = (put(&w, film, &form(5_000)).await, put(&w, film, &form(9_000)).await);
        let hall = Hall::begin(&w, film, &[101, 102, 103]).await;
        let before = hall.questions().await;
        assert_eq!((before.present, before.coming.len(), before.asked.len()), (3, 2, 0));
        assert!(hall.mine(1).await.question.is_none());
        let (mut phone, mut screen) = (w.member(1).listen().await, w.branch_admin().listen().await);
        let asked: GroupStudyQuestions = hall.ask(first.id).await.ok();
        assert_eq!((asked.coming.len(), asked.asked[0].answered, asked.asked[0].outcome.is_none()), (1, 0, true));
        phone.until("asked").await;
        let mine = hall.mine(1).await.question.unwrap();
        assert_eq!((mine.question, mine.options.len(), mine.chosen.len(), mine.verdict.is_none()), (first.id, 3, 0, true));
        screen.until("asked").await;
        // what is right is nowhere before it is closed
        for text in [w.member(1).get(hall.path("/answer")).await.text(), w.branch_admin().get(hall.path("/questions")).await.text()] {
            assert!(!text.contains("示例解析") && !text.contains("right"), "{text}");
        }
        hall.answers(1, first.id, &[0]).await.is(200);
        screen.until("asked").await;
        hall.answers(2, first.id, &[1]).await.is(200);
        // thought better of it
        let changed: GroupStudyForMe = hall.answers(1, first.id, &[1]).await.ok();
        assert_eq!(changed.question.unwrap().chosen, [1]);
        hall.answers(3, first.id, &[2]).await.is(200);
        assert_eq!(hall.questions().await.asked[0].answered, 3);
        // the next one waits for its turn
        hall.ask(second.id).await.refused(409, "group_study_question_open");
        let closed: GroupStudyQuestions = hall.close(first.id).await.ok();
        let told = closed.asked[0].outcome.clone().unwrap();
        assert_eq!((told.counts.clone(), told.right_answers, told.right.clone()), (vec![0, 2, 1], 2, vec![1]));
        assert_eq!(told.explanation, "示例解析");
        let says = async |member| hall.mine(member).await.question.unwrap().verdict.unwrap().correct;
        assert_eq!((says(1).await, says(3).await), (Some(true), Some(false)));
        // late ones are told so, and nothing changes
        let late = hall.answers(3, first.id, &[1]).await.refused(409, "group_study_question_closed");
        assert!(late.hint.is_some());
        hall.close(first.id).await.is(200);
        assert_eq!(hall.outcome().await, (3, told));
        hall.ask(second.id).await.is(200);
        assert_eq!(hall.mine(2).await.question.unwrap().question, second.id);
        // answering earns nothing
        assert_eq!(w.number("SELECT COUNT(*) FROM ledger WHERE member_id = 101").await, 0);
    }

    async fn only_who_is_checked_in_answers(w) {
        let (_, film) = published(&w, "示例").await;
        let question = put(&w, film, &form(5_000)).await.id;
        let hall = Hall::begin(&w, film, &[101]).await;
        hall.ask(question).await.is(200);
        let away = hall.mine(2).await;
        assert!(!away.present && away.question.is_none());
        let told = hall.answers(2, question, &[1]).await.refused(409, "group_study_not_present");
        assert!(told.hint.is_some_and(|h| h.contains("调整到场人员")));
        // another branch finds nothing, nor do those who are no members
        let form = json!({ "question": question, "chosen": [1] });
        let beside = w.member_of(Place::C, 2);
        beside.get(hall.path("/answer")).await.refused(404, "not_found");
        beside.put(hall.path("/answer"), &form).await.refused(404, "not_found");
        w.branch_admin().put(hall.path("/answer"), &form).await.refused(403, "no_permission");
        for of in ["/questions", "/questions/close"] {
            w.branch_of(Place::C).post(hall.path(of), &json!({ "question": question })).await.refused(404, "not_found");
            w.member(1).post(hall.path(of), &json!({ "question": question })).await.refused(403, "no_permission");
        }
        w.branch_of(Place::C).get(hall.path("/questions")).await.refused(404, "not_found");
        // who comes late is ticked, hears of it and answers; who goes is not counted among those there
        let mut phone = w.member(2).listen().await;
        w.branch_admin().put(hall.path("/people"), &json!({ "members": [101, 102] })).await.is(200);
        phone.until("asked").await;
        hall.answers(1, question, &[0]).await.is(200);
        hall.answers(2, question, &[1]).await.is(200);
        w.branch_admin().put(hall.path("/people"), &json!({ "members": [102] })).await.is(200);
        let now = hall.questions().await;
        assert_eq!((now.present, now.asked[0].answered), (1, 1));
        hall.answers(1, question, &[1]).await.refused(409, "group_study_not_present");
        hall.close(question).await.is(200);
        assert_eq!(hall.outcome().await.1.counts, [1, 1, 0], "what was answered stays answered");
    }

    async fn an_answer_is_one_of_the_options_of_a_question_that_is_asked(w) {
        let (_, film) = published(&w, "示例").await;
        let question = put(&w, film, &form(5_000)).await.id;
        let mut several = form(9_000);
        (several["kind"], several["right"]) = (json!("multiple"), json!([0, 2]));
        let multiple = put(&w, film, &several).await.id;
        let (_, other) = published(&w, "示例二").await;
        let elsewhere = put(&w, other, &form(5_000)).await.id;
        let hall = Hall::begin(&w, film, &[101, 102]).await;
        hall.answers(1, question, &[1]).await.refused(404, "not_found");
        hall.close(question).await.refused(404, "not_found");
        hall.ask(elsewhere).await.refused(404, "not_found");
        hall.ask(LessonQuestionId(9)).await.refused(404, "not_found");
        hall.ask(question).await.is(200);
        hall.answers(1, question, &[]).await.fault("group_study_nothing_chosen", "chosen");
        for chosen in [&[3_u8][..], &[0, 1], &[1, 1]] {
            hall.answers(1, question, chosen).await.fault("group_study_no_such_option", "chosen");
        }
        hall.close(question).await.is(200);
        hall.ask(multiple).await.is(200);
        hall.answers(1, multiple, &[2, 0]).await.is(200);
        hall.answers(2, multiple, &[0]).await.is(200);
        hall.close(multiple).await.is(200);
        let (answered, told) = hall.outcome().await;
        assert_eq!((answered, told.counts, told.right_answers), (2, vec![2, 0, 1], 1));
    }

    async fn two_phones_two_taps_and_two_screens_at_once(w) {
        let (_, film) = published(&w, "示例").await;
        let question = put(&w, film, &form(5_000)).await.id;
        let hall = Hall::begin(&w, film, &[101, 102, 103, 104]).await;
        // two screens come to it at the same instant
        let both = tokio::join!(hall.ask(question), hall.ask(question));
        let (one, other): (GroupStudyQuestions, GroupStudyQuestions) = (both.0.ok(), both.1.ok());
        assert_eq!((one.asked.len(), other.asked.len()), (1, 1));
        // all phones, and one of them twice
        let all = tokio::join!(
            hall.answers(1, question, &[1]), hall.answers(1, question, &[1]), hall.answers(2, question, &[0]),
            hall.answers(3, question, &[1]), hall.answers(4, question, &[2]),
        );
        for reply in [all.0, all.1, all.2, all.3, all.4] {
            reply.is(200);
        }
        assert_eq!(hall.questions().await.asked[0].answered, 4);
        // a tap sent again under its key says what it said, and changes nothing
        let (path, form) = (hall.path("/answer"), json!({ "question": question, "chosen": [0] }));
        let first = w.member(3).key("tap").put(&path, &form).await.is(200).text();
        hall.answers(3, question, &[1]).await.is(200);
        assert_eq!(w.member(3).key("tap").put(&path, &form).await.is(200).text(), first);
        let both = tokio::join!(hall.close(question), hall.close(question));
        both.0.is(200);
        both.1.is(200);
        assert_eq!(hall.outcome().await.1.counts, [1, 2, 1]);
    }

    async fn a_screen_that_is_drawn_anew_finds_the_question_as_it_was_asked(w) {
        let (_, film) = published(&w, "示例").await;
        let question = put(&w, film, &form(5_000)).await.id;
        let hall = Hall::begin(&w, film, &[101]).await;
        hall.ask(question).await.is(200);
        let asked = hall.questions().await.asked;
        // editors change it, and take it out, while it is on the screen
        let mut changed = form(7_000);
        (changed["text"], changed["right"]) = (json!("另一道示例题目"), json!([0]));
        w.province().put(format!("/api/lesson-questions/{question}"), &changed).await.is(200);
        w.province().delete(format!("/api/lesson-questions/{question}")).await.is(200);
        assert_eq!(hall.questions().await.asked, asked);
        assert!(hall.questions().await.coming.is_empty());
        // asked again, by a screen that has not heard of it: it stays as it is
        hall.ask(question).await.is(200);
        hall.answers(1, question, &[1]).await.is(200);
        hall.close(question).await.is(200);
        hall.ask(question).await.is(200);
        assert_eq!(hall.outcome().await.1.right, [1]);
    }

    async fn the_home_page_leads_to_the_question(w) {
        let (_, film) = published(&w, "示例").await;
        let question = put(&w, film, &form(5_000)).await.id;
        let home = async |member| w.member(member).get("/api/home").await.ok::<Home>().group_study;
        assert!(home(1).await.is_none());
        let hall = Hall::begin(&w, film, &[101]).await;
        let joined = home(1).await.unwrap();
        assert_eq!((joined.id, joined.waits), (hall.id, false));
        assert!(home(2).await.is_none());
        hall.ask(question).await.is(200);
        assert!(home(1).await.unwrap().waits);
        hall.answers(1, question, &[1]).await.is(200);
        assert!(!home(1).await.unwrap().waits);
        assert!(w.branch_admin().get("/api/home").await.ok::<Home>().group_study.is_none());
        let mut phone = w.member(1).listen().await;
        w.branch_admin().post_empty(hall.path("/end")).await.is(200);
        phone.until("asked").await;
        assert!(home(1).await.is_none());
    }

    async fn what_is_over_takes_no_answers_and_keeps_what_came_of_it(w) {
        let (_, film) = published(&w, "示例").await;
        let question = put(&w, film, &form(5_000)).await.id;
        let hall = Hall::begin(&w, film, &[101, 102]).await;
        hall.ask(question).await.is(200);
        hall.answers(1, question, &[1]).await.is(200);
        // a question that is talked over keeps the group study alive, though nothing plays
        w.at(w.now().plus(10 * MINUTE)).await;
        hall.close(question).await.is(200);
        w.at(w.now().plus(10 * MINUTE)).await;
        Runner::new(w.app().clone()).run_due(JOBS).await;
        assert!(!hall.mine(1).await.over);
        w.at(w.now().plus(10 * MINUTE)).await;
        Runner::new(w.app().clone()).run_due(JOBS).await;
        assert!(hall.mine(1).await.over);
        // an open one is closed by the end
        let hall = Hall::begin(&w, film, &[101, 102]).await;
        hall.ask(question).await.is(200);
        hall.answers(1, question, &[1]).await.is(200);
        w.branch_admin().post_empty(hall.path("/end")).await.is(200);
        hall.answers(2, question, &[1]).await.refused(409, "group_study_over");
        hall.ask(question).await.refused(409, "group_study_over");
        let (answered, told) = hall.outcome().await;
        assert_eq!((answered, told.counts), (1, vec![0, 1, 0]));
        assert!(hall.questions().await.coming.is_empty());
    }
}

/// The file of a lesson.
async fn film_file(w: &World, lesson: LessonId) -> i64 {
    w.number(format!("SELECT file_id FROM lesson WHERE id = {lesson}")).await
}
