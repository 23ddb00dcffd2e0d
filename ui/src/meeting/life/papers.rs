//! Materials and after-meeting work: shown on the meeting's page, written on a page of their own.

use crate::api::{self, Sent};
use crate::kit::{
    Button, ButtonKind, Card, Loaded, PageHead, TextField, Tone, draft, focus_field, toast, use_id, use_load, use_save,
};
use crate::meeting::model::acts::success;
use crate::meeting::model::record::Purpose;
use crate::meeting::parts::record_view::Attachments;
use crate::meeting::record::uploads::{AttachmentField, Uploads};
use crate::workbench::{Only, Workbench};
use gsdj_domain::account::Permission;
use gsdj_domain::meeting::life::{PAPER_MAX, PaperForm, PaperView};
use gsdj_domain::meeting::{Act, MeetingView};
use gsdj_domain::{Instant, MeetingId};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// What was handed in.
#[component]
pub fn Paper(title: &'static str, paper: PaperView, #[prop(into)] now: Signal<Instant>) -> impl IntoView {
    let (at, by) = (paper.at, paper.by);
    view! {
        <h2 class="panel-title">{title}</h2>
        <p class="muted small">{move || format!("{by} {} 上传", at.spoken(now.get()))}</p>
        <div class="reading">{paper.text.lines().map(|l| view! { <p>{l.to_owned()}</p> }).collect_view()}</div>
        <Attachments files=paper.files/>
    }
}

/// `/meetings/:id/materials`.
#[component]
pub fn MaterialsPage() -> impl IntoView {
    view! { <Only permission=Permission::ManageMeetings><Write act=Act::SubmitMaterials/></Only> }
}

/// `/meetings/:id/after-work`.
#[component]
pub fn AfterWorkPage() -> impl IntoView {
    view! { <Only permission=Permission::ManageMeetings><Write act=Act::UploadAfterWork/></Only> }
}

#[component]
fn Write(act: Act) -> impl IntoView {
    let id = use_id(MeetingId);
    view! {
        <Workbench>
            <div class="page-narrow">{move || id.get().map(|id| view! { <Loading id=id act=act/> })}</div>
        </Workbench>
    }
}

/// What the paper of this act is called, and what belongs into it.
fn title(act: Act) -> (&'static str, &'static str) {
    if act == Act::UploadAfterWork {
        ("会后工作", "整改措施、落实情况等；可以多次修改")
    } else {
        ("会议材料", "会议方案、征求意见情况、对照检查材料等；报批之前可以修改")
    }
}

#[component]
fn Loading(id: MeetingId, act: Act) -> impl IntoView {
    // read once: what is being written must not be drawn anew
    let load = use_load(move || api::meeting::view(id), &[]);
    view! {
        <PageHead title=title(act).0 back=format!("/meetings/{id}")/>
        <Loaded load=load view={move |view: Signal<MeetingView>| view! { <Open view=view.get_untracked() act=act/> }}/>
    }
}

/// The form, or why there is none.
#[component]
fn Open(view: MeetingView, act: Act) -> impl IntoView {
    match view.acts.iter().find(|s| s.act == act) {
        Some(state) if state.allowed => view! { <Editor view=view act=act/> }.into_any(),
        state => {
            let why = state.and_then(|s| s.why.clone()).unwrap_or_else(|| format!("现在不能{}", act.label()));
            let next = state.and_then(|s| s.next.clone()).unwrap_or_default();
            view! {
                <section class="why bad">
                    <h2 class="why-title">{format!("为什么不能{}？", act.label())}</h2>
                    <p>{why} " " {next}</p>
                    <p><a class="link" href=format!("/meetings/{}", view.row.id)>"回到会议"</a></p>
                </section>
            }
            .into_any()
        }
    }
}

#[component]
fn Editor(view: MeetingView, act: Act) -> impl IntoView {
    let id = view.row.id;
    let (label, hint) = title(act);
    let before = view.life.and_then(|l| if act == Act::UploadAfterWork { l.after_work } else { l.materials });
    let (text, files) = before.map(|p| (p.text, p.files)).unwrap_or_default();
    let text = RwSignal::new(text);
    let files = Uploads::new(Purpose::Attachment, files);
    let kept = draft::keep(format!("{}-{id}", act.code()), move || text.get(), move |old: String| text.set(old));
    let go = use_navigate();
    let save = use_save(move |form: PaperForm, key| {
        let (go, kept) = (go.clone(), kept.clone());
        async move {
            if let Sent::Done(_) = api::meeting::paper(id, act, form, key).await? {
                kept.clear();
                toast::show(Tone::Ok, success(act));
                go(&format!("/meetings/{id}"), Default::default());
            }
            Ok(())
        }
    });
    let tried = RwSignal::new(false);
    let own = move || (tried.get() && text.with(|t| t.trim().is_empty())).then(|| format!("请填写{label}"));
    let error = Signal::derive(move || own().or_else(|| save.field("text").get()));
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        tried.set(true);
        if text.with_untracked(|t| t.trim().is_empty()) {
            return focus_field("text");
        }
        if untrack(|| files.busy()) {
            return toast::show(Tone::Warn, "还有文件正在上传，请稍候");
        }
        let files = files.done.get_untracked().iter().map(|f| f.id).collect();
        save.go(PaperForm { text: text.get_untracked(), files });
    };
    view! {
        <form class="form-page" novalidate on:submit=send>
            <p class="kind-line"><b>{view.row.title.clone()}</b></p>
            <Card><TextField label=label name="text" value=text error=error multiline=true required=true max=PAPER_MAX hint=hint/></Card>
            <Card title="附件"><AttachmentField uploads=files/></Card>
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <div class="acts"><Button kind=ButtonKind::Primary submit=true busy=save.pending()>"保存"</Button></div>
        </form>
    }
}
