//! Brotli and gzip copies beside every file that gains by it, so that the server only has to choose.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    thread,
};

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};

/// Kinds that compress; pictures and fonts in WOFF2 are compressed already.
const KINDS: [&str; 10] = ["html", "js", "css", "wasm", "json", "svg", "txt", "webmanifest", "xml", "ttf"];

/// Below this a response is no smaller with its extra header.
const WORTH_IT: u64 = 256;

const BROTLI_QUALITY: u32 = 11;
const BROTLI_WINDOW: u32 = 22;

/// Writes the copies for a folder and everything below it.
pub fn folder(folder: &Path) -> Result<()> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    thread::scope(|scope| {
        let work: Vec<_> = files.iter().map(|file| scope.spawn(|| copies(file))).collect();
        work.into_iter().try_for_each(|work| work.join().ok().context("compression broke off")?)
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), files)?;
        } else {
            let path = entry.path();
            let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
            if KINDS.contains(&kind) && entry.metadata()?.len() >= WORTH_IT {
                files.push(path);
            }
        }
    }
    Ok(())
}

fn copies(path: &Path) -> Result<()> {
    let content = fs::read(path)?;
    let mut brotli = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut brotli, 1 << 16, BROTLI_QUALITY, BROTLI_WINDOW);
    writer.write_all(&content)?;
    drop(writer);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&content)?;
    for (kind, copy) in [("br", brotli), ("gz", gzip.finish()?)] {
        if copy.len() < content.len() {
            File::create(with_suffix(path, kind))?.write_all(&copy)?;
        }
    }
    Ok(())
}

/// `page.html` and `br` make `page.html.br`.
pub fn with_suffix(path: &Path, kind: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(kind);
    name.into()
}
