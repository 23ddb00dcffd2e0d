//! Where the sign-in is kept: the system's keychain, or, where there is none, a file that only its owner can read.

use crate::owner::Ticket;
use crate::trouble::{Result, Trouble};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[cfg(not(target_os = "android"))]
const SERVICE: &str = "cn.gov.gsdj.app";

/// Which kind of place it is; the user can ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The system's keychain.
    Keychain,
    /// A file in the app's folder, readable by its owner only.
    File,
}

/// The place.
pub struct Keychain {
    kind: Kind,
    file: PathBuf,
}

impl Keychain {
    /// Finds the place: the system's keychain when it answers and `only_file` isn't asked for, else a file in `dir`.
    #[must_use]
    pub fn find(dir: &Path, only_file: bool) -> Self {
        let kind = if !only_file && system_answers() { Kind::Keychain } else { Kind::File };
        Self { kind, file: dir.join("sign-in.json") }
    }

    /// Which kind of place it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The sign-in for `server`, if there is one.
    ///
    /// # Errors
    /// When the place can't be read.
    pub fn read(&self, server: &str) -> Result<Option<Ticket>> {
        match self.kind {
            Kind::Keychain => read_system(server),
            Kind::File => Ok(self.read_file()?.remove(server)),
        }
    }

    /// Keeps the sign-in for `server`, in place of an older one.
    ///
    /// # Errors
    /// When the place can't be written.
    pub fn write(&self, server: &str, ticket: &Ticket) -> Result<()> {
        match self.kind {
            Kind::Keychain => write_system(server, ticket),
            Kind::File => {
                let mut all = self.read_file()?;
                all.insert(server.to_owned(), ticket.clone());
                self.write_file(&all)
            }
        }
    }

    /// Forgets the sign-in for `server`.
    ///
    /// # Errors
    /// When the place can't be written.
    pub fn remove(&self, server: &str) -> Result<()> {
        match self.kind {
            Kind::Keychain => remove_system(server),
            Kind::File => {
                let mut all = self.read_file()?;
                all.remove(server);
                self.write_file(&all)
            }
        }
    }

    fn read_file(&self) -> Result<BTreeMap<String, Ticket>> {
        match std::fs::read(&self.file) {
            // a damaged file means signing in again, no more
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).unwrap_or_default()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeMap::new()),
            Err(error) => Err(error.into()),
        }
    }

    fn write_file(&self, all: &BTreeMap<String, Ticket>) -> Result<()> {
        let bytes = serde_json::to_vec(all).map_err(std::io::Error::from)?;
        crate::settings::write_privately(&self.file, &bytes)?;
        Ok(())
    }
}

#[cfg(not(target_os = "android"))]
fn entry(server: &str) -> Result<keyring::Entry> {
    keyring::Entry::new(SERVICE, server).map_err(trouble)
}

#[cfg(not(target_os = "android"))]
fn trouble(error: keyring::Error) -> Trouble {
    Trouble::Keychain(error.to_string())
}

/// Asks for something that isn't there: a keychain that works says so.
#[cfg(not(target_os = "android"))]
fn system_answers() -> bool {
    let answer = keyring::Entry::new(SERVICE, "probe").and_then(|entry| entry.get_password());
    match answer {
        Ok(_) | Err(keyring::Error::NoEntry) => true,
        Err(error) => {
            tracing::info!(%error, "no system keychain: the sign-in is kept in a file");
            false
        }
    }
}

#[cfg(not(target_os = "android"))]
fn read_system(server: &str) -> Result<Option<Ticket>> {
    match entry(server)?.get_password() {
        Ok(text) => Ok(serde_json::from_str(&text).ok()),
        Err(keyring::Error::NoEntry) => Ok(None),
        Err(error) => Err(trouble(error)),
    }
}

#[cfg(not(target_os = "android"))]
fn write_system(server: &str, ticket: &Ticket) -> Result<()> {
    let text = serde_json::to_string(ticket).map_err(std::io::Error::from)?;
    entry(server)?.set_password(&text).map_err(trouble)
}

#[cfg(not(target_os = "android"))]
fn remove_system(server: &str) -> Result<()> {
    match entry(server)?.delete_credential() {
        Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
        Err(error) => Err(trouble(error)),
    }
}

/// On Android the app's own folder is private by the system; a file is what there is.
#[cfg(target_os = "android")]
const fn system_answers() -> bool {
    false
}

#[cfg(target_os = "android")]
fn read_system(_server: &str) -> Result<Option<Ticket>> {
    Err(Trouble::Keychain("此系统没有钥匙串".into()))
}

#[cfg(target_os = "android")]
fn write_system(_server: &str, _ticket: &Ticket) -> Result<()> {
    Err(Trouble::Keychain("此系统没有钥匙串".into()))
}

#[cfg(target_os = "android")]
fn remove_system(_server: &str) -> Result<()> {
    Err(Trouble::Keychain("此系统没有钥匙串".into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::owner::Token;
    use gsdj_domain::AccountId;

    fn ticket(text: &str) -> Ticket {
        Ticket { account: AccountId(7), token: Token::new(text.into()) }
    }

    #[test]
    fn the_file_keeps_one_sign_in_per_server() {
        let dir = crate::scratch::dir("keychain");
        let place = Keychain::find(&dir, true);
        place.write("https://a.example", &ticket("a")).unwrap();
        place.write("here", &ticket("b")).unwrap();
        place.remove("https://a.example").unwrap();
        assert_eq!(place.read("https://a.example").unwrap(), None);
        assert_eq!(place.read("here").unwrap(), Some(ticket("b")));
    }

    /// Where the test command has started a keychain of its own (`GSDJ_TEST_KEYRING`): never in a developer's.
    #[test]
    fn the_system_s_keychain_keeps_one_sign_in_per_server() {
        if std::env::var_os("GSDJ_TEST_KEYRING").is_none() {
            eprintln!("left out: no keychain was started for this test");
            return;
        }
        let dir = crate::scratch::dir("keychain-system");
        let place = Keychain::find(&dir, false);
        assert_eq!(place.kind(), Kind::Keychain);
        place.write("https://a.example", &ticket("a")).unwrap();
        place.write("https://a.example", &ticket("c")).unwrap();
        place.write("here", &ticket("b")).unwrap();
        // another start of the app finds it again
        let again = Keychain::find(&dir, false);
        assert_eq!(again.read("https://a.example").unwrap(), Some(ticket("c")));
        again.remove("https://a.example").unwrap();
        again.remove("https://a.example").unwrap();
        assert_eq!(again.read("https://a.example").unwrap(), None);
        assert_eq!(again.read("here").unwrap(), Some(ticket("b")));
        again.remove("here").unwrap();
        assert!(!dir.join("sign-in.json").exists(), "nothing lies in a file");
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_can_read_the_file() {
        use std::os::unix::fs::PermissionsExt;
        let dir = crate::scratch::dir("keychain-mode");
        Keychain::find(&dir, true).write("here", &ticket("a")).unwrap();
        let mode = std::fs::metadata(dir.join("sign-in.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_token_does_not_show_in_logs() {
        assert!(!format!("{:?}", ticket("secret")).contains("secret"));
    }
}
