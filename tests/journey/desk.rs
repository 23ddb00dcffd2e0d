//! 编辑台: an editor of a prefecture writes with a picture and a page pasted from Word, hands in, the province returns it, the
//! editor mends it, the second editor approves; the city's site shows it and its feed has it. Then both editors change it at
//! once, and nothing is lost.

use super::harness::{Browsers, Device, Page, Person, Village};
use fantoccini::key::Key;
use gsdj_backend::account::hash_now;
use gsdj_backend::bind;
use gsdj_tests::pictures;
use reqwest::Method;
use serde_json::{Value, json};
use std::path::PathBuf;

/// The province's code in the village's registry.
const PROVINCE: &str = "620000000000";

#[test]
fn an_article_goes_from_the_desk_to_a_city_site() {
    Browsers::run("desk", story);
}

async fn story(browsers: Browsers, web: PathBuf) {
    let village = Village::settle(Some(web)).await;
    let home = village.platform.url("");
    let second = prepared(&village).await;
    let province = browsers.open(Device::Computer, "province", home.clone()).await;
    let first = appointed(&province, &village).await;
    let editor = browsers.open(Device::Computer, "editor", home.clone()).await;
    editor.goto("/desk").await;
    editor.sign_in(&first, Village::PASSWORD).await;
    let article = written(&editor, &village).await;
    returned(&province, article).await;
    mended(&editor).await;
    let phone = browsers.open(Device::Phone, "second", home.clone()).await;
    phone.goto(&format!("/desk/{article}")).await;
    phone.sign_in(&second, Village::PASSWORD).await;
    approved(&phone).await;
    let guest = browsers.open(Device::Computer, "guest", home).await;
    read(&guest, article).await;
    fed(&village).await;
    at_once(&editor, &phone, article).await;
    compared(&editor, article).await;
    columns(&editor, &village).await;
}

/// The province's account has a password; the second editor is appointed and has changed theirs.
async fn prepared(village: &Village) -> String {
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
    let form = json!({ "name": "示例编辑乙", "site": "zhangye" });
    let new: Value = province.send(Method::POST, "/api/editors", &form).await;
    let login = new["editor"]["login"].as_str().unwrap().to_owned();
    Person::enter(&village.platform, &login, new["password"].as_str().unwrap(), Village::PASSWORD).await;
    login
}

/// The province appoints the first editor; the password is shown once.
async fn appointed(province: &Page, village: &Village) -> String {
    province.goto("/editors").await;
    province.sign_in(PROVINCE, Village::PASSWORD).await;
    province.see("张掖党建 · 1 人").await;
    province.press("设置编辑").await;
    province.press_twice("设置编辑").await;
    province.fault("姓名", "请填写姓名").await;
    province.fill("姓名", "示例编辑甲").await;
    province.choose("站点", "张掖").await;
    province.check("editors-form").await;
    province.press_twice("设置编辑").await;
    province.see("只显示这一次").await;
    province.check("editors-password").await;
    let first = province.run("return document.querySelector('.first-password').textContent", Vec::new()).await;
    province.press("我已记下").await;
    province.see("张掖党建 · 2 人").await;
    province.see("ZHANGYE02").await;
    province.check("editors").await;
    assert_eq!(village.platform.number("SELECT COUNT(*) FROM editor").await, 2);
    Person::enter(&village.platform, "ZHANGYE02", first.as_str().unwrap(), Village::PASSWORD).await;
    "ZHANGYE02".into()
}

async fn written(editor: &Page, village: &Village) -> i64 {
    editor.see("还没有稿件").await;
    editor.check("desk-empty").await;
    editor.press("写稿件").await;
    editor.is_at("/desk/new").await;
    editor.press("存为草稿").await;
    editor.fault("栏目", "请选择本站可以发稿的栏目").await;
    editor.fault("标题", "请填写标题").await;
    editor.choose("栏目", "本地头条").await;
    editor.choose("同时发到", "通知公告").await;
    editor.fill("标题", "示例：把支部建在产业链上").await;
    editor.fill("来源", "示例来源").await;
    editor.fill("正文", "示例开头。").await;
    editor.key(Key::Enter).await;
    from_word(editor).await;
    with_a_picture(editor, village).await;
    with_a_link(editor).await;
    editor.check("desk-form").await;
    // what was written survives a reload, pictures and all
    let kept = "Object.keys(localStorage).some((k) => k.startsWith('gsdj-draft') && localStorage[k].includes('data-file') && localStorage[k].includes('/articles/1'))";
    editor.until("kept the draft", kept, vec![]).await;
    editor.reload().await;
    editor.see("已恢复您在这台设备上写的").await;
    editor
        .until("has the picture again", "document.querySelector('.rich-picture img')?.naturalWidth > 0", vec![])
        .await;
    editor.press("用正文的第 1 张图片作封面").await;
    editor.until("shows the cover", "document.querySelector('.desk-cover')?.naturalWidth > 0", vec![]).await;
    editor.press_twice("保存并报审").await;
    editor.see("已报审，等待审核").await;
    editor.see("待审核").await;
    editor.see("现在不能做的，为什么").await;
    assert_eq!(village.platform.number("SELECT COUNT(*) FROM article").await, 1);
    assert_eq!(village.platform.number("SELECT COUNT(*) FROM article_round").await, 1);
    let id = village.platform.number("SELECT id FROM article").await;
    editor.is_at(&format!("/desk/{id}")).await;
    editor.check("desk-waiting").await;
    id
}

