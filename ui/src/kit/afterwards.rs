//! What is drawn a task later than what stands around it.

use super::clock::breathe;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Draws what is in it after what stands before it is in sight: below a long text nothing keeps a slow device from showing the
/// text.
#[component]
pub fn Afterwards(children: ChildrenFn) -> impl IntoView {
    let due = RwSignal::new(false);
    spawn_local(async move {
        breathe().await;
        // the page may be gone by then
        let _ = due.try_set(true);
    });
    view! { <Show when=move || due.get()>{children()}</Show> }
}
