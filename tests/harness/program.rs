//! The real program in a process of its own, on the loopback: for what only a process can show.

use super::database::SECRET;
use gsdj_backend::config::Data;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// How long the program may take to be ready.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server; killed when dropped.
pub struct Program {
    child: Child,
    /// `http://127.0.0.1:port`.
    pub address: String,
}

impl Program {
    /// Where the program is: `GSDJ_TEST_SERVER`, or beside the tests where cargo puts it.
    #[must_use]
    pub fn path() -> Option<PathBuf> {
        let given = std::env::var_os("GSDJ_TEST_SERVER").map(PathBuf::from);
        let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.parent()?.join("gsdj-backend")));
        given.or(beside).filter(|path| path.is_file())
    }

    /// Starts it on these data and waits until it says that it is ready.
    pub async fn start(path: &std::path::Path, data: &Data) -> Self {
        let mut command = Command::new(path);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&data.folder);
        command.env("GSDJ_SECRET", SECRET).env_remove("GSDJ_DATABASE_URL").env_remove("GSDJ_LOG");
        if let Some(url) = &data.database_url {
            command.env("GSDJ_DATABASE_URL", url);
        }
        let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).kill_on_drop(true).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let ready = async {
            let mut said = String::new();
            while let Some(line) = lines.next_line().await.unwrap() {
                let entry: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
                if entry["fields"]["message"] == "ready" {
                    return entry["fields"]["address"].as_str().unwrap().to_owned();
                }
                said.push_str(&line);
            }
            panic!("the server ended before it was ready: {said}");
        };
        let address = tokio::time::timeout(PATIENCE, ready).await.expect("the server is not ready");
        // whoever doesn't read on lets the program wait for its log
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Self { child, address: format!("http://{address}") }
    }

    /// Ends it as a power failure would: no signal that it could hear.
    pub async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }
}
