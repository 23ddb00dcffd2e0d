//! 栏目编辑 (FEATURES 0.2): accounts for one site each, appointed and taken back by the province. A prefecture's own committee
//! could only be told by its code or its name, which no rule ties to a prefecture, so it appoints nobody.

use super::store;
use crate::account;
use crate::app::App;
use crate::audit;
use crate::error::Result;
use crate::http::{Act, Allowed, Caller, PathId, Read, ReadProblems, WriteProblems, body::Nothing, needs};
use crate::store::Conn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::account::FirstPassword;
use gsdj_domain::audit::Deed;
use gsdj_domain::content::{ContentRefusal, EditorAppointed, EditorForm, EditorRow, Site};
use gsdj_domain::refusal::check_text;
use gsdj_domain::{AccountId, Instant, OrgId, Page, Refusal};

/// The most characters of an editor's name.
const NAME_MAX: usize = 20;
/// Editors of a site who may sign in, at most.
const EDITORS_MAX: usize = 30;

/// An editor's account.
#[derive(Debug, Clone)]
pub struct Editor {
    /// The name.
    pub name: String,
    /// What is typed as the account.
    pub login: String,
    /// Whose columns.
    pub site: Site,
    /// Who appointed them.
    pub org: OrgId,
    /// They may sign in.
    pub active: bool,
}

/// The editor of an account, if it is one's.
///
/// # Errors
/// When the store refuses it.
pub fn editor(c: &mut Conn<'_>, account: AccountId) -> Result<Option<Editor>> {
    store::editor(c, account)
}

/// The account of an editor by what is typed.
///
/// # Errors
/// When the store refuses it.
pub fn editor_of_login(c: &mut Conn<'_>, login: &str) -> Result<Option<AccountId>> {
    store::editor_of_login(c, login)
}

/// Every editor, by site, those who may sign in first.
#[utoipa::path(get, path = "/api/editors", tag = "content", responses((status = 200, body = Page<EditorRow>), ReadProblems))]
pub(super) async fn list(
    State(app): State<App>,
    _who: Allowed<needs::AppointEditors>,
) -> Result<Read<Page<EditorRow>>> {
    Ok(Read(Page { items: app.store.read(store::editors).await?, next: None }))
}

/// Appoint an editor; the first password is shown once.
#[utoipa::path(post, path = "/api/editors", tag = "content", request_body = EditorForm,
    responses((status = 201, body = EditorAppointed), WriteProblems))]
pub(super) async fn post(
    State(app): State<App>,
    who: Allowed<needs::AppointEditors>,
    act: Act<EditorForm>,
) -> Result<Response> {
    let password = account::first_password();
    let hash = app.hasher.hash(password.clone()).await?;
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::CREATED, move |c, now| {
        let editor = enter(c, &caller, &form, &hash, true, now)?;
        Ok(EditorAppointed { editor, password: password.clone() })
    })
    .await
}

/// Enters an editor with the password of this hash.
///
/// # Errors
/// That the name is missing or too long, or that the site has enough editors.
pub fn enter(
    c: &mut Conn<'_>,
    who: &Caller,
    form: &EditorForm,
    hash: &str,
    must_change: bool,
    now: Instant,
) -> Result<EditorRow> {
    let mut faults = Vec::new();
    check_text(&mut faults, "name", "姓名", &form.name, NAME_MAX);
    Refusal::collect(faults)?;
    if store::editors_of(c, form.site)?.len() >= EDITORS_MAX {
        return Err(Refusal::from(ContentRefusal::TooManyEditors { max: EDITORS_MAX }).into());
    }
    let row = store::enter_editor(c, who.org, form, now)?;
    account::set_password(c, row.id, hash, must_change)?;
    let what = format!("{}，{}（{}）", form.site.title(), row.name, row.login);
    audit::write(c, who, now, Deed::EditorAppointed, &what)?;
    Ok(row)
}

/// Take an editor back: the account ends, what was written stays.
#[utoipa::path(post, path = "/api/editors/{id}/removal", tag = "content", params(("id" = AccountId, Path)),
    responses((status = 200, body = EditorRow), WriteProblems))]
pub(super) async fn removal(
    State(app): State<App>,
    who: Allowed<needs::AppointEditors>,
    PathId(id): PathId<AccountId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let caller = who.clone();
    let response = app
        .write_once(&who, act.once, StatusCode::OK, move |c, now| {
            let editor = store::editor(c, id)?.ok_or(Refusal::NotFound)?;
            if !editor.active {
                return Err(Refusal::from(ContentRefusal::EditorRemoved).into());
            }
            store::remove_editor(c, id)?;
            account::end_other_sessions(c, id, None)?;
            let what = format!("{}，{}（{}）", editor.site.title(), editor.name, editor.login);
            audit::write(c, &caller, now, Deed::EditorRemoved, &what)?;
            store::editor_row(c, id)?.ok_or_else(|| Refusal::NotFound.into())
        })
        .await?;
    app.sessions.forget_all();
    Ok(response)
}

/// Give an editor a new first password.
#[utoipa::path(post, path = "/api/editors/{id}/password-reset", tag = "content", params(("id" = AccountId, Path)),
    responses((status = 200, body = FirstPassword), WriteProblems))]
pub(super) async fn reset(
    State(app): State<App>,
    who: Allowed<needs::AppointEditors>,
    PathId(id): PathId<AccountId>,
    act: Act<Nothing>,
) -> Result<Response> {
    let editor = app.store.read(move |c| store::editor(c, id)).await?.ok_or(Refusal::NotFound)?;
    if !editor.active {
        return Err(Refusal::from(ContentRefusal::EditorRemoved).into());
    }
    account::reset(&app, &who, id, editor.name, act).await
}
