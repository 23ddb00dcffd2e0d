//! Which Debian packages a command needs and why; finds what is missing and installs it as root, after saying so.

use std::{fmt::Write as _, process::Command};

use anyhow::{Result, bail};

use crate::process;

/// One package.
#[derive(Clone, Copy)]
pub struct Package {
    name: &'static str,
    why: &'static str,
    /// A program whose presence on the search path serves as well as the package.
    or: Option<&'static str>,
}

/// Packages that serve one purpose together.
#[derive(Clone, Copy)]
pub struct Group {
    /// What the packages are for.
    pub purpose: &'static str,
    /// What is left out when they are missing.
    pub without: &'static str,
    packages: &'static [Package],
}

const fn package(name: &'static str, why: &'static str) -> Package {
    Package { name, why, or: None }
}

const fn program(name: &'static str, program: &'static str, why: &'static str) -> Package {
    Package { name, why, or: Some(program) }
}

/// For any build.
pub const BUILD: Group = Group {
    purpose: "building",
    without: "nothing can be built",
    packages: &[program("gcc", "cc", "links, and compiles SQLite"), program("libc6-dev", "cc", "headers for it")],
};

/// For the pages, where the active toolchain has no wasm32 library.
pub const WASM: Group = Group {
    purpose: "the pages",
    without: "the pages cannot be built",
    packages: &[
        package("rustc-web", "compiler"),
        package("cargo-web", "its cargo"),
        package("rust-web-src", "source of Rust's library, built once for wasm32"),
        package("lld-22", "linker for wasm32"),
    ],
};

/// For formatting and lints with Debian's compiler.
pub const LINTS: Group = Group {
    purpose: "formatting and lints",
    without: "format and lints are not checked",
    packages: &[package("rustfmt-web", "cargo fmt"), package("rust-web-clippy", "cargo clippy")],
};

/// For building the desktop app.
pub const DESKTOP: Group = Group {
    purpose: "the desktop app",
    without: "the desktop app is neither built nor tested",
    packages: &[
        package("libwebkit2gtk-4.1-dev", "the web view"),
        package("libxdo-dev", "menus of the window"),
        package("librsvg2-dev", "icons"),
        package("libayatana-appindicator3-dev", "icon in the panel"),
        package("libdbus-1-dev", "the desktop's keyring"),
        program("pkg-config", "pkg-config", "finds these libraries"),
    ],
};

/// For the journeys in a browser.
pub const BROWSER: Group = Group {
    purpose: "tests in the browser",
    without: "the journeys in the browser are skipped",
    packages: &[
        program("chromium", "chromium", "the browser"),
        program("chromium-driver", "chromedriver", "drives it"),
        package("fonts-noto-cjk", "Chinese characters in the screenshots"),
    ],
};

/// For the journey in the desktop app.
pub const APP_TESTS: Group = Group {
    purpose: "tests in the desktop app",
    without: "the journey in the desktop app is skipped",
    packages: &[
        program("xvfb", "Xvfb", "a screen without a monitor"),
        program("webkit2gtk-driver", "WebKitWebDriver", "drives the app"),
        program("dbus", "dbus-run-session", "a session bus of its own"),
        program("imagemagick", "import", "screenshots of the app"),
        program("gnome-keyring", "gnome-keyring-daemon", "a keychain for the tests alone"),
    ],
};

/// For looking at printed files with other people's eyes.
pub const PRINT_TESTS: Group = Group {
    purpose: "tests of printed files",
    without: "printed files are not read back by another program",
    packages: &[program("poppler-utils", "pdftoppm", "reads PDF: text, fonts, pictures of pages")],
};

/// For the tests on the second database engine.
pub const POSTGRES: Group = Group {
    purpose: "tests on PostgreSQL",
    without: "the tests run on SQLite alone",
    packages: &[package("postgresql", "a private server for the time of the tests")],
};

/// Installs what is missing or fails with the command that would.
pub fn require(groups: &[Group], for_what: &str) -> Result<()> {
    let missing = install(groups)?;
    if missing.is_empty() {
        return Ok(());
    }
    bail!("{for_what} needs more packages; as root:\n  {}", apt_line(&names(&missing)))
}

/// Installs what is missing where this user can, and returns the groups that stay incomplete.
pub fn install(groups: &[Group]) -> Result<Vec<Group>> {
    let missing = incomplete(groups);
    if missing.is_empty() {
        return Ok(missing);
    }
    eprint!("{}", announcement(&missing));
    if process::on_path("apt-get").is_none() || !is_root() {
        let reason = if process::on_path("apt-get").is_none() { "this is no Debian" } else { "needs root" };
        eprintln!("not installed ({reason}); the command is:\n  {}", apt_line(&names(&missing)));
        return Ok(missing);
    }
    apt_get(&["update", "--quiet"])?;
    let mut arguments = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    let wanted = names(&missing);
    arguments.extend(wanted.iter().copied());
    apt_get(&arguments)?;
    Ok(incomplete(&missing))
}

fn incomplete(groups: &[Group]) -> Vec<Group> {
    groups.iter().copied().filter(|group| group.packages.iter().any(is_missing)).collect()
}

fn names(groups: &[Group]) -> Vec<&'static str> {
    let packages = groups.iter().flat_map(|group| group.packages);
    packages.filter(|package| is_missing(package)).map(|package| package.name).collect()
}

fn is_missing(package: &Package) -> bool {
    if package.or.is_some_and(|program| process::on_path(program).is_some()) {
        return false;
    }
    let query = Command::new("dpkg-query").args(["-W", "-f=${db:Status-Status}", package.name]).output();
    !query.is_ok_and(|answer| answer.stdout.starts_with(b"installed"))
}

fn announcement(missing: &[Group]) -> String {
    let mut text = String::from("to be installed from Debian's packages:\n");
    for group in missing {
        for package in group.packages.iter().filter(|package| is_missing(package)) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {:<30} {} ({})", package.name, package.why, group.purpose);
        }
    }
    text
}

fn apt_line(names: &[&str]) -> String {
    format!("apt-get update && apt-get install --no-install-recommends {}", names.join(" "))
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    process::run_to_stderr(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Whether this process may install packages and change users.
pub fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|uid| uid.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Group = Group {
        purpose: "a package that exists nowhere",
        without: "nothing",
        packages: &[package("gsdj-no-such-package", "never"), program("gsdj-neither", "sh", "the program is there")],
    };

    #[test]
    fn a_program_on_the_path_serves_as_well_as_its_package() {
        assert_eq!(names(&[NOTHING]), ["gsdj-no-such-package"]);
    }

    #[test]
    fn what_will_be_installed_is_said_with_its_reason() {
        let text = announcement(&[NOTHING]);
        assert!(text.contains("gsdj-no-such-package") && text.contains("never"), "{text}");
        assert!(!text.contains("gsdj-neither"), "{text}");
    }
}
