//! 党建数字图书库 as one story: the province takes a book over and publishes it, a member reads it on the phone, goes on on the
//! computer, is told of the other device, keeps it on the shelf and listens.

use super::harness::{Browsers, Device, Page, Village, fresh_folder};
use gsdj_backend::account::hash_now;
use gsdj_backend::bind;
use gsdj_tests::books::{epub, wav};
use gsdj_tests::pictures::plain;
use std::path::PathBuf;

/// The province's code.
const PROVINCE: &str = "620000000000";

#[test]
fn a_book_is_taken_over_read_on_two_devices_and_heard() {
    Browsers::run("library", story);
}

async fn story(browsers: Browsers, web: PathBuf) {
    let village = Village::settle(Some(web)).await;
    let home = village.platform.url("");
    village.member(0).await;
    let hash = hash_now(Village::PASSWORD).unwrap();
    village
        .platform
        .write(move |c| {
            let sql =
                "INSERT INTO credential (account_id, password, must_change) SELECT id, ?1, 0 FROM org WHERE code = ?2";
            c.execute(sql, bind![&hash, PROVINCE])
        })
        .await;
    let editor = browsers.open(Device::Computer, "editor", home.clone()).await;
    let phone = browsers.open(Device::Phone, "member", home.clone()).await;
    let computer = browsers.open(Device::Computer, "member", home).await;
    editor.goto("/library").await;
    editor.sign_in(PROVINCE, Village::PASSWORD).await;
    for page in [&phone, &computer] {
        page.goto("/library").await;
        page.sign_in(&village.members[0].phone, Village::PASSWORD).await;
    }
    phone.see("图书库里还没有书").await;
    phone.check("library-empty").await;
    let book = taken_over(&editor, &village).await;
    read(&phone, &village, book).await;
    read_on(&computer, &phone, &village, book).await;
    heard(&editor, &phone, &village).await;
}

/// Twelve long chapters, the second below the first.
fn book() -> Vec<u8> {
    let paragraph = format!("<p>{}</p>", "示例文字，讲支部怎样把小事办成。".repeat(12));
    let body = format!(
        "<h1>示例</h1>{}<img src=\"../img/photo.png\" alt=\"示例插图\"/>{}",
        paragraph.repeat(15),
        paragraph.repeat(15)
    );
    let titles: Vec<String> = (1..=12).map(|n| format!("第 {n} 章（示例）")).collect();
    let line = |(n, title): (usize, &String)| (if n == 1 { 2 } else { 1 }, title.clone());
    let lines: Vec<(u8, String)> = titles.iter().enumerate().map(line).collect();
    let pages: Vec<(Option<(u8, &str)>, &str)> =
        lines.iter().map(|(level, title)| (Some((*level, title.as_str())), body.as_str())).collect();
    epub("示例：支部工作读本", &pages, &plain(600, 400, image::ImageFormat::Png), &[])
}

async fn taken_over(editor: &Page, village: &Village) -> i64 {
    let folder = fresh_folder("library-files");
    std::fs::create_dir_all(&folder).unwrap();
    let (good, bad) = (folder.join("示例.epub"), folder.join("坏.epub"));
    std::fs::write(&good, book()).unwrap();
    std::fs::write(&bad, b"PK\x03\x04 no book").unwrap();
    editor.press("管理图书").await;
    editor.is_at("/library/desk").await;
    editor.see("没有编辑中的书").await;
    editor.check("library-desk-empty").await;
    editor.upload("导入 EPUB 或 PDF", &bad).await;
    editor.see("文件读不出来").await;
    editor.upload("导入 EPUB 或 PDF", &good).await;
    editor.see("已导入《示例：支部工作读本》：12 章、1 张图片").await;
    editor.see("内容都导入了").await;
    editor.check("library-desk").await;
    let id = village.platform.number("SELECT id FROM work").await;
    editor.press("去检查").await;
    editor.is_at(&format!("/library/desk/{id}")).await;
    editor.see("第 2 章（示例）").await;
    editor.check("library-desk-work").await;
    editor.press("上架").await;
    editor.see("上架后全省党员和党组织都能阅读").await;
    editor.check("library-publish").await;
    editor.press("上架").await;
    editor.see("已上架").await;
    id
}

