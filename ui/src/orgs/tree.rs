//! The tree as one list of lines, of which only those in view are drawn; children come by pages as they come into view
//! (FEATURES 12.1). One stop of the tab key; arrows walk it.

use super::model::{Line, Move, Tree, drawn, find};
use crate::api;
use crate::kit::{Chip, Frame, Icon, IconName, Tone, use_frame};
use gsdj_domain::OrgId;
use gsdj_domain::org::{OrgKind, OrgRow};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use std::time::Duration;

/// How long a word may take to be typed.
const WORD: Duration = Duration::from_millis(900);
/// How high a line is taken for before one was measured, in points.
const GUESS: f64 = 56.0;

/// The tree as it stands on the page.
#[derive(Clone, Copy)]
struct Shown {
    tree: RwSignal<Tree>,
    lines: Memo<Vec<Line>>,
    /// The current line's organisation.
    current: RwSignal<Option<OrgId>>,
    /// The height of a line.
    height: RwSignal<f64>,
    /// How far the window's top is below the first line, and how high the window is.
    view: RwSignal<(f64, f64)>,
    list: NodeRef<html::Ul>,
    typed: StoredValue<(String, Option<TimeoutHandle>)>,
}

/// The tree below these.
#[component]
pub fn TreeView(roots: Vec<OrgRow>) -> impl IntoView {
    let current = RwSignal::new(roots.first().map(|r| r.id));
    let tree = RwSignal::new(Tree::of(roots));
    let shown = Shown {
        tree,
        lines: Memo::new(move |_| tree.with(Tree::lines)),
        current,
        height: RwSignal::new(GUESS),
        view: RwSignal::new((0.0, 1_000.0)),
        list: NodeRef::new(),
        typed: StoredValue::new((String::new(), None)),
    };
    let frame = use_frame();
    let go = use_navigate();
    let keys = move |ev: KeyboardEvent| {
        // the remote control moves the focus itself
        if frame.get_untracked() != Frame::Tv {
            shown.hear(&ev, |to| go(&to, Default::default()));
        }
    };
    for event in ["scroll", "resize"] {
        let handle = window_event_listener_untyped(event, move |_| shown.look());
        on_cleanup(move || handle.remove());
    }
    Effect::new(move |_| {
        shown.lines.track();
        request_animation_frame(move || shown.look());
    });
    Effect::new(move |_| shown.fetch_seen());
    let range = Memo::new(move |_| {
        let (top, seen) = shown.view.get();
        drawn(top, seen, shown.height.get(), shown.lines.with(Vec::len))
    });
    let in_view = move || {
        let range = range.get();
        shown.lines.with(|lines| {
            range.clone().zip(lines[range.start..range.end.min(lines.len())].to_vec()).collect::<Vec<_>>()
        })
    };
    let active = move || {
        let id = shown.current.get()?;
        let range = range.get();
        let drawn = shown
            .lines
            .with(|l| l[range.start..range.end.min(l.len())].iter().any(|l| l.org().is_some_and(|r| r.id == id)));
        drawn.then(|| dom_id(id))
    };
    let waits = move || {
        let waiting = |line: &Line| matches!(line, Line::More { failed: false, .. });
        let range = range.get();
        shown.lines.with(|lines| lines[range.start..range.end.min(lines.len())].iter().any(waiting))
    };
    view! {
        <ul node_ref=shown.list class="tree flat" role="tree" tabindex="0" aria-label="组织树" aria-activedescendant=active aria-busy=move || waits().then_some("true")
            style:height=move || format!("{}px", shown.lines.with(Vec::len) as f64 * shown.height.get())
            on:keydown=keys>
            <For each=in_view key=key children=move |(at, line)| view! { <LineView at=at line=line shown=shown/> }/>
        </ul>
    }
}

/// A line is drawn anew when its place or what it says changes.
fn key((at, line): &(usize, Line)) -> (usize, i64, bool, bool) {
    match line {
        Line::Org { row, open, .. } => (*at, row.id.0, *open, false),
        Line::More { parent, failed, .. } => (*at, -parent.0, *failed, true),
    }
}

fn dom_id(id: OrgId) -> String {
    format!("org-{id}")
}

impl Shown {
    /// Measures where the list is in the window.
    fn look(self) {
        // the page may be gone when a frame comes
        let Some(list) = self.list.try_get_untracked().flatten() else { return };
        if let Ok(Some(line)) = list.query_selector("li") {
            let height = line.get_bounding_client_rect().height();
            if height > 1.0 && (height - self.height.get_untracked()).abs() > 0.5 {
                self.height.set(height);
            }
        }
        let seen = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(1_000.0);
        let view = (-list.get_bounding_client_rect().top(), seen);
        let before = self.view.get_untracked();
        // a line's worth of scrolling draws the same lines
        if (view.0 - before.0).abs() >= self.height.get_untracked() || (view.1 - before.1).abs() > 0.5 {
            self.view.set(view);
        }
    }

    /// Fetches the children that stand to come where one looks.
    fn fetch_seen(self) {
        let (top, seen) = self.view.get();
        let height = self.height.get();
        let due = self.lines.with(|lines| {
            let range = drawn(top, seen, height, lines.len());
            let parent = |line: &Line| if let Line::More { parent, .. } = line { Some(*parent) } else { None };
            lines[range].iter().filter_map(parent).collect::<Vec<_>>()
        });
        for parent in due {
            self.fetch(parent, false);
        }
    }

    fn fetch(self, parent: OrgId, again: bool) {
        let begun = self.tree.try_update_untracked(|tree| tree.begin(parent, again)).flatten();
        let Some(cursor) = begun else { return };
        spawn_local(async move {
            let answer = api::branch::children(Some(parent), cursor).await;
            // the page may be gone by then
            let _ = self.tree.try_update(|tree| match answer {
                Ok(page) => tree.arrived(parent, page.data.items, page.data.next),
                Err(_) => tree.failed(parent),
            });
        });
    }

