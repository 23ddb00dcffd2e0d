//! `/exams/sittings/:id`: the questions while it is under way, what came of it afterwards; read from this device when there is no
//! network.

use super::page_home::OnThePhone;
use super::report::Report;
use super::sit::Sit;
use super::{courier, keep};
use crate::api;
use crate::kit::{Frame, Guard, Loaded, PageHead, use_frame, use_id, use_load};
use crate::workbench::Only;
use gsdj_domain::SittingId;
use gsdj_domain::account::Permission;
use gsdj_domain::exam::SittingView;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn SittingPage() -> impl IntoView {
    let id = use_id(SittingId);
    let frame = use_frame();
    view! {
        <Only permission=Permission::EnterExams>
            {move || match (frame.get(), id.get()) {
                (Frame::Tv, _) => view! { <OnThePhone/> }.into_any(),
                (Frame::Phone | Frame::Computer, Some(id)) => view! { <One id=id/> }.into_any(),
                (Frame::Phone | Frame::Computer, None) => ().into_any(),
            }}
        </Only>
    }
}

#[component]
fn One(id: SittingId) -> impl IntoView {
    let load = use_load(move || api::exam::sitting(id), &[Tag::Sittings]);
    let data = load.data();
    Effect::new(move |_| {
        if let Some(view) = data.get() {
            keep::see(&view);
            // what waited since the last time goes now
            courier::send(id);
        }
    });
    let changes = keep::changes();
    // as this device knows it, which is newer where something was answered without a network
    let view = Memo::new(move |_| {
        changes.track();
        data.track();
        let kept = keep::load(id).map(|kept| kept.view);
        // one under way is shown only once it is kept, so that whatever is answered has its place
        let done = data.get().filter(|read| read.row.result.is_some());
        match kept {
            Some(kept) if kept.row.result.is_some() || done.is_none() => Some(kept),
            Some(_) | None => done,
        }
    });
    let state = Memo::new(move |_| view.with(|v| v.as_ref().map(|v| v.row.result.is_some())));
    let shown = Signal::derive(move || view.get());
    let leaving = RwSignal::new(false);
    let guard = StoredValue::new_local(None::<Guard>);
    Effect::new(move |_| match state.get() {
        Some(false) => guard.set_value(Some(Guard::set(move || leaving.set(true)))),
        Some(true) | None => guard.update_value(|guard| {
            if let Some(guard) = guard.take() {
                guard.lift();
            }
        }),
    });
    view! {
        <div class="page-narrow exam-sitting">
            {move || match state.get() {
                None => view! {
                    <PageHead title="在线考试" back="/exams"/>
                    <Loaded load=load view={move |_: SittingView| ()}/>
                }.into_any(),
                Some(false) => view! { <Sit id=id leaving=leaving guard=guard/> }.into_any(),
                Some(true) => view! { <Report view=shown/> }.into_any(),
            }}
        </div>
    }
}
