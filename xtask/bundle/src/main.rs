//! Turns the compiled pages into the web folder: bindings, page, hashed names, compressed copies.
//!
//! The folder is written beside its place and moved there when complete, so that a running server never sees half
//! of it. What is compiled and when is `xtask`'s affair.

mod bindings;
mod compress;
mod page;
mod sizes;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

/// The editor: only pages on which something is written fetch it (`ui/src/kit/editor.rs`).
const EDITOR: &str = "editor.js";

/// Where files with hashed names lie: whatever is below it may be cached for ever.
const ASSETS: &str = "assets";

struct Options {
    wasm: PathBuf,
    css: PathBuf,
    /// The editor, fetched by the page that needs it under a name of its own.
    script: PathBuf,
    html: PathBuf,
    public: PathBuf,
    /// The manual's pictures.
    screens: PathBuf,
    out: PathBuf,
    /// Keep names, spare the time for compression.
    dev: bool,
}

fn main() -> ExitCode {
    match options().and_then(|options| bundle(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn options() -> Result<Options> {
    let args: Vec<String> = env::args().skip(1).collect();
    let value = |name: &str| -> Result<PathBuf> {
        let at = args.iter().position(|arg| arg == name).with_context(|| format!("{name} is missing"))?;
        Ok(args.get(at + 1).with_context(|| format!("{name} needs a value"))?.into())
    };
    Ok(Options {
        wasm: value("--wasm")?,
        css: value("--css")?,
        script: value("--script")?,
        html: value("--html")?,
        public: value("--public")?,
        screens: value("--screens")?,
        out: value("--out")?,
        dev: args.iter().any(|arg| arg == "--dev"),
    })
}

fn bundle(options: &Options) -> Result<()> {
    let name = options.out.file_name().context("--out names no folder")?.to_string_lossy().into_owned();
    let work = options.out.with_file_name(format!("{name}.new"));
    let old = options.out.with_file_name(format!("{name}.old"));
    for left_over in [&work, &old] {
        remove(left_over)?;
    }
    let later = fill(options, &work)?;
    sizes::report(&work, &later, options.dev)?;
    if options.out.exists() {
        fs::rename(&options.out, &old)?;
    }
    fs::rename(&work, &options.out)?;
    remove(&old)
}

/// Fills the folder; returns the names of what is fetched after the first page.
fn fill(options: &Options, site: &Path) -> Result<Vec<String>> {
    fs::create_dir_all(site.join(ASSETS))?;
    if options.public.is_dir() {
        copy(&options.public, site)?;
    }
    if options.screens.is_dir() {
        copy(&options.screens, &site.join("screens"))?;
    }
    let editor = fs::read(&options.script).with_context(|| format!("cannot read {}", options.script.display()))?;
    fs::write(site.join(EDITOR), editor)?;
    let code = bindings::write(&options.wasm, &site.join(ASSETS), options.dev)?;
    let css = fs::read(&options.css).with_context(|| format!("cannot read {}", options.css.display()))?;
    let css = write_hashed(&site.join(ASSETS), "main", "css", &css)?;

    let source =
        fs::read_to_string(&options.html).with_context(|| format!("cannot read {}", options.html.display()))?;
    let html = page::render(
        &source,
        &page::Files { boot: &code.boot, js: &code.js, link: &code.link, wasm: &code.wasm, css: &css },
    )?;
    fs::write(site.join("index.html"), html)?;
    if !options.dev {
        compress::folder(site)?;
    }
    let mut later = code.later;
    later.push(EDITOR.into());
    Ok(later)
}

/// Writes a file whose name changes with its content; returns the name.
fn write_hashed(folder: &Path, stem: &str, kind: &str, content: &[u8]) -> Result<String> {
    let hash: String = Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let name = format!("{stem}-{hash}.{kind}");
    fs::write(folder.join(&name), content)?;
    Ok(name)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else if target.exists() {
            bail!("{} would be written twice", target.display());
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}
