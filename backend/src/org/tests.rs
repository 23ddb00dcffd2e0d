//! The tree at the size of the province: what a look at it costs (FEATURES 12.1).

use super::store::{self, children_sql, search_sql};
use crate::bind;
use crate::http::Scope;
use crate::store::{Conn, Location, Store, Value};
use gsdj_domain::OrgId;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Branches of the province.
const BRANCHES: i64 = 90_000;
/// Children of the largest node.
const WIDE: i64 = 5_000;

/// A store of its own; gone with its folder.
struct Province {
    store: Store,
    folder: std::path::PathBuf,
}

impl Province {
    /// 1 ─┬ 1,000 committees ─ 85 branches each; and one with 5,000.
    fn settle() -> Self {
        let folder = std::env::temp_dir().join(format!("gsdj-tree-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let store = Store::open(&Location::Sqlite(folder.join("gsdj.sqlite")), Arc::new(drop), 0).unwrap();
        store.write_now(fill).unwrap();
        Self { store, folder }
    }

    fn explain(&self, sql: String, values: Vec<Value<'static>>) -> Vec<String> {
        let plan =
            move |c: &mut Conn<'_>| c.rows(&format!("EXPLAIN QUERY PLAN {sql}"), &values, |r| r.get::<String>(3));
        self.store.read_now(plan).unwrap()
    }

    /// The best of a few runs, on the thread that does it.
    fn fastest(
        &self,
        mut look: impl FnMut(&mut Conn<'_>) -> crate::Result<usize> + Send + 'static,
    ) -> (usize, Duration) {
        let run = move |c: &mut Conn<'_>| {
            let (mut found, mut best) = (0, Duration::MAX);
            for _ in 0..7 {
                let begun = processor_time();
                found = look(c)?;
                best = best.min(processor_time() - begun);
            }
            Ok((found, best))
        };
        self.store.read_now(run).unwrap()
    }
}

impl Drop for Province {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// What this thread has used of a processor, where the system says so; else the time that has passed.
fn processor_time() -> Duration {
    static BEGUN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let used = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let used = used.and_then(|text| text.split(' ').next()?.parse().ok()).map(Duration::from_nanos);
    used.unwrap_or_else(|| BEGUN.elapsed())
}

fn fill(c: &mut Conn<'_>) -> crate::Result<()> {
    let mut put = |id: i64, superior: Option<i64>, path: &str, kind: &str, name: &str| {
        let sql = "INSERT INTO org (id, code, name, kind, superior_id, path, prefecture, address, active)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, '示例市', '', 1)";
        c.execute(sql, bind![id, &format!("62{id:010}"), name, kind, superior, path]).map(drop)
    };
    put(1, None, "/1/", "province", "示例省委组织部")?;
    for n in 0..=1_000 {
        let committee = 10_000 + n;
        let (path, name) = (format!("/1/{committee}/"), format!("中共示例市第{n}县示例乡镇委员会"));
        put(committee, Some(1), &path, "committee", &name)?;
        let branches = if n == 1_000 { WIDE } else { (BRANCHES - WIDE) / 1_000 };
        for b in 0..branches {
            let id = 100_000 + n * 1_000 + b;
            let name = format!("中共示例市第{n}县示例乡镇示例村第{b}支部委员会");
            put(id, Some(committee), &format!("{path}{id}/"), "branch", &name)?;
        }
    }
    Ok(())
}

#[test]
fn ninety_thousand_organisations_are_opened_and_searched_along_one_index_each() {
    let province = Province::settle();
    let children = province.explain(children_sql(), bind![11_000, "", 101].to_vec());
    assert!(children[0].contains("USING INDEX org_listed (superior_id=? AND code>?)"), "{children:#?}");
    let search = province.explain(search_sql(false), bind!["/1/", "/10", "", "示例", 101].to_vec());
    assert!(search.iter().any(|p| p.contains("USING COVERING INDEX org_found (path>? AND path<?)")), "{search:#?}");
    for plan in [&children, &search] {
        assert!(
            plan.iter().all(|p| !p.starts_with("SCAN org") && !p.starts_with("SCAN o") && !p.contains("SCAN k")),
            "{plan:#?}"
        );
        assert!(plan.iter().all(|p| !p.contains("TEMP B-TREE")), "{plan:#?}");
    }

    let scope = |path: &str| Scope { org: OrgId(1), path: path.into(), member: None };
    let search =
        |scope: Scope, q: &'static str| province.fastest(move |c| Ok(store::search(c, &scope, q, "", 20)?.len()));
    for (what, (found, took), rows, most) in [
        ("a word in every name", search(scope("/1/"), "示例"), 21, 20),
        ("a word in no name", search(scope("/1/"), "敦煌"), 0, 20),
        ("a code that is none", search(scope("/1/"), "999999"), 0, 30),
        ("a word in no name of one township", search(scope("/1/10007/"), "敦煌"), 0, 2),
    ] {
        assert_eq!(found, rows, "{what}");
        // a debug build on a busy machine: several times what it costs where it runs
        assert!(took < Duration::from_millis(most * 4), "{what} took {took:?}");
    }
    let (_, page) = province.fastest(|c| {
        let sql = children_sql();
        Ok(c.rows(&sql, bind![11_000, "", 101], |r| r.get::<i64>(0))?.len())
    });
    assert!(page < Duration::from_millis(20), "{page:?}");
}
