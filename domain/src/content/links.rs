//! Links out (FEATURES 5.1, 6.1): the platform's own catalogue, which the province may replace by another.
//!
//! An address that differs from place to place stands empty here: such a link is shown only once the province has filled it
//! in.

use super::ContentRefusal;
use crate::Refusal;
use crate::refusal::check_text;
use crate::rich::address;

/// The link that watching a channel of the programme guide counts as.
pub const LIVE: &str = "live";
/// The most links of the catalogue.
pub const LINKS_MAX: usize = 100;
/// The most characters of a link's name.
pub const LINK_NAME_MAX: usize = 20;
/// The most characters of its code.
const CODE_MAX: usize = 30;

coded! {
    /// Where a link stands.
    pub enum LinkGroup {
        /// The seven of FEATURES 5.1.
        Portal = "portal" "学习平台",
        /// Other platforms to which going out earns points.
        Platform = "platform" "更多平台",
    }
}

/// A link as the platform brings it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkRow {
    /// Names it.
    pub code: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Where it leads; empty until the province says so.
    pub address: &'static str,
    /// Where it stands.
    pub group: LinkGroup,
    /// Going there earns points (FEATURES 6.1).
    pub earns: bool,
}

const fn link(code: &'static str, name: &'static str, address: &'static str, group: LinkGroup, earns: bool) -> LinkRow {
    LinkRow { code, name, address, group, earns }
}

use LinkGroup::{Platform, Portal};

/// The catalogue.
pub const LINKS: [LinkRow; 11] = [
    link("learning-platform", "学习平台", "", Portal, true),
    link("xuexi", "学习强国", "https://www.xuexi.cn/", Portal, true),
    link("12371", "共产党员网", "https://www.12371.cn/", Portal, false),
    link("satellite", "教育卫星频道", "", Portal, false),
    link("mobile-paper", "党员手机报", "", Portal, false),
    link("wechat", "党员微信易信", "", Portal, false),
    link("tv-programmes", "党员电视栏目", "", Portal, false),
    link("party-voice", "党建之声", "", Platform, true),
    link(LIVE, "直播频道", "https://tv.cctv.com/live/", Platform, true),
    link("theory", "理论文献库", "http://theory.people.com.cn/", Platform, true),
    link("speeches", "系列重要讲话数据库", "http://jhsjk.people.cn/", Platform, true),
];

/// What the catalogue says of itself.
pub const LINKS_SAY: &str = "按下后打开其他平台的网站。登录的党员前往标有“+1 分”的平台，每个每天记一次。";

wire! {
    /// A link out.
    pub struct Link {
        /// Names it: small letters, digits and dashes.
        pub code: String,
        /// What it is called, at most 20 characters.
        pub name: String,
        /// Where it leads; empty: it is not shown.
        #[serde(default)]
        pub address: String,
        /// Where it stands.
        pub group: LinkGroup,
        /// Going there earns points, once a day.
        #[serde(default)]
        pub earns: bool,
    }
}

impl Link {
    /// The host of its address: where one is led.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.address.split_once("://").map_or(&*self.address, |(_, rest)| rest);
        rest.split(['/', '?', '#']).next().unwrap_or(rest)
    }

    /// As the platform brings it.
    #[must_use]
    pub fn of(row: &LinkRow) -> Self {
        let LinkRow { code, name, address, group, earns } = *row;
        Self { code: code.into(), name: name.into(), address: address.into(), group, earns }
    }
}

/// Checks a whole catalogue.
///
/// # Errors
/// Every fault at once.
pub fn check_links(links: &[Link]) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    if links.len() > LINKS_MAX {
        faults.push(ContentRefusal::TooManyLinks { max: LINKS_MAX }.into());
    }
    for (n, link) in links.iter().enumerate() {
        faults.extend(faults_of(link));
        if links[..n].iter().any(|before| before.code == link.code) {
            faults.push(ContentRefusal::LinkTwice.into());
        }
    }
    Refusal::collect(faults)
}

/// Checks one link as it is typed.
///
/// # Errors
/// Every fault at once, each in its field.
pub fn check_link(link: &Link) -> Result<(), Refusal> {
    Refusal::collect(faults_of(link))
}

fn faults_of(link: &Link) -> Vec<Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "name", "链接名称", &link.name, LINK_NAME_MAX);
    let code_is_one = !link.code.is_empty()
        && link.code.len() <= CODE_MAX
        && link.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !code_is_one {
        faults.push(ContentRefusal::BadLinkCode { name: link.name.clone() }.into());
    }
    // a link out leads out
    if !link.address.is_empty() && address(&link.address).is_none_or(|a| a.starts_with('/')) {
        faults.push(ContentRefusal::BadLink { name: link.name.clone() }.into());
    }
    faults
}

/// A code that no link has yet, for one that is new: `link-1`, `link-2`, …
#[must_use]
pub fn new_code(links: &[Link]) -> String {
    let free = (1..).map(|n: usize| format!("link-{n}")).find(|code| links.iter().all(|link| link.code != *code));
    free.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sees_where_one_is_led() {
        let host = |address: &str| {
            let link = Link { address: address.into(), ..Link::of(&LINKS[0]) };
            link.host().to_owned()
        };
        assert_eq!(host("https://www.xuexi.cn/a?b#c"), "www.xuexi.cn");
        assert_eq!((host("http://jhsjk.people.cn"), host("")), ("jhsjk.people.cn".into(), String::new()));
    }

    #[test]
    fn the_catalogue_holds_the_seven_portals_and_those_that_earn() {
        let of = |wanted: &dyn Fn(&LinkRow) -> bool| {
            LINKS.iter().filter(|l| wanted(l)).map(|l| l.name).collect::<Vec<_>>().join(", ")
        };
        let portals = "学习平台, 学习强国, 共产党员网, 教育卫星频道, 党员手机报, 党员微信易信, 党员电视栏目";
        assert_eq!(of(&|l| l.group == Portal), portals);
        assert!(LINKS.iter().any(|l| l.code == LIVE && l.earns));
        assert_eq!(of(&|l| l.earns), "学习平台, 学习强国, 党建之声, 直播频道, 理论文献库, 系列重要讲话数据库");
        assert_eq!(check_links(&LINKS.each_ref().map(Link::of)), Ok(()));
    }

    #[test]
    fn a_link_leads_out_and_is_there_once() {
        let link = |code: &str, to: &str| Link { code: code.into(), address: to.into(), ..Link::of(&LINKS[1]) };
        let code = |links: &[Link]| check_links(links).map_err(|r| r.code());
        assert_eq!(code(&[link("a", "https://a.cn/"), link("a", "")]), Err("content_link_twice"));
        for bad in ["javascript:alert(1)", "/me", "ftp://a.cn", "https://a b"] {
            assert_eq!(code(&[link("a", bad)]), Err("content_bad_link"), "{bad}");
        }
        assert_eq!(code(&[link("A b", "")]), Err("content_bad_link_code"));
    }

    #[test]
    fn a_new_link_has_a_code_of_its_own() {
        let mut links = LINKS.each_ref().map(Link::of).to_vec();
        for code in ["link-1", "link-2"] {
            links.push(Link { code: new_code(&links), ..Link::of(&LINKS[0]) });
            assert_eq!(links.last().map(|l| l.code.as_str()), Some(code));
        }
        assert_eq!(check_links(&links), Ok(()));
    }
}