    fn toggle(self, id: OrgId, open: bool) {
        self.tree.update(|tree| tree.set_open(id, open));
    }

    fn at(self) -> usize {
        let current = self.current.get_untracked();
        self.lines.with_untracked(|l| l.iter().position(|l| l.org().map(|r| r.id) == current).unwrap_or(0))
    }

    fn hear(self, ev: &KeyboardEvent, go: impl FnOnce(String)) {
        if ev.ctrl_key() || ev.alt_key() || ev.meta_key() || ev.is_composing() {
            return;
        }
        let at = self.at();
        let key = ev.key();
        let wanted = self.lines.with_untracked(|lines| self.tree.with_untracked(|tree| tree.key(lines, at, &key)));
        match wanted {
            Some(Move::To(to)) => self.stand(to),
            Some(Move::Open(id)) => self.toggle(id, true),
            Some(Move::Close(id)) => self.toggle(id, false),
            Some(Move::Enter(id)) => go(format!("/orgs/{id}")),
            None if key.chars().count() == 1 && key != " " => self.type_ahead(at, &key),
            None if matches!(key.as_str(), "ArrowDown" | "ArrowUp" | "ArrowLeft" | "ArrowRight" | "Home" | "End") => {}
            None => return,
        }
        ev.prevent_default();
    }

    /// Makes a line the current one, and shows it.
    fn stand(self, at: usize) {
        let id = self.lines.with_untracked(|l| l.get(at).and_then(Line::org).map(|r| r.id));
        self.current.set(id);
        let Some(list) = self.list.get_untracked() else { return };
        let (top, height) = (list.get_bounding_client_rect().top(), self.height.get_untracked());
        let seen = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(1_000.0);
        let y = top + at as f64 * height;
        // below the bar above, above the bar below
        let (from, to) = (seen * 0.15, seen * 0.85 - height);
        if y < from || y > to {
            window().scroll_by_with_x_and_y(0.0, if y < from { y - from } else { y - to });
        }
    }

    fn type_ahead(self, at: usize, key: &str) {
        let (mut word, earlier) = self.typed.get_value();
        if let Some(earlier) = earlier {
            earlier.clear();
        }
        word += key;
        // the first key goes on to the next line; those that follow may stay
        let from = if word.chars().count() == 1 { at } else { at.saturating_sub(1) };
        if let Some(to) = self.lines.with_untracked(|lines| find(lines, from, &word)) {
            self.stand(to);
        }
        let forget = set_timeout_with_handle(move || drop(self.typed.try_set_value((String::new(), None))), WORD);
        self.typed.set_value((word, forget.ok()));
    }
}

#[component]
fn LineView(at: usize, line: Line, shown: Shown) -> impl IntoView {
    let top = move || format!("{}px", at as f64 * shown.height.get());
    match line {
        Line::Org { row, level, place, of, open } => {
            let (id, has) = (row.id, row.children > 0);
            let current = Memo::new(move |_| shown.current.get() == Some(id));
            let label =
                if open { format!("收起{}的下级", row.name) } else { format!("展开{}的下级", row.name) };
            view! {
                <li role="treeitem" id=dom_id(id) class="tree-line" class:current=move || current.get()
                    attr:aria-level=level.to_string() aria-posinset=place.to_string() aria-setsize=of.to_string() aria-expanded=has.then(|| open.to_string())
                    aria-selected=move || current.get().to_string() style:top=top style=("--level", (level - 1).to_string())
                    on:click=move |_| shown.current.set(Some(id))>
                    {if has {
                        view! {
                            <button type="button" class="tree-toggle" tabindex="-1" aria-label=label aria-expanded=open.to_string()
                                on:click=move |_| shown.toggle(id, !open)><Icon name=IconName::Forward/></button>
                        }.into_any()
                    } else {
                        view! { <span class="tree-toggle" aria-hidden="true"></span> }.into_any()
                    }}
                    {name(&row, true)}
                </li>
            }
            .into_any()
        }
        Line::More { parent, level, failed } => {
            let again = move |_| shown.fetch(parent, true);
            let inside = if failed {
                view! { <button type="button" class="link" tabindex="-1" on:click=again>"没有读到，按这里再试"</button> }.into_any()
            } else {
                view! { <span class="muted">"正在载入…"</span> }.into_any()
            };
            view! { <li role="treeitem" attr:aria-level=level.to_string() class="tree-line" style:top=top style=("--level", (level - 1).to_string())><span class="tree-toggle"></span>{inside}</li> }
                .into_any()
        }
    }
}

/// The name of an organisation with its kind and figures, leading to its page.
pub fn name(o: &OrgRow, in_tree: bool) -> impl IntoView + use<> {
    let kind = o.kind;
    let tone = match kind {
        OrgKind::Province | OrgKind::Committee => Tone::Gold,
        OrgKind::GeneralBranch => Tone::Info,
        OrgKind::Branch => Tone::Plain,
    };
    let count = match (o.members, o.children) {
        (Some(members), _) => format!("{members} 名党员"),
        (None, children) => format!("下级 {children} 个"),
    };
    view! {
        <a class="tree-link" tabindex=in_tree.then_some("-1") href=format!("/orgs/{}", o.id) title=o.name.clone()>
            <span class="tree-name"><b>{o.name.clone()}</b><Chip tone=tone>{kind.label()}</Chip></span>
            <span class="cell-note">{format!("{} · {count}", o.code)}</span>
        </a>
    }
}
