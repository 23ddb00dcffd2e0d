//! Parts of the meeting pages: they render what they are given and load nothing.

pub mod acts_bar;
pub mod answer_card;
pub mod facts;
pub mod people_list;
pub mod quorum_panel;
pub mod record_view;
pub mod rounds;
pub mod sheets;
pub mod tally_bar;
pub mod why_card;
