//! An article on the desk, whole, and what the caller may do with it.

use super::super::store::{self, Stored};
use super::own;
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::{Allowed, Caller, PathId, Read, ReadProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::ArticleId;
use gsdj_domain::account::{Permission, allows};
use gsdj_domain::content::{ArticleAct, ArticleState, DeskRow, DeskView};

/// One article. Opening what waits, as somebody who may decide on it, notes that it was looked at.
#[utoipa::path(get, path = "/api/desk/articles/{id}", tag = "content", params(("id" = ArticleId, Path)),
    responses((status = 200, body = DeskView), ReadProblems))]
pub(in crate::content) async fn get(
    State(app): State<App>,
    who: Allowed<needs::EnterDesk>,
    PathId(id): PathId<ArticleId>,
) -> Result<Read<DeskView>> {
    let caller = who.clone();
    let (view, first_look) = app
        .store
        .read(move |c| {
            let stored = own(c, &caller, id)?;
            let first_look = !stored.rules.looked_at && stored.rules.allow(ArticleAct::Publish, caller.account).is_ok();
            Ok((of(c, &caller, id)?, first_look))
        })
        .await?;
    if first_look {
        app.store.write(move |c| store::looked_at(c, id)).await?;
    }
    Ok(Read(view))
}

/// The article as this caller sees it.
pub(in crate::content) fn of(c: &mut Conn<'_>, who: &Caller, id: ArticleId) -> Result<DeskView> {
    let stored = own(c, who, id)?;
    let (form, also) =
        store::form(c, id, stored.working)?.ok_or_else(|| Error::broken("an article without a version"))?;
    let columns = store::columns(c, stored.site)?;
    let column = columns.iter().find(|col| col.id == form.column).map(gsdj_domain::content::Column::named);
    let withdrawn = !stored.rules.live && !stored.withdrawn_for.is_empty();
    Ok(DeskView {
        attachments: store::attachments(c, id, stored.working)?,
        rounds: store::rounds(c, id)?,
        withdrawn_for: withdrawn.then(|| stored.withdrawn_for.clone()),
        views: store::views(c, id)?,
        acts: acts(&stored, who),
        revision: stored.revision,
        row: DeskRow {
            id,
            site: stored.site,
            column: column.ok_or_else(|| Error::broken("an article without a column"))?,
            title: form.title.clone(),
            state: stored.rules.state,
            live: stored.rules.live,
            pinned: stored.pinned,
            cover: form.cover,
            versions: stored.rules.versions,
            writer: stored.writer_name.clone(),
            mine: stored.rules.writer == who.account,
            written_at: stored.written_at,
            publish_at: stored.publish_at,
            published_at: stored.published_at,
        },
        form,
        also,
    })
}

/// The acts that are the caller's and open now.
fn acts(stored: &Stored, who: &Caller) -> Vec<ArticleAct> {
    let may =
        |act: &&ArticleAct| has_right(who, **act, stored.rules.state) && stored.rules.allow(**act, who.account).is_ok();
    ArticleAct::ALL.iter().filter(may).copied().collect()
}

/// Whether the caller's role has the act at all: only editors write; all of the desk decide, withdraw, pin, and take back what
/// is only scheduled.
pub(in crate::content) fn has_right(who: &Caller, act: ArticleAct, state: ArticleState) -> bool {
    match act {
        ArticleAct::Edit | ArticleAct::Discard | ArticleAct::Submit => allows(who.role, Permission::WriteArticles),
        ArticleAct::TakeBack => state == ArticleState::Scheduled || allows(who.role, Permission::WriteArticles),
        ArticleAct::Publish | ArticleAct::Return | ArticleAct::Withdraw | ArticleAct::Pin => {
            allows(who.role, Permission::EnterDesk)
        }
    }
}
