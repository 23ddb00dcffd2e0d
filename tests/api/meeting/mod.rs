//! Meetings (FEATURES 3): the main story, every rule with its refusal, and counts that always fit.

mod answer;
mod edit;
mod form;
mod life;
mod notice;
mod quorum;
mod record;
mod review;
mod stage;
mod story;
mod tally;
