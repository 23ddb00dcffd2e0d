//! The heading of a page: on the phone in the red bar, elsewhere above the page; and the document's title.

use crate::frame::{Frame, use_frame};
use leptos::prelude::*;

/// What the page is called and where back leads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heading {
    /// The title.
    pub title: String,
    /// Where back leads, if not to the tabs.
    pub back: Option<String>,
}

thread_local! {
    static HEADING: ArcRwSignal<Heading> = ArcRwSignal::new(Heading::default());
}

/// The heading of the page that is open.
#[must_use]
pub fn heading() -> ArcRwSignal<Heading> {
    HEADING.with(Clone::clone)
}

/// Names the page; a page has exactly one.
#[component]
pub fn PageHead(#[prop(into)] title: String, #[prop(optional, into)] back: Option<String>) -> impl IntoView {
    document().set_title(&format!("{title} · 甘肃党建"));
    heading().set(Heading { title: title.clone(), back: back.clone() });
    let frame = use_frame();
    move || {
        (frame.get() != Frame::Phone).then(|| {
            let back = back.clone().filter(|_| frame.get() == Frame::Computer);
            view! {
                <div class="page-head">
                    {back.map(|to| view! {
                        <a class="icon-button" href=to aria-label="返回"><super::Icon name=super::IconName::Back/></a>
                    })}
                    <h1>{title.clone()}</h1>
                </div>
            }
        })
    }
}
