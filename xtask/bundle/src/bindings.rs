//! wasm-bindgen's part: the module, the JavaScript that loads it, and the few lines that start it; and the cut before
//! it, by which the pages not needed first come in modules of their own (`ui/src/rooms.rs`).

use std::{fs, path::Path};

use anyhow::{Context, Result, anyhow};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

use crate::write_hashed;

/// Names of the files written.
pub struct Code {
    /// Starts everything; the only script the page names.
    pub boot: String,
    /// The bindings.
    pub js: String,
    /// What fetches the later modules; part of the first page.
    pub link: String,
    /// The module.
    pub wasm: String,
    /// Modules that are fetched after the first page.
    pub later: Vec<String>,
}

/// Where the pages of the part for reading lie (`ui/src/rooms/reading.rs`).
const READING: &str = "articles|columns|learning|manual|news|portals|search|sites";

/// A file of its own because the page's security policy allows no script inside of the page. A failure marks the
/// document, so that the page can say something instead of staying empty; where `boot-check.js` found the browser too old,
/// nothing begins.
const BOOT: &str = "\
import init from './JS';
const begin = () => {
  // who comes to read need not wait for the first part to ask for the second
  if (/^\\/(READING)(\\/|$)/.test(location.pathname)) {
    for (const part of PARTS) {
      const link = document.createElement('link');
      Object.assign(link, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: new URL(`./${part}`, import.meta.url).href });
      document.head.append(link);
    }
  }
  init({ module_or_path: new URL('./WASM', import.meta.url) }).catch((error) => {
    document.documentElement.dataset.boot = 'failed';
    throw error;
  });
};
if (document.documentElement.dataset.boot !== 'old') {
  // a page that came with its text shows that first: the program is fetched once it is in sight
  if (document.body.classList.contains('first')) {
    requestAnimationFrame(() => setTimeout(begin));
  } else {
    begin();
  }
}
";

/// Writes the files into the folder. They name each other, so one hash of the module they come from is in all names.
pub fn write(wasm: &Path, folder: &Path, dev: bool) -> Result<Code> {
    let input = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let hash: String = Sha256::digest(&input).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let (name, link) = (format!("gsdj-ui-{hash}"), format!("link-{hash}.js"));

    let cut = folder.join("cut.wasm");
    let later = split(&input, folder, &cut, &name, &link, &hash)?;
    if !dev {
        for part in &later {
            let path = folder.join(part);
            fs::write(&path, without_names(&fs::read(&path)?)?)?;
        }
    }
    let mut bindgen = Bindgen::new();
    bindgen.input_path(&cut).out_name(&name).web(true)?.typescript(false).omit_default_module_path(true);
    // the later modules use the first one's memory and table under the linker's names
    bindgen.keep_lld_exports(true).demangle(false);
    bindgen.debug(dev).keep_debug(false).remove_name_section(!dev).remove_producers_section(true);
    bindgen.generate(folder).with_context(|| format!("no bindings for {}", wasm.display()))?;
    fs::remove_file(cut)?;

    let (js, wasm) = (format!("{name}.js"), format!("{name}_bg.wasm"));
    let reading: Vec<_> = later.iter().filter(|part| !part.starts_with("split_rooms")).collect();
    let boot = BOOT.replace("JS", &js).replace("WASM", &wasm);
    let boot = boot.replace("READING", READING).replace("PARTS", &format!("{reading:?}"));
    Ok(Code { boot: write_hashed(folder, "boot", "js", boot.as_bytes())?, js, link, wasm, later })
}

/// Cuts the module; returns the names of those that come later.
fn split(input: &[u8], folder: &Path, cut: &Path, name: &str, link: &str, hash: &str) -> Result<Vec<String>> {
    let (link_name, main_module) = (format!("./{link}"), format!("./{name}.js"));
    let mut options = Options::new(input);
    options.output_dir = folder;
    options.main_out_path = cut;
    options.link_name = &link_name;
    options.main_module = &main_module;
    let parts = transform(options).map_err(|error| anyhow!("the module cannot be cut: {error:#}"))?;

    let script = folder.join(link);
    let mut text = fs::read_to_string(&script).context("the script of the later modules is missing")?;
    let mut later = Vec::new();
    for part in parts.split_modules {
        let plain = part.file_name().context("a module has no name")?.to_string_lossy().into_owned();
        let hashed = format!("{}-{hash}.wasm", plain.trim_end_matches(".wasm"));
        text = text.replace(&format!("\"./{plain}\""), &format!("\"./{hashed}\""));
        fs::rename(&part, folder.join(&hashed))?;
        later.push(hashed);
    }
    fs::write(script, text)?;
    Ok(later)
}

/// A module without its custom sections: names of functions and the like, which only tools read.
fn without_names(module: &[u8]) -> Result<Vec<u8>> {
    const HEAD: usize = 8;
    let (head, mut rest) = module.split_at_checked(HEAD).context("a module without a head")?;
    let mut out = head.to_vec();
    while let Some((&kind, after)) = rest.split_first() {
        let (size, digits) = number(after).context("a section without a size")?;
        let end = 1 + digits + size;
        let (section, next) = rest.split_at_checked(end).context("a section is cut off")?;
        if kind != 0 {
            out.extend_from_slice(section);
        }
        rest = next;
    }
    Ok(out)
}

/// A number as modules write it (LEB128), and how many bytes it takes.
fn number(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0;
    for (at, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((value, at + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custom_sections_go_and_the_others_stay() {
        let module =
            [b"\0asm\x01\0\0\0".as_slice(), &[0, 3, 1, b'x', 9], &[1, 1, 0], &[0, 0x80, 0x01], &[0; 128]].concat();
        assert_eq!(without_names(&module).unwrap(), [b"\0asm\x01\0\0\0".as_slice(), &[1, 1, 0]].concat());
        assert!(without_names(&module[..module.len() - 1]).is_err());
    }
}
