//! wasm-bindgen's part: the module, the JavaScript that loads it, and the few lines that start it.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::write_hashed;

/// Names of the files written.
pub struct Code {
    /// Starts everything; the only script the page names.
    pub boot: String,
    /// The bindings.
    pub js: String,
    /// The module.
    pub wasm: String,
}

/// A file of its own because the page's security policy allows no script inside of the page. A failure marks the
/// document, so that the page can say something instead of staying empty.
const BOOT: &str = "\
import init from './JS';
init({ module_or_path: new URL('./WASM', import.meta.url) }).catch((error) => {
  document.documentElement.dataset.boot = 'failed';
  throw error;
});
";

/// Writes the three files into the folder.
pub fn write(wasm: &Path, folder: &Path, dev: bool) -> Result<Code> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name("gsdj-ui").web(true)?.typescript(false).omit_default_module_path(true);
    bindgen.debug(dev).keep_debug(false).remove_name_section(!dev).remove_producers_section(true);
    bindgen.generate(folder).with_context(|| format!("no bindings for {}", wasm.display()))?;

    let js = rename_hashed(folder, "gsdj-ui.js", "js")?;
    let wasm = rename_hashed(folder, "gsdj-ui_bg.wasm", "wasm")?;
    let boot = BOOT.replace("JS", &js).replace("WASM", &wasm);
    Ok(Code { boot: write_hashed(folder, "boot", "js", boot.as_bytes())?, js, wasm })
}

fn rename_hashed(folder: &Path, name: &str, kind: &str) -> Result<String> {
    let plain = folder.join(name);
    let hashed = write_hashed(folder, "gsdj-ui", kind, &fs::read(&plain)?)?;
    fs::remove_file(plain)?;
    Ok(hashed)
}
