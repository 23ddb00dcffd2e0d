//! The one test binary: the API through actors, journeys in a real browser, the real app.

mod api;
mod app;
mod journey;
