//! What happens right now: the server's stream in the browser, the shell's events in the app.

use super::session::{self, Who, who};
use super::{device, set_online, shell, touch};
use crate::kit::toast;
use gsdj_domain::inbox::Unread;
use gsdj_domain::routes::{TOLD, Tag};
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{EventSource, MessageEvent};

/// What the shell tells of the outbox: the sentence of a write that was refused just now.
#[derive(serde::Deserialize)]
struct Outbox {
    refused: Option<String>,
}

thread_local! {
    static REPEATED: Cell<bool> = const { Cell::new(true) };
}

/// Listens while somebody is signed in; starts anew for another account. Call once.
pub fn start() {
    if shell::is_app() {
        return listen_to_shell();
    }
    let who = who();
    let account = Memo::new(move |_| match &*who.read() {
        Who::Known(me) if !me.must_change_password => Some(me.account),
        Who::Known(_) | Who::Unknown | Who::Nobody | Who::Failed(_) => None,
    });
    // a page that the browser keeps for its back button would keep its line open too, and lines are few
    let shown = RwSignal::new(true);
    for (event, is) in [("pagehide", false), ("pageshow", true)] {
        let turn = move |_| {
            if shown.get_untracked() != is {
                shown.set(is);
            }
        };
        // for as long as the page lives
        std::mem::forget(window_event_listener_untyped(event, turn));
    }
    Effect::new(move |before: Option<Option<EventSource>>| {
        if let Some(Some(before)) = before {
            before.close();
        }
        account.get().filter(|_| shown.get()).and_then(|_| open())
    });
}

fn open() -> Option<EventSource> {
    REPEATED.set(true);
    let source = EventSource::new("/api/inbox/stream").ok()?;
    for event in ["inbox", "meetings", "asked"] {
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |ev: MessageEvent| {
            happened(event, &ev.data().as_string().unwrap_or_default());
        });
        let _ = source.add_event_listener_with_callback(event, hear.as_ref().unchecked_ref());
        // lives as long as the page: the stream is opened anew by the browser itself
        hear.forget();
    }
    Some(source)
}

fn listen_to_shell() {
    shell::listen("live", |payload| {
        let member = |name: &str| js_sys::Reflect::get(&payload, &name.into()).unwrap_or_default();
        let data: String = js_sys::JSON::stringify(&member("data")).map(Into::into).unwrap_or_default();
        happened(&member("event").as_string().unwrap_or_default(), &data);
    });
}

fn happened(event: &str, data: &str) {
    match event {
        "inbox" => {
            set_online(true);
            let Ok(Unread { unread }) = serde_json::from_str(data) else { return };
            // the first one after connecting repeats what the page has just read
            if !(REPEATED.replace(false) && session::unread() == Some(unread)) {
                touch(TOLD);
            }
            session::set_unread(unread);
        }
        "meetings" => touch(&[Tag::Meetings, Tag::Home, Tag::Reviews, Tag::Points]),
        "asked" => touch(&[Tag::Asked, Tag::Home]),
        "online" => {
            set_online(true);
            touch(Tag::ALL);
        }
        "offline" => set_online(false),
        "downloads" => device::downloads_changed(),
        "outbox" => {
            let told = serde_json::from_str(data).ok();
            if let Some(Outbox { refused: Some(sentence) }) = told {
                toast::refused(sentence);
            }
            touch(&[Tag::Meetings, Tag::Home, Tag::Inbox]);
        }
        _ => {}
    }
}
