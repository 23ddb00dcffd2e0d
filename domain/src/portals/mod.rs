//! 学习平台 (FEATURES 5.1): the ways out to other platforms, as data; which of them earn a point (6.1), and what an address may be.
//!
//! Addresses printed in public documentation stand here; for every platform the province may set another one, and a platform
//! without any address is shown as not open yet. Nothing is made up.

use crate::points::{Rule, award};
use crate::refusal::check_length;
use crate::{ChannelId, Instant, Refusal};

/// The most characters of an address.
pub const ADDRESS_MAX: usize = 300;

coded! {
    /// A platform that one goes out to.
    pub enum Portal {
        /// 学习平台.
        LearningPlatform = "learning_platform" "学习平台",
        /// 学习强国.
        Xuexi = "xuexi" "学习强国",
        /// 共产党员网.
        PartyMembers = "party_members" "共产党员网",
        /// 教育卫星频道.
        Satellite = "satellite" "教育卫星频道",
        /// 党员手机报.
        MobilePaper = "mobile_paper" "党员手机报",
        /// 党员微信易信.
        Messenger = "messenger" "党员微信易信",
        /// 党员电视栏目.
        Television = "television" "党员电视栏目",
        /// 党建之声.
        PartyVoice = "party_voice" "党建之声",
        /// 直播频道.
        Live = "live" "直播频道",
        /// 理论文献库.
        Theory = "theory" "理论文献库",
        /// 系列重要讲话数据库.
        Speeches = "speeches" "系列重要讲话数据库",
    }
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PortalRow {
    /// What one finds there.
    pub says: &'static str,
    /// Its public address, where that is documented.
    pub address: Option<&'static str>,
    /// One of the seven links of FEATURES 5.1; the others are those that 6.1 names beside them.
    pub is_link: bool,
    /// Whether going there earns a point (6.1).
    pub earns: bool,
}

const fn row(says: &'static str, address: Option<&'static str>, is_link: bool, earns: bool) -> PortalRow {
    PortalRow { says, address, is_link, earns }
}

impl Portal {
    /// Its row of the table.
    #[must_use]
    pub const fn row(self) -> PortalRow {
        match self {
            Self::LearningPlatform => row("全省党员在线学习", None, true, true),
            Self::Xuexi => row("“学习强国”学习平台", Some("https://www.xuexi.cn/"), true, true),
            Self::PartyMembers => row("党员教育、党务知识、党建要闻", Some("https://www.12371.cn/"), true, false),
            Self::Satellite => row("党员教育卫星频道节目", None, true, false),
            Self::MobilePaper => row("短小精悍，随手可读", None, true, false),
            Self::Messenger => row("关注公众号，每天推送", None, true, false),
            Self::Television => row("党员教育电视节目", Some("https://dslm.12371.cn/"), true, false),
            Self::PartyVoice => row("听党建广播", None, false, true),
            Self::Live => row("在线收看直播节目", None, false, true),
            Self::Theory => row("党建理论文献", None, false, true),
            Self::Speeches => row("讲话原文检索和阅读", Some("http://jhsjk.people.cn/"), false, true),
        }
    }

    /// The deed of going there, as the ledger knows it: each platform counts once a day, whatever is pressed again.
    #[must_use]
    pub fn deed(self, at: Instant) -> String {
        format!("portal:{}:{}", self.code(), at.day())
    }
}

/// The most points that going out brings a day: as if one went everywhere that earns.
#[must_use]
pub fn most_a_day() -> u32 {
    let rule = Rule::GoOut.row();
    Portal::ALL.iter().filter(|p| p.row().earns).fold(0, |sum, _| sum + award(&rule, sum))
}

refusals! {
    /// Why something about the ways out is not done.
    pub enum PortalRefusal {
        /// It has no address.
        NotOpen {
            /// Its name.
            name: &'static str,
        } = "portal_not_open" 409 => format!("“{name}”还没有设置网址，暂时不能访问"), next "请联系省级管理员设置网址。";
        /// The address is none.
        NotAnAddress = "portal_not_an_address" 422 in "address" => "网址应以 https:// 或 http:// 开头，例如 https://www.example.cn/";
        /// Likewise, where a channel is watched.
        NotALiveAddress = "portal_not_a_live_address" 422 in "live" => "网址应以 https:// 或 http:// 开头；没有网址时请留空";
    }
}

wire! {
    /// A platform as a tile.
    pub struct PortalView {
        /// Which.
        pub portal: Portal,
        /// What one finds there.
        pub says: String,
        /// Where it is; nothing while it is not open.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub address: Option<String>,
        /// The province has set the address itself.
        pub is_set: bool,
        /// Whether going there earns a point.
        pub earns: bool,
        /// A member has been there today: once more earns nothing.
        pub been_today: bool,
    }

    /// `GET /api/portals`.
    pub struct Portals {
        /// In the order of the list.
        pub portals: Vec<PortalView>,
        /// For a member: the points of today's ways out.
        pub points_today: u32,
        /// The most a day.
        pub points_most: u32,
    }

    /// `POST /api/portals/visits`: going out.
    pub struct VisitForm {
        /// Whereto.
        pub portal: Portal,
        /// For 直播频道: which channel of the programme guide, where it is watched on an address of its own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub channel: Option<ChannelId>,
    }

    /// What going out brought.
    pub struct Visit {
        /// Where to go.
        pub address: String,
        /// Points that came in just now.
        pub points: u32,
    }

    /// `PUT /api/portals`: the province sets an address.
    pub struct PortalForm {
        /// Whose.
        pub portal: Portal,
        /// The address, at most 300 characters; empty closes the way; nothing goes back to the documented one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub address: Option<String>,
    }
}

/// Checks the address that the province sets.
///
/// # Errors
/// When it is too long or no web address.
pub fn check_portal(form: &PortalForm) -> Result<(), Refusal> {
    let Some(address) = form.address.as_deref().map(str::trim).filter(|a| !a.is_empty()) else { return Ok(()) };
    check_address(address)
}

/// Checks a web address that people are sent to.
///
/// # Errors
/// When it is too long or no web address.
pub fn check_address(address: &str) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_length(&mut faults, "address", "网址", address, ADDRESS_MAX);
    if !is_web_address(address) {
        faults.push(PortalRefusal::NotAnAddress.into());
    }
    Refusal::collect(faults)
}

