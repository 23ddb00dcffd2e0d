//! 党务公开, 经验交流, 审核管理 and 督办 as one story, on two computers and a phone at once.

use super::harness::{Browsers, Device, Page, Village};
use gsdj_domain::time::DAY;
use serde_json::json;
use std::path::PathBuf;

#[test]
fn a_branch_publishes_shares_and_is_urged() {
    Browsers::run("openness", story);
}

async fn story(browsers: Browsers, web: PathBuf) {
    let village = Village::settle(Some(web)).await;
    let home = village.platform.url("");
    village.branch_admin().await;
    village.member(0).await;
    let admin = browsers.open(Device::Computer, "branch", home.clone()).await;
    let superior = browsers.open(Device::Computer, "superior", home.clone()).await;
    let phone = browsers.open(Device::Phone, "member", home).await;
    admin.goto("/disclosures").await;
    admin.sign_in(Village::BRANCH, Village::PASSWORD).await;
    superior.goto("/reviews").await;
    superior.sign_in(Village::SUPERIOR, Village::PASSWORD).await;
    phone.goto("/inbox").await;
    phone.sign_in(&village.members[0].phone, Village::PASSWORD).await;
    let disclosure = made_public(&admin, &phone, &village).await;
    corrected(&admin, &phone, disclosure).await;
    withdrawn(&admin, &phone, disclosure).await;
    let post = written_and_returned(&admin, &superior, &village).await;
    published_and_discussed(&admin, &superior, &phone, post).await;
    urged(&admin, &superior, &village).await;
    read_in_bulk(&phone).await;
}

async fn made_public(admin: &Page, phone: &Page, village: &Village) -> i64 {
    let now = village.platform.now();
    phone.see("还没有通知").await;
    phone.run("window.stayed = true", Vec::new()).await;
    admin.see("还没有党务公开").await;
    admin.check("disclosures-empty").await;
    admin.press("新建公开").await;
    admin.is_at("/disclosures/new").await;
    admin.press("保存，到期自动公示").await;
    admin.fault("标题", "请填写标题").await;
    admin.fill("标题", "示例：发展对象公示").await;
    admin.fill("公开内容", "示例：经支委会研究，拟确定一名同志为发展对象。\n有意见的请向支部反映。").await;
    // the mistake: longer than a month
    admin.set("公示结束", &now.plus(40 * DAY).day().to_string()).await;
    admin.press("保存，到期自动公示").await;
    admin.fault("公示结束", "公示期最长一个月").await;
    admin.check("disclosure-fault").await;
    // what was typed survives a reload
    admin.reload().await;
    admin.until("kept what was typed", "field('标题')?.value === '示例：发展对象公示'", Vec::new()).await;
    admin.set("公示结束", &now.plus(9 * DAY).day().to_string()).await;
    admin.tick("指定党员").await;
    admin.tick(village.members[0].name).await;
    admin.see("已选 1 人").await;
    admin.check("disclosure-form").await;
    admin.press_twice("保存，到期自动公示").await;
    admin.see("还有 10 天").await;
    admin.check("disclosure").await;
    assert_eq!(village.platform.number("SELECT COUNT(*) FROM disclosure").await, 1);
    let id = village.platform.number("SELECT id FROM disclosure").await;
    // the member hears of it at once, and the message leads to it
    phone.see("党务公开：示例：发展对象公示").await;
    phone.until("was not loaded anew", "window.stayed", Vec::new()).await;
    phone.press_starting("党务公开：示例：发展对象公示").await;
    phone.is_at(&format!("/disclosures/{id}")).await;
    phone.see("有意见的请向支部反映").await;
    phone.see("还有 10 天").await;
    phone.check("disclosure").await;
    phone.goto("/branch").await;
    phone.press_starting("党务公开").await;
    phone.is_at("/disclosures").await;
    phone.see("示例：发展对象公示").await;
    phone.check("disclosures").await;
    id
}

async fn corrected(admin: &Page, phone: &Page, id: i64) {
    admin.press("更正").await;
    admin.is_at(&format!("/disclosures/{id}/edit")).await;
    admin.see("正在公示").await;
    admin.fill("公开内容", "示例：经支委会研究，拟确定两名同志为发展对象。").await;
    admin.press("发布更正").await;
    admin.fault("更正了什么", "请写明更正说明").await;
    admin.fill("更正了什么", "人数有误（示例）").await;
    admin.check("disclosure-correction").await;
    admin.press("发布更正").await;
    admin.see("已更正，公开范围内的党员会收到通知").await;
    admin.see("更正之前的内容").await;
    phone.press_starting("发展党员").await;
    phone.is_at(&format!("/disclosures/{id}")).await;
    phone.see("两名同志").await;
    phone.see("人数有误（示例）").await;
    phone.press_starting("今天").await;
    phone.see("拟确定一名同志").await;
    phone.check("disclosure-corrected").await;
}

async fn withdrawn(admin: &Page, phone: &Page, id: i64) {
    admin.press("撤回").await;
    admin.fill("撤回原因", "材料需要补充（示例）").await;
    admin.check("disclosure-withdraw").await;
    admin.press("确认撤回").await;
    admin.see("已撤回").await;
    admin.see("材料需要补充（示例）").await;
    admin.check("disclosure-withdrawn").await;
    phone.goto(&format!("/disclosures/{id}")).await;
    phone.see("支部已撤回这项公开").await;
    phone.check("disclosure-gone").await;
}

