//! The keys of the player: those that players have elsewhere, and those of remote controls.

/// How far the arrow keys go, in milliseconds.
pub const STEP: i64 = 10_000;

/// Keys of the keyboard over the player; `None` for others and for those that belong to a control.
#[must_use]
pub fn key(key: &str, on_control: bool) -> Option<Key> {
    match key {
        " " if !on_control => Some(Key::Toggle),
        "k" | "K" | "MediaPlayPause" => Some(Key::Toggle),
        "j" | "J" | "MediaRewind" => Some(Key::Skip(-STEP)),
        "l" | "L" | "MediaFastForward" => Some(Key::Skip(STEP)),
        "f" | "F" => Some(Key::Fill),
        "m" | "M" => Some(Key::Mute),
        "c" | "C" => Some(Key::Captions),
        _ => None,
    }
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Plays or stops.
    Toggle,
    /// Goes on or back, in milliseconds.
    Skip(i64),
    /// Fills the screen or no longer.
    Fill,
    /// Sound on or off.
    Mute,
    /// Subtitles on or off.
    Captions,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_do_what_players_do_elsewhere() {
        assert_eq!(key(" ", false), Some(Key::Toggle));
        assert_eq!(key(" ", true), None, "it presses the button that has the focus");
        assert_eq!(key("MediaPlayPause", true), Some(Key::Toggle));
        assert_eq!((key("j", false), key("L", false)), (Some(Key::Skip(-10_000)), Some(Key::Skip(10_000))));
        assert_eq!(key("ArrowLeft", false), None, "it moves the focus, or the place when the bar has it");
    }
}
