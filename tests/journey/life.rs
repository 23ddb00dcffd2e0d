//! The life meeting, whole: announced beforehand, outlines, materials, returned and approved, held, voted on in secret,
//! appraised, reviewed, followed up. The branch on a computer, a member on a phone.

use super::harness::{Browsers, Page, Screens};
use super::kinds::{Scene, record};
use gsdj_domain::MeetingId;
use gsdj_domain::meeting::{Grade, MeetingKind};
use gsdj_domain::time::HOUR;
use serde_json::{Value, json};
use std::path::PathBuf;

#[test]
fn a_life_meeting_from_its_pre_notice_to_its_after_meeting_work() {
    Browsers::run("life", |browsers, web| story(browsers, Some(web)));
}

/// The story, on whatever it is looked at.
pub(crate) async fn story(screens: impl Screens, web: Option<PathBuf>) {
    let scene = Scene::set(&screens, web).await;
    let superior = scene.superior(&screens).await;
    let kind = MeetingKind::LifeMeeting.row();
    let starts_at = scene.create(kind).await;
    let meeting = scene.latest().await;
    prepared(&scene, meeting).await;
    approved(&scene, &superior, meeting).await;
    answered(&scene, meeting).await;
    scene.village.platform.at(starts_at.plus(2 * HOUR));
    record(&scene.admin, kind, meeting).await;
    voted(&scene, meeting).await;
    appraised(&scene, meeting).await;
    reviewed_and_followed_up(&scene, &superior, meeting).await;
}

async fn prepared(scene: &Scene, meeting: MeetingId) {
    let (admin, phone) = (&scene.admin, &scene.phone);
    admin.see("为什么党员还没有收到通知").await;
    admin.press("发预通知").await;
    admin.see("开始准备发言提纲").await;
    admin.press_starting("发给").await;
    admin.see("预通知已发给 6 人").await;
    admin.see("为什么还不能报批").await;
    admin.check("preparing").await;

    phone.goto("/inbox").await;
    phone.press_starting("组织生活会和民主评议党员 · 示例").await;
    phone.is_at(&format!("/meetings/{meeting}")).await;
    phone.see("我的发言提纲").await;
    phone.press("提交发言提纲").await;
    phone.see("请填写发言提纲，或者上传文件").await;
    phone.fill("发言提纲", "示例：一是学习不够系统；二是联系群众还不够经常。").await;
    phone.reload().await;
    phone.until("kept what was typed", "field('发言提纲')?.value.startsWith('示例：一是')", Vec::new()).await;
    phone.check("outline").await;
    phone.press("提交发言提纲").await;
    phone.see("发言提纲已提交").await;
    phone.check("outline-in").await;

    // four hand theirs in, the last is excused by the branch
    for person in &scene.others[..4] {
        let path = format!("/api/meetings/{meeting}/outline");
        person.send::<Value>(reqwest::Method::PUT, &path, &json!({ "text": "示例提纲" })).await;
    }
    admin.see("还差 1 人").await;
    admin.goto(&format!("/meetings/{meeting}/materials")).await;
    admin.see("还有 1 名党员没有上传发言提纲").await;
    admin.check("materials-too-early").await;
    admin.press("回到会议").await;
    admin.press(&format!("为{}代交或免交", scene.village.members[5].name)).await;
    admin.fill("提纲内容，或免交原因", "示例：住院治疗").await;
    admin.check("excuse").await;
    admin.press("注明免交").await;
    admin.see("6 人已交齐").await;
    admin.press("提交会议材料").await;
    admin.is_at(&format!("/meetings/{meeting}/materials")).await;
    admin.fill("会议材料", "示例：会议方案、征求意见情况。").await;
    admin.check("materials").await;
    admin.press("保存").await;
    admin.see("会议材料已保存").await;
}

async fn approved(scene: &Scene, superior: &Page, meeting: MeetingId) {
    let admin = &scene.admin;
    admin.press("报批").await;
    admin.see("报批？").await;
    admin.press_twice("报批").await;
    admin.see("正在等待").await;
    superior.goto(&format!("/meetings/{meeting}")).await;
    superior.see("会议方案、征求意见情况").await;
    superior.check("approving").await;
    superior.press("退回").await;
    superior.fill("要改什么", "请补充会议议程（示例）").await;
    superior.press("退回支部修改").await;
    superior.see("已退回").await;
    admin.see("请补充会议议程（示例）").await;
    admin.check("returned").await;
    admin.press("修改会议材料").await;
    admin.fill("会议材料", "示例：会议方案、征求意见情况、会议议程。").await;
    admin.press("保存").await;
    admin.see("会议材料已保存").await;
    admin.press("报批").await;
    admin.see("报批？").await;
    admin.press("报批").await;
    admin.see("第 2 次 · 审批").await;
    superior.see("会议议程").await;
    superior.press("审批通过").await;
    superior.see("审批通过？").await;
    superior.press("审批通过").await;
    superior.see("待发通知").await;
    admin.see("待发通知").await;
    admin.check("approved").await;
}

