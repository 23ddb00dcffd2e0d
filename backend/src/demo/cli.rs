//! The command `demo`.

use super::{Filled, Size, Target, accounts, fill, may_fill};
use crate::config::Data;
use crate::console;
use crate::file::Files;
use crate::secret::Secret;
use crate::store::Store;
use clap::{Args, Subcommand};
use gsdj_domain::Instant;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// Fill an empty platform with demo data, or tell the demo's accounts.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Demo {
    #[command(subcommand)]
    command: Option<Command>,
    /// How large.
    #[arg(long, value_enum, default_value = "small")]
    size: Size,
    #[command(flatten)]
    data: Data,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The accounts of every demo, with their passwords.
    Accounts {
        /// As JSON.
        #[arg(long)]
        json: bool,
        /// Of which demo: taken, though the accounts are the same in all of them.
        #[arg(long = "data", hide = true)]
        _folder: Option<PathBuf>,
    },
}

impl Demo {
    /// Where to fill; `None` when only the accounts are asked for.
    #[must_use]
    pub const fn data(&self) -> Option<&Data> {
        match self.command {
            Some(Command::Accounts { .. }) => None,
            None => Some(&self.data),
        }
    }

    /// Fills the store.
    ///
    /// # Errors
    /// When something breaks.
    pub fn fill(&self, store: &Store, secret: &Secret, now: Instant) -> anyhow::Result<ExitCode> {
        if !may_fill(store)? {
            eprintln!("这里已经有数据，没有改动任何内容。示例数据只能填入空的数据文件夹，请用 --data 另指定一个。");
            return Ok(ExitCode::FAILURE);
        }
        let begun = std::time::Instant::now();
        let files = Files::open(&self.data)?;
        let target = Target { store, secret, files: &files, folder: &self.data.folder };
        let filled = fill(&target, self.size, now)?;
        console::answer(&sentence(&filled, begun.elapsed()))?;
        Ok(ExitCode::SUCCESS)
    }

    /// Prints the accounts.
    ///
    /// # Errors
    /// When they can't be written.
    pub fn accounts(&self) -> anyhow::Result<ExitCode> {
        if matches!(self.command, Some(Command::Accounts { json: true, .. })) {
            console::answer(&serde_json::to_string_pretty(&accounts())?)?;
            return Ok(ExitCode::SUCCESS);
        }
        for a in accounts() {
            console::answer(&format!("{}　{}　{}　{}（{}）", a.role.label(), a.account, a.password, a.name, a.note))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn sentence(filled: &Filled, took: Duration) -> String {
    format!(
        "示例数据已填好：{} 个党委，{} 个党总支，{} 个党支部，{} 名党员，{} 个会议；用时 {:.1} 秒。",
        filled.committees,
        filled.general_branches,
        filled.branches,
        filled.members,
        filled.meetings,
        took.as_secs_f64(),
    )
}
