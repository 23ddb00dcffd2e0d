//! One member without a network: the meeting stays readable, the answer waits and is sent exactly once; too late, the
//! member is told in plain words.

use super::harness::Apps;
use crate::journey::harness::{Device, Page, Person, Platform, Screens, Village, at_hour};
use gsdj_domain::Instant;
use gsdj_domain::meeting::{Length, MeetingDraft, MeetingForm, MeetingKind, MeetingView, SendNotice};
use gsdj_domain::time::HOUR;
use reqwest::Method;

const FIRST: &str = "示例：断网时反馈的党员大会";
const SECOND: &str = "示例：过了截止时间的党员大会";
const QUEUED: &str = "已保存在本机，联网后自动提交";

#[test]
fn an_answer_without_a_network_is_sent_exactly_once() {
    Apps::run("app", story);
}

async fn story(apps: Apps) {
    let village = Village::settle(None).await;
    let admin = village.branch_admin().await;
    form_the_committee(&admin, &village).await;
    let now = village.platform.now();
    let first = announce(&admin, FIRST, at_hour(now, 5, 15)).await;
    let second = announce(&admin, SECOND, at_hour(now, 3, 15)).await;
    // the member's first password is changed elsewhere
    drop(village.member(0).await);
    let (phone, platform) = (village.members[0].phone.clone(), village.platform.clone());
    let page = apps.screen(Device::Computer, "member", platform.url("")).await;
    sign_in(&page, &phone).await;
    sent_once(&page, &platform, &first).await;
    too_late(&page, &platform, &second).await;
}

async fn form_the_committee(admin: &Person, village: &Village) {
    let secretary = village.platform.number("SELECT MIN(id) FROM member").await;
    let form = serde_json::json!({ "posts": [{ "member": secretary, "post": "secretary" }] });
    let path = format!("/api/orgs/{}/committee", village.branch);
    let _: serde_json::Value = admin.send(Method::PUT, &path, &form).await;
}

async fn announce(admin: &Person, title: &str, starts_at: Instant) -> MeetingView {
    let draft: MeetingDraft = admin.get("/api/meetings/draft?kind=general_meeting").await;
    let form = MeetingForm {
        kind: MeetingKind::GeneralMeeting,
        title: title.into(),
        place: "高台村部二楼会议室".into(),
        agenda: "示例议程".into(),
        starts_at,
        length: Length::HalfDay,
        chair: draft.committee[0].member,
        group: None,
        required_share: Some(80),
        answer_deadline: starts_at.plus(-3 * HOUR),
        expected: draft.circle.iter().map(|c| c.id).collect(),
        excluded: Vec::new(),
    };
    let created: MeetingView = admin.send(Method::POST, "/api/meetings", &form).await;
    let notice = SendNotice { members: form.expected };
    admin.send(Method::POST, &format!("/api/meetings/{}/notice", created.row.id), &notice).await
}

async fn sign_in(page: &Page, phone: &str) {
    page.see("登录").await;
    page.shot("guide").await;
    page.press("登录").await;
    page.sign_in(phone, Village::PASSWORD).await;
    page.see("等您办理").await;
    page.see(FIRST).await;
    page.check("home").await;
}

async fn sent_once(page: &Page, platform: &Platform, meeting: &MeetingView) {
    let path = format!("/meetings/{}", meeting.row.id);
    page.follow(&path).await;
    page.see("您参加吗").await;
    page.check("meeting").await;
    page.follow("/home").await;
    page.see("等您办理").await;

    platform.stop().await;
    page.follow(&path).await;
    page.see("保存的内容").await;
    page.see("高台村部二楼会议室").await;
    page.check("meeting-offline").await;
    page.press("参加").await;
    page.see(QUEUED).await;
    page.shot("answer-waits").await;
    page.follow("/me/outbox").await;
    page.see("等待发送").await;
    page.check("outbox-waiting").await;

    platform.come_back().await;
    platform.counted(&format!("SELECT attending FROM meeting WHERE id = {}", meeting.row.id), 1).await;
    page.see_no("等待发送").await;
    page.follow(&path).await;
    page.see("您的反馈：参加").await;
    page.see_no(QUEUED).await;
    page.see_no("保存的内容").await;
    page.shot("answer-sent").await;
    // once more without and with a network: nothing is sent again
    platform.stop().await;
    platform.come_back().await;
    page.follow("/home").await;
    page.see("等您办理").await;
    platform.counted("SELECT COUNT(*) FROM audit WHERE deed = 'answered'", 1).await;
    platform.counted(&format!("SELECT attending FROM meeting WHERE id = {}", meeting.row.id), 1).await;
}

async fn too_late(page: &Page, platform: &Platform, meeting: &MeetingView) {
    let path = format!("/meetings/{}", meeting.row.id);
    page.follow(&path).await;
    page.see("您参加吗").await;
    platform.stop().await;
    page.press("请假").await;
    page.fill("请假原因", "家中有事（示例）").await;
    page.press("提交请假").await;
    page.see(QUEUED).await;
    platform.at(meeting.row.answer_deadline.plus(HOUR));
    platform.come_back().await;
    page.follow("/me/outbox").await;
    page.see("未被接受").await;
    page.see("截止").await;
    page.check("too-late").await;
    platform.counted("SELECT COUNT(*) FROM audit WHERE deed = 'answered'", 1).await;
    platform.counted(&format!("SELECT on_leave FROM meeting WHERE id = {}", meeting.row.id), 0).await;
    page.press("知道了").await;
    page.see("所有操作都已送达").await;
}
