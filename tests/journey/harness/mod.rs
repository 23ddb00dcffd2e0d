//! What journeys are made of: a [`Platform`] to speak to, [`Browsers`] to look through, a [`Page`] to act on.

mod axe;
mod browser;
mod demo;
mod film;
mod find;
mod page;
mod person;
mod platform;
mod process;
mod screens;
mod village;

pub use browser::{Browsers, Device};
pub use demo::Demo;
pub use film::code_film;
pub use page::Page;
pub use person::Person;
pub use platform::{Platform, fresh_folder};
pub use process::{Helper, end_left_over, left_over, skip};
pub use screens::Screens;
pub use village::{Village, at_hour};

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// The web folder; `None` when there is no browser or nothing was built.
pub fn web() -> Option<PathBuf> {
    let folder = std::env::var_os("GSDJ_TEST_WEB").map(PathBuf::from)?;
    folder.join("index.html").is_file().then_some(folder)
}

/// Where pictures go; `None` when nobody wants them.
pub fn shots() -> Option<PathBuf> {
    std::env::var_os("GSDJ_TEST_SHOTS").map(PathBuf::from)
}

/// What is wrong although the story can go on: told all together at its end.
#[derive(Clone, Default)]
pub struct Findings(Arc<Mutex<Vec<String>>>);

impl Findings {
    /// One more; the same is told once.
    pub fn add(&self, finding: String) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !all.contains(&finding) {
            all.push(finding);
        }
    }

    /// Everything so far, as text; `None` when all is well.
    pub fn text(&self) -> Option<String> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (!all.is_empty()).then(|| format!("{} findings:\n{}", all.len(), all.join("\n")))
    }
}
