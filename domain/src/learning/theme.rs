//! What courses are sorted by: the themes of 远程教育 (FEATURES 5.8) and the topics of 专题学习 (5.7), as data.

coded! {
    /// A theme of 远程教育.
    pub enum CourseTheme {
        /// 远教课程.
        Remote = "remote" "远教课程",
        /// 思想理论.
        Thought = "thought" "思想理论",
        /// 重要会议精神.
        Conferences = "conferences" "重要会议精神",
        /// 主题教育.
        ThemeEducation = "theme_education" "主题教育",
        /// 政治理论.
        Politics = "politics" "政治理论",
        /// 政策法规.
        Policies = "policies" "政策法规",
        /// 典型经验.
        Examples = "examples" "典型经验",
        /// 经营管理.
        Management = "management" "经营管理",
        /// 适用技术.
        Skills = "skills" "适用技术",
        /// 卫生健康.
        Health = "health" "卫生健康",
        /// 乡村振兴.
        Countryside = "countryside" "乡村振兴",
        /// 市场信息.
        Market = "market" "市场信息",
        /// 科普知识.
        Science = "science" "科普知识",
        /// 文化体育.
        Culture = "culture" "文化体育",
    }
}

coded! {
    /// A topic of 专题学习; topics come and go, and a course may belong to several.
    pub enum CourseTopic {
        /// 党性教育基地网上展馆.
        Exhibition = "exhibition" "党性教育基地网上展馆",
        /// 先锋讲堂.
        Lectures = "lectures" "先锋讲堂",
        /// 榜样3.
        RoleModels = "role_models_3" "榜样3",
    }
}

impl CourseTopic {
    /// What one finds under it, in one line.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Exhibition => "走进党性教育基地，足不出户看展馆",
            Self::Lectures => "身边的先锋上讲台，讲做法、讲体会",
            Self::RoleModels => "看榜样、学榜样",
        }
    }

    /// The list of its courses.
    #[must_use]
    pub fn address(self) -> String {
        format!("/learning/courses?topic={}", self.code())
    }
}

impl CourseTheme {
    /// The list of its courses.
    #[must_use]
    pub fn address(self) -> String {
        format!("/learning/courses?theme={}", self.code())
    }

    /// What one finds under it, in one line.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Remote => "党员干部现代远程教育课程",
            Self::Thought => "理论学习辅导",
            Self::Conferences => "会议精神学习辅导",
            Self::ThemeEducation => "主题教育学习材料",
            Self::Politics => "政治理论基础",
            Self::Policies => "惠民政策、法律法规解读",
            Self::Examples => "基层党组织的做法",
            Self::Management => "集体经济和经营",
            Self::Skills => "种植、养殖、加工技术",
            Self::Health => "健康常识、急救、防病",
            Self::Countryside => "产业、人才、文化、生态、组织",
            Self::Market => "行情和电商",
            Self::Science => "科学常识、破除迷信",
            Self::Culture => "书画、戏曲、健身",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_themes_are_those_of_features_5_8() {
        let names = "远教课程, 思想理论, 重要会议精神, 主题教育, 政治理论, 政策法规, 典型经验, 经营管理, 适用技术, 卫生健康, 乡村振兴, 市场信息, 科普知识, 文化体育";
        assert_eq!(CourseTheme::ALL.iter().map(|t| t.label()).collect::<Vec<_>>().join(", "), names);
        assert!(CourseTheme::ALL.iter().all(|t| t.says().chars().count() <= 20));
    }

    #[test]
    fn the_topics_of_features_5_7_are_there() {
        for name in ["党性教育基地网上展馆", "先锋讲堂", "榜样3"] {
            assert!(CourseTopic::from_label(name).is_some());
        }
    }
}
