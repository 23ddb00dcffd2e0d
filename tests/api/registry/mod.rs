//! The national member registry (REGISTRY.md, FEATURES 1.1–1.3, 12.14) as people feel it: who can sign in, what moves.

mod broken;
mod sync;
