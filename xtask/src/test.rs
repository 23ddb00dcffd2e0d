//! `cargo xtask test`: every check and every test, with a database, a browser and a screen of their own.
//!
//! Everything is compiled by one cargo call with one set of packages: features depend on that set, and another set
//! would compile the dependencies a second time. The app embeds its pages as in a release, because its configuration names
//! no development server.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    display::Display,
    packages::{self, Group},
    postgres::Postgres,
    process::{self, Project},
    steps::Steps,
    tidy,
    toolchain::Toolchain,
    web,
};

const STEPS: [&str; 6] = ["tidy", "format", "web", "lints", "build", "tests"];
/// Only when asked for: checking the app's dependencies a second time costs minutes.
const ALL_LINTS: &str = "all-lints";

/// What is compiled and tested together.
const PLATFORM: [&str; 4] = ["gsdj-domain", "gsdj-backend", "gsdj-ui", "gsdj-tests"];
const APP: &str = "gsdj-app";
const BENCH: &str = "gsdj-bench";
/// The build's own programs: apart, so that the platform's features do not depend on them.
const OWN: [&str; 2] = ["xtask", "gsdj-bundle"];

/// What this machine can run.
struct Machine {
    tools: Toolchain,
    app: bool,
    browser: bool,
    app_tests: bool,
    postgres: bool,
}

/// Runs the steps asked for, all of them by default.
pub fn command(project: &Project, args: &[String]) -> Result<()> {
    let mut parts = args.splitn(2, |arg| arg == "--");
    let chosen = parts.next().unwrap_or_default();
    let filter = parts.next().unwrap_or_default();
    let is_known = |arg: &&String| STEPS.contains(&arg.as_str()) || *arg == ALL_LINTS;
    if let Some(unknown) = chosen.iter().find(|arg| !is_known(arg)) {
        bail!("`test` knows no step {unknown}; the steps are {}", STEPS.join(", "));
    }
    let wants = |step: &str| chosen.is_empty() || chosen.iter().any(|arg| arg == step);

    let all_lints = chosen.iter().any(|arg| arg == ALL_LINTS);

    let mut steps = Steps::new(
        1 + STEPS.iter().filter(|step| wants(step)).count()
            + usize::from(wants("web"))
            + usize::from(all_lints && !wants("lints")),
    );
    if wants("tidy") {
        steps.check("tidy", || tidy::check(&project.root));
    }
    let (machine, skipped) = steps.must("tools", || machine(project))?;
    for what in skipped {
        steps.skip(what);
    }
    if wants("format") {
        match machine.tools.component(project, "fmt") {
            Some(fmt) => steps.check("format", || format(fmt)),
            None => steps.skip("format: cargo fmt is not installed for this compiler"),
        }
    }
    let web = || web::folder(project, &machine.tools, web::Mode::from_env());
    let clippy = if wants("lints") || all_lints { machine.tools.component(project, "clippy") } else { None };
    if clippy.is_none() && wants("lints") {
        steps.skip("lints: cargo clippy is not installed for this compiler");
    }
    let lint = |clippy| lints(clippy, machine.app && all_lints);
    if wants("web") {
        steps.must("bundler", || web::bundler(project, &machine.tools))?;
    }
    match (wants("web"), clippy) {
        // most of the pages' compiling keeps one processor busy, and the other can read the lints meanwhile
        (true, Some(clippy)) => steps.beside(("web", web), ("lints", || lint(clippy)))?,
        (true, None) => steps.must("web", web)?,
        (false, Some(clippy)) => steps.check("lints", || lint(clippy)),
        (false, None) => {}
    }
    if wants("build") {
        steps.must("build", || build(project, &machine))?;
    }
    if wants("tests") {
        steps.check("tests", || tests(project, &machine, filter));
    }
    steps.finish()
}

/// `cargo xtask screens`: the one test that takes the manual's pictures, told where they belong.
pub fn screens(project: &Project, args: &[String]) -> Result<()> {
    if let Some(unknown) = args.first() {
        bail!("`screens` knows no option {unknown}; see cargo xtask screens --help");
    }
    let mut taken = Command::new(std::env::current_exe()?);
    taken.args(["test", "web", "build", "tests", "--", "pictures_for_the_manual"]);
    process::replace(taken.env("GSDJ_TEST_MANUAL", project.root.join("docs/screens")))
}

/// Installs what can be installed; says what this machine must leave out.
fn machine(project: &Project) -> Result<(Machine, Vec<String>)> {
    packages::require(&[packages::BUILD], "building")?;
    web::check_node()?;
    let tools = Toolchain::choose(project)?;
    let mut groups =
        vec![packages::DESKTOP, packages::BROWSER, packages::APP_TESTS, packages::POSTGRES, packages::PRINT_TESTS];
    groups.extend(tools.component_packages());
    let missing = packages::install(&groups)?;
    let has = |group: Group| !missing.iter().any(|absent| absent.purpose == group.purpose);
    let app = has(packages::DESKTOP);
    let machine = Machine {
        tools,
        app,
        browser: has(packages::BROWSER),
        app_tests: app && has(packages::APP_TESTS),
        postgres: has(packages::POSTGRES) && Postgres::is_installed(),
    };
    let skipped = missing.iter().map(|group| group.without.to_owned()).collect();
    Ok((machine, skipped))
}

