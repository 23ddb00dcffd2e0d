//! The Tauri shell: the same pages as in the browser, with a cache, an outbox, the keychain and notifications.
//!
//! The logic is plain Rust and knows no window ([`core`]); [`commands`] forwards to it, [`window`] is how it reaches
//! the user. The server crate is known to `embedded` alone.

pub mod cache;
pub mod clock;
pub mod core;
pub mod downloads;
#[cfg(desktop)]
pub mod films;
pub mod hall;
pub mod keychain;
pub mod links;
pub mod live;
pub mod outbox;
pub mod outside;
pub mod owner;
pub mod remote;
pub mod settings;
pub mod trouble;

mod commands;
mod embedded;
#[cfg(test)]
mod scratch;
mod window;

use crate::core::{Core, Options};
use settings::Environment;
use std::net::Ipv4Addr;
use tauri::{App, AppHandle, Manager, Wry};
use tokio::sync::watch;
use window::Window;

/// Runs the app until its window is closed.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    log_to_stderr();
    let environment = Environment::read();
    let builder = with_plugins(tauri::Builder::default(), &environment);
    let run = builder
        .register_asynchronous_uri_scheme_protocol(window::PICTURES, window::picture)
        .invoke_handler(tauri::generate_handler![
            commands::api,
            commands::upload,
            commands::file,
            commands::export,
            commands::outbox_list,
            commands::outbox_dismiss,
            commands::outbox_retry,
            commands::download_list,
            commands::download_start,
            commands::download_drop,
            commands::server_get,
            commands::server_set,
            commands::token_store_kind,
            commands::app_info,
            commands::hall,
            commands::hall_take,
            commands::hall_check_in,
            commands::hall_hand_up,
            commands::hall_open,
            commands::hall_close,
        ])
        .setup(move |app| set_up(app, environment))
        .run(built_in());
    if let Err(error) = run {
        tracing::error!(%error, "the app can't run");
        std::process::exit(1);
    }
}

/// What is built into the program: the pages, the configuration, what pages may ask.
#[cfg(not(test))]
fn built_in() -> tauri::Context<Wry> {
    tauri::generate_context!()
}

/// Unit tests open no window. They are compiled beside the library, and the pages are packed by whichever of the two comes
/// first: the other would take a file that is only half written.
#[cfg(test)]
fn built_in() -> tauri::Context<Wry> {
    unreachable!("unit tests open no window")
}

fn with_plugins(builder: tauri::Builder<Wry>, environment: &Environment) -> tauri::Builder<Wry> {
    // first of all plugins: a second start must end before it has opened anything
    #[cfg(desktop)]
    let builder = if environment.data.is_none() {
        builder.plugin(tauri_plugin_single_instance::init(|app, args, _| shown_again(app, &args)))
    } else {
        builder
    };
    #[cfg(mobile)]
    let _ = environment;
    builder.plugin(tauri_plugin_opener::init()).plugin(tauri_plugin_notification::init()).plugin(window::links())
}

/// The app was started once more: the one that runs comes to the front.
#[cfg(desktop)]
fn shown_again(app: &AppHandle, args: &[String]) {
    if let Err(error) = window::show(app, links::page_of(args).as_deref()) {
        tracing::error!(%error, "the window can't be shown");
    }
}

fn set_up(app: &App, environment: Environment) -> Result<(), Box<dyn std::error::Error>> {
    let handle = app.handle().clone();
    let own = environment.data.as_ref().map(|dir| dir.join("pages"));
    let dir = environment.data.map_or_else(|| app.path().app_data_dir(), Ok)?;
    let options = Options {
        dir,
        server: environment.server,
        keychain_file: environment.keychain_file,
        hall_at: Ipv4Addr::UNSPECIFIED.into(),
    };
    let core = Core::open(&options, Window(handle.clone()))?;
    #[cfg(desktop)]
    let films = Some(tauri::async_runtime::block_on(films::start(core.clone()))?);
    #[cfg(mobile)]
    let films = None;
    let (ready, is_ready) = watch::channel(false);
    app.manage(commands::Shell::new(core.clone(), is_ready));
    start(core, ready);
    let args: Vec<String> = std::env::args().skip(1).collect();
    window::open(&handle, links::page_of(&args).as_deref(), films.as_deref(), own)?;
    Ok(())
}

/// Takes up the server, then keeps the live line and the outbox going.
fn start(core: Core, ready: watch::Sender<bool>) {
    tauri::async_runtime::spawn(async move {
        core.connect().await;
        ready.send(true).ok();
        tokio::join!(live::run(core.clone()), live::keep_sending(core));
    });
}

/// What goes wrong can be read where the app was started from; `GSDJ_LOG` says how much.
fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("GSDJ_LOG");
    let filter = filter.unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,gsdj_app_lib=info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
