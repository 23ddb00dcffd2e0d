//! Studying on line: what counts, what is said about it, where it goes on; points and the certificate.

use super::*;
use gsdj_domain::Page;
use gsdj_domain::learning::{BeatVerdict, Certificate, ChosenCourse, LearningHome};
use gsdj_domain::points::Rule;
use gsdj_tests::acts::earned;
use gsdj_tests::on_both_engines;

async fn video_points(who: &Actor) -> i32 {
    i32::try_from(earned(who, Rule::Video).await).unwrap()
}

on_both_engines! {
    async fn an_honest_viewer_learns_a_course_to_its_certificate(w) {
        let (course, film) = published(&w, "示例：苹果修剪").await;
        let text: LessonView = w.province().post(format!("/api/courses/{course}/lessons"), &text_form()).await.created();
        let me = w.member(2);
        let certificate = format!("/api/courses/{course}/certificate");
        assert!(me.get(&certificate).await.refused(409, "course_not_finished").title.contains("还有 2 个课时"));
        let mut player = Player::open(&me, film).await;
        let told = player.plays(MINUTE).await;
        assert_eq!((told.verdict, told.waiting, told.progress), (BeatVerdict::Counted, MINUTE, None));
        // what was not submitted does not count yet
        let seen: LessonView = me.get(format!("/api/lessons/{film}")).await.ok();
        assert_eq!(seen.row.progress.unwrap().sentence(), "未开始，学满 9分钟 算学完");
        let told = player.stops().await;
        assert_eq!((told.waiting, told.points), (0, 0));
        assert_eq!(told.progress.unwrap().sentence(), "已学 1分钟，还差 8分钟");
        // the same figure everywhere
        let seen: LessonView = me.get(format!("/api/lessons/{film}")).await.ok();
        assert_eq!(seen.row.progress.as_ref().unwrap().sentence(), "已学 1分钟，还差 8分钟");
        assert_eq!((seen.watched[0].from, seen.watched[0].to, seen.row.progress.unwrap().place), (0, MINUTE, MINUTE));
        let view: CourseView = me.get(format!("/api/courses/{course}")).await.ok();
        assert_eq!(view.lessons[0].progress.as_ref().unwrap().sentence(), "已学 1分钟，还差 8分钟");
        assert!(view.chosen, "who studies a course has chosen it");
        // three minutes are a point
        player.plays(2 * MINUTE).await;
        assert_eq!((player.stops().await.points, video_points(&me).await), (1, 1));
        player.plays(6 * MINUTE).await;
        let told = player.stops().await;
        assert_eq!((told.points, told.course_finished, told.progress.unwrap().sentence().as_str()), (2, false, "已学完"));
        assert_eq!(video_points(&me).await, 3);
        me.get(&certificate).await.refused(409, "course_not_finished");
        // what is read counts while it is in view
        let mut reader = Player::open(&me, text.row.id).await;
        assert_eq!(text.row.duration, 40_000);
        let told = reader.plays(30_000).await;
        assert_eq!(told.verdict, BeatVerdict::Counted);
        assert_eq!(reader.stops().await.progress.unwrap().sentence(), "已学 30秒，还差 10秒");
        reader.plays(10_000).await;
        assert!(reader.stops().await.course_finished);
        let paper: Certificate = me.get(&certificate).await.ok();
        assert_eq!((paper.name.as_str(), paper.course.as_str(), paper.lessons), ("示例102", "示例：苹果修剪", 2));
        assert_eq!(paper.verified, 9 * MINUTE + 40_000);
        // and nobody else's
        w.member(3).get(&certificate).await.refused(409, "course_not_finished");
        w.branch_admin().get(&certificate).await.refused(403, "no_permission");
        assert_eq!(video_points(&me).await, 3, "texts are no films");
    }

    async fn whoever_had_finished_the_rest_has_finished_the_course_when_a_lesson_goes(w) {
        let (course, film) = published(&w, "示例").await;
        let text: LessonView = w.province().post(format!("/api/courses/{course}/lessons"), &text_form()).await.created();
        let me = w.member(2);
        let mut player = Player::open(&me, film).await;
        player.plays(9 * MINUTE).await;
        player.stops().await;
        let finished = w.now();
        w.only_clock(w.now().plus(MINUTE));
        w.province().delete(format!("/api/lessons/{}", text.row.id)).await.is(200);
        let view: CourseView = me.get(format!("/api/courses/{course}")).await.ok();
        assert_eq!((view.finished, view.finished_at), (1, Some(finished)));
        let paper: Certificate = me.get(format!("/api/courses/{course}/certificate")).await.ok();
        assert_eq!((paper.lessons, paper.finished_at), (1, finished));
        // whoever had not finished it has not
        w.member(3).get(format!("/api/courses/{course}/certificate")).await.refused(409, "course_not_finished");
    }

    async fn a_lesson_that_was_thrown_away_stands_in_nobody_s_way(w) {
        let (_, film) = published(&w, "示例").await;
        let (gone, thrown) = published(&w, "示例二").await;
        let me = w.member(2);
        let mut player = Player::open(&me, thrown).await;
        player.plays(30_000).await;
        w.province().delete(format!("/api/courses/{gone}/publication")).await.is(200);
        w.province().delete(format!("/api/courses/{gone}")).await.is(204);
        assert!(me.get("/api/learning").await.ok::<LearningHome>().last.is_none());
        Player::open(&me, film).await.plays(30_000).await;
        assert!(me.get("/api/learning").await.ok::<LearningHome>().last.is_some());
    }

    async fn it_goes_on_on_another_device_where_it_stopped(w) {
        let (_, film) = published(&w, "示例").await;
        let me = w.member(2);
        let mut phone = Player::open(&me, film).await;
        phone.plays(40_000).await;
        // the phone goes away without a word: the computer begins, and what had come together is not lost
        w.sql("INSERT INTO session (id, token_hash, account_id, device, address, created_at, last_seen, expires_at)
               SELECT 9002, token_hash || token_hash, 102, '示例电脑', '127.0.0.1', created_at, last_seen, expires_at FROM session WHERE id = 102").await;
        w.sql("UPDATE session SET device = '示例手机' WHERE id = 102").await;
        w.write(|c| c.execute("UPDATE session SET token_hash = ?1 WHERE id = 9002", gsdj_backend::bind![&gsdj_backend::account::token_hash("desk")[..]])).await;
        let desk = w.anon().bearer("desk");
        let opened: StudyOpened = desk.post("/api/study", &json!({ "lesson": film })).await.created();
        assert_eq!((opened.place, opened.progress.covered), (40_000, 40_000));
        assert_eq!(opened.took_over.as_deref(), Some("另一台设备（示例手机）"));
        phone.number += 1;
        let refused = phone.send(&phone.form()).await.refused(409, "study_taken_over");
        assert_eq!(refused.title, "已在另一台设备（示例电脑）上学习，这里不再计时");
        assert!(refused.hint.unwrap().contains("在这里继续"));
        // long after, nobody is said to have been taken over
        w.only_clock(w.now().plus(10 * MINUTE));
        let opened: StudyOpened = me.post("/api/study", &json!({ "lesson": film })).await.created();
        assert_eq!(opened.took_over, None);
    }

    async fn double_speed_covers_twice_as_much_and_earns_by_real_time(w) {
        let (_, film) = published(&w, "示例").await;
        let me = w.member(2);
        let mut player = Player::open(&me, film).await;
        for _ in 0..20 {
            w.only_clock(w.now().plus(15_000));
            player.number += 1;
            player.position += 30_000;
            let mut form = player.form();
            form["rate"] = json!(200);
            let told: BeatTold = player.send(&form).await.ok();
            assert_eq!(told.verdict, BeatVerdict::Counted);
        }
        let told = player.stops().await;
        let progress = told.progress.unwrap();
        assert_eq!((progress.covered, progress.credited, told.points), (LESSON, 5 * MINUTE, 1));
        assert!(progress.finished_at.is_some());
    }

    async fn a_block_of_three_minutes_earns_once_ever(w) {
        let (_, film) = published(&w, "示例").await;
        let me = w.member(2);
        let mut player = Player::open(&me, film).await;
        player.plays(3 * MINUTE).await;
        player.stops().await;
        for day in 0..3 {
            w.at(w.now().plus(day * 24 * 60 * MINUTE)).await;
            let mut again = Player::open(&me, film).await;
            again.number += 1;
            again.position = 0;
            again.send(&again.form()).await.is(200);
            again.plays(3 * MINUTE).await;
            assert_eq!(again.stops().await.points, 0);
        }
        assert_eq!(video_points(&me).await, 1);
    }

    async fn ten_points_a_day_and_no_more(w) {
        let me = w.member(2);
        let mut sum = 0;
        for n in 0..4 {
            let (_, film) = published(&w, &format!("示例 {n}")).await;
            let mut player = Player::open(&me, film).await;
            player.plays(LESSON).await;
            sum += player.stops().await.points;
        }
        assert_eq!((sum, video_points(&me).await), (10, 10));
        assert_eq!(w.number("SELECT COUNT(*) FROM ledger WHERE rule = 'video'").await, 12, "the deeds stand all the same");
    }

    async fn members_study_and_branches_and_guests_only_look(w) {
        let (course, film) = published(&w, "示例").await;
        let study = json!({ "lesson": film });
        for who in [w.branch_admin(), w.superior(), w.province()] {
            who.post("/api/study", &study).await.refused(403, "no_permission");
        }
        w.anon().post("/api/study", &study).await.refused(401, "not_signed_in");
        w.member(2).post("/api/study", &json!({ "lesson": 5 })).await.refused(404, "not_found");
        let beat = json!({ "study": 1, "beat": 1, "position": 0, "rate": 100, "playing": true, "visible": true });
        w.member(2).post("/api/study/beat", &beat).await.refused(409, "study_not_open");
        let seen: LessonView = w.branch_admin().get(format!("/api/lessons/{film}")).await.ok();
        assert!(seen.row.progress.is_none());
        w.province().delete(format!("/api/courses/{course}/publication")).await.is(200);
        w.member(2).post("/api/study", &study).await.refused(404, "not_found");
    }

    async fn chosen_courses_and_the_first_page_follow(w) {
        let (first, _) = published(&w, "甲").await;
        let (second, film) = published(&w, "乙").await;
        let me = w.member(2);
        let chosen = async |who: &Actor| {
            let page: Page<ChosenCourse> = who.get("/api/courses/chosen").await.ok();
            page.items.into_iter().map(|h| (h.row.title, h.finished)).collect::<Vec<_>>()
        };
        me.put(format!("/api/courses/{first}/choice"), &json!({})).await.is(200);
        me.put(format!("/api/courses/{first}/choice"), &json!({})).await.is(200);
        w.only_clock(w.now().plus(1));
        let mut player = Player::open(&me, film).await;
        player.plays(LESSON).await;
        assert!(player.stops().await.course_finished);
        assert_eq!(chosen(&me).await, [("乙".into(), 1), ("甲".into(), 0)]);
        me.delete(format!("/api/courses/{second}/choice")).await.is(204);
        me.delete(format!("/api/courses/{second}/choice")).await.refused(404, "not_found");
        assert_eq!(chosen(&me).await, [("甲".into(), 0)]);
        // what was studied stays
        let view: CourseView = me.get(format!("/api/courses/{second}")).await.ok();
        assert_eq!((view.chosen, view.finished, view.finished_at.is_some()), (false, 1, true));
        let home: LearningHome = me.get("/api/learning").await.ok();
        assert_eq!(home.last.map(|l| l.course_title).as_deref(), Some("乙"));
        assert_eq!(home.newest.len(), 2);
        assert_eq!(home.themes.iter().map(|t| t.courses).sum::<u32>(), 2);
        assert_eq!(home.themes.len(), 14);
        // a branch chooses for its group studies, others don't choose at all
        w.branch_admin().put(format!("/api/courses/{first}/choice"), &json!({})).await.is(200);
        assert_eq!(chosen(&w.branch_admin()).await.len(), 1);
        w.superior().put(format!("/api/courses/{first}/choice"), &json!({})).await.refused(403, "no_permission");
        assert!(w.anon().get("/api/learning").await.ok::<LearningHome>().last.is_none());
    }
}
