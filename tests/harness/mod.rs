//! What tests are made of: [`World`] and its [`Actor`]s; [`Reply`] to look at; [`Engine`] underneath.

mod actor;
pub mod acts;
pub mod books;
mod code;
mod contract;
mod database;
mod dice;
pub mod life;
mod live;
pub mod pictures;
mod program;
mod reply;
mod sample;
pub mod web;
mod world;

pub use actor::{Actor, Body};
pub use code::scanned;
pub use contract::{Operation, document, operations};
pub use database::{Engine, postgres_url, run};
pub use dice::Dice;
pub use live::Listener;
pub use program::Program;
pub use reply::Reply;
pub use sample::{broken, fitting, junk};
pub use world::{PASSWORD, Place, START, World, citizen, id, phone};

/// Makes of each story two tests, `<name>::sqlite` and `<name>::postgres`; the latter says so when there is no
/// PostgreSQL to run on.
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($world:ident) $body:block)*) => {$(
        mod $name {
            #[allow(unused_imports, reason = "not every story needs all that its file names")]
            use super::*;

            $(#[$meta])*
            async fn story($world: $crate::World) $body

            #[test]
            fn sqlite() {
                $crate::run($crate::Engine::Sqlite, story);
            }

            #[test]
            fn postgres() {
                $crate::run($crate::Engine::Postgres, story);
            }
        }
    )*};
}
