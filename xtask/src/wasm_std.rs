//! Rust's standard library for wasm32, built once from Debian's source package and kept in the user's cache.
//!
//! Keyed by the compiler, so that an upgrade builds it anew; two builds at once wait for each other.

use std::{
    env,
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result};

use crate::{process, toolchain::WASM};

/// The variable through which cargo hands the library's place to the compiler.
pub const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";
/// The variable that names the linker.
pub const LINKER: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER";

const MANIFEST: &str = r#"[package]
name = "stdbuild"
version = "0.0.0"
edition = "2021"
[profile.release]
opt-level = "s"
codegen-units = 1
panic = "abort"
[workspace]
"#;

/// Whether a compiler's folder holds the library.
pub fn is_in(sysroot: &Path) -> bool {
    let found = |entry: fs::DirEntry| {
        let name = entry.file_name();
        name.to_string_lossy().starts_with("libstd-") && name.to_string_lossy().ends_with(".rlib")
    };
    fs::read_dir(library_dir(sysroot)).is_ok_and(|entries| entries.flatten().any(found))
}

/// The folder that holds the library for this compiler; builds it the first time (about a minute).
pub fn ensure(rustc: &Path, cargo: &Path) -> Result<PathBuf> {
    let cache = cache_dir()?;
    let sysroot = cache.join(key(rustc)?);
    if is_in(&sysroot) {
        return Ok(sysroot);
    }
    fs::create_dir_all(&cache)?;
    let lock = File::create(cache.join("lock"))?;
    lock.lock()?;
    if !is_in(&sysroot) {
        eprintln!("building Rust's library for {WASM} once, into {} (about a minute)", sysroot.display());
        let work = cache.join(format!("build.{}", std::process::id()));
        let built = build(rustc, cargo, &work).and_then(|made| Ok(fs::rename(made, &sysroot)?));
        fs::remove_dir_all(&work)?;
        built.context("cannot build the library for the pages")?;
    }
    Ok(sysroot)
}

fn build(rustc: &Path, cargo: &Path, work: &Path) -> Result<PathBuf> {
    fs::create_dir_all(work.join("src"))?;
    fs::write(work.join("src/lib.rs"), "#![no_std]\n")?;
    fs::write(work.join("Cargo.toml"), MANIFEST)?;
    let target = work.join("target");
    let mut command = Command::new(cargo);
    for name in ["CARGO_BUILD_TARGET", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH"] {
        command.env_remove(name);
    }
    command.current_dir(work).env("RUSTC", rustc).env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", &target);
    // As in the library that rustup ships: a profile with link-time optimisation needs the bitcode.
    command.env(FLAGS, "-Cembed-bitcode=yes");
    command.args(["build", "--quiet", "--release", "-Zbuild-std=std,panic_abort,proc_macro", "--target", WASM]);
    process::run_to_stderr(&mut command)?;

    let sysroot = work.join("sysroot");
    let library = library_dir(&sysroot);
    fs::create_dir_all(&library)?;
    for entry in fs::read_dir(target.join(WASM).join("release/deps"))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let wanted = name.starts_with("lib") && (name.ends_with(".rlib") || name.ends_with(".rmeta"));
        if wanted && !name.starts_with("libstdbuild-") {
            fs::copy(entry.path(), library.join(name))?;
        }
    }
    Ok(sysroot)
}

fn library_dir(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(WASM).join("lib")
}

fn cache_dir() -> Result<PathBuf> {
    if let Some(dir) = env::var_os("WASM_STD_CACHE") {
        return Ok(dir.into());
    }
    let user = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let user = user.or_else(|| env::home_dir().map(|home| home.join(".cache")));
    Ok(user.context("neither XDG_CACHE_HOME nor HOME is set")?.join("wasm-std"))
}

/// The first 16 digits of the hash of what the compiler says about itself.
fn key(rustc: &Path) -> Result<String> {
    let version = process::output(Command::new(rustc).arg("-vV"))?;
    let mut hash = Command::new("sha256sum").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    hash.stdin.take().context("no pipe to sha256sum")?.write_all(version.as_bytes())?;
    let text = String::from_utf8(hash.wait_with_output()?.stdout)?;
    Ok(text.get(..16).context("sha256sum gave no hash")?.to_owned())
}
