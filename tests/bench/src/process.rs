//! A server under measurement: started, timed until ready, its CPU and memory read from the system, ended by its id.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running server.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// How long it took until it answered.
    pub ready_after: Duration,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts the platform on `data` and waits until `/healthz` answers.
    pub fn platform(program: &Path, data: &Path, more: &[(&str, &str)]) -> Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let begun = Instant::now();
        let child = Command::new(program)
            .args(["serve", "--listen", &address.to_string(), "--data"])
            .arg(data)
            .envs(more.iter().copied())
            .env("GSDJ_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        let mut server = Self { child, address, ready_after: Duration::ZERO };
        while !is_ready(address) {
            if begun.elapsed() > Duration::from_secs(30) || server.child.try_wait()?.is_some() {
                bail!("the server did not become ready");
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        server.ready_after = begun.elapsed();
        Ok(server)
    }

    /// Starts the bare axum.
    pub fn bare() -> Result<Self> {
        let mut child = Command::new(std::env::current_exe()?).arg("--bare").stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("no output")?).read_line(&mut line)?;
        let address = SocketAddr::from(([127, 0, 0, 1], line.trim().parse()?));
        Ok(Self { child, address, ready_after: Duration::ZERO })
    }

    /// CPU time used so far, in milliseconds (all threads, user and system).
    pub fn cpu_ms(&self) -> Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let after = stat.rsplit_once(") ").context("no stat")?.1;
        let fields: Vec<&str> = after.split(' ').collect();
        let ticks: u64 =
            fields.get(11).context("no utime")?.parse::<u64>()? + fields.get(12).context("no stime")?.parse::<u64>()?;
        Ok(ticks as f64 * 10.0)
    }

    /// Memory held now (resident, less what is mapped from files), in MB.
    pub fn memory_mb(&self) -> Result<(f64, f64)> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let field = |name: &str| -> f64 {
            let line = status.lines().find(|l| l.starts_with(name)).unwrap_or_default();
            line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or(0.0) / 1024.0
        };
        Ok((field("VmRSS:"), field("RssAnon:")))
    }
}

/// The most memory (resident) that a process has held so far, in MiB; 0 when it is gone.
pub fn memory_at_most(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0) / 1_024.0
}

fn is_ready(address: SocketAddr) -> bool {
    use std::io::{Read, Write};
    let Ok(mut stream) = std::net::TcpStream::connect(address) else { return false };
    let mut answer = [0; 12];
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: bench\r\n\r\n").is_ok()
        && stream.read_exact(&mut answer).is_ok()
        && answer.ends_with(b"200")
}
