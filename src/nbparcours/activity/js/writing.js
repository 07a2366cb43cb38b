// What the kinds share in which people write for themselves: reading a value, a field to write in, erasing.
import { h } from "./dom.js";
import { button } from "./parts.js";

/** What `value` holds under `name`, if it is a map and holds it itself. */
export const own = (value, name) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, name) ? value[name] : undefined;

/** Twin of `written` in scorers/reflection.py. */
export const written = (text) => typeof text === "string" && text.trim() !== "";

/**
 * A field that turns with the language written in it, and that no browser service reads along with: autofill
 * would show it to the next person, and some spelling checkers send it away. Returns {node, put(text)}.
 */
export function field(tag, lang, onwrite, attrs) {
  const turn = () => (node.dir = node.value ? "auto" : lang === "ar" ? "rtl" : "ltr");
  const oninput = () => {
    turn();
    onwrite(node.value);
  };
  const node = h(tag, { class: "nbp-input", autocomplete: "off", spellcheck: "false", oninput, ...attrs });
  const put = (text) => {
    const words = typeof text === "string" ? text : "";
    if (node.value !== words) node.value = words; // setting it moves the caret, also to the same words
    turn();
  };
  turn();
  return { node, put };
}

/** A button that asks before it erases; `say` knows "erase", "erase_ask", "erase_yes" and "erase_no". */
export function eraser(say, erase) {
  const ask = () => {
    node.replaceChildren(question, yes, no);
    question.focus();
  };
  const rest = () => node.replaceChildren(first);
  const first = button(say("erase"), ask, { plain: true, "data-do": "erase" });
  const question = h("p", { tabindex: "-1", class: "nbp-prompt" }, say("erase_ask"));
  const yes = button(say("erase_yes"), () => (rest(), erase()));
  const no = button(say("erase_no"), () => (rest(), first.focus()), { plain: true });
  const node = h("div", { class: "nbp-erase" }, first);
  return node;
}
