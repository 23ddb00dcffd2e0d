//! A private PostgreSQL for the time of the tests: own folder, free port on the loopback, nothing kept.

use std::{
    ffi::OsStr,
    fs,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{guard::Guarded, packages, process};

/// Speed over durability: the data are thrown away.
const SETTINGS: [&str; 7] = [
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
    "wal_level=minimal",
    "max_wal_senders=0",
];

/// A running server; dropping it stops it and removes its data.
pub struct Postgres {
    _server: Guarded,
    /// How to connect, as the owner of everything in it.
    pub url: String,
}

impl Postgres {
    /// Whether the server's programs are on this machine.
    pub fn is_installed() -> bool {
        bin_dir().is_some()
    }

    /// Sets one up and waits until it answers (about two seconds).
    pub fn start(logs: &Path) -> Result<Self> {
        let bin = bin_dir().context("PostgreSQL is not installed")?;
        let folder = std::env::temp_dir().join(format!("gsdj-postgres-{}", std::process::id()));
        let data = folder.join("data");
        fs::create_dir_all(&data)?;
        if packages::is_root() {
            process::run(Command::new("chown").args(["-R", "postgres:"]).arg(&folder))?;
        }
        let mut initdb = as_owner(&bin.join("initdb"));
        initdb.args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync", "-D"]);
        process::output(initdb.arg(&data).current_dir("/"))?;

        let port = free_port()?.to_string();
        let server = as_owner(&bin.join("postgres"));
        let mut line: Vec<_> = std::iter::once(server.get_program()).chain(server.get_args()).collect();
        line.extend([
            OsStr::new("-D"),
            data.as_os_str(),
            OsStr::new("-k"),
            folder.as_os_str(),
            OsStr::new("-p"),
            OsStr::new(&port),
        ]);
        line.extend(SETTINGS.iter().flat_map(|setting| [OsStr::new("-c"), OsStr::new(setting)]));
        // The fast way to stop: it does not wait for clients.
        let server = Guarded::start(line, "INT", &folder, logs.join("postgres.log"))?;
        let ready =
            || process::succeeds(Command::new(bin.join("pg_isready")).args(["-q", "-h", "127.0.0.1", "-p", &port]));
        server.wait_until(ready).context("PostgreSQL does not start")?;
        Ok(Self { _server: server, url: format!("postgres://postgres@127.0.0.1:{port}/postgres") })
    }
}

/// The server refuses to run as root: then it runs as the user that its package made.
fn as_owner(program: &Path) -> Command {
    if !packages::is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
    command
}

/// The folder of the newest version: Debian keeps each in its own.
fn bin_dir() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let numbered = versions.filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path())));
    let debian = numbered.max().map(|(_, dir)| dir.join("bin")).filter(|bin| bin.join("initdb").exists());
    debian.or_else(|| process::on_path("initdb").and_then(|file| Some(file.parent()?.to_path_buf())))
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_server_answers_and_leaves_nothing_behind() {
        let Some(bin) = bin_dir() else {
            eprintln!("skipped: PostgreSQL is not installed");
            return;
        };
        let logs = std::env::temp_dir().join(format!("gsdj-postgres-test-{}", std::process::id()));
        fs::create_dir_all(&logs).unwrap();
        let server = Postgres::start(&logs).unwrap();
        let url = server.url.clone();
        let answers = || process::succeeds(Command::new(bin.join("psql")).args([&url, "-c", "SELECT 1"]));
        assert!(answers());
        drop(server);
        assert!(!answers());
        assert!(!std::env::temp_dir().join(format!("gsdj-postgres-{}", std::process::id())).exists());
        fs::remove_dir_all(logs).unwrap();
    }
}
