//! What the meeting pages know without a browser: filters, sentences, forms and their faults. Pure, tested natively.
//!
//! Rules themselves are `domain`'s; this only turns them into what is shown.

pub mod acts;
pub mod csv;
pub mod form;
pub mod list;
pub mod people;
pub mod record;
pub mod tally;
pub mod why;

#[cfg(test)]
pub mod sample;
