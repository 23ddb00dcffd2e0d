//! Courses: made by editors, published, listed by theme, topic and order, found by two characters.

use super::*;
use gsdj_backend::jobs::{JOBS, Runner};
use gsdj_domain::Page;
use gsdj_domain::file::FileInfo;
use gsdj_domain::learning::{CourseAct, CourseRow, CourseState};
use gsdj_domain::time::DAY;
use gsdj_tests::on_both_engines;
use gsdj_tests::pictures::plain;

async fn titles(who: &Actor, query: &str) -> Vec<String> {
    let page: Page<CourseRow> = who.get(format!("/api/courses{query}")).await.ok();
    page.items.into_iter().map(|c| c.title).collect()
}

on_both_engines! {
    async fn a_course_is_seen_when_it_is_published_and_no_longer_when_it_is_taken_down(w) {
        let course: CourseView = w.province().post("/api/courses", &course_form("示例：苹果修剪")).await.created();
        assert_eq!((course.row.state, course.acts.clone()), (CourseState::Draft, vec![CourseAct::Edit, CourseAct::Delete]));
        let path = format!("/api/courses/{}", course.row.id);
        w.province().post_empty(format!("{path}/publication")).await.fault("course_no_lessons", "lessons");
        let file = film(&w).await;
        let lesson: LessonView = w.province().post(format!("{path}/lessons"), &film_form(file)).await.created();
        for who in [w.anon(), w.member(1), w.superior()] {
            who.get(&path).await.refused(404, "not_found");
            who.get(format!("/api/lessons/{}", lesson.row.id)).await.refused(404, "not_found");
            assert!(titles(&who, "").await.is_empty());
        }
        let public: CourseView = w.province().post_empty(format!("{path}/publication")).await.ok();
        assert_eq!((public.row.lesson_count, public.row.duration), (1, LESSON));
        for who in [w.anon(), w.member(1), w.superior(), w.account(gsdj_tests::id::MEMBER_NEW)] {
            let seen: CourseView = who.get(&path).await.ok();
            assert!(seen.acts.is_empty());
            assert_eq!(titles(&who, "").await, ["示例：苹果修剪"]);
        }
        w.province().post_empty(format!("{path}/publication")).await.refused(409, "course_not_now");
        w.member(2).put(format!("{path}/choice"), &json!({})).await.is(200);
        w.province().delete(format!("{path}/publication")).await.is(200);
        w.anon().get(&path).await.refused(404, "not_found");
        // who has chosen it still sees what became of it
        assert_eq!(w.member(2).get(&path).await.ok::<CourseView>().row.state, CourseState::Withdrawn);
        w.province().delete(&path).await.refused(409, "course_studied");
        let (other, _) = drafted(&w, "写错了").await;
        w.province().delete(format!("/api/courses/{other}")).await.is(204);
        w.province().get(format!("/api/courses/{other}")).await.refused(404, "not_found");
    }

    async fn lists_go_by_theme_topic_and_order(w) {
        let mut ids = Vec::new();
        for (n, (title, theme, topics)) in [
            ("甲：果树", "skills", json!([])), ("乙：健康", "health", json!(["lectures"])), ("丙：果园", "skills", json!(["lectures", "role_models_3"])),
        ].into_iter().enumerate() {
            w.only_clock(gsdj_tests::START.plus(i64::try_from(n).unwrap() * MINUTE));
            let (id, _) = drafted(&w, title).await;
            let mut form = course_form(title);
            (form["theme"], form["topics"]) = (json!(theme), topics);
            w.province().put(format!("/api/courses/{id}"), &form).await.is(200);
            w.province().post_empty(format!("/api/courses/{id}/publication")).await.is(200);
            ids.push(id);
        }
        let anon = w.anon();
        assert_eq!(titles(&anon, "").await, ["丙：果园", "乙：健康", "甲：果树"]);
        assert_eq!(titles(&anon, "?theme=skills").await, ["丙：果园", "甲：果树"]);
        assert_eq!(titles(&anon, "?topic=lectures").await, ["丙：果园", "乙：健康"]);
        assert_eq!(titles(&anon, "?topic=role_models_3&theme=health").await, Vec::<String>::new());
        assert_eq!(titles(&anon, "?q=%E6%9E%9C%E5%9B%AD").await, ["丙：果园"]);
        assert_eq!(titles(&anon, "?q=%25").await, Vec::<String>::new());
        let recommend = |id: CourseId| format!("/api/courses/{id}/recommendation");
        for id in [ids[2], ids[0]] {
            w.only_clock(w.now().plus(MINUTE));
            w.province().put(recommend(id), &json!({ "recommended": true })).await.is(200);
        }
        assert_eq!(titles(&anon, "?order=recommended").await, ["甲：果树", "丙：果园"]);
        w.province().put(recommend(ids[0]), &json!({ "recommended": false })).await.is(200);
        assert_eq!(titles(&anon, "?order=recommended&theme=skills").await, ["丙：果园"]);
        // most used, by who really studied within thirty days
        for (member, course) in [(101, ids[0]), (102, ids[0]), (103, ids[1])] {
            let at = w.now();
            w.write(move |c| {
                let sql = "INSERT INTO course_choice (account_id, course_id, chosen_at, studied_at) VALUES (?1, ?2, ?3, ?3)";
                c.execute(sql, gsdj_backend::bind![member, course, at])
            }).await;
        }
        Runner::new(w.app().clone()).run_due(JOBS).await;
        assert_eq!(titles(&anon, "?order=popular").await, ["甲：果树", "乙：健康", "丙：果园"]);
        w.at(w.now().plus(31 * DAY)).await;
        Runner::new(w.app().clone()).run_due(JOBS).await;
        let page: Page<CourseRow> = anon.get("/api/courses?order=popular").await.ok();
        assert!(page.items.iter().all(|c| c.learners == 0));
    }

    async fn many_courses_are_paged_without_loss_in_every_order(w) {
        w.write(|c| {
            for n in 1..=130_i64 {
                let sql = "INSERT INTO course (id, theme, title, introduction, speaker, year, state, published_at, recommended_at, learners,
                             lessons, duration, created_at, revision) VALUES (?1, ?2, '示例', '', '', 2026, 'published', ?3, ?4, ?5, 1, 1, 0, 1)";
                let theme = if n % 2 == 0 { "skills" } else { "health" };
                let recommended = (n % 3 == 0).then_some(n / 7);
                c.execute(sql, gsdj_backend::bind![n, theme, n / 10, recommended, n % 5])?;
                c.execute("INSERT INTO course_topic (topic, course_id) VALUES ('lectures', ?1)", gsdj_backend::bind![n])?;
            }
            Ok(())
        }).await;
        for (query, count) in [("order=newest", 130), ("order=popular", 130), ("order=recommended", 43), ("theme=skills", 65), ("topic=lectures", 130), ("order=popular&theme=health", 65)] {
            let (mut seen, mut cursor) = (Vec::new(), String::new());
            loop {
                let page: Page<CourseRow> = w.anon().get(format!("/api/courses?{query}&limit=23{cursor}")).await.ok();
                seen.extend(page.items.iter().map(|c| c.id));
                let Some(next) = page.next else { break };
                cursor = format!("&cursor={next}");
            }
            let all = seen.len();
            seen.sort();
            seen.dedup();
            assert_eq!((all, seen.len()), (count, count), "{query}");
        }
    }

    async fn only_the_province_edits(w) {
        let (course, lesson) = published(&w, "示例").await;
        for who in [w.member(1), w.branch_admin(), w.superior(), w.committee()] {
            who.post("/api/courses", &course_form("示例")).await.refused(403, "no_permission");
            who.put(format!("/api/courses/{course}"), &course_form("示例")).await.refused(403, "no_permission");
            who.delete(format!("/api/courses/{course}/publication")).await.refused(403, "no_permission");
            who.delete(format!("/api/lessons/{lesson}")).await.refused(403, "no_permission");
            who.get("/api/courses/managed?state=draft").await.refused(403, "no_permission");
        }
        w.anon().post("/api/courses", &course_form("示例")).await.refused(401, "not_signed_in");
        drafted(&w, "草稿").await;
        let page: Page<CourseRow> = w.province().get("/api/courses/managed?state=draft").await.ok();
        assert_eq!(page.items.len(), 1);
        let audited = w.texts("SELECT deed FROM audit WHERE deed LIKE 'course%' OR deed LIKE 'lesson%' ORDER BY id").await;
        assert_eq!(audited, ["course_written", "lesson_written", "course_published", "course_written", "lesson_written"]);
    }

    async fn what_is_typed_wrongly_is_said_beside_its_field(w) {
        let mut form = course_form("");
        form["year"] = json!(1800);
        assert_eq!(w.province().post("/api/courses", &form).await.refused(422, "several").errors.len(), 2);
        let (course, lesson) = drafted(&w, "示例").await;
        let lessons = format!("/api/courses/{course}/lessons");
        let file = film(&w).await;
        w.province().post(&lessons, &json!({ "kind": "video", "title": "示例" })).await.refused(422, "several");
        w.province().post(&lessons, &json!({ "kind": "audio", "title": "示例", "file": file, "duration": 5000 })).await.fault("lesson_other_file", "file");
        w.province().post(&lessons, &json!({ "kind": "video", "title": "示例", "file": 5, "duration": 5000 })).await.refused(403, "file_not_yours");
        w.province().post(&lessons, &json!({ "kind": "text", "title": "示例", "body": "<script>x</script>" })).await.fault("missing", "body");
        let mut subtitled = film_form(file);
        subtitled["subtitles"] = json!("1\n00:00:01,000 --> 00:00:02,000\n示例");
        w.province().put(format!("/api/lessons/{lesson}"), &subtitled).await.fault("lesson_bad_subtitles", "subtitles");
        let mut order = course_form("示例");
        order["order"] = json!([lesson, 99]);
        w.province().put(format!("/api/courses/{course}"), &order).await.fault("course_order_differs", "order");
        let stale = w.province().with("if-match", "\"1\"");
        stale.put(format!("/api/courses/{course}"), &course_form("示例")).await.refused(409, "stale");
    }

    async fn lessons_are_ordered_changed_and_taken_out(w) {
        let (course, first) = published(&w, "示例").await;
        let text: LessonView = w.province().post(format!("/api/courses/{course}/lessons"), &text_form()).await.created();
        let path = format!("/api/courses/{course}");
        let mut form = course_form("示例");
        form["order"] = json!([text.row.id, first]);
        let view: CourseView = w.province().put(&path, &form).await.ok();
        assert_eq!(view.lessons.iter().map(|l| l.id).collect::<Vec<_>>(), [text.row.id, first]);
        assert_eq!((view.row.lesson_count, view.row.duration), (2, LESSON + 40_000));
        let seen: LessonView = w.member(1).get(format!("/api/lessons/{}", text.row.id)).await.ok();
        assert_eq!(seen.next, Some(first));
        // what comes in is cleaned
        let dirty = json!({ "kind": "text", "title": "示例", "body": "<p onclick=x>示例<script>x</script></p>" });
        let clean: LessonView = w.province().put(format!("/api/lessons/{}", text.row.id), &dirty).await.ok();
        assert_eq!(clean.body, "<p>示例</p>");
        // who studied a lesson that is taken out keeps their points and their certificate
        let me = w.member(2);
        let mut player = Player::open(&me, first).await;
        player.plays(LESSON).await;
        player.stops().await;
        let left: CourseView = w.province().delete(format!("/api/lessons/{first}")).await.ok();
        assert_eq!((left.lessons.len(), left.row.duration), (1, 30_000));
        w.province().delete(format!("/api/lessons/{first}")).await.refused(404, "not_found");
        w.member(2).get(format!("/api/lessons/{first}")).await.refused(404, "not_found");
        w.province().delete(format!("/api/lessons/{}", text.row.id)).await.fault("course_no_lessons", "lessons");
        assert_eq!(w.number("SELECT COUNT(*) FROM ledger WHERE rule = 'video'").await, 3);
    }

    async fn a_course_has_a_picture_that_guests_see(w) {
        let photo = plain(40, 30, image::ImageFormat::Png);
        let cover: FileInfo = w.province().upload("photo", "示例.png", &photo).await.created();
        let (course, _) = published(&w, "示例").await;
        let path = format!("/api/courses/{course}/cover");
        w.anon().get(&path).await.refused(404, "not_found");
        let mut form = course_form("示例");
        form["cover"] = json!(cover.id);
        w.province().put(format!("/api/courses/{course}"), &form).await.is(200);
        let picture = w.anon().get(&path).await.is(200);
        assert_eq!((picture.header("content-type"), picture.header("content-disposition").split(';').next()), ("image/jpeg", Some("inline")));
        let theirs: FileInfo = w.member(1).upload("photo", "示例.png", &photo).await.created();
        form["cover"] = json!(theirs.id);
        w.province().put(format!("/api/courses/{course}"), &form).await.refused(403, "file_not_yours");
    }
}
