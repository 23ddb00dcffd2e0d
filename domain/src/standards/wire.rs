//! The standards and a branch's check on the wire.

use super::field::{Chapter, Field};
use super::item::{EvidenceKind, Item, ItemScope};
use super::probe::FindingState;
use crate::file::FileInfo;
use crate::org::OrgRef;
use crate::{Instant, OrgId};

coded! {
    /// What a branch says of an item.
    pub enum CheckVerdict {
        /// 达标.
        Met = "met" "达标",
        /// 未达标; needs a note.
        Unmet = "unmet" "未达标",
        /// 不适用; needs a note.
        NotApplicable = "not_applicable" "不适用",
    }
}

coded! {
    /// How far a check has come.
    pub enum CheckState {
        /// Nothing ticked.
        NotStarted = "not_started" "未开始",
        /// Some items ticked.
        UnderWay = "under_way" "进行中",
        /// Every item ticked.
        Complete = "complete" "已完成",
    }
}

wire! {
    /// An item to read.
    pub struct ItemView {
        /// The code.
        pub code: String,
        /// Whether every field has it.
        pub shared: bool,
        /// What it is called.
        pub title: String,
        /// What is asked for.
        pub asks: String,
        /// How it is checked.
        pub checked: String,
        /// What fits as evidence.
        pub evidence: Vec<EvidenceKind>,
        /// Whether the platform's own records can show it.
        pub probed: bool,
    }

    /// A chapter with its items.
    pub struct ChapterView {
        /// The chapter.
        pub chapter: Chapter,
        /// Its items.
        pub items: Vec<ItemView>,
    }

    /// `GET /api/standards`: one field's standard, or what a search finds in it.
    pub struct FieldView {
        /// The field; absent for what all fields share, in a search over all of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub field: Option<Field>,
        /// Its chapters in order; in a search only those with a hit.
        pub chapters: Vec<ChapterView>,
    }

    /// Something that shows that an item is met.
    #[derive(Copy)]
    pub struct EvidenceLink {
        /// What it is.
        pub kind: EvidenceKind,
        /// The meeting's or the file's id; absent for what a branch has only one of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub id: Option<i64>,
    }

    /// `PUT /api/orgs/{id}/self-check`: one item ticked.
    pub struct MarkForm {
        /// The year it is said of: this year.
        pub year: i32,
        /// The item's code.
        pub item: String,
        /// What is said; absent takes back what was said before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub verdict: Option<CheckVerdict>,
        /// In words, at most 500 characters.
        #[serde(default)]
        pub note: String,
        /// What shows it, at most 20.
        #[serde(default)]
        pub evidence: Vec<EvidenceLink>,
        /// The version of the mark that was seen: 0 where there was none.
        pub version: u32,
    }

    /// Evidence to look at.
    pub struct EvidenceView {
        /// What it is.
        pub kind: EvidenceKind,
        /// The meeting's or the file's id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub id: Option<i64>,
        /// What it is called.
        pub title: String,
        /// When a meeting started.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<Instant>,
        /// The file, where it is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub file: Option<FileInfo>,
        /// Whether the reader may open it.
        pub opens: bool,
    }

    /// An item as it was ticked.
    pub struct MarkView {
        /// The item's code.
        pub item: String,
        /// What was said.
        pub verdict: CheckVerdict,
        /// In words.
        pub note: String,
        /// What shows it.
        pub evidence: Vec<EvidenceView>,
        /// Who ticked it.
        pub by: String,
        /// When.
        pub at: Instant,
        /// Rises with every change.
        pub version: u32,
    }

    /// What the platform's records say of an item.
    pub struct FoundView {
        /// The item's code.
        pub item: String,
        /// How it looks.
        pub state: FindingState,
        /// In words.
        pub says: String,
        /// What shows it.
        pub evidence: Vec<EvidenceView>,
    }

    /// Items by what was said of them.
    #[derive(Copy, Default)]
    pub struct CheckTally {
        /// All items.
        pub total: u32,
        /// 达标.
        pub met: u32,
        /// 未达标.
        pub unmet: u32,
        /// 不适用.
        pub not_applicable: u32,
    }

    /// A chapter's items by what was said of them.
    #[derive(Copy)]
    pub struct ChapterTally {
        /// The chapter.
        pub chapter: Chapter,
        /// Its items.
        pub tally: CheckTally,
    }

    /// `GET /api/orgs/{id}/self-check`: a branch's check of one year.
    pub struct SelfCheck {
        /// The branch.
        pub org: OrgRef,
        /// The standard it is held against; absent while the unit category is not set.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub field: Option<Field>,
        /// The year.
        pub year: i32,
        /// Years that can be looked at, this year first.
        pub years: Vec<i32>,
        /// Whether it is this year's, which can still be changed.
        pub open: bool,
        /// How far each chapter has come.
        pub chapters: Vec<ChapterTally>,
        /// What was ticked.
        pub marks: Vec<MarkView>,
        /// What the platform's own records say.
        pub found: Vec<FoundView>,
    }

    /// A branch in the list of checks.
    pub struct CheckRow {
        /// The branch.
        pub org: OrgRef,
        /// 12 digits.
        pub code: String,
        /// Its field; absent while the unit category is not set.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub field: Option<Field>,
        /// Its items.
        pub tally: CheckTally,
        /// How far it has come.
        pub state: CheckState,
        /// When something was ticked last.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<Instant>,
    }

    /// How many branches stand where.
    #[derive(Copy, Default)]
    pub struct CheckCounts {
        /// The year.
        pub year: i32,
        /// Nothing ticked.
        pub not_started: u32,
        /// Some ticked.
        pub under_way: u32,
        /// All ticked.
        pub complete: u32,
    }

    /// A meeting that can be linked as evidence.
    pub struct MeetingChoice {
        /// The link that it becomes.
        pub link: EvidenceLink,
        /// What it was about.
        pub title: String,
        /// When it started.
        pub at: Instant,
    }

    /// `GET /api/self-checks/evidence`: what of the caller's own branch can be linked.
    pub struct EvidenceChoices {
        /// Meetings with a record, the latest first.
        pub meetings: Vec<MeetingChoice>,
        /// Files uploaded by the branch, the latest first.
        pub files: Vec<FileInfo>,
        /// Committee, overview and groups, as far as they are filled.
        pub own: Vec<EvidenceView>,
    }
}

