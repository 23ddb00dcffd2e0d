//! `/desk/new` and `/desk/:id/edit`: writing; what is typed is kept on this device until it is saved.

mod fields;

use self::fields::FormFields;
use super::edit::body::{BodySheets, Writing};
use super::edit::conflict::Conflict;
use super::edit::sheet::Fields;
use super::model::form::{FIELDS, Kept, Typed, draft_name};
use super::parts::DeskRoom;
use crate::api::{self, ApiError, IdempotencyKey, Sent};
use crate::kit::{
    Button, ButtonKind, Checked, Loaded, PageHead, Tone, draft, focus_field, toast, use_id, use_load, use_save,
};
use gsdj_domain::ArticleId;
use gsdj_domain::account::Permission;
use gsdj_domain::content::{ArticleAct, ArticleForm, ArticleState, DeskColumn, DeskColumns, DeskView};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// Writing a new one.
#[component]
pub fn NewArticle() -> impl IntoView {
    view! {
        <DeskRoom permission=Permission::WriteArticles>
            <div class="page-narrow desk">
                <PageHead title="写稿件" back="/desk"/>
                <WithColumns view=None/>
            </div>
        </DeskRoom>
    }
}

/// Changing one.
#[component]
pub fn EditArticle() -> impl IntoView {
    view! { <DeskRoom permission=Permission::WriteArticles><Edit/></DeskRoom> }
}

#[component]
fn Edit() -> impl IntoView {
    let id = use_id(ArticleId);
    view! { <div class="page-narrow desk">{move || id.get().map(|id| view! { <Stands id=id/> })}</div> }
}

#[component]
fn Stands(id: ArticleId) -> impl IntoView {
    // read once: what is being written must not be drawn anew
    let load = use_load(move || api::desk::view(id), &[]);
    view! {
        <PageHead title="修改稿件" back=format!("/desk/{id}")/>
        <Loaded load=load view={move |view: Signal<DeskView>| {
            let view = view.get_untracked();
            if view.acts.contains(&ArticleAct::Edit) {
                view! { <WithColumns view=Some(view)/> }.into_any()
            } else {
                view! { <NotNow view=view/> }.into_any()
            }
        }}/>
    }
}

/// It can't be changed where it stands; what was typed stays on the device.
#[component]
fn NotNow(view: DeskView) -> impl IntoView {
    let id = view.row.id;
    let kept = draft::kept(&draft_name(Some(id)));
    view! {
        <section class="why bad">
            <h2 class="why-title">"现在不能修改"</h2>
            <p>{format!("这篇稿件{}。", view.row.state.label())}</p>
            {kept.then(|| view! { <p>"您在这台设备上写的、还没有保存的内容仍然保留，能修改时打开这一页就会恢复。"</p> })}
            <p><a class="link" href=format!("/desk/{id}")>"看这篇稿件"</a></p>
        </section>
    }
}

#[component]
fn WithColumns(view: Option<DeskView>) -> impl IntoView {
    let load = use_load(|| api::desk::columns(None), &[]);
    let view = StoredValue::new(view);
    view! {
        <Loaded load=load view={move |columns: Signal<DeskColumns>| {
            let columns = columns.get_untracked().columns;
            view! { <Form view=view.get_value() columns=columns/> }
        }}/>
    }
}

/// What the form is about and what it was begun from.
#[derive(Clone, Copy)]
struct Base {
    article: Option<ArticleId>,
    /// The revision that is changed; 0 for a new one.
    revision: RwSignal<u32>,
    /// What somebody else made of it meanwhile.
    theirs: RwSignal<Option<DeskView>>,
    /// What was kept on the device was put in.
    restored: RwSignal<bool>,
}

impl Base {
    fn new(view: Option<&DeskView>) -> Self {
        Self {
            article: view.map(|v| v.row.id),
            revision: RwSignal::new(view.map_or(0, |v| v.revision)),
            theirs: RwSignal::new(None),
            restored: RwSignal::new(false),
        }
    }

    /// Puts in what was kept on the device; where it was begun from something else, both stand side by side.
    fn restore(self, kept: Kept, fields: &Fields, view: Option<&DeskView>) {
        let stands = view.map(Typed::of).unwrap_or_default();
        if kept.typed.differs(&stands).is_empty() {
            return;
        }
        if let Some(view) = view.filter(|v| v.revision != kept.base) {
            self.theirs.set(Some(view.clone()));
        }
        self.revision.set(kept.base);
        self.restored.set(true);
        fields.restore(kept.typed);
    }

    /// Sends; `None` when somebody else was quicker, which [`Self::theirs`] says then.
    async fn send(self, form: ArticleForm, key: IdempotencyKey) -> Result<Option<Sent<DeskView>>, ApiError> {
        let Some(id) = self.article else { return api::desk::create(form, key).await.map(Some) };
        match api::desk::change(id, self.revision.get_untracked(), form, key).await {
            Err(ApiError::Refused(problem)) if problem.code == "stale" || problem.code == "content_not_now" => {
                self.theirs.set(Some(api::desk::view(id).await?.data));
                Ok(None)
            }
            answer => answer.map(Some),
        }
    }
}

