//! `gsdj-backend`: the server's one binary.

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use gsdj_backend::account::{hash_now, set_password_of_org};
use gsdj_backend::clock::Clock;
use gsdj_backend::config::{Config, Data};
use gsdj_backend::demo::cli::Demo;
use gsdj_backend::points::cli::Rollup;
use gsdj_backend::registry;
use gsdj_backend::secret::Secret;
use gsdj_backend::serve::Server;
use gsdj_backend::store::Store;
use std::process::ExitCode;
use std::sync::Arc;
use tracing_subscriber::EnvFilter;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(name = "gsdj-backend", version, about = "甘肃党建 服务端")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the server.
    Serve(Config),
    /// Take what the national member registry hands over.
    Registry {
        #[command(subcommand)]
        command: Registry,
    },
    /// Fill an empty platform with demo data, or tell the demo's accounts.
    Demo(Demo),
    /// Settle points and rankings up to the end of a day; the server does so by itself every night.
    Rollup(Rollup),
    /// Accounts, from the console.
    Account {
        #[command(subcommand)]
        command: Account,
    },
}

#[derive(Subcommand)]
enum Registry {
    /// Apply registry files, or show what they would change.
    Sync {
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        args: registry::cli::Args,
    },
}

#[derive(Subcommand)]
enum Account {
    /// Give an organisation a new first password (the province's first one is made so).
    Password {
        #[command(flatten)]
        data: Data,
        /// The organisation's 12-digit code.
        #[arg(long)]
        org: String,
    },
}

fn main() -> anyhow::Result<ExitCode> {
    let filter = EnvFilter::try_from_env("GSDJ_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    match Cli::parse().command {
        Command::Serve(config) => serve(config),
        Command::Registry { command: Registry::Sync { data, args } } => {
            let (store, secret) = open(&data)?;
            registry::cli::run(&args, &store, &secret)
        }
        Command::Demo(demo) => match demo.data() {
            Some(data) => {
                let (store, secret) = open(data)?;
                demo.fill(&store, &secret, Clock::System.now())
            }
            None => demo.accounts(),
        },
        Command::Rollup(rollup) => rollup.run(&open(rollup.data())?.0, &Clock::System),
        Command::Account { command: Account::Password { data, org } } => new_password(&data, org),
    }
}

fn serve(config: Config) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let server = Server::open(config, Clock::System).await.context("the server could not start")?;
        tracing::info!(address = %server.address()?, engine = server.app().store.engine(), "ready");
        server.run(asked_to_stop()).await?;
        tracing::info!("stopped");
        Ok(ExitCode::SUCCESS)
    })
}

/// Ends when the system asks the program to stop.
async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}

/// The store and its secret, for commands that work without a server.
fn open(data: &Data) -> anyhow::Result<(Store, Secret)> {
    std::fs::create_dir_all(&data.folder)?;
    let secret = Secret::open(&data.folder, data.secret.as_deref())?;
    let store = Store::open(&data.location(), Arc::new(drop), 15)?;
    Ok((store, secret))
}

fn new_password(data: &Data, org: String) -> anyhow::Result<ExitCode> {
    let (store, _) = open(data)?;
    let password = gsdj_backend::account::first_password();
    let hash = hash_now(&password)?;
    let known = store.write_now(move |c| set_password_of_org(c, &org, &hash))?;
    if known {
        gsdj_backend::console::answer(&password)?;
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("没有这个组织代码");
    Ok(ExitCode::FAILURE)
}
