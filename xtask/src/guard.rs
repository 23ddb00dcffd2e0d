//! A background process that never outlives this program, however this program ends.
//!
//! A small shell stands between: it holds one end of a pipe, and when the other end closes (dropped here, or because
//! this program was killed) it stops the process, waits for it and removes its folder.

use std::{
    ffi::OsStr,
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

/// `$1` is the signal that ends the process, `$2` the folder to remove, the rest is the command line.
const SHELL: &str = r#"trap : INT TERM HUP
signal=$1 folder=$2; shift 2
"$@" <&- & child=$!
read -r _
kill -s "$signal" $child 2>/dev/null
wait $child
rm -rf "$folder""#;

/// A running process; dropping it ends it.
pub struct Guarded {
    shell: Child,
    log: PathBuf,
}

impl Guarded {
    /// Starts the command, to be ended by `signal`. `folder` is removed then; what it prints goes to `log`.
    pub fn start<S>(line: impl IntoIterator<Item = S>, signal: &str, folder: &Path, log: PathBuf) -> Result<Self>
    where
        S: AsRef<OsStr>,
    {
        let out = File::create(&log)?;
        let mut command = Command::new("sh");
        command.args(["-c", SHELL, "guard", signal]).arg(folder).args(line).current_dir("/");
        command.stdin(Stdio::piped()).stdout(out.try_clone()?).stderr(out);
        let shell = command.spawn().context("cannot start a shell")?;
        Ok(Self { shell, log })
    }

    /// Waits until the process can be used; an error with its last words after 20 seconds.
    pub fn wait_until(&self, ready: impl Fn() -> bool) -> Result<()> {
        let begun = Instant::now();
        while !ready() {
            if begun.elapsed() > Duration::from_secs(20) {
                let said = fs::read_to_string(&self.log).unwrap_or_default();
                let tail: Vec<&str> = said.lines().rev().take(10).collect();
                bail!("not ready after 20 s:\n{}", tail.into_iter().rev().collect::<Vec<_>>().join("\n"));
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dropping_ends_the_process_and_removes_its_folder() {
        let base = std::env::temp_dir().join(format!("gsdj-guard-{}", std::process::id()));
        let folder = base.join("folder");
        fs::create_dir_all(&folder).unwrap();
        let up = folder.join("up").display().to_string();
        let line = ["sh", "-c", "touch \"$1\"; while :; do sleep 0.05; done", "x", &up];
        let guarded = Guarded::start(line, "TERM", &folder, base.join("log")).unwrap();
        guarded.wait_until(|| folder.join("up").exists()).unwrap();
        drop(guarded);
        assert!(!folder.exists());
        fs::remove_dir_all(base).unwrap();
    }
}
