//! What is read (党建资讯 and the reading columns of the other parts, FEATURES 9, 5.1, 5.3 to 5.5, 5.7, 2.8): sites, their
//! columns, articles with their versions and the way to publication, links out, and when reading counts.
//!
//! Sites and the platform's own columns are tables here; the store holds what editors make of them. Searching whole texts is
//! another feature's.

mod area;
mod catalogue;
mod column;
pub mod compare;
mod form;
mod links;
pub mod reading;
mod refusal;
mod said;
mod site;
mod state;
mod wire;

pub use area::Area;
pub use catalogue::{ColumnRow, HEADLINES, own_columns};
pub use column::{
    Column, ColumnForm, ColumnKind, ColumnOrder, ColumnRef, NAME_MAX, TopicForm, check_name, check_topic,
};
pub use form::{
    ATTACHMENTS_MAX, AUTHOR_MAX, BODY_MAX, DOCUMENT_YEARS, NOTE_MAX, OTHERS_MAX, REASON_MAX, SOURCE_MAX, SUMMARY_MAX,
    TITLE_MAX, check, check_decision, check_whole, document_day, summary_of,
};
pub use links::{
    LINK_NAME_MAX, LINKS, LINKS_MAX, LINKS_SAY, LIVE, Link, LinkGroup, LinkRow, check_link, check_links, new_code,
};
pub use refusal::ContentRefusal;
pub use said::{below, front_of, lead_first, when};
pub use site::Site;
pub use state::Article;
pub use wire::*;
