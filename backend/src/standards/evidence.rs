//! Evidence: it must be the branch's own and must exist; how it is shown; and what there is to choose from.

use super::store::{self, HeldRow, Linked};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::{Allowed, OrgInScope, Params, Read, ReadProblems, needs};
use crate::org;
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::branch::{BranchCommittee, Overview};
use gsdj_domain::standards::{
    EvidenceChoices, EvidenceKind, EvidenceLink, EvidenceView, Facts, Held, StandardsRefusal, item,
};
use gsdj_domain::{Instant, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;

/// For which item.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ChoiceParams {
    /// The item's code: only what fits it.
    #[param(max_length = 12)]
    item: String,
    /// Only meetings and files whose names have this text.
    #[param(max_length = 60)]
    q: Option<String>,
}

/// What of the caller's own branch can be linked to an item, the latest first.
#[utoipa::path(get, path = "/api/self-checks/evidence", tag = "standards", params(ChoiceParams),
    responses((status = 200, body = EvidenceChoices), ReadProblems))]
pub(super) async fn choices(
    State(app): State<App>,
    who: Allowed<needs::CheckStandards>,
    Params(params): Params<ChoiceParams>,
) -> Result<Read<EvidenceChoices>> {
    let (scope, q) = (who.scope(), params.q.unwrap_or_default());
    let read = move |c: &mut Conn<'_>| {
        let org = scope.org(c, scope.org)?;
        let field = store::branch(c, org.id())?.field.ok_or(Refusal::NotFound)?;
        let item = item(field, &params.item).ok_or(Refusal::NotFound)?;
        let fits = |kind: &EvidenceKind| item.evidence.contains(kind);
        let mut own = Vec::new();
        for kind in [EvidenceKind::Committee, EvidenceKind::Overview, EvidenceKind::Groups].iter().filter(|k| fits(k)) {
            if exists(c, &org, *kind)? {
                own.push(of_branch(c, &org, *kind)?);
            }
        }
        let meetings = store::meetings_to_choose(c, org.id(), item.evidence, q.trim())?;
        let files = if fits(&EvidenceKind::File) { store::files_to_choose(c, org.id(), q.trim())? } else { Vec::new() };
        Ok(EvidenceChoices { meetings, files, own })
    };
    Ok(Read(app.store.read(read).await?))
}

/// The links, each once, when all of them are the branch's own and hold something.
pub(super) fn own(c: &mut Conn<'_>, org: &OrgInScope, links: &[EvidenceLink]) -> Result<Vec<EvidenceLink>> {
    let mut kept: Vec<EvidenceLink> = Vec::new();
    for link in links {
        if !kept.contains(link) {
            check(c, org, *link)?;
            kept.push(*link);
        }
    }
    Ok(kept)
}

fn check(c: &mut Conn<'_>, org: &OrgInScope, link: EvidenceLink) -> Result<()> {
    let refused = |refusal: StandardsRefusal| Err(Refusal::from(refusal).into());
    match (link.kind, link.id) {
        (EvidenceKind::File, Some(id)) if store::owns_file(c, org.id(), id)? => Ok(()),
        (EvidenceKind::File, _) => refused(StandardsRefusal::EvidenceNotOwn),
        (kind @ (EvidenceKind::Committee | EvidenceKind::Overview | EvidenceKind::Groups), _) => {
            let what = kind.label();
            if exists(c, org, kind)? { Ok(()) } else { refused(StandardsRefusal::EvidenceEmpty { what }) }
        }
        (kind, id) => {
            let Some(meeting) = store::meeting(c, org.id(), id.unwrap_or_default())? else {
                return refused(StandardsRefusal::EvidenceNotOwn);
            };
            if kind.meeting() != Some(meeting.kind) {
                return refused(StandardsRefusal::EvidenceUnfit { kind: kind.label() });
            }
            let title = meeting.title;
            if meeting.recorded { Ok(()) } else { refused(StandardsRefusal::EvidenceNotHeld { title }) }
        }
    }
}

