// What Word, WPS and web pages put on the clipboard, made fit for the editor: its schema drops what it does not know, so
// only what would be understood wrongly is dealt with here.

/** The HTML without Word's own comments and elements, its lists as lists. */
export function cleanPasted(html) {
  const bare = html
    .replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, (part) => (/mso-list:\s*ignore/i.test(part) ? part.replace(/<!--\[if[^\]]*\]>|<!\[endif\]-->/gi, "") : ""))
    .replace(/<!\[if[^>]*>|<!\[endif\]>/gi, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<\/?(o|w|v|m|st1):[^>]*>/gi, "")
    // what would run never runs here: the page's policy forbids it, and reports each try
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\son[a-z]+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, ""));
  const page = new DOMParser().parseFromString(bare, "text/html");
  page.querySelectorAll("style, script, meta, link, title, xml").forEach((element) => element.remove());
  lists(page);
  return page.body.innerHTML;
}

/** Word's points are paragraphs with their sign in a span of its own. */
function lists(page) {
  let list = null;
  let last = null;
  for (const point of page.querySelectorAll("p[style*='mso-list'], p.MsoListParagraph")) {
    const sign = [...point.querySelectorAll("span[style]")].find((span) => /mso-list:\s*ignore/i.test(span.getAttribute("style")));
    if (!sign) continue;
    const kind = /^\s*[(（]?[0-9a-z一二三四五六七八九十]+[.、)）]/i.test(sign.textContent) ? "ol" : "ul";
    const follows = last && nextElement(last) === point && list.localName === kind;
    if (!follows) {
      list = page.createElement(kind);
      point.before(list);
    }
    sign.remove();
    const item = page.createElement("li");
    point.removeAttribute("style");
    last = list;
    item.append(point);
    list.append(item);
  }
}

const nextElement = (element) => element.nextElementSibling;

/** The pictures of what is pasted or dropped; none when there is text beside them: then they only show what it says. */
export function pastedFiles(data) {
  const files = [...(data?.files || [])].filter((file) => /^image\/(jpeg|png|webp)$/.test(file.type));
  if (files.length === 0) return files;
  const text = data.getData("text/html").replace(/<!--[\s\S]*?-->|<(style|title)[\s\S]*?<\/\1>|<[^>]*>|&nbsp;/gi, "");
  return text.trim() === "" && data.getData("text/plain").trim() === "" ? files : [];
}

/** How many pictures of a pasted page can't come along, because they don't lie on the platform. */
export function picturesLeftOut(html) {
  return (html.match(/<img\b[^>]*>/gi) || []).filter((tag) => !/\sdata-file=/i.test(tag)).length;
}
