//! Which field of a form an event happened in.

use wasm_bindgen::JsCast;
use web_sys::Element;

/// The name of the field that an event happened in.
#[must_use]
pub fn field_of(ev: &web_sys::Event) -> Option<String> {
    let element = ev.target()?.dyn_into::<Element>().ok()?;
    element.get_attribute("name").filter(|n| !n.is_empty())
}
