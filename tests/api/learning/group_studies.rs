//! 集中学习: a branch watches together; who is there is credited, once, whatever they watch by themselves.

use super::*;
use gsdj_backend::jobs::{JOBS, Runner};
use gsdj_domain::Page;
use gsdj_domain::learning::{GroupStudyRow, GroupStudyView, LearningHome};
use gsdj_tests::{Place, on_both_engines};

async fn begin(w: &World, lesson: LessonId, members: &[i64]) -> GroupStudyView {
    w.branch_admin().post("/api/group-studies", &json!({ "lesson": lesson, "members": members })).await.created()
}

/// A screen that plays.
struct Screen {
    who: Actor,
    path: String,
    study: StudyId,
    number: u32,
    position: i64,
}

impl Screen {
    async fn open(w: &World, group_study: &GroupStudyView) -> Self {
        let (who, path) = (w.branch_admin(), format!("/api/group-studies/{}", group_study.row.id));
        let opened: StudyOpened = who.post_empty(format!("{path}/study")).await.created();
        Self { who, path, study: opened.study, number: 0, position: opened.place }
    }

    async fn plays(&mut self, ms: i64) {
        let w = self.who.world().clone();
        for _ in 0..ms / 15_000 {
            w.only_clock(w.now().plus(15_000));
            self.beat(15_000).await.is(200);
        }
    }

    async fn beat(&mut self, by: i64) -> Reply {
        self.number += 1;
        self.position += by;
        let form = json!({ "study": self.study, "beat": self.number, "position": self.position, "rate": 100, "playing": true, "visible": true });
        self.who.post(format!("{}/beat", self.path), &form).await
    }

    async fn ends(&self) -> GroupStudyView {
        self.who.post_empty(format!("{}/end", self.path)).await.ok()
    }
}

async fn covered(w: &World, member: i64, lesson: LessonId) -> i64 {
    w.member(member).get(format!("/api/lessons/{lesson}")).await.ok::<LessonView>().row.progress.unwrap().covered
}

async fn points(w: &World, member: i64) -> i64 {
    w.number(format!(
        "SELECT COALESCE(CAST(SUM(points) AS BIGINT), 0) FROM ledger WHERE rule = 'video' AND member_id = {member}"
    ))
    .await
}

