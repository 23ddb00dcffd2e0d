//! The calendar of activities on the page, and its subscription.

mod agenda;
mod entries;
pub mod model;
mod month;
mod page_calendar;
mod subscribe;

pub use page_calendar::CalendarPage;
