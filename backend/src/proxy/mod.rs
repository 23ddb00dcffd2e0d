//! 帮办 (FEATURES 13.3): consents to be helped, answers that helpers give, and members' printed cards. `store.rs` holds the
//! only SQL; the domain decides.

mod ask;
mod card;
mod register;
mod store;

pub use card::{CardHolder, card_codes, card_holder};
pub use gsdj_domain::proxy::noted;
pub use store::mark;

/// The acts as the demo data performs them, with a time of its own choosing.
pub mod acts {
    pub use super::register::register;
}

use crate::app::App;
use crate::error::Result;
use crate::http::Caller;
use crate::inbox::{self, Message};
use crate::meeting;
use crate::store::Conn;
use gsdj_domain::inbox::Topic;
use gsdj_domain::meeting::Answer;
use gsdj_domain::proxy::{self, ProxyRefusal};
use gsdj_domain::{AccountId, Instant, MeetingId, MemberId, Refusal};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(register::list, register::post))
        .routes(routes!(register::revoke))
        .routes(routes!(ask::list))
        .routes(routes!(card::get, card::post, card::delete))
}

/// Whether `helper` may answer for `member` now; answers the member's name.
///
/// # Errors
/// When there is no consent that holds.
pub fn consent(c: &mut Conn<'_>, helper: MemberId, member: MemberId, now: Instant) -> Result<String> {
    let found = store::consents(c, helper, now)?.into_iter().find(|(who, _)| *who == member);
    found.map(|(_, name)| name).ok_or_else(|| Refusal::from(ProxyRefusal::NoConsent).into())
}

/// Tells the helpers of members who were just told of a meeting: they answer for them.
///
/// # Errors
/// When the store refuses it.
pub fn tell_helpers(c: &mut Conn<'_>, members: &[MemberId], meeting: &str, now: Instant) -> Result<()> {
    for member in members {
        let Some((helper, name)) = store::helper_now(c, *member, now)? else { continue };
        let title = format!("请代{name}反馈：{meeting}");
        let body = "您是帮办人，请问清本人是否参加，再到“会议”页代为反馈。";
        let message = Message { topic: Topic::MeetingNotice, title: &title, body, meeting: None };
        inbox::tell(c, [AccountId(helper.0)], &message, now)?;
    }
    Ok(())
}

/// Notes by whom an answer was given; `helped` is the name of the member where a helper answered. Answers what stands in the
/// audit log.
///
/// # Errors
/// When the store refuses it.
pub fn answered(
    c: &mut Conn<'_>,
    who: &Caller,
    id: MeetingId,
    (member, helped): (MemberId, Option<&str>),
    answer: Answer,
    now: Instant,
) -> Result<String> {
    let Some(name) = helped else {
        store::forget_answer(c, id, member)?;
        return Ok(answer.label().into());
    };
    let said = proxy::said(name, answer);
    store::note_answer(c, id, member, (who.member.unwrap_or(member), &who.name), now)?;
    meeting::note(c, id, "proxy_answer", &who.name, &said, now)?;
    let title = format!("{}代您反馈：{}", who.name, answer.label());
    let body = "如果不是您的意思，请在截止时间前自己更改，或者联系支部管理员。";
    let message = Message { topic: Topic::Proxy, title: &title, body, meeting: Some(id) };
    inbox::tell(c, [AccountId(member.0)], &message, now)?;
    Ok(said)
}
