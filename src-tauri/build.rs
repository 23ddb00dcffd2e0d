//! Tauri's code generation: permissions for exactly the commands the pages use.

use std::{env, fs, path::Path};

/// The folder with the pages, as `tauri.conf.json` names it.
const PAGES: &str = "../target/site";

/// What the pages may ask of the shell; each gets a permission of its own.
const COMMANDS: &[&str] = &[
    "api",
    "upload",
    "file",
    "export",
    "outbox_list",
    "outbox_dismiss",
    "outbox_retry",
    "download_list",
    "download_start",
    "download_drop",
    "server_get",
    "server_set",
    "token_store_kind",
    "app_info",
    "hall",
    "hall_take",
    "hall_check_in",
    "hall_hand_up",
    "hall_open",
    "hall_close",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let is = |key, value: &str| env::var(key).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_OS", "windows") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        // with MinGW an empty export list means "export every symbol": more than a DLL may have
        println!("cargo:rustc-link-arg-cdylib=-Wl,--exclude-all-symbols");
    }
    let index = Path::new(PAGES).join("index.html");
    println!("cargo:rerun-if-changed={}", index.display());
    if !index.exists() {
        // checking the shell must not need the pages; a real build makes them first
        fs::create_dir_all(PAGES)?;
        fs::write(&index, "<!doctype html><meta charset=\"utf-8\"><title>甘肃党建</title><p>页面尚未生成</p>\n")?;
    }
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
