//! What the core tells the world around it. In the app that is the window and the system; in tests, a list.

use serde_json::Value;

/// The kinds of `live` events that the pages hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The inbox changed; the data is the unread count.
    Inbox,
    /// A meeting of the user's changed: look again.
    Meetings,
    /// A group study in which the user sits asks something, or no longer: look again.
    Asked,
    /// The outbox changed: look again.
    Outbox,
    /// A download has come further, or to its end: look again.
    Downloads,
    /// The network is back, or something newer arrived than what was shown: look again.
    Online,
    /// The network is away.
    Offline,
}

/// The world around the core.
pub trait Outside: Send + Sync + 'static {
    /// Tells the pages.
    fn tell(&self, event: Event, data: Value);
    /// Whether the user looks at the app right now.
    fn is_watched(&self) -> bool;
    /// Tells the user through the system.
    fn notify(&self, title: &str, body: &str);
}
