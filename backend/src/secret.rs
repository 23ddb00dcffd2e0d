//! The platform's own secret and what is made from it: look-up hashes and encryption of personal numbers.
//!
//! A citizen's number is kept as a keyed hash (to find it) and encrypted (to show it to those who may); a stolen
//! database alone gives neither. The key lies in `secret.key` beside the data, readable by its owner only, or in
//! `GSDJ_SECRET` when several nodes share one database.

use crate::error::{Error, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::Aead;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};
use hmac::{Hmac, Mac};
use rand::RngCore;
use sha2::{Digest, Sha256};
use std::path::Path;

/// The keys in use.
#[derive(Clone)]
pub struct Secret {
    lookup: Hmac<Sha256>,
    keys: Hmac<Sha256>,
    cipher: ChaCha20Poly1305,
    seeds: Hmac<Sha256>,
}

/// A key made from the platform's secret for one purpose and one thing: the same on every node, kept nowhere.
#[derive(Clone)]
pub struct Key {
    bytes: [u8; 32],
    mac: Hmac<Sha256>,
}

impl Key {
    /// The hash of a text under this key.
    #[must_use]
    pub fn mac(&self, text: &str) -> [u8; 32] {
        let mut mac = self.mac.clone();
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// The key itself, in hexadecimal, for whom it is handed to.
    #[must_use]
    pub fn to_hex(&self) -> String {
        self.bytes.iter().map(|b| format!("{b:02x}")).collect()
    }
}

impl Secret {
    /// Reads the secret beside the data, or makes it at the first start.
    ///
    /// # Errors
    /// When the file can't be read or written, or holds no key.
    pub fn open(data: &Path, given: Option<&str>) -> Result<Self> {
        if let Some(text) = given {
            return Self::from_text(text);
        }
        let path = data.join("secret.key");
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::from_text(&text),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                let text = STANDARD.encode(random::<32>());
                write_private(&path, &text)?;
                // another process may have been first: what lies there now is the key
                Self::from_text(&std::fs::read_to_string(&path)?)
            }
            Err(e) => Err(e.into()),
        }
    }

    /// From the base64 text of at least 32 bytes.
    ///
    /// # Errors
    /// When it is none.
    pub fn from_text(text: &str) -> Result<Self> {
        let bytes = STANDARD.decode(text.trim()).map_err(|_| Error::broken("the secret is not base64"))?;
        if bytes.len() < 32 {
            return Err(Error::broken("the secret is shorter than 32 bytes"));
        }
        let derive = |what: &str| Sha256::new().chain_update(what.as_bytes()).chain_update(&bytes).finalize();
        let hmac = |what: &str| <Hmac<Sha256> as Mac>::new_from_slice(&derive(what)).map_err(Error::broken);
        let cipher = ChaCha20Poly1305::new(&derive("cipher"));
        Ok(Self { lookup: hmac("lookup")?, keys: hmac("keys")?, seeds: hmac("seeds")?, cipher })
    }

    /// The key for `what`: a purpose and the id of a thing.
    ///
    /// # Errors
    /// Never: every length of key is taken.
    pub fn key(&self, what: &str) -> Result<Key> {
        let mut mac = self.keys.clone();
        mac.update(what.as_bytes());
        let bytes: [u8; 32] = mac.finalize().into_bytes().into();
        Ok(Key { bytes, mac: <Hmac<Sha256> as Mac>::new_from_slice(&bytes).map_err(Error::broken)? })
    }

    /// The hash under which a number is found.
    #[must_use]
    pub fn lookup(&self, number: &str) -> String {
        let mut mac = self.lookup.clone();
        mac.update(number.as_bytes());
        STANDARD.encode(&mac.finalize().into_bytes()[..24])
    }

    /// What a key for one purpose is made from; the same as long as the secret is.
    #[must_use]
    pub fn seed(&self, purpose: &str) -> [u8; 32] {
        let mut mac = self.seeds.clone();
        mac.update(purpose.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// Encrypts a number: 12 bytes of nonce, then the ciphertext.
    ///
    /// # Errors
    /// Never for texts of reasonable length.
    pub fn seal(&self, text: &str) -> Result<Vec<u8>> {
        let nonce = random::<12>();
        let sealed = self.cipher.encrypt(Nonce::from_slice(&nonce), text.as_bytes()).map_err(Error::broken)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Decrypts what [`Self::seal`] made.
    ///
    /// # Errors
    /// When it was sealed with another secret or changed since.
    pub fn unseal(&self, sealed: &[u8]) -> Result<String> {
        let (nonce, sealed) = sealed.split_at_checked(12).ok_or_else(|| Error::broken("sealed text too short"))?;
        let plain = self.cipher.decrypt(Nonce::from_slice(nonce), sealed).map_err(Error::broken)?;
        String::from_utf8(plain).map_err(Error::broken)
    }
}

/// Random bytes from the system.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

fn write_private(path: &Path, text: &str) -> Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(mut file) => Ok(file.write_all(text.as_bytes()).and_then(|()| file.sync_all())?),
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(e) => Err(e.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_again_and_read_only_with_the_same_secret() {
        let one = Secret::from_text(&STANDARD.encode([1; 32])).unwrap();
        let two = Secret::from_text(&STANDARD.encode([2; 32])).unwrap();
        let sealed = one.seal("11010519491231002X").unwrap();
        assert_eq!(one.unseal(&sealed).unwrap(), "11010519491231002X");
        assert!(two.unseal(&sealed).is_err());
        assert_eq!(one.lookup("x"), one.lookup("x"));
        assert_ne!(one.lookup("x"), two.lookup("x"));
        assert!(one.unseal(&sealed[..20]).is_err());
    }

    #[test]
    fn every_purpose_and_thing_has_a_key_of_its_own() {
        let secret = Secret::from_text(&STANDARD.encode([1; 32])).unwrap();
        let other = Secret::from_text(&STANDARD.encode([2; 32])).unwrap();
        let mac = |s: &Secret, what: &str| s.key(what).unwrap().mac("x");
        assert_eq!(mac(&secret, "check-in 1"), mac(&secret, "check-in 1"));
        assert_ne!(mac(&secret, "check-in 1"), mac(&secret, "check-in 2"));
        assert_ne!(mac(&secret, "check-in 1"), mac(&other, "check-in 1"));
        assert_eq!(secret.key("pack 1").unwrap().to_hex().len(), 64);
    }

    #[test]
    fn the_key_is_made_once_and_readable_by_its_owner_only() {
        let dir = std::env::temp_dir().join(format!("gsdj-secret-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let first = Secret::open(&dir, None).unwrap().lookup("a");
        assert_eq!(Secret::open(&dir, None).unwrap().lookup("a"), first);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(dir.join("secret.key")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        std::fs::remove_dir_all(dir).unwrap();
    }
}
