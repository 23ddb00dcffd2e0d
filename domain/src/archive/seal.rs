//! The seal in the corner of printed minutes (FEATURES 13.9): what it says, how it is written into a QR code and read
//! back. Signing and checking the signature (Ed25519) are done elsewhere, over [`Seal::signed`].
//!
//! A seal's text is `R1.` and the claim with its signature as unpadded base64url; in print it stands after `/verify#`, so
//! that a scanner opens the page and what is sealed is never sent anywhere.

use super::wire::SealVerdict;
use crate::meeting::MeetingKind;
use crate::{Instant, MeetingId};

/// What a seal's text begins with.
pub const MARK: &str = "R1.";
/// The page that checks seals.
pub const PAGE: &str = "/verify";
/// Bytes of a signature.
pub const SIGNATURE: usize = 64;
/// The most characters of an organisation's name that go into a seal: the code has to stay easy to scan.
pub const NAME_MAX: usize = 40;

/// Before what is signed, so that the signature is good for nothing else.
const PURPOSE: &[u8] = b"gsdj record seal 1\n";

/// What is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The meeting.
    pub meeting: MeetingId,
    /// Which version of it.
    pub version: u32,
    /// Its kind.
    pub kind: MeetingKind,
    /// When it was.
    pub starts_at: Instant,
    /// When it was printed.
    pub issued_at: Instant,
    /// SHA-256 of [`super::Minutes::canonical`].
    pub digest: [u8; 32],
    /// Whose meeting it was; at most [`NAME_MAX`] characters.
    pub org: String,
}

/// A claim as bytes, with the signature over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// The claim.
    pub claim: Claim,
    /// The signature.
    pub signature: [u8; SIGNATURE],
}

impl Claim {
    /// The bytes that stand in the code.
    fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(128);
        out.extend(self.meeting.0.to_be_bytes());
        out.extend(self.version.to_be_bytes());
        out.extend(self.starts_at.0.to_be_bytes());
        out.extend(self.issued_at.0.to_be_bytes());
        out.extend(self.digest);
        let kind = self.kind.code().as_bytes();
        out.push(u8::try_from(kind.len()).unwrap_or(u8::MAX));
        out.extend(kind);
        out.extend(self.org.as_bytes());
        out
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (meeting, rest) = number::<8>(bytes)?;
        let (version, rest) = number::<4>(rest)?;
        let (starts_at, rest) = number::<8>(rest)?;
        let (issued_at, rest) = number::<8>(rest)?;
        let (digest, rest) = number::<32>(rest)?;
        let (&length, rest) = rest.split_first()?;
        let (kind, org) = rest.split_at_checked(usize::from(length))?;
        Some(Self {
            meeting: MeetingId(i64::from_be_bytes(meeting)),
            version: u32::from_be_bytes(version),
            kind: MeetingKind::from_code(std::str::from_utf8(kind).ok()?)?,
            starts_at: Instant(i64::from_be_bytes(starts_at)),
            issued_at: Instant(i64::from_be_bytes(issued_at)),
            digest,
            org: std::str::from_utf8(org).ok()?.to_owned(),
        })
    }

    /// What the signature is over.
    #[must_use]
    pub fn signed(&self) -> Vec<u8> {
        [PURPOSE, &self.bytes()].concat()
    }

    /// A name as it goes into a claim.
    #[must_use]
    pub fn short_name(name: &str) -> String {
        if name.chars().count() <= NAME_MAX {
            return name.to_owned();
        }
        name.chars().take(NAME_MAX - 1).chain(['…']).collect()
    }

    /// The first of the digest in groups of four, for people to compare: `3fa2 90bc 11de 7740`.
    #[must_use]
    pub fn short_digest(&self) -> String {
        let hex: Vec<String> = self.digest.iter().take(8).map(|b| format!("{b:02x}")).collect();
        hex.chunks(2).map(|pair| pair.concat()).collect::<Vec<_>>().join(" ")
    }
}

fn number<const N: usize>(bytes: &[u8]) -> Option<([u8; N], &[u8])> {
    bytes.split_first_chunk::<N>().map(|(head, rest)| (*head, rest))
}

