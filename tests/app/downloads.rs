//! A member downloads a course on the train's platform, learns it on the train without a network, and is credited once.

use super::harness::Apps;
use crate::journey::harness::{Device, Page, Platform, Screens, Village};
use crate::journey::learning::{Going, LESSON, course};
use gsdj_domain::{CourseId, LessonId};

#[test]
fn a_course_taken_along_is_credited_once() {
    Apps::run("downloads", story);
}

async fn story(apps: Apps) {
    let village = Village::settle(None).await;
    let (course, film) = course(&village.platform).await;
    village.branch_admin().await;
    // the member's first password is changed elsewhere
    drop(village.member(0).await);
    let (phone, platform) = (village.members[0].phone.clone(), village.platform.clone());
    let page = apps.screen(Device::Computer, "member", platform.url("")).await;
    page.see("登录").await;
    page.press("登录").await;
    page.sign_in(&phone, Village::PASSWORD).await;
    let _going = Going::start(&platform);
    downloads(&page, course).await;
    learns_offline(&page, &platform, course, film).await;
    credited_once(&page, &platform, course, film).await;
    removes(&page, &platform, film).await;
}

async fn downloads(page: &Page, course: CourseId) {
    page.follow("/me/downloads").await;
    page.see("还没有下载课时").await;
    page.check("empty").await;
    page.follow(&format!("/learning/courses/{course}")).await;
    page.press("下载全部课时").await;
    page.see("课时都在我的下载里").await;
    page.press("课时都在我的下载里").await;
    page.see("2 个课时").await;
    page.see_no("正在下载").await;
    page.check("downloads").await;
}

async fn learns_offline(page: &Page, platform: &Platform, course: CourseId, film: LessonId) {
    platform.stop().await;
    page.follow(&format!("/learning/courses/{course}")).await;
    page.press("开始学习").await;
    page.is_at(&format!("/learning/lessons/{film}")).await;
    page.see("学习先记在本机").await;
    page.see("已下载，没有网络也能学").await;
    page.press("播放").await;
    page.until("plays a while", "document.querySelector('video').currentTime > 4", Vec::new()).await;
    page.press("暂停").await;
    // the network is back while the lesson is open: what was played is reported before the player counts again
    platform.come_back().await;
    let learnt =
        format!("SELECT COUNT(*) FROM study_progress WHERE lesson_id = {film} AND covered BETWEEN 3500 AND 9000");
    platform.counted(&learnt, 1).await;
    page.see_no("学习先记在本机").await;
    platform.stop().await;
    page.press("播放").await;
    page.until("plays to the end", "document.querySelector('video').currentTime > 11.5", Vec::new()).await;
    page.press("暂停").await;
    page.check("film-offline").await;
    // away from the lesson: the report needs no page of its own
    page.follow("/me/downloads").await;
    page.see("第一讲（示例）").await;
}

async fn credited_once(page: &Page, platform: &Platform, course: CourseId, film: LessonId) {
    platform.come_back().await;
    let learnt = format!(
        "SELECT COUNT(*) FROM study_progress WHERE lesson_id = {film} AND covered BETWEEN 10800 AND {LESSON} AND finished_at IS NOT NULL"
    );
    platform.counted(&learnt, 1).await;
    page.follow(&format!("/learning/courses/{course}")).await;
    page.see("已学完 1 / 2 个课时").await;
    page.shot("credited").await;
    let covered = platform.number(format!("SELECT covered FROM study_progress WHERE lesson_id = {film}")).await;
    // once more without and with a network: nothing is sent again
    platform.stop().await;
    platform.come_back().await;
    page.follow("/learning/chosen").await;
    page.see("示例：苹果修剪").await;
    platform.counted(&learnt, 1).await;
    assert_eq!(platform.number(format!("SELECT covered FROM study_progress WHERE lesson_id = {film}")).await, covered);
}

async fn removes(page: &Page, platform: &Platform, film: LessonId) {
    page.follow("/me/downloads").await;
    page.press("删除《第一讲（示例）》").await;
    page.press("删除").await;
    page.see_no("第一讲（示例）").await;
    page.see("1 个课时").await;
    platform.stop().await;
    page.follow(&format!("/learning/lessons/{film}")).await;
    page.see("学习先记在本机").await;
    page.see_no("已下载，没有网络也能学").await;
    platform.come_back().await;
}
