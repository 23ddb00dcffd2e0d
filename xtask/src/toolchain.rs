//! Chooses one compiler that can build both the server and the pages, and gives every cargo call the same environment.
//!
//! In this order: the active toolchain if it has the wasm32 library; Debian's packages where rustup is absent or told
//! not to install (`RUSTUP_AUTO_INSTALL=0`); otherwise rustup adds the target. One compiler and one environment for
//! everything, because cargo rebuilds what was built with another.

use std::{
    env,
    ffi::{OsStr, OsString},
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{
    packages,
    process::{self, Project},
    wasm_std,
};

/// The target of the pages.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The pages' views behind one type each instead of one type a view: two thirds of the code. The same stands in
/// `.cargo/config.toml`, which the environment of Debian's compiler overrides.
const ERASED: &str = "--cfg erase_components";

/// Linkers for wasm32 under the names that Debian gives them, the best first.
const LINKERS: [&str; 3] = ["rust-lld", "wasm-ld-22", "wasm-ld-19"];

/// Debian's compiler and its companions.
const DEBIAN_BIN: &str = "/usr/bin";

/// A compiler with its environment.
pub struct Toolchain {
    cargo: OsString,
    set: Vec<(&'static str, OsString)>,
    remove: Vec<OsString>,
    debian: bool,
}

impl Toolchain {
    /// Chooses the compiler; installs what it lacks, after saying so.
    pub fn choose(project: &Project) -> Result<Self> {
        if active_sysroot().is_some_and(|sysroot| wasm_std::is_in(&sysroot)) {
            return Ok(Self::active(project));
        }
        if env::var_os("RUSTUP_AUTO_INSTALL").is_some_and(|v| v == "0") || process::on_path("rustup").is_none() {
            return Self::debian(project);
        }
        eprintln!("installing: the library of {WASM} for the active toolchain (rustup target add {WASM})");
        process::run_to_stderr(Command::new("rustup").args(["target", "add", WASM]))?;
        Ok(Self::active(project))
    }

    /// The toolchain under whose cargo this program runs.
    fn active(project: &Project) -> Self {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut set = Vec::new();
        let remove = leftovers(project, &mut set);
        Self { cargo, set, remove, debian: false }
    }

    fn debian(project: &Project) -> Result<Self> {
        packages::require(&[packages::WASM], "building the pages")?;
        let bin = Path::new(DEBIAN_BIN);
        let std = wasm_std::ensure(&bin.join("rustc"), &bin.join("cargo"))?;
        let mut set = vec![
            ("CARGO", bin.join("cargo").into_os_string()),
            ("RUSTC", bin.join("rustc").into_os_string()),
            ("RUSTDOC", bin.join("rustdoc").into_os_string()),
            (wasm_std::FLAGS, OsString::from(format!("--sysroot {} {ERASED}", std.display()))),
        ];
        // The compiler asks for rust-lld, which only a recommended package brings: the linker is named by its own name.
        let linker = LINKERS.iter().find_map(|name| process::on_path(name));
        set.extend(linker.map(|linker| (wasm_std::LINKER, linker.into_os_string())));
        let mut remove = leftovers(project, &mut set);
        remove.push("RUSTUP_TOOLCHAIN".into());
        Ok(Self { cargo: bin.join("cargo").into_os_string(), set, remove, debian: true })
    }

    /// A program in the project's folder and environment.
    pub fn command(&self, project: &Project, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        for name in &self.remove {
            command.env_remove(name);
        }
        command.envs(self.set.iter().map(|(name, value)| (name, value))).current_dir(&project.root);
        command
    }

    /// A cargo call.
    pub fn cargo(&self, project: &Project) -> Command {
        self.command(project, &self.cargo)
    }

    /// `cargo clippy` or `cargo fmt` of the chosen compiler, where it is installed.
    pub fn component(&self, project: &Project, name: &str) -> Option<Command> {
        let prepared = || {
            // Cargo would find the rustup proxies first: Debian's are called by their own path.
            let own = Path::new(DEBIAN_BIN).join(format!("cargo-{name}"));
            let mut command = if self.debian { self.command(project, own) } else { self.cargo(project) };
            if self.debian {
                command.env("RUSTFMT", Path::new(DEBIAN_BIN).join("rustfmt"));
            }
            command.arg(name);
            command
        };
        process::succeeds(prepared().arg("--version")).then(prepared)
    }

    /// Whatever a developer calls cargo for, with the compiler's own clippy and fmt.
    pub fn any(&self, project: &Project, args: &[String]) -> Command {
        let component = match args.split_first() {
            Some((name, rest)) if name == "clippy" || name == "fmt" => self.component(project, name).map(|c| (c, rest)),
            Some(_) | None => None,
        };
        let (mut command, rest) = component.unwrap_or_else(|| (self.cargo(project), args));
        command.args(rest);
        command
    }

    /// The packages that `component` needs with this compiler.
    pub fn component_packages(&self) -> Option<packages::Group> {
        self.debian.then_some(packages::LINTS)
    }

    /// The triple of this machine.
    pub fn host(&self, project: &Project) -> Result<String> {
        let rustc = self.set.iter().find(|(name, _)| *name == "RUSTC").map_or(OsStr::new("rustc"), |(_, v)| v);
        let text = process::output(self.command(project, rustc).arg("-vV"))?;
        Ok(text.lines().find_map(|l| l.strip_prefix("host: ")).context("rustc names no host")?.to_owned())
    }

    /// Writes the environment as lines for a shell's `eval`.
    pub fn print_exports(&self) -> Result<()> {
        let mut out = std::io::stdout().lock();
        for (name, value) in self.set.iter().filter(|(name, _)| *name != "LD_LIBRARY_PATH") {
            writeln!(out, "export {name}='{}'", value.to_string_lossy().replace('\'', r"'\''"))?;
        }
        Ok(())
    }
}

fn active_sysroot() -> Option<PathBuf> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let text = process::output(Command::new(rustc).args(["--print", "sysroot"])).ok()?;
    Some(PathBuf::from(text.trim()))
}

/// Names of the variables that `cargo run` and the rustup proxies left in this process and that a child must not see:
/// they say "xtask" where the child builds something else, and libraries of another compiler where it brings its own.
fn leftovers(project: &Project, set: &mut Vec<(&'static str, OsString)>) -> Vec<OsString> {
    let names = env::vars_os().map(|(name, _)| name);
    let mut remove: Vec<OsString> = names.filter(|name| is_leftover(&name.to_string_lossy())).collect();
    if let Some(path) = env::var_os("LD_LIBRARY_PATH") {
        let compiler = env::var_os("CARGO").map(PathBuf::from);
        let compiler = compiler.as_deref().and_then(Path::parent).and_then(Path::parent);
        let foreign = |dir: &PathBuf| {
            !dir.as_os_str().is_empty()
                && !dir.starts_with(&project.target)
                && !compiler.is_some_and(|c| dir.starts_with(c))
        };
        let kept: Vec<PathBuf> = env::split_paths(&path).filter(foreign).collect();
        match env::join_paths(&kept) {
            Ok(kept) if !kept.is_empty() => set.push(("LD_LIBRARY_PATH", kept)),
            Ok(_) | Err(_) => remove.push("LD_LIBRARY_PATH".into()),
        }
    }
    remove
}

fn is_leftover(name: &str) -> bool {
    const PREFIXES: [&str; 3] = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"];
    const NAMES: [&str; 6] = [
        "CARGO",
        "CARGO_CRATE_NAME",
        "CARGO_PRIMARY_PACKAGE",
        "OUT_DIR",
        "RUST_RECURSION_COUNT",
        "RUSTUP_TOOLCHAIN_SOURCE",
    ];
    NAMES.contains(&name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cargo_says_of_xtask_is_hidden_from_the_children() {
        for name in ["CARGO_PKG_NAME", "CARGO_MANIFEST_DIR", "CARGO", "OUT_DIR"] {
            assert!(is_leftover(name), "{name}");
        }
        for name in ["CARGO_HOME", "CARGO_TARGET_DIR", "CARGO_NET_OFFLINE", "RUSTUP_HOME", "PATH"] {
            assert!(!is_leftover(name), "{name}");
        }
    }
}
