//! 直播节目预告 (FEATURES 5.2, 12.10): what is on, day by day, beginning at what is on now; reminders; and, for the province,
//! channels and programmes.

mod channel_sheet;
mod day;
mod model;
mod now;
mod page_edit;
mod page_guide;
mod paste;
mod programme_sheet;
mod remind;

pub use page_edit::EditGuide;
pub use page_guide::GuidePage;
