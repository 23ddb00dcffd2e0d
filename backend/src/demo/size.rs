//! How large a demo is: the figures of each size, and how they are shared out so that the sums are exact.

use super::place::{COUNTIES, County};
use super::seeded::mix;

/// A size of demo data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Size {
    /// 3 committees, 40 branches, 1,200 members: for trying things out.
    Small,
    /// 60 committees, 1,500 branches, 40,000 members: one prefecture.
    County,
    /// 1,501 committees, 90,000 branches, 1,900,000 members: the province whole.
    Province,
}

/// The prefecture that the smaller sizes show.
const HOME: &str = "6207";
/// The county that every size has.
const STAR_COUNTY: &str = "620724";

impl Size {
    /// Its name, as given on the command line and kept in the store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::County => "county",
            Self::Province => "province",
        }
    }

    /// The counties it shows, in the order of their codes.
    pub(super) fn counties(self) -> impl Iterator<Item = &'static County> {
        COUNTIES.iter().filter(move |county| match self {
            Self::Small => county.code == STAR_COUNTY,
            Self::County => county.code.starts_with(HOME),
            Self::Province => true,
        })
    }

    /// Committees below the counties: of townships, streets, offices, enterprises.
    pub(super) const fn leaves(self) -> usize {
        match self {
            Self::Small => 1,
            Self::County => 53,
            Self::Province => 1_400,
        }
    }

    /// Branches in all.
    #[must_use]
    pub const fn branches(self) -> usize {
        match self {
            Self::Small => 40,
            Self::County => 1_500,
            Self::Province => 90_000,
        }
    }

    /// Members in all.
    #[must_use]
    pub const fn members(self) -> usize {
        match self {
            Self::Small => 1_200,
            Self::County => 40_000,
            Self::Province => 1_900_000,
        }
    }

    /// Meetings of an ordinary branch: those that are over, and those under way.
    pub(super) const fn meetings(self) -> (usize, usize) {
        match self {
            Self::Small => (3, 2),
            Self::County => (2, 2),
            Self::Province => (1, 1),
        }
    }

    /// Whether an ordinary branch holds meetings at all: in the province every fourth one does.
    pub(super) const fn meets(self, ordinal: usize) -> bool {
        match self {
            Self::Small | Self::County => true,
            Self::Province => ordinal.is_multiple_of(4),
        }
    }

    /// Whether a branch with this chance has decided on its party groups: in the province every tenth one has.
    pub(super) const fn groups(self, chance: u64) -> bool {
        match self {
            Self::Small | Self::County => !chance.is_multiple_of(5),
            Self::Province => chance.is_multiple_of(10),
        }
    }

    /// Whether an ordinary branch may have begun to check itself against its standard.
    pub(super) const fn checks(self, ordinal: usize) -> bool {
        match self {
            Self::Small => true,
            Self::County => ordinal.is_multiple_of(5),
            Self::Province => ordinal.is_multiple_of(60),
        }
    }

    /// On how many days of the year somebody learns on the platform, by how keen they are: 0 to 9.
    pub(super) const fn days_of_learning(self, keen: usize) -> usize {
        let days = match self {
            Self::Small => [0, 1, 2, 3, 3, 4, 5, 6, 8, 10],
            Self::County => [0, 0, 0, 1, 1, 1, 2, 2, 3, 4],
            Self::Province => [0, 0, 0, 0, 0, 0, 0, 1, 1, 2],
        };
        days[keen % 10]
    }

    /// Of how many branches one has members who sit exams, beside the one of the accounts.
    pub(super) const fn sits_every(self) -> usize {
        match self {
            Self::Small => 2,
            Self::County => 30,
            Self::Province => 1_500,
        }
    }

    /// Of how many records that are done one has photos.
    pub(super) const fn photo_every(self) -> usize {
        match self {
            Self::Small => 3,
            Self::County => 24,
            Self::Province => 240,
        }
    }
}

/// Shares `total` out over `whole` parts of weight: what falls to the parts from `from` (included) to `to` (excluded).
/// Neighbouring shares add up without a rest.
pub(super) const fn share(total: usize, whole: usize, from: usize, to: usize) -> usize {
    total * to / whole - total * from / whole
}

/// How heavy a branch is when the members are shared out: 12 to 48.
pub(super) fn weight(code: u64) -> usize {
    12 + usize::try_from(mix(code) % 37).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_the_total() {
        let weights = [3, 1, 3, 3, 1, 3];
        let whole: usize = weights.iter().sum();
        let mut at = 0;
        let mut sum = 0;
        for w in weights {
            sum += share(1_501, whole, at, at + w);
            at += w;
        }
        assert_eq!(sum, 1_501);
    }
}
