// What the buttons and keys of the editor do, for either schema.
import { chainCommands, exitCode, lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { NodeSelection, Plugin, TextSelection } from "prosemirror-state";
import {
  addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable,
} from "prosemirror-tables";

/** The commands of a schema, its keys, and what is on where the cursor stands. */
export function commandsOf(schema) {
  const { nodes, marks } = schema;

  function insertTable(state, dispatch) {
    if (isInTable(state)) return false;
    const row = (type) => nodes.table_row.create(null, [0, 1, 2].map(() => type.createAndFill()));
    const fresh = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
    if (dispatch) {
      const tr = goesOn(state.tr.replaceSelectionWith(fresh, false));
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

  // text can go on below
  const ends = (doc) => doc.lastChild.type === nodes.table || doc.lastChild.type === nodes.picture;
  const goesOn = (tr) => (ends(tr.doc) ? tr.insert(tr.doc.content.size, nodes.paragraph.create()) : tr);
  /** Text can go on below whatever was pasted or read. */
  const below = new Plugin({
    appendTransaction: (_, __, state) => (ends(state.doc) ? goesOn(state.tr) : null),
  });

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

  const within = (state, type) => {
    const { $from } = state.selection;
    return !!type && [...Array($from.depth + 1).keys()].some((depth) => $from.node(depth).type === type);
  };

  const toggleQuote = (state, dispatch) =>
    (within(state, nodes.blockquote) ? lift : wrapIn(nodes.blockquote))(state, dispatch);

  // the whole link that the cursor stands in
  function linkAround({ doc, selection }) {
    const { $from } = selection;
    const mark = marks.link?.isInSet($from.marks());
    if (!mark) return null;
    let run = null;
    let found = null;
    $from.parent.forEach((node, offset) => {
      if (!mark.isInSet(node.marks)) return;
      const from = $from.start() + offset;
      run = run && run.to === from ? { ...run, to: from + node.nodeSize } : { from, to: from + node.nodeSize };
      if (run.from <= $from.pos && $from.pos <= run.to) found = run;
    });
    return found && { ...found, href: mark.attrs.href, text: doc.textBetween(found.from, found.to) };
  }

  // an empty address takes the link away and leaves its text
  function setLink({ href, text }) {
    return (state, dispatch) => {
      const { from, to, empty } = state.selection;
      const range = empty ? linkAround(state) : { from, to };
      const tr = state.tr;
      if (range) {
        tr.removeMark(range.from, range.to, marks.link);
        if (href) tr.addMark(range.from, range.to, marks.link.create({ href }));
      } else if (href) {
        tr.replaceSelectionWith(schema.text(text || href, [marks.link.create({ href })]), false);
      }
      if (dispatch) dispatch(tr.scrollIntoView());
      return true;
    };
  }

  const chosenPicture = ({ selection }) =>
    selection instanceof NodeSelection && selection.node.type === nodes.picture ? selection.node : null;

  // the cursor behind a picture that was just put in, so that what is typed next does not take its place
  function behind(tr, fresh) {
    let at = -1;
    tr.doc.descendants((node, position) => {
      if (node === fresh) at = position + 1;
      return at < 0;
    });
    if (at < 0) return tr;
    if (!tr.doc.resolve(at).nodeAfter?.isTextblock) tr.insert(at, nodes.paragraph.create());
    return tr.setSelection(TextSelection.create(tr.doc, at + 1));
  }

  // what is chosen is described anew; another one is put where the cursor stands
  function setPicture({ file, alt }) {
    return (state, dispatch) => {
      const chosen = chosenPicture(state);
      const fresh = nodes.picture.create({ file, alt });
      const tr = chosen && chosen.attrs.file === file
        ? state.tr.setNodeMarkup(state.selection.from, null, { file, alt })
        : behind(state.tr.replaceSelectionWith(fresh, false), fresh);
      if (dispatch) dispatch(tr.scrollIntoView());
      return true;
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
    ...(nodes.blockquote && { quote: toggleQuote }),
  };
  /** Those that need to be told something. */
  const told = {
    ...(marks.link && { link: setLink }),
    ...(nodes.picture && { picture: setPicture }),
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
    const heading = (level) => $from.parent.type === nodes.heading && $from.parent.attrs.level === level;
    const on = [
      mark(marks.strong) && "bold", mark(marks.em) && "italic", mark(marks.underline) && "underline",
      heading(1) && "heading1", heading(2) && "heading2", within(state, nodes.bullet_list) && "bullets",
      within(state, nodes.ordered_list) && "numbers", isInTable(state) && "table",
      marks.link && mark(marks.link) && "link", within(state, nodes.blockquote) && "quote", chosenPicture(state) && "picture",
      !undo(state) && "no-undo", !redo(state) && "no-redo",
    ];
    return on.filter(Boolean).join(" ");
  }

  /** What stands where the cursor does: the link, the marked text, the picture. */
  function here(state) {
    const { from, to, empty } = state.selection;
    const link = linkAround(state);
    const chosen = chosenPicture(state);
    return {
      href: link ? link.href : "",
      text: empty ? (link ? link.text : "") : state.doc.textBetween(from, to, " "),
      file: chosen ? chosen.attrs.file : "",
      alt: chosen ? chosen.attrs.alt : "",
    };
  }

  return { commands, told, keys, isOn, here, below };
}
