//! What an operator may set; every option has an environment variable `GSDJ_…` too.

use crate::store::Location;
use std::net::SocketAddr;
use std::path::PathBuf;

/// How the server runs.
#[derive(Debug, Clone, clap::Args)]
pub struct Config {
    /// Address to listen on.
    #[arg(long, env = "GSDJ_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    #[command(flatten)]
    /// Where the data lies.
    pub data: Data,
    /// Folder with the pages; looked for beside the program when not given.
    #[arg(long, env = "GSDJ_WEB")]
    pub web: Option<PathBuf>,
    /// Folder with the fonts that PDF files are printed with; looked for beside the program when not given, and then
    /// among those of the system.
    #[arg(long, env = "GSDJ_FONTS")]
    pub fonts: Option<PathBuf>,
    /// The platform's name, as pages and messages show it.
    #[arg(long, env = "GSDJ_NAME", default_value = "甘肃党建")]
    pub name: String,
    /// The address people reach the portal at, for codes and links.
    #[arg(long, env = "GSDJ_ADDRESS", default_value = "")]
    pub address: String,
    /// Cookies only over HTTPS; set it wherever the portal is reached by HTTPS.
    #[arg(long, env = "GSDJ_SECURE_COOKIES", default_value_t = false)]
    pub secure_cookies: bool,
    /// The largest film, recording or document that may be uploaded, in MB.
    #[arg(long, env = "GSDJ_UPLOAD_MAX", default_value_t = 2_048)]
    pub upload_max: u64,
    /// Believe X-Forwarded-For; set it only behind a proxy of one's own.
    #[arg(long, env = "GSDJ_BEHIND_PROXY", default_value_t = false)]
    pub behind_proxy: bool,
    /// Which of up to 16 nodes on one database this is.
    #[arg(long, env = "GSDJ_NODE", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..16))]
    pub node: u8,
    /// Commit every write by itself instead of many at once: to measure what grouping gains.
    #[arg(long, env = "GSDJ_COMMIT_EACH", default_value_t = false, hide = true)]
    pub commit_each: bool,
}

/// Where the data lies.
#[derive(Debug, Clone, clap::Args)]
pub struct Data {
    /// Folder for everything the platform keeps.
    #[arg(long = "data", env = "GSDJ_DATA", default_value = "gsdj-data")]
    pub folder: PathBuf,
    /// PostgreSQL instead of the embedded SQLite: postgres://user:password@host/database.
    #[arg(long, env = "GSDJ_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Base64 of 32 random bytes, the same on every node; kept in the data folder when not given.
    #[arg(long, env = "GSDJ_SECRET", hide_env_values = true)]
    pub secret: Option<String>,
    /// S3-compatible storage for files instead of the data folder: s3://bucket (keys by the usual AWS_… variables).
    #[arg(id = "file_storage", long = "files", env = "GSDJ_FILES")]
    pub files: Option<String>,
}

impl Data {
    /// Everything in one folder.
    #[must_use]
    pub const fn folder(folder: PathBuf) -> Self {
        Self { folder, database_url: None, secret: None, files: None }
    }

    /// The store's place.
    #[must_use]
    pub fn location(&self) -> Location {
        self.database_url
            .as_ref()
            .map_or_else(|| Location::Sqlite(self.folder.join("gsdj.sqlite")), |url| Location::Postgres(url.clone()))
    }
}

impl Config {
    /// A server on `listen` with everything in `folder` and all else as by default.
    #[must_use]
    pub fn local(listen: SocketAddr, folder: PathBuf) -> Self {
        Self {
            listen,
            data: Data::folder(folder),
            web: None,
            fonts: None,
            name: "甘肃党建".into(),
            address: String::new(),
            secure_cookies: false,
            upload_max: 2_048,
            behind_proxy: false,
            node: 0,
            commit_each: false,
        }
    }

    /// The folder with the pages: as set, or `web` (as installed) or `site` (as built) beside the program or one level up.
    #[must_use]
    pub fn web_folder(&self) -> Option<PathBuf> {
        let exe = std::env::current_exe().ok();
        let folders = exe.iter().flat_map(|exe| exe.ancestors().skip(1).take(2));
        let beside = folders.flat_map(|dir| ["web", "site"].map(|name| dir.join(name)));
        self.web.iter().cloned().chain(beside).find(|dir| dir.join("index.html").is_file())
    }
}
