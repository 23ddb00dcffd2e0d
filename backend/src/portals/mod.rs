//! 学习平台 (FEATURES 5.1): the ways out to other platforms. Going out is counted here, before the page opens the other
//! platform; a member earns through the ledger's one door, once a platform a day (6.1).

mod store;

use crate::app::App;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, Read, ReadProblems, WriteProblems, needs};
use crate::store::Conn;
use crate::{audit, points, programme_guide};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::points::Rule;
use gsdj_domain::portals::{
    Portal, PortalForm, PortalRefusal, PortalView, Portals, Visit, VisitForm, check_portal, most_a_day,
};
use gsdj_domain::{Instant, MemberId, Refusal};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, put)).routes(routes!(visit))
}

/// The ways out, and what going out still brings today.
#[utoipa::path(get, path = "/api/portals", tag = "portals", responses((status = 200, body = Portals), ReadProblems))]
async fn list(State(app): State<App>, who: Allowed<needs::SeePortals>) -> Result<Read<Portals>> {
    let (member, now) = (who.member, app.now());
    Ok(Read(app.store.read(move |c| all(c, member, now)).await?))
}

fn all(c: &mut Conn<'_>, member: Option<MemberId>, now: Instant) -> Result<Portals> {
    let set = store::addresses(c)?;
    let (mut portals, mut points_today) = (Vec::new(), 0);
    for portal in Portal::ALL.iter().copied() {
        let row = portal.row();
        let own = set.iter().find(|(p, _)| *p == portal).map(|(_, address)| address.as_str());
        let earned = match member.filter(|_| row.earns) {
            Some(member) => points::given(c, member, Rule::GoOut, &portal.deed(now))?,
            None => None,
        };
        points_today += earned.unwrap_or(0);
        portals.push(PortalView {
            portal,
            says: row.says.to_owned(),
            address: own.or(row.address).filter(|a| !a.is_empty()).map(str::to_owned),
            is_set: own.is_some(),
            earns: row.earns,
            been_today: earned.is_some(),
        });
    }
    Ok(Portals { portals, points_today, points_most: most_a_day() })
}

/// Go out: says where to, and enters what it earns.
#[utoipa::path(post, path = "/api/portals/visits", tag = "portals", request_body = VisitForm,
    responses((status = 200, body = Visit), WriteProblems))]
async fn visit(State(app): State<App>, who: Allowed<needs::SeePortals>, act: Act<VisitForm>) -> Result<Response> {
    let (member, form) = (who.member, act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| go(c, member, &form, now)).await
}

/// Goes out to a platform: for a member the first time a day earns, within the day's cap.
///
/// # Errors
/// When the platform has no address, or there is no such channel.
pub fn go(c: &mut Conn<'_>, member: Option<MemberId>, form: &VisitForm, now: Instant) -> Result<Visit> {
    let portal = form.portal;
    let address = match form.channel.filter(|_| portal == Portal::Live) {
        Some(channel) => programme_guide::live(c, channel)?,
        None => {
            let set = store::address(c, portal)?;
            set.or_else(|| portal.row().address.map(str::to_owned)).filter(|a| !a.is_empty())
        }
    };
    let address = address.ok_or_else(|| Refusal::from(PortalRefusal::NotOpen { name: portal.label() }))?;
    let earned = match member.filter(|_| portal.row().earns) {
        Some(member) => {
            let note = format!("访问“{}”", portal.label());
            points::award(c, member, Rule::GoOut, &portal.deed(now), &note, now)?
        }
        None => None,
    };
    Ok(Visit { address, points: earned.unwrap_or(0) })
}

/// Set a platform's address, close it, or go back to the documented one; the province only.
#[utoipa::path(put, path = "/api/portals", tag = "portals", request_body = PortalForm,
    responses((status = 200, body = Portals), WriteProblems))]
async fn put(State(app): State<App>, who: Allowed<needs::EditProgrammes>, act: Act<PortalForm>) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| set(c, &caller, &form, now)).await
}

fn set(c: &mut Conn<'_>, who: &Caller, form: &PortalForm, now: Instant) -> Result<Portals> {
    check_portal(form)?;
    let address = form.address.as_deref().map(str::trim);
    store::set(c, form.portal, address)?;
    let said = match address {
        None => "恢复默认网址",
        Some("") => "关闭",
        Some(address) => address,
    };
    audit::write(c, who, now, Deed::PortalSet, &format!("{}：{said}", form.portal.label()))?;
    all(c, who.member, now)
}
