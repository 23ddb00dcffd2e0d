//! The six fields and the six chapters (FEATURES 2.1), and which field a branch belongs to.

use crate::org::UnitCategory;

coded! {
    /// 领域: whose standard it is.
    pub enum Field {
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
        /// 非公有制经济和社会组织: one field for two categories of units.
        NewOrganisations = "new_organisations" "非公有制经济和社会组织",
    }
}

coded! {
    /// A chapter of every field's standard.
    pub enum Chapter {
        /// 政治建设.
        Politics = "politics" "政治建设",
        /// 组织建设.
        Organisation = "organisation" "组织建设",
        /// 组织生活.
        Life = "life" "组织生活",
        /// 党员队伍建设.
        Members = "members" "党员队伍建设",
        /// 基础保障.
        Means = "means" "基础保障",
        /// 考核评价.
        Appraisal = "appraisal" "考核评价",
    }
}

impl Field {
    /// The field of a branch whose unit is of this category.
    #[must_use]
    pub const fn of(category: UnitCategory) -> Self {
        match category {
            UnitCategory::Rural => Self::Rural,
            UnitCategory::Office => Self::Office,
            UnitCategory::StateEnterprise => Self::StateEnterprise,
            UnitCategory::Community => Self::Community,
            UnitCategory::PublicInstitution => Self::PublicInstitution,
            UnitCategory::PrivateEnterprise | UnitCategory::SocialOrganisation => Self::NewOrganisations,
        }
    }

    /// What the field's standard is about, in a line.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Rural => "抓党建促乡村振兴，民主议事，服务农户",
            Self::Office => "走在前作表率，党建业务同抓，在职党员报到",
            Self::StateEnterprise => "党建入章程，把关重大事项，支部建在一线",
            Self::Community => "网格党建，多方联动，家门口的服务",
            Self::PublicInstitution => "把好办学办医方向，骨干带头，师德医德",
            Self::NewOrganisations => "两个覆盖，双向培养，灵活管用",
        }
    }
}

impl Chapter {
    /// What the chapter asks about, in a line.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Politics => "学什么、听谁的、怎么落实",
            Self::Organisation => "支部怎么设、班子怎么配、何时换届",
            Self::Life => "三会一课、主题党日、组织生活会",
            Self::Members => "发展、教育、管理、服务党员",
            Self::Means => "场所、经费、制度、台账",
            Self::Appraisal => "述职、公开、评议、整改",
        }
    }
}
