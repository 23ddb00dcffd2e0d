//! Journeys in a real browser: the main job on computer and phone, the phone alone, the television, and a sweep over
//! every page. They need `GSDJ_TEST_WEB` (the web folder) and say so when they are skipped.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a journey that can't go on has failed")]

pub mod harness;

mod archive;
mod branch;
mod check_in;
mod desk;
mod exam;
pub(crate) mod kinds;
pub mod learning;
mod library;
pub(crate) mod life;
mod main_job;
mod news;
mod openness;
mod people;
mod phone;
mod pictures;
mod points;
mod programme_guide;
mod standards;
mod sweep;
mod television;
