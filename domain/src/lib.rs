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

/// Declares the refusals of one feature: each with its code, status, field and sentence on one row.
///
/// `Variant { field: Type } = "code" 422 in "form_field" => sentence, next "what to do";` where the field of the form and the
/// next step may be left out. The sentence is an expression over the variant's fields. Codes never change once released.
macro_rules! refusals {
    ($(#[$meta:meta])* pub enum $name:ident { $(
        $(#[$vmeta:meta])* $variant:ident $({ $($(#[$fmeta:meta])* $f:ident: $ty:ty),* $(,)? })?
            = $code:literal $status:literal $(in $field:literal)? => $sentence:expr $(, next $hint:literal)?;
    )* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $name { $($(#[$vmeta])* $variant $({ $($(#[$fmeta])* $f: $ty),* })?,)* }

        impl $name {
            /// The stable code.
            #[must_use]
            pub const fn code(&self) -> &'static str { match self { $(Self::$variant { .. } => $code,)* } }

            /// The HTTP status it is answered with.
            #[must_use]
            pub const fn status(&self) -> u16 { match self { $(Self::$variant { .. } => $status,)* } }

            /// The form field it belongs to, by its name on the wire.
            #[must_use]
            pub const fn field(&self) -> Option<&'static str> {
                match self { $(Self::$variant { .. } => { let field: &[&'static str] = &[$($field)?]; field.first().copied() })* }
            }

            /// What to do next, where the sentence does not say it.
            #[must_use]
            pub const fn hint(&self) -> Option<&'static str> {
                match self { $(Self::$variant { .. } => { let hint: &[&'static str] = &[$($hint)?]; hint.first().copied() })* }
            }

            /// The sentence the user reads.
            #[must_use]
            #[allow(unused_variables, reason = "a sentence need not name every field")]
            pub fn sentence(&self) -> String { match self { $(Self::$variant $({ $($f),* })? => ($sentence).into(),)* } }
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
pub mod archive;
pub mod audit;
pub mod branch;
pub mod calendar;
pub mod check_in;
pub mod content;
pub mod disclosure;
pub mod exam;
pub mod experience;
pub mod file;
pub mod home;
pub mod id;
pub mod inbox;
pub mod learning;
pub mod library;
pub mod manual;
pub mod meeting;
pub mod member;
pub mod org;
pub mod page;
pub mod points;
pub mod problem;
pub mod programme_guide;
pub mod proxy;
pub mod reaction;
pub mod refusal;
pub mod registry;
pub mod review;
pub mod rich;
pub mod routes;
pub mod search;
pub mod shell;
pub mod standards;
pub mod time;
pub mod urge;

pub use id::{
    AccountId, ArticleId, ChannelId, ColumnId, CommentId, DisclosureId, ExperienceId, FileId, GroupId, InboxId,
    MeetingId, MemberId, OrgId, PostId, PostRequestId, ProgrammeId, SessionId, UrgeId,
};
pub use id::{ChapterId, WorkId};
pub use id::{CourseId, ExamId, GroupStudyId, LessonId, LessonQuestionId, QuestionId, SittingId, StudyId, UploadId};
pub use page::Page;
pub use problem::Problem;
pub use refusal::Refusal;
pub use time::Instant;
