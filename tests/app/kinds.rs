//! Every kind of meeting through all the steps of its table, with the branch, its superior and a member each at the app.

use super::harness::Apps;
use crate::journey::{kinds, life};

#[test]
fn the_kinds_that_are_not_prepared_run_through_their_steps_in_the_app() {
    Apps::run("app-kinds", |apps| kinds::story(apps, None));
}

#[test]
fn a_life_meeting_runs_through_its_steps_in_the_app() {
    Apps::run("app-life", |apps| life::story(apps, None));
}