on_both_engines! {
    async fn who_is_there_is_credited_and_nobody_else(w) {
        let (_, film) = published(&w, "示例").await;
        let group_study = begin(&w, film, &[101, 102, 101]).await;
        assert_eq!(group_study.row.people, 2);
        let mut screen = Screen::open(&w, &group_study).await;
        screen.plays(4 * MINUTE).await;
        assert_eq!(covered(&w, 2, film).await, 0, "not before it is shared out");
        // one goes, another comes
        let people = json!({ "members": [102, 103] });
        let view: GroupStudyView = w.branch_admin().put(format!("{}/people", screen.path), &people).await.ok();
        assert_eq!(view.persons.iter().map(|p| (p.member.0, p.present)).collect::<Vec<_>>(), [(102, true), (103, true), (101, false)]);
        screen.plays(3 * MINUTE).await;
        let ended = screen.ends().await;
        assert_eq!((ended.row.covered, ended.row.people, ended.row.ended_at.is_some()), (7 * MINUTE, 3, true));
        for (member, ms, earned) in [(1, 4 * MINUTE, 1), (2, 7 * MINUTE, 2), (3, 3 * MINUTE, 1), (4, 0, 0)] {
            assert_eq!((covered(&w, member, film).await, points(&w, 100 + member).await), (ms, earned), "{member}");
        }
        assert_eq!(ended.persons.iter().map(|p| p.credited).sum::<i64>(), 14 * MINUTE);
        // ended is ended, and ending again changes nothing
        screen.beat(15_000).await.refused(409, "group_study_over");
        w.branch_admin().put(format!("{}/people", screen.path), &people).await.refused(409, "group_study_over");
        assert_eq!(screen.ends().await, ended);
    }

    async fn nothing_counts_twice_with_what_one_watched_oneself(w) {
        let (_, film) = published(&w, "示例").await;
        let (_, other) = published(&w, "示例二").await;
        // before: the first three minutes
        let mut own = Player::open(&w.member(2), film).await;
        own.plays(3 * MINUTE).await;
        own.stops().await;
        let group_study = begin(&w, film, &[102]).await;
        let mut screen = Screen::open(&w, &group_study).await;
        // meanwhile: a minute at the phone with another film, under the table
        let mut phone = Player::open(&w.member(2), other).await;
        for _ in 0..4 {
            screen.plays(15_000).await;
            phone.claims(15_000).await;
        }
        phone.stops().await;
        screen.plays(5 * MINUTE).await;
        screen.ends().await;
        let (film_ms, other_ms) = (covered(&w, 2, film).await, covered(&w, 2, other).await);
        assert_eq!(other_ms, MINUTE);
        // five minutes of the group study were left to them, of which they knew three
        assert_eq!(film_ms, 5 * MINUTE);
        assert_eq!(points(&w, 102).await, 1);
        let credited = w.number("SELECT CAST(SUM(credited) AS BIGINT) FROM study_progress WHERE member_id = 102").await;
        assert_eq!(credited, 6 * MINUTE);
    }

    async fn a_group_study_is_a_branch_s_own(w) {
        let (course, film) = published(&w, "示例").await;
        let text: LessonView = w.province().post(format!("/api/courses/{course}/lessons"), &text_form()).await.created();
        let form = |lesson: LessonId, members: Value| json!({ "lesson": lesson, "members": members });
        let admin = w.branch_admin();
        admin.post("/api/group-studies", &form(film, json!([]))).await.fault("group_study_nobody", "members");
        admin.post("/api/group-studies", &form(film, json!([101, 301]))).await.fault("not_in_circle", "members");
        admin.post("/api/group-studies", &form(text.row.id, json!([101]))).await.fault("group_study_not_played", "lesson");
        admin.post("/api/group-studies", &form(LessonId(9), json!([101]))).await.refused(404, "not_found");
        w.member(1).post("/api/group-studies", &form(film, json!([101]))).await.refused(403, "no_permission");
        // a meeting that there is not, or that is another branch's
        let theirs = w.drafted().await.row.id;
        for meeting in [json!(9), json!(theirs)] {
            let held = json!({ "lesson": film, "members": [301], "meeting": meeting });
            w.branch_of(Place::C).post("/api/group-studies", &held).await.refused(404, "not_found");
        }
        let group_study = begin(&w, film, &[101]).await;
        let path = format!("/api/group-studies/{}", group_study.row.id);
        for of in ["/study", "/end"] {
            w.branch_of(Place::C).post_empty(format!("{path}{of}")).await.refused(404, "not_found");
        }
        w.branch_of(Place::C).get(&path).await.refused(404, "not_found");
        let page: Page<GroupStudyRow> = w.branch_of(Place::C).get("/api/group-studies").await.ok();
        assert!(page.items.is_empty());
        let page: Page<GroupStudyRow> = admin.get("/api/group-studies").await.ok();
        assert_eq!(page.items.len(), 1);
        // it is among the branch's chosen courses
        assert_eq!(admin.get("/api/courses/chosen").await.json::<Value>()["items"][0]["id"], json!(course));
        let _: LearningHome = admin.get("/api/learning").await.ok();
    }

    async fn one_screen_at_a_time_and_one_group_study(w) {
        let (_, film) = published(&w, "示例").await;
        let first = begin(&w, film, &[101]).await;
        let mut screen = Screen::open(&w, &first).await;
        screen.plays(3 * MINUTE).await;
        let mut other = Screen::open(&w, &first).await;
        assert_eq!(other.position, 3 * MINUTE);
        screen.beat(15_000).await.refused(409, "study_taken_over");
        // a film claimed at once is claimed in vain here too
        other.beat(5 * MINUTE).await.is(200);
        begin(&w, film, &[102]).await;
        other.beat(15_000).await.refused(409, "group_study_over");
        assert_eq!(covered(&w, 1, film).await, 3 * MINUTE);
    }

    async fn what_was_left_alone_is_ended_and_shared_out(w) {
        let (_, film) = published(&w, "示例").await;
        let group_study = begin(&w, film, &[101]).await;
        let mut screen = Screen::open(&w, &group_study).await;
        screen.plays(3 * MINUTE).await;
        w.at(w.now().plus(10 * MINUTE)).await;
        Runner::new(w.app().clone()).run_due(JOBS).await;
        assert_eq!(points(&w, 101).await, 0);
        // a screen that is paused says that it is still there
        screen.number += 1;
        let still = json!({ "study": screen.study, "beat": screen.number, "position": screen.position, "rate": 100, "playing": false, "visible": true });
        w.branch_admin().post(format!("{}/beat", screen.path), &still).await.is(200);
        w.at(w.now().plus(10 * MINUTE)).await;
        Runner::new(w.app().clone()).run_due(JOBS).await;
        assert_eq!(points(&w, 101).await, 0);
        w.at(w.now().plus(10 * MINUTE)).await;
        Runner::new(w.app().clone()).run_due(JOBS).await;
        assert_eq!((points(&w, 101).await, covered(&w, 1, film).await), (1, 3 * MINUTE));
        screen.beat(15_000).await.refused(409, "group_study_over");
    }

    async fn those_checked_in_at_a_meeting_are_there(w) {
        let (_, film) = published(&w, "示例").await;
        let meeting = w.drafted().await.row.id;
        for member in [104, 105, 301] {
            w.sql(format!("INSERT INTO check_in (meeting_id, member_id, at, way, note) VALUES ({meeting}, {member}, 0, 'scan', '')")).await;
        }
        let form = json!({ "lesson": film, "members": [101], "meeting": meeting });
        let group_study: GroupStudyView = w.branch_admin().post("/api/group-studies", &form).await.created();
        assert_eq!(group_study.persons.iter().map(|p| p.member.0).collect::<Vec<_>>(), [101, 104, 105]);
    }
}
