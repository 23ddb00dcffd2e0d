//! Processes that belong to one story and end with it, by their own id.

use std::io::Write as _;
use std::net::{Ipv4Addr, TcpListener};
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};

/// Says that something is left out, also when the tests' output is captured.
pub fn skip(what: &str, lacks: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED {what}: {lacks}");
}

/// A port that nobody listens on now.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

/// A helper that speaks HTTP on a port of the loopback.
pub struct Helper {
    child: Child,
    /// `http://127.0.0.1:port`.
    pub address: String,
}

impl Helper {
    /// Starts it and waits until `/status` answers. The port goes where `{port}` stands in the arguments.
    pub async fn start(program: &str, args: &[&str], with: &[(&str, &str)]) -> Self {
        let port = free_port();
        let mut command = Command::new(program);
        command.args(args.iter().map(|a| a.replace("{port}", &port.to_string()))).envs(with.iter().copied());
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true).spawn();
        let child = child.unwrap_or_else(|e| panic!("{program} can't be started: {e}"));
        let helper = Self { child, address: format!("http://127.0.0.1:{port}") };
        helper.wait().await;
        helper
    }

    async fn wait(&self) {
        let status = format!("{}/status", self.address);
        for _ in 0..200 {
            if gsdj_tests::web::client().get(&status).send().await.is_ok() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{status} does not answer");
    }

    /// Ends it.
    pub async fn end(mut self) {
        self.child.start_kill().ok();
        self.child.wait().await.ok();
    }
}

/// The processes that were started with this text in their command line or environment.
pub fn left_over(mark: &str) -> Vec<u32> {
    let Ok(entries) = std::fs::read_dir("/proc") else { return Vec::new() };
    let ids = entries.flatten().filter_map(|e| e.file_name().to_str()?.parse::<u32>().ok());
    let says = |id: u32, file: &str| {
        let bytes = std::fs::read(format!("/proc/{id}/{file}")).unwrap_or_default();
        String::from_utf8_lossy(&bytes).contains(mark)
    };
    ids.filter(|id| *id != std::process::id() && (says(*id, "cmdline") || says(*id, "environ"))).collect()
}

/// Ends them.
pub fn end_left_over(mark: &str) {
    for id in left_over(mark) {
        let _ = std::process::Command::new("kill").arg(id.to_string()).stderr(Stdio::null()).status();
    }
}
