//! The main job as one story, on a computer and a phone at once: from a branch's first sign-in to an approved meeting.

use super::harness::{Browsers, Device, Page, Person, Platform, Village, at_hour};
use gsdj_domain::MeetingId;
use gsdj_domain::time::{HOUR, MINUTE};
use gsdj_tests::pictures;
use std::path::PathBuf;

const TITLE: &str = "示例：讨论村道修补和预备党员转正";
const NEW_PASSWORD: &str = "gaotai-zhibu-2026";

#[test]
fn from_a_registry_file_to_an_approved_meeting() {
    Browsers::run("main", story);
}

async fn story(browsers: Browsers, web: PathBuf) {
    let village = Village::settle(Some(web)).await;
    let home = village.platform.url("");
    let superior = browsers.open(Device::Computer, "superior", home.clone()).await;
    let first = reset_by_the_superior(&superior, &village).await;
    let admin = browsers.open(Device::Computer, "branch", home.clone()).await;
    first_sign_in(&admin, &first).await;
    describe_the_branch(&admin).await;
    form_the_committee(&admin, &village).await;
    let meeting = create_the_meeting(&admin, &village).await;
    let phone = browsers.open(Device::Phone, "member", home).await;
    let others = told_and_answered(&admin, &phone, &village).await;
    reach_the_share(&admin, &others, meeting).await;
    hand_in_the_record(&admin, &village.platform, meeting).await;
    returned_and_handed_in_again(&admin, &superior, meeting).await;
    approved(&admin, &superior, &phone, &village, meeting).await;
}

async fn reset_by_the_superior(page: &Page, village: &Village) -> String {
    page.goto("/").await;
    page.see("把支部建在群众身边").await;
    page.goto(&format!("/orgs/{}", village.branch)).await;
    page.is_at("/sign-in").await;
    page.sign_in(Village::SUPERIOR, Village::PASSWORD).await;
    // led to the sign-in, and back to where one wanted to go
    page.is_at(&format!("/orgs/{}", village.branch)).await;
    page.check("org").await;
    page.press("重置密码").await;
    page.see("设置新的初始密码").await;
    page.press("重置密码").await;
    page.see("只显示这一次").await;
    page.check("new-first-password").await;
    let first = page.run("return clean(document.querySelector('.first-password').textContent)", Vec::new()).await;
    page.press("我已记下").await;
    first.as_str().unwrap().to_owned()
}

async fn first_sign_in(page: &Page, first: &str) {
    page.goto("/sign-in").await;
    page.check("sign-in").await;
    page.sign_in(Village::BRANCH, first).await;
    page.is_at("/password").await;
    page.see("首次登录请先修改密码").await;
    page.check("first-password").await;
    page.fill("初始密码", first).await;
    page.fill("新密码", NEW_PASSWORD).await;
    page.fill("再输一次新密码", "gaotai-zhibu-2027").await;
    page.press("保存新密码").await;
    page.fault("再输一次新密码", "不一致").await;
    page.fill("再输一次新密码", NEW_PASSWORD).await;
    page.press("保存新密码").await;
    page.is_at("/home").await;
    page.see("高台村党支部").await;
    page.check("home").await;
}

async fn describe_the_branch(page: &Page) {
    page.press("我的支部").await;
    page.is_at("/branch").await;
    page.see("还没有填写支部简介").await;
    page.press("填写").await;
    page.fill("支部简介", "示例支部成立于 1962 年，由种植户和返乡青年组成。").await;
    page.fill("活动场所", "高台村部二楼会议室").await;
    // what was typed survives a reload
    page.reload().await;
    page.until("kept what was typed", "field('活动场所')?.value === '高台村部二楼会议室'", Vec::new()).await;
    page.fill("联系方式", "马建国（示例）").await;
    page.check("overview").await;
    page.press("保存").await;
    page.see("支部概述已保存").await;
    page.is_at("/branch").await;
    page.see("高台村部二楼会议室").await;
}

async fn form_the_committee(page: &Page, village: &Village) {
    page.goto("/meetings/new?kind=general_meeting").await;
    page.see("还没有支委会，不能创建会议").await;
    page.check("no-committee").await;
    page.press("去组建支委会").await;
    for (post, who) in ["支部书记", "组织委员", "宣传委员"].iter().zip(&village.members) {
        page.press(&format!("添加{post}")).await;
        page.press_starting(who.name).await;
        page.until("closes the choice", "!document.querySelector('dialog[open]')", Vec::new()).await;
    }
    page.set("任期开始", "2025-01-01").await;
    page.set("任期结束", "2027-12-31").await;
    page.check("committee").await;
    page.press("保存").await;
    page.see("支委会已保存").await;
    page.is_at("/branch").await;
    page.check("branch").await;
}

