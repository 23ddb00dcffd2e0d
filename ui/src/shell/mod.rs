//! What only the app has: choosing the server at the first start, and the outbox (FEATURES 10.2). In a browser the
//! gate is open and the outbox empty.

mod gate;
mod model;
mod notice;
mod page_outbox;
mod page_server;

pub use gate::ShellGate;
pub use page_outbox::OutboxPage;
pub use page_server::ServerPage;
