//! Invented people: names, numbers with a valid check digit that nobody can have, ages and schooling as they occur.

use super::ethnicity;
use super::place::County;
use super::seeded::{of, seeded};
use super::units::{STAR_BRANCH, number};
use chrono::{Datelike as _, Days, NaiveDate};
use gsdj_domain::member::{MemberClass, MemberStatus, Sex, citizen};
use gsdj_domain::org::UnitCategory;
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use std::collections::{BTreeSet, HashMap};

/// Phones begin after this one: numbers that are not given out.
const PHONES: u64 = 19_900_000_000;
/// The first of them belong to the accounts of the demo.
const RESERVED: u64 = 1_000;

/// A member as the registry will hand them over.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// 18 characters.
    pub citizen: String,
    /// The name.
    pub name: String,
    /// 性别.
    pub sex: Sex,
    /// 出生日期.
    pub birth: NaiveDate,
    /// 民族.
    pub ethnicity: &'static str,
    /// 学历.
    pub education: &'static str,
    /// 入党日期.
    pub joined: NaiveDate,
    /// 党员类别.
    pub class: MemberClass,
    /// 手机号.
    pub phone: Option<String>,
    /// 状态.
    pub status: MemberStatus,
}

/// Somebody whose sign-in the demo tells.
pub(super) struct Known {
    /// The name.
    pub name: &'static str,
    /// 性别.
    pub sex: Sex,
    /// Year, month and day of birth.
    pub birth: (i32, u32, u32),
    /// The number's serial.
    serial: u16,
    /// The phone.
    pub phone: &'static str,
}

/// The first members of the star branch.
pub(super) const KNOWN: &[Known] = &[
    Known { name: "李秀英", sex: Sex::Female, birth: (1978, 4, 12), serial: 902, phone: "19900000001" },
    Known { name: "王建国", sex: Sex::Male, birth: (1971, 9, 30), serial: 901, phone: "19900000002" },
    Known { name: "张小燕", sex: Sex::Female, birth: (1996, 2, 8), serial: 904, phone: "19900000003" },
];

impl Known {
    fn birth(&self) -> NaiveDate {
        let (year, month, day) = self.birth;
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
    }

    /// The citizen's number, the same in every size.
    pub fn citizen(&self, area: &str) -> String {
        whole(area, self.birth(), self.serial)
    }
}

/// Makes people branch after branch; keeps what must not come twice.
pub(super) struct People {
    today: NaiveDate,
    area: String,
    serials: HashMap<(NaiveDate, bool), u16>,
    phones: u64,
}

impl People {
    /// Nobody yet.
    pub fn new(today: NaiveDate) -> Self {
        Self { today, area: String::new(), serials: HashMap::new(), phones: PHONES + RESERVED }
    }

    /// The members of one branch; branches must come county by county.
    pub fn of_branch(
        &mut self,
        code: &str,
        county: &County,
        category: Option<UnitCategory>,
        count: usize,
    ) -> Vec<Person> {
        let area = county.area();
        if area != self.area {
            self.area = area;
            self.serials.clear();
        }
        let mut rng = seeded("people", number(code));
        let known = if code == STAR_BRANCH { KNOWN } else { &[] };
        let mut names = BTreeSet::new();
        let mut people = Vec::with_capacity(count);
        for k in known.iter().take(count) {
            names.insert(k.name.to_owned());
            people.push(self.known(k));
        }
        while people.len() < count {
            let person = self.person(&mut rng, county, category, &mut names);
            people.push(person);
        }
        // where the demo is looked at most, somebody is in their probationary year
        if let Some(last) = people.last_mut().filter(|_| code == STAR_BRANCH) {
            last.class = MemberClass::Probationary;
            last.joined = self.joined(&mut rng, last.birth, 0, true);
        }
        people
    }

    fn known(&self, known: &Known) -> Person {
        Person {
            citizen: known.citizen(&self.area),
            name: known.name.into(),
            sex: known.sex,
            birth: known.birth(),
            ethnicity: "汉族",
            education: "大学专科",
            joined: NaiveDate::from_ymd_opt(known.birth.0 + 25, 7, 1).unwrap_or_default(),
            class: MemberClass::Full,
            phone: Some(known.phone.into()),
            status: MemberStatus::Present,
        }
    }

