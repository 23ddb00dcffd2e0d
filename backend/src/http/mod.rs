//! HTTP: who asks, how bodies come in, how answers and refusals go out. No rule, no SQL.

pub mod body;
pub mod caller;
mod envelope;
pub mod once;
pub mod problem;
mod router;
mod store;
mod web;

pub use body::{Act, IfMatch, PageParams, Params, PathId, Read, searched};
pub use caller::{Allowed, Anybody, Caller, Needs, OrgInScope, Scope, needs};
pub use problem::{ReadProblems, WriteProblems};
pub use router::{document, router};
