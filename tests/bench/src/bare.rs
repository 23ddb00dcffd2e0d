//! The limits: an axum that answers a constant, and a SQLite that inserts a row.

use anyhow::{Context, Result};
use axum::{Json, Router, routing::get};
use rusqlite::Connection;
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};

/// Serves `GET /hello` on a free loopback port, whose number is the first line printed.
#[expect(clippy::print_stdout, reason = "the port is told on the first line")]
pub fn serve() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?.port());
        let app = Router::new().route("/hello", get(|| async { Json(json!({"hello": "world"})) }));
        axum::serve(listener, app).await.context("the bare server broke")
    })
}

/// Durable single-row inserts a second into a SQLite of the server's settings, a commit each.
pub fn inserts_per_second(folder: &Path, time: Duration) -> Result<f64> {
    let conn = Connection::open(folder.join("bare.sqlite"))?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.execute_batch(
        "CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, answer TEXT NOT NULL, at INTEGER NOT NULL)",
    )?;
    let mut insert = conn.prepare("INSERT INTO row (answer, at) VALUES (?1, ?2)")?;
    let (begun, mut rows) = (Instant::now(), 0_u32);
    while begun.elapsed() < time {
        insert.execute(("attend", i64::from(rows)))?;
        rows += 1;
    }
    Ok(f64::from(rows) / begun.elapsed().as_secs_f64())
}
