//! The script of the editor (`ui/editor`): fetched when it is needed, and reached by name.

use js_sys::{Function, Reflect};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Where the script lies.
const SCRIPT: &str = "/editor.js";

/// Whether the script is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// On its way.
    Coming,
    /// There.
    There,
    /// It can't be had.
    Failed,
}

fn maker() -> Option<JsValue> {
    let found = Reflect::get(web_sys::window()?.as_ref(), &"gsdjEditor".into()).ok()?;
    found.is_object().then_some(found)
}

/// Fetches the script, once for as long as the page lives.
pub fn fetch() -> RwSignal<Script> {
    let state = RwSignal::new(if maker().is_some() { Script::There } else { Script::Coming });
    if state.get_untracked() == Script::There {
        return state;
    }
    let Ok(script) = document().create_element("script") else {
        state.set(Script::Failed);
        return state;
    };
    let settle = move |_: web_sys::Event| {
        let _ = state.try_set(if maker().is_some() { Script::There } else { Script::Failed });
    };
    let closure = Closure::<dyn Fn(web_sys::Event)>::new(settle).into_js_value();
    for event in ["load", "error"] {
        let _ = script.add_event_listener_with_callback(event, closure.unchecked_ref());
    }
    let placed = script.set_attribute("src", SCRIPT).is_ok()
        && document().head().is_some_and(|head| head.append_child(&script).is_ok());
    if !placed {
        state.set(Script::Failed);
    }
    state
}

/// A mounted editor.
#[derive(Clone)]
pub struct Editor {
    handle: JsValue,
    // called by the script for as long as the editor is there
    _heard: Rc<RefCell<Vec<JsValue>>>,
}

impl Editor {
    /// Mounts an editor in `place`; `attributes` are those of its text field.
    ///
    /// # Errors
    /// What the script throws.
    pub fn mount(
        place: &web_sys::Element,
        html: &str,
        attributes: &[(&str, String)],
        on_text: impl Fn(String) + 'static,
        on_state: impl Fn(String) + 'static,
    ) -> Result<Self, JsValue> {
        let maker = maker().ok_or(JsValue::NULL)?;
        let mount: Function = Reflect::get(&maker, &"mount".into())?.dyn_into()?;
        let (text, state) = (heard(on_text), heard(on_state));
        let options = js_sys::Object::new();
        let names = js_sys::Object::new();
        for (name, value) in attributes {
            Reflect::set(&names, &(*name).into(), &value.into())?;
        }
        let members = [("html", html.into()), ("attributes", names.into()), ("onText", text), ("onState", state)];
        let mut kept = Vec::new();
        for (name, value) in members {
            Reflect::set(&options, &name.into(), &value)?;
            kept.push(value);
        }
        let handle = mount.call2(&maker, place, &options)?;
        Ok(Self { handle, _heard: Rc::new(RefCell::new(kept)) })
    }

    fn call(&self, name: &str, argument: &JsValue) {
        let function = Reflect::get(&self.handle, &name.into()).ok().and_then(|f| f.dyn_into::<Function>().ok());
        if let Some(function) = function {
            // a command that can't be done where the cursor stands does nothing
            let _ = function.call1(&self.handle, argument);
        }
    }

    /// Does what a button of the toolbar is for.
    pub fn run(&self, command: &str) {
        self.call("run", &command.into());
    }

    /// Takes it away.
    pub fn destroy(&self) {
        self.call("destroy", &JsValue::UNDEFINED);
    }
}

fn heard(hear: impl Fn(String) + 'static) -> JsValue {
    Closure::<dyn Fn(String)>::new(hear).into_js_value()
}
