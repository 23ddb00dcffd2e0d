//! The real desktop app on a screen of its own, with the network coming and going. It needs `GSDJ_TEST_APP` (the program)
//! and `DISPLAY`, and says so when it is skipped.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a journey that can't go on has failed")]

mod downloads;
mod harness;
mod kinds;
mod offline;
