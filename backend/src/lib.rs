//! The server of the platform: HTTP, store and jobs. One binary, one folder.
//!
//! An act is one path: extract → authorise → decide (domain, pure) → store → answer. Handlers hold no SQL and no rule;
//! SQL lives in the features' `store.rs`.

pub mod account;
pub mod app;
pub mod archive;
pub mod audit;
pub mod branch;
pub mod calendar;
pub mod check_in;
pub mod clock;
pub mod config;
pub mod console;
pub mod content;
pub mod demo;
pub mod disclosure;
pub mod error;
pub mod exam;
pub mod experience;
pub mod file;
pub mod first;
pub mod home;
pub mod http;
pub mod inbox;
pub mod jobs;
pub mod learning;
pub mod library;
pub mod live;
pub mod meeting;
pub mod member;
pub mod ops;
pub mod org;
pub mod points;
pub mod programme_guide;
pub mod proxy;
pub mod reaction;
pub mod registry;
pub mod review;
pub mod search;
pub mod secret;
pub mod serve;
pub mod shelf;
pub mod standards;
pub mod store;
pub mod urge;

pub use app::App;
pub use config::Config;
pub use error::{Error, Result};
