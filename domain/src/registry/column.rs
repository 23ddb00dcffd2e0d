//! The two tables' columns as data, and how a header names them.

use super::cell;
use super::refusal::FileFault;

coded! {
    /// A table of the registry; the label is the sheet's name in a workbook.
    pub enum Table {
        /// 组织.
        Orgs = "orgs" "组织",
        /// 党员.
        Members = "members" "党员",
    }
}

coded! {
    /// The columns of 组织.
    pub enum OrgColumn {
        /// 12 digits, unique.
        Code = "code" "组织代码",
        /// The name.
        Name = "name" "组织名称",
        /// One of the kinds of the tree.
        Kind = "kind" "组织类别",
        /// The superior's code; empty for the province only.
        Superior = "superior" "上级组织代码",
        /// Without it a branch cannot sign in.
        UnitCategory = "unit_category" "单位性质类别",
        /// Free text.
        Prefecture = "prefecture" "所在市州",
        /// Free text.
        Address = "address" "地址",
        /// Degrees east.
        Longitude = "longitude" "经度",
        /// Degrees north.
        Latitude = "latitude" "纬度",
        /// YYYY-MM-DD.
        Founded = "founded" "成立日期",
        /// 正常 or 撤销.
        Status = "status" "状态",
    }
}

coded! {
    /// The columns of 党员.
    pub enum MemberColumn {
        /// 18 characters with a valid check digit.
        Citizen = "citizen" "公民身份号码",
        /// The name.
        Name = "name" "姓名",
        /// 男 or 女.
        Sex = "sex" "性别",
        /// YYYY-MM-DD.
        Birth = "birth" "出生日期",
        /// Free text.
        Ethnicity = "ethnicity" "民族",
        /// Free text.
        Education = "education" "学历",
        /// YYYY-MM-DD.
        Joined = "joined" "入党日期",
        /// 正式党员 or 预备党员.
        Class = "class" "党员类别",
        /// The branch's code.
        Branch = "branch" "所在支部代码",
        /// 11 digits.
        Phone = "phone" "手机号",
        /// 正常, 流动, 停止党籍 or 转出省外.
        Status = "status" "状态",
    }
}

/// What both tables' columns have in common.
pub trait TableColumn: Copy + Eq + 'static {
    /// Whose columns these are.
    const TABLE: Table;
    /// All of them, in the order of REGISTRY.md.
    fn all() -> &'static [Self];
    /// The heading.
    fn title(self) -> &'static str;
    /// Whether a file without it is refused whole (• in REGISTRY.md).
    fn required(self) -> bool;
}

impl TableColumn for OrgColumn {
    const TABLE: Table = Table::Orgs;

    fn all() -> &'static [Self] {
        Self::ALL
    }

    fn title(self) -> &'static str {
        self.label()
    }

    fn required(self) -> bool {
        matches!(self, Self::Code | Self::Name | Self::Kind)
    }
}

impl TableColumn for MemberColumn {
    const TABLE: Table = Table::Members;

    fn all() -> &'static [Self] {
        Self::ALL
    }

    fn title(self) -> &'static str {
        self.label()
    }

    fn required(self) -> bool {
        matches!(self, Self::Citizen | Self::Name | Self::Branch)
    }
}

/// Where each column of one file stands.
#[derive(Debug, Clone)]
pub struct Layout<C> {
    places: Vec<(C, usize)>,
    width: usize,
    unknown: Vec<String>,
}

impl<C: TableColumn> Layout<C> {
    /// Reads a header; empty headings at the end don't count.
    ///
    /// # Errors
    /// A required column that is missing, or one that stands there twice.
    pub fn read<'c>(header: impl Iterator<Item = &'c str>) -> Result<Self, FileFault> {
        let titles: Vec<String> = header.map(cell::heading).collect();
        let mut layout = Self { places: Vec::new(), width: 0, unknown: Vec::new() };
        for (at, title) in titles.iter().enumerate().filter(|(_, t)| !t.is_empty()) {
            layout.width = at + 1;
            match C::all().iter().find(|c| c.title() == title) {
                Some(c) if layout.has(*c) => return Err(FileFault::RepeatedColumn { column: c.title().into() }),
                Some(c) => layout.places.push((*c, at)),
                None => layout.unknown.push(title.clone()),
            }
        }
        match C::all().iter().find(|c| c.required() && !layout.has(**c)) {
            Some(c) => Err(FileFault::MissingColumn { table: C::TABLE, column: c.title().into() }),
            None => Ok(layout),
        }
    }

    /// Whether the file has this column; what a file does not have stays as it was.
    #[must_use]
    pub fn has(&self, column: C) -> bool {
        self.at(column).is_some()
    }

    /// The columns that the platform does not know: kept out and reported.
    #[must_use]
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// How many cells a row has.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    pub(super) fn at(&self, column: C) -> Option<usize> {
        self.places.iter().find(|(c, _)| *c == column).map(|(_, at)| *at)
    }
}

/// Which table a header belongs to: the one more of whose columns it names; `None` when it names none.
pub fn recognise<'c>(header: impl Iterator<Item = &'c str>) -> Option<Table> {
    let titles: Vec<String> = header.map(cell::heading).collect();
    let named = |all: &[&str]| titles.iter().filter(|t| all.contains(&t.as_str())).count();
    let orgs = named(&OrgColumn::ALL.iter().map(|c| c.label()).collect::<Vec<_>>());
    let members = named(&MemberColumn::ALL.iter().map(|c| c.label()).collect::<Vec<_>>());
    match orgs.cmp(&members) {
        std::cmp::Ordering::Greater => Some(Table::Orgs),
        std::cmp::Ordering::Less => Some(Table::Members),
        std::cmp::Ordering::Equal => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_known_by_its_columns_in_any_order_and_spelling() {
        let header = ["\u{feff} 姓 名 ", "公民身份号码*", "备注", "所在支部代码（必填）", "　手机号", ""];
        assert_eq!(recognise(header.into_iter()), Some(Table::Members));
        let layout = Layout::<MemberColumn>::read(header.into_iter()).unwrap();
        assert_eq!(layout.at(MemberColumn::Citizen), Some(1));
        assert_eq!(layout.at(MemberColumn::Branch), Some(3));
        assert_eq!(layout.unknown(), ["备注"]);
        assert_eq!(layout.width(), 5);
        assert!(!layout.has(MemberColumn::Sex));
        assert_eq!(recognise(["状态", "备注"].into_iter()), None);
        assert_eq!(recognise(["组织名称", "状态"].into_iter()), Some(Table::Orgs));
    }

    #[test]
    fn every_missing_required_column_is_named() {
        fn check<C: TableColumn>() {
            for gone in C::all() {
                let rest = C::all().iter().filter(|c| *c != gone).map(|c| c.title());
                let read = Layout::<C>::read(rest);
                let named = FileFault::MissingColumn { table: C::TABLE, column: gone.title().into() };
                assert_eq!(read.err(), gone.required().then_some(named));
            }
        }
        check::<OrgColumn>();
        check::<MemberColumn>();
    }

    #[test]
    fn a_column_that_stands_there_twice_refuses_the_file() {
        let header = ["组织代码", "组织名称", "组织类别", "组织名称"];
        let fault = FileFault::RepeatedColumn { column: "组织名称".into() };
        assert_eq!(Layout::<OrgColumn>::read(header.into_iter()).err(), Some(fault));
    }
}
