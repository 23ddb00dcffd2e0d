//! Listing members: by what they are narrowed down, how they are counted, what is exported and why (FEATURES 2.5, 11.2).

use super::{MemberClass, MemberRefusal, MemberStatus, Sex};
use crate::refusal::{check_length, check_text};
use crate::{GroupId, Instant, OrgId, Refusal};
use chrono::{Datelike, NaiveDate};

/// The most rows of one exported file.
pub const EXPORT_MAX: u32 = 50_000;
/// The most characters of the purpose of an export.
pub const PURPOSE_MAX: usize = 100;
/// The most characters of what is searched for.
pub const SEARCH_MAX: usize = 60;
/// How long an exported file can be fetched, in milliseconds.
pub const EXPORT_LIFE: i64 = crate::time::HOUR;

coded! {
    /// How old somebody is, in completed years.
    pub enum AgeBand {
        /// Up to 35.
        To35 = "to_35" "35 岁及以下",
        /// 36 to 45.
        To45 = "36_to_45" "36–45 岁",
        /// 46 to 55.
        To55 = "46_to_55" "46–55 岁",
        /// 56 to 60.
        To60 = "56_to_60" "56–60 岁",
        /// 61 and older.
        From61 = "from_61" "61 岁及以上",
    }
}

impl AgeBand {
    const fn years(self) -> (i32, Option<i32>) {
        match self {
            Self::To35 => (0, Some(35)),
            Self::To45 => (36, Some(45)),
            Self::To55 => (46, Some(55)),
            Self::To60 => (56, Some(60)),
            Self::From61 => (61, None),
        }
    }

    /// The birthdays of those who are of this age on `today`, as YYYY-MM-DD: after the first, up to the second.
    #[must_use]
    pub fn births(self, today: NaiveDate) -> (String, String) {
        let ago = |years: i32| format!("{:04}-{:02}-{:02}", today.year() - years, today.month(), today.day());
        let (from, to) = self.years();
        (to.map_or_else(String::new, |to| ago(to + 1)), ago(from))
    }
}

/// Completed years on `today` of somebody born on `birth` (YYYY-MM-DD).
#[must_use]
pub fn age(birth: &str, today: NaiveDate) -> Option<u32> {
    let born = NaiveDate::parse_from_str(birth, "%Y-%m-%d").ok()?;
    let before = (today.month(), today.day()) < (born.month(), born.day());
    u32::try_from(today.year() - born.year() - i32::from(before)).ok()
}

coded! {
    /// 学历 by level; the registry has it in words.
    pub enum EducationLevel {
        /// 研究生.
        Postgraduate = "postgraduate" "研究生",
        /// 大学本科.
        Bachelor = "bachelor" "大学本科",
        /// 大学专科.
        College = "college" "大学专科",
        /// 中专、中技.
        Vocational = "vocational" "中专（中技）",
        /// 高中.
        HighSchool = "high_school" "高中",
        /// 初中 and less.
        Primary = "primary" "初中及以下",
    }
}

impl EducationLevel {
    /// The words by which the registry's text says this level.
    #[must_use]
    pub const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Postgraduate => &["研究生", "硕士", "博士"],
            Self::Bachelor => &["本科", "学士"],
            Self::College => &["大专", "大学专科", "高职"],
            Self::Vocational => &["中专", "中等专科", "中技", "技工"],
            Self::HighSchool => &["高中"],
            Self::Primary => &["初中", "小学"],
        }
    }
}

coded! {
    /// Whose members.
    pub enum MemberScope {
        /// Those of the organisation itself.
        Own = "own" "本级",
        /// Those of the organisation and of all below it.
        Subtree = "subtree" "本级和下级",
    }
}

