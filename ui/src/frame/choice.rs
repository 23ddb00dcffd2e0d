//! Which frame: by what was asked for, by the device's own words, by the window's width. Pure.

use crate::kit::storage;

/// What stands around the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Frame {
    /// A red bar above, five tabs below.
    Phone,
    /// A top bar, wide pages.
    Computer,
    /// Large tiles, arrows and OK.
    Tv,
}

/// From this width on, in CSS pixels, there is room for the computer's frame.
pub const COMPUTER_FROM: f64 = 1024.0;

/// Where the wish for a frame is remembered.
const WISH: &str = "gsdj.frame";

/// How televisions and their boxes name themselves.
const TELEVISIONS: [&str; 11] = [
    "SmartTV",
    "SMART-TV",
    "Smart TV",
    "Android TV",
    "GoogleTV",
    "HbbTV",
    "Tizen",
    "Web0S",
    "BRAVIA",
    "MiTV",
    "TV Safari",
];

impl Frame {
    /// As it is written in addresses and on the document.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Computer => "computer",
            Self::Tv => "tv",
        }
    }

    /// The class of the outermost element.
    #[must_use]
    pub const fn class(self) -> &'static str {
        self.code()
    }

    /// The class of the main part.
    #[must_use]
    pub const fn main_class(self) -> &'static str {
        match self {
            Self::Phone => "phone-main",
            Self::Computer => "computer-main",
            Self::Tv => "tv-main",
        }
    }

    fn of(code: &str) -> Option<Self> {
        [Self::Phone, Self::Computer, Self::Tv].into_iter().find(|f| f.code() == code)
    }
}

/// The frame for a window of `width` CSS pixels on a device that calls itself `agent`; a wish goes first.
#[must_use]
pub fn choose(width: f64, agent: &str, wish: Option<&str>) -> Frame {
    if let Some(frame) = wish.and_then(Frame::of) {
        return frame;
    }
    if TELEVISIONS.iter().any(|tv| agent.contains(tv)) {
        return Frame::Tv;
    }
    if width < COMPUTER_FROM { Frame::Phone } else { Frame::Computer }
}

/// The wish in an address: `?frame=tv`; `auto` takes an earlier one back.
#[must_use]
pub fn wish(search: &str) -> Option<&str> {
    search.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("frame="))
}

/// Remembers a wish until the window is closed, so that it survives going from page to page.
pub fn remember(search: &str) {
    match wish(search) {
        Some("auto") => storage::remove(WISH),
        Some(code) if Frame::of(code).is_some() => storage::put(WISH, code),
        Some(_) | None => {}
    }
}

/// The wish that is remembered.
#[must_use]
pub fn wished() -> Option<String> {
    storage::get(WISH)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAPTOP: &str = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0";

    #[test]
    fn width_decides_for_ordinary_devices() {
        assert_eq!(choose(390.0, LAPTOP, None), Frame::Phone);
        assert_eq!(choose(1023.0, LAPTOP, None), Frame::Phone);
        assert_eq!(choose(1024.0, LAPTOP, None), Frame::Computer);
    }

    #[test]
    fn a_television_says_so_itself() {
        let tv = "Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.0) AppleWebKit/537.36";
        assert_eq!(choose(1920.0, tv, None), Frame::Tv);
        assert_eq!(choose(1920.0, tv, Some("computer")), Frame::Computer);
    }

    #[test]
    fn a_wish_goes_first_and_nonsense_is_none() {
        assert_eq!(wish("?kind=x&frame=tv"), Some("tv"));
        assert_eq!(wish(""), None);
        assert_eq!(choose(1440.0, LAPTOP, wish("?frame=tv")), Frame::Tv);
        assert_eq!(choose(1440.0, LAPTOP, Some("fridge")), Frame::Computer);
    }
}
