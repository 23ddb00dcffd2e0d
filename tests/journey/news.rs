//! 党建资讯 as one story: a guest reads, searches and goes to a prefecture's site; a member reads for half a minute and gets the
//! point once, likes, keeps and comments; the branch lets the comment pass; the television shows the front page.

use super::harness::{Browsers, Device, Page, Person, Village};
use fantoccini::key::Key;
use gsdj_backend::account::hash_now;
use gsdj_backend::bind;
use gsdj_domain::content::{ColumnTree, DeskView, EditorAppointed};
use gsdj_domain::time::SECOND;
use reqwest::Method;
use serde_json::{Value, json};
use std::path::PathBuf;

const PROVINCE: &str = "620000000000";

/// What stands in the store of one reading's point.
const POINTS: &str = "SELECT COUNT(*) FROM ledger WHERE rule = 'reading'";

#[test]
fn a_guest_reads_and_a_member_is_credited() {
    Browsers::run("news", story);
}

async fn story(browsers: Browsers, web: PathBuf) {
    let village = Village::settle(Some(web)).await;
    let home = village.platform.url("");
    village.branch_admin().await;
    village.member(0).await;
    let article = written(&village).await;
    let guest = browsers.open(Device::Computer, "guest", home.clone()).await;
    read_by_a_guest(&guest, article).await;
    let phone = browsers.open(Device::Phone, "member", home.clone()).await;
    credited(&phone, &village, article).await;
    let admin = browsers.open(Device::Computer, "branch", home.clone()).await;
    said(&phone, &admin, &village, article).await;
    kept(&phone, &village).await;
    let tv = browsers.open(Device::Tv, "television", home).await;
    tv.goto("/news?frame=tv").await;
    tv.see("示例：头条").await;
    tv.see("市州站点").await;
    tv.settled().await;
    tv.until("focuses nothing", "document.activeElement?.closest('main a')", Vec::new()).await;
    tv.check("front").await;
    tv.key(Key::Enter).await;
    tv.is_at(&format!("/articles/{article}")).await;
    tv.check("article").await;
    tv.back().await;
    tv.is_at("/news").await;
}

/// An editor of the province writes a headline, one of 兰州 a notice; the province publishes both.
async fn written(village: &Village) -> i64 {
    let platform = &village.platform;
    let hash = hash_now(Village::PASSWORD).unwrap();
    platform
        .write(move |c| {
            let sql =
                "INSERT INTO credential (account_id, password, must_change) SELECT id, ?1, 0 FROM org WHERE code = ?2";
            c.execute(sql, bind![&hash, PROVINCE])
        })
        .await;
    let province = Person::sign_in(platform, PROVINCE, Village::PASSWORD).await;
    let form = json!({ "name": "示例编辑", "site": "province" });
    let first: EditorAppointed = province.send(Method::POST, "/api/editors", &form).await;
    let form = json!({ "name": "兰州示例编辑", "site": "lanzhou" });
    let second: EditorAppointed = province.send(Method::POST, "/api/editors", &form).await;
    let editor = Person::enter(platform, &first.editor.login, &first.password, Village::PASSWORD).await;
    let local = Person::enter(platform, &second.editor.login, &second.password, Village::PASSWORD).await;
    let body = "<p>示例正文：山村夜校开讲。</p><h2>做法</h2><ul><li>把会开到田间</li></ul>\
                <table><tbody><tr><th>事项</th></tr><tr><td>报名</td></tr></tbody></table>\
                <blockquote><p>示例引用</p></blockquote>";
    let news = json!({
        "column": column(&editor, "province", "local").await,
        "also": [column(&editor, "province", "headlines").await],
        "title": "示例：头条文章讲夜校", "subtitle": "示例副题", "source": "示例来源", "body": body,
    });
    let article = publish(&editor, &province, &news).await;
    let notice = json!({
        "column": column(&local, "lanzhou", "notices").await,
        "title": "示例：兰州通知", "body": "<p>示例正文：兰州的通知。</p>",
    });
    publish(&local, &province, &notice).await;
    article
}

async fn column(who: &Person, site: &str, code: &str) -> i64 {
    let tree: ColumnTree = who.get(&format!("/api/columns?site={site}")).await;
    tree.columns.into_iter().find(|column| column.code == code).unwrap().id.0
}

async fn publish(editor: &Person, province: &Person, form: &Value) -> i64 {
    let draft: DeskView = editor.send(Method::POST, "/api/desk/articles", form).await;
    let id = draft.row.id;
    let _: DeskView = editor.send(Method::POST, &format!("/api/desk/articles/{id}/submission"), &json!({})).await;
    let yes = json!({ "decision": "approve" });
    let _: DeskView = province.send(Method::POST, &format!("/api/desk/articles/{id}/review"), &yes).await;
    id.0
}

