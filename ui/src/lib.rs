//! The pages: one code base for the browser, the app and the television.
//!
//! A page belongs to a feature and asks the platform through [`api`]; what it is made of stands in [`kit`], what stands
//! around it in [`frame`]. Rules and sentences about data are pure, in `model` modules, and tested natively.

mod account;
mod api;
mod app;
mod archive;
mod audit;
mod branch;
mod calendar;
mod check_in;
mod content;
mod desk;
mod disclosure;
mod exam;
mod experience;
mod frame;
mod guide;
mod home;
mod inbox;
mod kit;
mod later;
mod learning;
mod library;
mod lost;
mod manual;
mod meeting;
mod member;
mod orgs;
mod panic;
mod points;
mod post;
mod programme_guide;
mod proxy;
mod review;
mod rooms;
mod scan;
mod search;
mod shell;
mod standards;
mod urge;
mod workbench;

use leptos::prelude::*;
use leptos::task::spawn_local;

/// Takes over the page, in a task of its own after the program was read.
pub fn start() {
    panic::install();
    wasm_bindgen_futures::spawn_local(async {
        kit::clock::breathe().await;
        mount_to_body(whole);
    });
}

fn whole() -> impl IntoView {
    frame::first::give_way();
    frame::start();
    kit::clock::start();
    api::watch_network();
    api::live::start();
    spawn_local(api::session::refresh());
    api::session::watch_days();
    rooms::fetch_soon();
    view! { <app::App/> }
}
