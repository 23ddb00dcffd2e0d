//! `/shortcuts` (更多): every function, one's own first; 编辑 puts a + or − on each tile, and own ones are put in order by
//! dragging or with the arrow keys. What is chosen is kept for the account and stands on every device.

use super::model::{Shortcut, shortcuts};
use super::shortcuts::{added, moved, parted, step, ways};
use crate::api::{self, Sent};
use crate::kit::{Button, ButtonKind, Icon, IconName, Loaded, PageHead, Tone, toast, use_load, use_me, use_save};
use gsdj_domain::home::{Home, SHORTCUTS_MAX, ShortcutsForm};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What is being chosen: nothing while one only looks.
#[derive(Clone, Copy)]
struct Choice {
    /// The own ones in their order, as chosen so far.
    draft: RwSignal<Option<Vec<String>>>,
    /// The tile that is being dragged.
    dragged: RwSignal<Option<String>>,
    /// What those hear who can't see it.
    said: RwSignal<String>,
}

impl Choice {
    fn put(self, way: &str, to: usize, label: &str) {
        self.draft.update(|d| {
            if let Some(list) = d {
                *list = moved(list, way, to);
            }
        });
        self.said.set(format!("“{label}”移到第 {} 个", to + 1));
    }

    fn add(self, way: &str, label: &str) {
        let Some(list) = self.draft.get_untracked() else { return };
        match added(&list, way) {
            Some(list) => {
                self.said.set(format!("“{label}”已加到常用功能，第 {} 个", list.len()));
                self.draft.set(Some(list));
            }
            None => toast::show(Tone::Warn, format!("常用功能最多 {SHORTCUTS_MAX} 个，请先移除一些")),
        }
    }

    fn remove(self, way: &str, label: &str) {
        self.draft.update(|d| {
            if let Some(list) = d {
                list.retain(|w| w != way);
            }
        });
        self.said.set(format!("“{label}”已从常用功能移除"));
    }
}

/// The page.
#[component]
pub fn ShortcutsPage() -> impl IntoView {
    let load = use_load(api::home::home, &[Tag::Home]);
    let show = move |home: Signal<Home>| view! { <Whole home=home/> };
    view! {
        <div class="page-narrow shortcuts-page">
            <PageHead title="全部功能" back="/home"/>
            <Loaded load=load view=show/>
        </div>
    }
}

#[component]
fn Whole(home: Signal<Home>) -> impl IntoView {
    let me = use_me();
    let all = Memo::new(move |_| me.get().map(|m| shortcuts(&m.permissions)).unwrap_or_default());
    let kept = Memo::new(move |_| home.with(|h| h.shortcuts.clone()));
    let choice =
        Choice { draft: RwSignal::new(None), dragged: RwSignal::new(None), said: RwSignal::new(String::new()) };
    let editing = Memo::new(move |_| choice.draft.with(Option::is_some));
    let both = Memo::new(move |_| {
        let chosen = choice.draft.get().or_else(|| kept.get());
        all.with(|all| parted(all, chosen.as_deref()))
    });
    let own = Signal::derive(move || both.get().0);
    let others = Signal::derive(move || both.get().1);
    view! {
        <Tools choice=choice editing=editing own=own/>
        <section class="panel" aria-label="常用功能">
            <h2 class="panel-title">"常用功能"</h2>
            <p class="muted small" id="shortcuts-how">
                {move || if editing.get() { "拖动排序；用键盘时，选中一个功能按方向键移动。" } else { "显示在首页，按“编辑”增减和排序。" }}
            </p>
            <Own own=own editing=editing choice=choice/>
        </section>
        <section class="panel" aria-label="更多功能">
            <h2 class="panel-title">"更多功能"</h2>
            <ul class="shortcuts">
                <For each=move || others.get() key=|s| s.to children=move |s| view! { <li><Other shortcut=s editing=editing choice=choice/></li> }/>
            </ul>
            {move || others.with(Vec::is_empty).then(|| view! { <p class="muted">"全部功能都在首页上了。"</p> })}
        </section>
        <p class="sr-only" role="status">{move || choice.said.get()}</p>
    }
}

/// 编辑, and while one chooses 完成, 取消 and 恢复默认.
#[component]
fn Tools(choice: Choice, editing: Memo<bool>, own: Signal<Vec<Shortcut>>) -> impl IntoView {
    let save = use_save(move |form: ShortcutsForm, key| async move {
        match api::home::set_shortcuts(form, key).await? {
            Sent::Done(_) => toast::show(Tone::Ok, "常用功能已保存"),
            Sent::Queued => toast::queued(),
        }
        choice.draft.set(None);
        Ok(())
    });
    let error = move || save.error().get().map(|e| e.sentence());
    let keep = move |_| save.go(ShortcutsForm { ways: choice.draft.get_untracked() });
    view! {
        <div class="row wrap shortcuts-tools">
            <Show when=move || !editing.get() fallback=move || view! {
                <Button kind=ButtonKind::Primary busy=save.pending() on_click=keep>"完成"</Button>
                <Button kind=ButtonKind::Line on_click=move |_| choice.draft.set(None)>"取消"</Button>
                <Button kind=ButtonKind::Quiet busy=save.pending() on_click=move |_| save.go(ShortcutsForm { ways: None })>"恢复默认"</Button>
            }>
                <Button kind=ButtonKind::Primary on_click=move |_| choice.draft.set(Some(ways(&own.get_untracked())))>"编辑"</Button>
                <a class="chip-button" href="/manual/shortcuts">"怎么用"</a>
            </Show>
        </div>
        <p class="fault" role="alert">{error}</p>
    }
}

