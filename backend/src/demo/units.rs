//! The organisations of a demo, streamed in the order of their codes: province → prefecture → county → township or unit
//! → general branches and branches.
//!
//! A code tells all: 6 digits of area, 3 of the committee below the county (000: the county's own), 3 of the branch
//! (901 and 902: general branches). Every size has the star committee with the branches that the accounts belong to.

use super::names;
use super::place::{County, PREFECTURES};
use super::seeded::{mix, seeded};
use super::size::{Size, share, weight};
use chrono::NaiveDate;
use gsdj_domain::org::{OrgKind, UnitCategory};
use rand::Rng as _;

/// The province's code.
pub(super) const PROVINCE: &str = "620000000000";
/// The committee that every size has.
pub(super) const STAR_COMMITTEE: &str = "620724001000";
/// Its first general branch.
pub(super) const STAR_GENERAL_BRANCH: &str = "620724001901";
/// The branch under it that every account list begins with.
pub(super) const STAR_BRANCH: &str = "620724001001";
/// A branch directly under the committee.
pub(super) const DIRECT_BRANCH: &str = "620724001020";
/// A branch that has not formed its committee yet.
pub(super) const FRESH_BRANCH: &str = "620724001021";

/// Parts of a county's branches that are its own, and that each committee below it has.
const WEIGHTS: (usize, usize) = (1, 3);

/// What a committee below a county is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavour {
    /// The county's own offices.
    County,
    /// A township.
    Town,
    /// A street with its communities.
    Street,
    /// Offices.
    Offices,
    /// Schools and hospitals.
    Schools,
    /// State enterprises.
    Works,
    /// Private enterprises and social organisations.
    NewKinds,
}

/// An organisation as the registry will hand it over.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// 12 digits.
    pub code: String,
    /// The name.
    pub name: String,
    /// The kind.
    pub kind: OrgKind,
    /// The superior's code; empty for the province.
    pub superior: String,
    /// For a branch.
    pub category: Option<UnitCategory>,
    /// 所在市州.
    pub prefecture: &'static str,
    /// 地址.
    pub address: String,
    /// Degrees east and north.
    pub position: (f64, f64),
    /// When it was founded.
    pub founded: NaiveDate,
    /// For a branch: its county and how many members it has.
    pub members: Option<(&'static County, usize)>,
}

/// Hands out every organisation of the size in the order of their codes, the members' numbers summing up exactly.
pub(super) fn each<E>(size: Size, mut take: impl FnMut(Unit) -> Result<(), E>) -> Result<(), E> {
    let mut whole = 0;
    let mut count = |unit: Unit| {
        if unit.members.is_some() {
            whole += weight(number(&unit.code));
        }
        Ok::<(), std::convert::Infallible>(())
    };
    let Ok(()) = walk(size, &mut count);
    let mut at = 0;
    walk(size, &mut |mut unit| {
        if let Some((_, members)) = &mut unit.members {
            let to = at + weight(number(&unit.code));
            *members = share(size.members(), whole, at, to);
            at = to;
        }
        take(unit)
    })
}

/// A code's number.
pub(super) fn number(code: &str) -> u64 {
    code.parse().unwrap_or_default()
}

fn walk<E>(size: Size, take: &mut impl FnMut(Unit) -> Result<(), E>) -> Result<(), E> {
    take(above(PROVINCE, "中共甘肃省委组织部（示例）", OrgKind::Province, "", "兰州市", (103.83, 36.06)))?;
    let counties: Vec<_> = size.counties().collect();
    let whole = counties.len() * WEIGHTS.0 + size.leaves() * WEIGHTS.1;
    let mut at = 0;
    let mut prefecture = "";
    for (i, county) in counties.iter().enumerate() {
        if !prefecture.is_empty() && county.code.starts_with(prefecture) {
            // its committee stands already
        } else if let Some((code, name)) = PREFECTURES.iter().find(|(code, _)| county.code.starts_with(code)) {
            prefecture = code;
            let title = format!("中共{}委（示例）", name.trim_end_matches("自治州"));
            let place = (county.longitude, county.latitude);
            take(above(&county.prefecture_code(), &title, OrgKind::Committee, PROVINCE, name, place))?;
        }
        let leaves = share(size.leaves(), counties.len(), i, i + 1);
        for leaf in 0..=leaves {
            let heavy = if leaf == 0 { WEIGHTS.0 } else { WEIGHTS.1 };
            committee(county, leaf, share(size.branches(), whole, at, at + heavy), take)?;
            at += heavy;
        }
    }
    Ok(())
}