/// As Word puts it on the clipboard: comments, elements, styles and a picture of its own.
async fn from_word(editor: &Page) {
    let word = "<html xmlns:o=\"x\"><body><!--[if gte mso 9]><xml>no</xml><![endif]-->\
        <h2 style='color:red'>粘贴的小标题</h2><p class=MsoNormal><b>粘贴的字</b><o:p></o:p></p>\
        <table><tr><td>项目</td><td>金额</td></tr></table><img src='file:///c:/x.png'></body></html>";
    let script = "const written = document.querySelector('.rich-text'); const data = new DataTransfer();
        data.setData('text/html', arguments[0]);
        written.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))";
    editor.run(script, vec![json!(word)]).await;
    editor.see("有 1 张图片没有一起粘贴进来").await;
    let clean = "document.querySelector('.rich-text h2')?.textContent === '粘贴的小标题'
        && document.querySelectorAll('.rich-text td').length === 2
        && !document.querySelector('.rich-text [style*=red], .rich-text img[src^=file], .rich-text [class^=Mso]')";
    editor.until("pasted clean", clean, vec![]).await;
}

/// The cursor behind everything that was written.
async fn to_the_end(editor: &Page) {
    let script = "const written = document.querySelector('.rich-text'); written.focus();
        getSelection().selectAllChildren(written); getSelection().collapseToEnd()";
    editor.run(script, Vec::new()).await;
    editor
        .until("has left the table", "!document.querySelector('.rich-tools [aria-label=\"删除表格\"]')", vec![])
        .await;
}

async fn with_a_picture(editor: &Page, village: &Village) {
    let photo = village.platform.folder().join("示例.jpg");
    std::fs::write(&photo, pictures::plain(800, 500, image::ImageFormat::Jpeg)).unwrap();
    to_the_end(editor).await;
    editor.press("图片").await;
    editor.press("放进正文").await;
    editor.see("请先选择图片").await;
    editor.upload("选择图片", &photo).await;
    editor.until("shows it", "document.querySelector('dialog[open] .desk-picture')?.naturalWidth > 0", vec![]).await;
    editor.press("放进正文").await;
    editor.fault("图片说明", "请写一句图片说明").await;
    editor.fill("图片说明", "示例：党员在大棚里").await;
    editor.check("desk-picture").await;
    editor.press("放进正文").await;
    let there = "document.querySelector('.rich-picture figcaption')?.textContent === '示例：党员在大棚里'";
    editor.until("has the picture", there, vec![]).await;
}

async fn with_a_link(editor: &Page) {
    to_the_end(editor).await;
    editor.press("链接（Ctrl+K）").await;
    editor.fill("链接地址", "javascript:alert(1)").await;
    editor.press("确定").await;
    editor.fault("链接地址", "请填写以 https:// 开头的网址").await;
    editor.fill("链接地址", "/articles/1").await;
    editor.fill("显示的文字", "相关的示例文章").await;
    editor.press("确定").await;
    editor
        .until("has the link", "document.querySelector('.rich-text a')?.textContent === '相关的示例文章'", vec![])
        .await;
}

async fn returned(province: &Page, article: i64) {
    province.goto("/desk").await;
    province.see("有 1 篇等您审核").await;
    province.check("desk-province").await;
    province.press("去审核").await;
    province.is_at("/desk?state=waiting").await;
    province.press_starting("张掖党建 · 本地头条").await;
    province.is_at(&format!("/desk/{article}")).await;
    province.see("读者将看到").await;
    province
        .until("shows the picture", "document.querySelector('.desk-preview figure img')?.naturalWidth > 0", vec![])
        .await;
    province.press("退回").await;
    province.fill("要改什么", "请补充副标题（示例）").await;
    province.check("desk-return").await;
    province.press("退回修改").await;
    province.see("已退回").await;
}

async fn mended(editor: &Page) {
    editor.see("请补充副标题（示例）").await;
    editor.check("desk-returned").await;
    editor.press("修改").await;
    editor.see("退回的原因").await;
    editor.fill("副标题", "示例副标题").await;
    editor.press("保存并报审").await;
    editor.see("第 2 次").await;
}

