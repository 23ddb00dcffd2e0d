//! 支部概述: what the branch says of itself, and what the registry says of it.

use super::BranchRefusal;
use crate::file::FileInfo;
use crate::org::UnitCategory;
use crate::refusal::check_length;
use crate::{FileId, Refusal};

/// The most characters of the introduction.
pub const INTRODUCTION_MAX: usize = 3_000;
/// The most characters of the meeting place.
pub const PLACE_MAX: usize = 120;
/// The most characters of the contact.
pub const CONTACT_MAX: usize = 60;
/// The most photos.
pub const PHOTOS_MAX: usize = 9;

wire! {
    /// 支部概述.
    #[derive(Default)]
    pub struct Overview {
        /// Who they are, at most 3,000 characters.
        pub introduction: String,
        /// Where they meet, at most 120 characters.
        pub meeting_place: String,
        /// Whom to call, at most 60 characters.
        pub contact: String,
        /// Pictures of the branch, at most nine, in their order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub photos: Vec<FileInfo>,
        /// YYYY-MM-DD of its founding, where the registry has it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub founded: Option<String>,
        /// Its kind of unit, where the registry has it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub unit_category: Option<UnitCategory>,
    }

    /// What the branch writes of it.
    #[derive(Default)]
    pub struct OverviewForm {
        /// At most 3,000 characters.
        pub introduction: String,
        /// At most 120 characters.
        pub meeting_place: String,
        /// At most 60 characters.
        pub contact: String,
        /// At most nine of the branch's own uploads, in their order; absent leaves the photos as they are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub photos: Option<Vec<FileId>>,
    }
}

/// Checks an overview.
///
/// # Errors
/// Every fault at once.
pub fn check_overview(form: &OverviewForm) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_length(&mut faults, "introduction", "支部简介", &form.introduction, INTRODUCTION_MAX);
    check_length(&mut faults, "meeting_place", "活动场所", &form.meeting_place, PLACE_MAX);
    check_length(&mut faults, "contact", "联系方式", &form.contact, CONTACT_MAX);
    if form.photos.as_ref().is_some_and(|photos| photos.len() > PHOTOS_MAX) {
        faults.push(BranchRefusal::TooManyPhotos.into());
    }
    Refusal::collect(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_photos_are_enough() {
        let form = |n: i64| OverviewForm { photos: Some((0..n).map(FileId).collect()), ..OverviewForm::default() };
        assert_eq!(check_overview(&form(9)), Ok(()));
        assert_eq!(
            check_overview(&form(10)).map_err(|r| (r.code(), r.field())),
            Err(("too_many_photos", Some("photos")))
        );
    }

    #[test]
    fn texts_are_counted_as_people_count() {
        let form = OverviewForm { introduction: "🏠".repeat(INTRODUCTION_MAX), ..OverviewForm::default() };
        assert_eq!(check_overview(&form), Ok(()));
        let long = OverviewForm { contact: "示".repeat(CONTACT_MAX + 1), ..form };
        assert_eq!(check_overview(&long).map_err(|r| r.code()), Err("too_long"));
    }
}
