//! Sheets (from below on the phone) and dialogs (in the middle on the computer): the browser's own modal dialog, which
//! keeps the focus inside and closes on Esc and on back.

use super::button::{Button, ButtonKind};
use super::icon::{Icon, IconName};
use leptos::html;
use leptos::prelude::*;

/// Whether the sheet about `of` is open: it is while `of` holds something, and closing it empties `of`.
#[must_use]
pub fn sheet_for<T: Send + Sync + 'static>(of: RwSignal<Option<T>>) -> RwSignal<bool> {
    let open = RwSignal::new(of.with_untracked(Option::is_some));
    // each follows the other, and only where it has to: else they would call one another forever
    Effect::new(move |_| {
        let wanted = of.with(Option::is_some);
        if open.get_untracked() != wanted {
            open.set(wanted);
        }
    });
    Effect::new(move |_| {
        if !open.get() && of.with_untracked(Option::is_some) {
            of.set(None);
        }
    });
    open
}

/// A sheet that shows its children while it is open.
#[component]
pub fn Sheet(open: RwSignal<bool>, #[prop(into)] title: Signal<String>, children: ChildrenFn) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                // a dialog that is not in the page yet can't be shown; the effect runs again then
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    });
    let outside = move |ev: leptos::ev::MouseEvent| {
        let on_backdrop = ev.target().zip(dialog.get_untracked()).is_some_and(|(target, d)| target == *d.as_ref());
        if on_backdrop {
            open.set(false);
        }
    };
    view! {
        <dialog node_ref=dialog class="sheet" aria-label=move || title.get() on:close=move |_| open.set(false) on:click=outside>
            {move || open.get().then(|| view! {
                <div class="sheet-inside">
                    <header class="sheet-head">
                        <h2>{move || title.get()}</h2>
                        <button type="button" class="sheet-close" aria-label="关闭" on:click=move |_| open.set(false)>
                            <Icon name=IconName::Close/>
                        </button>
                    </header>
                    <div class="sheet-body">{children()}</div>
                </div>
            })}
        </dialog>
    }
    .into_any()
}

/// Asks once, in plain words, before something that can't be undone.
#[component]
pub fn Confirm(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] text: Signal<String>,
    #[prop(into)] yes: Signal<String>,
    #[prop(optional, into)] busy: Option<Signal<bool>>,
    #[prop(optional, into)] error: Option<Signal<Option<String>>>,
    #[prop(optional)] danger: bool,
    #[prop(into)] on_yes: Callback<()>,
) -> impl IntoView {
    let busy = busy.unwrap_or_else(|| Signal::stored(false));
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    view! {
        <Sheet open=open title=title>
            <p class="confirm-text">{move || text.get()}</p>
            <p class="fault" role="alert">{move || error.and_then(|e| e.get())}</p>
            <div class="sheet-foot row">
                <Button kind=ButtonKind::Line on_click=move |_| open.set(false)>"再想想"</Button>
                <Button kind=kind busy=busy on_click=move |_| on_yes.run(())>{move || yes.get()}</Button>
            </div>
        </Sheet>
    }
    .into_any()
}
