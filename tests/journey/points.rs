//! Points as one story: a member sees on the phone what they earned and where they stand, the branch takes its yearly sheet, and
//! the province switches the rankings off, which everybody is told, with the reason.

use super::harness::{Browsers, Device, Page, Village};
use gsdj_backend::account::hash_now;
use gsdj_backend::bind;
use gsdj_backend::jobs::{JOBS, Runner};
use gsdj_backend::points;
use gsdj_domain::MemberId;
use gsdj_domain::points::Rule;
use gsdj_domain::time::{DAY, HOUR};
use std::path::PathBuf;

const PROVINCE: &str = "620000000000";

#[test]
fn a_member_sees_points_and_rank_until_the_province_switches_rankings_off() {
    Browsers::run("points", story);
}

async fn story(browsers: Browsers, web: PathBuf) {
    let village = Village::settle(Some(web)).await;
    let home = village.platform.url("");
    village.branch_admin().await;
    village.member(1).await;
    learned(&village).await;
    let phone = browsers.open(Device::Phone, "member", home.clone()).await;
    let admin = browsers.open(Device::Computer, "branch", home.clone()).await;
    let province = browsers.open(Device::Computer, "province", home.clone()).await;
    let tv = browsers.open(Device::Tv, "television", home).await;
    phone.goto("/me").await;
    phone.sign_in(&village.members[1].phone, Village::PASSWORD).await;
    own(&phone).await;
    ranked(&phone).await;
    taken(&admin, &village).await;
    tv.sign_in_quietly(&village.platform, &village.members[1].phone, Village::PASSWORD).await;
    tv.goto("/rankings").await;
    tv.see(village.members[0].name).await;
    tv.check("rankings").await;
    switched_off(&province, &phone, &village).await;
}

/// Yesterday's learning of three members, settled by the night.
async fn learned(village: &Village) {
    let (platform, ids) = (&village.platform, village.ids().await);
    let at = platform.now().plus(-DAY);
    platform
        .write(move |c| {
            for (nth, deeds) in [(0_usize, 5), (1, 3), (2, 3)] {
                for n in 0..deeds {
                    let note = format!("访问学习平台（示例 {n}）");
                    points::award(
                        c,
                        MemberId(ids[nth]),
                        Rule::GoOut,
                        &format!("example:{n}"),
                        &note,
                        at.plus(n * HOUR),
                    )?;
                }
            }
            Ok(())
        })
        .await;
    let hash = hash_now(Village::PASSWORD).unwrap();
    platform
        .write(move |c| {
            let sql =
                "INSERT INTO credential (account_id, password, must_change) SELECT id, ?1, 0 FROM org WHERE code = ?2";
            c.execute(sql, bind![&hash, PROVINCE])
        })
        .await;
    Runner::new(platform.app().await).run_due(JOBS).await;
}

async fn own(phone: &Page) {
    phone.press("我的积分").await;
    phone.is_at("/me/points").await;
    phone.see("还可以得").await;
    phone.see("访问学习平台（示例 0）").await;
    phone.see("为什么：").await;
    phone.see("11月23日").await;
    phone.check("points").await;
    phone.press("年度积分表").await;
    phone.see("按规则").await;
    phone.check("points-sheet").await;
    phone.goto("/points/rules").await;
    phone.see("党员的积分只在本支部内可见").await;
    phone.see("不设上限").await;
    phone.check("points-rules").await;
}

async fn ranked(phone: &Page) {
    phone.goto("/me").await;
    phone.press("学习排行").await;
    phone.is_at("/rankings").await;
    phone.see("马建国").await;
    // two have three points each: both are second
    phone.see("我第 2 名").await;
    phone.see("截至 2026年11月23日").await;
    phone.check("rankings").await;
    phone.press("支部").await;
    phone.see("本支部第 1 名").await;
    phone.check("rankings-branches").await;
}

async fn taken(admin: &Page, village: &Village) {
    admin.goto("/branch/points").await;
    admin.sign_in(Village::BRANCH, Village::PASSWORD).await;
    admin.see("李秀兰").await;
    admin.check("branch-points").await;
    admin.press("导出").await;
    // the way out is a mistake without a purpose
    admin.run("document.querySelector('dialog[open] form').requestSubmit()", Vec::new()).await;
    admin.fault("用途", "请填写用途").await;
    admin.fill("用途", "年度民主评议（示例）").await;
    admin.check("branch-points-export").await;
    admin.run("document.querySelector('dialog[open] form').requestSubmit()", Vec::new()).await;
    admin.see("正在下载").await;
    let noted = "SELECT COUNT(*) FROM audit WHERE deed = 'points_exported'";
    assert_eq!(village.platform.number(noted).await, 1);
    admin.goto("/branch").await;
    admin.see("年度积分").await;
    admin.check("branch-with-points").await;
}

async fn switched_off(province: &Page, phone: &Page, village: &Village) {
    province.goto("/points/policy").await;
    province.sign_in(PROVINCE, Village::PASSWORD).await;
    province.see("现在是平台的默认设置").await;
    province.tick("积分排行").await;
    province.press("保存").await;
    province.fault("说明", "关闭时请写明原因").await;
    province.fill("说明", "为基层减负（示例）").await;
    province.check("points-policy").await;
    province.press("保存").await;
    province.see("保存积分管理设置？").await;
    province.run("[...document.querySelectorAll('dialog[open] button')].at(-1).click()", Vec::new()).await;
    province.see("已保存，全省立即生效").await;
    assert_eq!(village.platform.number("SELECT COUNT(*) FROM audit WHERE deed = 'points_policy_set'").await, 1);
    phone.goto("/rankings").await;
    phone.see("全省已停用积分排行：为基层减负（示例）").await;
    phone.see_no("马建国").await;
    phone.check("rankings-off").await;
    // one's own goes on
    phone.goto("/me/points").await;
    phone.see("积分排行已关闭").await;
    phone.see("访问学习平台（示例 0）").await;
    phone.check("points-ranking-off").await;
}
