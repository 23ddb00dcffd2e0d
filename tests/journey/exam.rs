//! A member sits an exam through a lost connection and a closed page, hands in without a network, reads the explanations and
//! practises what was wrong; the points stand; the branch sees the result.

use super::harness::{Browsers, Device, Page, Person, Village};
use fantoccini::key::Key;
use gsdj_backend::account::hash_now;
use gsdj_backend::bind;
use gsdj_domain::time::DAY;
use reqwest::Method;
use serde_json::{Value, json};
use std::path::PathBuf;

/// The province's code in the village's registry.
const PROVINCE: &str = "620000000000";

#[test]
fn a_member_sits_an_exam_through_a_lost_connection() {
    Browsers::run("exam", story);
}

async fn story(browsers: Browsers, web: PathBuf) {
    let village = Village::settle(Some(web)).await;
    let home = village.platform.url("");
    let exam = set_up(&village).await;
    village.branch_admin().await;
    village.member(0).await;
    let phone = browsers.open(Device::Phone, "member", home.clone()).await;
    phone.tell("Network.enable", json!({})).await;
    phone.goto("/exams").await;
    phone.sign_in(&village.members[0].phone, Village::PASSWORD).await;
    let sitting = begun(&phone, &village).await;
    lost(&phone, sitting).await;
    closed(&phone, sitting).await;
    asked_before_leaving(&phone, sitting).await;
    handed_in_without_a_network(&phone, &village).await;
    practised(&phone).await;
    credited(&phone).await;
    let computer = browsers.open(Device::Computer, "member", home.clone()).await;
    by_keyboard(&computer, &village).await;
    let admin = browsers.open(Device::Computer, "branch", home).await;
    seen_by_the_branch(&admin, exam).await;
}

/// Five questions, and an exam of them; the province's account has a password like the others.
async fn set_up(village: &Village) -> i64 {
    let hash = hash_now(Village::PASSWORD).unwrap();
    village
        .platform
        .write(move |c| {
            let sql =
                "INSERT INTO credential (account_id, password, must_change) SELECT id, ?1, 0 FROM org WHERE code = ?2";
            c.execute(sql, bind![&hash, PROVINCE])
        })
        .await;
    let province = Person::sign_in(&village.platform, PROVINCE, Village::PASSWORD).await;
    for n in 1..=5 {
        let question = json!({
            "kind": "single", "text": format!("示例题目第 {n} 号"), "options": [format!("误答{n}"), format!("对的{n}"), format!("也误{n}")],
            "right": [1], "explanation": format!("示例解析第 {n} 号"), "subject": "org_life", "source": "示例", "active": true,
        });
        let _: Value = province.send(Method::POST, "/api/questions", &question).await;
    }
    let now = village.platform.now();
    let form = json!({
        "title": "示例：组织生活小测验", "note": "示例说明", "subjects": ["org_life"], "groups": 1, "draw": "random", "minutes": 30,
        "opens_at": now.0, "closes_at": now.plus(DAY).0, "pass_mark": 60,
    });
    let exam: Value = province.send(Method::POST, "/api/exams", &form).await;
    let id = exam["id"].as_i64().unwrap();
    let _: Value = province.send(Method::POST, &format!("/api/exams/{id}/publication"), &json!({})).await;
    id
}

