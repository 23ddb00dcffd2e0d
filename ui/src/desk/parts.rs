//! What the desk's pages have in common.

use crate::kit::{Empty, Frame, IconName, PageHead, can, use_frame, use_me};
use crate::workbench::{Only, Workbench};
use gsdj_domain::account::Permission;
use gsdj_domain::content::Site;
use leptos::prelude::*;

/// A page of the desk, for who has the permission; the television says where it is done.
#[component]
pub fn DeskRoom(permission: Permission, children: ChildrenFn) -> impl IntoView {
    let frame = use_frame();
    let children = StoredValue::new(children);
    view! {
        <Only permission=permission>
            <Workbench>
                {move || if frame.get() == Frame::Tv {
                    view! {
                        <div class="page-narrow">
                            <PageHead title=permission.label() back="/home"/>
                            <Empty icon=IconName::Paper title="电视上不写稿"
                                text="请在电脑或手机上打开“编辑台”：写稿、审核、调整栏目都在那里。">
                                <a class="btn btn-primary" href="/news">"看资讯"</a>
                            </Empty>
                        </div>
                    }.into_any()
                } else {
                    children.with_value(|children| children())
                }}
            </Workbench>
        </Only>
    }
}

/// Whether the caller writes (an editor) or only decides (the province).
#[must_use]
pub fn writes() -> Signal<bool> {
    can(Permission::WriteArticles)
}

/// The caller's own site; `None` for the province, which sees all.
#[must_use]
pub fn own_site() -> Memo<Option<Site>> {
    let me = use_me();
    Memo::new(move |_| me.with(|me| me.as_ref().and_then(|me| me.site)))
}

/// Which site, for the province; editors have one and are not asked.
#[component]
pub fn SiteChoice(
    #[prop(into)] chosen: Signal<Option<Site>>,
    /// What stands for none; where there must be one, nothing.
    #[prop(optional)]
    none: Option<&'static str>,
    #[prop(into)] on_choose: Callback<Option<Site>>,
) -> impl IntoView {
    let own = own_site();
    let option = move |site: &Site| {
        let site = *site;
        view! { <option value=site.code() selected=move || chosen.get() == Some(site)>{site.title()}</option> }
    };
    view! {
        <Show when=move || own.get().is_none()>
            <select class="select search" aria-label="站点" on:change=move |ev| on_choose.run(Site::from_code(&event_target_value(&ev)))>
                {none.map(|none| view! { <option value="" selected=move || chosen.get().is_none()>{none}</option> })}
                {Site::ALL.iter().map(option).collect_view()}
            </select>
        </Show>
    }
}