async fn create_the_meeting(page: &Page, village: &Village) -> MeetingId {
    let now = village.platform.now();
    page.goto("/meetings").await;
    page.see("还没有会议").await;
    page.press("创建会议").await;
    page.is_at("/meetings/new").await;
    page.check("kinds").await;
    page.press_starting("支部党员大会7 步").await;
    page.is_at("/meetings/new?kind=general_meeting").await;
    page.fill("会议主题", TITLE).await;
    page.fill("会议地点", "高台村部二楼会议室").await;
    page.fill("会议议程", "一、村道修补方案\n二、预备党员转正").await;
    page.set("会议时间", &at_hour(now, 3, 15).field()).await;
    // the mistake: answers until after the meeting
    page.set("反馈截止时间", &at_hour(now, 4, 12).field()).await;
    page.choose("主持人", village.members[0].name).await;
    page.tick(village.members[5].name).await;
    page.choose(&format!("{}不计入应到的原因", village.members[5].name), "外出流动").await;
    page.press("创建会议").await;
    page.fault("反馈截止时间", "早于会议").await;
    page.check("fault").await;
    assert_eq!(page.value("会议主题").await, TITLE);
    assert_eq!(village.platform.number("SELECT COUNT(*) FROM meeting").await, 0);
    page.set("反馈截止时间", &at_hour(now, 2, 18).field()).await;
    page.see("应到 5 人，不计入 1 人").await;
    page.check("form").await;
    page.press_twice("创建会议").await;
    page.see("会议已创建").await;
    page.see("为什么党员还没有收到通知").await;
    assert_eq!(village.platform.number("SELECT COUNT(*) FROM meeting").await, 1);
    page.check("draft").await;
    let id = village.platform.number("SELECT id FROM meeting").await;
    page.is_at(&format!("/meetings/{id}")).await;
    MeetingId(id)
}

/// The first member finds the notice live and attends, the second is on leave; three others are left to answer.
async fn told_and_answered(admin: &Page, phone: &Page, village: &Village) -> Vec<Person> {
    let mut people = Vec::new();
    for nth in 0..5 {
        people.push(village.member(nth).await);
    }
    let others = people.split_off(2);
    phone.goto("/inbox").await;
    phone.sign_in(&village.members[0].phone, Village::PASSWORD).await;
    phone.is_at("/inbox").await;
    phone.see("还没有通知").await;
    phone.run("window.stayed = true", Vec::new()).await;

    admin.press("发通知").await;
    // all are ticked; who does not count is left out this time
    admin.see("发给 6 人").await;
    admin.tick(village.members[5].name).await;
    admin.check("notice-sheet").await;
    admin.press("发给 5 人").await;
    admin.see("通知已发给 5 人").await;

    phone.see(TITLE).await;
    phone.until("was not loaded anew", "window.stayed", Vec::new()).await;
    phone.check("inbox-live").await;
    phone.press_starting(&format!("支部党员大会 · {TITLE}")).await;
    phone.see("您参加吗").await;
    phone.check("meeting").await;
    phone.press_twice("参加").await;
    phone.see("您的反馈：参加").await;
    admin.see("应到 5 人：参加 1 人，请假 0 人，未反馈 4 人，还差 3 人").await;
    admin.check("forecast").await;

    phone.press("返回").await;
    phone.is_at("/inbox").await;
    sign_out(phone).await;
    phone.goto("/home").await;
    phone.sign_in(&village.members[1].phone, Village::PASSWORD).await;
    phone.see("等您办理").await;
    phone.check("home-waiting").await;
    phone.press("请假").await;
    phone.fill("请假原因", "外出务工（示例）").await;
    phone.check("leave-sheet").await;
    phone.press("提交请假").await;
    phone.see("已反馈：请假").await;
    admin.see("参加 1 人，请假 1 人，未反馈 3 人，还差 3 人").await;
    admin.see("外出务工（示例）").await;
    others
}

async fn sign_out(phone: &Page) {
    phone.goto("/me").await;
    phone.press("退出登录").await;
    phone.see("退出登录？").await;
    phone.press("退出登录").await;
    phone.see("已退出登录").await;
}

async fn reach_the_share(admin: &Page, others: &[Person], meeting: MeetingId) {
    admin.see("为什么还不能召开").await;
    admin.see("由谁负责").await;
    admin.press("提醒未反馈的 3 人").await;
    admin.see("提醒").await;
    admin.check("why-not").await;
    for person in others {
        person.attends(meeting).await;
    }
    admin.see("参加 4 人，请假 1 人，未反馈 0 人，已达到参会比例").await;
    admin.see("会议可以召开").await;
    admin.check("reached").await;
    // not begun: the record can't be written yet, and the page says why
    admin.goto(&format!("/meetings/{meeting}/record")).await;
    admin.see("为什么不能上传会议记录").await;
    admin.check("record-too-early").await;
    admin.press("回到会议").await;
    admin.back().await;
    admin.see("为什么不能上传会议记录").await;
}

