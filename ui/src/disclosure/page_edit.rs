//! `/disclosures/new` and `/disclosures/:id/edit`: the form; what is typed is kept on this device. While it is public, a
//! change is a correction and says what it corrects.

use super::model::{FIELDS, Typed, standing};
use super::reach::{Chosen, ReachField};
use crate::api::{self, IdempotencyKey, Sent};
use crate::kit::{
    Button, ButtonKind, Card, Checked, Loaded, PageHead, SelectField, TextField, Tone, draft, toast, use_id, use_load,
    use_now, use_save,
};
use crate::meeting::model::record::Purpose;
use crate::meeting::record::uploads::{AttachmentField, PhotoField, Uploads};
use crate::workbench::{Only, Workbench};
use gsdj_domain::DisclosureId;
use gsdj_domain::account::Permission;
use gsdj_domain::disclosure::{
    DisclosureCategory, DisclosureDraft, DisclosureForm, DisclosureState, DisclosureView, REASON_MAX, TEXT_MAX,
    TITLE_MAX,
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// Setting one up.
#[component]
pub fn NewDisclosure() -> impl IntoView {
    view! {
        <Only permission=Permission::ManagePublic>
            <Workbench>
                <div class="page-narrow">
                    <PageHead title="新建公开" back="/disclosures"/>
                    <Loading id=None/>
                </div>
            </Workbench>
        </Only>
    }
}

/// Changing or correcting one.
#[component]
pub fn EditDisclosure() -> impl IntoView {
    view! { <Only permission=Permission::ManagePublic><Edit/></Only> }
}

#[component]
fn Edit() -> impl IntoView {
    let id = use_id(DisclosureId);
    view! {
        <Workbench>
            <div class="page-narrow">
                {move || id.get().map(|id| view! {
                    <PageHead title="修改公开" back=format!("/disclosures/{id}")/>
                    <Loading id=Some(id)/>
                })}
            </div>
        </Workbench>
    }
}

/// The form needs the branch's people, and what stands where there is something.
#[component]
fn Loading(id: Option<DisclosureId>) -> impl IntoView {
    // read once: what is being written must not be drawn anew
    let people = use_load(api::disclosure::draft, &[]);
    view! {
        <Loaded load=people view={move |people: Signal<DisclosureDraft>| {
            let people = people.get_untracked();
            match id {
                None => view! { <Editor people=people view=None/> }.into_any(),
                Some(id) => view! { <Stands id=id people=people/> }.into_any(),
            }
        }}/>
    }
}

#[component]
fn Stands(id: DisclosureId, people: DisclosureDraft) -> impl IntoView {
    let load = use_load(move || api::disclosure::view(id), &[]);
    view! {
        <Loaded load=load view={move |view: Signal<DisclosureView>| {
            let view = view.get_untracked();
            if view.acts.is_empty() {
                return view! {
                    <section class="why bad">
                        <h2 class="why-title">"现在不能修改"</h2>
                        <p>{format!("这项公开{}。", view.row.state.label())}</p>
                        <p><a class="link" href=format!("/disclosures/{id}")>"回到这项公开"</a></p>
                    </section>
                }.into_any();
            }
            view! { <Editor people=people.clone() view=Some(view)/> }.into_any()
        }}/>
    }
}

/// The form's signals.
#[derive(Clone, Copy)]
struct Sheet {
    title: RwSignal<String>,
    category: RwSignal<String>,
    text: RwSignal<String>,
    begins: RwSignal<String>,
    ends: RwSignal<String>,
    chosen: Chosen,
    photos: Uploads,
    attachments: Uploads,
    note: RwSignal<String>,
}

impl Sheet {
    fn new(typed: Typed) -> Self {
        Self {
            title: RwSignal::new(typed.title),
            category: RwSignal::new(typed.category),
            text: RwSignal::new(typed.text),
            begins: RwSignal::new(typed.begins),
            ends: RwSignal::new(typed.ends),
            chosen: Chosen {
                reach: RwSignal::new(typed.reach),
                groups: RwSignal::new(typed.groups),
                members: RwSignal::new(typed.members),
            },
            photos: Uploads::new(Purpose::Photo, typed.photos),
            attachments: Uploads::new(Purpose::Attachment, typed.attachments),
            note: RwSignal::new(typed.note),
        }
    }

    fn typed(&self) -> Typed {
        Typed {
            title: self.title.get(),
            category: self.category.get(),
            text: self.text.get(),
            begins: self.begins.get(),
            ends: self.ends.get(),
            reach: self.chosen.reach.get(),
            groups: self.chosen.groups.get(),
            members: self.chosen.members.get(),
            photos: self.photos.done.get(),
            attachments: self.attachments.done.get(),
            note: self.note.get(),
        }
    }

    fn restore(&self, typed: Typed) {
        self.title.set(typed.title);
        self.category.set(typed.category);
        self.text.set(typed.text);
        self.begins.set(typed.begins);
        self.ends.set(typed.ends);
        self.chosen.reach.set(typed.reach);
        self.chosen.groups.set(typed.groups);
        self.chosen.members.set(typed.members);
        self.photos.done.set(typed.photos);
        self.attachments.done.set(typed.attachments);
        self.note.set(typed.note);
    }

    /// Why it can't be sent just now, because of its files.
    fn files(&self) -> Option<String> {
        if self.photos.busy() || self.attachments.busy() {
            return Some("还有文件正在上传，请稍候".into());
        }
        let failed = self.photos.failed() + self.attachments.failed();
        (failed > 0).then(|| format!("有 {failed} 个文件没有传上去，请在它旁边按“重试”或“不传了”"))
    }
}

#[component]
fn Editor(people: DisclosureDraft, view: Option<DisclosureView>) -> impl IntoView {
    let now = use_now();
    let before = view.as_ref().and_then(standing);
    let running = view.as_ref().is_some_and(|v| v.row.state == DisclosureState::Running);
    let target = view.as_ref().map(|v| (v.row.id, v.revision));
    let sheet = Sheet::new(view.as_ref().map_or_else(|| Typed::fresh(people.now), Typed::of));
    let people = StoredValue::new(people);
    let name =
        target.map_or_else(|| "disclosure-new".to_owned(), |(id, revision)| format!("disclosure-{id}-{revision}"));
    let kept = draft::keep(name, move || sheet.typed(), move |typed: Typed| sheet.restore(typed));
    let checked = Checked::new(&FIELDS, move || people.with_value(|p| sheet.typed().faults(p, before, now.get())));
    let go = use_navigate();
    let save = use_save(move |form: DisclosureForm, key: IdempotencyKey| {
        let (go, kept) = (go.clone(), kept.clone());
        async move {
            let sent = match target {
                None => api::disclosure::create(form, key).await?,
                Some((id, revision)) => api::disclosure::change(id, revision, form, key).await?,
            };
            if let Sent::Done(view) = sent {
                kept.clear();
                toast::show(
                    Tone::Ok,
                    if running {
                        "已更正，公开范围内的党员会收到通知"
                    } else {
                        "已保存，到开始日期自动公示"
                    },
                );
                go(&format!("/disclosures/{}", view.row.id), Default::default());
            }
            Ok(())
        }
    });
    let fault = move |field: &'static str| checked.fault(field, save);
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        if !checked.passes() {
            return;
        }
        match untrack(|| sheet.files()) {
            Some(why) => toast::show(Tone::Warn, why),
            None => save.go(untrack(|| sheet.typed().form())),
        }
    };
    let button = match (target.is_some(), running) {
        (_, true) => "发布更正",
        (true, false) => "保存修改",
        (false, false) => "保存，到期自动公示",
    };
    let reach_fault = Signal::derive(move || ["groups", "members"].into_iter().find_map(|f| fault(f).get()));
    view! {
        <form class="form-page" novalidate on:submit=send>
            {running.then(|| view! { <p class="note">"正在公示：修改会作为“更正”留下记录，党员能看到更正前的内容，并会收到通知。"</p> })}
            <Content sheet=sheet fault=fault/>
            <PeriodCard sheet=sheet running=running fault=fault/>
            <Card><ReachField draft=people chosen=sheet.chosen fixed=running error=reach_fault/></Card>
            <Card title="照片"><PhotoField uploads=sheet.photos/></Card>
            <Card title="附件"><AttachmentField uploads=sheet.attachments/><p class="fault" role="alert" id="field-files" tabindex="-1">{move || fault("files").get()}</p></Card>
            {running.then(|| view! {
                <Card title="更正说明">
                    <TextField label="更正了什么" name="note" value=sheet.note error=fault("note") multiline=true required=true max=REASON_MAX/>
                </Card>
            })}
            <p class="small"><a class="link" href="/manual/disclosure">"怎么用"</a></p>
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <div class="acts"><Button kind=ButtonKind::Primary submit=true busy=save.pending()>{button}</Button></div>
        </form>
    }
}

