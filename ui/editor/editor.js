// The editor for formatted text: ProseMirror with exactly the elements that a record may hold (domain/src/archive/rich).
// It knows no page: ui/src/kit/editor.rs mounts it and owns its toolbar.
import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { DOMParser, DOMSerializer, Schema } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { EditorState, TextSelection } from "prosemirror-state";
import {
  addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable, tableEditing, tableNodes,
} from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { cleanPasted } from "./paste.js";

const CELL = "(paragraph | heading | bullet_list | ordered_list)+";
const { table, table_row, table_cell, table_header } = tableNodes({ cellContent: CELL, cellAttributes: {} });
// the width of columns is the paper's affair: no attribute for it leaves the page
const bare = (spec) => ({ ...spec, toDOM: (node) => [spec.tableRole === "cell" ? "td" : "th", spans(node), 0] });
const spans = ({ attrs }) => ({
  ...(attrs.colspan > 1 && { colspan: attrs.colspan }),
  ...(attrs.rowspan > 1 && { rowspan: attrs.rowspan }),
});

const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
    heading: {
      attrs: { level: { default: 2 } },
      content: "inline*",
      group: "block",
      defining: true,
      parseDOM: [1, 2, 3, 4, 5, 6].map((n) => ({ tag: `h${n}`, attrs: { level: Math.min(n, 3) } })),
      toDOM: (node) => [`h${node.attrs.level}`, 0],
    },
    ordered_list: {
      attrs: { order: { default: 1 } },
      content: "list_item+",
      group: "block",
      parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ order: dom.hasAttribute("start") ? +dom.getAttribute("start") : 1 }) }],
      toDOM: (node) => (node.attrs.order === 1 ? ["ol", 0] : ["ol", { start: node.attrs.order }, 0]),
    },
    bullet_list: { content: "list_item+", group: "block", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
    list_item: {
      content: "paragraph (paragraph | bullet_list | ordered_list)*",
      defining: true,
      parseDOM: [{ tag: "li" }],
      toDOM: () => ["li", 0],
    },
    table: { ...table, group: "block" },
    table_row,
    table_cell: bare(table_cell),
    table_header: bare(table_header),
    text: { group: "inline" },
    hard_break: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
  },
  marks: {
    strong: {
      parseDOM: [
        { tag: "strong" },
        { tag: "b", getAttrs: (dom) => dom.style.fontWeight !== "normal" && null },
        { style: "font-weight", getAttrs: (value) => /^(bold(er)?|[6-9]\d{2})$/.test(value) && null },
      ],
      toDOM: () => ["strong", 0],
    },
    em: { parseDOM: [{ tag: "em" }, { tag: "i" }, { style: "font-style=italic" }], toDOM: () => ["em", 0] },
    underline: {
      parseDOM: [{ tag: "u" }, { style: "text-decoration=underline" }, { style: "text-decoration-line=underline" }],
      toDOM: () => ["u", 0],
    },
  },
});
const { nodes, marks } = schema;

function insertTable(state, dispatch) {
  if (isInTable(state)) return false;
  const row = (type) => nodes.table_row.create(null, [0, 1, 2].map(() => type.createAndFill()));
  const fresh = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
  if (dispatch) {
    const tr = state.tr.replaceSelectionWith(fresh, false);
    // text can go on below
    if (tr.doc.lastChild.type === nodes.table) tr.insert(tr.doc.content.size, nodes.paragraph.create());
    // into its first cell
    let at = -1;
    tr.doc.descendants((node, position) => {
      if (node === fresh) at = position;
      return at < 0;
    });
    if (at >= 0) tr.setSelection(TextSelection.near(tr.doc.resolve(at + 3)));
    dispatch(tr.scrollIntoView());
  }
  return true;
}

function toggleList(type) {
  return (state, dispatch, view) => {
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1) {
      const node = $from.node(depth);
      if (node.type !== nodes.bullet_list && node.type !== nodes.ordered_list) continue;
      if (node.type === type) return liftListItem(nodes.list_item)(state, dispatch, view);
      if (dispatch) dispatch(state.tr.setNodeMarkup($from.before(depth), type));
      return true;
    }
    return wrapInList(type)(state, dispatch, view);
  };
}

