//! Meetings (会议, FEATURES 3): the steps of each kind as data, what may happen next, who is expected, and the wire.
//!
//! `kind` is the table everything else is made from; `state` decides acts; `share` counts; `form` checks what is typed.

pub mod form;
pub mod kind;
pub mod life;
pub mod quorum;
mod refusal;
pub mod share;
pub mod state;
pub mod step;
mod wire;
mod words;

pub use kind::{Audience, KindRow, MeetingKind};
pub use life::{Grade, LifeView};
pub use quorum::{Motion, MotionKind, Quorum};
pub use refusal::MeetingRefusal;
pub use share::Tally;
pub use state::{Act, Meeting, Stage};
pub use step::{Party, Step};
pub use wire::*;
pub use words::{Answer, Decision, ExclusionReason, Length, StepState};
