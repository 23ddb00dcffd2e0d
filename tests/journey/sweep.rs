//! Every page for everybody who may see it, at every size: looked over by axe, and kept as a picture to be looked at.

mod books;
mod courses;
mod places;

use super::harness::{Browsers, Demo, Device, Page, shots};
use gsdj_domain::account::Role;
use places::with;
use serde_json::json;
use std::path::PathBuf;

pub(super) use places::Places;

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
    guest(&page, &places).await;
    for (role, paths) in [
        (Role::Member, places.of_member()),
        (Role::BranchAdmin, places.of_branch()),
        (Role::GeneralBranchAdmin, places.of_superior()),
        (Role::CommitteeAdmin, places.short()),
        (Role::ProvinceAdmin, places.of_province()),
        (Role::Editor, places.of_editor()),
    ] {
        sign_in(&page, &demo, role).await;
        let full = matches!(role, Role::Member | Role::BranchAdmin);
        if role == Role::Editor {
            narrow(&page, role.code(), &paths).await;
        }
        for size in [PHONE, COMPUTER] {
            pages(&page, role.code(), size, &paths).await;
        }
        if full {
            pages(&page, role.code(), TV, &places.of_television()).await;
            narrow(&page, role.code(), &paths).await;
            let own = if role == Role::Member { &places.check_in } else { &places.screen };
            looks(&page, role.code(), &[own, &places.answering, &places.done, &places.article, &places.column]).await;
        }
    }
}

async fn guest(page: &Page, places: &Places) {
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
            "/sites/lanzhou",
            "/portals",
            "/search?q=%E6%94%AF%E9%83%A8",
            "/verify",
        ],
        &[&places.article, &places.column, &places.documents, &places.topics],
    );
    let open = [open, places.learning.open()].concat();
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
        "/news",
        "/sites/lanzhou",
        "/learning",
        "/portals",
        "/me/favourites",
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
