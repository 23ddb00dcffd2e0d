//! A fresh database for each test: cloned from a template that is migrated and settled once per process.
//!
//! SQLite: a file is copied. PostgreSQL: `CREATE DATABASE … TEMPLATE` on the cluster that `GSDJ_TEST_POSTGRES` names, or
//! one that another test has left, put back to what the template holds: making one costs more than most tests do. The
//! template sorts text by Chinese rules where the cluster can, as an operator's database may.

use super::world::{World, settle};
use gsdj_backend::clock::Clock;
use gsdj_backend::config::Data;
use gsdj_backend::store::Store;
use postgres::{Client, NoTls};
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

/// The store underneath.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file of its own.
    Sqlite,
    /// A database of its own on the cluster for tests.
    Postgres,
}

/// The cluster for tests; `None` when this machine has none.
#[must_use]
pub fn postgres_url() -> Option<String> {
    std::env::var("GSDJ_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// Runs one story in a world of its own.
pub fn run<S, F>(engine: Engine, story: S)
where
    S: FnOnce(World) -> F,
    F: Future<Output = ()>,
{
    if engine == Engine::Postgres && postgres_url().is_none() {
        eprintln!("SKIPPED on PostgreSQL: GSDJ_TEST_POSTGRES names no cluster");
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async { story(World::new(engine).await).await });
}

/// One test's data; removed when the test is over.
pub(super) struct Database {
    pub data: Data,
    name: Option<String>,
}

impl Database {
    /// Clones the template; takes a while: not for threads that answer.
    pub fn fresh(engine: Engine) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let nth = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = scratch().join(nth.to_string());
        std::fs::create_dir_all(&folder).unwrap();
        let mut data = Data::folder(folder);
        data.secret = Some(SECRET.into());
        let name = match engine {
            Engine::Sqlite => {
                std::fs::copy(sqlite_template(), data.folder.join("gsdj.sqlite")).unwrap();
                None
            }
            Engine::Postgres => {
                let template = postgres_template();
                let left = LEFT.lock().unwrap().pop();
                let name = left.inspect(|name| put_back(name)).unwrap_or_else(|| {
                    let name = format!("gsdj_test_{}_{nth}", std::process::id());
                    admin().batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")).unwrap();
                    name
                });
                data.database_url = Some(database_url(&name));
                Some(name)
            }
        };
        Self { data, name }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.data.folder);
        // whatever the test has done to it is undone by whoever takes it next
        LEFT.lock().unwrap().extend(self.name.take());
    }
}

/// Databases that a test has left.
static LEFT: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Keeps a copy of every table's rows, to put them back from.
const KEEP: &str = "CREATE SCHEMA pristine; DO $$ DECLARE t text; BEGIN
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE pristine.%I AS TABLE public.%I', t, t);
    END LOOP; END $$";

/// Puts every table's rows back; without triggers, since two tables let nothing be deleted, and without generated columns.
const PUT_BACK: &str = "SET session_replication_role = replica; DO $$ DECLARE t text; kept text; BEGIN
    FOR t, kept IN SELECT table_name, string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
        WHERE table_schema = 'public' AND is_generated = 'NEVER'
            AND table_name IN (SELECT tablename FROM pg_tables WHERE schemaname = 'pristine') GROUP BY table_name LOOP
        EXECUTE format('DELETE FROM public.%I', t);
        EXECUTE format('INSERT INTO public.%I (%s) SELECT %s FROM pristine.%I', t, kept, kept, t);
    END LOOP; END $$";

fn put_back(name: &str) {
    let mut client = Client::connect(&database_url(name), NoTls).unwrap();
    // guests of the last test may not have gone yet
    let leave = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid()";
    while client.query_one(leave, &[]).unwrap().get::<_, i64>(0) > 0 {}
    client.batch_execute(PUT_BACK).unwrap();
}

/// The same secret in every test, so that the template's hashes fit: base64 of 32 bytes.
pub(super) const SECRET: &str = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";

/// This process's folder for everything.
pub(super) fn scratch() -> PathBuf {
    std::env::temp_dir().join(format!("gsdj-tests-{}", std::process::id()))
}

fn sqlite_template() -> &'static Path {
    static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let folder = scratch().join("template");
        std::fs::create_dir_all(&folder).unwrap();
        let data = Data::folder(folder.clone());
        let store = Store::open(&data.location(), Arc::new(drop), 14).unwrap();
        settle(&store);
        let copy = folder.join("copy.sqlite");
        let conn = rusqlite::Connection::open(folder.join("gsdj.sqlite")).unwrap();
        conn.execute("VACUUM INTO ?1", [copy.to_str().unwrap()]).unwrap();
        copy
    })
}

/// Takes away what a run left behind that was ended before its time: names end with the process's number.
fn sweep(admin: &mut Client) {
    let ended = |pid: &str| pid.parse::<u32>().is_ok() && !Path::new("/proc").join(pid).exists();
    let rows = admin.query("SELECT datname FROM pg_database WHERE datname LIKE 'gsdj\\_te%'", &[]).unwrap();
    for name in rows.iter().map(|r| r.get::<_, String>(0)) {
        if Path::new("/proc/self").exists() && name.split('_').nth(2).is_some_and(ended) {
            // another process may be sweeping too
            let _ = admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
    let folders = std::fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten();
    for folder in folders {
        let name = folder.file_name().into_string().unwrap_or_default();
        if Path::new("/proc/self").exists() && name.strip_prefix("gsdj-tests-").is_some_and(ended) {
            let _ = std::fs::remove_dir_all(folder.path());
        }
    }
}

fn postgres_template() -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let name = format!("gsdj_template_{}", std::process::id());
        let mut admin = admin();
        sweep(&mut admin);
        let chinese = format!("CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'zh-CN'");
        if admin.batch_execute(&chinese).is_err() {
            admin.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE template0")).unwrap();
        }
        let data = Data { database_url: Some(database_url(&name)), ..Data::folder(scratch()) };
        let store = Store::open(&data.location(), Arc::new(drop), 14).unwrap();
        settle(&store);
        drop(store);
        Client::connect(&database_url(&name), NoTls).unwrap().batch_execute(KEEP).unwrap();
        let close = format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false");
        admin.batch_execute(&close).unwrap();
        // a template must have no guests: wait until the last has gone
        let leave = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = $1";
        while admin.query_one(leave, &[&name]).unwrap().get::<_, i64>(0) > 0 {}
        name
    })
}

fn admin() -> Client {
    Client::connect(&postgres_url().unwrap(), NoTls).unwrap()
}

fn database_url(name: &str) -> String {
    let url = postgres_url().unwrap();
    let (server, _) = url.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}

/// A clock that stands at the world's beginning.
pub(super) fn clock() -> Clock {
    Clock::standing(super::world::START)
}
