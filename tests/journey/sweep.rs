//! Every page for everybody who may see it, at every size: looked over by axe, and kept as a picture to be looked at.

use super::harness::{Browsers, Demo, Device, Page, shots};
use gsdj_domain::account::Role;
use serde_json::json;
use std::path::PathBuf;

/// A size of the screen.
#[derive(Clone, Copy)]
struct Size {
    name: &'static str,
    width: u32,
    height: u32,
    mobile: bool,
}

const NARROW: Size = Size { name: "narrow", width: 360, height: 740, mobile: true };
const PHONE: Size = Size { name: "phone", width: 390, height: 844, mobile: true };
const COMPUTER: Size = Size { name: "computer", width: 1440, height: 900, mobile: false };
const TV: Size = Size { name: "tv", width: 1920, height: 1080, mobile: false };

#[test]
fn every_page_for_every_role() {
    Browsers::run("sweep", story);
}

async fn story(browsers: Browsers, web: PathBuf) {
    let demo = Demo::open(Some(web)).await;
    let page = browsers.open(Device::Computer, "all", demo.platform.url("")).await;
    let places = Places::find(&demo).await;
    guest(&page).await;
    for (role, paths) in [
        (Role::Member, places.of_member()),
        (Role::BranchAdmin, places.of_branch()),
        (Role::GeneralBranchAdmin, places.of_superior()),
        (Role::CommitteeAdmin, places.short()),
        (Role::ProvinceAdmin, places.short()),
    ] {
        sign_in(&page, &demo, role).await;
        let full = matches!(role, Role::Member | Role::BranchAdmin);
        for size in [PHONE, COMPUTER] {
            pages(&page, role.code(), size, &paths).await;
        }
        if full {
            pages(&page, role.code(), TV, &places.of_television()).await;
            narrow(&page, role.code(), &paths).await;
            let own = if role == Role::Member { &places.check_in } else { &places.screen };
            looks(&page, role.code(), &[own, &places.answering, &places.done]).await;
        }
    }
}

/// Addresses with the ids of this demo.
pub(super) struct Places {
    pub answering: String,
    pub done: String,
    returned: String,
    pub record: String,
    edit: String,
    pub screen: String,
    pub check_in: String,
    pub card: String,
    branch: i64,
    disclosure: String,
    post: String,
    own_post: String,
    work: String,
    read: String,
    heard: String,
}

impl Places {
    pub async fn find(demo: &Demo) -> Self {
        let code = &demo.of(Role::BranchAdmin).account;
        let platform = &demo.platform;
        let branch = platform.number(format!("SELECT id FROM org WHERE code = '{code}'")).await;
        let newest = |condition: &str| {
            format!("SELECT MAX(id) FROM meeting WHERE org_id = {branch} AND cancelled = 0 AND {condition}")
        };
        let answering = platform
            .number(newest(&format!(
                "step = 'answer' AND kind = 'general_meeting' AND starts_at > {}",
                platform.now().0
            )))
            .await;
        let done = platform.number(newest("step = 'done' AND kind = 'general_meeting'")).await;
        let due = platform.number(newest("step IN ('upload_record', 'submit_for_review')")).await;
        let begun = platform.number(newest(&format!("step = 'answer' AND starts_at < {}", platform.now().0))).await;
        let returned = platform.number(newest("returned = 1")).await;
        let member = platform.number(format!("SELECT MIN(id) FROM member WHERE org_id = {branch}")).await;
        let running =
            format!("SELECT MAX(id) FROM disclosure WHERE org_id = {branch} AND version > 1 AND withdrawn_at IS NULL");
        let disclosure = platform.number(running).await;
        let of = |state: &str| format!("SELECT MAX(id) FROM experience WHERE org_id = {branch} AND state = '{state}'");
        let (post, own_post) = (platform.number(of("published")).await, platform.number(of("returned")).await);
        let record = if due > 0 { due } else { begun };
        let book = |kind: &str| format!("SELECT MIN(id) FROM work WHERE kind = '{kind}' AND state = 'published'");
        let (journal, audio) = (platform.number(book("journal")).await, platform.number(book("audio")).await);
        Self {
            answering: format!("/meetings/{answering}"),
            done: format!("/meetings/{done}"),
            returned: format!("/meetings/{returned}"),
            record: format!("/meetings/{record}/record"),
            edit: format!("/meetings/{answering}/edit"),
            screen: format!("/meetings/{record}/check-in"),
            check_in: format!("/check-in/{record}"),
            card: format!("/branch/members/{member}/card"),
            branch,
            disclosure: format!("/disclosures/{disclosure}"),
            post: format!("/experiences/{post}"),
            own_post: format!("/experiences/{own_post}"),
            work: format!("/library/works/{journal}"),
            read: format!("/library/works/{journal}/read"),
            heard: format!("/library/works/{audio}/read"),
        }
    }

