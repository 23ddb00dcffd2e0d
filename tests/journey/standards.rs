//! 学标对标: a branch ticks an item with evidence of its own, its superior looks, a member reads and searches on the phone.

use super::harness::{Browsers, Demo, Device, Page};
use gsdj_backend::bind;
use gsdj_domain::account::Role;
use gsdj_tests::pictures;
use std::path::PathBuf;

const NOTE: &str = "示例：三次党员大会都按时召开，第四季度的已经通知";

#[test]
fn a_branch_holds_itself_against_its_standard() {
    Browsers::run("standards", story);
}

async fn story(browsers: Browsers, web: PathBuf) {
    let demo = Demo::open(Some(web)).await;
    let branch = forget_one(&demo).await;
    let home = demo.platform.url("");
    let admin = browsers.open(Device::Computer, "branch", home.clone()).await;
    sign_in(&admin, &demo, Role::BranchAdmin).await;
    find_the_item(&admin).await;
    what_is_missing(&admin).await;
    tick_with_evidence(&admin, &demo).await;
    let superior = browsers.open(Device::Computer, "superior", home.clone()).await;
    sign_in(&superior, &demo, Role::GeneralBranchAdmin).await;
    looked_at_from_above(&superior, branch).await;
    let phone = browsers.open(Device::Phone, "member", home).await;
    sign_in(&phone, &demo, Role::Member).await;
    read_by_a_member(&phone).await;
    search_on_the_phone(&phone).await;
    sign_in(&phone, &demo, Role::BranchAdmin).await;
    tick_on_the_phone(&phone).await;
    years_gone_by(&phone).await;
}

/// The demo's branch has not ticked the general meetings yet.
async fn forget_one(demo: &Demo) -> i64 {
    let code = demo.of(Role::BranchAdmin).account.clone();
    let branch = demo.platform.number(format!("SELECT id FROM org WHERE code = '{code}'")).await;
    demo.platform
        .write(move |c| {
            for table in ["self_check_mark", "self_check_evidence"] {
                let sql =
                    format!("DELETE FROM {table} WHERE org_id = ?1 AND item IN ('C3-01', 'R3-01') AND year = 2026");
                c.execute(&sql, bind![branch])?;
            }
            Ok(())
        })
        .await;
    branch
}

async fn sign_in(page: &Page, demo: &Demo, role: Role) {
    let account = demo.of(role);
    page.goto("/manual").await;
    page.settled().await;
    page.sign_in_quietly(&demo.platform, &account.account, &account.password).await;
    page.goto("/home").await;
    page.settled().await;
}

async fn find_the_item(page: &Page) {
    page.press("对标自查").await;
    page.is_at("/branch/standards").await;
    page.see("对照：农村党支部标准").await;
    page.check("own").await;
    page.press_starting("组织生活").await;
    page.is_at("/branch/standards?chapter=life").await;
    page.see("三会一课、主题党日、组织生活会").await;
    page.check("chapter").await;
    page.press("未填").await;
    page.is_at("/branch/standards?chapter=life&show=left").await;
    page.press("自查：按季召开支部党员大会").await;
    page.see("怎么查").await;
    page.check("sheet-empty").await;
}

async fn what_is_missing(page: &Page) {
    page.press("保存").await;
    page.see("请选择达标、未达标或者不适用").await;
    page.press("未达标").await;
    page.fault("说明", "写明原因").await;
    page.press("达标").await;
    page.see("请至少关联一条佐证，或者写明情况").await;
    page.check("sheet-faults").await;
    page.fill("说明", NOTE).await;
    // what was typed survives a reload
    page.reload().await;
    page.press("自查：按季召开支部党员大会").await;
    page.until("kept what was typed", &format!("field('说明')?.value === '{NOTE}'"), Vec::new()).await;
}

