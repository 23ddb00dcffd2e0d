//! `/meetings/:id/record`: writing the record: text, who was there, photos, attachments; kept on this device as one types.

use super::model::acts::handing_in;
use super::model::record::{Purpose, Written};
use super::record::attendance::Attendance;
use super::record::motions::Motions;
use super::record::uploads::{AttachmentField, PhotoField, Uploads};
use crate::api::{self, Sent};
use crate::kit::{
    Button, ButtonKind, Card, Loaded, PageHead, RichField, Tone, draft, focus_field, toast, use_id, use_load, use_save,
};
use crate::workbench::{Only, Workbench};
use gsdj_domain::account::Permission;
use gsdj_domain::archive::TextFormat;
use gsdj_domain::meeting::form::RECORD_MAX;
use gsdj_domain::meeting::{Act, MeetingView, Motion, Step};
use gsdj_domain::{MeetingId, MemberId};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use std::collections::BTreeSet;

/// The page.
#[component]
pub fn RecordPage() -> impl IntoView {
    view! { <Only permission=Permission::ManageMeetings><Write/></Only> }
}

#[component]
fn Write() -> impl IntoView {
    let id = use_id(MeetingId);
    view! {
        <Workbench>
            <div class="page-narrow">{move || id.get().map(|id| view! { <Loading id=id/> })}</div>
        </Workbench>
    }
}

#[component]
fn Loading(id: MeetingId) -> impl IntoView {
    // read once: what is being written must not be drawn anew
    let load = use_load(move || api::meeting::view(id), &[]);
    view! {
        <PageHead title="会议记录" back=format!("/meetings/{id}")/>
        <Loaded load=load view={move |view: Signal<MeetingView>| view! { <Open view=view.get_untracked()/> }}/>
    }
}

/// The form, or why there is none yet.
#[component]
fn Open(view: MeetingView) -> impl IntoView {
    match view.acts.iter().find(|s| s.act == Act::UploadRecord) {
        Some(state) if state.allowed => view! { <Editor view=view/> }.into_any(),
        state => {
            let why = state.and_then(|s| s.why.clone()).unwrap_or_else(|| "现在不能上传会议记录".into());
            let next = state.and_then(|s| s.next.clone()).unwrap_or_default();
            view! {
                <section class="why bad">
                    <h2 class="why-title">"为什么不能上传会议记录？"</h2>
                    <p>{why} " " {next}</p>
                    <p><a class="link" href=format!("/meetings/{}", view.row.id)>"回到会议"</a></p>
                </section>
            }
            .into_any()
        }
    }
}

/// The record's signals.
#[derive(Clone, Copy)]
struct Sheet {
    text: RwSignal<(TextFormat, String)>,
    present: RwSignal<BTreeSet<MemberId>>,
    photos: Uploads,
    attachments: Uploads,
    motions: RwSignal<Vec<Motion>>,
}

impl Sheet {
    fn new(written: Written) -> Self {
        Self {
            text: RwSignal::new((written.format, written.text)),
            present: RwSignal::new(written.present),
            photos: Uploads::new(Purpose::Photo, written.photos),
            attachments: Uploads::new(Purpose::Attachment, written.attachments),
            motions: RwSignal::new(written.motions),
        }
    }

    fn written(&self) -> Written {
        let (format, text) = self.text.get();
        Written {
            text,
            format,
            present: self.present.get(),
            photos: self.photos.done.get(),
            attachments: self.attachments.done.get(),
            motions: self.motions.get(),
        }
    }

    fn restore(&self, written: Written) {
        self.text.set((written.format, written.text));
        self.present.set(written.present);
        self.photos.done.set(written.photos);
        self.attachments.done.set(written.attachments);
        self.motions.set(written.motions);
    }

    fn failed(&self) -> usize {
        self.photos.failed() + self.attachments.failed()
    }

    fn busy(&self) -> bool {
        self.photos.busy() || self.attachments.busy()
    }
}

