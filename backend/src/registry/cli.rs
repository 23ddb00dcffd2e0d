//! `registry sync` on the command line.

use super::print;
use super::run::{Options, sync};
use super::source::Source;
use crate::Error;
use crate::clock::Clock;
use crate::console;
use crate::secret::Secret;
use crate::store::Store;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// What `registry sync` takes.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// CSV or XLSX files, in any order; which table each holds is seen by its header.
    #[arg(required = true, value_name = "FILE")]
    pub paths: Vec<PathBuf>,
    /// Show what would change, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// The files are full (全量): whoever is absent is removed, once confirmed.
    #[arg(long, conflicts_with = "incremental")]
    pub full: bool,
    /// The files hold changes only (增量, the default): absence means nothing.
    #[arg(long)]
    pub incremental: bool,
    /// The number of removals that the dry run has shown.
    #[arg(long, value_name = "N", requires = "full")]
    pub confirm_removals: Option<u64>,
    /// Print the whole report as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Runs the command and prints its report; a refusal is told on standard error.
///
/// # Errors
/// When something breaks.
pub fn run(args: &Args, store: &Store, secret: &Secret) -> anyhow::Result<ExitCode> {
    let files: Vec<Source> = args.paths.iter().cloned().map(Source::Path).collect();
    let options = Options { dry_run: args.dry_run, full: args.full, confirm_removals: args.confirm_removals };
    match sync(store, secret, Clock::System.now(), &files, &options) {
        Ok(report) => {
            let text = if args.json { serde_json::to_string_pretty(&report)? } else { print::text(&report) };
            console::answer(text.trim_end())?;
            Ok(ExitCode::SUCCESS)
        }
        Err(Error::Refused(refusal)) => {
            writeln!(std::io::stderr().lock(), "{}", refusal.sentence())?;
            Ok(ExitCode::FAILURE)
        }
        Err(error @ (Error::Conflict | Error::Internal(_))) => Err(error.into()),
    }
}
