//! The branch describes itself (支部概述), forms its committee (支委会) for a term, divides its members into party groups
//! (党小组), and asks the province for posts that the handbook lacks (FEATURES 2.2).

pub mod committee;
pub mod group;
mod home;
mod overview;
pub mod post;
mod refusal;
mod setup;
pub mod term;

pub use committee::{BranchCommittee, CommitteeMember, CommitteePost, PastCommittee, Post, Tenure, check_committee};
pub use group::{Groups, GroupsForm, PartyGroup, check_groups};
pub use home::{BranchHome, NEXT_MEETINGS};
pub use overview::{INTRODUCTION_MAX, Overview, OverviewForm, PHOTOS_MAX, check_overview};
pub use post::{AddedPost, PostDecision, PostRequest, PostRequestForm, PostRound, RequestState};
pub use refusal::BranchRefusal;
pub use setup::{Setup, setup};
pub use term::TermRow;
