//! Check-in as people do it: the chair's screen, a phone's camera that sees it, a phone without one, a card, by hand; and a
//! helper who answers for somebody without a phone.

use super::harness::{Browsers, Device, Page, Person, Village, at_hour, code_film};
use gsdj_domain::MeetingId;
use gsdj_domain::check_in::CheckInScreen;
use gsdj_domain::meeting::{MeetingKind, MeetingView};
use gsdj_domain::org::OrgView;
use gsdj_domain::time::MINUTE;
use reqwest::Method;
use serde_json::{Value, json};
use std::path::PathBuf;

#[test]
fn the_hall_checks_in() {
    Browsers::run("check-in", story);
}

async fn story(browsers: Browsers, web: PathBuf) {
    let village = Village::settle(Some(web)).await;
    let admin = village.branch_admin().await;
    let ids = members(&admin, &village).await;
    let meeting = announced(&admin, &village, &ids).await;
    let home = village.platform.url("");
    let chair = browsers.open(Device::Computer, "chair", home.clone()).await;
    chair.sign_in_quietly(&village.platform, Village::BRANCH, Village::PASSWORD).await;
    helper_registered(&chair, &village).await;
    helper_answers(&browsers, &village, &home).await;
    early(&chair, meeting).await;

    village.platform.at(at_hour(village.platform.now(), 3, 15).plus(-30 * MINUTE));
    chair.reload().await;
    chair.see("用手机扫一扫签到").await;
    chair.see("已到 0 / 6 人").await;
    chair.check("screen").await;
    scanned(&browsers, &chair, &village, meeting).await;
    chair.see("已到 1 / 6 人").await;
    typed(&browsers, &admin, &village, meeting).await;
    chair.see("已到 2 / 6 人").await;
    by_hand(&chair, &village).await;
    card(&chair, &village, ids[3], meeting).await;
    chair.see("已到 4 / 6 人").await;
    on_television(&browsers, &village, meeting).await;
    recorded(&chair, &village, meeting).await;
}

async fn members(admin: &Person, village: &Village) -> Vec<i64> {
    let page: Value = admin.get(&format!("/api/orgs/{}/members", village.branch)).await;
    let ids = page["items"].as_array().unwrap().iter().map(|m| m["id"].as_i64().unwrap()).collect();
    let org: OrgView = admin.get(&format!("/api/orgs/{}", village.branch)).await;
    assert_eq!(org.members, 6);
    ids
}

async fn announced(admin: &Person, village: &Village, ids: &[i64]) -> MeetingId {
    let path = format!("/api/orgs/{}/committee", village.branch);
    let form = json!({ "posts": [{ "member": ids[0], "post": "secretary" }] });
    let _: Value = admin.send(Method::PUT, &path, &form).await;
    let now = village.platform.now();
    let form = json!({
        "kind": MeetingKind::PartyLecture, "title": "示例：冬季党课", "place": "高台村部二楼会议室", "starts_at": at_hour(now, 3, 15),
        "length": "half_day", "chair": ids[0], "answer_deadline": at_hour(now, 2, 18), "expected": ids,
    });
    let made: MeetingView = admin.send(Method::POST, "/api/meetings", &form).await;
    let _: Value =
        admin.send(Method::POST, &format!("/api/meetings/{}/notice", made.row.id), &json!({ "members": ids })).await;
    made.row.id
}

/// 陈玉华 has no phone: 李秀兰 answers for her.
async fn helper_registered(chair: &Page, village: &Village) {
    chair.goto("/branch/proxies").await;
    chair.see("还没有帮办").await;
    chair.check("no-proxies").await;
    chair.press("登记帮办").await;
    chair.press("登记").await;
    chair.fault("需要帮办的党员", "请选择党员").await;
    chair.choose("需要帮办的党员", village.members[5].name).await;
    chair.choose("帮办人", village.members[5].name).await;
    chair.press("登记").await;
    chair.fault("帮办人", "不能是本人").await;
    chair.choose("帮办人", village.members[1].name).await;
    chair.check("proxy-form").await;
    chair.press_twice("登记").await;
    chair.see("已登记，双方都会收到通知").await;
    chair.see("陈玉华 由 李秀兰 帮办").await;
    chair.check("proxies").await;
}

async fn helper_answers(browsers: &Browsers, village: &Village, home: &str) {
    drop(village.member(1).await);
    let phone = browsers.open(Device::Phone, "helper", home.to_owned()).await;
    phone.sign_in_quietly(&village.platform, &village.members[1].phone, Village::PASSWORD).await;
    phone.goto("/meetings").await;
    phone.see("代 陈玉华 反馈").await;
    phone.check("asks").await;
    phone.press_twice("代陈玉华参加").await;
    phone.see("已代陈玉华反馈：参加").await;
    phone.see("已反馈：参加").await;
    phone.check("asked").await;
}

async fn early(chair: &Page, meeting: MeetingId) {
    chair.goto(&format!("/meetings/{meeting}")).await;
    chair.see("陈玉华由李秀兰代为反馈").await;
    chair.check("answered-by").await;
    chair.goto(&format!("/meetings/{meeting}/check-in")).await;
    chair.see("签到未开始").await;
    chair.check("screen-early").await;
}