wire! {
    /// What a list of members is narrowed down by; whatever is absent does not narrow.
    #[derive(Default)]
    pub struct MemberFilter {
        /// Part of the name; one character is enough.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub q: String,
        /// 正式 or 预备.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub class: Option<MemberClass>,
        /// 正常 or 流动.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub status: Option<MemberStatus>,
        /// 男 or 女.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sex: Option<Sex>,
        /// How old.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub age: Option<AgeBand>,
        /// Level of education.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub education: Option<EducationLevel>,
        /// Part of the ethnicity.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub ethnicity: String,
        /// Of this party group.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub group: Option<GroupId>,
        /// On the committee, or not on it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub has_post: Option<bool>,
        /// Joined on this day or later, YYYY-MM-DD.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub joined_from: String,
        /// Joined on this day or earlier, YYYY-MM-DD.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub joined_to: String,
    }

    /// How many members there are of each kind, for the chips above the list.
    #[derive(Default)]
    pub struct MemberCounts {
        /// All.
        pub total: u32,
        /// 正式党员.
        pub full: u32,
        /// 预备党员.
        pub probationary: u32,
        /// 流动党员.
        pub mobile: u32,
        /// Women.
        pub female: u32,
        /// On a committee.
        pub posts: u32,
        /// There are more than are counted at a look: `total` of them were, the other numbers are 0.
        #[serde(default)]
        pub more: bool,
    }

    /// `POST /api/orgs/{id}/members/export`: which members, as what, and what for.
    pub struct ExportForm {
        /// 用途, 1 to 100 characters; stands in the audit log.
        pub purpose: String,
        /// Which kind of file.
        pub format: ExportFormat,
        /// Whose members.
        #[serde(default)]
        pub scope: MemberScope,
        /// Which of them: exactly the list on the screen.
        #[serde(default)]
        pub filter: MemberFilter,
    }

    /// A file that was made ready.
    pub struct ExportTicket {
        /// Where it is fetched from, by the same account.
        pub path: String,
        /// The file's name.
        pub name: String,
        /// How many rows it holds.
        pub rows: u32,
        /// Until when it can be fetched.
        pub until: Instant,
    }
}

coded! {
    /// Kinds of files that members are exported as.
    pub enum ExportFormat {
        /// A workbook.
        Xlsx = "xlsx" "Excel 工作簿（XLSX）",
        /// Comma-separated text with a byte-order mark.
        Csv = "csv" "文本表格（CSV）",
    }
}

#[expect(clippy::derivable_impls, reason = "the macro that declares the enum takes no default")]
impl Default for MemberScope {
    fn default() -> Self {
        Self::Own
    }
}

impl MemberFilter {
    /// Whether it narrows by what only those see who keep the roll: age, education, ethnicity, sex, day of joining.
    #[must_use]
    pub fn looks_closely(&self) -> bool {
        self.sex.is_some()
            || self.age.is_some()
            || self.education.is_some()
            || !self.ethnicity.trim().is_empty()
            || !self.joined_from.is_empty()
            || !self.joined_to.is_empty()
    }

    /// Whether it narrows at all.
    #[must_use]
    pub fn narrows(&self) -> bool {
        *self != Self::default()
    }

    /// The part of the name, without what stands around it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.q.trim()
    }

    /// In words, for the audit log and above the list; empty when it does not narrow.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        let mut say = |text: Option<String>| words.extend(text);
        say(Some(self.name()).filter(|q| !q.is_empty()).map(|q| format!("姓名含“{q}”")));
        say(self.class.map(|c| c.label().into()));
        say(self.status.map(|s| format!("状态{}", s.label())));
        say(self.sex.map(|s| s.label().into()));
        say(self.age.map(|a| a.label().into()));
        say(self.education.map(|e| e.label().into()));
        say(Some(self.ethnicity.trim()).filter(|e| !e.is_empty()).map(|e| format!("民族含“{e}”")));
        say(self.group.map(|_| "党小组".into()));
        say(self.has_post.map(|has| if has { "担任支委职务" } else { "未任支委职务" }.into()));
        say(Some(&self.joined_from).filter(|d| !d.is_empty()).map(|d| format!("{d} 以后入党")));
        say(Some(&self.joined_to).filter(|d| !d.is_empty()).map(|d| format!("{d} 以前入党")));
        words
    }
}

/// Checks what a list is narrowed by.
///
/// # Errors
/// Every fault at once.
pub fn check_filter(filter: &MemberFilter) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_length(&mut faults, "q", "姓名", &filter.q, SEARCH_MAX);
    check_length(&mut faults, "ethnicity", "民族", &filter.ethnicity, SEARCH_MAX);
    let from = day(&mut faults, "joined_from", &filter.joined_from);
    let to = day(&mut faults, "joined_to", &filter.joined_to);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        faults.push(MemberRefusal::JoinedBackwards.into());
    }
    Refusal::collect(faults)
}

/// Checks what is to be exported.
///
/// # Errors
/// Every fault at once.
pub fn check_export(form: &ExportForm) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    check_text(&mut faults, "purpose", "用途", &form.purpose, PURPOSE_MAX);
    match check_filter(&form.filter) {
        Ok(()) => {}
        Err(Refusal::Several(more)) => faults.extend(more),
        Err(one) => faults.push(one),
    }
    Refusal::collect(faults)
}

