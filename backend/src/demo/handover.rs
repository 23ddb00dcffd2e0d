//! The registry's two files for a demo, streamed to the disk and taken over like any others.

use super::people::{People, Person};
use super::size::Size;
use super::units::{self, Unit};
use crate::error::{Error, Result};
use crate::registry::Source;
use chrono::NaiveDate;
use gsdj_domain::registry::{MemberColumn, OrgColumn};
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

/// The two files; they are gone when this is dropped.
pub(super) struct Handover {
    folder: PathBuf,
}

impl Drop for Handover {
    fn drop(&mut self) {
        // what can't be removed holds invented people only
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Handover {
    /// Writes both files below `data`.
    ///
    /// # Errors
    /// When the disk refuses them.
    pub fn write(size: Size, today: NaiveDate, data: &Path) -> Result<Self> {
        let handover = Self { folder: data.join("demo-registry") };
        std::fs::create_dir_all(&handover.folder)?;
        let mut orgs = open(&handover.orgs())?;
        let mut members = open(&handover.members())?;
        orgs.write_record(OrgColumn::ALL.iter().map(|c| c.label())).map_err(Error::broken)?;
        members.write_record(MemberColumn::ALL.iter().map(|c| c.label())).map_err(Error::broken)?;
        let mut people = People::new(today);
        units::each(size, |unit| {
            orgs.write_record(OrgColumn::ALL.iter().map(|c| org_cell(&unit, *c))).map_err(Error::broken)?;
            if let Some((county, count)) = unit.members {
                for person in people.of_branch(&unit.code, county, unit.category, count) {
                    let cells = MemberColumn::ALL.iter().map(|c| member_cell(&person, &unit.code, *c));
                    members.write_record(cells).map_err(Error::broken)?;
                }
            }
            Ok::<(), Error>(())
        })?;
        orgs.flush()?;
        members.flush()?;
        Ok(handover)
    }

    /// 组织 and 党员.
    pub fn sources(&self) -> Vec<Source> {
        vec![Source::Path(self.orgs()), Source::Path(self.members())]
    }

    fn orgs(&self) -> PathBuf {
        self.folder.join("组织（示例）.csv")
    }

    fn members(&self) -> PathBuf {
        self.folder.join("党员（示例）.csv")
    }
}

fn open(path: &Path) -> Result<csv::Writer<BufWriter<File>>> {
    Ok(csv::Writer::from_writer(BufWriter::new(File::create(path)?)))
}

fn org_cell(unit: &Unit, column: OrgColumn) -> String {
    match column {
        OrgColumn::Code => unit.code.clone(),
        OrgColumn::Name => unit.name.clone(),
        OrgColumn::Kind => unit.kind.label().into(),
        OrgColumn::Superior => unit.superior.clone(),
        OrgColumn::UnitCategory => unit.category.map_or_else(String::new, |c| c.label().into()),
        OrgColumn::Prefecture => unit.prefecture.into(),
        OrgColumn::Address => unit.address.clone(),
        OrgColumn::Longitude => format!("{:.4}", unit.position.0),
        OrgColumn::Latitude => format!("{:.4}", unit.position.1),
        OrgColumn::Founded => unit.founded.to_string(),
        OrgColumn::Status => "正常".into(),
    }
}

fn member_cell(person: &Person, branch: &str, column: MemberColumn) -> String {
    match column {
        MemberColumn::Citizen => person.citizen.clone(),
        MemberColumn::Name => person.name.clone(),
        MemberColumn::Sex => person.sex.label().into(),
        MemberColumn::Birth => person.birth.to_string(),
        MemberColumn::Ethnicity => person.ethnicity.into(),
        MemberColumn::Education => person.education.into(),
        MemberColumn::Joined => person.joined.to_string(),
        MemberColumn::Class => person.class.label().into(),
        MemberColumn::Branch => branch.into(),
        MemberColumn::Phone => person.phone.clone().unwrap_or_default(),
        MemberColumn::Status => person.status.label().into(),
    }
}