    fn person(
        &mut self,
        rng: &mut ChaCha8Rng,
        county: &County,
        category: Option<UnitCategory>,
        names: &mut BTreeSet<String>,
    ) -> Person {
        let ethnicity = county.mix.draw(rng);
        let sex = if rng.random_bool(0.31) { Sex::Female } else { Sex::Male };
        let probationary = rng.random_bool(0.04);
        let age = if probationary { rng.random_range(20..38) } else { age(rng, category) };
        let mut birth = self.born(rng, age);
        let citizen = loop {
            if let Some(serial) = self.serial(birth, sex) {
                break whole(&self.area, birth, serial);
            }
            birth = birth + Days::new(1);
        };
        let mut name = ethnicity::name(rng, ethnicity, sex);
        while !names.insert(name.clone()) {
            name = ethnicity::name(rng, ethnicity, sex);
        }
        let mobile = age < 60 && rng.random_bool(0.065);
        self.phones += 1;
        Person {
            citizen,
            name,
            sex,
            birth,
            ethnicity,
            education: education(rng, age, category),
            joined: self.joined(rng, birth, age, probationary),
            class: if probationary { MemberClass::Probationary } else { MemberClass::Full },
            phone: Some(self.phones.to_string()).filter(|_| age < 78 || rng.random_bool(0.7)),
            status: if mobile { MemberStatus::Mobile } else { MemberStatus::Present },
        }
    }

    fn born(&self, rng: &mut ChaCha8Rng, age: i32) -> NaiveDate {
        let year = self.today.year() - age - 1;
        NaiveDate::from_ymd_opt(year, rng.random_range(1..13), rng.random_range(1..29)).unwrap_or_default()
    }

    /// Full members joined at least two years ago, probationary ones within the last year.
    fn joined(&self, rng: &mut ChaCha8Rng, birth: NaiveDate, age: i32, probationary: bool) -> NaiveDate {
        if probationary {
            return self.today - Days::new(rng.random_range(30..340));
        }
        let latest = (age - 2).min(48);
        let at = rng.random_range(19..latest.max(20)).min(rng.random_range(19..latest.max(20)) + 6);
        let (month, day) = of(&[(7, 1), (6, 20), (12, 10), (11, 26), (5, 8)], rng.random_range(0..5));
        NaiveDate::from_ymd_opt(birth.year() + at, month, day).unwrap_or_default()
    }

    /// The next serial of the day: odd for men, even for women; from the nine hundreds, which no office reaches.
    fn serial(&mut self, birth: NaiveDate, sex: Sex) -> Option<u16> {
        let man = sex == Sex::Male;
        let next = self.serials.entry((birth, man)).or_insert(if man { 905 } else { 906 });
        let serial = *next;
        *next += 2;
        (serial <= 999).then_some(serial)
    }
}

/// A whole number with its check character.
fn whole(area: &str, birth: NaiveDate, serial: u16) -> String {
    let body = format!("{area}{}{serial:03}", birth.format("%Y%m%d"));
    let check = citizen::check_char(&body).unwrap_or('X');
    format!("{body}{check}")
}

/// Ages as they occur: old in villages, working age elsewhere.
fn age(rng: &mut impl Rng, category: Option<UnitCategory>) -> i32 {
    let (from, to) = match category {
        None | Some(UnitCategory::Rural) => (27, 86),
        Some(UnitCategory::Community) => (25, 84),
        Some(UnitCategory::SocialOrganisation) => (26, 76),
        Some(UnitCategory::Office | UnitCategory::PublicInstitution) => (24, 61),
        Some(UnitCategory::StateEnterprise | UnitCategory::PrivateEnterprise) => (23, 60),
    };
    i32::midpoint(rng.random_range(from..to), rng.random_range(from..to))
}

/// The younger and the nearer to a desk, the longer the schooling.
fn education(rng: &mut impl Rng, age: i32, category: Option<UnitCategory>) -> &'static str {
    const LEVELS: &[&str] =
        &["小学", "初中", "初中", "高中", "中专", "大学专科", "大学专科", "大学本科", "大学本科", "研究生"];
    let desk = match category {
        None | Some(UnitCategory::Rural) => 0,
        Some(UnitCategory::Community | UnitCategory::SocialOrganisation | UnitCategory::PrivateEnterprise) => 2,
        Some(UnitCategory::StateEnterprise) => 3,
        Some(UnitCategory::Office | UnitCategory::PublicInstitution) => 4,
    };
    let young = usize::try_from((70 - age).clamp(0, 45) / 11).unwrap_or(0);
    of(LEVELS, (desk + young + rng.random_range(0..3)).min(LEVELS.len() - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::place::COUNTIES;

    #[test]
    fn numbers_are_valid_belong_to_nobody_and_come_once() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let county = COUNTIES.iter().find(|c| c.code == "620724").unwrap();
        let mut people = People::new(today);
        let mut seen = BTreeSet::new();
        for code in [STAR_BRANCH, "620724001002", "620724001003"] {
            for p in people.of_branch(code, county, Some(UnitCategory::Rural), 400) {
                assert_eq!(citizen::parse(&p.citizen).as_deref(), Ok(p.citizen.as_str()));
                assert_eq!(citizen::birth(&p.citizen), Some(p.birth));
                assert!(p.citizen.starts_with("62079"));
                let man = p.citizen[16..17].parse::<u32>().unwrap() % 2 == 1;
                assert_eq!(man, p.sex == Sex::Male);
                assert!(p.joined < today && p.joined.year() - p.birth.year() >= 18, "{p:?}");
                assert!(seen.insert(p.citizen.clone()));
            }
        }
    }
}
