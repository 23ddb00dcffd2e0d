//! `/experiences/new` and `/experiences/:id/edit`: writing; what is typed is kept on this device.

use super::model::{FIELDS, Typed};
use crate::api::{self, IdempotencyKey, Sent};
use crate::kit::{
    Button, ButtonKind, Card, Checked, Loaded, PageHead, TextField, Tone, draft, toast, use_id, use_load, use_save,
};
use crate::meeting::model::record::Purpose;
use crate::meeting::record::uploads::{PhotoField, Uploads};
use crate::workbench::{Only, Workbench};
use gsdj_domain::ExperienceId;
use gsdj_domain::account::Permission;
use gsdj_domain::experience::{ExperienceAct, ExperienceForm, ExperienceView, TEXT_MAX, TITLE_MAX};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// Writing a new one.
#[component]
pub fn NewExperience() -> impl IntoView {
    view! {
        <Only permission=Permission::ManagePublic>
            <Workbench>
                <div class="page-narrow">
                    <PageHead title="写文章" back="/experiences?own=true"/>
                    <Editor view=None/>
                </div>
            </Workbench>
        </Only>
    }
}

/// Changing one.
#[component]
pub fn EditExperience() -> impl IntoView {
    view! { <Only permission=Permission::ManagePublic><Edit/></Only> }
}

#[component]
fn Edit() -> impl IntoView {
    let id = use_id(ExperienceId);
    view! {
        <Workbench>
            <div class="page-narrow">{move || id.get().map(|id| view! { <Stands id=id/> })}</div>
        </Workbench>
    }
}

#[component]
fn Stands(id: ExperienceId) -> impl IntoView {
    // read once: what is being written must not be drawn anew
    let load = use_load(move || api::experience::view(id), &[]);
    view! {
        <PageHead title="修改文章" back=format!("/experiences/{id}")/>
        <Loaded load=load view={move |view: Signal<ExperienceView>| {
            let view = view.get_untracked();
            if !view.acts.contains(&ExperienceAct::Edit) {
                return view! {
                    <section class="why bad">
                        <h2 class="why-title">"现在不能修改"</h2>
                        <p>{format!("这篇文章{}。", view.row.state.label())}</p>
                        <p><a class="link" href=format!("/experiences/{id}")>"回到文章"</a></p>
                    </section>
                }.into_any();
            }
            view! { <Editor view=Some(view)/> }.into_any()
        }}/>
    }
}

/// The form's signals.
#[derive(Clone, Copy)]
struct Sheet {
    title: RwSignal<String>,
    text: RwSignal<String>,
    photos: Uploads,
}

impl Sheet {
    fn new(typed: Typed) -> Self {
        Self {
            title: RwSignal::new(typed.title),
            text: RwSignal::new(typed.text),
            photos: Uploads::new(Purpose::Photo, typed.photos),
        }
    }

    fn typed(&self) -> Typed {
        Typed { title: self.title.get(), text: self.text.get(), photos: self.photos.done.get() }
    }

    fn restore(&self, typed: Typed) {
        self.title.set(typed.title);
        self.text.set(typed.text);
        self.photos.done.set(typed.photos);
    }
}

#[component]
fn Editor(view: Option<ExperienceView>) -> impl IntoView {
    let target = view.as_ref().map(|v| (v.row.id, v.revision));
    let back = view.as_ref().and_then(|v| v.rounds.last()).map(|r| r.reason.clone()).filter(|r| !r.is_empty());
    let sheet = Sheet::new(view.as_ref().map(Typed::of).unwrap_or_default());
    let name =
        target.map_or_else(|| "experience-new".to_owned(), |(id, revision)| format!("experience-{id}-{revision}"));
    let kept = draft::keep(name, move || sheet.typed(), move |typed: Typed| sheet.restore(typed));
    let then_submit = RwSignal::new(false);
    let checked = Checked::new(&FIELDS, move || sheet.typed().faults());
    let go = use_navigate();
    let save = use_save(move |(form, submit): (ExperienceForm, bool), key: IdempotencyKey| {
        let (go, kept) = (go.clone(), kept.clone());
        async move {
            let sent = match target {
                None => api::experience::create(form, key.clone()).await?,
                Some((id, revision)) => api::experience::change(id, revision, form, key.clone()).await?,
            };
            if let Sent::Done(view) = sent {
                kept.clear();
                let id = view.row.id;
                if submit {
                    api::experience::submit(id, key.and("submit")).await?;
                }
                toast::show(Tone::Ok, if submit { "已报审，等待上级审核" } else { "草稿已保存" });
                go(&format!("/experiences/{id}"), Default::default());
            }
            Ok(())
        }
    });
    let fault = move |field: &'static str| checked.fault(field, save);
    let send = move |submit: bool| {
        if !checked.passes() {
            return;
        }
        if untrack(|| sheet.photos.busy()) {
            return toast::show(Tone::Warn, "还有照片正在上传，请稍候");
        }
        let failed = untrack(|| sheet.photos.failed());
        if failed > 0 {
            return toast::show(Tone::Warn, format!("有 {failed} 张照片没有传上去，请在它旁边按“重试”或“不传了”"));
        }
        then_submit.set(submit);
        save.go((untrack(|| sheet.typed().form()), submit));
    };
    let busy_with = move |submit: bool| Signal::derive(move || save.pending().get() && then_submit.get() == submit);
    view! {
        <form class="form-page" novalidate on:submit=move |ev| { ev.prevent_default(); send(false) }>
            {back.map(|why| view! { <section class="why bad"><h2 class="why-title">"退回的原因"</h2><p>{why}</p></section> })}
            <Card>
                <TextField label="标题" name="title" value=sheet.title error=fault("title") required=true max=TITLE_MAX/>
                <TextField label="正文" name="text" value=sheet.text error=fault("text") multiline=true required=true max=TEXT_MAX
                    hint="遇到什么问题、怎么做、效果怎样；写到哪里存到哪里"/>
            </Card>
            <Card title="照片"><PhotoField uploads=sheet.photos/><p class="fault" role="alert" id="field-files" tabindex="-1">{move || fault("files").get()}</p></Card>
            <p class="small"><a class="link" href="/manual/experience">"怎么用"</a></p>
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <div class="acts">
                <Button kind=ButtonKind::Primary busy=busy_with(true) on_click=move |_| send(true)>"保存并报审"</Button>
                <Button kind=ButtonKind::Line submit=true busy=busy_with(false)>"存为草稿"</Button>
            </div>
        </form>
    }
}
