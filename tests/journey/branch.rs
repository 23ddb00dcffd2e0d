//! A branch puts itself in order: on the phone what it fills in first, on the computer its groups, a re-election and a post
//! that was missing; its superiors watch the terms, its members find their group, the television shows it.

use super::harness::{Browsers, Demo, Device, Page, Village};
use gsdj_domain::account::Role;
use gsdj_tests::pictures;
use serde_json::json;
use std::path::PathBuf;

#[test]
fn a_new_branch_is_set_up_on_the_phone() {
    Browsers::run("setup", set_up);
}

#[test]
fn groups_posts_and_terms_are_kept_in_order() {
    Browsers::run("order", in_order);
}

async fn set_up(browsers: Browsers, web: PathBuf) {
    let village = Village::settle(Some(web)).await;
    village.branch_admin().await;
    let phone = browsers.open(Device::Phone, "branch", village.platform.url("")).await;
    phone.sign_in_quietly(&village.platform, Village::BRANCH, Village::PASSWORD).await;
    phone.goto("/branch").await;
    phone.see("首次完善支部信息").await;
    phone.see("还有 3 项").await;
    phone.check("to-do").await;
    overview(&phone, &village).await;
    committee(&phone, &village).await;
    groups(&phone, &village).await;
    phone.see_no("首次完善支部信息").await;
    phone.see("组长 李秀兰").await;
    phone.check("done").await;
}

async fn overview(phone: &Page, village: &Village) {
    phone.press_starting("支部概述").await;
    phone.is_at("/branch/overview").await;
    phone.see("1962-03-05").await;
    phone.fill("支部简介", "示例支部由种植户和返乡青年组成。").await;
    phone.fill("活动场所", "高台村部二楼会议室").await;
    phone.fill("联系方式", "马建国（示例）").await;
    let photo = village.platform.folder().join("村部.jpg");
    std::fs::write(&photo, pictures::plain(640, 480, image::ImageFormat::Jpeg)).unwrap();
    phone.upload("选择照片", &photo).await;
    phone.until("shows the photo", "document.querySelector('.upload.photo img')?.naturalWidth > 0", Vec::new()).await;
    phone.check("overview").await;
    phone.press("保存").await;
    phone.see("还有 2 项").await;
    phone.until("shows the photo", "document.querySelector('.photos img')?.naturalWidth > 0", Vec::new()).await;
}

async fn committee(phone: &Page, village: &Village) {
    phone.press_starting("支委会谁任什么职务").await;
    phone.is_at("/branch/committee").await;
    for (post, who) in ["支部书记", "组织委员", "宣传委员"].iter().zip(&village.members) {
        phone.press(&format!("添加{post}")).await;
        phone.press_starting(who.name).await;
        phone.until("closes the choice", "!document.querySelector('dialog[open]')", Vec::new()).await;
    }
    phone.set("任期开始", "2026-01-10").await;
    // a village elects for five years
    phone.until("proposes no end", "field('任期结束')?.value === '2031-01-10'", Vec::new()).await;
    phone.set("任期结束", "2029-01-10").await;
    phone.see("每届任期一般为 5 年").await;
    phone.check("committee").await;
    phone.set("任期结束", "2031-01-10").await;
    phone.see_no("每届任期一般为 5 年").await;
    phone.press("保存").await;
    phone.see("还有 1 项").await;
}

