//! The national member registry.
