//! What the app is told before anything else: its folder, which server it talks to, and the environment's say in it.

use crate::trouble::{Result, Trouble};
use gsdj_domain::shell::Server;
use reqwest::Url;
use std::io::Write as _;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

/// What the environment says; anything unset is left to the app.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// `GSDJ_SERVER`: the server's address; the user can't change it then.
    pub server: Option<String>,
    /// `GSDJ_APP_DATA`: the app's folder; an app with a folder of its own runs beside others.
    pub data: Option<PathBuf>,
    /// `GSDJ_KEYCHAIN=file`: leave the system's keychain alone.
    pub keychain_file: bool,
}

impl Environment {
    /// Reads the environment.
    #[must_use]
    pub fn read() -> Self {
        let text = |name| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        Self {
            server: text("GSDJ_SERVER"),
            data: text("GSDJ_APP_DATA").map(PathBuf::from),
            keychain_file: text("GSDJ_KEYCHAIN").is_some_and(|value| value == "file"),
        }
    }
}

/// The settings file and what overrides it.
pub struct Settings {
    file: PathBuf,
    forced: Option<Server>,
    chosen: RwLock<Option<Server>>,
}

impl Settings {
    /// Opens the settings in `dir`; `forced` (from the environment) goes before what the file says.
    ///
    /// # Errors
    /// When the address forced is none that the app may use.
    pub fn open(dir: &Path, forced: Option<&str>) -> Result<Self> {
        let forced = forced.map(address).transpose()?.map(|url| Server::Remote { url: trimmed(&url) });
        let file = dir.join("settings.json");
        // unreadable settings mean being asked again, no more
        let chosen = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Ok(Self { file, forced, chosen: RwLock::new(chosen) })
    }

    /// The server in use, if one was chosen.
    #[must_use]
    pub fn server(&self) -> Option<Server> {
        self.forced.clone().or_else(|| self.chosen.read().unwrap_or_else(PoisonError::into_inner).clone())
    }

    /// Whether the environment has decided, so that the user can't.
    #[must_use]
    pub const fn is_forced(&self) -> bool {
        self.forced.is_some()
    }

    /// Remembers the user's choice.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn choose(&self, server: Server) -> Result<()> {
        let bytes = serde_json::to_vec_pretty(&server).map_err(std::io::Error::from)?;
        write_privately(&self.file, &bytes)?;
        *self.chosen.write().unwrap_or_else(PoisonError::into_inner) = Some(server);
        Ok(())
    }
}

/// Reads an address as people type it: `https://` may be left out; a path, a trailing slash are fine.
///
/// # Errors
/// When it is no address, or would send passwords over the public network unencrypted.
pub fn address(text: &str) -> Result<Url> {
    let text = text.trim();
    let full = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let no = |sentence: &str| Trouble::Server(sentence.to_owned());
    let mut url = Url::parse(&full).map_err(|_| no("服务器地址格式不正确，例如 https://dj.example.gov.cn"))?;
    match url.scheme() {
        "https" => {}
        "http" if is_near(&url) => {}
        "http" => return Err(no("公共网络上的服务器地址须以 https:// 开头，以免账号和密码泄露")),
        _ => return Err(no("服务器地址须以 https:// 开头")),
    }
    if url.host_str().is_none_or(str::is_empty) || !url.username().is_empty() || url.password().is_some() {
        return Err(no("服务器地址格式不正确，例如 https://dj.example.gov.cn"));
    }
    url.set_query(None);
    url.set_fragment(None);
    Ok(url)
}

/// The address as text, without a slash at the end: paths begin with one.
#[must_use]
pub fn trimmed(url: &Url) -> String {
    url.as_str().trim_end_matches('/').to_owned()
}

/// This computer or its own network: there plain HTTP is let through.
fn is_near(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    match host.trim_matches(['[', ']']).parse::<IpAddr>() {
        Ok(IpAddr::V4(ip)) => ip.is_loopback() || ip.is_private(),
        Ok(IpAddr::V6(ip)) => ip.is_loopback() || ip.is_unique_local(),
        Err(_) => host == "localhost",
    }
}

/// Writes a file so that only its owner can read it and a crash leaves the old or the new one, never half of one.
///
/// # Errors
/// When the file can't be written.
pub fn write_privately(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let fresh = file.with_extension("new");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut out = options.open(&fresh)?;
    out.write_all(bytes)?;
    out.sync_all()?;
    std::fs::rename(&fresh, file)
}

/// Makes the app's folder, for its owner only.
///
/// # Errors
/// When it can't be made.
pub fn make_private_dir(dir: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(dir)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_type_them() {
        for (typed, read) in [
            ("dj.example.gov.cn", "https://dj.example.gov.cn"),
            (" https://dj.example.gov.cn/gsdj/ ", "https://dj.example.gov.cn/gsdj"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://192.168.1.9:8080/", "http://192.168.1.9:8080"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("http://localhost:3000", "http://localhost:3000"),
        ] {
            assert_eq!(trimmed(&address(typed).unwrap()), read);
        }
    }

    #[test]
    fn passwords_never_travel_unencrypted_over_the_public_network() {
        for typed in
            ["http://dj.example.gov.cn", "http://8.8.8.8", "ftp://a.example", "https://", "", "https://u:p@a.example"]
        {
            assert!(address(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn the_choice_is_remembered_and_the_environment_goes_first() {
        let dir = crate::scratch::dir("settings");
        let settings = Settings::open(&dir, None).unwrap();
        assert_eq!(settings.server(), None);
        settings.choose(Server::Here).unwrap();
        assert_eq!(Settings::open(&dir, None).unwrap().server(), Some(Server::Here));
        let forced = Settings::open(&dir, Some("http://127.0.0.1:9")).unwrap();
        assert!(forced.is_forced());
        assert_eq!(forced.server(), Some(Server::Remote { url: "http://127.0.0.1:9".into() }));
    }
}
