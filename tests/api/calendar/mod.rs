//! The calendar and its subscription.

mod feed;
mod list;
