//! The manual's pictures (`docs/screens`), taken anew when they are asked for: `cargo xtask screens`.

use super::harness::{Browsers, Demo, Device, Page, fresh_folder};
use super::sweep::{Places, sign_in};
use gsdj_domain::Instant;
use gsdj_domain::account::Role;
use gsdj_domain::time::MINUTE;
use image::imageops::FilterType;
use serde_json::json;
use std::path::{Path, PathBuf};

/// What a picture is taken on; its name begins so.
#[derive(Clone, Copy)]
enum On {
    Phone,
    Computer,
    Tv,
}

impl On {
    const fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Computer => "computer",
            Self::Tv => "tv",
        }
    }

    /// The screen in CSS pixels, how many pixels one of them is, and the picture's size: as the manual expects it.
    const fn sizes(self) -> ((u32, u32), f64, (u32, u32)) {
        match self {
            Self::Phone => ((390, 844), 1.5, (585, 1266)),
            Self::Computer => ((1440, 900), 1.0, (1200, 750)),
            Self::Tv => ((1920, 1080), 1.0, (1280, 720)),
        }
    }
}

/// A picture: who sees what, on what.
type Shot = (Option<Role>, On, &'static str, String);

fn shots(places: &Places, blocked: &str, life: &str) -> Vec<Shot> {
    use On::{Computer, Phone, Tv};
    let (branch, member) = (Some(Role::BranchAdmin), Some(Role::Member));
    let superior = Some(Role::GeneralBranchAdmin);
    let own = |path: &str| path.to_owned();
    vec![
        (None, Phone, "sign-in", own("/sign-in")),
        (member, Phone, "home", own("/home")),
        (member, Phone, "inbox", own("/inbox")),
        (member, Phone, "groups", own("/branch/groups")),
        (member, Phone, "disclosure", own("/disclosures")),
        (member, Phone, "experience", own("/experiences")),
        (member, Phone, "standards", own("/standards/rural?chapter=life")),
        (member, Phone, "answer", places.answering.clone()),
        (member, Phone, "points", own("/me/points")),
        (member, Phone, "verify", own("/verify")),
        (branch, Phone, "quorum", own(blocked)),
        (branch, Computer, "home", own("/home")),
        (branch, Computer, "overview", own("/branch/overview")),
        (branch, Computer, "committee", own("/branch/committee")),
        (branch, Computer, "posts", own("/posts")),
        (branch, Computer, "members", own("/branch/members")),
        (branch, Computer, "calendar", own("/branch/calendar")),
        (branch, Computer, "check", own("/branch/standards?chapter=life")),
        (branch, Computer, "meetings", own("/meetings")),
        (branch, Computer, "create", own("/meetings/new?kind=general_meeting")),
        (branch, Computer, "notice", places.answering.clone()),
        (branch, Computer, "life", own(life)),
        (branch, Computer, "proxies", own("/branch/proxies")),
        (branch, Computer, "record", places.record.clone()),
        (branch, Computer, "audit", own("/audit")),
        (superior, Computer, "orgs", own("/orgs")),
        (superior, Computer, "terms", own("/orgs/terms")),
        (superior, Computer, "urges", own("/urges")),
        (superior, Computer, "reviews", own("/reviews")),
        (member, Tv, "home", own("/home")),
    ]
}

#[test]
fn pictures_for_the_manual() {
    let Some(folder) = std::env::var_os("GSDJ_TEST_MANUAL").map(PathBuf::from) else { return };
    Browsers::run("pictures", move |browsers, web| story(browsers, web, folder));
}

async fn story(browsers: Browsers, web: PathBuf, folder: PathBuf) {
    let demo = Demo::open(Some(web)).await;
    let page = browsers.open(Device::Computer, "manual", demo.platform.url("")).await;
    let places = Places::find(&demo).await;
    let branch = format!("(SELECT id FROM org WHERE code = '{}')", demo.of(Role::BranchAdmin).account);
    let meeting = async |condition: &str| {
        let sql = format!("SELECT MAX(id) FROM meeting WHERE org_id = {branch} AND cancelled = 0 AND {condition}");
        let id = demo.platform.number(sql).await;
        assert!(id > 0, "the demo has no meeting with {condition}");
        format!("/meetings/{id}")
    };
    let now = demo.platform.now().0;
    let blocked = meeting(&format!("phase = 'short' AND answer_deadline < {now}")).await;
    let life = meeting("kind = 'life_meeting'").await;
    std::fs::create_dir_all(&folder).unwrap();
    let mut signed_in = None;
    page.goto("/").await;
    for (role, on, name, path) in shots(&places, &blocked, &life) {
        if let Some(role) = role.filter(|role| signed_in != Some(*role)) {
            sign_in(&page, &demo, role).await;
            signed_in = Some(role);
        }
        take(&page, on, name, &path, &folder).await;
    }
    hall(&page, &demo, &meeting("phase IN ('enough', 'answered') AND kind = 'theme_day'").await, &folder).await;
    let large = "localStorage.setItem('gsdj.elder', '1'); sessionStorage.setItem('gsdj.elder', '1')";
    page.run(large, Vec::new()).await;
    take(&page, On::Phone, "elder", "/home", &folder).await;
}

/// The hall, two minutes after this meeting began; ends with the member signed in.
async fn hall(page: &Page, demo: &Demo, meeting: &str, folder: &Path) {
    let id = meeting.rsplit('/').next().unwrap();
    let starts_at = demo.platform.number(format!("SELECT starts_at FROM meeting WHERE id = {id}")).await;
    demo.platform.at(Instant(starts_at).plus(2 * MINUTE));
    sign_in(page, demo, Role::BranchAdmin).await;
    take(page, On::Tv, "check-in", &format!("{meeting}/check-in"), folder).await;
    sign_in(page, demo, Role::Member).await;
    take(page, On::Phone, "check-in", &format!("/check-in/{id}"), folder).await;
}

/// Shows the page on this screen, and keeps it in small.
async fn take(page: &Page, on: On, name: &str, path: &str, folder: &Path) {
    let ((width, height), scale, small) = on.sizes();
    let mobile = matches!(on, On::Phone);
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": mobile });
    page.tell("Emulation.setDeviceMetricsOverride", metrics).await;
    page.tell("Emulation.setTouchEmulationEnabled", json!({ "enabled": mobile })).await;
    page.goto(&format!("/manual?frame={}", if matches!(on, On::Tv) { "tv" } else { "auto" })).await;
    page.settled().await;
    page.follow(path).await;
    page.settled().await;
    let raw = fresh_folder("picture").join("raw.png");
    page.picture(&raw).await;
    let picture = image::open(&raw).unwrap().into_rgb8();
    let picture = image::imageops::resize(&picture, small.0, small.1, FilterType::Lanczos3);
    let whole = raw.with_file_name("whole.png");
    picture.save(&whole).unwrap();
    // the library writes WebP without loss only: five times the size
    let mut convert = tokio::process::Command::new("convert");
    convert.arg(&whole).args(["-quality", "72", "-define", "webp:method=6"]);
    let made = convert.arg(folder.join(format!("{}-{name}.webp", on.code()))).status().await;
    assert!(made.is_ok_and(|s| s.success()), "convert, of ImageMagick, is needed");
}
