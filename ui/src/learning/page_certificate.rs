//! `/learning/courses/:id/certificate`: the certificate of a course, to print.

use crate::api;
use crate::kit::{Button, ButtonKind, Frame, Icon, IconName, Loaded, PageHead, use_frame, use_id, use_load};
use crate::workbench::Only;
use chrono::Datelike as _;
use gsdj_domain::CourseId;
use gsdj_domain::account::Permission;
use gsdj_domain::learning::Certificate;
use gsdj_domain::learning::progress::said;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn CertificatePage() -> impl IntoView {
    let id = use_id(CourseId);
    view! {
        <Only permission=Permission::Study>
            <div class="page-narrow learning">{move || id.get().map(|id| view! { <One id=id/> })}</div>
        </Only>
    }
}

#[component]
fn One(id: CourseId) -> impl IntoView {
    let load = use_load(move || api::learning::certificate(id), &[Tag::Study]);
    let frame = use_frame();
    let print = move |_| {
        // a browser that prints nothing shows the page all the same
        let _ = window().print();
    };
    view! {
        <PageHead title="结业证书" back=format!("/learning/courses/{id}")/>
        <Loaded load=load view={|paper: Certificate| view! { <Paper paper=paper/> }}/>
        <Show when=move || frame.get() == Frame::Computer && !api::is_app()>
            <div class="acts no-print"><Button kind=ButtonKind::Primary on_click=print><Icon name=IconName::Print/>"打印"</Button></div>
        </Show>
    }
}

#[component]
fn Paper(paper: Certificate) -> impl IntoView {
    let day = paper.finished_at.day();
    let date = format!("{}年{}月{}日", day.year(), day.month(), day.day());
    view! {
        <section class="certificate" aria-label="结业证书">
            <p class="certificate-mark" aria-hidden="true"><Icon name=IconName::Award/></p>
            <h2>"结业证书"</h2>
            <p class="certificate-text">
                <b>{paper.name}</b>" 同志（"{paper.org}"）："
            </p>
            <p class="certificate-text">
                "您已学完课程《"<b>{paper.course}</b>"》全部 "{paper.lessons}" 个课时，经核实的学习时长 "
                {said(paper.verified)}"，准予结业。"
            </p>
            <p class="certificate-foot"><span>"甘肃党建"</span><span>{date}</span></p>
            <p class="muted small">{format!("编号 {}", paper.number)}</p>
        </section>
    }
}