impl CheckTally {
    /// Items ticked.
    #[must_use]
    pub const fn ticked(&self) -> u32 {
        self.met + self.unmet + self.not_applicable
    }

    /// Items not ticked yet.
    #[must_use]
    pub const fn left(&self) -> u32 {
        self.total.saturating_sub(self.ticked())
    }

    /// Items ticked, in percent, rounded down; 0 without items.
    #[must_use]
    pub fn percent(&self) -> u32 {
        (self.ticked().min(self.total) * 100).checked_div(self.total).unwrap_or(0)
    }

    /// How far it has come.
    #[must_use]
    pub const fn state(&self) -> CheckState {
        match (self.ticked(), self.left()) {
            (0, _) => CheckState::NotStarted,
            (_, 0) => CheckState::Complete,
            (_, _) => CheckState::UnderWay,
        }
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            total: self.total + other.total,
            met: self.met + other.met,
            unmet: self.unmet + other.unmet,
            not_applicable: self.not_applicable + other.not_applicable,
        }
    }
}

impl SelfCheck {
    /// All chapters together.
    #[must_use]
    pub fn tally(&self) -> CheckTally {
        self.chapters.iter().fold(CheckTally::default(), |sum, c| sum.and(c.tally))
    }
}

impl ItemView {
    /// An item as it is read.
    #[must_use]
    pub fn of(item: &Item, scope: ItemScope) -> Self {
        Self {
            code: item.code.into(),
            shared: scope == ItemScope::Every,
            title: item.title.into(),
            asks: item.asks.into(),
            checked: item.checked.into(),
            evidence: item.evidence.to_vec(),
            probed: item.probe.is_some(),
        }
    }
}

impl CheckRow {
    /// The row of a branch: `tally` as counted, its total put in from the field.
    #[must_use]
    pub fn new(
        id: OrgId,
        name: String,
        code: String,
        field: Option<Field>,
        tally: CheckTally,
        at: Option<Instant>,
    ) -> Self {
        let total = field.map_or(0, |f| u32::try_from(super::item::item_count(f)).unwrap_or(u32::MAX));
        let tally = CheckTally { total, ..tally };
        Self { org: OrgRef { id, name }, code, field, tally, state: tally.state(), at }
    }
}
