//! The rail on the left of the computer; on the phone and the television its children stand alone.

use super::model::{current, rail};
use crate::kit::{Frame, use_frame, use_me};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

/// A page of the work: with the rail on the computer for those who may enter the workbench.
#[component]
pub fn Workbench(children: Children) -> impl IntoView {
    let frame = use_frame();
    let me = use_me();
    let groups = Memo::new(move |_| {
        let permissions = me.get().map(|m| m.permissions).unwrap_or_default();
        let enters = permissions.contains(&gsdj_domain::account::Permission::EnterWorkbench);
        if enters && frame.get() == Frame::Computer { rail(&permissions) } else { Vec::new() }
    });
    let path = use_location().pathname;
    let query = use_query_map();
    let here = Memo::new(move |_| groups.with(|g| current(g, &path.read(), query.read().get("kind").as_deref())));
    let link = move |label: &'static str, to: String| {
        let own = to.clone();
        let is_here = move || here.with(|h| h.as_deref() == Some(&own)).then_some("page");
        view! { <li><a href=to aria-current=is_here>{label}</a></li> }
    };
    view! {
        <div class="bench" class:plain=move || groups.with(Vec::is_empty)>
            <Show when=move || groups.with(|g| !g.is_empty())>
                <nav class="rail" aria-label="在线用标">
                    {move || groups.get().into_iter().map(|g| view! {
                        <h2>{g.title}</h2>
                        <ul>{g.entries.into_iter().map(|e| link(e.label, e.to)).collect_view()}</ul>
                    }).collect_view()}
                </nav>
            </Show>
            <div class="bench-main">{children()}</div>
        </div>
    }
}