/// Whether a text is the address of a website: a scheme of the web, a host with a dot, nothing that could be read otherwise.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let Some(rest) = rest else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.split_once(':').map_or(host, |(name, _)| name);
    let port = host.split_once(':').is_none_or(|(_, port)| port.parse::<u16>().is_ok());
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    let has_name = name.contains('.') && !name.starts_with('.') && !name.ends_with('.') && name.chars().all(plain);
    let clean = !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\' | '`'));
    has_name && port && clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::DAY;
    use std::collections::BTreeSet;

    #[test]
    fn the_seven_links_of_features_5_1_stand_in_order() {
        let links: Vec<_> = Portal::ALL.iter().filter(|p| p.row().is_link).map(|p| p.label()).collect();
        let named =
            ["学习平台", "学习强国", "共产党员网", "教育卫星频道", "党员手机报", "党员微信易信", "党员电视栏目"];
        assert_eq!(links, named);
    }

    #[test]
    fn the_six_of_features_6_1_earn_and_a_day_s_cap_takes_five_of_them() {
        let earning: BTreeSet<_> = Portal::ALL.iter().filter(|p| p.row().earns).map(|p| p.label()).collect();
        let named = ["学习强国", "学习平台", "党建之声", "直播频道", "理论文献库", "系列重要讲话数据库"];
        assert_eq!(earning, BTreeSet::from(named));
        assert_eq!((Rule::GoOut.row().points, most_a_day()), (1, 5));
    }

    #[test]
    fn a_platform_counts_once_a_day() {
        let at = Instant(0);
        assert_eq!(Portal::Xuexi.deed(at), "portal:xuexi:1970-01-01");
        assert_eq!(Portal::Xuexi.deed(at), Portal::Xuexi.deed(at.plus(DAY * 2 / 3 - 1)));
        assert_ne!(Portal::Xuexi.deed(at), Portal::Xuexi.deed(at.plus(DAY * 2 / 3)));
        assert_ne!(Portal::Xuexi.deed(at), Portal::Live.deed(at));
    }

    #[test]
    fn only_web_addresses_are_gone_to() {
        for portal in Portal::ALL {
            assert!(portal.row().address.is_none_or(is_web_address), "{}", portal.label());
        }
        for good in ["https://www.example.cn", "http://example.cn:8080/a?b=c#d", "https://example.cn/学习"] {
            assert!(is_web_address(good), "{good}");
        }
        let bad = [
            "",
            "example.cn",
            "javascript:alert(1)",
            "https://",
            "https://localhost",
            "ftp://example.cn",
            "https://a b.cn",
            "https://example.cn/\"onclick",
            "https://user@example.cn",
            "https://example.cn:x/",
            "https://.cn",
            "//example.cn",
        ];
        for bad in bad {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    #[test]
    fn an_address_is_set_closed_or_given_back() {
        let check = |address: Option<&str>| {
            check_portal(&PortalForm { portal: Portal::Live, address: address.map(Into::into) }).map_err(|r| r.code())
        };
        assert_eq!([check(None), check(Some(" ")), check(Some("https://example.cn"))], [Ok(()); 3]);
        assert_eq!(check(Some("example")), Err("portal_not_an_address"));
        assert_eq!(check(Some(&format!("https://example.cn/{}", "a".repeat(300)))), Err("too_long"));
    }
}
