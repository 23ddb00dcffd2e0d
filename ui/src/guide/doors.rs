//! The pictures of the four doors.

use crate::kit::IconName;
use gsdj_domain::home::{DOORS, Door};

/// Each door with its picture, from left to right.
pub const PICTURED: [(Door, IconName); 4] =
    [(DOORS[0], IconName::Flag), (DOORS[1], IconName::Play), (DOORS[2], IconName::Heart), (DOORS[3], IconName::News)];
