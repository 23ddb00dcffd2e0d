//! Members of a branch, or of a whole subtree for those above, narrowed and by pages.

use super::store::{self, After, Asked, Spot};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Caller, OrgInScope, PageParams, Params, PathId, Read, ReadProblems, needs};
use crate::shelf::{Draft, Line, Shelf};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::account::{Permission, allows};
use gsdj_domain::member::list::check_filter;
use gsdj_domain::member::{
    AgeBand, EducationLevel, MemberClass, MemberCounts, MemberFilter, MemberRow, MemberScope, MemberStatus, Sex,
};
use gsdj_domain::{GroupId, Instant, MemberId, OrgId, Page, Problem, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which members to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ListParams {
    /// Those of the organisation itself (when not given), or of all below it too.
    scope: Option<MemberScope>,
    /// Part of the name; one character is enough.
    #[param(max_length = 60)]
    q: Option<String>,
    /// 正式 or 预备.
    class: Option<MemberClass>,
    /// 正常 or 流动.
    status: Option<MemberStatus>,
    /// 男 or 女.
    sex: Option<Sex>,
    /// How old.
    age: Option<AgeBand>,
    /// Level of education.
    education: Option<EducationLevel>,
    /// Part of the ethnicity.
    #[param(max_length = 60)]
    ethnicity: Option<String>,
    /// Of this party group.
    group: Option<GroupId>,
    /// On the committee, or not on it.
    has_post: Option<bool>,
    /// Joined on this day or later, YYYY-MM-DD.
    joined_from: Option<String>,
    /// Joined on this day or earlier, YYYY-MM-DD.
    joined_to: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

impl ListParams {
    fn filter(&self) -> MemberFilter {
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        MemberFilter {
            q: text(&self.q),
            class: self.class,
            status: self.status,
            sex: self.sex,
            age: self.age,
            education: self.education,
            ethnicity: text(&self.ethnicity),
            group: self.group,
            has_post: self.has_post,
            joined_from: text(&self.joined_from),
            joined_to: text(&self.joined_to),
        }
    }
}

/// The present members of an organisation, with their posts; numbers masked. Age, education and ethnicity are shown, and
/// can be asked for, by those who keep the roll.
#[utoipa::path(get, path = "/api/orgs/{id}/members", tag = "member", params(("id" = OrgId, Path), ListParams),
    responses((status = 200, body = Page<MemberRow>),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "what is asked for makes no sense"),
        ReadProblems))]
pub(super) async fn members(
    State(app): State<App>,
    who: Allowed<needs::SeeOrgs>,
    PathId(id): PathId<OrgId>,
    Params(params): Params<ListParams>,
) -> Result<Read<Page<Line>>> {
    let (caller, now) = (who.clone(), app.now());
    let (filter, whose) = (params.filter(), params.scope.unwrap_or_default());
    check_filter(&filter)?;
    let closely = may_look(&caller, whose, &filter)?;
    let page = PageParams { cursor: params.cursor, limit: params.limit };
    let limit = page.limit();
    let after = match whose {
        MemberScope::Own => After::Member(page.after()?.unwrap_or(0)),
        MemberScope::Subtree => {
            page.after_pair()?.map_or(After::Nothing, |(org, member)| After::Place(OrgId(org), member))
        }
    };
    let (shelf, today) = (app.clone(), now.day());
    // tomorrow somebody may be a year older
    let until = today.succ_opt().map_or(now, Instant::midnight);
    let page = move |c: &mut Conn<'_>| {
        let org = caller.scope().org(c, id)?;
        let asked = Asked { org: &org, whose, filter: &filter, today, closely };
        let spots = store::spots(c, &asked, after, limit + 1)?;
        let page = Page::cut(spots, limit, |spot| cursor(whose, spot));
        let wanted: Vec<_> = page.items.iter().map(|spot| ((spot.id, whose, closely), spot.stamp)).collect();
        let write = |n: usize| Ok(Draft { shows: store::line(c, &asked, page.items[n].id)?, until });
        Ok(Page { items: shelf.member_lines.lines(&wanted, now, write)?, next: page.next })
    };
    Ok(Read(app.store.read(page).await?))
}

/// The lines of rolls: a member as those see them who keep the roll or who do not, in their own branch or in a subtree. A
/// line's mark is the member's stamp, which their post, their group and the names of these raise too.
pub type Lines = Shelf<(MemberId, MemberScope, bool)>;

/// The place after a row.
fn cursor(whose: MemberScope, spot: &Spot) -> String {
    match whose {
        MemberScope::Own => spot.id.to_string(),
        MemberScope::Subtree => format!("{}_{}", spot.org, spot.id),
    }
}

/// Whether the caller sees what the roll says of people.
///
/// # Errors
/// When they ask for what only those may see who keep the roll.
fn may_look(who: &Caller, whose: MemberScope, filter: &MemberFilter) -> Result<bool> {
    let closely = allows(who.role, Permission::SeeRoll);
    if !closely && (filter.looks_closely() || whose == MemberScope::Subtree) {
        return Err(Refusal::NoPermission(Permission::SeeRoll).into());
    }
    Ok(closely)
}

/// Whose members to count.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct CountParams {
    /// Those of the organisation itself (when not given), or of all below it too.
    scope: Option<MemberScope>,
}

/// How many members there are of each kind; of very many only that they are very many.
#[utoipa::path(get, path = "/api/orgs/{id}/members/counts", tag = "member", params(("id" = OrgId, Path), CountParams),
    responses((status = 200, body = MemberCounts), ReadProblems))]
pub(super) async fn counts(
    State(app): State<App>,
    who: Allowed<needs::SeeOrgs>,
    PathId(id): PathId<OrgId>,
    Params(params): Params<CountParams>,
) -> Result<Read<MemberCounts>> {
    let (caller, whose) = (who.clone(), params.scope.unwrap_or_default());
    may_look(&caller, whose, &MemberFilter::default())?;
    let counts = move |c: &mut Conn<'_>| {
        let org: OrgInScope = caller.scope().org(c, id)?;
        store::counts(c, &org, whose)
    };
    Ok(Read(app.store.read(counts).await?))
}
