//! Starts the pages in the browser or in the app's window.

fn main() {
    gsdj_ui::start();
}