    fn of_member(&self) -> Vec<String> {
        let fixed = [
            "/home",
            "/branch",
            "/branch/overview",
            "/branch/committee",
            "/branch/groups",
            "/branch/members",
            "/branch/calendar",
            "/branch/proxies",
            "/branch/elsewhere",
            "/scan",
            "/check-in/card",
            "/branch/standards",
            "/standards",
            "/standards/rural?chapter=life",
            "/meetings",
            "/inbox",
            "/me",
            "/me/sessions",
            "/me/points",
            "/me/outbox",
            "/password",
            "/learning",
            "/services",
            "/news",
            "/verify",
            "/disclosures",
            "/experiences",
            "/library",
            "/library?kind=book",
            "/library?order=popular",
            "/library/shelf",
            "/no/such/page",
        ];
        with(&fixed, &[&self.answering, &self.done, &self.check_in, &self.disclosure, &self.post, &self.work, &self.read, &self.heard])
    }

    fn of_branch(&self) -> Vec<String> {
        let fixed = [
            "/home",
            "/branch",
            "/branch/overview",
            "/branch/committee",
            "/branch/groups",
            "/branch/members",
            "/posts",
            "/branch/members?sex=female",
            "/branch/calendar",
            "/branch/calendar?view=list",
            "/branch/proxies",
            "/branch/elsewhere",
            "/branch/standards",
            "/branch/standards?chapter=life",
            "/standards",
            "/standards/new-organisations",
            "/workbench",
            "/meetings",
            "/meetings?kind=theme_day",
            "/meetings?stage=done",
            "/meetings/new",
            "/meetings/new?kind=general_meeting",
            "/inbox",
            "/audit",
            "/me/points",
            "/disclosures",
            "/disclosures?state=planned",
            "/disclosures/new",
            "/experiences",
            "/experiences?own=true",
            "/experiences/new",
            "/urges",
        ];
        let edits = [format!("{}/edit", self.disclosure), format!("{}/edit", self.own_post)];
        let own = [&self.answering, &self.done, &self.returned, &self.record, &self.edit, &self.screen, &self.card];
        let open = [&self.disclosure, &self.post, &self.own_post, &edits[0], &edits[1]];
        with(&fixed, &[&own[..], &open[..]].concat())
    }

    fn of_superior(&self) -> Vec<String> {
        let org = format!("/orgs/{}", self.branch);
        let check = format!("/orgs/{}/standards", self.branch);
        with(
            &[
                "/home",
                "/branch",
                "/workbench",
                "/members",
                "/branch/calendar",
                "/orgs",
                "/orgs/terms",
                "/reviews",
                "/reviews?decided=true",
                "/reviews?filed=true",
                "/disclosures",
                "/experiences",
                "/urges",
                "/workbench/standards",
                "/meetings",
                "/audit",
                "/inbox",
            ],
            &[&org, &check, &self.done, &self.disclosure, &self.post],
        )
    }

    fn short(&self) -> Vec<String> {
        let fixed = [
            "/home",
            "/branch",
            "/workbench",
            "/orgs",
            "/orgs/terms?over=true",
            "/members",
            "/branch/calendar",
            "/posts",
            "/reviews",
            "/disclosures",
            "/experiences",
            "/urges",
            "/workbench/standards",
        ];
        with(&fixed, &[])
    }

