//! Who may know whom: the arrows of ARCHITECTURE.md, read from the manifests and from the sources.

use super::{Finding, tree::File};

/// A crate of ours: its folder, its name and the crates of ours it may depend on.
struct Crate {
    folder: &'static str,
    name: &'static str,
    may: &'static [&'static str],
}

const CRATES: [Crate; 8] = [
    Crate { folder: "domain", name: "gsdj-domain", may: &[] },
    Crate { folder: "backend", name: "gsdj-backend", may: &["gsdj-domain"] },
    Crate { folder: "ui", name: "gsdj-ui", may: &["gsdj-domain"] },
    Crate { folder: "src-tauri", name: "gsdj-app", may: &["gsdj-domain", "gsdj-backend"] },
    Crate { folder: "tests", name: "gsdj-tests", may: &["gsdj-domain", "gsdj-backend"] },
    Crate { folder: "tests/bench", name: "gsdj-bench", may: &["gsdj-domain", "gsdj-backend"] },
    Crate { folder: "xtask", name: "xtask", may: &[] },
    Crate { folder: "xtask/bundle", name: "gsdj-bundle", may: &[] },
];

/// The only crates of others that `domain` may use outside of its tests.
const DOMAIN_USES: [&str; 4] = ["serde", "chrono", "thiserror", "utoipa"];

/// What `domain` must not touch: disk, network, clock, environment. Time and chance are arguments.
const OUTSIDE_WORLD: [&str; 10] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "std::io",
];

/// Which files of the shell may name the embedded server.
const EMBEDDED: &str = "embedded";

/// All findings about edges.
pub fn check(files: &[File]) -> Vec<Finding> {
    let manifests = files.iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    let mut findings: Vec<Finding> = manifests.flat_map(manifest).collect();
    findings.extend(files.iter().filter(|file| file.kind() == "rs").flat_map(source));
    findings
}

fn manifest(file: &File) -> Vec<Finding> {
    let folder = file.path.trim_end_matches("/Cargo.toml");
    let Some(own) = CRATES.iter().find(|c| c.folder == folder) else {
        return vec![Finding::at(file, 0, "a crate that xtask/src/tidy/edges.rs does not know")];
    };
    let mut findings = Vec::new();
    for dependency in dependencies(&file.text) {
        let Dependency { line, section, name } = &dependency;
        if CRATES.iter().any(|c| c.name == *name) && !own.may.contains(&name.as_str()) {
            findings.push(Finding::at(file, *line, format!("{} must not know {name}", own.name)));
        }
        let in_tests = section.ends_with("dev-dependencies");
        if own.name == "gsdj-domain" && !in_tests && !DOMAIN_USES.contains(&name.as_str()) {
            let allowed = DOMAIN_USES.join(", ");
            findings.push(Finding::at(file, *line, format!("domain uses {allowed} and nothing else, not {name}")));
        }
        if own.name == "gsdj-app" && name == "gsdj-backend" && !section.starts_with("target.") {
            findings.push(Finding::at(file, *line, "only the desktop app holds the server: put it under its target"));
        }
    }
    findings
}

struct Dependency {
    line: usize,
    section: String,
    name: String,
}

/// The dependencies a manifest names, in any section and any of TOML's spellings that cargo's own tools write.
fn dependencies(text: &str) -> Vec<Dependency> {
    let mut found = Vec::new();
    let (mut section, mut depth) = (String::new(), 0_usize);
    for (i, raw) in text.lines().enumerate() {
        let line = raw.trim();
        let closing = line.matches(']').count();
        if depth == 0 && line.starts_with('[') {
            section = line.trim_matches(['[', ']']).to_owned();
            if let Some((_, name)) = section.split_once("dependencies.") {
                found.push(Dependency { line: i + 1, section: section.clone(), name: name.to_owned() });
            }
            continue;
        }
        let is_key = line.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '"');
        if depth == 0 && section.ends_with("dependencies") && is_key {
            let renamed = line.split_once("package = \"").and_then(|(_, rest)| rest.split('"').next());
            let key = line.split(['=', '.', ' ']).next().unwrap_or_default().trim_matches('"');
            let name = renamed.unwrap_or(key).to_owned();
            found.push(Dependency { line: i + 1, section: section.clone(), name });
        }
        depth = (depth + line.matches('[').count()).saturating_sub(closing);
    }
    found
}

