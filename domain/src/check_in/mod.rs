//! Check-in on the spot (签到, FEATURES 3.13, 13.4, 13.6): when it is open, what the chair's screen shows, who may use it.
//!
//! `window` decides by the clock and the meeting's step; `token` makes and holds what is scanned or typed; `guessing` bounds
//! tries at the short code; `receipt` is what a device without internet hands up later. Nothing here knows a key: a keyed
//! hash comes as an argument.

pub mod guessing;
mod guest;
mod hall;
pub mod receipt;
mod refusal;
pub mod token;
pub mod window;
mod wire;

pub use guest::{Elsewhere, GuestDecision, GuestRow, GuestState, guest_deed, guest_period, guest_period_words};
pub use hall::{Hall, HallCheckIn, HallPerson};
pub use receipt::{Fate, Pack, PackMember, PackRequest, Receipt, ReceiptOutcome, Receipts};
pub use refusal::CheckInRefusal;
pub use window::CheckInState;
pub use wire::*;
