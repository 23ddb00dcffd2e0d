//! Accounts (FEATURES 1.2, 1.4): signing in, sessions, passwords, and what none of them may reveal.

mod lock_out;
mod origin;
mod password;
mod session;
mod sign_in;
