//! The roll, the calendar with its subscription, a branch's page and the tree: on a computer, a phone and a television.

use super::harness::{Browsers, Demo, Device, Page};
use fantoccini::key::Key;
use gsdj_backend::bind;
use gsdj_domain::account::Role;
use std::path::PathBuf;

#[test]
fn the_roll_is_narrowed_looked_at_and_exported() {
    Browsers::run("roll", roll);
}

#[test]
fn activities_stand_in_the_calendar_and_on_the_phone() {
    Browsers::run("calendar", calendar);
}

#[test]
fn five_thousand_children_scroll_smoothly() {
    Browsers::run("tree", tree);
}

async fn open(browsers: &Browsers, demo: &Demo, device: Device, role: Role, at: &str) -> Page {
    let page = browsers.open(device, role.code(), demo.platform.url("")).await;
    let account = demo.of(role);
    page.goto("/manual").await;
    page.sign_in_quietly(&demo.platform, &account.account, &account.password).await;
    page.goto(at).await;
    page.settled().await;
    page
}

async fn number(page: &Page, script: &str) -> f64 {
    page.run(&format!("return {script}"), Vec::new()).await.as_f64().unwrap()
}

async fn roll(browsers: Browsers, web: PathBuf) {
    let demo = Demo::open(Some(web)).await;
    let rows = "document.querySelectorAll('.roll-table tbody tr').length";
    let page = open(&browsers, &demo, Device::Computer, Role::BranchAdmin, "/branch/members").await;
    let all = number(&page, rows).await;
    assert!(all > 5.0, "{all}");
    page.check("members").await;
    // narrowed: by a chip, a field, a name; the address says so, and back takes it back
    page.press_starting("预备党员").await;
    page.is_at("/branch/members?class=probationary").await;
    page.until("narrows", &format!("{rows} > 0 && {rows} < {all}"), Vec::new()).await;
    page.press("清除").await;
    page.choose("性别", "女").await;
    page.is_at("/branch/members?sex=female").await;
    page.until("narrows by sex", &format!("{rows} > 0 && {rows} < {all}"), Vec::new()).await;
    page.fill("按姓名查找党员", "马").await;
    page.until("puts the name into the address", "location.search.includes('q=%E9%A9%AC')", Vec::new()).await;
    page.settled().await;
    page.check("narrowed").await;
    page.press("清除").await;
    page.until("shows all again", &format!("{rows} === {all}"), Vec::new()).await;
    // columns are this device's own
    page.press("列").await;
    page.tick("手机").await;
    page.tick("学历").await;
    page.check("columns").await;
    page.press("完成").await;
    page.reload().await;
    page.until(
        "remembers its columns",
        "[...document.querySelectorAll('.roll-table th')].map((e) => e.textContent).join() === '姓名,性别,年龄,党员类别,入党日期,手机'",
        Vec::new(),
    )
    .await;
    // somebody beside the list
    let first = page.run("return document.querySelector('.roll-table .row-link').textContent", Vec::new()).await;
    page.press(first.as_str().unwrap()).await;
    page.see("全国党员信息管理系统").await;
    page.see("党龄").await;
    page.check("detail").await;
    page.press("关闭").await;
    export(&page).await;
    phone_roll(&browsers, &demo).await;
    above(&browsers, &demo).await;
}

async fn export(page: &Page) {
    page.press_starting("预备党员").await;
    page.is_at("/branch/members?class=probationary").await;
    page.press("导出").await;
    page.press("导出").await;
    page.fault("用途", "用途").await;
    page.check("export-fault").await;
    page.fill("用途", "核对预备党员联系方式（示例）").await;
    page.choose("文件格式", "文本表格").await;
    page.press("导出").await;
    page.see("名党员的名册").await;
    page.goto("/audit").await;
    page.see("用途：核对预备党员联系方式（示例）").await;
    page.see("筛选：预备党员").await;
    page.check("audit").await;
}

async fn phone_roll(browsers: &Browsers, demo: &Demo) {
    let phone = open(browsers, demo, Device::Phone, Role::BranchAdmin, "/branch/members").await;
    phone.check("members").await;
    phone.press("筛选").await;
    phone.choose("年龄", "61 岁及以上").await;
    phone.check("filter-sheet").await;
    phone.press("看结果").await;
    phone.is_at("/branch/members?age=from_61").await;
    phone.see("筛选：61 岁及以上").await;
    phone.press("清除").await;
    phone.settled().await;
    let first = phone.run("return document.querySelector('.plain-button.person b').textContent", Vec::new()).await;
    phone.press_starting(first.as_str().unwrap()).await;
    phone.see("党龄").await;
    phone.check("detail-sheet").await;
    phone.press("关闭").await;
    phone.until("closes", "!document.querySelector('dialog[open]')", Vec::new()).await;
}

