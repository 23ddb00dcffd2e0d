//! The harness of the black-box tests: a small world, actors in it, both engines, and the API's own document as a judge.
//!
//! Tests live in the one binary `all` (`main.rs`); nothing here knows a rule of the platform.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't be set up has failed")]

mod harness;

pub use harness::*;
