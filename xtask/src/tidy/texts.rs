//! How files open and are called, and what must not stand in them.

use super::{Finding, tree::File};

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 10] =
    ["utils", "util", "helpers", "helper", "common", "manager", "managers", "service", "services", "misc"];

/// Folders in which one of these words is the platform's own: 党群服务 is called `services`.
const OWN_WORDS: [&str; 1] = ["services"];

/// Unfinished work, spelt so that this file does not find itself.
const UNFINISHED: [&str; 4] =
    [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("unimpl", "emented!"), concat!("to", "do!")];

/// Beginnings of paths that exist on one machine only.
const MACHINE_PATHS: [&str; 3] = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];

/// All findings about texts.
pub fn check(files: &[File]) -> Vec<Finding> {
    files.iter().flat_map(|file| opening(file).into_iter().chain(name(file)).chain(words(file))).collect()
}

fn opening(file: &File) -> Option<Finding> {
    let bare = file.kind() == "rs" && !file.text.starts_with("//!");
    bare.then(|| Finding::at(file, 1, "opens without `//!`: say what the file is and what it leaves to others"))
}

fn name(file: &File) -> Option<Finding> {
    if file.kind() != "rs" {
        return None;
    }
    let parts = file.path.split('/').map(|part| part.strip_suffix(".rs").unwrap_or(part));
    let mut empty = parts.filter(|part| EMPTY_NAMES.contains(part) && !OWN_WORDS.contains(part));
    empty.next().map(|part| Finding::at(file, 0, format!("`{part}` says nothing about what is inside")))
}

fn words(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, line) in file.lines() {
        for word in UNFINISHED.iter().filter(|word| stands_alone(line, word)) {
            findings.push(Finding::at(file, number, format!("unfinished: {word}")));
        }
        for path in MACHINE_PATHS.iter().filter(|path| is_absolute(line, path)) {
            findings.push(Finding::at(file, number, format!("a path of one machine: {path}…")));
        }
    }
    findings
}

fn stands_alone(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let around = [line[..at].chars().next_back(), line[at + word.len()..].chars().next()];
        !around.into_iter().flatten().any(|c| c.is_alphanumeric() || c == '_')
    })
}

/// Not when something stands before it: `./work/` and `a.org/home/` are no paths of a machine.
fn is_absolute(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || "._-})*~".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::{super::tree::file, *};

    fn count(path: &str, text: &str) -> usize {
        check(&[file(path, text)]).len()
    }

    #[test]
    fn a_file_opens_by_saying_what_it_is() {
        assert_eq!(count("ui/src/a.rs", "//! A page.\n"), 0);
        assert_eq!(count("ui/src/a.rs", "use x;\n"), 1);
        assert_eq!(count("ui/style/main.css", "body {}\n"), 0);
    }

    #[test]
    fn names_say_something() {
        assert_eq!(count("ui/src/helpers.rs", "//! x"), 1);
        assert_eq!(count("ui/src/common/a.rs", "//! x"), 1);
        assert_eq!(count("ui/src/services/wish.rs", "//! x"), 0);
    }

    #[test]
    fn unfinished_work_is_found() {
        assert_eq!(count("README.md", concat!("TO", "DO: more")), 1);
        assert_eq!(count("README.md", concat!("MASTO", "DON")), 0);
    }

    #[test]
    fn paths_of_one_machine_are_found_and_addresses_are_not() {
        assert_eq!(count("README.md", concat!("see `/wo", "rk/notes`")), 1);
        assert_eq!(count("README.md", concat!("https://example.org/ho", "me/ and ./wo", "rk/")), 0);
    }
}