async fn read_by_a_guest(guest: &Page, article: i64) {
    // the page came with what the program would have asked for
    guest.goto("/news").await;
    guest.see("示例：头条文章讲夜校").await;
    guest.settled().await;
    let asked = "return performance.getEntriesByType('resource').map(e => new URL(e.name).pathname).filter(p => /^.api.(session|platform|front|columns)$/.test(p))";
    assert_eq!(guest.run(asked, Vec::new()).await, json!([]));
    guest.goto("/").await;
    guest.press_starting("党建资讯").await;
    guest.is_at("/news").await;
    guest.see("示例：头条文章讲夜校").await;
    guest.see("嘉峪关").await;
    guest.check("front").await;
    guest.press_starting("示例：头条文章讲夜校").await;
    guest.is_at(&format!("/articles/{article}")).await;
    guest.see("示例副题").await;
    guest.see("来源：示例来源").await;
    guest.see("登录后可以收藏、点赞和评论").await;
    guest.press("A+，放大字号").await;
    guest.see("稍大").await;
    guest.check("article").await;
    // kept on this device
    guest.reload().await;
    guest.see("稍大").await;
    guest.press("分享").await;
    guest.see("扫一扫，在手机上阅读").await;
    guest.check("share").await;
    guest.press("关闭").await;
    guest.press("市县快讯").await;
    guest.see("示例：头条文章讲夜校").await;
    let feed =
        "document.head.querySelector('link[rel=alternate][type=\"application/rss+xml\"]')?.href.includes('/rss')";
    guest.until("names no feed", feed, Vec::new()).await;
    guest.fill("按标题查找", "没有的词").await;
    guest.run("field('按标题查找').dispatchEvent(new Event('change', { bubbles: true }))", Vec::new()).await;
    guest.see("没有找到").await;
    guest.check("column-empty").await;
    guest.goto("/news").await;
    guest.until("no feed is named any more", "!document.head.querySelector('link[rel=alternate]')", Vec::new()).await;
    guest.press("兰州").await;
    guest.is_at("/sites/lanzhou").await;
    guest.see("示例：兰州通知").await;
    guest.see_no("示例：头条文章讲夜校").await;
    guest.check("site").await;
    guest.fill("搜索资讯", "夜校").await;
    guest.press("搜索").await;
    guest.is_at("/search").await;
    guest.see("找到 1 条").await;
    guest.check("search").await;
    guest.goto("/portals").await;
    guest.see("学习强国").await;
    guest.check("portals").await;
    guest.goto("/sites/atlantis").await;
    guest.see("没有找到这个页面").await;
}

/// Half a minute for the server and for the page, at once.
async fn half_a_minute(phone: &Page, village: &Village) {
    village.platform.at(village.platform.now().plus(40 * SECOND));
    let ahead = "const real = performance.now.bind(performance); performance.now = () => real() + 33000;";
    phone.run(ahead, Vec::new()).await;
}

async fn credited(phone: &Page, village: &Village, article: i64) {
    phone.goto(&format!("/articles/{article}")).await;
    phone.press_starting("登录后可以").await;
    phone.sign_in(&village.members[0].phone, Village::PASSWORD).await;
    phone.is_at(&format!("/articles/{article}")).await;
    phone.see("秒计入阅读").await;
    phone.check("article").await;
    assert_eq!(village.platform.number(POINTS).await, 0);
    half_a_minute(phone, village).await;
    phone.see("已计入阅读，+1 分").await;
    phone.check("counted").await;
    assert_eq!(village.platform.number(POINTS).await, 1);
    // reading it again counts and earns nothing
    phone.reload().await;
    phone.see("秒计入阅读").await;
    half_a_minute(phone, village).await;
    phone.see("已计入阅读").await;
    phone.see_no("+1 分").await;
    assert_eq!(village.platform.number(POINTS).await, 1);
}

async fn said(phone: &Page, admin: &Page, village: &Village, article: i64) {
    phone.press("点赞").await;
    phone.see("已点赞，+1 分").await;
    phone.see("已点赞 1").await;
    phone.press("发表").await;
    phone.fault("写评论", "请填写评论").await;
    phone.fill("写评论", "示例：我们村也可以试一试").await;
    phone.press_twice("发表").await;
    phone.see("待支部审核").await;
    phone.check("comment-waiting").await;
    assert_eq!(village.platform.number("SELECT COUNT(*) FROM remark").await, 1);
    admin.goto("/reviews").await;
    admin.sign_in(Village::BRANCH, Village::PASSWORD).await;
    admin.see("等待审核").await;
    admin.press_starting("示例：我们村也可以试一试").await;
    admin.see("示例：头条文章讲夜校").await;
    admin.check("comment").await;
    admin.press("通过").await;
    admin.see("这条评论已经发表").await;
    assert_eq!(village.platform.number("SELECT COUNT(*) FROM ledger WHERE rule = 'comment' AND points = 2").await, 1);
    phone.goto(&format!("/articles/{article}")).await;
    phone.see("示例：我们村也可以试一试").await;
    phone.see_no("待支部审核").await;
}

async fn kept(phone: &Page, village: &Village) {
    phone.press("收藏").await;
    phone.see("已收藏，在“我的收藏”里能找到，+1 分").await;
    phone.goto("/me").await;
    phone.press("我的收藏").await;
    phone.is_at("/me/favourites").await;
    phone.see("示例：头条文章讲夜校").await;
    phone.check("favourites").await;
    phone.press("取消收藏《示例：头条文章讲夜校》").await;
    phone.see("还没有收藏").await;
    phone.check("favourites-empty").await;
    assert_eq!(village.platform.number("SELECT COUNT(*) FROM reaction WHERE deed = 'favourite'").await, 0);
}
