// Making elements. Data becomes text nodes, never markup.
const RUN = /\+?\d+(?:[-–./:]\d+)+/g;

/** Digit groups keep their order inside Arabic. */
function text(string) {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const match of String(string).matchAll(RUN)) {
    fragment.append(string.slice(end, match.index), Object.assign(document.createElement("bdi"), { dir: "ltr", textContent: match[0] }));
    end = match.index + match[0].length;
  }
  fragment.append(String(string).slice(end));
  return fragment;
}

export function h(tag, attrs, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs ?? {})) {
    if (value === false || value == null) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) if (child != null && child !== false) node.append(child instanceof Node ? child : text(child));
  return node;
}

export const button = (words, act, { class: name = "", ...attrs } = {}) => h("button", { type: "button", class: `nbv-button ${name}`.trim(), onclick: act ?? false, ...attrs }, words);
