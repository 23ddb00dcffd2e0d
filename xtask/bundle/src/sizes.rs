//! What the first page costs a phone, and its limit.

use std::{fs, path::Path};

use anyhow::{Result, ensure};

use crate::{ASSETS, compress::with_suffix};

/// What the first page may cost: wasm, JavaScript and style sheet together, compressed.
const LIMIT: u64 = 400 * 1024;

/// Prints the sizes; an error when a release is above the limit. What is fetched `later` does not count.
pub fn report(site: &Path, later: &[String], dev: bool) -> Result<()> {
    // Beside the assets: scripts that the page loads under a name of their own.
    let entries = fs::read_dir(site.join(ASSETS))?.chain(fs::read_dir(site)?);
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|kind| kind == "wasm" || kind == "js" || kind == "css"));
    files.sort();
    let mut total = 0;
    eprintln!("{:>10} {:>10} {:>10}", "bytes", "gzip", "brotli");
    for file in &files {
        let plain = fs::metadata(file)?.len();
        let copy = |kind: &str| fs::metadata(with_suffix(file, kind)).map_or(plain, |meta| meta.len());
        let (gzip, brotli) = (copy("gz"), copy("br"));
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let after = later.iter().any(|l| *l == name);
        total += if after { 0 } else { brotli };
        eprintln!("{plain:>10} {gzip:>10} {brotli:>10}  {name}{}", if after { " (after the first page)" } else { "" });
    }
    if dev {
        eprintln!("a development build: as large as it likes");
        return Ok(());
    }
    eprintln!("first page: {} KB of {} KB", total.div_ceil(1024), LIMIT / 1024);
    ensure!(total <= LIMIT, "the first page is {total} bytes compressed; the limit is {LIMIT}");
    Ok(())
}