async fn written_and_returned(admin: &Page, superior: &Page, village: &Village) -> i64 {
    superior.see("没有等待审核的事项").await;
    superior.check("reviews-empty").await;
    admin.goto("/experiences").await;
    admin.see("还没有文章").await;
    admin.press("写文章").await;
    admin.fill("标题", "示例：把会开到田间地头").await;
    admin.fill("正文", "示例：农忙时把主题党日放在地头。").await;
    admin.check("experience-form").await;
    admin.press_twice("保存并报审").await;
    admin.see("已报审，等待上级审核").await;
    admin.see("待审核").await;
    let id = village.platform.number("SELECT id FROM experience").await;
    assert_eq!(village.platform.number("SELECT COUNT(*) FROM experience_round").await, 1);
    // the queue fills by itself
    superior.see("示例：把会开到田间地头").await;
    superior.see("高台村党支部").await;
    superior.check("reviews").await;
    superior.goto("/home").await;
    superior.see("1 项等您审核").await;
    superior.see("经验交流 1").await;
    superior.press("去审核").await;
    superior.press("示例：把会开到田间地头").await;
    superior.is_at(&format!("/experiences/{id}")).await;
    superior.press("退回").await;
    superior.fill("要改什么", "请补充效果（示例）").await;
    superior.press("退回支部修改").await;
    superior.see("已退回").await;
    admin.see("请补充效果（示例）").await;
    admin.check("experience-returned").await;
    admin.press("修改").await;
    admin.see("退回的原因").await;
    admin.fill("正文", "示例：农忙时把主题党日放在地头。三个月后到会的人多了。").await;
    admin.press("保存并报审").await;
    admin.see("第 2 次").await;
    id
}

async fn published_and_discussed(admin: &Page, superior: &Page, phone: &Page, id: i64) {
    superior.see("三个月后到会的人多了").await;
    superior.press("发布").await;
    superior.check("experience-publish").await;
    superior.press("确认发布").await;
    superior.see("公开范围：本级所属").await;
    superior.goto("/reviews?decided=true").await;
    superior.see("已通过").await;
    superior.check("reviews-decided").await;
    superior.goto("/reviews?filed=true").await;
    superior.see("还没有报备").await;
    superior.check("reviews-filed-empty").await;
    phone.goto("/experiences").await;
    phone.see("示例：把会开到田间地头").await;
    phone.check("experiences").await;
    phone.press_starting("高台村党支部").await;
    phone.is_at(&format!("/experiences/{id}")).await;
    phone.press("点赞 0").await;
    phone.see("已点赞 1").await;
    phone.fill("写评论", "想去看看（示例）").await;
    phone.press_twice("发表").await;
    phone.see("评论已发表").await;
    phone.see("想去看看（示例）").await;
    phone.check("experience").await;
    admin.goto("/inbox").await;
    admin.see("评论了").await;
    superior.goto(&format!("/experiences/{id}")).await;
    superior.see("想去看看（示例）").await;
    superior.press_starting("移除").await;
    superior.fill("移除原因", "与文章内容无关（示例）").await;
    superior.press("确认移除").await;
    superior.see("评论已移除").await;
    superior.see("还没有评论").await;
    superior.check("experience-moderated").await;
    phone.see("已被移除，其他人看不到").await;
}

async fn urged(admin: &Page, superior: &Page, village: &Village) {
    superior.goto(&format!("/orgs/{}", village.branch)).await;
    // the way to the list of the same name is there before the page is
    superior.see("督办记录").await;
    superior.press("督办").await;
    superior.choose("督办事项", "其他").await;
    superior.press("发出督办").await;
    superior.fault("督办内容", "请写明督办事项").await;
    superior.choose("督办事项", "未按期召开会议").await;
    superior.fill("督办内容", "请于本周召开（示例）").await;
    superior.check("urge-sheet").await;
    superior.press_twice("发出督办").await;
    superior.see("已督办").await;
    assert_eq!(village.platform.number("SELECT COUNT(*) FROM urge").await, 1);
    superior.press("督办").await;
    superior.press("发出督办").await;
    superior.see("尚未办结").await;
    superior.check("urge-twice").await;
    admin.goto("/home").await;
    admin.see("上级督办 1 项").await;
    admin.check("home-urged").await;
    admin.press("去办理").await;
    admin.is_at("/urges").await;
    admin.see("请于本周召开（示例）").await;
    admin.press("知道了").await;
    admin.see("已读").await;
    admin.press("办结").await;
    admin.fill("办理情况", "已召开（示例）").await;
    admin.press("提交办理情况").await;
    admin.see("已办结").await;
    admin.see("已召开（示例）").await;
    admin.check("urges").await;
    superior.goto("/urges").await;
    superior.see("已召开（示例）").await;
    superior.check("urges").await;
    superior.goto("/inbox").await;
    superior.see("已办结：未按期召开会议").await;
}

async fn read_in_bulk(phone: &Page) {
    phone.goto("/inbox").await;
    phone.press_starting("未读").await;
    phone.see("您的评论已被移除").await;
    phone.choose("按类别筛选", "党务公开").await;
    phone.see_no("您的评论已被移除").await;
    phone.see("党务公开已撤回").await;
    phone.press("多选").await;
    phone.tick("党务公开已撤回").await;
    phone.check("inbox-choosing").await;
    phone.press("1 条标为已读").await;
    phone.see_no("党务公开已撤回").await;
    phone.choose("按类别筛选", "全部类别").await;
    phone.see("您的评论已被移除").await;
    phone.press("全部标为已读").await;
    phone.see("没有这样的通知").await;
    phone.check("inbox-read").await;
    let unread = "document.querySelector('[aria-label^=\"通知\"]')?.getAttribute('aria-label') ?? ''";
    phone.until("has no badge", &format!("!/[1-9]/.test({unread})"), vec![json!(null)]).await;
}