async fn groups(phone: &Page, village: &Village) {
    phone.press_starting("党小组把党员编入").await;
    phone.is_at("/branch/groups").await;
    phone.see("还没有划分党小组").await;
    phone.check("no-groups").await;
    for (nth, name) in ["第一党小组", "第二党小组"].into_iter().enumerate() {
        phone.press("添加党小组").await;
        phone.press(&format!("为{name}选择党员")).await;
        for member in village.members.iter().skip(nth * 3).take(3) {
            phone.tick(member.name).await;
        }
        phone.see("3 人").await;
        phone.check("choose").await;
        phone.press("选好了").await;
        phone.until("closes the choice", "!document.querySelector('dialog[open]')", Vec::new()).await;
    }
    phone.see("6 名党员全部编入 2 个党小组").await;
    phone.press("保存").await;
    phone.see("请从“第一党小组”的党员中指定组长").await;
    phone.check("no-leader").await;
    for (at, who) in [(0, village.members[1].name), (1, village.members[3].name)] {
        lead(phone, at, who).await;
    }
    // what was put together survives a reload
    phone.reload().await;
    phone.see("6 名党员全部编入 2 个党小组").await;
    phone.check("groups").await;
    phone.press_twice("保存").await;
    phone.see("党小组已保存").await;
    phone.is_at("/branch").await;
    assert_eq!(village.platform.number("SELECT version FROM group_arrangement").await, 1);
}

/// Lets somebody lead the `at`th group.
async fn lead(page: &Page, at: usize, who: &str) {
    let script = "const s = document.querySelectorAll('.group-leader select')[arguments[0]];
        s.value = [...s.options].find((o) => o.text === arguments[1]).value; s.dispatchEvent(new Event('change', { bubbles: true }));";
    page.run(script, vec![json!(at), json!(who)]).await;
}

async fn in_order(browsers: Browsers, web: PathBuf) {
    let demo = Demo::open(Some(web)).await;
    let home = demo.platform.url("");
    let branch = browsers.open(Device::Computer, "branch", home.clone()).await;
    sign_in(&branch, &demo, Role::BranchAdmin).await;
    move_somebody(&branch, &demo).await;
    elect(&branch, &demo).await;
    ask_for_a_post(&branch).await;
    let province = browsers.open(Device::Computer, "province", home.clone()).await;
    sign_in(&province, &demo, Role::ProvinceAdmin).await;
    decide(&province).await;
    returned_and_granted(&branch, &province).await;
    let committee = browsers.open(Device::Phone, "committee", home.clone()).await;
    sign_in(&committee, &demo, Role::CommitteeAdmin).await;
    watch(&committee).await;
    let member = browsers.open(Device::Phone, "member", home.clone()).await;
    sign_in(&member, &demo, Role::Member).await;
    own_group(&member).await;
    let tv = browsers.open(Device::Tv, "tv", home).await;
    tv.goto("/?frame=tv").await;
    sign_in(&tv, &demo, Role::BranchAdmin).await;
    on_television(&tv).await;
}

async fn sign_in(page: &Page, demo: &Demo, role: Role) {
    let account = demo.of(role);
    page.sign_in_quietly(&demo.platform, &account.account, &account.password).await;
}

async fn move_somebody(page: &Page, demo: &Demo) {
    page.goto("/branch/groups").await;
    page.see("1 人未编入").await;
    page.check("groups").await;
    page.run(
        "const s = document.querySelector('.group-free select'); s.value = s.options[1].value; s.dispatchEvent(new Event('change', { bubbles: true }));",
        Vec::new(),
    )
    .await;
    page.see("全部编入").await;
    page.press("添加党小组").await;
    page.press("保存").await;
    page.see("还没有党员，请选择党员，或者删除这个党小组").await;
    page.check("empty-group").await;
    let last = page.run("return [...document.querySelectorAll('.group-card input')].at(-1).value", Vec::new()).await;
    page.press(&format!("删除{}", last.as_str().unwrap())).await;
    page.press_twice("保存").await;
    page.see("党小组已保存").await;
    let sql =
        "SELECT MAX(version) FROM group_arrangement g JOIN org o ON o.id = g.org_id WHERE o.code = '620724001001'";
    assert_eq!(demo.platform.number(sql).await, 2);
    page.is_at("/branch").await;
    page.check("branch").await;
}

