//! The API, room by room, through actors over the router; on both engines.
#![expect(clippy::unwrap_used, reason = "what is not as the test says has failed")]

mod account;
mod anything;
mod archive;
mod branch;
mod calendar;
mod check_in;
mod committee;
mod crash;
mod disclosure;
mod document;
mod experience;
mod file;
mod groups;
mod http;
mod inbox;
mod jobs;
mod library;
mod meeting;
mod member;
mod points;
mod posts;
mod proxy;
mod registry;
mod review;
mod roles;
mod scope;
mod standards;
mod terms;
mod urge;
