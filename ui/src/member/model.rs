//! What the roll is narrowed by, as the address says it, and which columns are shown. Pure.

use gsdj_domain::GroupId;
use gsdj_domain::member::{
    AgeBand, EducationLevel, MemberClass, MemberCounts, MemberFilter, MemberRow, MemberStatus, Sex,
};

/// The filter that an address says; what makes no sense does not narrow.
#[must_use]
pub fn read(get: impl Fn(&str) -> Option<String>) -> MemberFilter {
    let code = |name: &str| get(name).unwrap_or_default();
    MemberFilter {
        q: code("q"),
        class: MemberClass::from_code(&code("class")),
        status: MemberStatus::from_code(&code("status")),
        sex: Sex::from_code(&code("sex")),
        age: AgeBand::from_code(&code("age")),
        education: EducationLevel::from_code(&code("education")),
        ethnicity: code("ethnicity"),
        group: code("group").parse().ok().map(GroupId),
        has_post: code("has_post").parse().ok(),
        joined_from: code("joined_from"),
        joined_to: code("joined_to"),
    }
}

/// The filter as pairs of an address; empty ones do not narrow.
#[must_use]
pub fn pairs(filter: &MemberFilter) -> Vec<(&'static str, String)> {
    let code = |code: Option<&'static str>| code.unwrap_or_default().to_owned();
    vec![
        ("q", filter.q.trim().to_owned()),
        ("class", code(filter.class.map(MemberClass::code))),
        ("status", code(filter.status.map(MemberStatus::code))),
        ("sex", code(filter.sex.map(Sex::code))),
        ("age", code(filter.age.map(AgeBand::code))),
        ("education", code(filter.education.map(EducationLevel::code))),
        ("ethnicity", filter.ethnicity.trim().to_owned()),
        ("group", filter.group.map(|g| g.to_string()).unwrap_or_default()),
        ("has_post", filter.has_post.map(|has| has.to_string()).unwrap_or_default()),
        ("joined_from", filter.joined_from.clone()),
        ("joined_to", filter.joined_to.clone()),
    ]
}

/// What stands in one field of the filter.
#[must_use]
pub fn value(filter: &MemberFilter, name: &str) -> String {
    pairs(filter).into_iter().find(|(n, _)| *n == name).map(|(_, value)| value).unwrap_or_default()
}

/// The filter with one field changed.
#[must_use]
pub fn with(filter: &MemberFilter, name: &str, value: &str) -> MemberFilter {
    let all = pairs(filter);
    read(|n| if n == name { Some(value.to_owned()) } else { all.iter().find(|(k, _)| *k == n).map(|(_, v)| v.clone()) })
}

/// How many fields narrow, the name not counted: it has a field of its own above the list.
#[must_use]
pub fn narrowing(filter: &MemberFilter) -> usize {
    pairs(filter).iter().filter(|(name, value)| *name != "q" && !value.is_empty()).count()
}

/// How a field of the filter is chosen.
pub enum Kind {
    /// One of these: values and labels.
    Choice(Vec<(&'static str, &'static str)>),
    /// A text.
    Text,
    /// A day.
    Day,
}

/// A field of the filter.
pub struct Field {
    /// Its name in the address.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// How it is chosen.
    pub kind: Kind,
    /// Whether only those who keep the roll may narrow by it.
    pub closely: bool,
}

/// The fields in their order, the name left out.
#[must_use]
pub fn fields() -> Vec<Field> {
    let field = |name, label, closely, kind| Field { name, label, kind, closely };
    let choice = |all: Vec<(&'static str, &'static str)>| Kind::Choice(all);
    vec![
        field("class", "党员类别", false, choice(MemberClass::ALL.iter().map(|c| (c.code(), c.label())).collect())),
        field(
            "status",
            "状态",
            false,
            choice(MemberStatus::ALL.iter().filter(|s| s.counts()).map(|s| (s.code(), s.label())).collect()),
        ),
        field("sex", "性别", true, choice(Sex::ALL.iter().map(|s| (s.code(), s.label())).collect())),
        field("age", "年龄", true, choice(AgeBand::ALL.iter().map(|a| (a.code(), a.label())).collect())),
        field("education", "学历", true, choice(EducationLevel::ALL.iter().map(|e| (e.code(), e.label())).collect())),
        field("ethnicity", "民族", true, Kind::Text),
        field("has_post", "支委职务", false, choice(vec![("true", "担任职务"), ("false", "未任职务")])),
        field("joined_from", "入党日期从", true, Kind::Day),
        field("joined_to", "入党日期到", true, Kind::Day),
    ]
}

/// A chip above the list: its label, how many, and the filter behind it.
pub type Chip = (&'static str, Option<u32>, MemberFilter);

/// The chips for the counts; without numbers while they are not known or when there are too many to count.
#[must_use]
pub fn chips(counts: Option<&MemberCounts>, filter: &MemberFilter) -> Vec<Chip> {
    let known = counts.filter(|c| !c.more);
    let number = |of: fn(&MemberCounts) -> u32| known.map(of);
    let only = |name, value| with(&MemberFilter { q: filter.q.clone(), ..MemberFilter::default() }, name, value);
    vec![
        ("全部", number(|c| c.total), only("", "")),
        ("预备党员", number(|c| c.probationary), only("class", MemberClass::Probationary.code())),
        ("流动党员", number(|c| c.mobile), only("status", MemberStatus::Mobile.code())),
        ("支委", number(|c| c.posts), only("has_post", "true")),
    ]
}

/// A column of the table that can be hidden.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name in what the device remembers.
    pub code: &'static str,
    /// Its heading.
    pub label: &'static str,
    /// Whether it is shown unless chosen otherwise.
    pub usual: bool,
    /// What stands in it.
    pub text: fn(&MemberRow) -> String,
}

impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

const fn column(code: &'static str, label: &'static str, usual: bool, text: fn(&MemberRow) -> String) -> Column {
    Column { code, label, usual, text }
}

/// The columns in their order, the name left out: it is always there.
pub const COLUMNS: [Column; 9] = [
    column("sex", "性别", true, |m| m.sex.map_or("", |s| s.label()).into()),
    column("age", "年龄", true, |m| m.age.map(|a| a.to_string()).unwrap_or_default()),
    column("ethnicity", "民族", false, |m| m.ethnicity.clone().unwrap_or_default()),
    column("education", "学历", true, |m| m.education.clone().unwrap_or_default()),
    column("class", "党员类别", true, |m| m.class.label().into()),
    column("joined", "入党日期", true, |m| m.joined.clone().unwrap_or_default()),
    column("phone", "手机", false, |m| m.phone.clone()),
    column("group", "党小组", false, |m| m.group.clone().unwrap_or_default()),
    column("branch", "所在支部", true, |m| m.org_name.clone().unwrap_or_default()),
];

/// The columns shown: as the device remembers them, else the usual ones.
#[must_use]
pub fn shown(remembered: Option<&str>) -> Vec<&'static str> {
    match remembered {
        Some(codes) => COLUMNS.iter().map(|c| c.code).filter(|c| codes.split(',').any(|kept| kept == *c)).collect(),
        None => COLUMNS.iter().filter(|c| c.usual).map(|c| c.code).collect(),
    }
}

/// The facts of somebody, for the pane: label and text, those unknown left out.
#[must_use]
pub fn facts(m: &MemberRow, year: i32) -> Vec<(&'static str, String)> {
    let text = |t: Option<&String>| t.cloned().unwrap_or_default();
    let standing = m.joined.as_deref().and_then(|d| d.get(..4)?.parse::<i32>().ok()).map(|y| year - y);
    let joined = match (&m.joined, standing) {
        (Some(day), Some(years)) if years > 0 => format!("{day}（党龄约 {years} 年）"),
        (Some(day), _) => day.clone(),
        (None, _) => String::new(),
    };
    let all = [
        ("党员类别", m.class.label().to_owned()),
        ("状态", m.status.label().to_owned()),
        ("性别", m.sex.map_or("", |s| s.label()).to_owned()),
        ("年龄", m.age.map(|a| format!("{a} 岁")).unwrap_or_default()),
        ("民族", text(m.ethnicity.as_ref())),
        ("学历", text(m.education.as_ref())),
        ("入党日期", joined),
        ("手机", m.phone.clone()),
        ("支委职务", text(m.post.as_ref())),
        ("党小组", text(m.group.as_ref())),
        ("所在支部", text(m.org_name.as_ref())),
    ];
    all.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_a_filter_and_back() {
        let filter = MemberFilter {
            q: "王".into(),
            class: Some(MemberClass::Probationary),
            age: Some(AgeBand::To35),
            group: Some(GroupId(7)),
            has_post: Some(false),
            joined_from: "2020-01-01".into(),
            ..MemberFilter::default()
        };
        let all = pairs(&filter);
        assert_eq!(read(|n| all.iter().find(|(k, _)| *k == n).map(|(_, v)| v.clone())), filter);
        assert_eq!(read(|_| Some("nonsense".into())).class, None);
        assert_eq!(narrowing(&filter), 5);
        assert_eq!(value(&filter, "age"), "to_35");
        assert_eq!(narrowing(&with(&filter, "age", "")), 4);
        assert_eq!(with(&filter, "sex", "female").sex, Some(Sex::Female));
    }

    #[test]
    fn every_field_of_the_table_is_one_of_the_filter() {
        for field in fields() {
            if let Kind::Choice(options) = field.kind {
                for (code, _) in options {
                    let narrowed = with(&MemberFilter::default(), field.name, code);
                    assert_eq!(narrowing(&narrowed), 1, "{} {code}", field.name);
                    assert_eq!(field.closely, narrowed.looks_closely(), "{}", field.name);
                }
            }
        }
    }

    #[test]
    fn chips_count_what_they_show() {
        let counts = MemberCounts { total: 12, probationary: 1, posts: 3, ..MemberCounts::default() };
        let filter = MemberFilter { q: "王".into(), sex: Some(Sex::Male), ..MemberFilter::default() };
        let all = chips(Some(&counts), &filter);
        assert_eq!(all.iter().map(|c| c.1).collect::<Vec<_>>(), [Some(12), Some(1), Some(0), Some(3)]);
        assert!(all.iter().all(|c| c.2.q == "王" && c.2.sex.is_none()));
        assert!(chips(Some(&MemberCounts { more: true, ..counts }), &filter).iter().all(|c| c.1.is_none()));
    }

    #[test]
    fn a_device_remembers_its_columns() {
        assert_eq!(shown(Some("phone,sex,gone")), ["sex", "phone"]);
        assert!(shown(Some("")).is_empty());
        assert!(shown(None).contains(&"branch") && !shown(None).contains(&"phone"));
    }
}
