//! Measures the running server beside its limits, all in one run, and prints one JSON object.
//!
//! `GSDJ_BENCH_SERVER` names the server's program. The limits are a bare axum in a process of its own (this program,
//! started with `--bare`) and a bare SQLite in this one. CPU time is the server process's own, from the system.
#![expect(clippy::print_stdout, reason = "the figures are this program's answer")]

mod articles;
mod bare;
mod county;
mod figures;
mod load;
mod process;
mod province;
mod scenes;
mod storm;
mod study;
mod world;

use anyhow::Result;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<()> {
    if std::env::args().any(|a| a == "--bare") {
        return bare::serve();
    }
    let quick = std::env::args().any(|a| a == "--quick");
    let only_rollup = std::env::args().any(|a| a == "--rollup");
    let figures = if only_rollup { scenes::run_rollup(quick) } else { scenes::run(quick) }?;
    println!("{}", figures.json());
    Ok(())
}
