// What a formatted text may hold (domain/src/rich): a record's elements, and an article's, which are those and besides
// quotations, links and pictures that lie on the platform.
import { Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

const spans = ({ attrs }) => ({
  ...(attrs.colspan > 1 && { colspan: attrs.colspan }),
  ...(attrs.rowspan > 1 && { rowspan: attrs.rowspan }),
});
// the width of columns is the paper's affair: no attribute for it leaves the page
const bare = (spec) => ({ ...spec, toDOM: (node) => [spec.tableRole === "cell" ? "td" : "th", spans(node), 0] });

function tables(cellContent) {
  const { table, table_row, table_cell, table_header } = tableNodes({ cellContent, cellAttributes: {} });
  return { table: { ...table, group: "block" }, table_row, table_cell: bare(table_cell), table_header: bare(table_header) };
}

const item = (content) => ({ content, defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] });

const nodes = {
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
  list_item: item("paragraph (paragraph | bullet_list | ordered_list)*"),
  ...tables("(paragraph | heading | bullet_list | ordered_list)+"),
  text: { group: "inline" },
  hard_break: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
};

const marks = {
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
};

/** A meeting's record. */
export const record = new Schema({ nodes, marks });

// as `gsdj_domain::rich::address` has it
const leads = (href) => /^(https?:\/\/[^\s"'<>\\]+|\/(?![/\\])[^\s"'<>\\]*)$/.test(href) && href.length <= 500;

const link = {
  attrs: { href: {} },
  inclusive: false,
  parseDOM: [{ tag: "a[href]", getAttrs: (dom) => leads(dom.getAttribute("href").trim()) && { href: dom.getAttribute("href").trim() } }],
  toDOM: (mark) => ["a", { href: mark.attrs.href }, 0],
};

const blockquote = {
  content: "(paragraph | heading | bullet_list | ordered_list | picture)+",
  group: "block",
  defining: true,
  parseDOM: [{ tag: "blockquote" }],
  toDOM: () => ["blockquote", 0],
};

// named by its file and never by an address: one from elsewhere is left out
const picture = {
  attrs: { file: {}, alt: { default: "" } },
  group: "block",
  atom: true,
  draggable: true,
  parseDOM: [{
    tag: "img[data-file]",
    getAttrs: (dom) => /^[1-9]\d*$/.test(dom.dataset.file) && { file: dom.dataset.file, alt: dom.getAttribute("alt") || "" },
  }],
  toDOM: (node) => ["img", { "data-file": node.attrs.file, alt: node.attrs.alt }],
};

/** An article. */
export const article = new Schema({
  nodes: {
    ...nodes,
    list_item: item("paragraph (paragraph | bullet_list | ordered_list | picture)*"),
    ...tables("(paragraph | heading | bullet_list | ordered_list | picture)+"),
    blockquote,
    picture,
  },
  // around the others, as the platform writes it
  marks: { link, ...marks },
});
