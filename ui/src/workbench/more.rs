//! What stands around the rows of a list: skeleton, error, nothing, more.

use super::paged::Paged;
use crate::kit::{ErrorCard, Skeleton};
use leptos::prelude::*;

/// Shows the children once rows (or an empty list) have come; before that a skeleton or what went wrong.
#[component]
pub fn FreshList<T: Clone + Send + Sync + 'static>(
    list: Paged<T>,
    #[prop(into, optional)] empty: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let failed = move || list.fresh.get() && list.error.with(Option::is_some);
    let waiting = move || list.fresh.get() && !failed();
    let none = Memo::new(move |_| !list.fresh.get() && list.rows.with(Vec::is_empty));
    let there = Memo::new(move |_| list.rows.with(|r| !r.is_empty()));
    view! {
        {move || waiting().then(|| view! { <Skeleton rows=6/> })}
        {move || failed().then(|| list.error.get()).flatten().map(|e| view! { <ErrorCard error=e on_retry=move || list.reload()/> })}
        {move || none.get().then(|| empty.run())}
        {move || there.get().then(|| children())}
    }
}

/// 「显示更多」, and what went wrong with it.
#[component]
pub fn MoreRows<T: Clone + Send + Sync + 'static>(list: Paged<T>) -> impl IntoView {
    let label = move || if list.busy.get() { "正在载入…" } else { "显示更多" };
    view! {
        <p class="fault" role="alert">
            {move || list.error.with(|e| e.as_ref().filter(|_| !list.fresh.get()).map(|e| e.sentence()))}
        </p>
        <Show when=move || list.next.with(Option::is_some)>
            <button type="button" class="more" aria-busy=move || list.busy.get().to_string() on:click=move |_| list.more()>{label}</button>
        </Show>
    }
}
