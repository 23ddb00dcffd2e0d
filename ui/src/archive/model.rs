//! Checking a seal on this device. Pure: keys and text come from outside.

use crate::kit::Tone;
use ed25519_dalek::{Signature, VerifyingKey};
use gsdj_domain::archive::{Claim, Seal, SealKey, SealKeys, SealVerdict, Standing, seal};

/// What was found out about a seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Genuine or not.
    pub verdict: SealVerdict,
    /// What is sealed, where it is genuine.
    pub claim: Option<Claim>,
}

impl Finding {
    const fn only(verdict: SealVerdict) -> Self {
        Self { verdict, claim: None }
    }

    /// The colour that goes with it.
    #[must_use]
    pub const fn tone(&self) -> Tone {
        match self.verdict {
            SealVerdict::Genuine => Tone::Ok,
            SealVerdict::Modified => Tone::Bad,
            SealVerdict::Unreadable | SealVerdict::NoKey => Tone::Warn,
        }
    }

    /// What it means and what to do.
    #[must_use]
    pub const fn sentence(&self) -> &'static str {
        match self.verdict {
            SealVerdict::Genuine => {
                "二维码由平台签发，下面各项与签发时一致。请再对照纸上的摘要：摘要相同，纸上内容就是当时导出的内容。"
            }
            SealVerdict::Modified => "二维码的内容被改动过，或者不是本平台签发的，不能作为凭据。请向支部索取原件。",
            SealVerdict::Unreadable => {
                "这不是会议记录上的防伪二维码。请扫描打印件最后一页左下方的二维码，或者把二维码内容完整粘贴到这里。"
            }
            SealVerdict::NoKey => {
                "这台设备上还没有平台的公钥。请联网打开本页一次，或者在下面粘贴公钥，之后没有网络也能核验。"
            }
        }
    }
}

/// Checks what was scanned against the keys at hand.
#[must_use]
pub fn check(scanned: &str, keys: &[String]) -> Finding {
    let seal = match Seal::read(scanned) {
        Ok(seal) => seal,
        Err(verdict) => return Finding::only(verdict),
    };
    let keys: Vec<VerifyingKey> = keys.iter().filter_map(|text| key(text)).collect();
    if keys.is_empty() {
        return Finding::only(SealVerdict::NoKey);
    }
    let (signed, signature) = (seal.claim.signed(), Signature::from_bytes(&seal.signature));
    if keys.iter().any(|key| key.verify_strict(&signed, &signature).is_ok()) {
        Finding { verdict: SealVerdict::Genuine, claim: Some(seal.claim) }
    } else {
        Finding::only(SealVerdict::Modified)
    }
}

fn key(text: &str) -> Option<VerifyingKey> {
    let bytes: [u8; 32] = seal::from_base64url(text.trim())?.try_into().ok()?;
    VerifyingKey::from_bytes(&bytes).ok()
}

/// Whether a text is a key.
#[must_use]
pub fn is_key(text: &str) -> bool {
    key(text).is_some()
}

/// What stands beside the facts when the platform could be asked.
#[must_use]
pub const fn standing(standing: Standing) -> (Tone, &'static str) {
    match standing {
        Standing::Current => (Tone::Ok, "与平台上的记录一致，没有更新的版本。"),
        Standing::Superseded => {
            (Tone::Warn, "导出以后，平台上的记录又有变化（如补充内容、完成审核），请以平台上的为准。")
        }
        Standing::Gone => (Tone::Warn, "平台上已经没有这份记录。"),
    }
}

/// The facts of a claim, each with its name.
#[must_use]
pub fn facts(claim: &Claim) -> Vec<(&'static str, String)> {
    vec![
        ("党组织", claim.org.clone()),
        ("会议类型", claim.kind.label().to_owned()),
        ("会议时间", claim.starts_at.written()),
        ("记录版本", claim.version.to_string()),
        ("导出时间", claim.issued_at.written()),
        ("内容摘要", claim.short_digest()),
    ]
}

/// The keys with one more.
#[must_use]
pub fn with_key(kept: Option<SealKeys>, text: &str) -> SealKeys {
    let mut keys = kept.unwrap_or(SealKeys { platform: String::new(), keys: Vec::new() });
    let text = text.trim();
    if keys.keys.iter().all(|key| key.key != text) {
        keys.keys.push(SealKey { key: text.to_owned(), since: gsdj_domain::Instant(0), current: false });
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::{Signer, SigningKey};
    use gsdj_domain::meeting::MeetingKind;
    use gsdj_domain::{Instant, MeetingId};

    fn sealed() -> (String, Vec<String>) {
        let signer = SigningKey::from_bytes(&[8; 32]);
        let claim = Claim {
            meeting: MeetingId(9),
            version: 2,
            kind: MeetingKind::GeneralMeeting,
            starts_at: Instant(1_772_692_200_000),
            issued_at: Instant(1_772_800_000_000),
            digest: [1; 32],
            org: "示例村党支部".into(),
        };
        let signature = signer.sign(&claim.signed()).to_bytes();
        let text = Seal { claim, signature }.code("https://dangjian.example.gov.cn");
        (text, vec![seal::to_base64url(signer.verifying_key().as_bytes())])
    }

    #[test]
    fn what_the_platform_signed_is_genuine_and_says_its_facts() {
        let (text, keys) = sealed();
        let found = check(&text, &keys);
        assert_eq!(found.verdict, SealVerdict::Genuine);
        let facts = facts(&found.claim.unwrap());
        assert_eq!(facts[0], ("党组织", "示例村党支部".to_owned()));
        assert_eq!(facts[2].1, "2026年3月5日 14:30");
    }

    #[test]
    fn one_character_changed_anywhere_is_modified() {
        let (text, keys) = sealed();
        let from = text.find("R1.").unwrap() + 3;
        for at in from..text.len() {
            let other = if &text[at..=at] == "A" { "B" } else { "A" };
            let changed = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            assert_eq!(check(&changed, &keys).verdict, SealVerdict::Modified, "character {at}");
        }
    }

    #[test]
    fn without_keys_or_with_others_nothing_is_called_genuine() {
        let (text, _) = sealed();
        assert_eq!(check(&text, &[]).verdict, SealVerdict::NoKey);
        assert_eq!(check(&text, &["x".into()]).verdict, SealVerdict::NoKey);
        let other = SigningKey::from_bytes(&[9; 32]).verifying_key();
        assert_eq!(check(&text, &[seal::to_base64url(other.as_bytes())]).verdict, SealVerdict::Modified);
        assert_eq!(check("https://example.org", &[]).verdict, SealVerdict::Unreadable);
    }

    #[test]
    fn a_pasted_key_is_kept_once() {
        let (_, keys) = sealed();
        assert!(is_key(&keys[0]) && !is_key("abc") && !is_key(""));
        let once = with_key(None, &keys[0]);
        assert_eq!(with_key(Some(once.clone()), &format!(" {} ", keys[0])), once);
    }
}
