//! What the national member registry hands over (REGISTRY.md, FEATURES 1.1): columns, rows, reasons, the tree and the
//! report. Pure: a row is text in cells, wherever it came from; files, encodings and the store are the backend's.

mod cell;
mod column;
mod member;
mod org;
mod reason;
mod refusal;
mod report;
mod tree;

pub use cell::{Cells, is_empty_row};
pub use column::{Layout, MemberColumn, OrgColumn, Table, TableColumn, recognise};
pub use member::MemberRecord;
pub use org::{OrgRecord, OrgStatus};
pub use reason::{Fault, Reason};
pub use refusal::{FileFault, RegistryRefusal};
pub use report::{Change, ChangeKind, Counts, Notice, Rejected, Report, TableReport};
pub use tree::{Absent, Place, Standing, Tree, absent};
