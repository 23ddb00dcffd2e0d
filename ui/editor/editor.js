// The editor for formatted text: ProseMirror with exactly the elements that a record or an article may hold
// (domain/src/rich). It knows no page: ui/src/kit/editor.rs mounts it and owns its toolbar.
import { baseKeymap } from "prosemirror-commands";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { DOMParser, DOMSerializer } from "prosemirror-model";
import { EditorState, TextSelection } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { commandsOf } from "./commands.js";
import { cleanPasted, pastedFiles, picturesLeftOut } from "./paste.js";
import { pictureView } from "./picture.js";
import * as schemas from "./schema.js";

const parsed = (schema, html) => {
  const body = new window.DOMParser().parseFromString(html, "text/html").body;
  return DOMParser.fromSchema(schema).parse(body);
};

const written = (schema, doc) => {
  const box = document.createElement("div");
  box.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content));
  const blank = doc.textContent.trim() === "" && doc.childCount === 1 && !box.querySelector("img");
  return blank ? "" : box.innerHTML;
};

// what is typed is written down when the typing rests for this long, and whenever the editor is left
const REST = 250;

/**
 * Mounts an editor. `onText` gets the HTML, `onState` the names of what is on where the cursor stands. For an article
 * (`kind`) also: `address` says where a picture's file is shown from, `onFile` gets pictures that were pasted or dropped,
 * `onLost` how many pasted ones were left out, `onWish` the name of a command that needs to be told something.
 */
function mount(place, { kind, html, attributes, onText, onState, address, onFile, onLost, onWish }) {
  let timer = 0;
  const schema = schemas[kind] || schemas.record;
  const { commands, told, keys, isOn, here, below } = commandsOf(schema);
  const wishes = told.link ? { "Mod-k": () => (onWish("link"), true) } : {};
  const plugins = [history(), keymap({ ...keys, ...wishes }), keymap(baseKeymap), tableEditing(), ...(told.picture ? [below] : [])];
  const view = new EditorView(place, {
    state: EditorState.create({ doc: parsed(schema, html), plugins }),
    attributes,
    nodeViews: told.picture ? { picture: pictureView(address) } : {},
    transformPastedHTML: cleanPasted,
    handlePaste(_, event) {
      if (took(pastedFiles(event.clipboardData))) return true;
      const lost = told.picture ? picturesLeftOut(event.clipboardData?.getData("text/html") || "") : 0;
      if (lost > 0) onLost(String(lost));
      return false;
    },
    handleDrop(_, event, slice, moved) {
      const files = moved ? [] : pastedFiles(event.dataTransfer);
      const at = files.length > 0 && told.picture && view.posAtCoords({ left: event.clientX, top: event.clientY });
      if (at) view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))));
      return took(files);
    },
    handleDoubleClickOn(_, position, node) {
      if (node.type !== schema.nodes.picture || !told.picture) return false;
      onWish("picture");
      return true;
    },
    dispatchTransaction(tr) {
      view.updateState(view.state.apply(tr));
      onState(isOn(view.state));
      if (!tr.docChanged) return;
      clearTimeout(timer);
      timer = setTimeout(flush, REST);
    },
    handleDOMEvents: { blur: () => (flush(), false) },
  });
  function took(files) {
    if (!told.picture || files.length === 0) return false;
    files.forEach((file) => onFile(file));
    return true;
  }
  function flush() {
    if (!timer) return;
    clearTimeout(timer);
    timer = 0;
    onText(written(schema, view.state.doc));
  }
  // what was read may end with a table
  view.dispatch(view.state.tr);
  return {
    run(name) {
      const command = commands[name];
      if (command) command(view.state, view.dispatch, view);
      view.focus();
    },
    /** Runs a command that has to be told something, as JSON. */
    tell(name, json) {
      const command = told[name];
      if (command) command(JSON.parse(json))(view.state, view.dispatch, view);
      view.focus();
    },
    /** What stands where the cursor does, as JSON. */
    here: () => JSON.stringify(here(view.state)),
    set(html) {
      view.updateState(EditorState.create({ doc: parsed(schema, html), plugins }));
      onState(isOn(view.state));
    },
    flush,
    destroy() {
      clearTimeout(timer);
      view.destroy();
    },
  };
}

window.gsdjEditor = { mount };
