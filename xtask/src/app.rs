//! `cargo xtask app`: the desktop app with the web folder inside, started or packed.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{
    packages,
    process::{self, Project},
    toolchain::Toolchain,
    web,
};

/// The packer, prebuilt in the npm registry. 20 MB and needed for releases only, hence not in package.json.
const PACKER: &str = "@tauri-apps/cli@2.12.5";

/// Tells Tauri that this is no development build. Development builds embed the pages as well, because the app's
/// configuration names no development server; they go without, to share what the tests have compiled.
const PRODUCTION: &str = "tauri/custom-protocol";

/// Debian's package names are ASCII; what users read stands in the window and in the desktop entry.
const PACKAGE_NAME: &str = r#"{"productName":"gsdj"}"#;

/// What to do with the app once it is built.
enum Then {
    Nothing,
    Run,
    Bundle,
}

/// Builds the app, and runs or packs it if asked to.
pub fn command(project: &Project, args: &[String]) -> Result<()> {
    let (mut debug, mut then) = (false, Then::Nothing);
    for arg in args {
        match arg.as_str() {
            "--debug" => debug = true,
            "--run" => then = Then::Run,
            "--bundle" => then = Then::Bundle,
            _ => bail!("`app` knows no option {arg}; see cargo xtask app --help"),
        }
    }
    packages::require(&[packages::BUILD, packages::DESKTOP], "the desktop app")?;
    web::check_node()?;
    let tools = Toolchain::choose(project)?;
    web::build(project, &tools, web::Mode::from_env())?;
    let app = build(project, &tools, debug)?;
    match then {
        Then::Nothing => eprintln!("{}", app.display()),
        Then::Run => return process::replace(&mut Command::new(app)),
        Then::Bundle => eprintln!("{}", bundle(project, &tools, debug)?.display()),
    }
    Ok(())
}

/// Builds the app and returns the program's path.
pub fn build(project: &Project, tools: &Toolchain, debug: bool) -> Result<PathBuf> {
    let mut cargo = tools.cargo(project);
    cargo.args(["build", "-p", "gsdj-app", "--bin", "gsdj-app"]);
    if !debug {
        cargo.args(["--release", "--features", PRODUCTION]);
    }
    process::run_to_stderr(&mut cargo)?;
    Ok(project.bin(folder(debug), "gsdj-app"))
}

/// Packs the app that was built last and returns the package's path.
pub fn bundle(project: &Project, tools: &Toolchain, debug: bool) -> Result<PathBuf> {
    let mut packer = tools.command(project, if cfg!(windows) { "npx.cmd" } else { "npx" });
    packer
        .args(["--yes", PACKER, "bundle", "--bundles", "deb", "--config", PACKAGE_NAME])
        .current_dir(project.root.join("src-tauri"));
    if debug {
        packer.arg("--debug");
    }
    process::run_to_stderr(&mut packer)?;
    newest_deb(&project.target.join(folder(debug)).join("bundle/deb"))
}

fn newest_deb(folder: &Path) -> Result<PathBuf> {
    let entries = fs::read_dir(folder).with_context(|| format!("no package in {}", folder.display()))?;
    let packages = entries.flatten().filter(|entry| entry.path().extension().is_some_and(|e| e == "deb"));
    let dated = packages.filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())));
    Ok(dated.max().with_context(|| format!("no package in {}", folder.display()))?.1)
}

const fn folder(debug: bool) -> &'static str {
    if debug { "debug" } else { "release" }
}
