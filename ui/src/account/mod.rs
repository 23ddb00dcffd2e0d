//! One's own account: signing in, the password, the devices, size and colour.

mod model;
mod page_me;
mod page_password;
mod page_sessions;
mod page_sign_in;
mod rules;

pub use page_me::MePage;
pub use page_password::PasswordPage;
pub use page_sessions::SessionsPage;
pub use page_sign_in::SignInPage;
