//! One row of 党员.

use super::cell::Cells;
use super::column::MemberColumn;
use super::reason::{Fault, Reason};
use crate::member::{MemberClass, MemberStatus, Sex, citizen};
use chrono::NaiveDate;

/// The states that a file may name; [`MemberStatus::Removed`] is the platform's own.
const STATUSES: &[MemberStatus] =
    &[MemberStatus::Present, MemberStatus::Mobile, MemberStatus::Stopped, MemberStatus::LeftProvince];

/// A member as the registry describes them.
#[derive(Clone, PartialEq, Eq)]
pub struct MemberRecord {
    /// 18 characters, checked.
    pub citizen: String,
    /// The name, at most 60 characters.
    pub name: String,
    /// 性别.
    pub sex: Option<Sex>,
    /// 出生日期.
    pub birth: Option<NaiveDate>,
    /// 民族.
    pub ethnicity: String,
    /// 学历.
    pub education: String,
    /// 入党日期.
    pub joined: Option<NaiveDate>,
    /// 党员类别; 正式党员 where the cell is empty.
    pub class: MemberClass,
    /// The branch's code.
    pub branch: String,
    /// 11 digits.
    pub phone: Option<String>,
    /// 状态; 正常 where the cell is empty.
    pub status: MemberStatus,
}

impl std::fmt::Debug for MemberRecord {
    /// Numbers are masked: whatever is printed ends in a log some day.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let phone = self.phone.as_deref().map(citizen::mask_phone);
        f.debug_struct("MemberRecord")
            .field("citizen", &citizen::mask_number(&self.citizen))
            .field("name", &self.name)
            .field("branch", &self.branch)
            .field("phone", &phone)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl MemberRecord {
    /// The row's key: the citizen's number.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn key(cells: &Cells<'_, MemberColumn>) -> Result<String, Fault> {
        let fault = |reason| Fault::in_column(MemberColumn::Citizen.label(), reason);
        let text = cells.number(MemberColumn::Citizen)?.ok_or_else(|| fault(Reason::Empty))?;
        citizen::parse(&text).map_err(|f| fault(Reason::NotACitizen(f)))
    }

    /// The row, given its [`Self::key`].
    ///
    /// # Errors
    /// The first thing that is wrong, in the order of REGISTRY.md.
    pub fn read(cells: &Cells<'_, MemberColumn>, citizen: String, today: NaiveDate) -> Result<Self, Fault> {
        use MemberColumn as C;
        if citizen::birth(&citizen).is_some_and(|day| day > today) {
            return Err(Fault::in_column(C::Citizen.label(), Reason::InTheFuture));
        }
        Ok(Self {
            citizen,
            name: cells.name(C::Name, 60)?,
            sex: cells.listed(C::Sex, Sex::ALL, Sex::label)?,
            birth: cells.date(C::Birth, today)?,
            ethnicity: cells.text(C::Ethnicity, 30)?,
            education: cells.text(C::Education, 30)?,
            joined: cells.date(C::Joined, today)?,
            class: cells.listed(C::Class, MemberClass::ALL, MemberClass::label)?.unwrap_or(MemberClass::Full),
            branch: cells.required_code(C::Branch)?,
            phone: phone(cells)?,
            status: cells.listed(C::Status, STATUSES, MemberStatus::label)?.unwrap_or(MemberStatus::Present),
        })
    }
}

