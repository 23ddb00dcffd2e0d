//! Committee posts that the list lacks: a branch asks for them, the province decides.

mod decide;
mod page_posts;

pub use page_posts::Posts;
