//! What invented places, units and committees are called; every name says that it is an example.

use super::place::{COUNTIES, County};
use super::seeded::of;
use super::units::Flavour;
use gsdj_domain::org::UnitCategory;

const HEADS: &[&str] = &[
    "高", "川", "柳", "沙", "青", "白", "红", "黑", "金", "银", "石", "古", "新", "大", "小", "上", "下", "东", "西",
    "南", "北", "清", "双", "永", "安", "兴", "丰", "临", "长", "平",
];
const TAILS: &[&str] = &[
    "台", "河", "泉", "湾", "坪", "岭", "沟", "寨", "堡", "滩", "湖", "水", "桥", "沿", "原", "梁", "墩", "崖", "峰",
    "营", "屯", "坝", "洼", "塘", "庄", "林", "山", "谷", "口", "坡",
];
const BUREAUS: &[&str] = &[
    "教育局",
    "农业农村局",
    "水务局",
    "林草局",
    "交通运输局",
    "民政局",
    "财政局",
    "统计局",
    "审计局",
    "司法局",
    "文旅局",
    "卫健局",
    "市场监管局",
    "住建局",
    "自然资源局",
    "应急局",
    "医保局",
    "人社局",
    "退役军人局",
    "信访局",
    "档案馆",
    "融媒体中心",
    "政务服务中心",
    "气象局",
];
const SCHOOLS: &[&str] = &[
    "第一小学",
    "中医院",
    "第二中学",
    "人民医院",
    "职教中心",
    "疾控中心",
    "幼儿园",
    "妇幼保健院",
    "图书馆",
    "第四中学",
];
const WORKS: &[&str] = &[
    "供水公司",
    "供热公司",
    "公交公司",
    "粮油公司",
    "城投公司",
    "水电站",
    "农机公司",
    "种业公司",
    "矿业公司",
    "盐业公司",
];
const FIRMS: &[&str] = &["农牧公司", "商贸公司", "果蔬公司", "建材公司", "物流公司", "制衣公司"];
const CIRCLES: &[&str] = &["林果协会", "养殖协会", "商会", "志愿者协会", "老年体协", "书画协会"];
const TOWN_OFFICES: &[&str] = &["机关", "派出所", "司法所", "财政所", "农技站", "水管所"];

/// A place's name; the first 900 numbers give 900 different ones.
fn place(n: usize) -> String {
    let (i, j) = (n % HEADS.len(), n / HEADS.len());
    format!("{}{}", of(HEADS, i), of(TAILS, i + j))
}

fn ordinal(county: &County) -> usize {
    COUNTIES.iter().position(|c| c.code == county.code).unwrap_or(0)
}

/// The star committee's own place comes first in the lists.
fn is_star(county: &County, leaf: usize) -> bool {
    county.code == "620724" && leaf == 1
}

fn town(county: &County, leaf: usize) -> String {
    if is_star(county, leaf) {
        return "川口乡".into();
    }
    let kind = if leaf.is_multiple_of(3) { "乡" } else { "镇" };
    format!("{}{kind}", place((ordinal(county) * 97 + leaf * 13) % 900))
}

/// Where a committee sits, below its prefecture.
pub(super) fn seat(county: &County, leaf: usize, flavour: Flavour) -> String {
    match flavour {
        Flavour::Town => format!("{}{}", county.name, town(county, leaf)),
        Flavour::Street => format!("{}{}街道", county.name, place(leaf * 31)),
        Flavour::County | Flavour::Offices | Flavour::Schools | Flavour::Works | Flavour::NewKinds => {
            county.name.into()
        }
    }
}

/// A committee's name.
pub(super) fn committee(county: &County, leaf: usize, flavour: Flavour) -> String {
    let name = county.name;
    match flavour {
        Flavour::County => format!("中共{name}委（示例）"),
        Flavour::Town => format!("{}党委（示例）", town(county, leaf)),
        Flavour::Street => format!("{name}{}街道党工委（示例）", place(leaf * 31)),
        Flavour::Offices => format!("{name}直属机关第{}党委（示例）", leaf / 11 + 1),
        Flavour::Schools => format!("{name}教育卫生第{}党委（示例）", leaf / 11 + 1),
        Flavour::Works => format!("{name}国有企业第{}党委（示例）", leaf / 11 + 1),
        Flavour::NewKinds => format!("{name}两新组织第{}党委（示例）", leaf / 11 + 1),
    }
}

