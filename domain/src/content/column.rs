//! Columns (栏目): the tree that a site's articles stand in.

use super::{Area, ContentRefusal, Site};
use crate::refusal::check_text;
use crate::{ColumnId, Instant, Refusal};

/// The most characters of a column's name.
pub const NAME_MAX: usize = 20;

coded! {
    /// What a column holds.
    pub enum ColumnKind {
        /// Articles.
        Section = "section" "栏目",
        /// Articles that are looked up: by year, by title.
        Documents = "documents" "资料库",
        /// Topics, which editors add.
        Topics = "topics" "专题集",
        /// A topic: comes and goes (FEATURES 5.7, 9.2).
        Topic = "topic" "专题",
    }
}

wire! {
    /// A column by its name.
    pub struct ColumnRef {
        /// The column.
        pub id: ColumnId,
        /// What it is called.
        pub name: String,
    }

    /// A column of a site.
    pub struct Column {
        /// The column.
        pub id: ColumnId,
        /// Whose.
        pub site: Site,
        /// Names it within its site.
        pub code: String,
        /// The one above.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub parent: Option<ColumnId>,
        /// What it is called.
        pub name: String,
        /// What it holds.
        pub kind: ColumnKind,
        /// In which part of the platform it stands.
        pub area: Area,
        /// From when it is shown, where that is limited.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub shown_from: Option<Instant>,
        /// Until when it is shown, where that is limited.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub shown_until: Option<Instant>,
        /// An editor hides it.
        pub hidden: bool,
    }

    /// `POST /api/desk/columns`: a new topic.
    pub struct TopicForm {
        /// Among which topics it stands.
        pub parent: ColumnId,
        /// What it is called, at most 20 characters.
        pub name: String,
        /// From when it is shown; at once when not given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub shown_from: Option<Instant>,
        /// Until when; always when not given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub shown_until: Option<Instant>,
    }

    /// `PUT /api/desk/columns/{id}`.
    pub struct ColumnForm {
        /// What it is called, at most 20 characters.
        pub name: String,
        /// From when a topic is shown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub shown_from: Option<Instant>,
        /// Until when a topic is shown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub shown_until: Option<Instant>,
        /// Hide it; its articles keep their addresses.
        #[serde(default)]
        pub hidden: bool,
    }

    /// `PUT /api/desk/columns/order`: columns that stand beside one another, in their new order.
    pub struct ColumnOrder {
        /// All columns under the same one (or all at the top of a site and area), each once.
        pub columns: Vec<ColumnId>,
    }
}

impl Column {
    /// Whether readers see it now.
    #[must_use]
    pub fn shows(&self, now: Instant) -> bool {
        !self.hidden && self.shown_from.is_none_or(|at| at <= now) && self.shown_until.is_none_or(|at| now < at)
    }

    /// When that changes by the clock, if it will.
    #[must_use]
    pub fn turns_at(&self, now: Instant) -> Option<Instant> {
        [self.shown_from, self.shown_until].into_iter().flatten().filter(|at| *at > now).min()
    }

    /// When it begins, if it has not yet.
    #[must_use]
    pub fn begins_after(&self, now: Instant) -> Option<Instant> {
        self.shown_from.filter(|at| *at > now)
    }

    /// Its name alone.
    #[must_use]
    pub fn named(&self) -> ColumnRef {
        ColumnRef { id: self.id, name: self.name.clone() }
    }
}

/// Checks a column's name.
pub fn check_name(faults: &mut Vec<Refusal>, name: &str) {
    check_text(faults, "name", "栏目名称", name, NAME_MAX);
}

/// Checks a name and a span of time.
///
/// # Errors
/// Every fault at once.
pub fn check_topic(name: &str, from: Option<Instant>, until: Option<Instant>) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_name(&mut faults, name);
    if from.zip(until).is_some_and(|(from, until)| from >= until) {
        faults.push(ContentRefusal::EndsBeforeItBegins.into());
    }
    Refusal::collect(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_shown_between_its_two_instants() {
        let column = Column {
            id: ColumnId(1),
            site: Site::Province,
            code: "t1".into(),
            parent: None,
            name: "示例".into(),
            kind: ColumnKind::Topic,
            area: Area::News,
            shown_from: Some(Instant(10)),
            shown_until: Some(Instant(20)),
            hidden: false,
        };
        let seen: Vec<_> = [9, 10, 19, 20].map(|t| column.shows(Instant(t))).into();
        assert_eq!(seen, [false, true, true, false]);
        assert_eq!(column.turns_at(Instant(9)), Some(Instant(10)));
        assert_eq!(column.turns_at(Instant(10)), Some(Instant(20)));
        assert_eq!(column.turns_at(Instant(20)), None);
        assert_eq!([9, 10].map(|t| column.begins_after(Instant(t))), [Some(Instant(10)), None]);
        assert!(!Column { hidden: true, ..column }.shows(Instant(15)));
    }

    #[test]
    fn a_topic_ends_after_it_begins() {
        let code = |name: &str, from, until| check_topic(name, from, until).map_err(|r| r.code());
        assert_eq!(code("示例", None, None), Ok(()));
        assert_eq!(code("示例", Some(Instant(2)), Some(Instant(2))), Err("content_ends_before_it_begins"));
        assert_eq!(code(" ", None, None), Err("missing"));
        assert_eq!(code(&"题".repeat(21), None, None), Err("too_long"));
    }
}
