// Pieces that several kinds are made of.
import { h, unique } from "./dom.js";
import { t } from "./strings.js";

/** A fieldset named by the question. */
export const group = (ctx, ...children) => h("fieldset", { class: "nbp-group" }, h("legend", {}, ctx.legend), children);

/** A button; `more` are further attributes. */
export const button = (label, onclick, { plain = false, ...more } = {}) =>
  h("button", { type: "button", class: `nbp-button${plain ? " nbp-plain" : ""}`, onclick, ...more }, label);

/** ✓ or ✗ and the word for it: never colour alone. */
export const verdict = (lang, ok, key = ok ? "activity.right" : "activity.wrong", vars = {}) =>
  h("span", { class: ok ? "nbp-ok" : "nbp-ko" }, h("span", { "aria-hidden": "true" }, ok ? "✓ " : "✗ "), t(lang, key, vars));

/** Places beside the choices where `mark` writes what was right, and why; each describes its control. */
export function slots(ctx) {
  const places = new Map();
  const slot = (name, control) => {
    const node = h("div", { class: "nbp-mark", id: unique("mark"), hidden: true });
    places.set(name, [node, control]);
    return node;
  };
  const fill = (marks) =>
    places.forEach(([node, control], name) => {
      const known = marks != null && Object.hasOwn(marks, name);
      node.hidden = !known;
      node.replaceChildren(...(known ? [verdict(ctx.lang, marks[name]), ...ctx.reason(name)] : []));
      if (known) control.setAttribute("aria-describedby", node.id);
      else control.removeAttribute("aria-describedby");
    });
  return { slot, fill };
}

/** A native select whose first entry means "no answer". */
export function select(ctx, id, entries, onchange) {
  const node = h("select", { id, class: "nbp-select", onchange });
  node.append(h("option", { value: "" }, t(ctx.lang, "activity.pick")), ...entries.map(([value, label]) => h("option", { value }, label)));
  return node;
}

const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** The answer given for `name` in a value like `{name: answer}`, or null when there is none. */
export const given = (value, name) =>
  isMap(value) && Object.hasOwn(value, name) && typeof value[name] === "string" && value[name] !== "" ? value[name] : null;

/** `value` with one answer changed; an empty answer is taken out, and null means that none is left. */
export function withAnswer(value, name, answer) {
  const { [name]: _, ...rest } = isMap(value) ? value : {};
  const next = answer ? { ...rest, [name]: answer } : rest;
  return Object.keys(next).length ? next : null;
}

/** Judge a map of answers; unknown names are left out, what is not answered is neither right nor wrong. */
export function judgeMap(key, value) {
  const names = Object.keys(key.map);
  const answered = names.filter((name) => given(value, name) !== null);
  const marks = Object.fromEntries(answered.map((name) => [name, given(value, name) === key.map[name]]));
  const right = answered.filter((name) => marks[name]).length;
  return { marks, right, all: names.length, missing: names.length - answered.length };
}

export function scoreMap(key, value) {
  const { marks, right, all } = judgeMap(key, value);
  return all ? Math.max(0, right - (Object.keys(marks).length - right)) / all : 0;
}
