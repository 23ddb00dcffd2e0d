//! Every kind of meeting through all the steps of its table: the branch on a computer, a member on a phone. On the way one
//! lapse of quorum, one late answer; the rejections are in the main job and in the life meeting.

use super::harness::{Browsers, Device, Page, Person, Platform, Screens, Village, at_hour};
use gsdj_backend::bind;
use gsdj_domain::meeting::kind::KINDS;
use gsdj_domain::meeting::{Audience, KindRow, Step};
use gsdj_domain::time::{HOUR, MINUTE};
use gsdj_domain::{Instant, MeetingId};
use std::path::PathBuf;

/// What everybody of these journeys sees.
pub(super) struct Scene {
    /// The village.
    pub village: Village,
    /// The branch's administrator.
    pub admin: Page,
    /// The first member.
    pub phone: Page,
    /// The other members, over the API.
    pub others: Vec<Person>,
}

impl Scene {
    /// The village with its committee and a party group, and everybody signed in.
    pub async fn set(screens: &impl Screens, web: Option<PathBuf>) -> Self {
        let village = Village::settle(web).await;
        let branch = village.branch_admin().await;
        let ids: Vec<i64> = village.ids().await;
        let posts = [(0, "secretary"), (1, "organisation"), (2, "publicity")]
            .map(|(at, post)| serde_json::json!({ "member": ids[at], "post": post }));
        let path = format!("/api/orgs/{}/committee", village.branch);
        let form = serde_json::json!({ "posts": posts });
        branch.send::<serde_json::Value>(reqwest::Method::PUT, &path, &form).await;
        group(&village.platform, village.branch, ids).await;
        let mut others = Vec::new();
        for nth in 0..6 {
            others.push(village.member(nth).await);
        }
        others.remove(0);
        let home = village.platform.url("");
        let admin = screens.screen(Device::Computer, "branch", home.clone()).await;
        admin.goto("/home").await;
        admin.sign_in(Village::BRANCH, Village::PASSWORD).await;
        admin.is_at("/home").await;
        let phone = screens.screen(Device::Phone, "member", home).await;
        phone.goto("/home").await;
        phone.sign_in(&village.members[0].phone, Village::PASSWORD).await;
        phone.is_at("/home").await;
        Self { village, admin, phone, others }
    }

    /// The superior, signed in.
    pub async fn superior(&self, screens: &impl Screens) -> Page {
        let page = screens.screen(Device::Computer, "superior", self.platform().url("")).await;
        page.goto("/home").await;
        page.sign_in(Village::SUPERIOR, Village::PASSWORD).await;
        page.is_at("/home").await;
        page
    }

    fn platform(&self) -> &Platform {
        &self.village.platform
    }

    /// The meeting that was created last.
    pub async fn latest(&self) -> MeetingId {
        MeetingId(self.platform().number("SELECT MAX(id) FROM meeting").await)
    }

    /// Fills in the form of a kind and sends it; answers when the meeting starts.
    pub async fn create(&self, kind: &KindRow) -> Instant {
        let (page, now) = (&self.admin, self.platform().now());
        let starts_at = at_hour(now, 3, 15);
        page.goto(&format!("/meetings/new?kind={}", kind.code)).await;
        page.fill("会议主题", &format!("示例：{}", kind.label)).await;
        page.fill("会议地点", "高台村部二楼会议室").await;
        page.set("会议时间", &starts_at.field()).await;
        page.set("反馈截止时间", &at_hour(now, 2, 18).field()).await;
        page.choose("主持人", self.village.members[0].name).await;
        page.check(&format!("{}-form", kind.code)).await;
        page.press_twice("创建会议").await;
        page.see("会议已创建").await;
        starts_at
    }
}

/// A group of the first four.
async fn group(platform: &Platform, branch: i64, ids: Vec<i64>) {
    platform
        .write(move |c| {
            let sql =
                "INSERT INTO party_group (id, org_id, seat, name, leader_id) VALUES (7, ?1, 0, '示例第一党小组', ?2)";
            c.execute(sql, bind![branch, ids[0]])?;
            for id in &ids[..4] {
                let sql = "INSERT INTO party_group_member (org_id, member_id, group_id) VALUES (?1, ?2, 7)";
                c.execute(sql, bind![branch, *id])?;
            }
            Ok(())
        })
        .await;
}

#[test]
fn the_kinds_that_are_not_prepared_run_through_their_steps() {
    Browsers::run("kinds", |browsers, web| story(browsers, Some(web)));
}

/// The story, on whatever it is looked at.
pub(crate) async fn story(screens: impl Screens, web: Option<PathBuf>) {
    let scene = Scene::set(&screens, web).await;
    let superior = scene.superior(&screens).await;
    // the life meeting has a journey of its own
    for kind in KINDS.iter().filter(|k| !k.has(Step::PreNotice)) {
        scene.admin.settled().await;
        let starts_at = scene.create(kind).await;
        walk(&scene, &superior, kind, starts_at).await;
    }
}

