//! Takes over what the national member registry hands out (REGISTRY.md, FEATURES 1.1–1.3, 12.14).
//!
//! A run is one transaction: survey the files (a fault of a whole file refuses before the store is touched), read and
//! judge 组织, then stream 党员 through in batches, then remove what a confirmed full file lacks. Rows come as text in
//! cells from a [`Sheet`](sheet::Sheet); another source only has to produce those. Every rule is the domain's.

pub mod cli;
mod csv_text;
mod members;
mod orgs;
mod print;
mod run;
mod sheet;
mod source;
mod store;
#[cfg(test)]
mod tests;
mod workbook;

pub use run::{Options, sync};
pub use source::Source;
pub(crate) use workbook::text_of as cell_text;