async fn answered(scene: &Scene, meeting: MeetingId) {
    let (admin, phone) = (&scene.admin, &scene.phone);
    admin.press("发通知").await;
    admin.press_starting("发给").await;
    admin.see("通知已发给 6 人").await;
    phone.goto(&format!("/meetings/{meeting}")).await;
    phone.press("参加").await;
    phone.see("您的反馈：参加").await;
    for person in &scene.others {
        person.attends(meeting).await;
    }
    admin.see("会议可以召开").await;
    admin.check("ready").await;
}

async fn voted(scene: &Scene, meeting: MeetingId) {
    let (admin, phone) = (&scene.admin, &scene.phone);
    admin.see("待上传评议").await;
    phone.goto(&format!("/meetings/{meeting}")).await;
    phone.see("互评投票").await;
    phone.press("合格").await;
    phone.fill("自我评价", "示例：能完成分派的任务。").await;
    phone.press("提交自评").await;
    phone.see("自评已提交").await;
    phone.see("还有 5 人没有评").await;
    phone.check("ballot").await;
    phone.press("全部选“合格”").await;
    phone.press_twice("提交投票").await;
    phone.see("您已投票").await;
    phone.check("voted").await;
    let ids = scene.village.ids().await;
    for (at, person) in scene.others.iter().enumerate() {
        let own = ids[at + 1];
        let grades: Vec<_> = ids
            .iter()
            .filter(|id| **id != own)
            .map(|id| json!({ "member": id, "grade": Grade::Qualified.code() }))
            .collect();
        let path = format!("/api/meetings/{meeting}/ballot");
        person.send::<Value>(reqwest::Method::POST, &path, &json!({ "grades": grades })).await;
    }
    admin.see("已投票 6 人").await;
    admin.see_no("互评合格").await;
    admin.check("open-vote").await;
    admin.press("结束互评").await;
    admin.see("结束互评？").await;
    admin.press("结束互评").await;
    admin.see("互评合格 5").await;
    admin.check("closed-vote").await;
}

async fn appraised(scene: &Scene, meeting: MeetingId) {
    let admin = &scene.admin;
    admin.press("上传民主评议").await;
    admin.is_at(&format!("/meetings/{meeting}/appraisal")).await;
    admin.see("还有 6 人没有评定").await;
    for member in &scene.village.members {
        let script = "const group = [...document.querySelectorAll('[role=group]')]
            .find((g) => g.getAttribute('aria-label') === arguments[0]);
            [...group.querySelectorAll('button')].find((b) => b.textContent === '合格').click(); return true;";
        admin.run(script, vec![json!(format!("{}的等次", member.name))]).await;
    }
    admin.check("appraisal").await;
    admin.press("保存民主评议").await;
    admin.see("民主评议已保存").await;
    admin.is_at(&format!("/meetings/{meeting}")).await;
}

async fn reviewed_and_followed_up(scene: &Scene, superior: &Page, meeting: MeetingId) {
    let (admin, phone) = (&scene.admin, &scene.phone);
    admin.press("报审").await;
    admin.see("报审？").await;
    admin.press("报审").await;
    admin.see("待审核").await;
    superior.see("待审核").await;
    superior.press("审核通过").await;
    superior.see("审核通过？").await;
    superior.press("审核通过").await;
    superior.see("已完成").await;
    superior.check("done").await;
    admin.see("已完成").await;
    admin.press("上传会后工作").await;
    admin.is_at(&format!("/meetings/{meeting}/after-work")).await;
    admin.fill("会后工作", "示例：整改清单三条，责任到人。").await;
    admin.press("保存").await;
    admin.see("会后工作已保存").await;
    admin.see("整改清单三条").await;
    admin.check("followed-up").await;
    phone.goto(&format!("/meetings/{meeting}")).await;
    phone.see("组织评定：合格").await;
    phone.check("result").await;
    let earned = "SELECT COUNT(*) FROM ledger WHERE rule = 'life_meeting' AND points = 30";
    assert_eq!(scene.village.platform.number(earned).await, 6);
}