async fn approved(phone: &Page) {
    phone.see("示例副标题").await;
    phone.check("desk-article").await;
    phone.press("发布").await;
    phone.see("什么时候发布").await;
    phone.tick("定时发布").await;
    phone.set("发布时间", "2020-01-01T08:00").await;
    phone.press("确认发布").await;
    phone.fault("发布时间", "晚于现在").await;
    phone.check("desk-publish").await;
    phone.tick("马上发布").await;
    phone.press_twice("确认发布").await;
    phone.see("看读者的页面").await;
    phone.see("撤稿").await;
}

async fn read(guest: &Page, article: i64) {
    guest.goto("/sites/zhangye").await;
    guest.see("示例：把支部建在产业链上").await;
    guest.check("site").await;
    guest.goto(&format!("/articles/{article}")).await;
    guest.see("粘贴的小标题").await;
    guest.see("示例：党员在大棚里").await;
    guest.until("shows the picture", "document.querySelector('.news-body figure img')?.naturalWidth > 0", vec![]).await;
    guest.check("article").await;
}

async fn fed(village: &Village) {
    let web = gsdj_tests::web::client();
    let tree = web.get(village.platform.url("/api/columns?site=zhangye")).send().await.unwrap();
    let tree: Value = tree.json().await.unwrap();
    let columns = tree["columns"].as_array().unwrap();
    for code in ["headlines", "notices"] {
        let column = columns.iter().find(|c| c["code"] == json!(code)).unwrap();
        let path = format!("/api/columns/{}/rss", column["id"]);
        let feed = web.get(village.platform.url(&path)).send().await.unwrap();
        assert!(feed.headers()["content-type"].to_str().unwrap().starts_with("application/rss+xml"));
        let text = feed.text().await.unwrap();
        assert!(text.contains("<title>示例：把支部建在产业链上</title>"), "{text}");
    }
}

/// The second editor saves while the first one writes.
async fn at_once(editor: &Page, phone: &Page, article: i64) {
    let form = format!("/desk/{article}/edit");
    editor.goto(&form).await;
    editor.fill("标题", "示例：甲写的标题").await;
    phone.goto(&form).await;
    phone.fill("标题", "示例：乙写的标题").await;
    phone.fill("修改说明", "乙改标题（示例）").await;
    phone.check("desk-form-phone").await;
    phone.press("存为草稿").await;
    phone.see("读者看到的是已发布的第 1 版").await;
    editor.press("存为草稿").await;
    editor.see("改过这篇稿件").await;
    editor.see("您写的都还在下面").await;
    editor.check("desk-conflict").await;
    // it is still so after a reload
    editor.reload().await;
    editor.see("改过这篇稿件").await;
    assert_eq!(editor.value("标题").await, "示例：甲写的标题");
    editor.press("用我写的，继续保存").await;
    editor.is_at(&format!("/desk/{article}")).await;
    editor.see("示例：甲写的标题").await;
}

async fn compared(editor: &Page, article: i64) {
    editor.press_starting("已发布 1 版").await;
    editor.is_at(&format!("/desk/{article}/versions")).await;
    editor.see("增加 1 段，删去 1 段").await;
    editor.see("标题：示例：甲写的标题").await;
    editor.check("desk-versions").await;
}

async fn columns(editor: &Page, village: &Village) {
    editor.goto("/desk/columns").await;
    editor.see("要闻动态").await;
    editor.check("desk-columns").await;
    let focus = "const handle = [...document.querySelectorAll('button.desk-handle')].find((b) => b.getAttribute('aria-label').includes('本地头条')); handle.focus()";
    editor.run(focus, Vec::new()).await;
    editor.key(Key::Down).await;
    editor.see("“本地头条”移到第 2 位").await;
    editor
        .until("is second", "document.querySelectorAll('.desk-column b')[0].textContent === '要闻动态'", vec![])
        .await;
    editor.press("新增专题").await;
    editor.fill("专题名称", "示例专题").await;
    editor.set("开始展示", "2026-12-01T08:00").await;
    editor.set("结束展示", "2026-11-30T08:00").await;
    editor.press("新增专题").await;
    editor.fault("结束展示", "结束时间应当晚于开始时间").await;
    editor.set("结束展示", "2026-12-31T08:00").await;
    editor.check("desk-topic").await;
    editor.press("新增专题").await;
    editor.see("专题已加上").await;
    editor.see("12月1日 08:00 开始展示").await;
    editor.press("修改栏目“先锋风采”").await;
    editor.fill("栏目名称", "先锋人物").await;
    editor.tick("隐藏这个栏目").await;
    editor.press("保存").await;
    editor.see("先锋人物").await;
    editor.see("已隐藏").await;
    assert_eq!(
        village.platform.number("SELECT COUNT(*) FROM site_column WHERE site = 'zhangye' AND hidden = 1").await,
        1
    );
}
