//! The phone alone: guests, a wrong password, the first password, home, inbox, one's own page, devices, size, manual.

use super::harness::{Browsers, Demo, Device, Page, Person};
use gsdj_domain::account::Role;
use std::path::PathBuf;

const NEW_PASSWORD: &str = "beizhuang-2026-xin";

#[test]
fn a_newcomer_finds_their_way_on_the_phone() {
    Browsers::run("phone", story);
}

async fn story(browsers: Browsers, web: PathBuf) {
    let demo = Demo::open(Some(web)).await;
    let phone = browsers.open(Device::Phone, "member", demo.platform.url("")).await;
    guest(&phone).await;
    wrong_password(&phone, &demo).await;
    first_password(&phone, &demo).await;
    around(&phone).await;
    devices(&phone, &demo).await;
    elder(&phone).await;
    manual(&phone).await;
    only_one_s_own(&phone, &demo).await;
}

async fn guest(phone: &Page) {
    phone.goto("/").await;
    phone.see("支部建设").await;
    phone.check("guide").await;
    phone.press_starting("党员教育").await;
    phone.is_at("/learning").await;
    phone.see("党员学习中心").await;
    phone.check("learning").await;
    phone.back().await;
    phone.press_starting("支部建设").await;
    // protected: the sign-in, which remembers where one wanted to go
    phone.is_at("/sign-in?to=%2Fbranch").await;
    phone.check("sign-in").await;
}

async fn wrong_password(phone: &Page, demo: &Demo) {
    let account = demo.newcomer();
    phone.press("登录").await;
    phone.fault("账号", "请填写账号").await;
    phone.fill("账号", &account.account).await;
    phone.see("按党员手机号登录").await;
    phone.fill("密码", "bushi-zhege-1").await;
    phone.press_twice("登录").await;
    phone.fault("密码", "账号或密码").await;
    // and what to do
    phone.see("首次登录密码为公民身份号码后六位").await;
    assert_eq!(phone.value("账号").await, account.account);
    phone.check("wrong-password").await;
}

async fn first_password(phone: &Page, demo: &Demo) {
    let account = demo.newcomer();
    phone.fill("密码", &account.password).await;
    phone.press("显示密码").await;
    phone.press("登录").await;
    phone.is_at("/password").await;
    // nothing else is open before
    phone.goto("/home").await;
    phone.is_at("/password").await;
    phone.fill("初始密码", &account.password).await;
    phone.fill("新密码", "duan-1").await;
    phone.fill("再输一次新密码", "duan-1").await;
    phone.press("保存新密码").await;
    phone.fault("新密码", "8").await;
    phone.check("short-password").await;
    phone.fill("新密码", NEW_PASSWORD).await;
    phone.fill("再输一次新密码", NEW_PASSWORD).await;
    phone.press("保存新密码").await;
    phone.is_at("/home").await;
}

async fn around(phone: &Page) {
    phone.check("home").await;
    for (tab, at) in
        [("支部", "/branch"), ("学习", "/learning"), ("服务", "/services"), ("我的", "/me"), ("首页", "/home")]
    {
        phone.press(tab).await;
        phone.is_at(at).await;
        phone.check(at.trim_start_matches('/')).await;
    }
    phone.press_starting("通知").await;
    phone.is_at("/inbox").await;
    phone.check("inbox").await;
    phone.press_starting("未读").await;
    phone.settled().await;
    phone.press("返回").await;
    phone.is_at("/home").await;
}

async fn devices(phone: &Page, demo: &Demo) {
    let account = demo.newcomer();
    let other = Person::sign_in(&demo.platform, &account.account, NEW_PASSWORD).await;
    phone.goto("/me").await;
    phone.press("登录设备").await;
    phone.is_at("/me/sessions").await;
    phone.see("本机").await;
    phone.see("示例设备").await;
    phone.check("devices").await;
    phone.press("退出").await;
    phone.see("让这台设备退出登录？").await;
    phone.press("让它退出").await;
    phone.see("该设备已退出登录").await;
    phone.see_no("示例设备").await;
    drop(other);
    phone.press("返回").await;
    phone.is_at("/me").await;
}

async fn elder(phone: &Page) {
    let size = "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)";
    let before = phone.run(&format!("return {size}"), Vec::new()).await.as_f64().unwrap();
    phone.tick("长辈模式").await;
    phone.until("grows by half", &format!("{size} >= {before} * 1.45"), Vec::new()).await;
    phone.check("elder-me").await;
    phone.goto("/home").await;
    phone.until("stays large after loading anew", &format!("{size} >= {before} * 1.45"), Vec::new()).await;
    phone.check("elder-home").await;
    phone.goto("/me").await;
    phone.tick("长辈模式").await;
    phone.until("is small again", &format!("{size} < {before} * 1.1"), Vec::new()).await;
    phone.press("深色").await;
    phone.check("dark-me").await;
    phone.press("跟随设备").await;
}

async fn manual(phone: &Page) {
    phone.press("操作指南").await;
    phone.is_at("/manual").await;
    phone.check("manual").await;
    // two characters are enough
    phone.fill("搜索操作指南", "请假").await;
    phone.until("finds pages", "document.querySelectorAll('a.hit').length > 0", Vec::new()).await;
    phone.check("manual-search").await;
    phone.run("document.querySelector('a.hit').click()", Vec::new()).await;
    phone.see("请假").await;
    phone.check("manual-page").await;
}

/// Whatever address a member types, only their own branch's things are shown.
async fn only_one_s_own(phone: &Page, demo: &Demo) {
    phone.goto("/audit").await;
    phone.see("回到首页").await;
    phone.check("refused").await;
    let beside = format!(
        "SELECT MAX(m.id) FROM meeting m JOIN org o ON o.id = m.org_id WHERE o.code <> '{}'",
        demo.of(Role::BranchAdmin).account
    );
    let meeting = demo.platform.number(beside).await;
    phone.goto(&format!("/meetings/{meeting}")).await;
    phone.see("没有找到，或者不在您的管理范围内").await;
    phone.check("not-one-s-own").await;
    for nowhere in ["/no/such/page", "/articles/abc", "/meetings/99999999999999999999"] {
        phone.goto(nowhere).await;
        phone.see("没有找到这个页面").await;
    }
    phone.check("lost").await;
}