async fn read(phone: &Page, village: &Village, book: i64) {
    phone.goto("/library").await;
    phone.see("示例：支部工作读本").await;
    phone.check("library").await;
    phone.goto(&format!("/library/works/{book}")).await;
    phone.see("第 12 章（示例）").await;
    phone.press("放进书架").await;
    phone.see("从书架取下").await;
    phone.check("library-work").await;
    phone.press("开始读").await;
    phone.is_at(&format!("/library/works/{book}/read")).await;
    phone.see("第 1 章（示例）").await;
    phone.press("A＋，放大字号").await;
    phone.press("纸张").await;
    phone.press("夜间").await;
    phone.check("library-paper").await;
    phone.press("关闭").await;
    phone.check("library-reader-night").await;
    // turned by scrolling: the place follows, and is told
    phone.run("window.scrollTo(0, document.documentElement.scrollHeight / 2)", Vec::new()).await;
    told(phone, village, "place > 0").await;
    phone.press("目录").await;
    phone.check("library-contents").await;
    phone.press_starting("第 3 章（示例）").await;
    phone.see("第 3 章（示例）").await;
    told(phone, village, "chapter_id = (SELECT id FROM chapter WHERE title = '第 3 章（示例）')").await;
}

/// Waits until the platform knows a place like this.
async fn told(page: &Page, village: &Village, like: &str) {
    for _ in 0..120 {
        if village.platform.number(format!("SELECT COUNT(*) FROM book_place WHERE {like}")).await > 0 {
            return;
        }
        page.run("return new Promise((done) => setTimeout(done, 250))", Vec::new()).await;
    }
    panic!("the platform was never told of a place with {like}");
}

async fn read_on(computer: &Page, phone: &Page, village: &Village, book: i64) {
    computer.goto("/library").await;
    computer.see("继续阅读").await;
    computer.check("library-front").await;
    computer.goto(&format!("/library/works/{book}/read")).await;
    // the other device's chapter, this device's own paper
    computer.see("第 3 章（示例）").await;
    computer.check("library-reader").await;
    computer.press("下一章").await;
    computer.see("第 4 章（示例）").await;
    told(computer, village, "chapter_id = (SELECT id FROM chapter WHERE title = '第 4 章（示例）')").await;
    // the phone, still open on what is older now, is told so
    phone.run("window.scrollTo(0, 500)", Vec::new()).await;
    phone.see("您在另一台设备上读到了别处").await;
    phone.check("library-elsewhere").await;
    phone.press("去那里").await;
    phone.see("第 4 章（示例）").await;
    phone.goto("/library/shelf").await;
    phone.see("示例：支部工作读本").await;
    phone.check("library-shelf").await;
}

async fn heard(editor: &Page, phone: &Page, village: &Village) {
    let sound = fresh_folder("library-sound");
    std::fs::create_dir_all(&sound).unwrap();
    let file = sound.join("第一段.wav");
    std::fs::write(&file, wav(4)).unwrap();
    editor.goto("/library/desk").await;
    editor.press("新建").await;
    editor.press("保存").await;
    editor.fault("书名", "请填写书名").await;
    editor.choose("类别", "听书").await;
    editor.fill("书名", "示例听书").await;
    editor.check("library-new").await;
    editor.press("保存").await;
    editor.see("已保存").await;
    let id = village.platform.number("SELECT MAX(id) FROM work").await;
    editor.is_at(&format!("/library/desk/{id}")).await;
    editor.upload("选择文件", &file).await;
    editor.see("音频已添加，成为最后一章").await;
    editor.press("上架").await;
    editor.see("上架后全省党员和党组织都能阅读").await;
    editor.press("上架").await;
    editor.see("已上架").await;
    phone.goto(&format!("/library/works/{id}/read")).await;
    phone.see("第一段").await;
    phone.press("2×").await;
    phone.press("听完这一章").await;
    phone.check("library-player").await;
    phone.press("播放").await;
    let heard = format!("work_id = {id} AND progress = 1000");
    told(phone, village, &heard).await;
    assert_eq!(phone.value("播放位置").await, "4");
}
