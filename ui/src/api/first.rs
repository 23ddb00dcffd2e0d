//! The answers that came with a guest's page: each is taken once, while the page is young, instead of asking again.

use super::session::was_signed_in;
use super::transport::Answer;
use crate::kit::clock::steady;
use js_sys::{JSON, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast as _, JsValue};

/// Where the server puts them.
const PLACE: &str = "first-answers";
/// How old a page may be whose answers still stand, in milliseconds.
const YOUNG: i64 = 10_000;

thread_local! {
    static ANSWERS: RefCell<Option<Object>> = RefCell::new(found());
}

fn found() -> Option<Object> {
    let element = web_sys::window()?.document()?.get_element_by_id(PLACE)?;
    let text = element.text_content().unwrap_or_default();
    element.remove();
    if came_back() || was_signed_in() {
        return None;
    }
    JSON::parse(&text).ok()?.dyn_into().ok()
}

/// Whether the browser took the page from its history: it may be of any age.
fn came_back() -> bool {
    let performance = web_sys::window().and_then(|window| window.performance());
    let entry = performance.map(|p| p.get_entries_by_type("navigation").get(0)).filter(JsValue::is_object);
    let how = entry.and_then(|entry| Reflect::get(&entry, &"type".into()).ok());
    how.and_then(|how| how.as_string()).is_some_and(|how| how == "back_forward")
}

/// The answer that came for `path`, if one did and nobody has taken it.
pub(super) fn take(path: &str) -> Option<Answer> {
    if steady() > YOUNG {
        forget();
    }
    ANSWERS.with_borrow(|answers| {
        let (answers, path) = (answers.as_ref()?, JsValue::from(path));
        let answer = Reflect::get(answers, &path).ok().filter(JsValue::is_object)?;
        let member = |name: &str| Reflect::get(&answer, &name.into()).ok();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a status is whole and fits")]
        let status = member("status")?.as_f64()? as u16;
        let body = member("body")?.as_string()?;
        // one that can't be taken out is older than it was when it is asked for again, no more
        let _ = Reflect::delete_property(answers, &path);
        Some(Answer { status, body, age: None, queued: false })
    })
}

/// Nothing of it stands any more: something was written.
pub(super) fn forget() {
    ANSWERS.set(None);
}
