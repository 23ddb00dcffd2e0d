//! The app's shell as the pages reach it: `window.__TAURI__`, looked up by name because no package is needed for that.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

fn tauri() -> Option<JsValue> {
    let found = Reflect::get(web_sys::window()?.as_ref(), &"__TAURI__".into()).ok()?;
    found.is_object().then_some(found)
}

/// Whether these pages run inside the app.
#[must_use]
pub fn is_app() -> bool {
    tauri().is_some()
}

/// A function below `window.__TAURI__`, with the object it belongs to.
fn function(part: &str, name: &str) -> Option<(JsValue, Function)> {
    let part = Reflect::get(&tauri()?, &part.into()).ok()?;
    let function = Reflect::get(&part, &name.into()).ok()?.dyn_into().ok()?;
    Some((part, function))
}

/// An object with these members.
pub fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // setting a member of a plain object cannot fail
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// The address under which the shell hands out a file; `None` in the browser.
#[must_use]
pub fn address(file: &str) -> Option<String> {
    let (core, convert) = function("core", "convertFileSrc")?;
    convert.call2(&core, &file.into(), &"gsdj-file".into()).ok()?.as_string()
}

/// The address under which the shell hands out a film or the like: by a server of its own where it has one.
#[must_use]
pub fn film(name: &str) -> Option<String> {
    tauri()?;
    let place = Reflect::get(web_sys::window()?.as_ref(), &"__GSDJ_FILMS__".into()).ok().and_then(|p| p.as_string());
    place.map(|place| format!("{place}{name}")).or_else(|| address(name))
}

/// Calls a command of the shell.
///
/// # Errors
/// What the command threw: a sentence.
pub async fn invoke(command: &str, args: &JsValue, options: Option<&JsValue>) -> Result<JsValue, JsValue> {
    let (core, invoke) = function("core", "invoke").ok_or(JsValue::NULL)?;
    let list = Array::of2(&command.into(), args);
    if let Some(options) = options {
        list.push(options);
    }
    let promise: Promise = invoke.apply(&core, &list)?.dyn_into()?;
    JsFuture::from(promise).await
}

/// Hears the shell's event of this name for as long as the page lives; `hear` gets its payload.
pub fn listen(event: &str, hear: impl Fn(JsValue) + 'static) {
    let Some((part, listen)) = function("event", "listen") else { return };
    let closure = wasm_bindgen::closure::Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        hear(Reflect::get(&event, &"payload".into()).unwrap_or(JsValue::NULL));
    });
    // a shell that refuses leaves the pages without live news; they still fetch
    let _ = listen.call2(&part, &event.into(), closure.as_ref());
    closure.forget();
}
