//! What the ways out look like, decided without a browser.

use crate::kit::IconName;
use gsdj_domain::portals::{Portal, PortalView, Portals};

/// The picture of a platform.
#[must_use]
pub const fn icon(portal: Portal) -> IconName {
    match portal {
        Portal::LearningPlatform | Portal::Theory => IconName::Book,
        Portal::Xuexi => IconName::Star,
        Portal::PartyMembers => IconName::Flag,
        Portal::Satellite | Portal::Television => IconName::Screen,
        Portal::MobilePaper => IconName::Phone,
        Portal::Messenger => IconName::People,
        Portal::PartyVoice | Portal::Live => IconName::Play,
        Portal::Speeches => IconName::News,
    }
}

/// The colour of a picture, by its place.
#[must_use]
pub const fn hue(place: usize) -> &'static str {
    ["hue-red", "hue-blue", "hue-gold", "hue-green"][place % 4]
}

/// What going there brings a member, in a few words; nothing where it brings nothing.
#[must_use]
pub const fn earns(view: &PortalView) -> Option<&'static str> {
    match (view.earns && view.address.is_some(), view.been_today) {
        (false, _) => None,
        (true, true) => Some("今天已计分"),
        (true, false) => Some("访问 +1 分"),
    }
}

/// What today's ways out have brought.
#[must_use]
pub fn today(portals: &Portals) -> String {
    let (got, most) = (portals.points_today, portals.points_most);
    if got >= most {
        return format!("今天已得 {got} 分，已到每天上限。");
    }
    format!("今天已得 {got} 分，每天最多 {most} 分；带“+1 分”的平台，每个每天计一次。")
}

/// The seven links, and those that stand beside them.
#[must_use]
pub fn parted(portals: &[PortalView]) -> (Vec<PortalView>, Vec<PortalView>) {
    portals.iter().cloned().partition(|p| p.portal.row().is_link)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(portal: Portal, open: bool, been_today: bool) -> PortalView {
        let address = open.then(|| "https://example.cn".to_owned());
        PortalView { portal, says: String::new(), address, is_set: false, earns: portal.row().earns, been_today }
    }

    #[test]
    fn a_tile_says_what_it_brings() {
        assert_eq!(earns(&view(Portal::Xuexi, true, false)), Some("访问 +1 分"));
        assert_eq!(earns(&view(Portal::Xuexi, true, true)), Some("今天已计分"));
        assert_eq!(earns(&view(Portal::Live, false, false)), None, "nobody can go there yet");
        assert_eq!(earns(&view(Portal::PartyMembers, true, false)), None);
    }

    #[test]
    fn the_seven_stand_first() {
        let all: Vec<_> = Portal::ALL.iter().map(|p| view(*p, true, false)).collect();
        let (links, others) = parted(&all);
        assert_eq!((links.len(), others.len()), (7, Portal::ALL.len() - 7));
    }

    #[test]
    fn the_day_s_end_is_said() {
        let portals = |got| Portals { portals: vec![], points_today: got, points_most: 5 };
        assert!(today(&portals(2)).contains("已得 2 分，每天最多 5 分"));
        assert!(today(&portals(5)).contains("上限"));
    }
}