async fn above(browsers: &Browsers, demo: &Demo) {
    let page = open(browsers, demo, Device::Computer, Role::CommitteeAdmin, "/members").await;
    page.see("及下级").await;
    page.until("shows branches", "document.querySelectorAll('.roll-table tbody tr').length === 50", Vec::new()).await;
    page.check("whole").await;
    page.press("显示更多").await;
    page.until("shows more", "document.querySelectorAll('.roll-table tbody tr').length === 100", Vec::new()).await;
    page.press("换一个组织").await;
    page.fill("按名称或代码查找组织", "支部").await;
    page.until("finds", "document.querySelectorAll('dialog[open] .act-row').length > 3", Vec::new()).await;
    page.check("picker").await;
    let chosen = page
        .run("const e = document.querySelector('dialog[open] .act-row b'); e.click(); return e.textContent", Vec::new())
        .await;
    page.until("goes there", "location.search.startsWith('?org=')", Vec::new()).await;
    page.see(chosen.as_str().unwrap()).await;
    page.press("换一个组织").await;
    page.see("最近选过").await;
    page.check("picker-lately").await;
    page.press("关闭").await;
}

/// What a page asked the server for; pictures apart, which come one by one as they come into sight.
async fn asked(page: &Page) -> Vec<String> {
    let script = "return performance.getEntriesByType('resource').map((e) => new URL(e.name).pathname).filter((p) => p.startsWith('/api/') && !p.startsWith('/api/files/'))";
    serde_json::from_value(page.run(script, Vec::new()).await).unwrap()
}

async fn calendar(browsers: Browsers, web: PathBuf) {
    let demo = Demo::open(Some(web)).await;
    let phone = open(&browsers, &demo, Device::Phone, Role::Member, "/home").await;
    // a branch's page asks once
    phone.run("performance.clearResourceTimings()", Vec::new()).await;
    phone.press("支部").await;
    phone.is_at("/branch").await;
    phone.see("支委会").await;
    phone.settled().await;
    let asks = asked(&phone).await;
    assert_eq!(asks, ["/api/branch"], "a branch's page asks for more than it needs");
    phone.check("branch").await;
    phone.goto("/branch").await;
    phone.see("支委会").await;
    phone.settled().await;
    let asks = asked(&phone).await;
    let own: Vec<_> =
        asks.iter().filter(|p| !["/api/inbox/stream", "/api/session", "/api/platform"].contains(&p.as_str())).collect();
    assert_eq!(own, ["/api/branch"], "loaded anew: {asks:?}");
    assert!(asks.len() <= 4, "{asks:?}");

    phone.press_starting("活动日历").await;
    phone.is_at("/branch/calendar").await;
    phone.see("2026年11月").await;
    phone.check("month").await;
    // a day with something leads to its group
    phone.run("document.querySelector('.month td:has(.month-dot):not(.outside)').click()", Vec::new()).await;
    phone
        .until(
            "shows the day",
            "document.querySelector('.agenda-day').getBoundingClientRect().top < innerHeight",
            Vec::new(),
        )
        .await;
    phone.press("下个月").await;
    phone.is_at("/branch/calendar?month=2026-12&view=list").await;
    phone.see("2026年12月").await;
    phone.press("本月").await;
    subscribe(&phone, &demo).await;
    computer(&browsers, &demo).await;
    television(&browsers, &demo).await;
}

async fn subscribe(phone: &Page, demo: &Demo) {
    phone.press("订阅到手机日历").await;
    phone.press("生成订阅地址").await;
    phone.until("draws the code", "document.querySelector('dialog[open] .qr path')", Vec::new()).await;
    phone.check("subscription").await;
    assert!(phone.code().await.starts_with("webcal://"));
    let address = phone.value("您的订阅地址（只显示这一次，不要转给别人）").await;
    assert!(address.starts_with(&demo.platform.url("/api/calendar/feed/")), "{address}");
    let fetch = async || gsdj_tests::web::client().get(&address).send().await.unwrap();
    let feed = fetch().await;
    assert_eq!(feed.headers()["content-type"], "text/calendar; charset=utf-8");
    assert!(feed.text().await.unwrap().contains("BEGIN:VEVENT"));
    phone.press("关闭").await;
    phone.press("订阅到手机日历").await;
    phone.see("最近一次被日历读取").await;
    phone.check("subscribed").await;
    phone.press("停用").await;
    phone.see("已停用").await;
    phone.see("生成订阅地址").await;
    assert_eq!(fetch().await.status(), 404);
    phone.press("关闭").await;
}

async fn computer(browsers: &Browsers, demo: &Demo) {
    let page = open(browsers, demo, Device::Computer, Role::BranchAdmin, "/branch/calendar").await;
    page.check("month").await;
    let day = "document.activeElement?.querySelector('.sr-only')?.textContent || ''";
    page.run("document.querySelector('.month td[tabindex=\"0\"]').focus()", Vec::new()).await;
    page.until("stands on today", &format!("({day}).startsWith('今天 · 11月24日')"), Vec::new()).await;
    page.key(Key::Right).await;
    page.until("goes on to tomorrow", &format!("({day}).startsWith('明天 · 11月25日')"), Vec::new()).await;
    page.key(Key::Down).await;
    page.until("goes on by a week, into the next month", &format!("({day}).startsWith('12月2日')"), Vec::new()).await;
    page.is_at("/branch/calendar?month=2026-12").await;
    page.key(Key::PageUp).await;
    page.until("goes back by a month", &format!("({day}).startsWith('11月2日')"), Vec::new()).await;
    page.run("const e = document.querySelector('.month td:has(.month-entry)'); e.click(); e.focus()", Vec::new()).await;
    page.key(Key::Enter).await;
    page.until("leads into the day's list", "document.activeElement?.closest('#day-pane')", Vec::new()).await;
    page.check("day").await;
    page.press("列表").await;
    page.is_at("/branch/calendar?month=2026-11&view=list").await;
    page.check("list").await;
}

