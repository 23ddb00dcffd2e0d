//! What a helper can answer now, for whom.

use super::store;
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, Read, ReadProblems, needs};
use crate::meeting;
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::proxy::ProxyAsk;

/// The meetings that the caller can answer for those they help, the nearest deadline first.
#[utoipa::path(get, path = "/api/proxies/meetings", tag = "proxy", responses((status = 200, body = Vec<ProxyAsk>), ReadProblems))]
pub(super) async fn list(State(app): State<App>, who: Allowed<needs::AnswerMeetings>) -> Result<Read<Vec<ProxyAsk>>> {
    let (helper, now) = (who.member, app.now());
    let read = move |c: &mut Conn<'_>| {
        let mut asks = Vec::new();
        for (member, member_name) in helper.map_or(Ok(Vec::new()), |helper| store::consents(c, helper, now))? {
            let open = meeting::answerable(c, member, now)?.into_iter();
            asks.extend(open.map(|meeting| ProxyAsk { member, member_name: member_name.clone(), meeting }));
        }
        asks.sort_by_key(|ask| (ask.meeting.answer_deadline, ask.meeting.id, ask.member));
        Ok(asks)
    };
    Ok(Read(app.store.read(read).await?))
}
