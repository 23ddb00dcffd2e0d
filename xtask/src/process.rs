//! Where the project lies and how child processes are started. Which compiler they use is `toolchain`'s affair.

use std::{
    env,
    ffi::OsStr,
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail, ensure};

/// The places every command needs.
pub struct Project {
    /// The workspace's folder.
    pub root: PathBuf,
    /// Cargo's target folder.
    pub target: PathBuf,
}

impl Project {
    /// Finds the workspace: where cargo says this program's manifest lies, or above the current folder.
    pub fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let start = manifest.map_or_else(env::current_dir, Ok)?;
        let root = start.ancestors().find(|dir| dir.join("xtask/Cargo.toml").exists());
        let root = root.context("this is not inside of the project")?.to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        Ok(Self { root, target })
    }

    /// The folder that the server serves and the app embeds: here whatever cargo's target folder is, because the
    /// app's configuration names it.
    pub fn site(&self) -> PathBuf {
        self.root.join("target/site")
    }

    /// The fonts that the server prints with.
    pub fn fonts(&self) -> PathBuf {
        self.site().with_file_name("fonts")
    }

    /// A program that cargo has built, e.g. `bin("debug", "gsdj-backend")`.
    pub fn bin(&self, profile_dir: &str, name: &str) -> PathBuf {
        self.target.join(profile_dir).join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// The version in the workspace manifest.
    pub fn version(&self) -> Result<String> {
        let manifest = std::fs::read_to_string(self.root.join("Cargo.toml"))?;
        let line = manifest.lines().find_map(|line| line.strip_prefix("version = \""));
        Ok(line.and_then(|rest| rest.strip_suffix('"')).context("Cargo.toml names no version")?.to_owned())
    }
}

/// Runs to the end; what it prints goes to the terminal. An error when it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("cannot start {}", line(command)))?;
    ensure!(status.success(), "{} failed ({status})", line(command));
    Ok(())
}

/// Runs to the end with stdout sent to stderr, for commands whose own stdout belongs to someone else.
pub fn run_to_stderr(command: &mut Command) -> Result<()> {
    run(command.stdout(std::io::stderr()))
}

/// Runs to the end and returns what it printed on stdout.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {}", line(command)))?;
    ensure!(output.status.success(), "{} failed ({})", line(command), output.status);
    String::from_utf8(output.stdout).with_context(|| format!("{} printed something other than UTF-8", line(command)))
}

/// Whether it runs and succeeds; prints nothing.
pub fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// Ends this program and lets the other take its place, so that signals and exit code are the other's own.
#[cfg(unix)]
pub fn replace(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    let error = command.exec();
    bail!("cannot start {}: {error}", line(command))
}

/// Stands in for taking over the process on systems that know no such thing.
#[cfg(not(unix))]
pub fn replace(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", line(command)))?;
    ensure!(status.success(), "{} failed ({status})", line(command));
    Ok(())
}

/// The first file of this name on the search path.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|dir| dir.join(program)).find(|file| file.is_file())
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    format!("`{}`", words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" "))
}