/// A phone whose camera sees the screen.
async fn scanned(browsers: &Browsers, chair: &Page, village: &Village, meeting: MeetingId) {
    let text = chair.code().await;
    assert!(text.starts_with(&village.platform.url(&format!("/check-in/{meeting}#"))), "{text}");
    let film = village.platform.folder().join("screen.y4m");
    code_film(&film, &text);
    drop(village.member(0).await);
    let phone = browsers.open_with_camera(Device::Phone, "camera", village.platform.url(""), &film).await;
    phone.sign_in_quietly(&village.platform, &village.members[0].phone, Village::PASSWORD).await;
    phone.goto("/home").await;
    phone.press("扫一扫").await;
    phone.see("签到成功").await;
    phone.is_at(&format!("/check-in/{meeting}")).await;
    phone.check("scanned").await;
    // again is no fault
    phone.goto("/scan").await;
    phone.see("您已经签到").await;
    phone.goto(&format!("/meetings/{meeting}")).await;
    phone.see("您已于").await;
    phone.check("member-meeting").await;
}

/// A phone without a camera: the reason, and the code.
async fn typed(browsers: &Browsers, admin: &Person, village: &Village, meeting: MeetingId) {
    let screen: CheckInScreen = admin.get(&format!("/api/meetings/{meeting}/check-in")).await;
    let phone = browsers.open(Device::Phone, "typing", village.platform.url("")).await;
    phone.sign_in_quietly(&village.platform, &village.members[1].phone, Village::PASSWORD).await;
    phone.goto("/scan").await;
    phone.see("重试").await;
    phone.see("输入签到码").await;
    phone.check("no-camera").await;
    phone.press_starting("示例：冬季党课").await;
    phone.is_at(&format!("/check-in/{meeting}")).await;
    phone.fill("签到码", "00 00").await;
    phone.press("签到").await;
    phone.fault("签到码", "不正确").await;
    phone.check("wrong-code").await;
    phone.fill("签到码", &screen.codes[0].text).await;
    phone.press_twice("签到").await;
    phone.see("签到成功").await;
    phone.check("typed").await;
    // a code that has moved on, from a photo that somebody sent
    phone.goto(&format!("/check-in/{meeting}#0000000000000000")).await;
    phone.see("二维码已经更新").await;
    phone.check("stale").await;
}

async fn by_hand(chair: &Page, village: &Village) {
    let name = village.members[2].name;
    chair.press(&format!("代签：{name}")).await;
    chair.press("代为签到").await;
    chair.fault("原因", "请写明原因").await;
    chair.fill("原因", "没带手机（示例）").await;
    chair.check("by-hand").await;
    chair.press_twice("代为签到").await;
    chair.see(&format!("已为{name}签到")).await;
    chair.see("已到 3 / 6 人").await;
    chair.press_starting("已到").await;
    chair.press(&format!("撤销：{name}")).await;
    chair.fill("原因", "签错了人（示例）").await;
    chair.press("撤销签到").await;
    chair.see("已到 2 / 6 人").await;
    chair.press_starting("未到").await;
    chair.press(&format!("代签：{name}")).await;
    chair.fill("原因", "没带手机（示例）").await;
    chair.press("代为签到").await;
    chair.see("已到 3 / 6 人").await;
}

async fn card(chair: &Page, village: &Village, member: i64, meeting: MeetingId) {
    chair.goto(&format!("/branch/members/{member}/card")).await;
    chair.see("还没有签到卡").await;
    chair.press_twice("制作签到卡").await;
    chair.see("签到卡已制作").await;
    chair.see(village.members[3].name).await;
    chair.check("card").await;
    assert!(chair.code().await.contains("/check-in/card#"));
    let said = chair.run("return document.querySelector('.member-card-code').textContent", Vec::new()).await;
    chair.goto(&format!("/meetings/{meeting}/check-in")).await;
    chair.press("扫签到卡").await;
    chair.fill("卡上的字符", "abcd").await;
    chair.press("签到").await;
    chair.fault("卡上的字符", "没有找到这张签到卡").await;
    chair.check("card-sheet").await;
    chair.fill("卡上的字符", said.as_str().unwrap()).await;
    chair.press("签到").await;
    chair.see(&format!("{}：签到成功", village.members[3].name)).await;
    chair.press("完成").await;
}

async fn on_television(browsers: &Browsers, village: &Village, meeting: MeetingId) {
    let tv = browsers.open(Device::Tv, "hall", village.platform.url("")).await;
    tv.goto("/?frame=tv").await;
    tv.sign_in_quietly(&village.platform, Village::BRANCH, Village::PASSWORD).await;
    tv.goto(&format!("/meetings/{meeting}")).await;
    tv.press("打开签到屏").await;
    tv.see("已到 4 / 6 人").await;
    tv.check("screen").await;
    assert!(tv.code().await.contains(&format!("/check-in/{meeting}#")));
    let phone = browsers.open(Device::Phone, "chair-phone", village.platform.url("")).await;
    phone.sign_in_quietly(&village.platform, Village::BRANCH, Village::PASSWORD).await;
    phone.goto(&format!("/meetings/{meeting}/check-in")).await;
    phone.see("用手机扫一扫签到").await;
    phone.check("screen").await;
    assert!(phone.code().await.contains(&format!("/check-in/{meeting}#")));
}

/// Whoever was there is ticked already.
async fn recorded(chair: &Page, village: &Village, meeting: MeetingId) {
    village.platform.at(village.platform.now().plus(90 * MINUTE));
    chair.goto(&format!("/meetings/{meeting}/record")).await;
    chair.see("实到 4 人，应到 6 人").await;
    chair.check("record").await;
    let ticked = "document.querySelectorAll('.ticks input:checked').length === 4";
    chair.until("ticks those who checked in", ticked, Vec::new()).await;
}
