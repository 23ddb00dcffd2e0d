//! Messages (通知): newest first, live; opening one marks it as read.

mod model;
mod page_inbox;

pub use page_inbox::InboxPage;
