//! Which part of the platform a column stands in.

coded! {
    /// One of the sub-platforms that have columns to read (FEATURES 0.1).
    pub enum Area {
        /// 党建资讯.
        News = "news" "党建资讯",
        /// 党员教育.
        Education = "education" "党员教育",
        /// 支部建设.
        Branch = "branch" "支部建设",
    }
}
