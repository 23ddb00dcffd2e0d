//! The order of columns: by dragging, by buttons, and by the arrow keys on the handle.

use super::model::column::{Row, dropped_on, moved};
use crate::api;
use crate::kit::{Icon, IconName, Save, Tone, toast, use_save};
use gsdj_domain::ColumnId;
use gsdj_domain::content::DeskColumn;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What moves columns.
#[derive(Clone, Copy)]
pub struct Mover {
    columns: Signal<Vec<DeskColumn>>,
    dragged: RwSignal<Option<ColumnId>>,
    over: RwSignal<Option<ColumnId>>,
    /// Whose handle gets the focus back once the rows are drawn anew.
    focus: StoredValue<Option<ColumnId>>,
    save: Save<(Vec<ColumnId>, String)>,
}

impl Mover {
    /// For these columns.
    #[must_use]
    pub fn new(columns: Signal<Vec<DeskColumn>>) -> Self {
        let save = use_save(move |(order, said): (Vec<ColumnId>, String), key| async move {
            api::desk::order_columns(order, key).await?;
            toast::show(Tone::Ok, said);
            Ok(())
        });
        Effect::new(move |_| {
            if let Some(error) = save.error().get() {
                toast::show(Tone::Bad, error.sentence());
            }
        });
        let focus = StoredValue::new(None);
        Effect::new(move |_| {
            columns.track();
            if let Some(id) = focus.get_value() {
                focus.set_value(None);
                focus_handle(id);
            }
        });
        Self { columns, dragged: RwSignal::new(None), over: RwSignal::new(None), focus, save }
    }

    fn to(self, id: ColumnId, place: usize) {
        let found = self.columns.with_untracked(|all| {
            let name = all.iter().find(|c| c.column.id == id).map(|c| c.column.name.clone())?;
            Some((moved(all, id, place)?, format!("“{name}”移到第 {} 位", place + 1)))
        });
        if let Some(order) = found {
            self.focus.set_value(Some(id));
            self.save.go(order);
        }
    }

    fn dropped(self, target: ColumnId) {
        self.over.set(None);
        let Some(id) = self.dragged.get_untracked() else { return };
        self.dragged.set(None);
        if let Some(place) = self.columns.with_untracked(|all| dropped_on(all, id, target)) {
            self.to(id, place);
        }
    }

    /// Whether the dragged column may be put where `target` stands.
    fn takes(self, target: ColumnId) -> bool {
        let id = self.dragged.get_untracked();
        id.is_some_and(|id| self.columns.with_untracked(|all| dropped_on(all, id, target)).is_some())
    }
}

/// The handle keeps the focus although the rows are drawn anew.
fn focus_handle(id: ColumnId) {
    request_animation_frame(move || {
        let handle = document().get_element_by_id(&format!("handle-{id}"));
        if let Some(handle) = handle.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
            // one that takes no focus is moved all the same
            let _ = handle.focus();
        }
    });
}

/// A row that can be moved, with what stands in it.
#[component]
pub fn Movable(row: Row, mover: Mover, children: Children) -> impl IntoView {
    let id = row.column.column.id;
    let (place, last) = (row.place, row.beside.saturating_sub(1));
    let name = row.column.column.name.clone();
    let alone = row.beside < 2;
    let keys = move |ev: leptos::ev::KeyboardEvent| {
        let to = match ev.key().as_str() {
            "ArrowUp" => place.checked_sub(1),
            "ArrowDown" => Some(place + 1).filter(|to| *to <= last),
            "Home" => Some(0),
            "End" => Some(last),
            _ => return,
        };
        ev.prevent_default();
        if let Some(to) = to {
            mover.to(id, to);
        }
    };
    let over = move |ev: leptos::ev::DragEvent| {
        if mover.takes(id) {
            ev.prevent_default();
            mover.over.set(Some(id));
        }
    };
    let begin = move |ev: leptos::ev::DragEvent| {
        mover.dragged.set(Some(id));
        if let Some(data) = ev.data_transfer() {
            // some browsers drag nothing that carries nothing
            let _ = data.set_data("text/plain", &id.to_string());
        }
    };
    let end = move |_| {
        mover.dragged.set(None);
        mover.over.set(None);
    };
    let label = format!("调整“{name}”的顺序：按上下方向键，第 {} 位，共 {} 位", place + 1, last + 1);
    let up = format!("“{name}”上移");
    let down = format!("“{name}”下移");
    let draggable = if alone { "false" } else { "true" };
    view! {
        <li class="desk-column" data-depth=row.depth.to_string() draggable=draggable class:over=move || mover.over.get() == Some(id)
            class:dragged=move || mover.dragged.get() == Some(id)
            on:dragstart=begin on:dragend=end on:dragover=over on:drop=move |ev| { ev.prevent_default(); mover.dropped(id) }>
            {if alone {
                view! { <span class="desk-handle" aria-hidden="true"></span> }.into_any()
            } else {
                view! { <button type="button" class="desk-handle" id=format!("handle-{id}") aria-label=label title="拖动，或按上下方向键" on:keydown=keys><span aria-hidden="true">"⠿"</span></button> }.into_any()
            }}
            <div class="grow desk-column-body">{children()}</div>
            <Show when=move || { !alone }>
                <button type="button" class="icon-button desk-up" aria-label=up.clone() disabled={place == 0} on:click=move |_| mover.to(id, place.saturating_sub(1))><Icon name=IconName::Down/></button>
                <button type="button" class="icon-button" aria-label=down.clone() disabled={place == last} on:click=move |_| mover.to(id, place + 1)><Icon name=IconName::Down/></button>
            </Show>
        </li>
    }
}
