//! The load: clients that each keep one connection and send the next request when the last is answered.
//!
//! Requests are written as bytes beforehand and answers are read only as far as needed (status, length), so that the
//! load costs little beside the server it measures.

use anyhow::{Context, Result, bail};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Threads that carry the load, `niceness` steps behind the server's (Linux; elsewhere beside them).
pub fn runtime(niceness: i32) -> Result<tokio::runtime::Runtime> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(2).enable_all();
    #[cfg(target_os = "linux")]
    builder.on_thread_start(move || {
        // without it the figures are lower, and still true
        let _ = rustix::process::nice(niceness);
    });
    Ok(builder.build()?)
}

/// One request as bytes.
pub type Bytes = Arc<Vec<u8>>;

/// What a load came to.
pub struct Outcome {
    /// Requests a second.
    pub per_second: f64,
    /// How many.
    pub requests: u64,
    /// Half of them took at most this, in milliseconds.
    pub p50: f64,
    /// 99 of 100 took at most this, in milliseconds.
    pub p99: f64,
}

/// How long to load, at most; it ends earlier when the requests run out.
#[derive(Clone, Copy)]
pub struct Plan {
    /// Connections.
    pub clients: usize,
    /// Time.
    pub time: Duration,
    /// Begin again when the requests run out.
    pub repeat: bool,
    /// Requests a second of all clients together; as fast as they can when not given.
    pub pace: Option<f64>,
}

/// Sends `requests` from `plan.clients` connections; every answer must be a 2xx.
pub async fn run(address: SocketAddr, requests: Vec<Bytes>, plan: Plan) -> Result<Outcome> {
    let requests = Arc::new(requests);
    let next = Arc::new(AtomicU64::new(0));
    let stop = Arc::new(AtomicBool::new(false));
    let begun = Instant::now();
    let clients: Vec<_> = (0..plan.clients)
        .map(|_| tokio::spawn(client(address, requests.clone(), next.clone(), stop.clone(), plan)))
        .collect();
    let mut times = Vec::new();
    for client in clients {
        times.append(&mut client.await??);
    }
    let took = begun.elapsed().as_secs_f64();
    times.sort_unstable();
    let at =
        |share: f64| times.get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1))).copied();
    let millis = |t: Option<u32>| f64::from(t.unwrap_or(0)) / 1000.0;
    Ok(Outcome {
        per_second: times.len() as f64 / took,
        requests: times.len() as u64,
        p50: millis(at(0.5)),
        p99: millis(at(0.99)),
    })
}

async fn client(
    address: SocketAddr,
    requests: Arc<Vec<Bytes>>,
    next: Arc<AtomicU64>,
    stop: Arc<AtomicBool>,
    plan: Plan,
) -> Result<Vec<u32>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut buffer = Vec::with_capacity(64 << 10);
    let (begun, mut times) = (Instant::now(), Vec::new());
    while begun.elapsed() < plan.time && !stop.load(Ordering::Relaxed) {
        let n = usize::try_from(next.fetch_add(1, Ordering::Relaxed))?;
        if n >= requests.len() && !plan.repeat {
            break;
        }
        if let Some(pace) = plan.pace {
            tokio::time::sleep_until((begun + Duration::from_secs_f64(n as f64 / pace)).into()).await;
        }
        let sent = Instant::now();
        let answered = ask(&mut stream, &requests[n % requests.len()], &mut buffer).await;
        answered.inspect_err(|_| stop.store(true, Ordering::Relaxed))?;
        times.push(u32::try_from(sent.elapsed().as_micros())?);
    }
    Ok(times)
}

/// Sends a request and reads its answer, which must be a 2xx, whole into `buffer`; where its body begins.
pub async fn ask(stream: &mut TcpStream, request: &Bytes, buffer: &mut Vec<u8>) -> Result<usize> {
    stream.write_all(request).await?;
    let (status, body) = read_answer(stream, buffer).await?;
    if !(200..300).contains(&status) {
        bail!("answered {status}: {}", String::from_utf8_lossy(buffer));
    }
    Ok(body)
}

/// Reads one answer whole into `buffer`; its status, and where its body begins.
async fn read_answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<(u16, usize)> {
    buffer.clear();
    loop {
        if stream.read_buf(buffer).await? == 0 {
            bail!("the server closed the connection");
        }
        let Some(head) = end_of_head(buffer) else { continue };
        let text = std::str::from_utf8(&buffer[..head])?;
        let status = text.get(9..12).context("no status")?.parse()?;
        let length = text
            .split("\r\n")
            .find_map(|l| l.get(..15).filter(|n| n.eq_ignore_ascii_case("content-length:")).and(l.get(15..)));
        let whole = head + 4 + length.map_or(Ok(0), |l| l.trim().parse::<usize>())?;
        while buffer.len() < whole {
            if stream.read_buf(buffer).await? == 0 {
                bail!("the answer was cut off");
            }
        }
        return Ok((status, head + 4));
    }
}

/// Where the blank line begins.
fn end_of_head(buffer: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + buffer.get(from..)?.iter().position(|b| *b == b'\r')?;
        if buffer.get(at..at + 4)? == b"\r\n\r\n" {
            return Some(at);
        }
        from = at + 1;
    }
}

/// A request as bytes.
pub fn request(method: &str, path: &str, token: &str, body: &str) -> Bytes {
    let bearer = if token.is_empty() { String::new() } else { format!("Authorization: Bearer {token}\r\n") };
    let head = if body.is_empty() {
        String::new()
    } else {
        format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len())
    };
    Arc::new(format!("{method} {path} HTTP/1.1\r\nHost: bench\r\n{bearer}{head}\r\n{body}").into_bytes())
}