/// Hands in what was just kept; what was kept stays a draft when that fails.
async fn hand_in(id: ArticleId, key: IdempotencyKey) {
    match api::desk::submit(id, key).await {
        Ok(_) => toast::show(Tone::Ok, "已报审，等待审核"),
        Err(error) => toast::show(Tone::Bad, format!("已存为草稿，没有报审：{}", error.sentence())),
    }
}

#[component]
fn Form(view: Option<DeskView>, columns: Vec<DeskColumn>) -> impl IntoView {
    let fields = Fields::new(view.as_ref().map(Typed::of).unwrap_or_default());
    let writing = Writing::new();
    let base = Base::new(view.as_ref());
    let versions = view.as_ref().map_or(0, |v| v.row.versions);
    let back = view.as_ref().filter(|v| v.row.state == ArticleState::Returned).and_then(|v| v.rounds.last());
    let back = back.map(|r| r.reason.clone()).filter(|r| !r.is_empty());
    let stands = view.clone();
    let read = move || Kept { base: base.revision.get(), typed: fields.typed() };
    let kept =
        draft::keep(draft_name(base.article), read, move |kept: Kept| base.restore(kept, &fields, stands.as_ref()));
    // as it stands on the platform, for who does not want what was kept
    let stands = StoredValue::new(view);
    let then_submit = RwSignal::new(false);
    let checked = Checked::new(&FIELDS, move || fields.typed().faults(then_submit.get()));
    let go = use_navigate();
    let save = use_save(move |(form, submit): (ArticleForm, bool), key: IdempotencyKey| {
        let (go, kept) = (go.clone(), kept.clone());
        async move {
            match base.send(form, key.clone()).await? {
                None => focus_field("conflict"),
                Some(Sent::Queued) => toast::queued(),
                Some(Sent::Done(view)) => {
                    kept.clear();
                    let id = view.row.id;
                    if submit {
                        hand_in(id, key.and("submit")).await;
                    } else {
                        toast::show(Tone::Ok, "草稿已保存");
                    }
                    go(&format!("/desk/{id}"), Default::default());
                }
            }
            Ok(())
        }
    });
    let fault = move |field: &'static str| checked.fault(field, save);
    let send = move |submit: bool| {
        writing.flush();
        then_submit.set(submit);
        if !checked.passes() {
            return;
        }
        if untrack(|| writing.under.get() > 0 || fields.attachments.busy()) {
            return toast::show(Tone::Warn, "还有文件正在上传，请稍候");
        }
        let failed = untrack(|| fields.attachments.failed());
        if failed > 0 {
            return toast::show(Tone::Warn, format!("有 {failed} 个附件没有传上去，请在它旁边按“重试”或“不传了”"));
        }
        save.go((untrack(|| fields.typed().form()), submit));
    };
    let busy_with = move |submit: bool| Signal::derive(move || save.pending().get() && then_submit.get() == submit);
    let mine = move || {
        if let Some(theirs) = base.theirs.get_untracked() {
            base.revision.set(theirs.revision);
            base.theirs.set(None);
            send(then_submit.get_untracked());
        }
    };
    let take = move |view: DeskView| {
        base.revision.set(view.revision);
        base.theirs.set(None);
        base.restored.set(false);
        fields.restore(Typed::of(&view));
    };
    let theirs = move || base.theirs.get_untracked().into_iter().for_each(take);
    let afresh = move |_| match stands.get_value() {
        Some(view) => take(view),
        None => {
            base.restored.set(false);
            fields.restore(Typed::default());
        }
    };
    let restored = move || base.restored.get() && base.theirs.with(Option::is_none);
    let error = move || {
        save.error().get().map(|e| [Some(e.sentence()), e.hint()].into_iter().flatten().collect::<Vec<_>>().join("。"))
    };
    view! {
        <form class="form-page" novalidate on:submit=move |ev| { ev.prevent_default(); send(false) }>
            {back.map(|why| view! { <section class="why bad"><h2 class="why-title">"退回的原因"</h2><p>{why}</p></section> })}
            {move || base.theirs.get().map(|view| view! {
                <Conflict theirs=view mine=untrack(|| fields.typed()) on_mine=mine on_theirs=theirs/>
            })}
            <Show when=restored>
                <section class="why" role="status">
                    <p class="row wrap"><span class="grow">"已恢复您在这台设备上写的、还没有保存的内容。"</span>
                        <Button kind=ButtonKind::Quiet on_click=afresh>"不要了，从头来"</Button></p>
                </section>
            </Show>
            <FormFields fields=fields writing=writing columns=columns versions=versions fault=Callback::new(fault)/>
            <p class="small"><a class="link" href="/manual/desk">"怎么用"</a></p>
            <p class="fault" role="alert">{error}</p>
            <div class="acts">
                <Button kind=ButtonKind::Primary busy=busy_with(true) on_click=move |_| send(true)>"保存并报审"</Button>
                <Button kind=ButtonKind::Line submit=true busy=busy_with(false)>"存为草稿"</Button>
            </div>
        </form>
        <BodySheets writing=writing/>
    }
}
