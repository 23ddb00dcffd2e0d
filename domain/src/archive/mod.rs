//! Records worth keeping (会议记录, FEATURES 3.11, 13.9): formatted text, minutes as they are printed, and the seal by
//! which print can be checked with no network.
//!
//! Laying out, signing and checking are done where the libraries for them are: in the backend and in the pages.

pub mod minutes;
mod refusal;
pub mod seal;
mod wire;

pub use crate::rich::{self, Block};
pub use minutes::{Minutes, Vote};
pub use refusal::ArchiveRefusal;
pub use seal::{Claim, Seal};
pub use wire::*;
