//! Builds the web folder: style sheet, wasm, bindings, page, compressed copies.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    packages,
    process::{self, Project},
    toolchain::{Toolchain, WASM},
};

/// What the web folder is made from.
const SOURCES: [&str; 8] =
    ["ui", "domain", "docs/screens", "xtask/bundle", "Cargo.toml", "Cargo.lock", "package.json", "package-lock.json"];

/// The oldest node that the style sheet's tools run on.
const NODE: u32 = 20;

/// How the pages are compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Small and fast, as users get it.
    Web,
    /// Quick to build, with names and assertions.
    Dev,
}

impl Mode {
    /// The mode that the environment asks for.
    pub fn from_env() -> Self {
        if env::var_os("GSDJ_WEB_DEBUG").is_some_and(|v| !v.is_empty() && v != "0") { Self::Dev } else { Self::Web }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Dev => "dev",
        }
    }

    /// The folder that cargo gives the profile.
    const fn folder(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Dev => "debug",
        }
    }
}

/// `cargo xtask web`.
pub fn command(project: &Project, args: &[String]) -> Result<()> {
    let mut mode = Mode::from_env();
    for arg in args {
        match arg.as_str() {
            "--dev" => mode = Mode::Dev,
            "--force" => drop(fs::remove_file(stamp(project))),
            _ => bail!("`web` knows no option {arg}; see cargo xtask web --help"),
        }
    }
    packages::require(&[packages::BUILD], "building")?;
    check_node()?;
    build(project, &Toolchain::choose(project)?, mode)
}

/// Builds the web folder, and first the program that makes it.
pub fn build(project: &Project, tools: &Toolchain, mode: Mode) -> Result<()> {
    bundler(project, tools)?;
    folder(project, tools, mode)
}

/// Builds the web folder unless it is newer than everything it is made from; [`bundler`] has come before.
pub fn folder(project: &Project, tools: &Toolchain, mode: Mode) -> Result<()> {
    if is_current(project, mode) {
        eprintln!("target/site is up to date");
        return Ok(());
    }
    // Taken before the work: what changes meanwhile counts as newer.
    let begun = project.site().with_extension("begun");
    fs::create_dir_all(project.root.join("target"))?;
    fs::write(&begun, mode.name())?;
    npm_packages(project)?;
    let css = style_sheet(project, mode)?;
    let wasm = compile(project, tools, mode)?;
    let editor = editor(project, mode)?;
    bundle(project, tools, mode, &[("--css", &css), ("--wasm", &wasm), ("--script", &editor)])?;
    fonts(project)?;
    fs::rename(begun, stamp(project))?;
    Ok(())
}

/// Checks the version of node; says what is wrong and what to do.
pub fn check_node() -> Result<()> {
    let needed = format!("node {NODE} or newer with npm is needed to build the style sheet (https://nodejs.org)");
    let Ok(version) = process::output(Command::new("node").arg("--version")) else {
        bail!("{needed}; none was found");
    };
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|n| n.parse::<u32>().ok());
    ensure!(major.is_some_and(|major| major >= NODE), "{needed}; this is {}", version.trim());
    ensure!(process::succeeds(npm().arg("--version")), "{needed}; npm was not found");
    Ok(())
}

