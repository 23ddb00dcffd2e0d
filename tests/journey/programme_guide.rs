//! 直播节目预告 and the home page's shortcuts as one story: a member on the phone and on a computer, the province at its
//! desk; and a browser that is too old.

use super::harness::{Browsers, Demo, Device, Page};
use fantoccini::key::Key;
use gsdj_backend::jobs::{JOBS, Runner};
use gsdj_domain::account::Role;
use gsdj_domain::time::MINUTE;
use serde_json::json;
use std::path::PathBuf;

#[test]
fn a_member_chooses_and_is_reminded() {
    Browsers::run("programme_guide", story);
}

async fn story(browsers: Browsers, web: PathBuf) {
    let demo = Demo::open(Some(web)).await;
    let home = demo.platform.url("");
    let phone = browsers.open(Device::Phone, "member", home.clone()).await;
    let computer = browsers.open(Device::Computer, "member", home.clone()).await;
    sign_in(&phone, &demo, Role::Member).await;
    sign_in(&computer, &demo, Role::Member).await;
    chosen_on_the_phone(&phone).await;
    seen_on_the_computer(&computer).await;
    reminded(&phone, &demo).await;
    let province = browsers.open(Device::Computer, "province", home.clone()).await;
    sign_in(&province, &demo, Role::ProvinceAdmin).await;
    pasted(&province, &demo).await;
    let old = browsers.open(Device::Phone, "old", home).await;
    too_old(&old).await;
}

async fn sign_in(page: &Page, demo: &Demo, role: Role) {
    let account = demo.of(role);
    page.goto("/manual").await;
    page.settled().await;
    page.sign_in_quietly(&demo.platform, &account.account, &account.password).await;
}

/// The labels of the tiles on the home page.
const TILES: &str = "return [...document.querySelectorAll('nav .shortcut')].map((e) => clean(e.textContent))";

async fn tiles(page: &Page) -> Vec<String> {
    serde_json::from_value(page.run(TILES, Vec::new()).await).unwrap()
}

async fn chosen_on_the_phone(phone: &Page) {
    phone.goto("/home").await;
    phone.settled().await;
    assert_eq!(tiles(phone).await.last().unwrap(), "更多");
    phone.press("更多").await;
    phone.is_at("/shortcuts").await;
    phone.settled().await;
    phone.check("shortcuts").await;
    phone.press("编辑").await;
    phone.press("移除：党务公开").await;
    phone.press("添加：操作指南").await;
    // the last one, by the keyboard to the front
    let script = "document.querySelector('[data-move=\"/manual\"]').focus()";
    phone.run(script, Vec::new()).await;
    phone.key(Key::Home).await;
    let first = "document.querySelector('.shortcuts.editing [data-move]').dataset.move === '/manual'
        && document.activeElement.dataset.move === '/manual'";
    phone.until("moves the tile and keeps the focus on it", first, Vec::new()).await;
    // and the second by dragging to the third place
    let drag = "const all = [...document.querySelectorAll('.shortcuts.editing [data-move]')];
        const at = (e) => { const r = e.getBoundingClientRect(); return { clientX: r.x + r.width / 2, clientY: r.y + r.height / 2 }; };
        const event = (kind, e, p) => e.dispatchEvent(new PointerEvent(kind, { bubbles: true, cancelable: true, button: 0, buttons: 1, pointerId: 1, ...p }));
        all[0].scrollIntoView({ block: 'center' });
        event('pointerdown', all[1], at(all[1])); event('pointermove', all[1], at(all[2])); event('pointerup', all[2], at(all[2]));
        return all[1].dataset.move";
    let dragged = phone.run(drag, Vec::new()).await;
    let third = "document.querySelectorAll('.shortcuts.editing [data-move]')[2].dataset.move === arguments[0]";
    phone.until("has moved what was dragged", third, vec![dragged]).await;
    phone.check("shortcuts-editing").await;
    phone.press("完成").await;
    phone.see("常用功能已保存").await;
    phone.goto("/home").await;
    phone.settled().await;
    let now = tiles(phone).await;
    assert_eq!(now[0], "操作指南");
    assert!(!now.contains(&"党务公开".to_owned()), "{now:?}");
    phone.check("home").await;
}

