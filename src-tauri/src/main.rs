//! The desktop program; everything is in the library, which phones load too.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    gsdj_app_lib::run();
}
