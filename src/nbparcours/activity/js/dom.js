// The only file that makes elements of HTML (drawing.js: of SVG). Data becomes text nodes, never markup.

/** Twin of `RUN` in course/bidi.py; tests/vectors/bidi.json runs through both. */
const RUN = /\+?\p{Nd}+(?:[-–./:,\u0020\u00a0\u202f]\p{Nd}+)+(?:\s?%)?|\+\p{Nd}+|\p{Nd}+\s?%/gu;
const FOCUSABLE = /^(a|button|details|input|select|summary|textarea)$/;
const URL_ATTRIBUTE = /^(href|src)$/;
const SAFE_URL = /^(https?:|mailto:|tel:|about:blank$|[^:]*$)/i;

/** Split `string` into [piece, must be isolated] pairs whose pieces join back to it. */
export function runs(string) {
  const pieces = [];
  let end = 0;
  for (const match of string.matchAll(RUN)) {
    if (match.index > end) pieces.push([string.slice(end, match.index), false]);
    pieces.push([match[0], true]);
    end = match.index + match[0].length;
  }
  if (end < string.length) pieces.push([string.slice(end), false]);
  return pieces;
}

/** A fragment in which digit groups keep their order inside Arabic. */
export function text(string) {
  const fragment = document.createDocumentFragment();
  for (const [piece, alone] of runs(String(string))) {
    if (alone) {
      const bdi = document.createElement("bdi");
      bdi.dir = "ltr";
      bdi.textContent = piece;
      fragment.append(bdi);
    } else fragment.append(piece);
  }
  return fragment;
}

/** The same for places that take no elements: `<option>` and attributes. */
export const plain = (string) =>
  runs(String(string))
    .map(([piece, alone]) => (alone ? `\u2066${piece}\u2069` : piece))
    .join("");

/**
 * Make an element. `on…` functions become listeners, `false` and `null` attributes are left out, strings
 * among the children become text. Controls are marked for JupyterLab, whose shortcuts would otherwise
 * take arrow keys and delete the cell on `D D`; it looks at the focused node only.
 */
export function h(tag, attrs, ...children) {
  const node = document.createElement(tag);
  if (FOCUSABLE.test(tag) || attrs?.tabindex != null) node.setAttribute("data-lm-suppress-shortcuts", "true");
  for (const [name, value] of Object.entries(attrs ?? {})) {
    if (value === false || value == null) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (!URL_ATTRIBUTE.test(name) || SAFE_URL.test(value)) node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child == null || child === false) continue;
    if (child instanceof Node) node.append(child);
    else node.append(tag === "option" ? plain(child) : text(child));
  }
  return node;
}

let last = 0;
/** An id that no other activity of the page has, also when the same activity is shown twice. */
export const unique = (name) => `nbp-${name}-${++last}`;

/**
 * A polite live region. `say` empties, then fills it, so that the same words twice are spoken twice; `put`
 * fills it without a word, for what is restored and not new.
 */
export function live(attrs) {
  const node = h("div", { role: "status", "aria-live": "polite", "aria-atomic": "true", ...attrs });
  let timer;
  const fill = (words) => node.append(...words.map((word) => (word instanceof Node ? word : text(word))));
  const start = (children, mode) => {
    clearTimeout(timer);
    node.setAttribute("aria-live", mode);
    node.replaceChildren();
    return children.flat(Infinity).filter((child) => child != null && child !== false);
  };
  const say = (...children) => {
    const words = start(children, "polite");
    if (words.length) timer = setTimeout(fill, 60, words);
  };
  const put = (...children) => fill(start(children, "off"));
  return { node, say, put, stop: () => clearTimeout(timer) };
}
