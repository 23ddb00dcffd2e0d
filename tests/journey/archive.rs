//! A record worth keeping: written with formatting, kept across a reload, exported, and its seal checked: genuine, changed,
//! and with no network.

use super::harness::{Browsers, Demo, Device, Page};
use fantoccini::key::Key;
use gsdj_domain::MeetingId;
use gsdj_domain::account::Role;
use gsdj_domain::archive::Claim;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::path::PathBuf;

#[test]
fn a_record_is_written_exported_and_verified() {
    Browsers::run("archive", story);
}

async fn story(browsers: Browsers, web: PathBuf) {
    let demo = Demo::open(Some(web)).await;
    let page = browsers.open(Device::Computer, "branch", demo.platform.url("")).await;
    let account = demo.of(Role::BranchAdmin);
    page.goto("/manual").await;
    page.sign_in_quietly(&demo.platform, &account.account, &account.password).await;
    let meeting = due(&demo).await;
    write(&page, meeting).await;
    without_the_editor(&page, meeting).await;
    export(&page, &demo, meeting).await;
    let seal = seal(&demo, meeting).await;
    verify(&page, &seal).await;
    let phone = browsers.open(Device::Phone, "guest", demo.platform.url("")).await;
    on_the_phone(&phone, &seal).await;
}

/// A meeting of the branch that has begun and whose record can be written.
async fn due(demo: &Demo) -> MeetingId {
    let code = &demo.of(Role::BranchAdmin).account;
    let now = demo.platform.now().0;
    let sql = format!(
        "SELECT MAX(m.id) FROM meeting m JOIN org o ON o.id = m.org_id WHERE o.code = '{code}' AND m.cancelled = 0
           AND (m.step IN ('upload_record', 'submit_for_review') OR (m.step = 'answer' AND m.starts_at < {now}))
           AND m.kind IN ('general_meeting', 'theme_day', 'party_lecture', 'committee_meeting')"
    );
    MeetingId(demo.platform.number(sql).await)
}

async fn write(page: &Page, meeting: MeetingId) {
    page.goto(&format!("/meetings/{meeting}/record")).await;
    page.fill("会议记录正文", "一、学习示例文件").await;
    page.press("小标题").await;
    page.key(Key::Enter).await;
    page.press("加粗（Ctrl+B）").await;
    keys(page, "同意示例方案").await;
    page.until("is bold", "document.querySelector('.rich-text strong')?.textContent === '同意示例方案'", vec![]).await;
    page.key(Key::Enter).await;
    page.press("编号").await;
    keys(page, "先测量").await;
    page.key(Key::Enter).await;
    page.key(Key::Enter).await;
    page.press("插入表格").await;
    keys(page, "项目").await;
    page.key(Key::Tab).await;
    keys(page, "金额").await;
    page.until("is a table", "document.querySelectorAll('.rich-text th').length === 3", vec![]).await;
    paste_from_word(page).await;
    page.check("editor").await;
    // what was written survives a reload, with its formatting
    page.until("kept the draft", "Object.keys(localStorage).some((k) => k.startsWith('gsdj-draft') && localStorage[k].includes('<strong>同意示例方案'))", vec![]).await;
    page.reload().await;
    page.until(
        "has the draft again",
        "document.querySelector('.rich-text strong')?.textContent === '同意示例方案'",
        vec![],
    )
    .await;
    page.press("全部到会").await;
    page.press("保存").await;
    page.see("会议记录已保存").await;
    page.is_at(&format!("/meetings/{meeting}")).await;
    let shown = "document.querySelector('.rich .rich-h2')?.textContent === '一、学习示例文件'
        && document.querySelector('.rich ol li')?.textContent === '先测量' && document.querySelector('.rich th')?.textContent === '项目'";
    page.until("shows the formatting", shown, vec![]).await;
    page.check("formatted").await;
}

async fn keys(page: &Page, text: &str) {
    for char in text.chars() {
        page.type_key(char).await;
    }
}

