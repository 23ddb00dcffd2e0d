//! The house checks its own order: who may know whom, where SQL and URLs may stand, how files open and are named.
//!
//! Each rule is a function from the texts of the tree to findings, so that its test needs no disk.

mod edges;
mod places;
mod texts;
mod tree;

use std::path::Path;

use anyhow::{Result, bail};

use crate::process::Project;

/// `cargo xtask tidy`.
pub fn command(project: &Project, args: &[String]) -> Result<()> {
    if !args.is_empty() {
        bail!("`tidy` has no options; see cargo xtask tidy --help");
    }
    check(&project.root)
}

/// Reports every finding; an error if there is one.
pub fn check(root: &Path) -> Result<()> {
    let files = tree::read(root)?;
    let findings = [edges::check(&files), places::check(&files), texts::check(&files)].concat();
    for finding in &findings {
        eprintln!("{}", finding.line());
    }
    if findings.is_empty() {
        eprintln!("{} files in order", files.len());
        return Ok(());
    }
    bail!("{} findings", findings.len())
}

/// A broken rule and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    path: String,
    /// From 1; 0 for the file as a whole.
    line: usize,
    what: String,
}

impl Finding {
    fn at(file: &tree::File, line: usize, what: impl Into<String>) -> Self {
        Self { path: file.path.clone(), line, what: what.into() }
    }

    fn line(&self) -> String {
        match self.line {
            0 => format!("{}: {}", self.path, self.what),
            line => format!("{}:{line}: {}", self.path, self.what),
        }
    }
}