/// Province and prefecture.
fn above(
    code: &str,
    name: &str,
    kind: OrgKind,
    superior: &str,
    prefecture: &'static str,
    position: (f64, f64),
) -> Unit {
    Unit {
        code: code.into(),
        name: name.into(),
        kind,
        superior: superior.into(),
        category: None,
        prefecture,
        address: format!("{prefecture}（示例）"),
        position,
        founded: founded(number(code)),
        members: None,
    }
}

/// A committee with everything under it: the county's own (leaf 0), or one below the county.
fn committee<E>(
    county: &'static County,
    leaf: usize,
    branches: usize,
    take: &mut impl FnMut(Unit) -> Result<(), E>,
) -> Result<(), E> {
    let code = format!("{}{leaf:03}000", county.code);
    let flavour = flavour(leaf);
    let name = names::committee(county, leaf, flavour);
    let superior = if leaf == 0 { county.prefecture_code() } else { format!("{}000000", county.code) };
    let seat = names::seat(county, leaf, flavour);
    let place = near((county.longitude, county.latitude), number(&code), 0.12);
    let unit = |code: String, name, kind, superior| Unit {
        founded: founded(number(&code)),
        position: near(place, number(&code), 0.03),
        code,
        name,
        kind,
        superior,
        category: None,
        prefecture: county.prefecture(),
        address: format!("{}{seat}（示例）", county.prefecture()),
        members: None,
    };
    take(unit(code.clone(), name, OrgKind::Committee, superior))?;
    // the first quarter of the branches stands under one general branch, the second under another
    let quarter = branches / 4;
    let general = if leaf > 0 && quarter >= 3 { 2 } else { 0 };
    for serial in 1..=branches {
        let under = (serial - 1) / quarter.max(1);
        let superior = if under < general { general_code(county, leaf, under) } else { code.clone() };
        let own = format!("{}{leaf:03}{serial:03}", county.code);
        let mut branch = unit(own, names::branch(county, leaf, serial, flavour), OrgKind::Branch, superior);
        branch.category = Some(names::category(flavour, serial)).filter(|_| has_category(&branch.code));
        branch.members = Some((county, 0));
        take(branch)?;
    }
    for n in 0..general {
        let own = general_code(county, leaf, n);
        take(unit(own, names::general_branch(county, leaf, n, flavour), OrgKind::GeneralBranch, code.clone()))?;
    }
    Ok(())
}

fn general_code(county: &County, leaf: usize, n: usize) -> String {
    format!("{}{leaf:03}{}", county.code, 901 + n)
}

const fn flavour(leaf: usize) -> Flavour {
    match leaf {
        0 => Flavour::County,
        n => match n % 11 {
            2 => Flavour::Offices,
            4 => Flavour::Street,
            6 => Flavour::Schools,
            8 => Flavour::Works,
            10 => Flavour::NewKinds,
            _ => Flavour::Town,
        },
    }
}

/// About one branch in thirty has no unit category yet: it cannot sign in.
fn has_category(code: &str) -> bool {
    number(&code[6..]) % 29 != 7
}

/// About one branch in twenty has not formed its committee yet.
pub(super) fn has_committee(code: &str) -> bool {
    number(&code[6..]) % 23 != 9
}

/// A spot within `reach` degrees, on four decimals.
fn near(centre: (f64, f64), seed: u64, reach: f64) -> (f64, f64) {
    let part = |n: u64| (f64::from(u32::try_from(mix(n) >> 32).unwrap_or(0)) / f64::from(u32::MAX) - 0.5) * 2.0 * reach;
    let round = |x: f64| (x * 10_000.0).round() / 10_000.0;
    (round(centre.0 + part(seed)), round(centre.1 + part(seed ^ 0x5555)))
}

fn founded(code: u64) -> NaiveDate {
    let mut rng = seeded("founded", code);
    let (year, month, day) = (rng.random_range(1952..2021), rng.random_range(1..13), rng.random_range(1..29));
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}
