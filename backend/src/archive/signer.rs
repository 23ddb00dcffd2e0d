//! Sealing (FEATURES 13.9): an Ed25519 key made from the platform's own secret.

use crate::secret::Secret;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use gsdj_domain::archive::{Claim, Seal, seal};

/// Signs seals, and checks those of this key and of older ones.
#[derive(Clone)]
pub struct Signer(SigningKey);

impl Signer {
    /// The signer that belongs to the secret.
    #[must_use]
    pub fn of(secret: &Secret) -> Self {
        Self(SigningKey::from_bytes(&secret.seed("record seal")))
    }

    /// The key that its seals are checked with, as published.
    #[must_use]
    pub fn public(&self) -> String {
        seal::to_base64url(self.0.verifying_key().as_bytes())
    }

    /// Seals a claim.
    #[must_use]
    pub fn seal(&self, claim: Claim) -> Seal {
        let signature = self.0.sign(&claim.signed()).to_bytes();
        Seal { claim, signature }
    }
}

/// Whether one of the published keys made this seal.
#[must_use]
pub fn is_genuine(seal: &Seal, keys: &[String]) -> bool {
    let signed = seal.claim.signed();
    let signature = Signature::from_bytes(&seal.signature);
    let key = |text: &String| {
        let bytes: [u8; 32] = seal::from_base64url(text)?.try_into().ok()?;
        VerifyingKey::from_bytes(&bytes).ok()
    };
    keys.iter().filter_map(key).any(|key| key.verify_strict(&signed, &signature).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use gsdj_domain::meeting::MeetingKind;
    use gsdj_domain::{Instant, MeetingId};

    fn signer(byte: u8) -> Signer {
        Signer::of(&Secret::from_text(&STANDARD.encode([byte; 32])).unwrap())
    }

    #[test]
    fn a_seal_holds_under_its_own_key_and_for_its_own_words_only() {
        let claim = Claim {
            meeting: MeetingId(1),
            version: 2,
            kind: MeetingKind::ThemeDay,
            starts_at: Instant(3),
            issued_at: Instant(4),
            digest: [5; 32],
            org: "示例党支部".into(),
        };
        let seal = signer(1).seal(claim);
        assert!(is_genuine(&seal, &[signer(2).public(), signer(1).public()]));
        assert!(!is_genuine(&seal, &[signer(2).public()]));
        assert!(!is_genuine(&seal, &["nonsense".into()]));
        let mut other = seal.clone();
        other.claim.org = "示例党支邬".into();
        assert!(!is_genuine(&other, &[signer(1).public()]));
    }

    #[test]
    fn no_character_of_a_seal_can_be_changed_unnoticed() {
        let claim = Claim {
            meeting: MeetingId(1),
            version: 2,
            kind: MeetingKind::ThemeDay,
            starts_at: Instant(3),
            issued_at: Instant(4),
            digest: [5; 32],
            org: "示例".into(),
        };
        let text = signer(1).seal(claim).text();
        let keys = [signer(1).public()];
        for at in seal::MARK.len()..text.len() {
            let other = if text.as_bytes()[at] == b'A' { "B" } else { "A" };
            let changed = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            let passes = Seal::read(&changed).is_ok_and(|seal| is_genuine(&seal, &keys));
            assert!(!passes, "character {at}");
        }
    }
}
