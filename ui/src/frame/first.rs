//! The first view that came with a guest's page: it stays in sight until the program has drawn the same, and then gives way.

use crate::kit::clock::{pause, steady};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How often is looked.
const LOOK: Duration = Duration::from_millis(30);
/// After so long it gives way to whatever there is, in milliseconds. On a slow line what can be read stays longer than what
/// waits for the rest.
const LONGEST: i64 = 60_000;
/// Marks the document while the first view is in sight.
const MARK: &str = "first";

/// Takes away what stood there before the program: at once, or a first view when its page is drawn.
pub fn give_way() {
    let Some(boot) = document().get_element_by_id("boot") else { return };
    let body = document().body();
    let Some(body) = body.filter(|body| body.class_list().contains(MARK)) else { return boot.remove() };
    spawn_local(async move {
        let since = steady();
        while !is_drawn() && steady() - since < LONGEST {
            pause(LOOK).await;
        }
        boot.remove();
        // a class that can't be taken away hides the page: it can
        let _ = body.class_list().remove_1(MARK);
    });
}

/// Whether the page's own part is there, and waits for nothing.
fn is_drawn() -> bool {
    let find = |selector| document().query_selector(selector).ok().flatten();
    find("#main > *").is_some() && find("#main .skeleton-rows").is_none()
}
