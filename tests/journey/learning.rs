//! A guest looks, a member learns a course to its certificate on the phone, a branch watches together before the television,
//! which asks what phones answer.
//!
//! Films play in real time, and what counts goes by the server's clock: here it goes along with the real one.

use super::harness::{Browsers, Device, Page, Platform, Village};
use fantoccini::key::Key;
use gsdj_backend::bind;
use gsdj_backend::demo::learning::CLIP;
use gsdj_domain::{CourseId, FileId, LessonId, LessonQuestionId};
use std::path::PathBuf;
use std::time::Duration;
use tokio::task::JoinHandle;

/// What the lesson lasts: the beginning of the clip.
pub const LESSON: i64 = 12_000;

#[test]
fn a_member_learns_a_course_to_its_certificate() {
    Browsers::run("learning", story);
}

/// The platform's clock goes with the real one until it is dropped.
pub struct Going(JoinHandle<()>);

impl Going {
    pub fn start(platform: &Platform) -> Self {
        let platform = platform.clone();
        let begun = (platform.now(), std::time::Instant::now());
        Self(tokio::spawn(async move {
            loop {
                tokio::time::sleep(Duration::from_millis(50)).await;
                let passed = i64::try_from(begun.1.elapsed().as_millis()).unwrap_or(0);
                platform.at(begun.0.plus(passed));
            }
        }))
    }
}