/// The own ones. A finger or the mouse that drags one is followed by the whole list: the tile below it says the place.
#[component]
fn Own(own: Signal<Vec<Shortcut>>, editing: Memo<bool>, choice: Choice) -> impl IntoView {
    let follow = move |ev: leptos::ev::PointerEvent| {
        let Some(way) = choice.dragged.get_untracked() else { return };
        // let go of outside the list
        if ev.buttons() == 0 {
            return choice.dragged.set(None);
        }
        ev.prevent_default();
        #[expect(clippy::cast_precision_loss, reason = "a screen's coordinates are small")]
        let (x, y) = (ev.client_x() as f32, ev.client_y() as f32);
        let below = document().element_from_point(x, y).and_then(|e| e.closest("[data-way]").ok().flatten());
        let target = below.and_then(|e| e.get_attribute("data-way"));
        let list = own.get_untracked();
        let place = |way: &str| list.iter().position(|s| s.to == way);
        if let Some((from, to)) = target.and_then(|t| Some((place(&way)?, place(&t)?))).filter(|(from, to)| from != to)
        {
            choice.put(&way, to, list[from].label);
        }
    };
    let end = move |_| choice.dragged.set(None);
    view! {
        <ul class="shortcuts" class:editing=move || editing.get() aria-describedby="shortcuts-how"
            on:pointermove=follow on:pointerup=end on:pointercancel=end>
            <For each=move || own.get() key=|s| s.to children=move |s| view! {
                <li data-way=s.to class:dragged=move || choice.dragged.with(|d| d.as_deref() == Some(s.to))>
                    <Mine shortcut=s own=own editing=editing choice=choice/>
                </li>
            }/>
        </ul>
    }
}

#[component]
fn Mine(shortcut: Shortcut, own: Signal<Vec<Shortcut>>, editing: Memo<bool>, choice: Choice) -> impl IntoView {
    let Shortcut { label, to, .. } = shortcut;
    let place = move || own.with(|list| list.iter().position(|s| s.to == to)).unwrap_or(0);
    let name = move || format!("{label}，第 {} 个，按方向键移动", place() + 1);
    let keys = move |ev: leptos::ev::KeyboardEvent| {
        let at = untrack(place);
        if let Some(next) = step(&ev.key(), at, own.with_untracked(Vec::len)) {
            ev.prevent_default();
            choice.put(to, next, label);
            focus_again(to);
        }
    };
    let grasp = move |ev: leptos::ev::PointerEvent| {
        if ev.button() == 0 {
            choice.dragged.set(Some(to.to_owned()));
        }
    };
    move || {
        if !editing.get() {
            return view! { <a class="shortcut" href=to><Face shortcut=shortcut/></a> }.into_any();
        }
        view! {
            <button type="button" class="shortcut" data-move=to aria-label=name on:keydown=keys on:pointerdown=grasp><Face shortcut=shortcut/></button>
            <button type="button" class="shortcut-act minus" aria-label=format!("移除：{label}") on:click=move |_| choice.remove(to, label)>"−"</button>
        }
        .into_any()
    }
}

/// A tile that was moved in the page has lost the focus.
fn focus_again(way: &'static str) {
    request_animation_frame(move || {
        let found = document().query_selector(&format!("[data-move='{way}']")).ok().flatten();
        if let Some(tile) = found.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
            // it stands in the page and takes the focus
            let _ = tile.focus();
        }
    });
}

#[component]
fn Other(shortcut: Shortcut, editing: Memo<bool>, choice: Choice) -> impl IntoView {
    let Shortcut { label, to, .. } = shortcut;
    move || {
        if !editing.get() {
            return view! { <a class="shortcut" href=to><Face shortcut=shortcut/></a> }.into_any();
        }
        view! {
            <button type="button" class="shortcut" aria-label=format!("添加：{label}") on:click=move |_| choice.add(to, label)>
                <Face shortcut=shortcut/>
                <span class="shortcut-act plus" aria-hidden="true"><Icon name=IconName::Plus/></span>
            </button>
        }
        .into_any()
    }
}

#[component]
fn Face(shortcut: Shortcut) -> impl IntoView {
    view! {
        <span class=format!("shortcut-icon {}", shortcut.class)><Icon name=shortcut.icon/></span>
        <span>{shortcut.label}</span>
    }
}
