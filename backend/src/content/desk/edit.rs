//! Writing: a draft, its changes, throwing away what is being written.

use super::super::clean::clean;
use super::super::store::{self, Written};
use super::{own, sees, view};
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, IfMatch, PathId, WriteProblems, body::Nothing, needs};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::audit::Deed;
use gsdj_domain::content::{self, ArticleAct, ArticleForm, ColumnKind, ContentRefusal, DeskView, Site};
use gsdj_domain::file::{FileKind, FileRefusal};
use gsdj_domain::rich::{self, Block};
use gsdj_domain::{ArticleId, ColumnId, FileId, Instant, Refusal};

/// Write a draft for one's site.
#[utoipa::path(post, path = "/api/desk/articles", tag = "content", request_body = ArticleForm,
    responses((status = 201, body = DeskView), WriteProblems))]
pub(in crate::content) async fn post(
    State(app): State<App>,
    who: Allowed<needs::WriteArticles>,
    act: Act<ArticleForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let id = create(c, &caller, &form, now)?;
        view::of(c, &caller, id)
    })
    .await
}

/// Writes a draft for the site of its column.
///
/// # Errors
/// Every fault of the form at once; [`ContentRefusal::NotAColumn`] for columns that are not the caller's to fill.
pub fn create(c: &mut Conn<'_>, who: &Caller, form: &ArticleForm, now: Instant) -> Result<ArticleId> {
    let body = clean(&form.body);
    content::check(form, &body)?;
    let site = site_of(c, form)?.filter(|site| sees(who, *site));
    let site = site.ok_or_else(|| Refusal::from(ContentRefusal::NotAColumn))?;
    check_files(c, who, None, form, &body)?;
    let id = store::insert(c, site, who.account, &who.name, now)?;
    write(c, who, id, 1, form, &body)?;
    audit::write(c, who, now, Deed::ArticleWritten, form.title.trim())?;
    Ok(id)
}

/// Change a draft, or what came back; of a public article, begin the next version. `If-Match` with the revision guards against
/// overwriting.
#[utoipa::path(put, path = "/api/desk/articles/{id}", tag = "content", params(("id" = ArticleId, Path)), request_body = ArticleForm,
    responses((status = 200, body = DeskView), WriteProblems))]
pub(in crate::content) async fn put(
    State(app): State<App>,
    who: Allowed<needs::WriteArticles>,
    PathId(id): PathId<ArticleId>,
    read_at: IfMatch,
    act: Act<ArticleForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        read_at.check(own(c, &caller, id)?.revision)?;
        change(c, &caller, id, &form, now)?;
        view::of(c, &caller, id)
    })
    .await
}

/// Changes an article.
///
/// # Errors
/// As [`create`], and when it can't be changed where it stands.
pub fn change(c: &mut Conn<'_>, who: &Caller, id: ArticleId, form: &ArticleForm, now: Instant) -> Result<()> {
    let stored = own(c, who, id)?;
    stored.rules.allow(ArticleAct::Edit, who.account)?;
    let body = clean(&form.body);
    content::check(form, &body)?;
    if site_of(c, form)? != Some(stored.site) {
        return Err(Refusal::from(ContentRefusal::NotAColumn).into());
    }
    check_files(c, who, Some(id), form, &body)?;
    write(c, who, id, stored.rules.versions + 1, form, &body)?;
    store::advance(c, id, &stored.rules.after(ArticleAct::Edit, who.account))?;
    store::touch(c, id, &who.name, now)?;
    audit::write(c, who, now, Deed::ArticleWritten, form.title.trim())
}

/// Throw away what is being written: a draft that was never handed in with its article, the next version of a public one
/// alone.
#[utoipa::path(delete, path = "/api/desk/articles/{id}", tag = "content", params(("id" = ArticleId, Path)),
    responses((status = 204), WriteProblems))]
pub(in crate::content) async fn discard(
    State(app): State<App>,
    who: Allowed<needs::WriteArticles>,
    PathId(id): PathId<ArticleId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    app.write_once(&who, act.once, StatusCode::NO_CONTENT, move |c, now| {
        let stored = own(c, &caller, id)?;
        stored.rules.allow(ArticleAct::Discard, caller.account)?;
        if stored.rules.versions == 0 {
            store::delete(c, id)?;
        } else {
            store::drop_version(c, id, stored.working)?;
            store::advance(c, id, &stored.rules.after(ArticleAct::Discard, caller.account))?;
        }
        audit::write(c, &caller, now, Deed::ArticleDiscarded, &stored.title)
    })
    .await
}

fn write(
    c: &mut Conn<'_>,
    who: &Caller,
    id: ArticleId,
    version: u32,
    form: &ArticleForm,
    body: &[Block],
) -> Result<()> {
    let (html, lead) = (rich::to_html(body), content::summary_of(&form.summary, body));
    let pictures = rich::pictures(body);
    let written = Written { form, body: &html, lead: &lead, pictures: &pictures, writer: &who.name };
    store::write_version(c, id, version, &written)
}

/// The site of the columns of a form.
///
/// # Errors
/// That one of the others is of another site, or takes no articles.
fn site_of(c: &mut Conn<'_>, form: &ArticleForm) -> Result<Option<Site>> {
    let Some(site) = store::site_of_column(c, form.column)? else { return Ok(None) };
    let columns = store::columns(c, site)?;
    let takes = |id: ColumnId| columns.iter().any(|col| col.id == id && col.kind != ColumnKind::Topics);
    if form.also.iter().enumerate().any(|(n, id)| !takes(*id) || *id == form.column || form.also[..n].contains(id)) {
        return Err(Refusal::from(ContentRefusal::NotAColumnAlso).into());
    }
    Ok(Some(site).filter(|_| takes(form.column)))
}

/// Checks that the files are the caller's or the article's own, and that what is shown is a picture.
fn check_files(
    c: &mut Conn<'_>,
    who: &Caller,
    article: Option<ArticleId>,
    form: &ArticleForm,
    body: &[Block],
) -> Result<()> {
    let pictures: Vec<FileId> = rich::pictures(body).into_iter().chain(form.cover).collect();
    let shown = pictures.iter().map(|file| (*file, true)).chain(form.attachments.iter().map(|file| (*file, false)));
    for (file, is_picture) in shown {
        match store::usable(c, who.account, article, file)? {
            None => return Err(Refusal::from(FileRefusal::FileNotYours).into()),
            Some(kind) if is_picture && kind != FileKind::Photo => {
                return Err(Refusal::from(FileRefusal::FileKindNotTaken).into());
            }
            Some(_) => {}
        }
    }
    Ok(())
}
