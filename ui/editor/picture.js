// How a picture stands in the text that is being written: the file itself, and what is said of it below.

/** Draws pictures; `address` says where a file is shown from. */
export function pictureView(address) {
  return (first) => {
    const dom = document.createElement("figure");
    const image = document.createElement("img");
    const said = document.createElement("figcaption");
    dom.className = "rich-picture";
    dom.append(image, said);
    let shown = "";
    function draw({ attrs }) {
      if (shown !== attrs.file) image.src = address(attrs.file);
      shown = attrs.file;
      image.alt = attrs.alt;
      said.textContent = attrs.alt || "还没有图片说明，双击可以填写";
      said.classList.toggle("missing", !attrs.alt);
    }
    draw(first);
    return {
      dom,
      ignoreMutation: () => true,
      update(node) {
        if (node.type !== first.type) return false;
        draw(node);
        return true;
      },
    };
  };
}
