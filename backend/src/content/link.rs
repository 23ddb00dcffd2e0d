//! Links out (FEATURES 5.1, 6.1): the platform's catalogue or the province's own; going out earns points once a day and
//! platform.

use super::store;
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, Read, ReadProblems, WriteProblems, needs};
use crate::points;
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::content::{LINKS, Link, LinkVisitForm, LinkVisited, Links, LinksForm, check_links};
use gsdj_domain::points::Rule;
use gsdj_domain::{Instant, Refusal};

/// The links that lead somewhere; for whoever keeps the catalogue, all.
#[utoipa::path(get, path = "/api/links", tag = "content", security((), ("bearer" = []), ("cookie" = [])),
    responses((status = 200, body = Links), ReadProblems))]
pub(super) async fn list(State(app): State<App>, keeper: Result<Allowed<needs::ManageLinks>>) -> Result<Read<Links>> {
    let all = keeper.is_ok();
    let links = app.store.read(links).await?;
    Ok(Read(Links { links: links.into_iter().filter(|link| all || !link.address.is_empty()).collect() }))
}

/// The catalogue as it stands.
fn links(c: &mut Conn<'_>) -> Result<Vec<Link>> {
    match store::links(c)? {
        Some(text) => Ok(serde_json::from_str(&text)?),
        None => Ok(LINKS.iter().map(Link::of).collect()),
    }
}

/// Replace the catalogue; with none, the platform's own stands again.
#[utoipa::path(put, path = "/api/links", tag = "content", request_body = LinksForm,
    responses((status = 200, body = Links), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::ManageLinks>,
    act: Act<LinksForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        check_links(&form.links)?;
        let text = if form.links.is_empty() { None } else { Some(serde_json::to_string(&form.links)?) };
        store::set_links(c, text.as_deref())?;
        audit::write(c, &caller, now, Deed::LinksChanged, &format!("{} 个链接", form.links.len()))?;
        Ok(Links { links: links(c)? })
    })
    .await
}

/// Go out: answers where to, and what it earned a member.
#[utoipa::path(post, path = "/api/links/visit", tag = "content", request_body = LinkVisitForm,
    responses((status = 200, body = LinkVisited), WriteProblems))]
pub(super) async fn visit(
    State(app): State<App>,
    who: Allowed<needs::React>,
    act: Act<LinkVisitForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| go_out(c, &caller, &form, now)).await
}

fn go_out(c: &mut Conn<'_>, who: &Caller, form: &LinkVisitForm, now: Instant) -> Result<LinkVisited> {
    let link = links(c)?.into_iter().find(|link| link.code == form.code && !link.address.is_empty());
    let link = link.ok_or(Refusal::NotFound)?;
    let earned = match who.member.filter(|_| link.earns) {
        Some(member) => {
            let deed = format!("{}:{}", link.code, now.day());
            points::award(c, member, Rule::GoOut, &deed, &format!("访问 · {}", link.name), now)?
        }
        None => None,
    };
    Ok(LinkVisited { address: link.address, points: earned.unwrap_or(0) })
}