async fn elect(page: &Page, demo: &Demo) {
    page.goto("/branch/committee").await;
    page.see("历届支委会").await;
    page.see("任期还有 75 天届满").await;
    page.check("committee").await;
    page.tick("换届选举产生了新一届支委会").await;
    page.press("保存").await;
    page.fault("任期开始", "请填写任期开始").await;
    page.set("任期开始", "2026-11-24").await;
    page.until("proposes no end", "field('任期结束')?.value === '2031-11-24'", Vec::new()).await;
    page.press("保存").await;
    page.see("支委会已保存").await;
    page.goto("/branch/committee").await;
    page.see("2026-11-24 换届").await;
    page.check("elected").await;
    let sql = "SELECT COUNT(*) FROM committee_term t JOIN org o ON o.id = t.org_id WHERE o.code = '620724001001'";
    assert_eq!(demo.platform.number(sql).await, 3);
}

async fn ask_for_a_post(page: &Page) {
    page.press_starting("更多职务").await;
    page.press("向省委组织部申请增设").await;
    page.is_at("/posts").await;
    page.see("护林防火委员").await;
    page.check("posts").await;
    page.press("申请增设职务").await;
    page.fill("职务名称", "组织委员").await;
    page.fill("申请理由", "示例理由").await;
    page.press("报省委组织部").await;
    page.fault("职务名称", "已经可以选用").await;
    page.check("offered").await;
    page.fill("职务名称", "矛盾调解委员").await;
    page.press_twice("报省委组织部").await;
    page.see("申请已报省委组织部").await;
    page.see("矛盾调解委员").await;
}

async fn decide(page: &Page) {
    page.goto("/posts").await;
    page.see("矛盾调解委员").await;
    page.check("queue").await;
    page.press("退回“矛盾调解委员”").await;
    page.press("退回").await;
    page.fault("退回原因", "请写明原因").await;
    page.fill("退回原因", "请写明分工（示例）").await;
    page.check("return").await;
    page.press("退回").await;
    page.see("申请已退回").await;
    page.see_no("矛盾调解委员").await;
}

async fn returned_and_granted(branch: &Page, province: &Page) {
    branch.see("请写明分工（示例）").await;
    branch.press("修改“矛盾调解委员”并重新申请").await;
    branch.fill("申请理由", "负责邻里纠纷调解，与组织委员分工（示例）").await;
    branch.press("报省委组织部").await;
    branch.see_no("修改重报").await;
    province.press("批准“矛盾调解委员”").await;
    province.check("grant").await;
    province.press("批准").await;
    province.see("已批准增设").await;
    branch.goto("/branch/committee").await;
    branch.press("添加矛盾调解委员").await;
    branch.check("choose").await;
    branch.goto("/inbox").await;
    branch.see("已批准增设“矛盾调解委员”").await;
}

async fn watch(page: &Page) {
    page.goto("/orgs").await;
    page.press("换届提醒").await;
    page.is_at("/orgs/terms").await;
    page.see("届满").await;
    page.check("terms").await;
    page.press("已届满").await;
    let over = "document.querySelector('.cards .chip')
        && [...document.querySelectorAll('.cards .chip')].every((c) => c.textContent.startsWith('已届满'))";
    page.until("shows what is not over", over, Vec::new()).await;
    page.check("over").await;
}

async fn own_group(page: &Page) {
    page.goto("/branch").await;
    page.see("我的党小组").await;
    page.check("own-group").await;
    page.goto("/branch/groups").await;
    page.see("我的党小组").await;
    page.see_no("添加党小组").await;
    page.check("groups").await;
}

async fn on_television(tv: &Page) {
    for (path, says) in [("/branch", "党小组"), ("/branch/groups", "组长"), ("/branch/committee", "历届支委会")]
    {
        tv.goto(path).await;
        tv.see(says).await;
        // nothing to type with a remote control
        tv.until("offers a field", "!document.querySelector('main input, main select, main textarea')", Vec::new())
            .await;
        tv.check(path.trim_start_matches('/').replace('/', "-").as_str()).await;
    }
}
