//! Size and colour as the user chose them, remembered on this device; written on the document for the style sheet.
//!
//! `public/boot-check.js` applies the same two before the first picture.

use super::Frame;
use crate::kit::storage;
use leptos::prelude::*;

const ELDER: &str = "gsdj.elder";
const THEME: &str = "gsdj.theme";

/// Light, dark, or as the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// As the device says.
    Device,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Device, Self::Light, Self::Dark];

    /// What the user reads.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Device => "跟随设备",
            Self::Light => "浅色",
            Self::Dark => "深色",
        }
    }

    /// The theme's name in the style sheet; none when the device decides.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Device => None,
            Self::Light => Some("gsdj"),
            Self::Dark => Some("gsdj-dark"),
        }
    }

    /// The theme of this name.
    #[must_use]
    pub fn of(name: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|t| t.name() == name).unwrap_or(Self::Device)
    }
}

thread_local! {
    static LARGE: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static COLOURS: ArcRwSignal<Theme> = ArcRwSignal::new(Theme::Device);
}

/// Whether elder mode is on.
#[must_use]
pub fn elder() -> Signal<bool> {
    LARGE.with(Clone::clone).into()
}

/// The theme chosen.
#[must_use]
pub fn theme() -> Signal<Theme> {
    COLOURS.with(Clone::clone).into()
}

/// Reads what was chosen earlier.
pub(super) fn start() {
    LARGE.with(Clone::clone).set(storage::get(ELDER).as_deref() == Some("1"));
    COLOURS.with(Clone::clone).set(Theme::of(storage::get(THEME).as_deref()));
}

/// Turns elder mode on or off.
pub fn set_elder(on: bool) {
    if on {
        storage::put(ELDER, "1");
    } else {
        storage::remove(ELDER);
    }
    LARGE.with(Clone::clone).set(on);
    mark(super::use_frame().get_untracked());
}

/// Whether the page is dark now: as was chosen, on a television, or as the device is.
#[must_use]
pub fn is_dark() -> bool {
    let named = document().document_element().and_then(|root| root.get_attribute("data-theme"));
    match Theme::of(named.as_deref()) {
        Theme::Dark => true,
        Theme::Light => false,
        Theme::Device => {
            let asked = window().match_media("(prefers-color-scheme: dark)");
            asked.ok().flatten().is_some_and(|asked| asked.matches())
        }
    }
}

/// Chooses the colours.
pub fn set_theme(theme: Theme) {
    match theme.name() {
        Some(name) => storage::put(THEME, name),
        None => storage::remove(THEME),
    }
    COLOURS.with(Clone::clone).set(theme);
    mark(super::use_frame().get_untracked());
}

/// Writes frame, size and colours on the document.
pub(super) fn mark(frame: Frame) {
    // a television stands in a dark room
    let theme = if frame == Frame::Tv { Theme::Dark } else { theme().get_untracked() };
    let large = elder().get_untracked() && frame != Frame::Tv;
    set("data-frame", Some(frame.code()));
    set("data-elder", large.then_some(""));
    set("data-theme", theme.name());
}

fn set(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    // names and values are ours and well formed
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Adds or removes a class of the document.
pub(super) fn set_class(name: &str, on: bool) {
    if let Some(root) = document().document_element() {
        let _ = root.class_list().toggle_with_force(name, on);
    }
}

#[cfg(test)]
mod tests {
    use super::Theme;

    #[test]
    fn a_theme_is_found_by_its_name_and_nonsense_is_the_device() {
        for theme in Theme::ALL {
            assert_eq!(Theme::of(theme.name()), theme);
        }
        assert_eq!(Theme::of(Some("pink")), Theme::Device);
    }
}
