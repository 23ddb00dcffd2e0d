//! Before anything else the app must know its server: until then it shows the choice instead of the pages.

use super::notice::RefusedNotice;
use crate::api;
use crate::rooms::{Room, room};
use leptos::prelude::*;

/// What is known of the server.
#[derive(Clone, PartialEq, Eq)]
enum Server {
    Unknown,
    Chosen,
    Missing,
}

/// Shows the pages, or in an app without a server the choice of one.
#[component]
pub fn ShellGate(children: ChildrenFn) -> impl IntoView {
    let server = RwSignal::new(if api::is_app() { Server::Unknown } else { Server::Chosen });
    if api::is_app() {
        leptos::task::spawn_local(async move {
            let missing = match api::device::server().await {
                Ok(choice) => choice.server.is_none() || choice.trouble.is_some(),
                Err(_) => true,
            };
            server.set(if missing { Server::Missing } else { Server::Chosen });
        });
    }
    move || match server.get() {
        Server::Chosen => view! { {children()} <RefusedNotice/> }.into_any(),
        Server::Missing => view! { <main id="main">{room(Room::Server)}</main> }.into_any(),
        Server::Unknown => ().into_any(),
    }
}
