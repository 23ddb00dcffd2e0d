//! The form's signals, what is wrong with them now and which faults are shown already.

use crate::kit::Faults;
use crate::meeting::model::form::{Place, Typed, faults, first_field};
use gsdj_domain::meeting::{Length, MeetingDraft};
use gsdj_domain::{GroupId, Instant, MemberId};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Everything typed, one signal a field; copied freely.
#[derive(Clone, Copy)]
pub struct Form {
    /// 会议主题.
    pub title: RwSignal<String>,
    /// 会议地点.
    pub place: RwSignal<String>,
    /// 会议议程.
    pub agenda: RwSignal<String>,
    /// 会议时间, as the field has it.
    pub starts_at: RwSignal<String>,
    /// 会期, as its code.
    pub length: RwSignal<String>,
    /// 主持人, as an id; empty before one is chosen.
    pub chair: RwSignal<String>,
    /// 参会比例.
    pub share: RwSignal<Option<u8>>,
    /// 反馈截止时间, as the field has it.
    pub deadline: RwSignal<String>,
    /// The party group, as an id; empty for kinds that draw from none.
    pub group: RwSignal<String>,
    /// Everybody of the circle.
    pub people: RwSignal<BTreeMap<MemberId, Place>>,
    /// What the form starts from.
    pub draft: StoredValue<MeetingDraft>,
    touched: RwSignal<BTreeSet<String>>,
    tried: RwSignal<bool>,
    now: Signal<Instant>,
}

impl Form {
    /// Signals for what is typed so far.
    #[must_use]
    pub fn new(typed: Typed, draft: MeetingDraft, now: Signal<Instant>) -> Self {
        Self {
            title: RwSignal::new(typed.title),
            place: RwSignal::new(typed.place),
            agenda: RwSignal::new(typed.agenda),
            starts_at: RwSignal::new(typed.starts_at),
            length: RwSignal::new(typed.length.code().into()),
            chair: RwSignal::new(typed.chair.map(|c| c.to_string()).unwrap_or_default()),
            share: RwSignal::new(typed.share),
            deadline: RwSignal::new(typed.deadline),
            group: RwSignal::new(typed.group.map(|g| g.to_string()).unwrap_or_default()),
            people: RwSignal::new(typed.people),
            draft: StoredValue::new(draft),
            touched: RwSignal::new(BTreeSet::new()),
            tried: RwSignal::new(false),
            now,
        }
    }

    /// What is typed now; tracks every field.
    #[must_use]
    pub fn typed(&self) -> Typed {
        Typed {
            title: self.title.get(),
            place: self.place.get(),
            agenda: self.agenda.get(),
            starts_at: self.starts_at.get(),
            length: Length::from_code(&self.length.read()).unwrap_or(Length::HalfDay),
            chair: self.chair.read().parse().ok().map(MemberId),
            share: self.share.get(),
            deadline: self.deadline.get(),
            group: self.group.read().parse().ok().map(GroupId),
            people: self.people.get(),
        }
    }

    /// Puts back what was kept.
    pub fn restore(&self, typed: Typed) {
        self.title.set(typed.title);
        self.place.set(typed.place);
        self.agenda.set(typed.agenda);
        self.starts_at.set(typed.starts_at);
        self.length.set(typed.length.code().into());
        self.chair.set(typed.chair.map(|c| c.to_string()).unwrap_or_default());
        self.share.set(typed.share);
        self.deadline.set(typed.deadline);
        self.group.set(typed.group.map(|g| g.to_string()).unwrap_or_default());
        self.people.set(typed.people);
    }

    /// All faults now, shown or not.
    #[must_use]
    pub fn faults(&self) -> Faults {
        self.draft.with_value(|draft| faults(&self.typed(), draft, self.now.get()))
    }

    /// The field was left: from now on its faults are shown.
    pub fn touch(&self, field: &str) {
        if !self.touched.with_untracked(|t| t.contains(field)) {
            self.touched.update(|t| {
                t.insert(field.to_owned());
            });
        }
    }

    /// It was tried to send: from now on every fault is shown. Gives the first faulty field.
    pub fn attempt(&self) -> Option<&'static str> {
        self.tried.set(true);
        first_field(&untrack(|| self.faults()))
    }

    /// Whether it was tried to send.
    #[must_use]
    pub fn tried(&self) -> bool {
        self.tried.get()
    }

    /// What to show beside `field`: its own fault once touched or tried, else what the server said.
    #[must_use]
    pub fn shown(
        &self,
        all: Memo<Faults>,
        field: &'static str,
        server: Signal<Option<String>>,
    ) -> Signal<Option<String>> {
        let (touched, tried) = (self.touched, self.tried);
        Signal::derive(move || {
            let visible = tried.get() || touched.with(|t| t.contains(field));
            let own = all.with(|f| f.get(field).cloned()).filter(|_| visible);
            own.or_else(|| server.get())
        })
    }

    /// Sets the start and, as long as nobody chose a deadline that still fits, the deadline the evening before.
    pub fn propose_start(&self, at: Instant) {
        self.starts_at.set(at.field());
        let deadline = Instant::from_field(&self.deadline.get_untracked());
        if deadline.is_none_or(|d| d >= at) {
            let proposals = crate::meeting::model::form::deadline_proposals(at, self.now.get_untracked());
            if let Some((_, first)) = proposals.first() {
                self.deadline.set(first.field());
            }
        }
    }
}