/// Whether what a branch has only one of is there.
fn exists(c: &mut Conn<'_>, org: &OrgInScope, kind: EvidenceKind) -> Result<bool> {
    Ok(match kind {
        EvidenceKind::Committee => !org::committee(c, org.id())?.is_empty(),
        EvidenceKind::Overview => {
            let Overview { introduction, meeting_place, contact, .. } = org::overview(c, org)?;
            [introduction, meeting_place, contact].iter().any(|text| !text.trim().is_empty())
        }
        EvidenceKind::Groups => store::groups(c, org.id())?.0 > 0,
        EvidenceKind::GeneralMeeting
        | EvidenceKind::CommitteeMeeting
        | EvidenceKind::GroupMeeting
        | EvidenceKind::PartyLecture
        | EvidenceKind::ThemeDay
        | EvidenceKind::LifeMeeting
        | EvidenceKind::Disclosure
        | EvidenceKind::File
        | EvidenceKind::Note => false,
    })
}

/// What was linked, as it is now.
pub(super) fn seen(c: &mut Conn<'_>, org: &OrgInScope, linked: Linked) -> Result<EvidenceView> {
    match linked {
        Linked::Thing(view) => Ok(view),
        Linked::OfBranch(kind) => of_branch(c, org, kind),
    }
}

fn of_branch(c: &mut Conn<'_>, org: &OrgInScope, kind: EvidenceKind) -> Result<EvidenceView> {
    let title = match kind {
        EvidenceKind::Committee => committee_title(&org::whole_committee(c, org.id())?),
        EvidenceKind::Groups => format!("党小组 {} 个", store::groups(c, org.id())?.0),
        EvidenceKind::Overview
        | EvidenceKind::GeneralMeeting
        | EvidenceKind::CommitteeMeeting
        | EvidenceKind::GroupMeeting
        | EvidenceKind::PartyLecture
        | EvidenceKind::ThemeDay
        | EvidenceKind::LifeMeeting
        | EvidenceKind::Disclosure
        | EvidenceKind::File
        | EvidenceKind::Note => kind.label().into(),
    };
    Ok(EvidenceView { kind, id: None, title, at: None, file: None, opens: true })
}

fn committee_title(committee: &BranchCommittee) -> String {
    let mut people: Vec<_> = committee.posts.iter().map(|p| p.member).collect();
    people.sort_unstable();
    people.dedup();
    format!("支委会 {} 人", people.len())
}

/// What probes look at.
pub(super) fn facts(
    c: &mut Conn<'_>,
    org: &OrgInScope,
    branch: &store::Branch,
    (year, now): (i32, Instant),
    held: &[HeldRow],
) -> Result<Facts> {
    let (groups, grouped) = store::groups(c, org.id())?;
    let held = held.iter().map(|h| Held { id: h.id, kind: h.kind, starts_at: h.starts_at }).collect();
    Ok(Facts {
        now,
        year,
        founded: branch.founded,
        held,
        committee: org::whole_committee(c, org.id())?,
        overview: org::overview(c, org)?,
        members: branch.members,
        full_members: branch.full_members,
        groups,
        grouped,
    })
}

/// What a probe found, to look at.
pub(super) fn shown(facts: &Facts, held: &[HeldRow], link: EvidenceLink) -> EvidenceView {
    let plain = |title: String| EvidenceView { kind: link.kind, id: None, title, at: None, file: None, opens: true };
    match link.id.and_then(|id| held.iter().find(|h| h.id.0 == id)) {
        Some(row) => {
            EvidenceView { id: link.id, at: Some(row.starts_at), opens: row.opens, ..plain(row.title.clone()) }
        }
        None if link.kind == EvidenceKind::Committee => plain(committee_title(&facts.committee)),
        None if link.kind == EvidenceKind::Groups => plain(format!("党小组 {} 个", facts.groups)),
        None => plain(link.kind.label().into()),
    }
}

/// A kind that only things with an id have.
pub(super) fn needs_id(kind: EvidenceKind, id: Option<i64>) -> Result<i64> {
    id.ok_or_else(|| Error::broken(format!("{} without an id", kind.code())))
}
