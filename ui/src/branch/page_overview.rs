//! `/branch/overview`: read by everybody of the branch, written by its administrator.

use super::parts::OverviewText;
use crate::api::{self, Sent};
use crate::kit::{
    Button, ButtonKind, Card, Faults, Loaded, PageHead, TextField, Tone, by_field, can_here, draft, toast, use_load,
    use_me, use_save,
};
use crate::meeting::model::record::Purpose;
use crate::meeting::record::uploads::{PhotoField, Uploads};
use crate::workbench::Workbench;
use gsdj_domain::OrgId;
use gsdj_domain::account::Permission;
use gsdj_domain::branch::{INTRODUCTION_MAX, Overview, OverviewForm, PHOTOS_MAX, check_overview};
use gsdj_domain::file::FileInfo;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let me = use_me();
    let org = Memo::new(move |_| me.get().map(|m| m.org));
    view! {
        <Workbench>
            <div class="page-narrow">
                <PageHead title="支部概述" back="/branch"/>
                {move || org.get().map(|org| view! { <Of org=org/> })}
            </div>
        </Workbench>
    }
}

#[component]
fn Of(org: OrgId) -> impl IntoView {
    let manages = can_here(Permission::ManageBranch);
    let load = use_load(move || api::branch::overview(org), &[]);
    view! {
        <Loaded load=load view={move |o: Signal<Overview>| {
            let overview = o.get_untracked();
            if manages.get_untracked() {
                view! { <Editor org=org overview=overview/> }.into_any()
            } else {
                view! { <section class="panel"><OverviewText overview=overview/></section> }.into_any()
            }
        }}/>
    }
}

fn faults(form: &OverviewForm) -> Faults {
    check_overview(form).map_err(|r| by_field(&r.problem(String::new()))).err().unwrap_or_default()
}

/// The fields of the form.
#[derive(Clone, Copy)]
struct Fields {
    introduction: RwSignal<String>,
    place: RwSignal<String>,
    contact: RwSignal<String>,
    photos: Uploads,
}

/// What is kept of them across a reload; photos lie on the server already.
type Typed = (String, String, String, Vec<FileInfo>);

impl Fields {
    fn of(overview: &Overview) -> Self {
        Self {
            introduction: RwSignal::new(overview.introduction.clone()),
            place: RwSignal::new(overview.meeting_place.clone()),
            contact: RwSignal::new(overview.contact.clone()),
            photos: Uploads::new(Purpose::BranchPhoto, overview.photos.clone()),
        }
    }

    fn typed(self) -> Typed {
        (self.introduction.get(), self.place.get(), self.contact.get(), self.photos.done.get())
    }

    fn set(self, (introduction, place, contact, photos): Typed) {
        self.introduction.set(introduction);
        self.place.set(place);
        self.contact.set(contact);
        self.photos.done.set(photos);
    }

    fn form(self) -> OverviewForm {
        let (introduction, meeting_place, contact, photos) = self.typed();
        let photos = Some(photos.iter().map(|f| f.id).collect());
        OverviewForm { introduction, meeting_place, contact, photos }
    }
}

#[component]
fn Editor(org: OrgId, overview: Overview) -> impl IntoView {
    let fields = Fields::of(&overview);
    let kept = draft::keep("branch-overview".into(), move || fields.typed(), move |old: Typed| fields.set(old));
    let go = use_navigate();
    let save = use_save(move |form: OverviewForm, key| {
        let (go, kept) = (go.clone(), kept.clone());
        async move {
            if let Sent::Done(_) = api::branch::put_overview(org, form, key).await? {
                kept.clear();
                toast::show(Tone::Ok, "支部概述已保存");
                go("/branch", Default::default());
            }
            Ok(())
        }
    });
    let all = Memo::new(move |_| faults(&fields.form()));
    let fault = move |field: &'static str| {
        Signal::derive(move || all.with(|f| f.get(field).cloned()).or_else(|| save.field(field).get()))
    };
    let under_way = Signal::derive(move || fields.photos.busy());
    let submit = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        if all.with_untracked(Faults::is_empty) && !under_way.get_untracked() {
            save.go(untrack(move || fields.form()));
        }
    };
    let photo_fault = fault("photos");
    view! {
        <form class="form-page" novalidate on:submit=submit>
            <Card>
                <Registered overview=overview/>
                <TextField label="支部简介" name="introduction" value=fields.introduction error=fault("introduction") multiline=true max=INTRODUCTION_MAX
                    hint="支部的由来、党员情况、工作特点"/>
                <TextField label="活动场所" name="meeting_place" value=fields.place error=fault("meeting_place") max=120/>
                <TextField label="联系方式" name="contact" value=fields.contact error=fault("contact") max=60 hint="联系人和电话"/>
            </Card>
            <Card title="支部照片">
                <p class="muted small">{format!("最多 {PHOTOS_MAX} 张，本支部党员和上级党组织可以看到。")}</p>
                <PhotoField uploads=fields.photos/>
                <p class="fault" role="alert">{move || photo_fault.get()}</p>
            </Card>
            <p class="small"><a class="link" href="/manual/overview">"怎么用"</a></p>
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <p class="said" role="status">{move || under_way.get().then_some("照片上传完后就能保存")}</p>
            <div class="acts"><Button kind=ButtonKind::Primary submit=true busy=save.pending() disabled=under_way>"保存"</Button></div>
        </form>
    }
}

/// What the registry says: seen here, changed there.
#[component]
fn Registered(overview: Overview) -> impl IntoView {
    view! {
        <dl class="facts">
            <div class="fact"><dt>"成立日期"</dt><dd>{overview.founded.unwrap_or_else(|| "未登记".into())}</dd></div>
            <div class="fact"><dt>"单位性质类别"</dt><dd>{overview.unit_category.map_or("未设置", |c| c.label())}</dd></div>
        </dl>
        <p class="hint">"这两项来自全国党员信息管理系统，有误请在该系统中更正。"</p>
    }
}