#[component]
fn Editor(view: MeetingView) -> impl IntoView {
    let (id, version) = (view.row.id, view.version);
    // a life meeting is appraised before it is handed in
    let direct = !view.row.kind.row().has(Step::UploadAppraisal);
    let submit_word = if direct { handing_in(&view).label() } else { "" };
    let tally = view.row.tally;
    let sheet = Sheet::new(Written::of(&view));
    let view = StoredValue::new(view);
    let kept =
        draft::keep(format!("record-{id}-{version}"), move || sheet.written(), move |old: Written| sheet.restore(old));
    let tried = RwSignal::new(false);
    let faults = Memo::new(move |_| sheet.written().faults(&tally));
    let then_submit = RwSignal::new(false);
    let go = use_navigate();
    let save = use_save(move |(written, submit): (Written, bool), key: api::IdempotencyKey| {
        let (go, kept) = (go.clone(), kept.clone());
        async move {
            if let Sent::Done(_) = api::meeting::record(id, written.form(), key.clone()).await? {
                kept.clear();
                if submit {
                    api::meeting::submit(id, key.and("submit")).await?;
                }
                toast::show(
                    Tone::Ok,
                    if submit {
                        format!("会议记录已保存，已{submit_word}")
                    } else {
                        "会议记录已保存".into()
                    },
                );
                go(&format!("/meetings/{id}"), Default::default());
            }
            Ok(())
        }
    });
    let fault = move |field: &'static str| {
        Signal::derive(move || {
            let own = faults.with(|all| all.iter().find(|(f, _)| *f == field).map(|(_, s)| s.clone()));
            own.filter(|_| tried.get()).or_else(|| save.field(field).get())
        })
    };
    let send = move |submit: bool| {
        tried.set(true);
        if let Some(field) = faults.with_untracked(|all| all.first().map(|(f, _)| *f)) {
            return focus_field(field);
        }
        if untrack(|| sheet.busy()) {
            return toast::show(Tone::Warn, "还有文件正在上传，请稍候");
        }
        let failed = untrack(|| sheet.failed());
        if failed > 0 {
            return toast::show(Tone::Warn, format!("有 {failed} 个文件没有传上去，请在它旁边按“重试”或“不传了”"));
        }
        then_submit.set(submit);
        save.go((untrack(|| sheet.written()), submit));
    };
    let busy_with = move |submit: bool| Signal::derive(move || save.pending().get() && then_submit.get() == submit);
    view! {
        <form class="form-page" novalidate on:submit=move |ev| { ev.prevent_default(); send(false) }>
            <p class="kind-line">
                <b>{view.with_value(|v| v.row.title.clone())}</b>
                <a class="link small" href="/manual/record">"怎么用"</a>
            </p>
            <Card title="正文">
                <RichField label="会议记录正文" name="text" value=sheet.text error=fault("text") max=RECORD_MAX
                    hint="写到哪里存到哪里，断网、关掉页面都不会丢；可以从 Word 粘贴，格式会自动整理"/>
            </Card>
            <Card><Attendance view=view present=sheet.present error=fault("present")/></Card>
            <Card><Motions view=view present=sheet.present motions=sheet.motions error=fault("votes")/></Card>
            <Card title="照片"><PhotoField uploads=sheet.photos/><p class="fault" role="alert">{move || fault("photos").get()}</p></Card>
            <Card title="附件"><AttachmentField uploads=sheet.attachments/><p class="fault" role="alert">{move || fault("attachments").get()}</p></Card>
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <div class="acts">
                {direct.then(|| view! {
                    <Button kind=ButtonKind::Primary busy=busy_with(true) on_click=move |_| send(true)>{format!("保存并{submit_word}")}</Button>
                })}
                <Button kind=if direct { ButtonKind::Line } else { ButtonKind::Primary } submit=true busy=busy_with(false)>"保存"</Button>
            </div>
        </form>
    }
}