async fn offline(page: &Page, off: bool) {
    let network = json!({ "offline": off, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    page.tell("Network.emulateNetworkConditions", network).await;
}

async fn begun(phone: &Page, village: &Village) -> i64 {
    phone.see("示例：组织生活小测验").await;
    phone.see("次数不限").await;
    phone.check("exams").await;
    phone.press("开始考试").await;
    phone.see("中途离开不停表").await;
    phone.check("exam-begin").await;
    phone.press_twice("开始考试").await;
    phone.see("第 1 / 5 题 · 单选题").await;
    let runs = "/\\b(30:00|2[0-9]:[0-5][0-9])\\b/.test(document.body.innerText)";
    phone.until("shows how much time is left", runs, Vec::new()).await;
    phone.check("exam-question").await;
    assert_eq!(village.platform.number("SELECT COUNT(*) FROM sitting").await, 1);
    let id = village.platform.number("SELECT id FROM sitting").await;
    phone.is_at(&format!("/exams/sittings/{id}")).await;
    phone.tick("对的").await;
    phone.see("作答已保存").await;
    phone.press("下一题").await;
    phone.see("第 2 / 5 题").await;
    id
}

/// Answers go on without a network; nothing is lost, and the page says so.
async fn lost(phone: &Page, sitting: i64) {
    offline(phone, true).await;
    phone.tick("误答").await;
    phone.see("没有网络：可以继续答题，作答已存在本机，不会丢失。").await;
    phone.see("1 题还没有送达").await;
    phone.check("exam-offline").await;
    phone.press("下一题").await;
    phone.tick("对的").await;
    phone.see("2 题还没有送达").await;
    phone.see("已答 3 / 5").await;
    phone.is_at(&format!("/exams/sittings/{sitting}")).await;
}

/// The page is closed while answers wait; opened again, they are there and arrive.
async fn closed(phone: &Page, sitting: i64) {
    phone.run("location.href = 'about:blank'", Vec::new()).await;
    phone.until("has not left", "location.href === 'about:blank'", Vec::new()).await;
    offline(phone, false).await;
    phone.goto(&format!("/exams/sittings/{sitting}")).await;
    phone.see("已答 3 / 5").await;
    phone.see("作答已保存").await;
    // it goes on where one left off
    phone.see("第 4 / 5 题").await;
    phone.reload().await;
    phone.see("已答 3 / 5").await;
    phone.press("答题卡").await;
    phone.see("已答 3 题，未答 2 题").await;
    phone.check("exam-overview").await;
    phone.press("第 2 题，已答").await;
    let chosen = "[...document.querySelectorAll('.sit-option.chosen')].map((o) => clean(o.textContent)).join() ";
    phone.until("kept the answer given without a network", &format!("{chosen}.includes('误答')"), Vec::new()).await;
}

async fn asked_before_leaving(phone: &Page, sitting: i64) {
    phone.back().await;
    phone.see("先离开？").await;
    phone.check("exam-leave").await;
    phone.press("再想想").await;
    phone.see_no("先离开？").await;
    phone.is_at(&format!("/exams/sittings/{sitting}")).await;
    phone.press("返回").await;
    phone.press("离开").await;
    phone.is_at("/exams").await;
    phone.see("没有交卷的").await;
    phone.check("exams-under-way").await;
    phone.press("继续答题").await;
    phone.see("第 4 / 5 题").await;
}

async fn handed_in_without_a_network(phone: &Page, village: &Village) {
    phone.tick("对的").await;
    phone.press("下一题").await;
    phone.tick("对的").await;
    phone.see("已答 5 / 5").await;
    offline(phone, true).await;
    phone.press("检查并交卷").await;
    phone.see("已答 5 题，未答 0 题").await;
    phone.press("交卷").await;
    phone.see("不能再改").await;
    phone.press("确认交卷").await;
    phone.see("已记下交卷").await;
    phone.check("exam-handed-in-offline").await;
    assert_eq!(village.platform.number("SELECT COUNT(*) FROM sitting WHERE handed_in_at IS NOT NULL").await, 0);
    offline(phone, false).await;
    phone.see("80 分 · 合格").await;
    phone.see("答满 1 组，获得 2 分积分").await;
    phone.see("示例解析第").await;
    phone.see("答错，正确答案").await;
    phone.check("exam-result").await;
    phone.press("只看错题和未答").await;
    phone.see_no("答对 您选的").await;
    assert_eq!(village.platform.number("SELECT COUNT(*) FROM ledger WHERE rule = 'exam'").await, 1);
    // going back leads on, not to the same page once more
    phone.back().await;
    phone.is_at("/exams").await;
    phone.see("最好 80 分 · 合格").await;
}

async fn practised(phone: &Page) {
    phone.press_starting("错题本").await;
    phone.is_at("/exams/wrong").await;
    phone.see("再答对 2 次移出").await;
    phone.check("wrong-answers").await;
    phone.press("练习错题").await;
    phone.see("第 1 / 1 题").await;
    phone.tick("对的").await;
    phone.press("检查并交卷").await;
    phone.press("交卷").await;
    phone.press("确认交卷").await;
    phone.see("答对 1 题").await;
    phone.see("没有答满一组五道题，不计积分").await;
    phone.goto("/exams/wrong").await;
    phone.see("再答对 1 次移出").await;
}

async fn credited(phone: &Page) {
    phone.goto("/me/points").await;
    phone.see("在线考试 · 示例：组织生活小测验 · 第 1 组").await;
    phone.goto("/exams/history").await;
    phone.see("80 分 · 合格").await;
    phone.see("错题练习").await;
    phone.check("exam-history").await;
}

/// The computer: 1 to 6 choose, the arrows turn the pages, Enter goes on.
async fn by_keyboard(computer: &Page, village: &Village) {
    computer.goto("/exams").await;
    computer.sign_in(&village.members[0].phone, Village::PASSWORD).await;
    computer.press("再考一次").await;
    computer.press("开始考试").await;
    computer.see("第 1 / 5 题").await;
    computer.type_key('2').await;
    computer.see("已答 1 / 5").await;
    computer.key(Key::Right).await;
    computer.see("第 2 / 5 题").await;
    computer.type_key('1').await;
    computer.see("已答 2 / 5").await;
    computer.key(Key::Left).await;
    computer.see("第 1 / 5 题").await;
    computer.key(Key::Right).await;
    computer.key(Key::Right).await;
    computer.see("第 3 / 5 题").await;
    computer.check("exam-question").await;
}

async fn seen_by_the_branch(admin: &Page, exam: i64) {
    admin.goto("/exams/results").await;
    admin.sign_in(Village::BRANCH, Village::PASSWORD).await;
    admin.see("示例：组织生活小测验").await;
    admin.check("exam-results").await;
    admin.press_starting("示例：组织生活小测验").await;
    admin.is_at(&format!("/exams/results/{exam}")).await;
    admin.see("1 人参加，1 人合格").await;
    admin.see("80 分 · 合格").await;
    admin.check("exam-result").await;
    admin.press("未参加").await;
    admin.see_no("80 分 · 合格").await;
}