async fn tick_with_evidence(page: &Page, demo: &Demo) {
    page.press_starting("采用系统佐证").await;
    page.press("添加佐证").await;
    page.see("上传新的照片或文件").await;
    let photo = demo.platform.folder().join("大会现场（示例）.png");
    std::fs::write(&photo, pictures::plain(640, 420, image::ImageFormat::Png)).unwrap();
    page.upload("选择照片", &photo).await;
    let arrived =
        "[...document.querySelectorAll('#field-evidence li')].some((e) => e.textContent.includes('大会现场'))";
    page.until("has the photo among the evidence", arrived, Vec::new()).await;
    page.fill("查找本支部的会议和文件", "党员").await;
    page.settled().await;
    page.check("sheet-filled").await;
    page.press_twice("保存").await;
    page.see("已保存").await;
    page.until("closes the sheet", "!document.querySelector('dialog[open]')", Vec::new()).await;
    page.press("全部").await;
    page.see(NOTE).await;
    page.until("shows the photo", "document.querySelector('.photos img')?.naturalWidth > 0", Vec::new()).await;
    page.check("ticked").await;
    assert_eq!(demo.platform.number("SELECT COUNT(*) FROM self_check_mark WHERE item = 'C3-01' AND version > 1 AND year = 2026 AND note LIKE '%三次党员大会%'").await, 1);
}

async fn looked_at_from_above(page: &Page, branch: i64) {
    page.press("自查进度").await;
    page.is_at("/workbench/standards").await;
    page.see("全部支部").await;
    page.check("list").await;
    page.press_starting("进行中").await;
    page.is_at("/workbench/standards?state=under_way").await;
    page.fill("按名称或代码查找支部", "高台").await;
    page.press("高台村党支部（示例）").await;
    page.is_at(&format!("/orgs/{branch}/standards")).await;
    page.press_starting("组织生活").await;
    page.see(NOTE).await;
    page.until("lets nobody else tick", "!pressable('修改：按季召开支部党员大会', false)", Vec::new()).await;
    page.until("shows the photo", "document.querySelector('.photos img')?.naturalWidth > 0", Vec::new()).await;
    page.check("of-branch").await;
    page.goto(&format!("/orgs/{branch}")).await;
    page.press("对标自查").await;
    page.is_at(&format!("/orgs/{branch}/standards")).await;
}

async fn read_by_a_member(phone: &Page) {
    phone.press("支部").await;
    phone.press_starting("对标自查").await;
    phone.is_at("/branch/standards").await;
    phone.see("已填").await;
    phone.check("check").await;
    phone.press_starting("组织生活").await;
    phone.see(NOTE).await;
    phone.until("lets nobody else tick", "!pressable('修改', true) && !pressable('自查', true)", Vec::new()).await;
    phone.check("check-chapter").await;
    phone.press("返回").await;
    phone.is_at("/branch/standards").await;
}

async fn search_on_the_phone(phone: &Page) {
    phone.goto("/standards").await;
    phone.see("本支部适用").await;
    phone.check("fields").await;
    // one character is enough, and no server is asked
    phone.fill("搜索标准", "届").await;
    phone.see("任期 5 年").await;
    phone.check("hits").await;
    phone.fill("搜索标准", "四议").await;
    phone.press_starting("R3-01").await;
    phone.is_at("/standards/rural").await;
    phone.see("村民会议或者村民代表会议决议").await;
    phone.check("field-chapter").await;
    phone.goto("/standards/rural").await;
    phone.see("学什么、听谁的、怎么落实").await;
    phone.check("field").await;
    phone.goto("/standards/kings").await;
    phone.see("没有这个领域").await;
}

async fn tick_on_the_phone(phone: &Page) {
    phone.goto("/branch/standards?chapter=life&show=left").await;
    phone.press("自查：大事按“四议两公开”办").await;
    phone.press("不适用").await;
    phone.fill("说明", "示例：今年没有需要这样办的重大事项").await;
    phone.check("sheet").await;
    phone.press("保存，填下一条").await;
    phone.see("已保存").await;
    // the next one left, in another chapter
    phone.until("opens the next", "document.querySelector('dialog[open] h2') && !words(document.querySelector('dialog[open] h2')).startsWith('R3-01')", Vec::new()).await;
    phone.press("关闭").await;
    phone.see("这一章没有这样的条目").await;
    phone.check("none-left").await;
}

async fn years_gone_by(phone: &Page) {
    phone.goto("/branch/standards").await;
    phone.press("2025 年").await;
    phone.is_at("/branch/standards?year=2025").await;
    phone.see("这一年已经过去，只能查看").await;
    phone.press_starting("政治建设").await;
    phone.until("is only read", "!pressable('修改', true)", Vec::new()).await;
    phone.check("last-year").await;
}
