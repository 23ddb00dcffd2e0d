//! The national member registry's files (REGISTRY.md): what a row must be.
