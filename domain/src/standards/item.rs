//! What a standard consists of: items with a code that never changes, and what may stand as evidence of them.

use super::field::{Chapter, Field};
use super::probe::Probe;
use super::text;
use crate::meeting::MeetingKind;

coded! {
    /// What may show that an item is met.
    pub enum EvidenceKind {
        /// A general meeting with its record.
        GeneralMeeting = "general_meeting" "支部党员大会",
        /// A committee meeting with its record.
        CommitteeMeeting = "committee_meeting" "支部委员会会议",
        /// A group meeting with its record.
        GroupMeeting = "group_meeting" "党小组会",
        /// A lecture with its record.
        PartyLecture = "party_lecture" "支部党课",
        /// A theme day with its record.
        ThemeDay = "theme_day" "主题党日",
        /// A life meeting with its record.
        LifeMeeting = "life_meeting" "组织生活会和民主评议党员",
        /// The committee as it is formed now.
        Committee = "committee" "支委会",
        /// What the branch says of itself now.
        Overview = "overview" "支部概述",
        /// The party groups as they are now.
        Groups = "groups" "党小组",
        /// What was published to members.
        Disclosure = "disclosure" "党务公开",
        /// A photo or a document that the branch uploads.
        File = "file" "照片或文件",
        /// A description in words.
        Note = "note" "文字说明",
    }
}

impl EvidenceKind {
    /// The kind of meeting it asks for, if it is one.
    #[must_use]
    pub const fn meeting(self) -> Option<MeetingKind> {
        match self {
            Self::GeneralMeeting => Some(MeetingKind::GeneralMeeting),
            Self::CommitteeMeeting => Some(MeetingKind::CommitteeMeeting),
            Self::GroupMeeting => Some(MeetingKind::GroupMeeting),
            Self::PartyLecture => Some(MeetingKind::PartyLecture),
            Self::ThemeDay => Some(MeetingKind::ThemeDay),
            Self::LifeMeeting => Some(MeetingKind::LifeMeeting),
            Self::Committee | Self::Overview | Self::Groups | Self::Disclosure | Self::File | Self::Note => None,
        }
    }

    /// The evidence that a meeting of this kind is.
    #[must_use]
    pub const fn of_meeting(kind: MeetingKind) -> Self {
        match kind {
            MeetingKind::GeneralMeeting => Self::GeneralMeeting,
            MeetingKind::CommitteeMeeting => Self::CommitteeMeeting,
            MeetingKind::GroupMeeting => Self::GroupMeeting,
            MeetingKind::PartyLecture => Self::PartyLecture,
            MeetingKind::ThemeDay => Self::ThemeDay,
            MeetingKind::LifeMeeting => Self::LifeMeeting,
        }
    }

    /// Whether a link names one thing by its id: a meeting or a file.
    #[must_use]
    pub const fn has_id(self) -> bool {
        self.meeting().is_some() || matches!(self, Self::File)
    }

    /// Whether it can be linked at all; what can't is uploaded or described.
    #[must_use]
    pub const fn links(self) -> bool {
        !matches!(self, Self::Disclosure | Self::Note)
    }
}

/// One thing that the standard asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The code: a letter for whose it is, the chapter's number, a dash, a serial number. Never changes once released.
    pub code: &'static str,
    /// Its chapter.
    pub chapter: Chapter,
    /// What it is called.
    pub title: &'static str,
    /// What is asked for, in one to three sentences.
    pub asks: &'static str,
    /// How it is checked.
    pub checked: &'static str,
    /// What fits as evidence.
    pub evidence: &'static [EvidenceKind],
    /// What the platform's own records can say of it.
    pub probe: Option<Probe>,
}

/// Whose an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ItemScope {
    /// Every field's.
    Every,
    /// One field's own.
    Of(Field),
}

impl ItemScope {
    /// Every field's first, then the fields in order.
    #[must_use]
    pub fn all() -> Vec<Self> {
        std::iter::once(Self::Every).chain(Field::ALL.iter().copied().map(Self::Of)).collect()
    }

    /// What it is called.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Every => "各领域共同标准",
            Self::Of(field) => field.label(),
        }
    }

    /// The items that are its own.
    #[must_use]
    pub const fn items(self) -> &'static [Item] {
        match self {
            Self::Every => text::EVERY,
            Self::Of(Field::Rural) => text::RURAL,
            Self::Of(Field::Office) => text::OFFICE,
            Self::Of(Field::StateEnterprise) => text::STATE_ENTERPRISE,
            Self::Of(Field::Community) => text::COMMUNITY,
            Self::Of(Field::PublicInstitution) => text::PUBLIC_INSTITUTION,
            Self::Of(Field::NewOrganisations) => text::NEW_ORGANISATIONS,
        }
    }
}

/// The items of one chapter of a field: what all fields share first, then the field's own.
pub fn items_of(field: Field, chapter: Chapter) -> impl Iterator<Item = &'static Item> {
    let both = [ItemScope::Every, ItemScope::Of(field)];
    both.into_iter().flat_map(|scope| scope.items().iter()).filter(move |item| item.chapter == chapter)
}

/// All items of a field, chapter after chapter.
pub fn items(field: Field) -> impl Iterator<Item = &'static Item> {
    Chapter::ALL.iter().flat_map(move |chapter| items_of(field, *chapter))
}

/// How many items a field has.
#[must_use]
pub const fn item_count(field: Field) -> usize {
    ItemScope::Every.items().len() + ItemScope::Of(field).items().len()
}

/// The item with this code, if the field has it.
#[must_use]
pub fn item(field: Field, code: &str) -> Option<&'static Item> {
    items(field).find(|item| item.code == code)
}
