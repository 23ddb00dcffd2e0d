//! What may stand where: SQL in stores, addresses of the API in one folder, each feature in its own store, and a name on the wire
//! once.

use std::collections::HashMap;

use super::{Finding, tree::File};

/// Beginnings of statements, as they are written here: in capitals.
const SQL: [&str; 9] = [
    "SELECT ",
    "INSERT INTO ",
    "INSERT OR ",
    "DELETE FROM ",
    "CREATE TABLE ",
    "CREATE INDEX ",
    "ALTER TABLE ",
    "DROP TABLE ",
    "PRAGMA ",
];

/// The beginning of every address of the API.
const API: &str = "/api/";

/// All findings about places.
pub fn check(files: &[File]) -> Vec<Finding> {
    let sources: Vec<&File> = files.iter().filter(|file| file.kind() == "rs").collect();
    let of_one = sources.iter().flat_map(|file| sql(file).into_iter().chain(urls(file)).chain(foreign_stores(file)));
    of_one.chain(wire_names(&sources)).collect()
}

/// Types on the wire that bear the same name: the API's document knows types by name alone, so the second would replace the first.
fn wire_names(sources: &[&File]) -> Vec<Finding> {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    let mut findings = Vec::new();
    for file in sources.iter().filter(|file| file.is_in("domain/src")) {
        // the macros that make such types hold them one step further in
        for (number, line) in file.code() {
            let name = ["    pub struct ", "    pub enum "].iter().find_map(|start| line.strip_prefix(start));
            let Some(name) = name.and_then(|rest| rest.split(|c: char| !c.is_alphanumeric()).next()) else { continue };
            if let Some(other) = seen.insert(name, &file.path) {
                findings.push(Finding::at(file, number, format!("{name} is on the wire already, in {other}")));
            }
        }
    }
    findings
}

fn sql(file: &File) -> Vec<Finding> {
    if !file.is_in("backend/src") || is_store(&file.path) {
        return Vec::new();
    }
    let has_sql =
        |line: &str| SQL.iter().any(|word| line.contains(word)) || (line.contains("UPDATE ") && line.contains(" SET "));
    let lines = file.code().filter(|(_, line)| has_sql(line));
    lines.map(|(number, _)| Finding::at(file, number, "SQL stands in store.rs or below store/ only")).collect()
}

fn is_store(path: &str) -> bool {
    // Tests look into the tables to see what an act left there.
    path.ends_with("/store.rs") || path.contains("/store/") || path.ends_with("/tests.rs") || path.contains("/tests/")
}

fn urls(file: &File) -> Vec<Finding> {
    if !file.is_in("ui/src") || file.is_in("ui/src/api") || file.path == "ui/src/api.rs" {
        return Vec::new();
    }
    let lines = file.code().filter(|(_, line)| line.contains(API));
    lines.map(|(number, _)| Finding::at(file, number, "addresses of the API are built in ui/src/api only")).collect()
}

/// `crate::<feature>::store` named outside of that feature. The seam itself is `crate::store`.
fn foreign_stores(file: &File) -> Vec<Finding> {
    let Some(own) = file.path.strip_prefix("backend/src/").and_then(|rest| rest.split(['/', '.']).next()) else {
        return Vec::new();
    };
    let other = |line: &str| {
        line.split("crate::").skip(1).any(|path| {
            let mut parts = path.split("::");
            let feature = parts.next().unwrap_or_default();
            let inner = parts.next().unwrap_or_default();
            let word = inner.split(|c: char| !c.is_alphanumeric() && c != '_').next();
            word == Some("store") && feature != own
        })
    };
    let lines = file.code().filter(|(_, line)| other(line));
    lines.map(|(number, _)| Finding::at(file, number, "another feature's store: call what its mod.rs offers")).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::tree::file, *};

    fn count(path: &str, text: &str) -> usize {
        check(&[file(path, text)]).len()
    }

    #[test]
    fn sql_stands_in_stores_only() {
        let text = "let q = \"SELECT id FROM org\";\nlet u = \"UPDATE org SET name = ?1\";";
        assert_eq!(count("backend/src/meeting/create.rs", text), 2);
        assert_eq!(count("backend/src/meeting/store.rs", text), 0);
        assert_eq!(count("backend/src/store/pool.rs", text), 0);
        assert_eq!(count("tests/api.rs", text), 0);
        assert_eq!(count("backend/src/meeting/create.rs", "// SELECT is not for here"), 0);
    }

    #[test]
    fn addresses_are_built_in_one_folder() {
        let text = "get(\"/api/meetings\")";
        assert_eq!(count("ui/src/meeting/page_list.rs", text), 1);
        assert_eq!(count("ui/src/api/meeting.rs", text), 0);
    }

    #[test]
    fn a_name_is_on_the_wire_once() {
        let two = |first: &str, second: &str| {
            check(&[file("domain/src/a/wire.rs", first), file("domain/src/b/wire.rs", second)]).len()
        };
        assert_eq!(two("wire! {\n    pub struct Verdict {", "wire! {\n    pub struct Verdict {"), 1);
        assert_eq!(two("wire! {\n    pub struct Verdict {", "wire! {\n    pub struct Verdicts {"), 0);
        assert_eq!(two("pub struct Place {", "pub struct Place {"), 0);
    }

    #[test]
    fn a_feature_leaves_the_other_stores_alone() {
        assert_eq!(count("backend/src/points/award.rs", "use crate::meeting::store::find;"), 1);
        assert_eq!(count("backend/src/points/award.rs", "crate::points::store::add(crate::store::Write::new())"), 0);
        assert_eq!(count("backend/src/points/award.rs", "use crate::meeting::stored;"), 0);
    }
}
