//! The texts of `--help`. What the commands do stands in their own files.

use std::io::Write;

use anyhow::{Result, bail};

/// Overview of every command.
pub const ALL: &str = "\
cargo xtask <command>

  run     set everything up and start the platform with demo data
  test    every check and every test, on a private database, browser and screen
  web     build the web folder (target/site)
  screens take the manual's pictures (docs/screens) anew
  bench   measure a release build of the server; one JSON object on stdout
  app     build the desktop app; --run starts it, --bundle packs it
  dist    pack the release server and the web folder into target/dist

  tidy    only the checks of the source tree's order
  cargo   any cargo command with the compiler and environment of the project
  env     print that environment as shell exports: eval \"$(cargo xtask env)\"

cargo xtask <command> --help says more about each.
";

const RUN: &str = "\
cargo xtask run [--listen 127.0.0.1:8080] [--data target/demo-data] [--size small|county] [--release]

Checks the compiler and node (20 or newer), builds the web folder and the server, writes demo data if the
data folder is empty, prints the demo accounts and serves until Ctrl-C.

  --listen ADDR   address to serve on
  --data DIR      data folder; remove it to begin again with fresh demo data
  --size SIZE     how much demo data: small (default) or county
  --release       optimised server: minutes more to build, several times faster.
                  Without it the server is a development build, which is enough to look around.
";

const TEST: &str = "\
cargo xtask test [STEP…] [-- FILTER…]

Runs everything, or only the steps named: tidy, format, web, lints, build, tests.
`all-lints` lints the app and the measuring tool too; it needs some minutes more and is not part of everything.
What stands behind -- goes to the test program, e.g. `cargo xtask test tests -- meeting`.
As root on Debian it installs what is missing, after saying so. Otherwise it prints the command to install it
and names each part that is skipped.
";

const WEB: &str = "\
cargo xtask web [--dev] [--force]

Builds the web folder target/site. Does nothing when no source has changed since.

  --dev     unoptimised, with names and debug assertions (or set GSDJ_WEB_DEBUG=1)
  --force   build although nothing seems to have changed
";

const SCREENS: &str = "\
cargo xtask screens

Builds what is needed and takes the pictures of docs/screens anew, from demo data in a headless browser.
Look at them before you commit them.
";

const BENCH: &str = "\
cargo xtask bench [--quick]

Builds server and measuring tool for release, runs the tool and passes on its JSON object, alone, on stdout.
Options are handed to the measuring tool.
";

const APP: &str = "\
cargo xtask app [--debug] [--run | --bundle]

Builds the desktop app with the web folder inside.

  --debug    development build: quicker to make
  --run      start it
  --bundle   pack it as a .deb; fetches the Tauri packer from the npm registry once
";

const DIST: &str = "\
cargo xtask dist [--no-app]

Writes target/dist/gsdj-<version>-<target>.tar.gz with the release server and the web folder, and the app's
.deb where it can be built.

  --no-app   leave the app out
";

const TIDY: &str = "\
cargo xtask tidy

Reads manifests and sources and reports every broken rule of the house; see xtask/src/tidy.
";

/// Prints the help of one command.
pub fn of(command: &str) -> Result<()> {
    match command {
        "run" => print(RUN),
        "test" => print(TEST),
        "web" => print(WEB),
        "screens" => print(SCREENS),
        "bench" => print(BENCH),
        "app" => print(APP),
        "dist" => print(DIST),
        "tidy" => print(TIDY),
        _ => print(ALL),
    }
}

/// Writes a text to stdout.
pub fn print(text: &str) -> Result<()> {
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}

/// The answer to a command that does not exist.
pub fn unknown(command: &str) -> Result<()> {
    bail!("there is no command `{command}`\n\n{ALL}")
}
