// A term of the glossary, explained where it stands: on hover, on focus, and on the first tap. One element for the
// whole page; the link itself stays a link to the glossary, which is all that a page without scripts has.
import { h } from "./dom.js";

const OPENS_MS = 150; // passing over a word is no question
const CLOSES_MS = 250; // time to reach the explanation with the pointer
const AGAIN = { fr: "Touchez encore pour ouvrir le glossaire.", ar: "المسوا مرة أخرى لفتح المسرد." };
const ID = "nbp-explain";

/**
 * `find(anchor)` gives null for any other link, or a promise of {lang, term, twin, definition} (or of null).
 * Returns a function that undoes everything.
 */
export function explain(find) {
  const box = h("div", { id: ID, class: ID, role: "tooltip", hidden: true });
  const heard = new AbortController();
  const on = (target, name, listener) => target.addEventListener(name, listener, { capture: true, signal: heard.signal });
  let shown = null; // the anchor that is explained
  let wanted = null; // the one that was asked for last
  let timer;
  let touch = null; // {anchor, open}: what the finger came down on, and whether it was explained already

  const hide = () => {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    shown = wanted = null;
    box.hidden = true;
  };
  const show = async (anchor, tapped) => {
    clearTimeout(timer);
    if (shown && shown !== anchor) hide();
    wanted = anchor;
    const entry = await find(anchor);
    if (!entry || wanted !== anchor || !anchor.isConnected) return;
    (anchor.closest("main") ?? document.body).append(box); // inside the landmark that it belongs to
    fill(box, entry, tapped);
    shown = anchor;
    anchor.setAttribute("aria-describedby", ID);
    box.hidden = false;
    place(box, anchor);
  };
  const later = (act, ms) => {
    clearTimeout(timer);
    timer = setTimeout(act, ms);
  };
  const termAt = (event) => {
    const anchor = event.target.closest?.("a[href]");
    return anchor && find(anchor) ? anchor : null;
  };

  on(document, "pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (box.contains(event.target)) return clearTimeout(timer);
    const anchor = termAt(event);
    if (anchor && anchor !== shown) later(() => show(anchor), OPENS_MS);
    else if (anchor) clearTimeout(timer);
    else if (!shown) clearTimeout(timer);
  });
  on(document, "pointerout", (event) => {
    const within = [shown, box].find((node) => node?.contains(event.target));
    if (!within || event.pointerType === "touch" || within.contains(event.relatedTarget)) return;
    if (document.activeElement !== shown) later(hide, CLOSES_MS);
  });
  on(document, "focusin", (event) => {
    const anchor = termAt(event);
    if (anchor) show(anchor, touch?.anchor === anchor);
    else if (shown && !box.contains(event.target)) hide();
  });
  on(document, "focusout", (event) => event.target === shown && hide());
  on(document, "pointerdown", (event) => {
    const anchor = termAt(event);
    touch = event.pointerType === "mouse" || !anchor ? null : { anchor, open: anchor === shown };
    if (!anchor && shown && !box.contains(event.target)) hide();
  });
  on(window, "click", (event) => {
    const anchor = touch && termAt(event);
    if (!anchor || touch.anchor !== anchor || touch.open) return;
    event.preventDefault();
    event.stopPropagation();
    show(anchor, true);
  });
  on(window, "keydown", (event) => event.key === "Escape" && hide());
  on(window, "scroll", () => shown && place(box, shown));
  on(window, "resize", () => shown && place(box, shown));
  return () => {
    hide();
    heard.abort();
    box.remove();
  };
}

function fill(box, { lang, term, twin, definition }, tapped) {
  const other = lang === "ar" ? "fr" : "ar";
  box.lang = lang;
  box.dir = lang === "ar" ? "rtl" : "ltr";
  box.replaceChildren(
    h("p", {}, h("strong", {}, term), " · ", h("bdi", { lang: other, dir: other === "ar" ? "rtl" : "ltr" }, twin)),
    h("p", {}, definition),
    tapped ? h("p", { class: "nbp-explain-again" }, AGAIN[lang]) : "",
  );
}

/** Under the word, or above it where there is no room; never outside the window. */
function place(box, anchor) {
  const lines = [...anchor.getClientRects()];
  const line = lines[0] ?? anchor.getBoundingClientRect();
  const last = lines.at(-1) ?? line;
  const { offsetWidth: width, offsetHeight: height } = box;
  const room = document.documentElement.clientWidth - width - 8;
  const start = box.dir === "rtl" ? last.right - width : last.left;
  const below = last.bottom + 4 + height <= innerHeight;
  box.style.left = `${Math.max(8, Math.min(start, room))}px`;
  box.style.top = `${below ? last.bottom + 4 : Math.max(8, line.top - 4 - height)}px`;
}