/// A mobile number without country code and separators.
fn phone(cells: &Cells<'_, MemberColumn>) -> Result<Option<String>, Fault> {
    let Some(text) = cells.number(MemberColumn::Phone)? else { return Ok(None) };
    let plain: String = text.chars().filter(|c| !matches!(c, '-' | '(' | ')')).collect();
    let prefixes = ["+86", "0086", "86"];
    let bare = prefixes.iter().find_map(|p| plain.strip_prefix(p)).unwrap_or(&plain);
    let fits = bare.len() == 11
        && bare.bytes().all(|b| b.is_ascii_digit())
        && bare.starts_with('1')
        && bare.as_bytes().get(1).is_some_and(|b| *b >= b'3');
    let fault = || Fault::in_column(MemberColumn::Phone.label(), Reason::NotAPhone);
    if fits { Ok(Some(bare.to_owned())) } else { Err(fault()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::Layout;

    fn read(cells: &[&str]) -> Result<MemberRecord, Fault> {
        let layout = Layout::<MemberColumn>::read(MemberColumn::ALL.iter().map(|c| c.label())).unwrap();
        let get = |at: usize| cells.get(at).copied().unwrap_or("");
        let cells = Cells::new(&layout, &get);
        let key = MemberRecord::key(&cells)?;
        MemberRecord::read(&cells, key, NaiveDate::from_ymd_opt(2026, 11, 24).unwrap())
    }

    const GOOD: [&str; 11] = [
        "11010519491231002x",
        "示例甲",
        "女",
        "1949-12-31",
        "汉族",
        "大学",
        "1970-07-01",
        "预备党员",
        "620100000002",
        "+86 138-0000 0001",
        "流动",
    ];

    #[test]
    fn a_good_row_is_read_whole_and_most_cells_may_be_empty() {
        let record = read(&GOOD).unwrap();
        assert_eq!(record.citizen, "11010519491231002X");
        assert_eq!(record.phone.as_deref(), Some("13800000001"));
        assert_eq!((record.class, record.status), (MemberClass::Probationary, MemberStatus::Mobile));
        let bare =
            read(&["１１０１０５１９４９１２３１００２Ｘ", "示例", "", "", "", "", "", "", "620100000002"]).unwrap();
        assert_eq!(bare.citizen, "11010519491231002X");
        assert_eq!((bare.class, bare.status, bare.phone), (MemberClass::Full, MemberStatus::Present, None));
        for phone in ["13800000001", "8613800000001", "0086 13800000001", "138 0000 0001"] {
            let mut cells = GOOD;
            cells[9] = phone;
            assert_eq!(read(&cells).unwrap().phone.as_deref(), Some("13800000001"));
        }
    }

    #[test]
    fn every_wrong_cell_is_named_with_its_reason() {
        for (at, cell, said) in [
            (0, "", "列「公民身份号码」：不能为空"),
            (0, "110105194912310021", "列「公民身份号码」：公民身份号码校验位不正确"),
            (0, "11010519491331002X", "列「公民身份号码」：公民身份号码中的出生日期不存在"),
            (0, "110105491231002", "列「公民身份号码」：公民身份号码应为 18 位"),
            (
                0,
                "1.1010519491231E+17",
                "列「公民身份号码」：被表格软件存成了数字，末尾几位已丢失，请把该列设为文本后重新导出",
            ),
            (1, "", "列「姓名」：不能为空"),
            (2, "不详", "列「性别」：应为男、女之一"),
            (3, "19491231", "列「出生日期」：应为 YYYY-MM-DD 格式的日期"),
            (6, "2023-02-29", "列「入党日期」：应为 YYYY-MM-DD 格式的日期"),
            (6, "2099-01-01", "列「入党日期」：日期晚于今天"),
            (7, "积极分子", "列「党员类别」：应为正式党员、预备党员之一"),
            (8, "", "列「所在支部代码」：不能为空"),
            (8, "62010000000２X", "列「所在支部代码」：应为 12 位数字"),
            (9, "0931-1234567", "列「手机号」：应为 11 位手机号"),
            (9, "1380000000", "列「手机号」：应为 11 位手机号"),
            (10, "已移除", "列「状态」：应为正常、流动、停止党籍、转出省外之一"),
        ] {
            let mut cells = GOOD;
            cells[at] = cell;
            assert_eq!(read(&cells).unwrap_err().to_string(), said);
        }
    }

    #[test]
    fn printing_a_record_shows_no_number() {
        let shown = format!("{:?}", read(&GOOD).unwrap());
        assert!(!shown.contains("19491231") && !shown.contains("13800000001"), "{shown}");
    }
}
