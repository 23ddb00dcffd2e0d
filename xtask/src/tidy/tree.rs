//! The texts of the source tree, without what tools put there.

use std::{fs, path::Path};

use anyhow::Result;

/// Folders that tools own, by name or by path.
const FOREIGN: [&str; 7] = ["target", "node_modules", "gen", "dist", "test-results", ".venv", "__pycache__"];

/// What is read: kinds of text that people write.
const KINDS: [&str; 12] = ["rs", "toml", "css", "html", "js", "json", "md", "sh", "sql", "svg", "webmanifest", "yml"];

/// One text.
pub struct File {
    /// From the project's folder, with `/`.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

impl File {
    /// The name's ending, without the dot.
    pub fn kind(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, kind)| kind)
    }

    /// The crate's folder, for sources of a crate: `tests/bench` before `tests`.
    pub fn is_in(&self, folder: &str) -> bool {
        self.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Numbered lines, from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(i, line)| (i + 1, line))
    }

    /// Numbered lines of Rust that are not comments.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

/// Every text of the project.
pub fn read(root: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    walk(root, "", &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<File>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            let hidden = name.starts_with('.') && name != ".ci" && name != ".cargo";
            if !hidden && !FOREIGN.contains(&name.as_str()) {
                walk(&entry.path(), &format!("{path}/"), files)?;
            }
        } else if KINDS.iter().any(|kind| name.ends_with(&format!(".{kind}"))) || path.starts_with(".ci/") {
            let lock = name == "package-lock.json";
            let text = if lock { String::new() } else { fs::read_to_string(entry.path())? };
            files.push(File { path, text });
        }
    }
    Ok(())
}

#[cfg(test)]
pub fn file(path: &str, text: &str) -> File {
    File { path: path.to_owned(), text: text.to_owned() }
}
