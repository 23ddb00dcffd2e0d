//! The audit log on the page.

mod page_log;

pub use page_log::AuditLog;