#[component]
fn Content<F>(sheet: Sheet, fault: F) -> impl IntoView
where
    F: Fn(&'static str) -> Signal<Option<String>> + Copy + Send + Sync + 'static,
{
    let options =
        DisclosureCategory::ALL.iter().map(|c| (c.code().to_owned(), c.label().to_owned())).collect::<Vec<_>>();
    view! {
        <Card title="内容">
            <TextField label="标题" name="title" value=sheet.title error=fault("title") required=true max=TITLE_MAX/>
            <SelectField label="类别" name="category" value=sheet.category options=options required=true/>
            <TextField label="公开内容" name="text" value=sheet.text error=fault("text") multiline=true required=true max=TEXT_MAX
                hint="一行一段；写到哪里存到哪里"/>
        </Card>
    }
}

#[component]
fn PeriodCard<F>(sheet: Sheet, running: bool, fault: F) -> impl IntoView
where
    F: Fn(&'static str) -> Signal<Option<String>> + Copy + Send + Sync + 'static,
{
    let latest =
        move || sheet.typed().latest().map(|day| format!("最长一个月，最晚到 {day}。到期当天 24 点自动结束。"));
    let begins = sheet.begins.get_untracked();
    view! {
        <Card title="公示期">
            {if running {
                view! { <p>{format!("开始日期 {begins}（公示期间不能修改）")}</p> }.into_any()
            } else {
                view! { <TextField label="公示开始" name="begins_on" value=sheet.begins error=fault("begins_on") kind="date" required=true
                    hint="从这一天 0 点起，公开范围内的党员能看到，并收到通知"/> }.into_any()
            }}
            <TextField label="公示结束" name="ends_on" value=sheet.ends error=fault("ends_on") kind="date" required=true/>
            <p class="hint">{latest}</p>
        </Card>
    }
}
