//! Organisations (党组织): kinds, which may stand under which, and how they look on the wire (FEATURES 0.3).

use crate::OrgId;
use serde::{Deserialize, Serialize};

coded! {
    /// The kinds of the organisation tree.
    pub enum OrgKind {
        /// 省委组织部: the root, exactly one.
        Province = "province" "省委组织部",
        /// 党委; nests up to the province.
        Committee = "committee" "党委",
        /// 党总支.
        GeneralBranch = "general_branch" "党总支",
        /// 党支部.
        Branch = "branch" "党支部",
    }
}

coded! {
    /// 单位性质类别: without it a branch cannot sign in (FEATURES 1.2).
    pub enum UnitCategory {
        /// 农村.
        Rural = "rural" "农村",
        /// 机关.
        Office = "office" "机关",
        /// 国有企业.
        StateEnterprise = "state_enterprise" "国有企业",
        /// 城市社区.
        Community = "community" "城市社区",
        /// 事业单位.
        PublicInstitution = "public_institution" "事业单位",
        /// 非公有制经济组织.
        PrivateEnterprise = "private_enterprise" "非公有制经济组织",
        /// 社会组织.
        SocialOrganisation = "social_organisation" "社会组织",
    }
}

impl OrgKind {
    /// Whether an organisation of this kind may stand directly under one of kind `superior` (FEATURES 0.3).
    #[must_use]
    pub const fn may_stand_under(self, superior: Self) -> bool {
        match self {
            Self::Province => false,
            Self::Committee | Self::GeneralBranch => matches!(superior, Self::Province | Self::Committee),
            Self::Branch => matches!(superior, Self::Committee | Self::GeneralBranch),
        }
    }
}

wire! {
    /// An organisation as a row of the tree or of a search.
    pub struct OrgRow {
        /// The organisation.
        pub id: OrgId,
        /// 12 digits.
        pub code: String,
        /// Its name.
        pub name: String,
        /// Its kind.
        pub kind: OrgKind,
        /// Directly subordinate organisations that are active.
        pub children: u32,
        /// Present members; for a branch only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub members: Option<u32>,
    }

    /// One organisation, whole.
    pub struct OrgView {
        /// The organisation.
        pub id: OrgId,
        /// 12 digits.
        pub code: String,
        /// Its name.
        pub name: String,
        /// Its kind.
        pub kind: OrgKind,
        /// For a branch: the unit category; absent means that it cannot sign in yet.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub unit_category: Option<UnitCategory>,
        /// The immediate superior; absent for the province and for whoever may not see it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub superior: Option<OrgRef>,
        /// The chain from the caller's own organisation down to this one, both included.
        pub path: Vec<OrgRef>,
        /// 所在市州.
        pub prefecture: String,
        /// 地址.
        pub address: String,
        /// Present members in the whole subtree.
        pub members: u32,
        /// Active branches in the whole subtree, itself included.
        pub branches: u32,
        /// YYYY-MM-DD, where the registry has it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub founded: Option<String>,
    }
}

/// An organisation by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrgRef {
    /// The organisation.
    pub id: OrgId,
    /// Its name.
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_branch_stands_under_a_general_branch_or_a_committee_and_nothing_stands_under_a_branch() {
        for superior in OrgKind::ALL {
            let ok = matches!(superior, OrgKind::Committee | OrgKind::GeneralBranch);
            assert_eq!(OrgKind::Branch.may_stand_under(*superior), ok);
            assert!(!superior.may_stand_under(OrgKind::Branch));
            assert!(!OrgKind::Province.may_stand_under(*superior));
        }
    }
}