async fn television(browsers: &Browsers, demo: &Demo) {
    let tv = open(browsers, demo, Device::Tv, Role::Member, "/branch/calendar?frame=tv").await;
    tv.see("2026年11月").await;
    tv.until("shows days", "document.querySelectorAll('.agenda-day').length > 0", Vec::new()).await;
    tv.check("agenda").await;
}

/// 5,000 branches under the demo's committee.
async fn widen(demo: &Demo) {
    let code = demo.of(Role::CommitteeAdmin).account.clone();
    demo.platform
        .write(move |c| {
            let find = "SELECT id, path FROM org WHERE code = ?1";
            let found = c.first(find, bind![&code], |r| Ok((r.get::<i64>(0)?, r.get::<String>(1)?)))?;
            let (id, path) = found.unwrap();
            for n in 0..5_000_i64 {
                let org = 7_000_000_000_000 + n;
                let sql = "INSERT INTO org (id, code, name, kind, superior_id, path, unit_category, prefecture, address, active)
                           VALUES (?1, ?2, ?3, 'branch', ?4, ?5, 'rural', '示例市', '', 1)";
                let (code, name) = (format!("9{n:011}"), format!("示例第{n}村党支部委员会"));
                c.execute(sql, bind![org, &code, &name, id, &format!("{path}{org}/")])?;
            }
            Ok(())
        })
        .await;
}

async fn tree(browsers: Browsers, web: PathBuf) {
    let demo = Demo::open(Some(web)).await;
    widen(&demo).await;
    let page = open(&browsers, &demo, Device::Computer, Role::CommitteeAdmin, "/orgs").await;
    let lines = "document.querySelectorAll('.tree-line[role=treeitem]').length";
    page.until("shows the tree", &format!("{lines} > 10"), Vec::new()).await;
    page.check("tree").await;
    // to the end, page after page of children as they come into view
    page.until(
        "reads all children while scrolling",
        "(scrollTo(0, document.scrollingElement.scrollHeight), document.querySelector('.tree').getBoundingClientRect().height > 5000 * 40
            && [...document.querySelectorAll('.tree-line')].at(-1).textContent.includes('4999'))",
        Vec::new(),
    )
    .await;
    let drawn = number(&page, lines).await;
    assert!(drawn < 80.0, "{drawn} lines are drawn at once");
    // a debug server and a drawing without a graphics card beside it: several frames of a phone
    let frame = page.mean_frame(60).await;
    assert!(frame < 100.0, "{frame} ms a frame");
    page.check("end").await;
    keys(&page).await;
    let phone = open(&browsers, &demo, Device::Phone, Role::CommitteeAdmin, "/orgs").await;
    phone.until("shows the tree", &format!("{lines} > 5"), Vec::new()).await;
    phone.check("tree").await;
    phone.fill("按名称或代码查找组织", "4998村").await;
    phone.until("finds it", "document.querySelectorAll('.tree-link').length === 1", Vec::new()).await;
    phone.check("found").await;
}

async fn keys(page: &Page) {
    let current = "document.getElementById(document.querySelector('[role=tree]').getAttribute('aria-activedescendant'))?.textContent || ''";
    page.run("scrollTo(0, 0); document.querySelector('[role=tree]').focus()", Vec::new()).await;
    page.key(Key::Home).await;
    page.until("stands on the top", &format!("({current}).includes('下级')"), Vec::new()).await;
    let top = page.run(&format!("return {current}"), Vec::new()).await;
    page.key(Key::Down).await;
    page.until("goes down", &format!("({current}) !== '' && ({current}) !== arguments[0]"), vec![top.clone()]).await;
    page.key(Key::Left).await;
    page.until("goes to the parent", &format!("({current}) === arguments[0]"), vec![top.clone()]).await;
    page.key(Key::End).await;
    page.until("goes to the last", &format!("({current}).includes('4999')"), Vec::new()).await;
    page.check("last").await;
    for key in "900000000123".chars() {
        page.type_key(key).await;
    }
    page.until("finds what was typed", &format!("({current}).includes('第123村')"), Vec::new()).await;
    page.key(Key::Left).await;
    page.key(Key::Left).await;
    page.until("closes the top", "document.querySelectorAll('.tree-line').length === 1", Vec::new()).await;
    page.key(Key::Right).await;
    page.until("opens it again", "document.querySelectorAll('.tree-line').length > 10", Vec::new()).await;
    page.key(Key::Enter).await;
    page.until("opens its page", "location.pathname.startsWith('/orgs/')", Vec::new()).await;
    page.see("党组织代码").await;
}
