//! The subjects of the bank: one closed list, shown wherever questions are chosen by what they are about.

coded! {
    /// What a question is about (科目).
    pub enum Subject {
        /// The constitution and the regulations of the Party.
        Rules = "rules" "党章党规",
        /// Theory.
        Theory = "theory" "党的创新理论",
        /// History.
        History = "history" "党史知识",
        /// Meetings and life of the organisation.
        OrgLife = "org_life" "组织生活",
        /// Admission, education and management of members.
        Membership = "membership" "党员发展与管理",
        /// Discipline and style of work.
        Discipline = "discipline" "纪律作风",
        /// Standards of building branches.
        Standards = "standards" "支部标准化建设",
        /// How this platform works.
        Platform = "platform" "平台使用",
    }
}
