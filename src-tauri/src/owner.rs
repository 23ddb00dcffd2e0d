//! Whose data it is: every row the app keeps belongs to one account on one server.

use gsdj_domain::AccountId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Whose data a row is. Nothing kept for one owner is ever shown to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The server's lasting name: its address, or `here` for the one inside the app.
    pub server: String,
    /// The account; `0` for what everybody may see without signing in.
    pub account: AccountId,
}

impl Owner {
    /// What everybody may see on `server`.
    #[must_use]
    pub fn public(server: &str) -> Self {
        Self { server: server.to_owned(), account: AccountId(0) }
    }
}

/// A bearer token. It never reaches the page and never a log: its debug form hides it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Token(String);

impl Token {
    /// Takes what the server gave.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, for the request's header and nothing else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A sign-in that lasts: who, and the token that proves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// The account signed in.
    pub account: AccountId,
    /// The proof.
    pub token: Token,
}