function toggleHeading(level) {
  return (state, dispatch) => {
    const { parent } = state.selection.$from;
    const on = parent.type === nodes.heading && parent.attrs.level === level;
    return (on ? setBlockType(nodes.paragraph) : setBlockType(nodes.heading, { level }))(state, dispatch);
  };
}

const commands = {
  bold: toggleMark(marks.strong),
  italic: toggleMark(marks.em),
  underline: toggleMark(marks.underline),
  heading1: toggleHeading(1),
  heading2: toggleHeading(2),
  bullets: toggleList(nodes.bullet_list),
  numbers: toggleList(nodes.ordered_list),
  table: insertTable,
  "row-add": addRowAfter,
  "column-add": addColumnAfter,
  "row-delete": deleteRow,
  "column-delete": deleteColumn,
  "table-delete": deleteTable,
  undo,
  redo,
};

const lineBreak = chainCommands(exitCode, (state, dispatch) => {
  if (dispatch) dispatch(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

// Tab moves on within tables and lists; anywhere else it leaves the editor, as everywhere on a page
const keys = {
  "Mod-b": commands.bold,
  "Mod-i": commands.italic,
  "Mod-u": commands.underline,
  "Mod-z": undo,
  "Mod-y": redo,
  "Shift-Mod-z": redo,
  "Shift-Enter": lineBreak,
  Enter: splitListItem(nodes.list_item),
  Tab: chainCommands(goToNextCell(1), sinkListItem(nodes.list_item)),
  "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(nodes.list_item)),
};

function isOn(state) {
  const { from, $from, to, empty } = state.selection;
  const mark = (type) => (empty ? !!type.isInSet(state.storedMarks || $from.marks()) : state.doc.rangeHasMark(from, to, type));
  const within = (type) => [...Array($from.depth + 1).keys()].some((depth) => $from.node(depth).type === type);
  const heading = (level) => $from.parent.type === nodes.heading && $from.parent.attrs.level === level;
  const on = [
    mark(marks.strong) && "bold", mark(marks.em) && "italic", mark(marks.underline) && "underline",
    heading(1) && "heading1", heading(2) && "heading2", within(nodes.bullet_list) && "bullets",
    within(nodes.ordered_list) && "numbers", isInTable(state) && "table",
    !undo(state) && "no-undo", !redo(state) && "no-redo",
  ];
  return on.filter(Boolean).join(" ");
}

const parsed = (html) => {
  const body = new window.DOMParser().parseFromString(html, "text/html").body;
  return DOMParser.fromSchema(schema).parse(body);
};

const written = (doc) => {
  const box = document.createElement("div");
  box.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content));
  return doc.textContent.trim() === "" && doc.childCount === 1 ? "" : box.innerHTML;
};

// what is typed is written down when the typing rests for this long, and whenever the editor is left
const REST = 250;

/** Mounts an editor. `onText` gets the HTML, `onState` the names of what is on where the cursor stands. */
function mount(place, { html, attributes, onText, onState }) {
  let timer = 0;
  const plugins = [history(), keymap(keys), keymap(baseKeymap), tableEditing()];
  const view = new EditorView(place, {
    state: EditorState.create({ doc: parsed(html), plugins }),
    attributes,
    transformPastedHTML: cleanPasted,
    dispatchTransaction(tr) {
      view.updateState(view.state.apply(tr));
      onState(isOn(view.state));
      if (!tr.docChanged) return;
      clearTimeout(timer);
      timer = setTimeout(flush, REST);
    },
    handleDOMEvents: { blur: () => (flush(), false) },
  });
  function flush() {
    if (!timer) return;
    clearTimeout(timer);
    timer = 0;
    onText(written(view.state.doc));
  }
  onState(isOn(view.state));
  return {
    run(name) {
      const command = commands[name];
      if (command) command(view.state, view.dispatch, view);
      view.focus();
    },
    set(html) {
      view.updateState(EditorState.create({ doc: parsed(html), plugins }));
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
