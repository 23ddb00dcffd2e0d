//! The feed of the open column in the page's head, where readers of feeds look for it (FEATURES 9.5).

use leptos::prelude::*;

/// Names the feed for as long as the page is open.
pub fn announce(address: &str, title: &str) {
    let Some(head) = document().head() else { return };
    let Ok(link) = document().create_element("link") else { return };
    for (name, value) in [("rel", "alternate"), ("type", "application/rss+xml"), ("href", address), ("title", title)] {
        // an element of our own takes any of these
        let _ = link.set_attribute(name, value);
    }
    if head.append_child(&link).is_ok() {
        let link = StoredValue::new_local(link);
        on_cleanup(move || link.with_value(web_sys::Element::remove));
    }
}
