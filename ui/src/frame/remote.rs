//! The remote control: arrows move the focus, OK opens, back goes back to where the focus was.
//!
//! What has the focus is remembered per address, by where it leads or by its place, so that coming back finds it again
//! although the page was drawn anew.

use super::focus::{Spot, Way, next, to_main};
use super::{Frame, use_frame};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

const FOCUSABLE: &str = "a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), \
    textarea:not([disabled]), summary, [tabindex='0']";

/// Parts that are read and hold nothing to press: they take the focus too, or nobody could scroll to them.
const READ: &str = "#main .panel:not([tabindex]), #main .why:not([tabindex]), #main .article:not([tabindex])";

/// From this share of the window on, an element is shown from its beginning and not by its middle.
const TALL: f64 = 0.7;

/// What ends above this share of the page's first screen is shown with the page's top,
const FIRST_SCREEN: f64 = 0.85;
/// and so is what begins above this one, however tall.
const AT_TOP: f64 = 0.4;

/// When the page's content may have come, in milliseconds after it was opened.
const LOOKS: [u64; 6] = [30, 150, 400, 900, 1_800, 3_500];

thread_local! {
    static REMEMBERED: RefCell<HashMap<String, String>> = RefCell::new(HashMap::new());
    /// Which opening of a page the pending looks belong to.
    static OPENING: Cell<u32> = const { Cell::new(0) };
}

/// What a key of a keyboard or a remote control means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// Move the focus.
    Move(Way),
    /// Go back.
    Back,
}

/// What this key means here; `None` when it is not ours. In a field, arrows and deleting belong to the text.
#[must_use]
pub fn press(key: &str, code: u32, in_text: bool) -> Option<Press> {
    match (key, code) {
        ("ArrowUp", _) => Some(Press::Move(Way::Up)),
        ("ArrowDown", _) => Some(Press::Move(Way::Down)),
        ("ArrowLeft", _) if !in_text => Some(Press::Move(Way::Left)),
        ("ArrowRight", _) if !in_text => Some(Press::Move(Way::Right)),
        ("Backspace", _) if !in_text => Some(Press::Back),
        // Tizen and webOS send numbers only
        ("Escape" | "GoBack" | "BrowserBack" | "XF86Back", _) | (_, 10_009 | 461) => Some(Press::Back),
        _ => None,
    }
}

/// Hears the keys and follows the address; once, inside the router.
pub fn watch() {
    let frame = use_frame();
    let back = super::back::use_back();
    let location = use_location();
    // a page may have several screens under one path
    let path = Memo::new(move |_| location.pathname.get() + &location.search.get());
    // for as long as the page lives
    std::mem::forget(window_event_listener(leptos::ev::keydown, move |ev| {
        if frame.get_untracked() == Frame::Tv {
            hear(&ev, || back("/home"));
        }
    }));
    std::mem::forget(window_event_listener(leptos::ev::focusin, move |ev| {
        if frame.get_untracked() == Frame::Tv
            && let Some(element) = ev.target().and_then(|t| t.dyn_into::<Element>().ok())
        {
            remember(path.get_untracked(), &element);
        }
    }));
    Effect::new(move |before: Option<String>| {
        let path = path.get();
        if frame.get() == Frame::Tv {
            let same_page = before.is_some_and(|b| b.split('?').next() == path.split('?').next());
            find_again(&path, same_page);
        }
        path
    });
}

fn hear(ev: &KeyboardEvent, back: impl FnOnce()) {
    let in_text = active().is_some_and(|e| e.matches("input, textarea, select").unwrap_or(false));
    let Some(press) = press(&ev.key(), ev.key_code(), in_text) else { return };
    let dialog = document().query_selector("dialog[open]").ok().flatten();
    match press {
        // the browser closes an open dialog itself
        Press::Back if dialog.is_some() => return,
        Press::Back => back(),
        Press::Move(way) => step(way, dialog.as_ref()),
    }
    ev.prevent_default();
}

fn step(way: Way, within: Option<&Element>) {
    OPENING.set(OPENING.get().wrapping_add(1));
    let all = focusable(within);
    let Some(here) = active().filter(|a| all.iter().any(|e| **e == *a)) else {
        if let Some(first) = all.first() {
            focus(first);
        }
        return;
    };
    let others: Vec<_> = all.iter().filter(|e| ***e != here).collect();
    let spots: Vec<_> = others.iter().map(|e| spot(e)).collect();
    if let Some(found) = next(spot(&here), &spots, way).and_then(|i| others.get(i)) {
        focus(found);
    }
}