/// Fetches the node packages of the lock file where they are missing or older than it.
pub fn npm_packages(project: &Project) -> Result<()> {
    let installed = modified(&project.root.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= modified(&project.root.join("package-lock.json")) {
        return Ok(());
    }
    process::run_to_stderr(npm().args(["ci", "--no-progress"]).current_dir(&project.root))
}

fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

fn style_sheet(project: &Project, mode: Mode) -> Result<PathBuf> {
    let css = project.target.join("style/main.css");
    let mut tailwind = Command::new(if cfg!(windows) { "npx.cmd" } else { "npx" });
    tailwind.args(["--no-install", "@tailwindcss/cli", "-i", "ui/style/main.css", "-o"]).arg(&css);
    if mode == Mode::Web {
        tailwind.arg("--minify");
    }
    process::run_to_stderr(tailwind.current_dir(&project.root)).context("the style sheet cannot be made")?;
    Ok(css)
}

/// The editor for formatted text: a script of its own, which only the page that needs it fetches.
fn editor(project: &Project, mode: Mode) -> Result<PathBuf> {
    let script = project.target.join("style/editor.js");
    let mut esbuild = Command::new(if cfg!(windows) { "npx.cmd" } else { "npx" });
    esbuild.args(["--no-install", "esbuild", "ui/editor/editor.js", "--bundle", "--format=iife", "--target=es2020"]);
    esbuild.args(["--charset=utf8", "--log-level=warning", "--legal-comments=eof"]);
    if mode == Mode::Web {
        esbuild.arg("--minify");
    }
    let mut out = OsString::from("--outfile=");
    out.push(&script);
    process::run_to_stderr(esbuild.arg(out).current_dir(&project.root)).context("the editor cannot be made")?;
    Ok(script)
}

/// What the server prints with, from the packages they come in: Noto Serif SC for text, Noto Emoji for signs.
const FONTS: [(&str, &str); 5] = [
    ("noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular.ttf"),
    ("noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf", "NotoSerifSC-Bold.ttf"),
    ("noto-serif-sc/LICENSE_FONT", "NotoSerifSC-LICENSE.txt"),
    ("noto-emoji/400Regular/NotoEmoji_400Regular.ttf", "NotoEmoji-Regular.ttf"),
    ("noto-emoji/LICENSE_FONT", "NotoEmoji-LICENSE.txt"),
];

/// Puts the fonts where the server finds them: beside the web folder.
fn fonts(project: &Project) -> Result<()> {
    let folder = project.fonts();
    fs::create_dir_all(&folder)?;
    for (from, to) in FONTS {
        let (from, to) = (project.root.join("node_modules/@expo-google-fonts").join(from), folder.join(to));
        if modified(&to) < modified(&from)
            || fs::metadata(&to).ok().map(|m| m.len()) != fs::metadata(&from).ok().map(|m| m.len())
        {
            fs::copy(&from, &to).with_context(|| format!("cannot copy {}", from.display()))?;
        }
    }
    Ok(())
}

/// In a target folder of its own: nothing there is shared with other builds, which then need not wait for this one, nor it for
/// them.
fn compile(project: &Project, tools: &Toolchain, mode: Mode) -> Result<PathBuf> {
    let target = project.target.join("pages");
    let mut cargo = tools.cargo(project);
    cargo.args(["build", "-p", "gsdj-ui", "--bin", "gsdj-ui", "--features", "program"]);
    cargo.args(["--target", WASM, "--profile", mode.name()]);
    process::run_to_stderr(cargo.arg("--target-dir").arg(&target))?;
    Ok(target.join(WASM).join(mode.folder()).join("gsdj-ui.wasm"))
}

/// Builds the program that makes the web folder of its parts.
pub fn bundler(project: &Project, tools: &Toolchain) -> Result<()> {
    process::run_to_stderr(tools.cargo(project).args(["build", "-p", "gsdj-bundle"]))
}

fn bundle(project: &Project, tools: &Toolchain, mode: Mode, made: &[(&str, &Path)]) -> Result<()> {
    let mut bundle = tools.command(project, project.bin("debug", "gsdj-bundle"));
    for (option, path) in made {
        bundle.arg(option).arg(path);
    }
    bundle.arg("--out").arg(project.site());
    bundle.args(["--html", "ui/index.html", "--public", "ui/public", "--screens", "docs/screens"]);
    if mode == Mode::Dev {
        bundle.arg("--dev");
    }
    process::run_to_stderr(&mut bundle)
}

fn stamp(project: &Project) -> PathBuf {
    project.site().with_extension("stamp")
}

fn is_current(project: &Project, mode: Mode) -> bool {
    let stamp = stamp(project);
    let same_mode = fs::read_to_string(&stamp).is_ok_and(|made| made == mode.name());
    let newest = SOURCES.iter().filter_map(|source| newest(&project.root.join(source))).max();
    let complete = project.site().join("index.html").exists() && project.fonts().is_dir();
    same_mode && complete && modified(&stamp) > newest
}

/// The last change of a file, or of anything in a folder: a removed file changes its folder.
fn newest(path: &Path) -> Option<SystemTime> {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries.filter_map(|entry| newest(&entry.path())).chain(modified(path)).max()
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|meta| meta.modified()).ok()
}
