//! What the province decides about points (FEATURES 6.6): whether there are any, whether they are ranked, whether names are
//! shown beside them, and who sees those of members.

use super::refusal::PointsRefusal;
use crate::{Instant, Refusal};

coded! {
    /// Who sees the points of a branch's members.
    pub enum PointsReach {
        /// The branch itself and its members.
        Branch = "branch" "仅本支部",
        /// The organisations above it as well.
        Superiors = "superiors" "本支部和上级党组织",
    }
}

wire! {
    /// `GET /api/points/policy`: what is decided, and since when.
    pub struct PointsPolicy {
        /// Whether deeds earn points, and whether points are shown.
        pub points: bool,
        /// Whether there are rankings.
        pub rankings: bool,
        /// Whether the rankings of persons name others than oneself.
        pub names: bool,
        /// Who sees the points of members.
        pub reach: PointsReach,
        /// Why it was decided so, in the province's words; empty as long as nothing was.
        pub reason: String,
        /// When it was decided last; nothing as long as the platform's own presettings hold.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub since: Option<Instant>,
    }

    /// `PUT /api/points/policy`: what the province decides.
    pub struct PolicyForm {
        /// Whether deeds earn points, and whether points are shown.
        pub points: bool,
        /// Whether there are rankings.
        pub rankings: bool,
        /// Whether the rankings of persons name others than oneself.
        pub names: bool,
        /// Who sees the points of members.
        pub reach: PointsReach,
        /// Why; everybody reads it. At most [`POLICY_REASON_MAX`] characters.
        #[serde(default)]
        pub reason: String,
    }
}

/// Characters of a reason.
pub const POLICY_REASON_MAX: usize = 200;

impl Default for PointsPolicy {
    fn default() -> Self {
        Self {
            points: true,
            rankings: true,
            names: true,
            reach: PointsReach::Branch,
            reason: String::new(),
            since: None,
        }
    }
}

impl PointsPolicy {
    /// Whether points may be shown.
    ///
    /// # Errors
    /// [`PointsRefusal::PointsOff`] when they are switched off.
    pub fn allow_points(&self) -> Result<(), Refusal> {
        if self.points { Ok(()) } else { Err(PointsRefusal::PointsOff { reason: self.reason.clone() }.into()) }
    }

    /// Whether rankings may be shown.
    ///
    /// # Errors
    /// [`PointsRefusal::PointsOff`], [`PointsRefusal::RankingsOff`].
    pub fn allow_rankings(&self) -> Result<(), Refusal> {
        self.allow_points()?;
        if self.rankings { Ok(()) } else { Err(PointsRefusal::RankingsOff { reason: self.reason.clone() }.into()) }
    }

    /// Whether the points of single members may be shown to an organisation: `own` when they are members of it.
    ///
    /// # Errors
    /// [`PointsRefusal::PointsOff`], [`PointsRefusal::InsideBranchOnly`].
    pub fn allow_members(&self, own: bool) -> Result<(), Refusal> {
        self.allow_points()?;
        match self.reach {
            PointsReach::Branch if !own => Err(PointsRefusal::InsideBranchOnly.into()),
            PointsReach::Branch | PointsReach::Superiors => Ok(()),
        }
    }
}

/// Whether a decision may stand: switching anything off is explained to everybody.
///
/// # Errors
/// The faults of the form, each with its field.
pub fn check_policy(form: &PolicyForm) -> Result<(), Refusal> {
    let (field, label) = ("reason", "说明");
    let reason = form.reason.trim();
    let got = reason.chars().count();
    let mut faults = Vec::new();
    if got > POLICY_REASON_MAX {
        faults.push(Refusal::TooLong { field, label, max: POLICY_REASON_MAX, got });
    }
    if reason.is_empty() && !(form.points && form.rankings && form.names) {
        faults.push(PointsRefusal::PolicyNeedsReason.into());
    }
    Refusal::collect(faults)
}

impl PolicyForm {
    /// What is decided, in words, for the audit log and the page.
    #[must_use]
    pub fn words(&self) -> String {
        let on = |on: bool| if on { "开" } else { "关" };
        format!(
            "积分：{}；排行：{}；显示姓名：{}；党员积分可见范围：{}",
            on(self.points),
            on(self.rankings),
            on(self.names),
            self.reach.label()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(points: bool, rankings: bool, names: bool, reason: &str) -> PolicyForm {
        PolicyForm { points, rankings, names, reach: PointsReach::Branch, reason: reason.into() }
    }

    #[test]
    fn switching_off_needs_a_reason_that_fits() {
        let code = |f: PolicyForm| check_policy(&f).map_err(|r| r.code());
        assert_eq!(code(form(true, true, true, " ")), Ok(()));
        for off in [form(false, true, true, ""), form(true, false, true, " "), form(true, true, false, "")] {
            assert_eq!(code(off), Err("points_policy_needs_reason"));
        }
        assert_eq!(code(form(false, false, false, "为基层减负")), Ok(()));
        assert_eq!(code(form(true, true, true, &"减".repeat(201))), Err("too_long"));
    }

    #[test]
    fn what_is_switched_off_is_refused() {
        let code = |r: Result<(), Refusal>| r.map_err(|r| r.code());
        let on = PointsPolicy::default();
        assert_eq!((code(on.allow_rankings()), code(on.allow_members(true))), (Ok(()), Ok(())));
        assert_eq!(code(on.allow_members(false)), Err("points_inside_branch"));
        let wide = PointsPolicy { reach: PointsReach::Superiors, ..on.clone() };
        assert_eq!(code(wide.allow_members(false)), Ok(()));
        let unranked = PointsPolicy { rankings: false, ..on.clone() };
        assert_eq!((code(unranked.allow_points()), code(unranked.allow_rankings())), (Ok(()), Err("rankings_off")));
        let off = PointsPolicy { points: false, reason: "减负".into(), ..wide };
        for refused in [off.allow_points(), off.allow_rankings(), off.allow_members(true)] {
            assert!(refused.clone().unwrap_err().sentence().contains("减负"));
            assert_eq!(code(refused), Err("points_off"));
        }
    }
}
