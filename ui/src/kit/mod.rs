//! The kit: small accessible parts that every page is made of.
//!
//! A part knows how it looks and how it is operated; it knows no feature and calls no API. Loading and saving
//! ([`use_load`], [`use_save`]) take the call as a closure.

mod address;
mod afterwards;
mod button;
mod card;
mod checked;
pub mod clock;
mod debounce;
pub mod draft;
mod editor;
mod field;
mod head;
mod icon;
mod load;
pub mod qr;
mod rich_field;
mod save;
mod sheet;
mod size;
pub mod storage;
mod tabs;
mod timeline;
pub mod toast;

pub use crate::api::session::{can, use_allowed, use_me};
pub use crate::frame::{Frame, Guard, can_here, use_frame, use_replace};
pub use address::use_id;
pub use afterwards::Afterwards;
pub use button::{Button, ButtonKind};
pub use card::{Card, Chip, Empty, ErrorCard, Skeleton, Tone};
pub use checked::{Checked, Faults, by_field};
pub use clock::use_now;
pub use debounce::use_debounced;
pub use editor::{Editor as RichEditor, Here as RichHere};
pub use field::{SelectField, TextField, focus_field};
pub use head::{PageHead, heading};
pub use icon::{Icon, IconName};
pub use load::{Load, Loaded, use_load};
pub use qr::Qr;
pub use rich_field::{ForArticle, Formatted, RichField};
pub use save::{Save, use_save};
pub use sheet::{Confirm, Sheet, sheet_for};
pub use size::size;
pub use tabs::Tabs;
pub use timeline::Timeline;
