//! The API, room by room, through actors over the router; on both engines.

mod account;
mod branch;
mod crash;
mod document;
mod file;
mod http;
mod inbox;
mod meeting;
mod points;
mod registry;
mod roles;
mod scope;
