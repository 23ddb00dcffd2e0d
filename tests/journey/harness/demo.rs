//! The platform with demo data: filled once for all stories of a process, copied for each.

use super::platform::{Platform, fresh_folder};
use gsdj_backend::config::Data;
use gsdj_backend::demo::{self, DemoAccount, Size, Target};
use gsdj_backend::file::Files;
use gsdj_backend::secret::Secret;
use gsdj_backend::store::Store;
use gsdj_domain::Instant;
use gsdj_domain::account::Role;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// 2026-11-24, a Tuesday, 09:30 in Asia/Shanghai.
const MORNING: Instant = Instant(1_795_483_800_000);

/// The demo and its accounts.
pub struct Demo {
    /// The platform.
    pub platform: Platform,
    /// Who can sign in.
    pub accounts: Vec<DemoAccount>,
}

impl Demo {
    /// A copy of one's own.
    pub async fn open(web: Option<PathBuf>) -> Self {
        let folder = tokio::task::spawn_blocking(|| {
            let folder = fresh_folder("demo");
            copy(template(), &folder).unwrap();
            folder
        });
        let platform = Platform::start(folder.await.unwrap(), web, MORNING).await;
        Self { platform, accounts: demo::accounts() }
    }

    /// The first account of a role.
    pub fn of(&self, role: Role) -> &DemoAccount {
        self.accounts.iter().find(|a| a.role == role).unwrap()
    }

    /// The member who has never changed the first password.
    pub fn newcomer(&self) -> &DemoAccount {
        self.accounts.iter().find(|a| a.note.contains("首次登录")).unwrap()
    }
}

fn template() -> &'static Path {
    static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let folder = fresh_folder("demo-template");
        let data = Data::folder(folder.clone());
        let secret = Secret::open(&folder, None).unwrap();
        let files = Files::open(&data).unwrap();
        let store = Store::open(&data.location(), Arc::new(drop), 0).unwrap();
        let target = Target { store: &store, secret: &secret, files: &files, folder: &folder };
        demo::fill(&target, Size::Small, MORNING).unwrap();
        drop(store);
        // copied whole, whatever still lies in the log beside it
        let conn = rusqlite::Connection::open(folder.join("gsdj.sqlite")).unwrap();
        conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
        folder
    })
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
