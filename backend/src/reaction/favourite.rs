//! 我的收藏: what one keeps, the latest first; what is not public any more stays in the list and says so.

use super::{look_up, store};
use crate::app::App;
use crate::error::Result;
use crate::http::{Allowed, PageParams, Params, Read, ReadProblems, needs};
use crate::store::Conn;
use axum::extract::State;
use gsdj_domain::Page;
use gsdj_domain::reaction::Favourite;

/// What the caller keeps, the latest first.
#[utoipa::path(get, path = "/api/favourites", tag = "reaction", params(PageParams), responses((status = 200, body = Page<Favourite>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    who: Allowed<needs::React>,
    Params(page): Params<PageParams>,
) -> Result<Read<Page<Favourite>>> {
    let (account, limit, after) = (who.account, page.limit(), page.after_pair()?);
    let rows = move |c: &mut Conn<'_>| {
        let kept = store::favourites(c, account, after, limit + 1)?;
        let page = Page::cut(kept, limit, |(target, at)| format!("{}_{}", at.0, target.id));
        let mut items = Vec::with_capacity(page.items.len());
        for (target, at) in page.items {
            items.push(match look_up(c, target)? {
                Some(thing) => {
                    Favourite { target, title: thing.title, note: thing.note, cover: thing.cover, link: thing.link, at }
                }
                None => Favourite {
                    target,
                    title: format!("这{}已经下线", target.kind.label()),
                    note: String::new(),
                    cover: None,
                    link: String::new(),
                    at,
                },
            });
        }
        Ok(Page { items, next: page.next })
    };
    Ok(Read(app.store.read(rows).await?))
}