/// Checks how many would be exported.
///
/// # Errors
/// When they are none, or more than a file holds.
pub fn check_rows(rows: u32) -> Result<(), Refusal> {
    match rows {
        0 => Err(MemberRefusal::NobodyToExport.into()),
        n if n > EXPORT_MAX => Err(MemberRefusal::TooManyToExport.into()),
        _ => Ok(()),
    }
}

fn day(faults: &mut Vec<Refusal>, field: &'static str, text: &str) -> Option<NaiveDate> {
    if text.is_empty() {
        return None;
    }
    // the store compares texts: only the long form sorts as days do
    let parsed = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10);
    if parsed.is_none() {
        faults.push(Refusal::NotADate { field });
    }
    parsed
}

/// What an export says in the audit log: whose, which, how many, what for.
#[must_use]
pub fn export_note(org: (OrgId, &str), form: &ExportForm, rows: u32) -> String {
    let words = form.filter.words();
    let which = if words.is_empty() { "全部党员".into() } else { words.join("、") };
    let (purpose, scope) = (form.purpose.trim(), form.scope.label());
    format!("{}（{}，{scope}）；筛选：{which}；{rows} 行；用途：{purpose}", org.1, org.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn everybody_is_in_exactly_the_band_of_their_age() {
        for today in [date(2026, 11, 24), date(2028, 2, 29), date(2026, 1, 1), date(2025, 2, 28)] {
            let mut born = date(1930, 1, 1);
            while born <= today {
                let text = born.to_string();
                let age = i32::try_from(age(&text, today).unwrap()).unwrap();
                for band in AgeBand::ALL {
                    let (after, until) = band.births(today);
                    let (from, to) = band.years();
                    let fits = age >= from && to.is_none_or(|to| age <= to);
                    assert_eq!(text > after && text <= until, fits, "{text} on {today}: {age}, {}", band.label());
                }
                born = born + chrono::Days::new(13);
            }
        }
        assert_eq!(age("1990-11-24", date(2026, 11, 24)), Some(36));
        assert_eq!(age("1990-11-25", date(2026, 11, 24)), Some(35));
        assert_eq!((age("2030-01-01", date(2026, 1, 1)), age("1990", date(2026, 1, 1))), (None, None));
    }

    #[test]
    fn no_word_of_a_level_says_another_one() {
        for (text, level) in [
            ("大学本科", EducationLevel::Bachelor),
            ("中央党校研究生", EducationLevel::Postgraduate),
            ("大学专科", EducationLevel::College),
            ("中等专科", EducationLevel::Vocational),
            ("普通高中", EducationLevel::HighSchool),
            ("初中", EducationLevel::Primary),
        ] {
            let says = |l: &&EducationLevel| l.words().iter().any(|w| text.contains(w));
            assert_eq!(EducationLevel::ALL.iter().filter(says).collect::<Vec<_>>(), [&level], "{text}");
        }
    }

    #[test]
    fn an_export_needs_a_purpose_and_real_days() {
        let form = |purpose: &str, from: &str, to: &str| ExportForm {
            purpose: purpose.into(),
            format: ExportFormat::Csv,
            scope: MemberScope::Own,
            filter: MemberFilter { joined_from: from.into(), joined_to: to.into(), ..MemberFilter::default() },
        };
        let code = |f: ExportForm| check_export(&f).map_err(|r| r.code());
        assert_eq!(code(form("核对党费", "2020-01-01", "2020-01-01")), Ok(()));
        assert_eq!(code(form("  ", "", "")), Err("missing"));
        assert_eq!(code(form(&"用".repeat(101), "", "")), Err("too_long"));
        assert_eq!(code(form("核对", "2020-02-30", "")), Err("not_a_date"));
        assert_eq!(code(form("核对", "2020-1-3", "")), Err("not_a_date"));
        assert_eq!(code(form("核对", "2021-01-01", "2020-01-01")), Err("joined_backwards"));
        assert_eq!(code(form("", "x", "")), Err("several"));
        assert_eq!((check_rows(0).map_err(|r| r.code()), check_rows(EXPORT_MAX)), (Err("nobody_to_export"), Ok(())));
        assert!(check_rows(EXPORT_MAX + 1).unwrap_err().sentence().contains("50,000"));
    }

    #[test]
    fn a_filter_is_said_in_words() {
        let filter = MemberFilter {
            q: " 王 ".into(),
            class: Some(MemberClass::Probationary),
            has_post: Some(false),
            ..MemberFilter::default()
        };
        assert_eq!(filter.words().join("、"), "姓名含“王”、预备党员、未任支委职务");
        assert!(filter.narrows() && !filter.looks_closely() && !MemberFilter::default().narrows());
        assert!(MemberFilter { ethnicity: "回".into(), ..MemberFilter::default() }.looks_closely());
    }
}