fn format(mut fmt: Command) -> Result<()> {
    let result = process::run_to_stderr(fmt.args(["--all", "--", "--check", "-l"]));
    result.context("the files above are not formatted; `cargo fmt --all` does it")
}

fn lints(mut clippy: Command, all: bool) -> Result<()> {
    clippy.args(["--workspace", "--all-targets", "--keep-going"]);
    if !all {
        clippy.args(["--exclude", APP, "--exclude", BENCH]);
    }
    process::run_to_stderr(clippy.args(["--", "--deny", "warnings"]))
}

/// Compiles programs and tests together: with the tests, because their dependencies add features.
fn build(project: &Project, machine: &Machine) -> Result<()> {
    let mut cargo = machine.tools.cargo(project);
    cargo.args(["build", "--bins", "--tests"]).args(selection(machine));
    process::run_to_stderr(&mut cargo)?;
    process::run_to_stderr(machine.tools.cargo(project).args(["test", "--no-run"]).args(own()))
}

/// Starts what the tests need and tells them where it is. A variable that is not set means that this machine lacks it,
/// and that the tests which need it leave themselves out:
///
/// - `GSDJ_TEST_SERVER`: the server's program
/// - `GSDJ_TEST_SHOTS`: folder for screenshots
/// - `GSDJ_TEST_MANUAL`: folder for the manual's pictures; set by `cargo xtask screens` alone
/// - `GSDJ_TEST_WEB`: the web folder; set when there is a browser to look at it
/// - `GSDJ_TEST_POSTGRES`: address of a PostgreSQL that may be filled at will
/// - `GSDJ_TEST_KEYRING`: folder of a keychain that was started for the tests
/// - `GSDJ_TEST_APP`: the desktop app's program; set when there is a screen (`DISPLAY`) and a driver for it
fn tests(project: &Project, machine: &Machine, filter: &[String]) -> Result<()> {
    let logs = project.target.join("test-logs");
    let screens = project.target.join("screens");
    fs::create_dir_all(&logs)?;
    fs::create_dir_all(&screens)?;
    let server = program(project, "gsdj-backend")?;
    let postgres = machine.postgres.then(|| Postgres::start(&logs)).transpose()?;
    let display = machine.app_tests.then(|| Display::start(&logs)).transpose()?;

    let mut own_tests = machine.tools.cargo(project);
    let own_result = process::run_to_stderr(own_tests.args(["test", "--quiet"]).args(own()));

    let mut cargo = machine.tools.cargo(project);
    cargo.args(["test", "--no-fail-fast"]).args(selection(machine)).arg("--").args(filter);
    let mut cargo = if machine.app_tests { on_own_bus(&cargo, &fresh(&logs.join("keychain"))?) } else { cargo };
    cargo.env("GSDJ_TEST_SERVER", server).env("GSDJ_TEST_SHOTS", screens);
    if machine.browser {
        cargo.env("GSDJ_TEST_WEB", project.site());
    }
    if let Some(postgres) = &postgres {
        cargo.env("GSDJ_TEST_POSTGRES", &postgres.url);
    }
    if let Some(display) = &display {
        cargo.env("GSDJ_TEST_APP", program(project, APP)?).env("DISPLAY", &display.name);
    }
    let result = process::run_to_stderr(&mut cargo);
    own_result.and(result)
}

/// Starts a keychain whose password nobody needs to know, then becomes the command.
const WITH_KEYCHAIN: &str = "printf %s gsdj-tests | XDG_DATA_HOME=\"$GSDJ_TEST_KEYRING\" \
    gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$@\"";

/// The same command inside a session bus with a keychain of its own: neither keychain nor running app of the developer
/// is touched.
fn on_own_bus(command: &Command, keychain: &Path) -> Command {
    let mut outer = Command::new("dbus-run-session");
    outer.args(["--", "sh", "-c", WITH_KEYCHAIN, "sh"]).arg(command.get_program()).args(command.get_args());
    outer.env("GSDJ_TEST_KEYRING", keychain);
    outer.current_dir(command.get_current_dir().unwrap_or(Path::new(".")));
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => outer.env(name, value),
            None => outer.env_remove(name),
        };
    }
    outer
}

/// An empty folder in the place of whatever was there.
fn fresh(folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Ok(folder.to_owned())
}

fn program(project: &Project, name: &str) -> Result<PathBuf> {
    let program = project.bin("debug", name);
    ensure!(program.exists(), "{} is missing: run the step `build` first", program.display());
    Ok(program)
}

fn selection(machine: &Machine) -> Vec<&'static str> {
    let app = machine.app.then_some(APP);
    PLATFORM.into_iter().chain(app).flat_map(|name| ["-p", name]).collect()
}

fn own() -> impl Iterator<Item = &'static str> {
    OWN.into_iter().flat_map(|name| ["-p", name])
}