/// As Word puts it on the clipboard: comments, elements and styles of its own.
async fn paste_from_word(page: &Page) {
    let word = "<html xmlns:o=\"x\"><body><!--[if gte mso 9]><xml>no</xml><![endif]--><p class=MsoNormal style='color:red'>\
        <b>粘贴的字</b><o:p></o:p></p><img src=x onerror=alert(1)></body></html>";
    let script = "const written = document.querySelector('.rich-text'); const data = new DataTransfer();
        data.setData('text/html', arguments[0]);
        written.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))";
    page.run(script, vec![json!(word)]).await;
    let clean = "[...document.querySelectorAll('.rich-text strong')].some((e) => e.textContent === '粘贴的字')
        && !document.querySelector('.rich-text [style*=red], .rich-text img[src], .rich-text [class^=Mso]')";
    page.until("pasted clean", clean, vec![]).await;
}

/// Where the script can't be had, text can be written all the same.
async fn without_the_editor(page: &Page, meeting: MeetingId) {
    page.tell("Network.enable", json!({})).await;
    page.tell("Network.setBlockedURLs", json!({ "urls": ["*/editor.js"] })).await;
    page.goto(&format!("/meetings/{meeting}/record")).await;
    page.see("格式编辑器没有载入").await;
    page.until("has a plain field", "field('会议记录正文')?.value.includes('同意示例方案')", vec![]).await;
    page.look_over("no-editor").await;
    page.tell("Network.setBlockedURLs", json!({ "urls": [] })).await;
}

async fn export(page: &Page, demo: &Demo, meeting: MeetingId) {
    page.goto(&format!("/meetings/{meeting}")).await;
    for (button, ending) in [("导出 PDF", ".pdf"), ("导出 Word", ".docx")] {
        page.press(button).await;
        page.until(
            "says what it saved",
            "words(document.body).split('已下载 会议记录').slice(1).some((t) => t.includes(arguments[0]))",
            vec![json!(ending)],
        )
        .await;
    }
    let noted = "SELECT COUNT(*) FROM audit WHERE deed = 'record_exported'";
    assert_eq!(demo.platform.number(noted).await, 2);
    page.look_over("exported").await;
}

async fn seal(demo: &Demo, meeting: MeetingId) -> String {
    let app = demo.platform.app().await;
    let minutes = app.store.read(move |c| gsdj_backend::meeting::minutes_of(c, meeting)).await.unwrap();
    let claim = Claim {
        meeting,
        version: minutes.version,
        kind: minutes.kind,
        starts_at: minutes.starts_at,
        issued_at: demo.platform.now(),
        digest: Sha256::digest(minutes.canonical()).into(),
        org: Claim::short_name(&minutes.org),
    };
    app.signer.seal(claim).text()
}

async fn verify(page: &Page, seal: &str) {
    page.goto("/me").await;
    page.press("核验会议记录").await;
    page.is_at("/verify").await;
    page.check("verify").await;
    page.fill("粘贴扫描得到的内容或网址", seal).await;
    page.press("核验").await;
    page.see("真实").await;
    page.see("与平台上的记录一致").await;
    page.check("genuine").await;
    let changed = format!("{}{}", &seal[..seal.len() - 1], if seal.ends_with('A') { "Q" } else { "A" });
    page.fill("粘贴扫描得到的内容或网址", &changed).await;
    page.press("核验").await;
    page.see("已被修改").await;
    page.check("modified").await;
    page.fill("粘贴扫描得到的内容或网址", "https://example.org/").await;
    page.press("核验").await;
    page.see("无法识别").await;
    page.look_over("unreadable").await;
}

/// A guest whose phone opened the code's address once with a network, and then has none.
async fn on_the_phone(phone: &Page, seal: &str) {
    phone.goto(&format!("/verify#{seal}")).await;
    phone.see("真实").await;
    phone.see("与平台上的记录一致").await;
    phone.check("genuine").await;
    let offline = |off: bool| json!({ "offline": off, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    phone.tell("Network.enable", json!({})).await;
    phone.tell("Network.emulateNetworkConditions", offline(true)).await;
    phone.fill("粘贴扫描得到的内容或网址", &format!("{seal} ")).await;
    phone.press("核验").await;
    phone.see("真实").await;
    phone.see("没有连上平台").await;
    phone.look_over("offline").await;
    phone.tell("Network.emulateNetworkConditions", offline(false)).await;
}
