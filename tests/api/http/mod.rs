//! How the API is spoken to: keys that make a write happen once, tags that spare a read, pages, and all that is no request.

mod malformed;
mod once;
mod page;
mod tag;