async fn walk(scene: &Scene, superior: &Page, kind: &'static KindRow, starts_at: Instant) {
    let (admin, platform) = (&scene.admin, scene.platform());
    let meeting = scene.latest().await;
    let mut starts_at = starts_at;
    for step in kind.steps {
        match step {
            Step::SendNotice => notify(admin).await,
            Step::Answer => {
                if kind.code == "theme_day" {
                    starts_at = lapse(scene, meeting).await;
                }
                answers(scene, kind, meeting).await;
                platform.at(starts_at.plus(2 * HOUR));
            }
            Step::UploadRecord => record(admin, kind, meeting).await,
            Step::SubmitForReview => hand_in(admin, "报审", "待审核").await,
            Step::File => hand_in(admin, "报备", "已完成").await,
            Step::ConfirmRecord => hand_in(admin, "确认会议记录", "已完成").await,
            Step::Review => {
                superior.goto(&format!("/meetings/{meeting}")).await;
                superior.see("待审核").await;
                superior.press("审核通过").await;
                superior.see("审核通过？").await;
                superior.press("审核通过").await;
                superior.see("已完成").await;
            }
            Step::Done => {
                admin.see("已完成").await;
                admin.check(&format!("{}-done", kind.code)).await;
            }
            Step::PreNotice
            | Step::SpeechOutline
            | Step::SubmitMaterials
            | Step::SubmitForApproval
            | Step::Approve
            | Step::UploadAppraisal
            | Step::AfterWork => unreachable!("{} is prepared", kind.label),
        }
    }
    scene.phone.goto(&format!("/meetings/{meeting}")).await;
    scene.phone.see("示例会议记录").await;
    scene.phone.check(&format!("{}-done", kind.code)).await;
}

async fn notify(admin: &Page) {
    admin.press("发通知").await;
    admin.see("勾选的党员会马上收到通知").await;
    admin.press_starting("发给").await;
    admin.see("通知已发给").await;
}

/// Nobody answers in time: the meeting can't be held, a late answer is not taken, and the branch puts it off.
async fn lapse(scene: &Scene, meeting: MeetingId) -> Instant {
    let (admin, phone, platform) = (&scene.admin, &scene.phone, scene.platform());
    platform.at(at_hour(platform.now(), 2, 18).plus(MINUTE));
    phone.goto(&format!("/meetings/{meeting}")).await;
    phone.see("已超出反馈截止时间").await;
    phone.check("late").await;
    admin.goto(&format!("/meetings/{meeting}")).await;
    admin.see("未达比例").await;
    admin.see("为什么不能召开").await;
    admin.check("lapsed").await;
    admin.press("修改会议时间和反馈截止时间，党员会收到变更并可重新反馈").await;
    admin.is_at(&format!("/meetings/{meeting}/edit")).await;
    let now = platform.now();
    let starts_at = at_hour(now, 5, 15);
    admin.set("会议时间", &starts_at.field()).await;
    admin.set("反馈截止时间", &at_hour(now, 4, 18).field()).await;
    admin.press("保存修改").await;
    admin.see("会议已修改").await;
    starts_at
}

/// The member answers by hand, the others over the API.
async fn answers(scene: &Scene, kind: &KindRow, meeting: MeetingId) {
    let phone = &scene.phone;
    phone.goto(&format!("/meetings/{meeting}")).await;
    phone.see("您参加吗").await;
    phone.press("参加").await;
    phone.see("您的反馈：参加").await;
    phone.check(&format!("{}-answered", kind.code)).await;
    let circle = match kind.audience {
        Audience::Branch => 5,
        Audience::Committee => 2,
        Audience::Group => 3,
    };
    for person in &scene.others[..circle] {
        person.attends(meeting).await;
    }
}

/// The record, with a vote where the kind asks for a share.
pub(super) async fn record(admin: &Page, kind: &KindRow, meeting: MeetingId) {
    admin.goto(&format!("/meetings/{meeting}/record")).await;
    admin.fill("会议记录正文", "示例会议记录：会议按议程进行。").await;
    admin.press("全部到会").await;
    if kind.share_required {
        admin.press("添加表决事项").await;
        admin.fill("第 1 项表决事项的名称", "示例：同意方案").await;
        admin.fill("赞成", "99").await;
        admin.press("保存").await;
        admin.see("多于到会有表决权的").await;
        admin.check(&format!("{}-votes", kind.code)).await;
        admin.fill("赞成", "3").await;
    }
    admin.press("保存").await;
    admin.see("会议记录已保存").await;
    admin.is_at(&format!("/meetings/{meeting}")).await;
}

async fn hand_in(admin: &Page, word: &str, stage: &str) {
    admin.press(word).await;
    admin.see(&format!("{word}？")).await;
    admin.press_twice(word).await;
    admin.see(stage).await;
    // what the quorum engine said is fixed now
    admin.see("随会议记录定格").await;
}
