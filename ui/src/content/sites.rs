//! The way to the fourteen prefecture sites: at the top and at the foot of the news pages (FEATURES 9.1).

use gsdj_domain::content::Site;
use leptos::prelude::*;

/// The fourteen, with the province before them; `here` is the one that is open.
#[component]
pub fn Sites(here: Site, label: &'static str) -> impl IntoView {
    let one = move |site: &Site| {
        view! { <li><a href=site.address() aria-current=(*site == here).then_some("page")>{site.among_others()}</a></li> }
    };
    view! {
        <nav class="sites" aria-label=label>
            <b class="sites-name" aria-hidden="true">"市州站点"</b>
            <ul>{Site::ALL.iter().map(one).collect_view()}</ul>
        </nav>
    }
}