    fn of_television(&self) -> Vec<String> {
        with(
            &[
                "/home",
                "/meetings",
                "/inbox",
                "/branch",
                "/branch/groups",
                "/branch/committee",
                "/branch/members",
                "/branch/calendar",
                "/me",
                "/manual",
                "/manual/answer",
                "/disclosures",
                "/experiences",
                "/library",
                "/library/shelf",
                "/standards",
                "/standards/rural",
                "/standards/rural?chapter=life",
                "/branch/standards",
            ],
            &[&self.answering, &self.done, &self.screen, &self.disclosure, &self.post],
        )
    }
}

fn with(fixed: &[&str], more: &[&String]) -> Vec<String> {
    fixed.iter().map(ToString::to_string).chain(more.iter().map(ToString::to_string)).collect()
}

async fn guest(page: &Page) {
    let open = with(
        &[
            "/",
            "/sign-in",
            "/manual",
            "/manual/create",
            "/manual/quorum",
            "/manual/life",
            "/manual/kind-life-meeting",
            "/learning",
            "/services",
            "/news",
            "/verify",
        ],
        &[],
    );
    page.goto("/").await;
    for size in [PHONE, COMPUTER, TV] {
        pages(page, "guest", size, &open).await;
    }
    narrow(page, "guest", &open).await;
}

pub(super) async fn sign_in(page: &Page, demo: &Demo, role: Role) {
    let account = demo.of(role);
    page.goto("/manual").await;
    page.settled().await;
    page.sign_in_quietly(&demo.platform, &account.account, &account.password).await;
}

/// Shows the pages at this size from now on.
async fn resize(page: &Page, size: Size) {
    page.resize(size.width, size.height, size.mobile).await;
    let frame = if size.name == "tv" { "tv" } else { "auto" };
    page.goto(&format!("/manual?frame={frame}")).await;
    page.settled().await;
}

async fn pages(page: &Page, who: &str, size: Size, paths: &[String]) {
    resize(page, size).await;
    for path in paths {
        page.follow(path).await;
        look(page, who, size.name, path).await;
    }
}

async fn look(page: &Page, who: &str, how: &str, path: &str) {
    let name = format!("{who}-{how}{}", path.replace(['/', '?', '='], "-"));
    page.look_over(&name).await;
    if let Some(folder) = shots() {
        page.picture(&folder.join("sweep").join(format!("{name}.png"))).await;
    }
}

/// Nothing may be wider than the smallest phone.
async fn narrow(page: &Page, who: &str, paths: &[String]) {
    resize(page, NARROW).await;
    for path in paths {
        page.follow(path).await;
        page.settled().await;
        page.no_wider(&format!("{who} at 360 px {path}")).await;
    }
}

/// Dark, and large letters.
async fn looks(page: &Page, who: &str, more: &[&String]) {
    let few = [
        "/home",
        "/meetings",
        "/inbox",
        "/me",
        "/branch",
        "/branch/groups",
        "/branch/committee",
        "/branch/members",
        "/branch/calendar",
        "/posts",
        "/branch/proxies",
        "/branch/elsewhere",
        "/scan",
        "/verify",
        "/disclosures",
        "/experiences",
        "/urges",
        "/standards",
        "/branch/standards?chapter=life",
    ];
    let few = with(&few, more);
    for (name, key, value) in [("dark", "gsdj.theme", "gsdj-dark"), ("elder", "gsdj.elder", "1")] {
        page.run(
            "localStorage.setItem(arguments[0], arguments[1]); sessionStorage.setItem(arguments[0], arguments[1])",
            vec![json!(key), json!(value)],
        )
        .await;
        for size in [PHONE, COMPUTER] {
            resize(page, size).await;
            for path in &few {
                page.follow(path).await;
                look(page, who, &format!("{name}-{}", size.name), path).await;
            }
        }
        page.run("localStorage.removeItem(arguments[0])", vec![json!(key)]).await;
    }
}