impl Drop for Going {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A published course with a film and a text.
pub async fn course(platform: &Platform) -> (CourseId, LessonId) {
    platform.app().await.files.put("clip", CLIP.into()).await.unwrap();
    let length = i64::try_from(CLIP.len()).unwrap();
    platform
        .write(move |c| {
            let (file, course) = (FileId(c.next_id()), CourseId(c.next_id()));
            let sql = "INSERT INTO file (id, account_id, org_id, name, kind, media_type, bytes, stored_as, created_at)
                       VALUES (?1, 1, 1, '示例.webm', 'video', 'video/webm', ?2, 'clip', 0)";
            c.execute(sql, bind![file, length])?;
            let sql = "INSERT INTO course (id, theme, title, introduction, speaker, year, state, published_at, learners, lessons, duration, created_at, revision)
                       VALUES (?1, 'skills', '示例：苹果修剪', '三步学会（示例）', '示例主讲', 2026, 'published', 1, 0, 2, 42000, 0, 1)";
            c.execute(sql, bind![course])?;
            let film = LessonId(c.next_id());
            let body = format!("<p>{}</p>", "先看枝，再下剪，最后护口。".repeat(12));
            let sql = "INSERT INTO lesson (id, course_id, seat, kind, title, body, file_id, duration, characters, subtitles, retired)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, 0)";
            let subtitles = "WEBVTT\n\n00:00.000 --> 00:20.000\n示例字幕";
            c.execute(sql, bind![film, course, 1, "video", "第一讲（示例）", "", file, LESSON, subtitles])?;
            let text = LessonId(c.next_id());
            c.execute(sql, bind![text, course, 2, "text", "读一读（示例）", &body, None::<FileId>, 30_000, ""])?;
            Ok((course, film))
        })
        .await
}

async fn story(browsers: Browsers, web: PathBuf) {
    let village = Village::settle(Some(web)).await;
    let home = village.platform.url("");
    let (course, film) = course(&village.platform).await;
    let guest = browsers.open(Device::Phone, "guest", home.clone()).await;
    looks(&guest, course, film).await;
    village.branch_admin().await;
    village.member(0).await;
    let phone = browsers.open(Device::Phone, "member", home.clone()).await;
    phone.goto("/learning/centre").await;
    phone.see("党员学习中心").await;
    phone.goto("/me").await;
    phone.sign_in(&village.members[0].phone, Village::PASSWORD).await;
    let going = Going::start(&village.platform);
    watches(&phone, &village, course, film).await;
    reads(&phone, course).await;
    drop(going);
    village.member(1).await;
    let desk = browsers.open(Device::Computer, "branch", home.clone()).await;
    let tv = browsers.open(Device::Tv, "screen", home.clone()).await;
    let phone = browsers.open(Device::Phone, "answers", home).await;
    together(&desk, &tv, &phone, &village, film).await;
}

/// Guests watch, and it says that nothing counts.
async fn looks(guest: &Page, course: CourseId, film: LessonId) {
    guest.goto("/learning/centre").await;
    guest.see("远程教育").await;
    guest.check("home").await;
    guest.press_starting("适用技术").await;
    guest.is_at("/learning/courses?theme=skills").await;
    guest.press_starting("示例：苹果修剪").await;
    guest.is_at(&format!("/learning/courses/{course}")).await;
    guest.see("登录后学习").await;
    guest.check("course").await;
    guest.press("开始学习").await;
    guest.is_at(&format!("/learning/lessons/{film}")).await;
    guest.see("您还没有登录").await;
    guest.press("播放").await;
    guest.until("plays", "document.querySelector('video').currentTime > 0.5", Vec::new()).await;
    guest.press("暂停").await;
    guest.check("film").await;
}

/// The film: what counts is said, dragging is no watching, and it goes on where it stopped.
async fn watches(phone: &Page, village: &Village, course: CourseId, film: LessonId) {
    phone.follow("/learning").await;
    phone.press_starting("党员学习中心").await;
    phone.is_at("/learning/centre").await;
    phone.press_starting("选择课程").await;
    phone.is_at("/learning/courses").await;
    phone.press_starting("示例：苹果修剪").await;
    phone.see("已学完 0 / 2 个课时").await;
    phone.press("加入已选课程").await;
    phone.see("移出已选课程").await;
    phone.check("course").await;
    phone.press("开始学习").await;
    phone.is_at(&format!("/learning/lessons/{film}")).await;
    phone.see("学满 10秒 算学完").await;
    phone.check("film").await;
    // the mistake: dragged to near the end
    phone.set("播放位置", "9000").await;
    phone.press("播放").await;
    phone.until("plays", "document.querySelector('video').currentTime > 10", Vec::new()).await;
    phone.press("暂停").await;
    phone.see("还差").await;
    phone.check("film-dragged").await;
    assert!(!phone.shows("已学完").await);
    // and now from the beginning
    phone.set("播放位置", "0").await;
    phone.press("播放").await;
    phone.until("plays on", "document.querySelector('video').currentTime > 4", Vec::new()).await;
    phone.press("暂停").await;
    // the page is left and found again: it goes on there
    phone.goto(&format!("/learning/lessons/{film}")).await;
    phone.until("goes on", "document.querySelector('video').currentTime > 3.5", Vec::new()).await;
    phone.press("播放").await;
    phone.until("plays to the end", "document.querySelector('video').currentTime > 11.5", Vec::new()).await;
    phone.press("暂停").await;
    phone.see("已学完").await;
    phone.check("film-finished").await;
    let covered = village.platform.number(format!("SELECT covered FROM study_progress WHERE lesson_id = {film}")).await;
    assert!((10_800..=LESSON).contains(&covered), "{covered}");
    phone.press("回到课程").await;
    phone.is_at(&format!("/learning/courses/{course}")).await;
    phone.see("已学完 1 / 2 个课时").await;
}

async fn reads(phone: &Page, course: CourseId) {
    phone.press("继续学习").await;
    phone.see("先看枝").await;
    phone.see("读满所需时间").await;
    phone.check("text").await;
    phone.see("已学完").await;
    phone.see("整门课程已学完").await;
    phone.press("回到课程").await;
    phone.press("结业证书").await;
    phone.is_at(&format!("/learning/courses/{course}/certificate")).await;
    phone.see("准予结业").await;
    phone.check("certificate").await;
    phone.goto("/learning/chosen").await;
    phone.see("示例：苹果修剪").await;
    phone.see("已学完").await;
    phone.check("chosen").await;
}

/// Five seconds into the film the screen asks.
async fn question(village: &Village, film: LessonId) {
    village
        .platform
        .write(move |c| {
            let id = LessonQuestionId(c.next_id());
            let sql = "INSERT INTO lesson_question (id, lesson_id, at, kind, stem, options, correct, explanation)
                       VALUES (?1, ?2, 5000, 'single', '先做哪一步？（示例）', '[\"看枝\",\"下剪\",\"护口\"]', '0', '先看再剪（示例）')";
            c.execute(sql, bind![id, film])
        })
        .await;
}

/// The branch begins on the computer and watches before the television; who is there is credited.
async fn together(desk: &Page, tv: &Page, phone: &Page, village: &Village, film: LessonId) {
    question(village, film).await;
    let going = Going::start(&village.platform);
    desk.goto("/learning/group-studies").await;
    desk.sign_in(Village::BRANCH, Village::PASSWORD).await;
    desk.see("还没有集中学习").await;
    desk.check("group-studies-empty").await;
    desk.press("去选课程").await;
    desk.press_starting("示例：苹果修剪").await;
    desk.press("集中学习").await;
    desk.is_at(&format!("/learning/group-studies/new?lesson={film}")).await;
    desk.press("开始").await;
    desk.see("请勾选到场的党员").await;
    desk.tick(village.members[1].name).await;
    desk.tick(village.members[2].name).await;
    desk.see("已勾选 2 人").await;
    desk.check("group-study-new").await;
    desk.press("开始").await;
    desk.see("到场 2 人").await;
    desk.see("放到 0:05 会停下来提问").await;
    let screen = desk.path().await;
    asks(tv, phone, village, &screen).await;
    desk.see("提问结果").await;
    // the second screen shows the answer too, until somebody there goes on
    desk.press("继续播放").await;
    desk.see("1 人作答，1 人答对（100%）").await;
    desk.check("group-study").await;
    desk.press("结束集中学习").await;
    desk.press("结束").await;
    desk.see("这次集中学习已经结束").await;
    desk.check("group-study-ended").await;
    phone.see("这次集中学习已经结束").await;
    let finished = format!("SELECT COUNT(*) FROM study_progress WHERE lesson_id = {film} AND finished_at IS NOT NULL");
    assert_eq!(village.platform.number(finished).await, 3);
    drop(going);
}

/// The television asks, a phone answers, OK goes on.
async fn asks(tv: &Page, phone: &Page, village: &Village, screen: &str) {
    phone.goto("/home").await;
    phone.sign_in(&village.members[1].phone, Village::PASSWORD).await;
    phone.see("集中学习进行中").await;
    phone.check("home-group-study").await;
    phone.press("打开作答页").await;
    phone.see("请看屏幕").await;
    phone.check("answer-waits").await;
    tv.goto("/?frame=tv").await;
    tv.sign_in_quietly(&village.platform, Village::BRANCH, Village::PASSWORD).await;
    tv.goto(screen).await;
    tv.see("到场 2 人").await;
    tv.press("播放").await;
    tv.see("先做哪一步？（示例）").await;
    tv.see("已作答 0 人，到场 2 人").await;
    tv.until("stands still", "document.querySelector('video').paused", Vec::new()).await;
    tv.check("question").await;
    // drawn anew it is there again
    tv.goto(screen).await;
    tv.see("先做哪一步？（示例）").await;
    phone.see("先做哪一步？（示例）").await;
    phone.check("answer-open").await;
    // the mistake: nothing chosen
    phone.press("提交").await;
    phone.see("请先选择答案").await;
    phone.tick("下剪").await;
    phone.press("提交").await;
    phone.see("已提交").await;
    tv.see("已作答 1 人，到场 2 人").await;
    phone.tick("看枝").await;
    phone.press("重新提交").await;
    phone.see("已提交").await;
    phone.check("answer-given").await;
    tv.until("OK goes on", "document.activeElement?.textContent.startsWith('继续')", Vec::new()).await;
    tv.key(Key::Enter).await;
    tv.see("1 人作答，1 人答对（100%）").await;
    tv.see("先看再剪（示例）").await;
    tv.check("question-told").await;
    phone.see("您答对了").await;
    phone.check("answer-told").await;
    tv.until("OK goes on", "document.activeElement?.textContent === '继续播放'", Vec::new()).await;
    tv.key(Key::Enter).await;
    tv.until("plays to the end", "document.querySelector('video').currentTime > 11.5", Vec::new()).await;
    tv.press("暂停").await;
    village.platform.counted("SELECT COUNT(*) FROM group_study WHERE position > 10800", 1).await;
}
