//! 党建资讯 on the page: front pages of the province and its fourteen prefectures, columns, articles; links out; what one
//! keeps; comments; and the reading columns of 党员教育.

mod acts;
mod counter;
mod feed;
mod front_parts;
pub mod model;
mod page_article;
mod page_column;
mod page_favourites;
mod page_front;
mod page_learning;
mod page_portals;
mod page_remark;
mod remarks;
mod rows;
mod share;
mod sites;
mod size;
mod television;

pub use acts::Acts;
pub use page_article::ArticlePage;
pub use page_column::ColumnPage;
pub use page_favourites::Favourites;
pub use page_front::{NewsPage, SitePage};
pub use page_learning::LearningPage;
pub use page_portals::Portals;
pub use page_remark::RemarkPage;
pub use remarks::Remarks;
