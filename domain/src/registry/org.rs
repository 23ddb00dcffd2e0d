//! One row of 组织.

use super::cell::Cells;
use super::column::OrgColumn;
use super::reason::{Fault, Reason};
use crate::org::{OrgKind, UnitCategory};
use chrono::NaiveDate;

/// The country's bounds, in degrees east.
const EAST: (u16, u16) = (73, 136);
/// In degrees north.
const NORTH: (u16, u16) = (3, 54);

coded! {
    /// 状态 of an organisation.
    pub enum OrgStatus {
        /// 正常.
        Active = "active" "正常",
        /// 撤销.
        Dissolved = "dissolved" "撤销",
    }
}

/// An organisation as the registry describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct OrgRecord {
    /// 12 digits.
    pub code: String,
    /// Its name, at most 120 characters.
    pub name: String,
    /// Its kind.
    pub kind: OrgKind,
    /// Its superior's code.
    pub superior: Option<String>,
    /// 单位性质类别.
    pub unit_category: Option<UnitCategory>,
    /// 所在市州.
    pub prefecture: String,
    /// 地址.
    pub address: String,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// 成立日期.
    pub founded: Option<NaiveDate>,
    /// 正常, or 撤销.
    pub active: bool,
}

impl OrgRecord {
    /// The row's key.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn key(cells: &Cells<'_, OrgColumn>) -> Result<String, Fault> {
        cells.required_code(OrgColumn::Code)
    }

    /// The whole row.
    ///
    /// # Errors
    /// The first thing that is wrong, in the order of REGISTRY.md.
    pub fn read(cells: &Cells<'_, OrgColumn>, today: NaiveDate) -> Result<Self, Fault> {
        use OrgColumn as C;
        let kind = cells.listed(C::Kind, OrgKind::ALL, OrgKind::label)?;
        let status = |cells: &Cells<'_, C>| cells.listed(C::Status, OrgStatus::ALL, OrgStatus::label);
        Ok(Self {
            code: Self::key(cells)?,
            name: cells.name(C::Name, 120)?,
            kind: kind.ok_or_else(|| Fault::in_column(C::Kind.label(), Reason::Empty))?,
            superior: cells.code(C::Superior)?,
            unit_category: cells.listed(C::UnitCategory, UnitCategory::ALL, UnitCategory::label)?,
            prefecture: cells.text(C::Prefecture, 60)?,
            address: cells.text(C::Address, 200)?,
            longitude: cells.degrees(C::Longitude, EAST)?,
            latitude: cells.degrees(C::Latitude, NORTH)?,
            founded: cells.date(C::Founded, today)?,
            active: status(cells)? != Some(OrgStatus::Dissolved),
        })
    }

    /// Takes over what the file has no column for.
    pub fn keep_unsaid(&mut self, says: impl Fn(OrgColumn) -> bool, before: &Self) {
        use OrgColumn as C;
        for column in C::ALL.iter().copied().filter(|c| !says(*c)) {
            match column {
                C::Code | C::Name | C::Kind => {}
                C::Superior => self.superior.clone_from(&before.superior),
                C::UnitCategory => self.unit_category = before.unit_category,
                C::Prefecture => self.prefecture.clone_from(&before.prefecture),
                C::Address => self.address.clone_from(&before.address),
                C::Longitude => self.longitude = before.longitude,
                C::Latitude => self.latitude = before.latitude,
                C::Founded => self.founded = before.founded,
                C::Status => self.active = before.active,
            }
        }
    }

    /// The columns in which it differs.
    #[must_use]
    pub fn differs(&self, before: &Self) -> Vec<OrgColumn> {
        use OrgColumn as C;
        let same = |column| match column {
            C::Code => self.code == before.code,
            C::Name => self.name == before.name,
            C::Kind => self.kind == before.kind,
            C::Superior => self.superior == before.superior,
            C::UnitCategory => self.unit_category == before.unit_category,
            C::Prefecture => self.prefecture == before.prefecture,
            C::Address => self.address == before.address,
            C::Longitude => self.longitude == before.longitude,
            C::Latitude => self.latitude == before.latitude,
            C::Founded => self.founded == before.founded,
            C::Status => self.active == before.active,
        };
        C::ALL.iter().copied().filter(|c| !same(*c)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::Layout;

    fn read(cells: &[&str]) -> Result<OrgRecord, Fault> {
        let layout = Layout::<OrgColumn>::read(OrgColumn::ALL.iter().map(|c| c.label())).unwrap();
        let get = |at: usize| cells.get(at).copied().unwrap_or("");
        OrgRecord::read(&Cells::new(&layout, &get), NaiveDate::from_ymd_opt(2026, 11, 24).unwrap())
    }

    const GOOD: [&str; 11] = [
        "620100000002",
        "示例村党支部",
        "党支部",
        "620100000001",
        "农村",
        "兰州市",
        "示例路 1 号",
        "103.8",
        "36.1",
        "1998-07-01",
        "正常",
    ];

    #[test]
    fn a_good_row_is_read_whole_and_most_cells_may_be_empty() {
        let record = read(&GOOD).unwrap();
        assert_eq!(record.unit_category, Some(UnitCategory::Rural));
        assert_eq!(record.longitude, Some(103.8));
        assert!(record.active);
        let bare = read(&["620100000000", "示例省委组织部", "省委组织部"]).unwrap();
        assert_eq!((bare.superior, bare.unit_category, bare.active), (None, None, true));
    }

    #[test]
    fn every_wrong_cell_is_named_with_its_reason() {
        for (at, cell, said) in [
            (0, "", "列「组织代码」：不能为空"),
            (0, "62010000000", "列「组织代码」：应为 12 位数字"),
            (0, "6.201E+11", "列「组织代码」：被表格软件存成了数字，末尾几位已丢失，请把该列设为文本后重新导出"),
            (1, "　", "列「组织名称」：不能为空"),
            (1, "#REF!", "列「组织名称」：单元格是公式错误"),
            (2, "", "列「组织类别」：不能为空"),
            (2, "党小组", "列「组织类别」：应为省委组织部、党委、党总支、党支部之一"),
            (3, "省委", "列「上级组织代码」：应为 12 位数字"),
            (
                4,
                "学校",
                "列「单位性质类别」：应为农村、机关、国有企业、城市社区、事业单位、非公有制经济组织、社会组织之一",
            ),
            (7, "36.1", "列「经度」：应为 73 到 136 之间的度数"),
            (8, "北纬", "列「纬度」：应为 3 到 54 之间的度数"),
            (9, "1998/7/1", "列「成立日期」：应为 YYYY-MM-DD 格式的日期"),
            (9, "2027-01-01", "列「成立日期」：日期晚于今天"),
            (10, "暂停", "列「状态」：应为正常、撤销之一"),
        ] {
            let mut cells = GOOD;
            cells[at] = cell;
            assert_eq!(read(&cells).unwrap_err().to_string(), said);
        }
        let mut cells = GOOD;
        let long = "长".repeat(121);
        cells[1] = &long;
        assert_eq!(read(&cells).unwrap_err().reason, Reason::TooLong { max: 120 });
    }

    #[test]
    fn what_a_file_does_not_say_stays() {
        let before = read(&GOOD).unwrap();
        let mut row = read(&["620100000002", "新名", "党支部"]).unwrap();
        row.keep_unsaid(|c| matches!(c, OrgColumn::Code | OrgColumn::Name | OrgColumn::Kind), &before);
        assert_eq!(row.differs(&before), [OrgColumn::Name]);
    }
}
