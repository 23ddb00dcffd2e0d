//! A screen without a monitor, for the tests that open the desktop app.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::guard::Guarded;

/// Numbers to try: above what people and other tools commonly use.
const NUMBERS: std::ops::Range<u32> = 120..180;

/// A running screen; dropping it ends it.
pub struct Display {
    _server: Guarded,
    /// The value of `DISPLAY`.
    pub name: String,
}

impl Display {
    /// Starts Xvfb on a free number.
    pub fn start(logs: &Path) -> Result<Self> {
        let number = NUMBERS.clone().find(|n| !socket(*n).exists() && !lock(*n).exists());
        let number = number.context("no free display number")?;
        let name = format!(":{number}");
        let line = ["Xvfb", &name, "-screen", "0", "1440x1000x24", "-nolisten", "tcp", "-noreset"];
        let nothing = logs.join("xvfb.folder");
        let server = Guarded::start(line, "TERM", &nothing, logs.join("xvfb.log"))?;
        server.wait_until(|| socket(number).exists()).context("Xvfb does not start")?;
        Ok(Self { _server: server, name })
    }
}

fn socket(number: u32) -> PathBuf {
    PathBuf::from(format!("/tmp/.X11-unix/X{number}"))
}

fn lock(number: u32) -> PathBuf {
    PathBuf::from(format!("/tmp/.X{number}-lock"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_comes_and_goes() {
        if crate::process::on_path("Xvfb").is_none() {
            eprintln!("skipped: Xvfb is not installed");
            return;
        }
        let logs = std::env::temp_dir().join(format!("gsdj-display-test-{}", std::process::id()));
        std::fs::create_dir_all(&logs).unwrap();
        let display = Display::start(&logs).unwrap();
        let number = display.name.trim_start_matches(':').parse().unwrap();
        assert!(socket(number).exists());
        drop(display);
        assert!(!socket(number).exists());
        std::fs::remove_dir_all(logs).unwrap();
    }
}
