//! 学习平台 (FEATURES 5.1): the ways out to other platforms.

mod model;
mod page_portals;
mod set;

pub use page_portals::PortalsPage;
