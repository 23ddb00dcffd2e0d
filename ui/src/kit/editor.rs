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

/// What stands where the cursor does.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
pub struct Here {
    /// Where the link leads; empty for none.
    pub href: String,
    /// The marked text, or the link's.
    pub text: String,
    /// The chosen picture's file; empty for none.
    pub file: String,
    /// What is said of that picture.
    pub alt: String,
}

/// What an editor is mounted with.
pub struct Mounting<'m> {
    /// The text it begins with.
    pub html: &'m str,
    /// The attributes of its text field.
    pub attributes: &'m [(&'m str, String)],
    /// Gets the text whenever it has changed.
    pub on_text: Box<dyn Fn(String)>,
    /// Gets the names of what is on where the cursor stands.
    pub on_state: Box<dyn Fn(String)>,
    /// What else an article's editor needs; a record's without.
    pub article: Option<ArticleCalls>,
}

/// What an article's editor calls.
pub struct ArticleCalls {
    /// Says where a picture's file is shown from.
    pub address: Box<dyn Fn(String) -> String>,
    /// Gets a picture that was pasted or dropped.
    pub on_file: Box<dyn Fn(web_sys::File)>,
    /// Gets how many pasted pictures were left out.
    pub on_lost: Box<dyn Fn(String)>,
    /// Gets the name of a command that must be told something.
    pub on_wish: Box<dyn Fn(String)>,
}

impl Editor {
    /// Mounts an editor in `place`.
    ///
    /// # Errors
    /// What the script throws.
    pub fn mount(place: &web_sys::Element, mounting: Mounting<'_>) -> Result<Self, JsValue> {
        let maker = maker().ok_or(JsValue::NULL)?;
        let mount: Function = Reflect::get(&maker, &"mount".into())?.dyn_into()?;
        let names = js_sys::Object::new();
        for (name, value) in mounting.attributes {
            Reflect::set(&names, &(*name).into(), &value.into())?;
        }
        let kind = if mounting.article.is_some() { "article" } else { "record" };
        let mut members = vec![
            ("html", mounting.html.into()),
            ("attributes", names.into()),
            ("kind", kind.into()),
            ("onText", Closure::wrap(mounting.on_text).into_js_value()),
            ("onState", Closure::wrap(mounting.on_state).into_js_value()),
        ];
        if let Some(article) = mounting.article {
            members.push(("address", Closure::wrap(article.address).into_js_value()));
            members.push(("onFile", Closure::wrap(article.on_file).into_js_value()));
            members.push(("onLost", Closure::wrap(article.on_lost).into_js_value()));
            members.push(("onWish", Closure::wrap(article.on_wish).into_js_value()));
        }
        let options = js_sys::Object::new();
        let mut kept = Vec::new();
        for (name, value) in members {
            Reflect::set(&options, &name.into(), &value)?;
            kept.push(value);
        }
        let handle = mount.call2(&maker, place, &options)?;
        Ok(Self { handle, _heard: Rc::new(RefCell::new(kept)) })
    }

    fn function(&self, name: &str) -> Option<Function> {
        Reflect::get(&self.handle, &name.into()).ok().and_then(|f| f.dyn_into().ok())
    }

    fn call(&self, name: &str, argument: &JsValue) {
        if let Some(function) = self.function(name) {
            // a command that can't be done where the cursor stands does nothing
            let _ = function.call1(&self.handle, argument);
        }
    }

    /// Does what a button of the toolbar is for.
    pub fn run(&self, command: &str) {
        self.call("run", &command.into());
    }

    /// Puts a link on what is marked, or in as text; an empty address takes the link away.
    pub fn link(&self, href: &str, text: &str) {
        self.tell("link", &serde_json::json!({ "href": href, "text": text }));
    }

    /// Puts a picture in, or describes the chosen one anew.
    pub fn picture(&self, file: &str, alt: &str) {
        self.tell("picture", &serde_json::json!({ "file": file, "alt": alt }));
    }

    fn tell(&self, command: &str, what: &serde_json::Value) {
        if let Some(function) = self.function("tell") {
            // as for any command
            let _ = function.call2(&self.handle, &command.into(), &what.to_string().into());
        }
    }

    /// What stands where the cursor does.
    #[must_use]
    pub fn here(&self) -> Here {
        let json = self.function("here").and_then(|here| here.call0(&self.handle).ok()).and_then(|j| j.as_string());
        json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
    }

    /// Writes down at once what was typed a moment ago.
    pub fn flush(&self) {
        self.call("flush", &JsValue::UNDEFINED);
    }

    /// Takes it away.
    pub fn destroy(&self) {
        self.call("destroy", &JsValue::UNDEFINED);
    }
}
