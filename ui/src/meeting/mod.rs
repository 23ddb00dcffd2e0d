//! Meetings on the page: list, form, the meeting itself and its record.

mod act_sheets;
mod deeds;
mod download;
mod edit;
mod keys;
mod life;
mod list_parts;
pub mod model;
mod page_edit;
mod page_list;
mod page_record;
mod page_view;
pub mod parts;
pub mod record;

pub use life::papers::{AfterWorkPage, MaterialsPage};
pub use life::results::AppraisalPage;
pub use page_edit::{EditMeeting, NewMeeting};
pub use page_list::Meetings;
pub use page_record::RecordPage;
pub use page_view::MeetingPane;