async fn hand_in_the_record(admin: &Page, platform: &Platform, meeting: MeetingId) {
    platform.at(at_hour(platform.now(), 3, 15).plus(2 * HOUR));
    admin.goto(&format!("/meetings/{meeting}")).await;
    admin.see("待上传记录").await;
    admin.press("上传会议记录").await;
    admin.is_at(&format!("/meetings/{meeting}/record")).await;
    admin.fill("会议记录正文", "示例会议记录：一、一致同意村道修补方案。\n二、同意预备党员按期转正。").await;
    admin.press("全部清除").await;
    admin.press("保存").await;
    admin.see("请勾选实到的党员").await;
    admin.press("按反馈勾选").await;
    admin.see("实到 4 人，应到 5 人，实际到会比例 80%").await;
    let photo = platform.folder().join("会场（示例）.png");
    std::fs::write(&photo, pictures::plain(640, 420, image::ImageFormat::Png)).unwrap();
    admin.upload("选择照片", &photo).await;
    admin.until("shows the photo", "document.querySelector('.upload.photo img')?.naturalWidth > 0", Vec::new()).await;
    admin.check("record-form").await;
    admin.press_twice("保存并报审").await;
    admin.see("会议记录已保存，已报审").await;
    admin.is_at(&format!("/meetings/{meeting}")).await;
    admin.see("实际到会比例 80%").await;
    admin.until("shows the photo", "document.querySelector('.photos img')?.naturalWidth > 0", Vec::new()).await;
    admin.check("in-review").await;
    assert_eq!(platform.number("SELECT COUNT(*) FROM review_round").await, 1);
}

async fn returned_and_handed_in_again(admin: &Page, superior: &Page, meeting: MeetingId) {
    superior.goto("/home").await;
    superior.see("1 项等您审核").await;
    superior.check("home").await;
    superior.press("去审核").await;
    superior.is_at("/reviews").await;
    superior.check("queue").await;
    superior.press(TITLE).await;
    superior.is_at(&format!("/meetings/{meeting}")).await;
    superior.see("同意预备党员按期转正").await;
    superior.check("meeting").await;
    superior.press("退回").await;
    superior.fill("要改什么", "请补充签到情况（示例）").await;
    superior.check("return-sheet").await;
    superior.press("退回支部修改").await;
    superior.see("已退回").await;

    admin.see("请补充签到情况（示例）").await;
    admin.check("returned").await;
    admin.press("修改会议记录").await;
    admin
        .fill("会议记录正文", "示例会议记录：一、一致同意村道修补方案。\n二、同意预备党员按期转正。\n三、签到 4 人。")
        .await;
    admin.press("保存").await;
    admin.see("会议记录已保存").await;
    admin.press("报审").await;
    admin.see("报审？").await;
    admin.press_twice("报审").await;
    admin.see("待审核").await;
    admin.see("第 2 次").await;
    admin.check("in-review-again").await;
}

async fn approved(admin: &Page, superior: &Page, phone: &Page, village: &Village, meeting: MeetingId) {
    let platform = &village.platform;
    platform.at(platform.now().plus(20 * MINUTE));
    superior.see("待审核").await;
    superior.see("签到 4 人").await;
    superior.press("审核通过").await;
    superior.see("审核通过？").await;
    superior.press("审核通过").await;
    superior.see("已完成").await;
    superior.check("approved").await;
    superior.goto("/reviews?decided=true").await;
    superior.see(TITLE).await;
    superior.check("decided").await;
    superior.goto("/audit").await;
    superior.see("审核通过").await;
    superior.check("audit").await;

    admin.see("已完成").await;
    admin.check("approved").await;
    sign_out(phone).await;
    phone.goto("/me/points").await;
    phone.sign_in(&village.members[0].phone, Village::PASSWORD).await;
    phone.is_at("/me/points").await;
    phone.see("+30").await;
    phone.see(TITLE).await;
    phone.check("points").await;
    let earned = "SELECT COUNT(*) FROM ledger WHERE rule = 'general_meeting' AND points = 30";
    assert_eq!(platform.number(earned).await, 5, "everybody who answered, once");
    assert_eq!(platform.number("SELECT COUNT(*) FROM review_round").await, 2);
    // a deep link survives a reload
    phone.goto(&format!("/meetings/{meeting}")).await;
    phone.reload().await;
    phone.see("已完成").await;
    phone.check("meeting-done").await;
}