/// A general branch's name.
pub(super) fn general_branch(county: &County, leaf: usize, n: usize, flavour: Flavour) -> String {
    let first = if is_star(county, leaf) { "川口".into() } else { place(ordinal(county) * 7 + leaf * 29) };
    let second = place(ordinal(county) * 7 + leaf * 29 + 450);
    let where_ = if n == 0 { first } else { second };
    match flavour {
        Flavour::Town => format!("{where_}片区党总支（示例）"),
        Flavour::Street => format!("{where_}社区党总支（示例）"),
        Flavour::County | Flavour::Offices | Flavour::Schools | Flavour::Works | Flavour::NewKinds => {
            format!("{}第{}党总支（示例）", county.name, n + 1)
        }
    }
}

/// Which category the branch of this number has.
pub(super) const fn category(flavour: Flavour, serial: usize) -> UnitCategory {
    use UnitCategory::{
        Community, Office, PrivateEnterprise, PublicInstitution, Rural, SocialOrganisation, StateEnterprise,
    };
    match flavour {
        Flavour::County | Flavour::Offices => Office,
        Flavour::Schools => PublicInstitution,
        Flavour::Works => StateEnterprise,
        Flavour::NewKinds if serial.is_multiple_of(2) => SocialOrganisation,
        Flavour::NewKinds => PrivateEnterprise,
        Flavour::Street => match serial % 6 {
            4 => PrivateEnterprise,
            5 => SocialOrganisation,
            _ => Community,
        },
        Flavour::Town => match serial % 15 {
            3 => PublicInstitution,
            6 => PrivateEnterprise,
            8 => SocialOrganisation,
            10 => Office,
            11 => Community,
            13 => StateEnterprise,
            _ => Rural,
        },
    }
}

/// A branch's name.
pub(super) fn branch(county: &County, leaf: usize, serial: usize, flavour: Flavour) -> String {
    let shift = if is_star(county, leaf) { 0 } else { ordinal(county) * 41 + leaf * 53 };
    // 7 and 900 share no factor: no two branches of a committee have one name
    let here = place((shift + (serial - 1) * 7) % 900);
    let nth = |list: &[&'static str]| of(list, serial - 1);
    let again = |list: &[&str]| match (serial - 1) / list.len() {
        0 => String::new(),
        n => format!("第{}", n + 1),
    };
    let name = match (flavour, category(flavour, serial)) {
        (Flavour::County, _) => format!("{}{}{}", county.name, nth(BUREAUS), again(BUREAUS)),
        (Flavour::Offices, _) => format!("{}{}{here}站", county.name, nth(BUREAUS)),
        (Flavour::Schools, _) => format!("{}{}{}", county.name, nth(SCHOOLS), again(SCHOOLS)),
        (Flavour::Works, _) => format!("{}{}{}", county.name, nth(WORKS), again(WORKS)),
        (Flavour::Town, UnitCategory::Office) => format!("{}{}", town(county, leaf), of(TOWN_OFFICES, serial / 15)),
        (_, UnitCategory::PublicInstitution | UnitCategory::Office) => format!("{here}小学"),
        (_, UnitCategory::StateEnterprise) => format!("{here}供水站"),
        (_, UnitCategory::PrivateEnterprise) => format!("{here}{}", of(FIRMS, serial / 2)),
        (_, UnitCategory::SocialOrganisation) => format!("{here}{}", of(CIRCLES, serial / 2)),
        (_, UnitCategory::Community) => format!("{here}社区"),
        (_, UnitCategory::Rural) => format!("{here}村"),
    };
    format!("{name}党支部（示例）")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn nine_hundred_places_have_nine_hundred_names() {
        let names: BTreeSet<_> = (0..900).map(place).collect();
        assert_eq!(names.len(), 900);
        assert_eq!(place(0), "高台");
    }
}