fn active() -> Option<Element> {
    document().active_element()
}

fn spot(element: &Element) -> Spot {
    let rect = element.get_bounding_client_rect();
    Spot { x: rect.x(), y: rect.y(), w: rect.width(), h: rect.height() }
}

/// Lets parts that only are read take the focus.
fn open_to_reading() {
    let Ok(parts) = document().query_selector_all(READ) else { return };
    for part in (0..parts.length()).filter_map(|i| parts.item(i)?.dyn_into::<Element>().ok()) {
        if part.query_selector(FOCUSABLE).ok().flatten().is_none() {
            // the name and the value are well formed
            let _ = part.set_attribute("tabindex", "0");
        }
    }
}

/// What can have the focus and is seen, in the document's order.
fn focusable(within: Option<&Element>) -> Vec<HtmlElement> {
    open_to_reading();
    let found = match within {
        Some(element) => element.query_selector_all(FOCUSABLE),
        None => document().query_selector_all(FOCUSABLE),
    };
    let Ok(found) = found else { return Vec::new() };
    let all = (0..found.length()).filter_map(|i| found.item(i)?.dyn_into::<HtmlElement>().ok());
    all.filter(|e| e.offset_width() > 0 && !e.class_list().contains("skip")).collect()
}

fn focus(element: &HtmlElement) {
    // what takes no focus is passed over with the next press
    let _ = element.focus();
    let options = web_sys::ScrollIntoViewOptions::new();
    let height = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(0.0);
    let rect = element.get_bounding_client_rect();
    let above = window().scroll_y().unwrap_or(0.0);
    let on_first_screen = rect.bottom() + above < height * FIRST_SCREEN || rect.top() + above < height * AT_TOP;
    options.set_block(match rect.height() > height * TALL {
        _ if on_first_screen => web_sys::ScrollLogicalPosition::Nearest,
        true => web_sys::ScrollLogicalPosition::Start,
        false => web_sys::ScrollLogicalPosition::Center,
    });
    options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    if on_first_screen {
        // the heading above belongs to it
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// A name for the element that survives being drawn anew.
fn name(element: &Element) -> Option<String> {
    element.get_attribute("href").or_else(|| element.get_attribute("aria-label")).or_else(|| element.text_content())
}

fn remember(path: String, element: &Element) {
    let inside = element.closest("#main").ok().flatten().is_some() && element.id() != "main";
    if let Some(name) = name(element).filter(|_| inside) {
        REMEMBERED.with_borrow_mut(|all| all.insert(path, name));
    }
}

/// Looks for what had the focus here, or for the first thing, until it has come or a key was pressed. On the same page, what
/// stays keeps the focus.
fn find_again(path: &str, same_page: bool) {
    let opening = OPENING.get().wrapping_add(1);
    OPENING.set(opening);
    let wanted = REMEMBERED.with_borrow(|all| all.get(path).cloned());
    for (i, ms) in LOOKS.into_iter().enumerate() {
        let wanted = wanted.clone();
        let last = i + 1 == LOOKS.len();
        let look = move || {
            let stays =
                same_page && active().is_some_and(|e| e.id() != "main" && e.closest("#main").ok().flatten().is_some());
            if OPENING.get() == opening && !stays && land(wanted.as_deref(), last) {
                OPENING.set(opening.wrapping_add(1));
            }
        };
        set_timeout(look, Duration::from_millis(ms));
    }
}

/// Focuses what was wanted, or the first thing there is when nothing was, or when nothing more will come.
fn land(wanted: Option<&str>, last: bool) -> bool {
    let main = document().get_element_by_id("main");
    let all = focusable(main.as_ref());
    let same = |e: &&HtmlElement| wanted.is_some() && name(e).as_deref() == wanted;
    let found = all.iter().find(same).or_else(|| all.first().filter(|_| wanted.is_none() || last));
    match found {
        Some(element) => focus(element),
        None if last => to_main(),
        None => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remotes_of_several_makers_go_back() {
        for (key, code) in
            [("Escape", 27), ("GoBack", 0), ("XF86Back", 10_009), ("Unidentified", 461), ("Backspace", 8)]
        {
            assert_eq!(press(key, code, false), Some(Press::Back), "{key}");
        }
    }

    #[test]
    fn in_a_field_deleting_and_moving_belong_to_the_text() {
        assert_eq!(press("Backspace", 8, true), None);
        assert_eq!(press("ArrowLeft", 37, true), None);
        assert_eq!(press("ArrowDown", 40, true), Some(Press::Move(Way::Down)));
        assert_eq!(press("a", 65, false), None);
    }
}
