//! The core against a small server: without a network, with one that breaks, and when both come back (FEATURES 10.2).

mod downloads;
mod hall;
#[cfg(feature = "here")]
mod here;
mod live;
mod outbox;
mod reading;
mod server;
mod signing;
mod world;