impl Seal {
    /// The text of the seal.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{MARK}{}", to_base64url(&[self.claim.bytes(), self.signature.to_vec()].concat()))
    }

    /// The text of the QR code: an address where there is one, else the bare seal.
    #[must_use]
    pub fn code(&self, address: &str) -> String {
        let address = address.trim_end_matches('/');
        if address.is_empty() { self.text() } else { format!("{address}{PAGE}#{}", self.text()) }
    }

    /// Reads what was scanned, opened or pasted.
    ///
    /// # Errors
    /// [`SealVerdict::Unreadable`] for what is no seal, [`SealVerdict::Modified`] for one that has been damaged.
    pub fn read(scanned: &str) -> Result<Self, SealVerdict> {
        let text = scanned.trim();
        let text = text.rsplit_once('#').map_or(text, |(_, seal)| seal);
        let body = text.strip_prefix(MARK).ok_or(SealVerdict::Unreadable)?;
        let bytes = from_base64url(body).ok_or(SealVerdict::Modified)?;
        let (claim, signature) = bytes.split_last_chunk::<SIGNATURE>().ok_or(SealVerdict::Modified)?;
        let claim = Claim::from_bytes(claim).ok_or(SealVerdict::Modified)?;
        Ok(Self { claim, signature: *signature })
    }
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Base64url without padding (RFC 4648 §5).
#[must_use]
pub fn to_base64url(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let word = group.iter().fold(0_u32, |word, b| word << 8 | u32::from(*b)) << (8 * (3 - group.len()));
        for place in 0..=group.len() {
            let digit = (word >> (18 - 6 * place) & 63) as usize;
            out.push(DIGITS.get(digit).map_or('A', |d| char::from(*d)));
        }
    }
    out
}

/// Reads base64url; `None` for anything that [`to_base64url`] does not write.
#[must_use]
pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text.bytes().map(digit).collect::<Option<_>>()?;
    let mut out = Vec::with_capacity(text.len() * 3 / 4);
    for group in digits.chunks(4) {
        let word = group.iter().fold(0_u32, |word, d| word << 6 | d) << (6 * (4 - group.len()));
        let bytes = word.to_be_bytes();
        out.extend(bytes.get(1..group.len())?);
    }
    // a lone digit, or bits beyond the last byte: not ours
    (to_base64url(&out) == text).then_some(out)
}

fn digit(byte: u8) -> Option<u32> {
    DIGITS.iter().position(|d| *d == byte).and_then(|at| u32::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seal() -> Seal {
        let claim = Claim {
            meeting: MeetingId(7_208_811),
            version: 5,
            kind: MeetingKind::PartyLecture,
            starts_at: Instant(1_770_000_000_000),
            issued_at: Instant(1_770_086_400_000),
            digest: [9; 32],
            org: "示例村党支部".into(),
        };
        Seal { claim, signature: [3; SIGNATURE] }
    }

    #[test]
    fn a_seal_is_read_from_its_address_and_bare() {
        let seal = seal();
        assert_eq!(Seal::read(&seal.code("https://dj.example.org/")), Ok(seal.clone()));
        assert_eq!(Seal::read(&format!(" {}\n", seal.code(""))), Ok(seal.clone()));
        assert!(seal.code("https://dj.example.org/").starts_with("https://dj.example.org/verify#R1."));
    }

    #[test]
    fn what_is_no_seal_can_t_be_read_and_a_torn_one_is_changed() {
        for other in ["", "你好", "https://example.org/verify", "R2.abcd", "https://example.org/#R3.x"] {
            assert_eq!(Seal::read(other), Err(SealVerdict::Unreadable), "{other}");
        }
        let text = seal().text();
        assert_eq!(Seal::read(&text[..60]), Err(SealVerdict::Modified));
        assert_eq!(Seal::read(&format!("{text}=")), Err(SealVerdict::Modified));
    }

    #[test]
    fn a_long_name_is_cut_so_that_the_code_stays_small() {
        let name = Claim::short_name(&"长".repeat(300));
        assert_eq!((name.chars().count(), name.ends_with('…')), (NAME_MAX, true));
        let seal = Seal { claim: Claim { org: name, ..seal().claim }, ..seal() };
        assert!(seal.code("https://dangjian.example.gov.cn").len() < 460);
    }

    proptest! {
        #[test]
        fn base64url_gives_back_what_it_got(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            prop_assert_eq!(from_base64url(&to_base64url(&bytes)), Some(bytes));
        }

        #[test]
        fn one_character_changed_never_reads_as_the_same_seal(at in 3_usize..200, to in "[A-Za-z0-9_-]") {
            let text = seal().text();
            let at = at.min(text.len() - 1);
            let changed = format!("{}{to}{}", &text[..at], &text[at + 1..]);
            prop_assume!(changed != text);
            if let Ok(read) = Seal::read(&changed) {
                prop_assert_ne!(read, seal());
            }
        }
    }
}
