//! Password hashing (argon2id) on threads of its own, never on those that answer.
//!
//! Parameters are OWASP's minimum (19 MiB, 2 passes, 1 lane). A thread keeps its 19 MiB while there is work and gives
//! them back when idle. Where the system lets a thread step back, these do: who reads a list doesn't wait for who signs in.

use crate::error::{Error, Result};
use argon2::password_hash::{PasswordHashString, Salt, SaltString};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};
use gsdj_domain::Refusal;
use std::time::Duration;
use tokio::sync::oneshot;

/// Sign-ins that may wait before the platform says that it is too busy.
const QUEUE: usize = 2_000;
/// How far these threads step back behind the others (Linux counts to 19).
#[cfg(target_os = "linux")]
const NICENESS: i32 = 10;
/// How long an idle thread keeps its memory.
const KEEP: Duration = Duration::from_secs(5);

enum Task {
    Verify { password: String, hash: Option<String>, answer: oneshot::Sender<bool> },
    Hash { password: String, answer: oneshot::Sender<Result<String>> },
}

/// A handle to the hashing threads.
#[derive(Clone)]
pub struct Hasher {
    tasks: Sender<Task>,
}

impl Hasher {
    /// Starts the threads: half of the processors, so that hashing never starves the rest.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start() -> Result<Self> {
        let (tasks, queue) = bounded(QUEUE);
        let threads = std::thread::available_parallelism().map_or(1, |n| n.get().div_ceil(2));
        for n in 0..threads {
            let queue = queue.clone();
            std::thread::Builder::new().name(format!("hash-{n}")).spawn(move || work(&queue))?;
        }
        Ok(Self { tasks })
    }

    /// Whether `password` fits `hash`; without a hash it takes as long and says no.
    ///
    /// # Errors
    /// When too many wait already.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool> {
        let (answer, receiver) = oneshot::channel();
        self.tasks.try_send(Task::Verify { password, hash, answer }).map_err(|_| Refusal::TooBusy)?;
        receiver.await.map_err(Error::broken)
    }

    /// The hash of a new password.
    ///
    /// # Errors
    /// When too many wait already.
    pub async fn hash(&self, password: String) -> Result<String> {
        let (answer, receiver) = oneshot::channel();
        self.tasks.try_send(Task::Hash { password, answer }).map_err(|_| Refusal::TooBusy)?;
        receiver.await.map_err(Error::broken)?
    }
}

/// The hash of a new password, on this thread: for the command line.
///
/// # Errors
/// When the hash can't be made.
pub fn hash_now(password: &str) -> Result<String> {
    hash(password, &mut Vec::new())
}

fn work(queue: &Receiver<Task>) {
    // on Linux a thread's own affair; elsewhere it would be the whole process's
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(NICENESS) {
        tracing::debug!(%error, "hashing at ordinary priority");
    }
    let mut memory = Vec::new();
    loop {
        match queue.recv_timeout(KEEP) {
            Ok(Task::Verify { password, hash, answer }) => {
                let fits = verify(&password, hash.as_deref(), &mut memory).unwrap_or(false);
                let _ = answer.send(fits);
            }
            Ok(Task::Hash { password, answer }) => {
                let _ = answer.send(hash(&password, &mut memory));
            }
            Err(RecvTimeoutError::Timeout) => memory = Vec::new(),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn argon(params: Params) -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn fill(argon: &Argon2<'_>, password: &str, salt: &[u8], memory: &mut Vec<Block>) -> Result<[u8; 32]> {
    memory.resize(argon.params().block_count(), Block::default());
    let mut out = [0; 32];
    argon.hash_password_into_with_memory(password.as_bytes(), salt, &mut out, memory).map_err(Error::broken)?;
    Ok(out)
}

fn hash(password: &str, memory: &mut Vec<Block>) -> Result<String> {
    let salt_bytes = crate::secret::random::<16>();
    let salt = SaltString::encode_b64(&salt_bytes).map_err(Error::broken)?;
    let argon = argon(Params::default());
    let out = fill(&argon, password, &salt_bytes, memory)?;
    let output = argon2::password_hash::Output::new(&out).map_err(Error::broken)?;
    let hash = argon2::password_hash::PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: argon.params().try_into().map_err(Error::broken)?,
        salt: Some(salt.as_salt()),
        hash: Some(output),
    };
    Ok(hash.to_string())
}

fn verify(password: &str, hash: Option<&str>, memory: &mut Vec<Block>) -> Result<bool> {
    let Some(text) = hash else {
        fill(&argon(Params::default()), password, &[0; 16], memory)?;
        return Ok(false);
    };
    let stored = PasswordHashString::new(text).map_err(Error::broken)?;
    let stored = stored.password_hash();
    let params = Params::try_from(&stored).map_err(Error::broken)?;
    let mut salt = [0; Salt::MAX_LENGTH];
    let salt = stored
        .salt
        .ok_or_else(|| Error::broken("a hash without salt"))?
        .decode_b64(&mut salt)
        .map_err(Error::broken)?;
    let out = fill(&argon(params), password, salt, memory)?;
    let output = argon2::password_hash::Output::new(&out).map_err(Error::broken)?;
    // Output compares in constant time
    Ok(stored.hash == Some(output))
}

#[cfg(test)]
mod tests {
    use super::*;
    use argon2::PasswordVerifier;

    #[test]
    fn our_hashes_are_ordinary_ones() {
        let mut memory = Vec::new();
        let text = hash("gaotai-2026-cun", &mut memory).unwrap();
        assert!(text.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{text}");
        let parsed = argon2::PasswordHash::new(&text).unwrap();
        Argon2::default().verify_password(b"gaotai-2026-cun", &parsed).unwrap();
        assert!(verify("gaotai-2026-cun", Some(&text), &mut memory).unwrap());
        assert!(!verify("gaotai-2026-cuN", Some(&text), &mut memory).unwrap());
        assert!(!verify("anything", None, &mut memory).unwrap());
    }
}
