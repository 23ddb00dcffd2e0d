//! The platform's own columns (FEATURES 9.1, 9.2, 5.3 to 5.5, 5.7, 2.8), as a table. They are entered into the store by
//! their codes when the platform starts; editors rename, order and hide them there, and add topics of their own.

use super::{Area, ColumnKind, Site};

/// The code of the column whose articles are the headlines of a site's front page.
pub const HEADLINES: &str = "headlines";

/// A column as the platform brings it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnRow {
    /// Names it within its site; never changes.
    pub code: &'static str,
    /// The code of the column above.
    pub parent: Option<&'static str>,
    /// What it is called, until an editor calls it otherwise.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
    /// In which part of the platform it stands.
    pub area: Area,
}

const fn top(code: &'static str, name: &'static str, area: Area) -> ColumnRow {
    ColumnRow { code, parent: None, name, kind: ColumnKind::Section, area }
}

const fn under(parent: &'static str, code: &'static str, name: &'static str, area: Area) -> ColumnRow {
    ColumnRow { code, parent: Some(parent), name, kind: ColumnKind::Section, area }
}

const fn topic(parent: &'static str, code: &'static str, name: &'static str, area: Area) -> ColumnRow {
    ColumnRow { code, parent: Some(parent), name, kind: ColumnKind::Topic, area }
}

const fn topics(code: &'static str, name: &'static str, area: Area) -> ColumnRow {
    ColumnRow { code, parent: None, name, kind: ColumnKind::Topics, area }
}

const fn documents(row: ColumnRow) -> ColumnRow {
    ColumnRow { kind: ColumnKind::Documents, ..row }
}

use Area::{Branch, Education, News};

/// The province's.
const PROVINCE: &[ColumnRow] = &[
    top(HEADLINES, "党建头条", News),
    top("hot", "热点资讯", News),
    under("hot", "central", "中央声音", News),
    under("hot", "provincial", "省委部署", News),
    under("hot", "organisation-work", "组工动态", News),
    under("hot", "local", "市县快讯", News),
    top("notices", "通知公告", News),
    top("party-building", "党建工作", News),
    under("party-building", "rural", "农村", News),
    under("party-building", "community", "城市社区", News),
    under("party-building", "state-enterprise", "国企", News),
    under("party-building", "private-enterprise", "非公有制经济组织", News),
    under("party-building", "social-organisation", "社会组织", News),
    under("party-building", "public-institution", "事业单位", News),
    under("party-building", "office", "机关", News),
    under("party-building", "park", "园区", News),
    top("cadres", "干部工作", News),
    under("cadres", "training", "教育培养", News),
    under("cadres", "selection", "选拔任用", News),
    under("cadres", "assessment", "考核评价", News),
    under("cadres", "oversight", "管理监督", News),
    under("cadres", "cadre-rules", "政策法规", News),
    under("cadres", "appointments", "干部任免", News),
    top("talent", "人才工作", News),
    under("talent", "talent-news", "人才资讯", News),
    under("talent", "talent-rules", "政策法规", News),
    under("talent", "longyuan", "陇原英才", News),
    under("talent", "elsewhere", "他山之石", News),
    topics("topics", "专题专栏", News),
    top("recommended", "重点推荐", Education),
    documents(top("speeches", "系列重要讲话数据库", Education)),
    documents(under("speeches", "speech", "重要讲话", Education)),
    documents(under("speeches", "essay", "重要文章", Education)),
    documents(under("speeches", "instruction", "指示批示", Education)),
    documents(under("speeches", "inspection", "会议考察", Education)),
    topics("study-topics", "专题学习", Education),
    topic("study-topics", "online-museum", "党性教育基地网上展馆", Education),
    topic("study-topics", "pioneer-lectures", "先锋讲堂", Education),
    topic("study-topics", "role-models-3", "榜样3", Education),
    top("study-zone", "学习专区", Education),
    documents(under("study-zone", "theory-library", "党建理论文献资料库", Education)),
    documents(under("study-zone", "resource-library", "教育学习资源库", Education)),
    documents(under("study-zone", "regulation-library", "党内法规库", Education)),
    top("standardisation", "标准化专栏", Branch),
];

/// Those of every prefecture.
const PREFECTURE: &[ColumnRow] = &[
    top(HEADLINES, "本地头条", News),
    top("local-news", "要闻动态", News),
    under("local-news", "county-news", "县区快讯", News),
    under("local-news", "department-news", "部门动态", News),
    top("notices", "通知公告", News),
    top("grassroots", "基层党建", News),
    under("grassroots", "rural", "农村", News),
    under("grassroots", "community", "城市社区", News),
    under("grassroots", "office", "机关事业单位", News),
    under("grassroots", "enterprise", "企业和社会组织", News),
    top("cadres-and-talent", "干部人才", News),
    top("education", "党员教育", News),
    top("models", "先锋风采", News),
    topics("topics", "专题专栏", News),
];

/// The columns that the platform gives a site; a column stands after the one above it.
#[must_use]
pub fn own_columns(site: Site) -> &'static [ColumnRow] {
    if site.is_province() { PROVINCE } else { PREFECTURE }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn below(code: &str) -> Vec<&'static str> {
        PROVINCE.iter().filter(|c| c.parent == Some(code)).map(|c| c.name).collect()
    }

    #[test]
    fn every_name_of_the_features_is_there() {
        let tops: Vec<_> = PROVINCE.iter().filter(|c| c.parent.is_none() && c.area == News).map(|c| c.name).collect();
        assert_eq!(tops, ["党建头条", "热点资讯", "通知公告", "党建工作", "干部工作", "人才工作", "专题专栏"]);
        assert_eq!(below("hot"), ["中央声音", "省委部署", "组工动态", "市县快讯"]);
        let fields = ["农村", "城市社区", "国企", "非公有制经济组织", "社会组织", "事业单位", "机关", "园区"];
        assert_eq!(below("party-building"), fields);
        assert_eq!(below("cadres"), ["教育培养", "选拔任用", "考核评价", "管理监督", "政策法规", "干部任免"]);
        assert_eq!(below("talent"), ["人才资讯", "政策法规", "陇原英才", "他山之石"]);
        assert_eq!(below("study-topics"), ["党性教育基地网上展馆", "先锋讲堂", "榜样3"]);
        assert_eq!(below("study-zone"), ["党建理论文献资料库", "教育学习资源库", "党内法规库"]);
        for name in ["重点推荐", "系列重要讲话数据库", "专题学习", "标准化专栏"] {
            assert!(PROVINCE.iter().any(|c| c.name == name), "{name}");
        }
    }

    #[test]
    fn codes_are_unique_and_parents_come_first() {
        for rows in [PROVINCE, PREFECTURE] {
            for (n, row) in rows.iter().enumerate() {
                assert!(rows[..n].iter().all(|c| c.code != row.code), "{}", row.code);
                let above = row.parent.map(|code| rows[..n].iter().find(|c| c.code == code));
                assert!(above.is_none_or(|a| a.is_some_and(|a| a.area == row.area)), "{}", row.code);
            }
            assert_eq!(rows[0].code, HEADLINES);
        }
    }
}
