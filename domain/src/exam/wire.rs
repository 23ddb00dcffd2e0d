//! 在线考试 on the wire.

mod bank;
mod paper;
mod result;
mod sitting;

pub use bank::*;
pub use paper::*;
pub use result::*;
pub use sitting::*;
