// SVG from data, as dom.js makes HTML: known elements and known attributes only, words as text nodes.
const SPACE = "http://www.w3.org/2000/svg";
const TAGS = new Set(["svg", "desc", "rect", "circle", "path", "text"]);
const ATTRIBUTES = new Set(
  ("aria-describedby aria-labelledby class cx cy d direction fill font-size font-weight height id r role rx stroke " +
    "stroke-dasharray stroke-width text-anchor viewBox width x y").split(" "),
);

/** Make what [tag, attributes, child, …] says; what is not known is left out. */
export function drawn([tag, attributes, ...children]) {
  if (!TAGS.has(tag)) return "";
  const node = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) if (ATTRIBUTES.has(name)) node.setAttribute(name, value);
  node.append(...children.map((child) => (Array.isArray(child) ? drawn(child) : String(child))));
  return node;
}
