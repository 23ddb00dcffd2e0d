//! Accounts: who may sign in, what a role may do, and what a good password is.
//!
//! Hashing and sessions are the backend's; which screens are shown is decided by [`role::allows`], the same table that
//! the API enforces.

pub mod lockout;
pub mod password;
pub mod role;
mod wire;

pub use role::{Permission, Role, allows};
pub use wire::*;
