//! The standards themselves: what all fields share once, and what each field has of its own.
//!
//! Our own words, made from what public Party regulations ask of branches; a superior's handbook goes before them, and the
//! pages say so. A code never changes and is never used again: stores hold it.

mod community;
mod every;
mod new_organisations;
mod office;
mod public_institution;
mod rural;
mod state_enterprise;

pub(super) use community::COMMUNITY;
pub(super) use every::EVERY;
pub(super) use new_organisations::NEW_ORGANISATIONS;
pub(super) use office::OFFICE;
pub(super) use public_institution::PUBLIC_INSTITUTION;
pub(super) use rural::RURAL;
pub(super) use state_enterprise::STATE_ENTERPRISE;

/// Chapters of items: `"code" "title": "what is asked for" / "how it is checked" / evidence kinds, probe.`
macro_rules! standard {
    ($(#[$meta:meta])* $name:ident: $($chapter:ident { $(
        $code:literal $title:literal: $asks:literal / $checked:literal / $($kind:ident)+ $(=> $probe:expr)?;
    )+ })+) => {
        $(#[$meta])*
        pub(in crate::standards) const $name: &[$crate::standards::item::Item] = &[$($($crate::standards::item::Item {
            code: $code,
            chapter: $crate::standards::field::Chapter::$chapter,
            title: $title,
            asks: $asks,
            checked: $checked,
            evidence: &[$($crate::standards::item::EvidenceKind::$kind),+],
            probe: $crate::standards::text::probe(&[$($probe)?]),
        },)+)+];
    };
}
use standard;

/// The only probe of a list of at most one.
const fn probe(given: &[super::probe::Probe]) -> Option<super::probe::Probe> {
    match given {
        [probe, ..] => Some(*probe),
        [] => None,
    }
}
