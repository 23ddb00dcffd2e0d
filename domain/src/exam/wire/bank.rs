//! The bank of questions on the wire, and what comes of importing into it.

use crate::exam::Subject;
use crate::{Instant, QuestionId};

coded! {
    /// How a question is answered (题型).
    pub enum QuestionKind {
        /// One of the options.
        Single = "single" "单选题",
        /// Two or more of them.
        Multiple = "multiple" "多选题",
        /// True or false.
        TrueFalse = "true_false" "判断题",
    }
}

coded! {
    /// What came of a row of an import.
    pub enum ImportOutcome {
        /// A new question.
        New = "new" "新题",
        /// The bank, or a row before, holds the same question.
        Duplicate = "duplicate" "重复",
        /// Something is wrong with it.
        Faulty = "faulty" "有错",
    }
}

wire! {
    /// `POST /api/questions`, `PUT /api/questions/{id}`: a question as it is written.
    pub struct QuestionForm {
        /// How it is answered.
        pub kind: QuestionKind,
        /// What is asked, at most 500 characters.
        pub text: String,
        /// Two to six options, at most 200 characters each; true-or-false questions have theirs by themselves.
        #[serde(default)]
        pub options: Vec<String>,
        /// The right ones, by their place from 0.
        pub right: Vec<u8>,
        /// Why, at most 1,000 characters; shown after handing in.
        pub explanation: String,
        /// What it is about.
        pub subject: Subject,
        /// Where it comes from, at most 100 characters.
        #[serde(default)]
        pub source: String,
        /// Whether it is drawn.
        pub active: bool,
    }

    /// A question of the bank, for those who keep it.
    pub struct QuestionRow {
        /// The question.
        pub id: QuestionId,
        /// Rises with each change; papers already sat keep theirs.
        pub version: u32,
        /// What stands there now.
        #[serde(flatten)]
        pub form: QuestionForm,
        /// When it was last changed.
        pub changed_at: Instant,
    }

    /// How many questions there are of a subject.
    pub struct SubjectCount {
        /// Of what.
        pub subject: Subject,
        /// That may be drawn.
        pub active: u32,
        /// That may not.
        pub inactive: u32,
    }

    /// `POST /api/questions/import`.
    pub struct ImportForm {
        /// The .xlsx file, in base64.
        pub file: String,
        /// Absent: only check. Else the mark of the check whose outcome is to be applied.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub checked: Option<String>,
    }

    /// Something wrong with a cell of an import.
    pub struct ImportFault {
        /// The column's heading.
        pub column: String,
        /// What is wrong.
        pub sentence: String,
    }

    /// What came of one row.
    pub struct ImportRow {
        /// The row's number as the spreadsheet shows it.
        pub line: u32,
        /// What came of it.
        pub outcome: ImportOutcome,
        /// How its question begins.
        pub text: String,
        /// Its options and what is right, as they were read: a spreadsheet may show a cell otherwise than it keeps it. Empty where the
        /// row can't be read.
        pub options: String,
        /// What is wrong with it, or of what it is a duplicate.
        pub faults: Vec<ImportFault>,
    }

    /// The report on an import: every row that holds something, in order.
    pub struct ImportReport {
        /// Whether it was applied, or only checked.
        pub applied: bool,
        /// Hand it back to apply exactly this.
        pub checked: String,
        /// New questions.
        pub new: u32,
        /// Rows that repeat what is there.
        pub duplicates: u32,
        /// Rows with faults.
        pub faulty: u32,
        /// Headings whose columns were not read.
        pub unknown: Vec<String>,
        /// The rows.
        pub rows: Vec<ImportRow>,
    }
}
