//! 帮办: registering consents, answering for those one helps, printing members' cards.

mod asks;
pub mod model;
mod page_card;
mod page_proxies;
mod register;

pub use asks::Asks;
pub use page_card::CardPage;
pub use page_proxies::ProxiesPage;
