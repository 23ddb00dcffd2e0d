//! Check-in on the spot: the chair's screen, the member's page, the panel on a meeting's page, attendance elsewhere.

pub mod model;
mod page_check_in;
mod page_elsewhere;
mod page_hall;
mod page_screen;
mod panel;
mod people;
mod sheets;

pub use page_check_in::CheckInPage;
pub use page_elsewhere::ElsewherePage;
pub use page_hall::HallPage;
pub use page_screen::{ScreenPage, use_base};
pub use panel::CheckInPanel;
