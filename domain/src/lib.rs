//! What is true of the platform with no network and no disk.
//!
//! Types on the wire, rules, state machines and refusals live here; I/O, SQL, HTTP and the clock live elsewhere
//! (time is always an argument). The crate builds for the browser and depends on serde, chrono and thiserror only;
//! `openapi` adds schema derives for the backend's document.
//!
//! A module is a *feature* and has the same name in every crate.

/// Derives what every type on the wire has: comparison, serde and, for the backend, its schema.
macro_rules! wire {
    ($($item:item)*) => {$(
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        $item
    )*};
}

/// Declares an enum whose variants each have a stable code (stored and sent) and a Chinese label (shown).
///
/// Codes never change once released: they lie in stores, outboxes and exports.
macro_rules! coded {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:tt $label:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $code)] $variant,)* }

        impl $name {
            /// Every variant, in the order of the list it was taken from.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable code, as stored and sent.
            #[must_use]
            pub const fn code(self) -> &'static str { match self { $(Self::$variant => $code,)* } }

            /// The Chinese label users see.
            #[must_use]
            pub const fn label(self) -> &'static str { match self { $(Self::$variant => $label,)* } }

            /// The variant with this code, if there is one.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }

            /// The variant with this Chinese label, if there is one (registry files use labels).
            #[must_use]
            pub fn from_label(label: &str) -> Option<Self> { Self::ALL.iter().copied().find(|v| v.label() == label) }
        }

        impl $crate::Coded for $name {
            fn code(self) -> &'static str { self.code() }
            fn from_code(code: &str) -> Option<Self> { Self::from_code(code) }
        }
    };
}

/// A closed list whose members have stable codes: what stores and files hold of it.
pub trait Coded: Copy {
    /// The stable code.
    fn code(self) -> &'static str;
    /// The member with this code, if there is one.
    fn from_code(code: &str) -> Option<Self>;
}

pub mod account;
pub mod audit;
pub mod branch;
pub mod file;
pub mod home;
pub mod id;
pub mod inbox;
pub mod meeting;
pub mod member;
pub mod org;
pub mod page;
pub mod points;
pub mod refusal;
pub mod registry;
pub mod routes;
pub mod shell;
pub mod time;

pub use id::{AccountId, FileId, InboxId, MeetingId, MemberId, OrgId, SessionId};
pub use page::Page;
pub use refusal::{Problem, Refusal};
pub use time::Instant;