async fn seen_on_the_computer(computer: &Page) {
    computer.goto("/home").await;
    computer.settled().await;
    assert_eq!(tiles(computer).await[0], "操作指南");
    computer.press("更多").await;
    computer.press("编辑").await;
    computer.press("恢复默认").await;
    computer.see("常用功能已保存").await;
    computer.check("shortcuts").await;
}

async fn reminded(phone: &Page, demo: &Demo) {
    phone.goto("/programmes").await;
    phone.settled().await;
    phone.see("正在播出").await;
    // the page stands where the programme is that is on
    let visible = "(() => { const r = document.querySelector('.programme.running').getBoundingClientRect();
        return r.top >= 0 && r.bottom <= innerHeight; })()";
    phone.until("begins at what is on now", visible, Vec::new()).await;
    phone.check("programmes").await;
    let next = "return document.querySelector('.programme:not(.over):not(.running) .programme-title').textContent";
    let title = phone.run(next, Vec::new()).await.as_str().unwrap().to_owned();
    phone.press(&format!("提醒我：{title}")).await;
    phone.check("remind").await;
    phone.press("提前 5 分钟").await;
    phone.see("开播前 5 分钟提醒您").await;
    phone.see("我的提醒").await;
    let due = "SELECT due_at FROM programme_reminder WHERE told_at IS NULL ORDER BY due_at LIMIT 1";
    let due = gsdj_domain::Instant(demo.platform.number(due).await);
    demo.platform.at(due.plus(MINUTE));
    Runner::new(demo.platform.app().await).run_due(JOBS).await;
    phone.goto("/inbox").await;
    phone.press_starting(&format!("即将播出：{title}")).await;
    phone.is_at("/programmes").await;
    phone.until("marks what the message led to", "document.querySelector('.programme.led-to')", Vec::new()).await;
    phone.press("后一天").await;
    phone.see("明天").await;
    phone.press("回到今天").await;
    phone.see("今天").await;
}

async fn pasted(province: &Page, demo: &Demo) {
    province.goto("/programmes").await;
    province.press("编排节目").await;
    province.is_at("/programmes/edit").await;
    province.press("新增频道").await;
    province.press("保存频道").await;
    province.fault("频道名称", "请填写频道名称").await;
    province.fill("频道名称", "示例新频道").await;
    province.press("保存频道").await;
    province.see("频道已保存").await;
    province.press("示例新频道").await;
    province.see("这一天还没有节目").await;
    let day = demo.platform.now().day();
    let text = format!(
        "日期,开始,结束,节目\n{day},20:00,20:30,示例：夜学\n{day},20:10,20:20,示例：重叠\n{day},21:00,22:00,示例：影片"
    );
    province.set("节目单", &text).await;
    province.press("先检查").await;
    province.see("新增 2 条").await;
    province.see("时间重叠").await;
    province.check("paste").await;
    province.press("确认导入（2 条）").await;
    province.see("已导入").await;
    province.see("示例：影片").await;
    province.press("修改：示例：影片").await;
    province.set("结束时间", &format!("{day}T20:30")).await;
    province.press("保存节目").await;
    province.fault("结束时间", "结束时间应晚于开始时间").await;
    province.press("删除节目").await;
    province.press("删除").await;
    province.see("节目已删除").await;
    let left = "SELECT COUNT(*) FROM programme p JOIN channel c ON c.id = p.channel_id WHERE c.name = '示例新频道'";
    assert_eq!(demo.platform.number(left).await, 1);
}

/// A browser without what the pages need says what to upgrade (FEATURES 1.6).
async fn too_old(old: &Page) {
    let agent = "Mozilla/5.0 (Linux; Android 7.1; Example) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/60.0 Mobile Safari/537.36";
    // the phone that the browser plays has a name of its own, so the page is told this one
    let without = format!(
        "delete window.HTMLDialogElement; Object.defineProperty(Navigator.prototype, 'userAgent', {{ get: () => '{agent}' }})"
    );
    old.tell("Page.addScriptToEvaluateOnNewDocument", json!({ "source": without })).await;
    old.goto("/").await;
    old.see("这台设备的浏览器版本太旧").await;
    old.see("请先升级到 Android 8 或更高版本").await;
}