fn source(file: &File) -> Vec<Finding> {
    // The longest folder that fits: `tests/bench` lies inside of `tests`.
    let homes = CRATES.iter().filter(|c| file.is_in(c.folder));
    let Some(own) = homes.max_by_key(|c| c.folder.len()) else { return Vec::new() };
    if own.name == "xtask" {
        // The rules' own examples stand there; its manifest is checked like any other.
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (number, line) in file.code() {
        for other in CRATES.iter().filter(|c| c.name != own.name && c.name.starts_with("gsdj-")) {
            let path = format!("{}::", other.name.replace('-', "_"));
            let named = mentions(line, &path);
            if named && !own.may.contains(&other.name) {
                findings.push(Finding::at(file, number, format!("{} must not know {}", own.name, other.name)));
            }
            let embedded = file.path.contains(EMBEDDED);
            if named && own.name == "gsdj-app" && other.name == "gsdj-backend" && !embedded {
                findings.push(Finding::at(file, number, "only src-tauri/src/embedded… knows the server"));
            }
        }
        if file.is_in("domain/src") {
            let outside = OUTSIDE_WORLD.iter().filter(|word| mentions(line, word));
            findings.extend(outside.map(|word| Finding::at(file, number, format!("domain knows no {word}"))));
        }
    }
    findings
}

/// Whether the path stands in the line and is not the end of a longer name.
fn mentions(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::{super::tree::file, *};

    fn whats(files: &[File]) -> Vec<String> {
        check(files).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn the_pages_must_not_know_the_server() {
        let text = "[dependencies]\nserde = { workspace = true, features = [\n \"gsdj-backend\",\n] }\ngsdj-backend.workspace = true\n";
        assert_eq!(whats(&[file("ui/Cargo.toml", text)]), ["gsdj-ui must not know gsdj-backend"]);
        assert_eq!(whats(&[file("ui/src/a.rs", "use gsdj_backend::x;")]), ["gsdj-ui must not know gsdj-backend"]);
        assert_eq!(whats(&[file("ui/src/a.rs", "use gsdj_domain::x; // gsdj-backend")]), [""; 0]);
    }

    #[test]
    fn a_renamed_dependency_and_a_table_of_its_own_are_seen() {
        let renamed = "[dev-dependencies]\nserver = { package = \"gsdj-backend\", path = \"../backend\" }\n";
        assert_eq!(whats(&[file("domain/Cargo.toml", renamed)]), ["gsdj-domain must not know gsdj-backend"]);
        let table = "[target.'cfg(unix)'.dependencies.gsdj-ui]\npath = \"../ui\"\n";
        assert_eq!(whats(&[file("backend/Cargo.toml", table)]), ["gsdj-backend must not know gsdj-ui"]);
    }

    #[test]
    fn domain_uses_its_few_crates_and_nothing_of_the_world() {
        let text = "[dependencies]\nserde.workspace = true\nuuid = \"1\"\n[dev-dependencies]\nproptest = \"1\"\n";
        assert_eq!(whats(&[file("domain/Cargo.toml", text)]).len(), 1);
        assert_eq!(whats(&[file("domain/src/a.rs", "let now = chrono::Utc::now();")]).len(), 1);
        assert_eq!(whats(&[file("domain/src/a.rs", "// never std::fs\nlet a = 1;")]), [""; 0]);
    }

    #[test]
    fn the_shell_knows_the_server_in_one_place_and_on_desktops_only() {
        assert_eq!(whats(&[file("src-tauri/src/cache.rs", "gsdj_backend::serve()")]).len(), 1);
        assert_eq!(whats(&[file("src-tauri/src/embedded.rs", "gsdj_backend::serve()")]), [""; 0]);
        assert_eq!(whats(&[file("src-tauri/Cargo.toml", "[dependencies]\ngsdj-backend.workspace = true\n")]).len(), 1);
        let desktop = "[target.'cfg(not(mobile))'.dependencies]\ngsdj-backend.workspace = true\n";
        assert_eq!(whats(&[file("src-tauri/Cargo.toml", desktop)]), [""; 0]);
    }

    #[test]
    fn a_new_crate_must_be_given_its_arrows() {
        assert_eq!(whats(&[file("extra/Cargo.toml", "")]).len(), 1);
    }
}
