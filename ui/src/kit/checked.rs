//! What is wrong with a form as it is typed: said beside each field once somebody has tried to send it.

use super::{Save, focus_field};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The first fault of each field, by the field's name on the wire; empty when all is well.
pub type Faults = BTreeMap<String, String>;

/// A problem's faults by field; the first of each counts.
#[must_use]
pub fn by_field(problem: &gsdj_domain::Problem) -> Faults {
    let mut faults = Faults::new();
    for error in &problem.errors {
        faults.entry(error.field.clone()).or_insert_with(|| error.sentence.clone());
    }
    if let (true, Some(field)) = (faults.is_empty(), &problem.field) {
        faults.insert(field.clone(), problem.title.clone());
    }
    faults
}

/// The check of a form.
#[derive(Clone, Copy)]
pub struct Checked {
    faults: Memo<Faults>,
    fields: &'static [&'static str],
    tried: RwSignal<bool>,
}

impl Checked {
    /// For the fields in the order of the page, by what is wrong with them now.
    pub fn new(fields: &'static [&'static str], faults: impl Fn() -> Faults + Send + Sync + 'static) -> Self {
        Self { faults: Memo::new(move |_| faults()), fields, tried: RwSignal::new(false) }
    }

    /// What stands beside a field: its own fault, or what the server said of it.
    #[must_use]
    pub fn fault<F: std::fmt::Debug + 'static>(self, field: &'static str, save: Save<F>) -> Signal<Option<String>> {
        Signal::derive(move || {
            let own = self.faults.with(|all| all.get(field).cloned());
            own.filter(|_| self.tried.get()).or_else(|| save.field(field).get())
        })
    }

    /// Whether the form may be sent; from now on faults are said, and the first of them gets the focus.
    #[must_use]
    pub fn passes(self) -> bool {
        self.tried.set(true);
        let first = self.faults.with_untracked(|all| self.fields.iter().find(|field| all.contains_key(**field)));
        first.map(|field| focus_field(field)).is_none()
    }

    /// Begins anew: nobody has tried to send anything.
    pub fn forget(self) {
        self.tried.set(false);
    }
}
